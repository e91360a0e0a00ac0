# Generators: sending, throwing, closing, delegating.
def echo():
    got = "start"
    while True:
        got = yield got


g = echo()
print(next(g), g.send(1), g.send("x"))  # expect: start 1 x
g.close()


def delegate():
    result = yield from inner()
    yield "result " + result


def inner():
    try:
        got = yield 1
        yield got
    except KeyError:
        yield "caught"
    return "returned"


print(list(delegate()))  # expect: [1, None, 'result returned']
g = delegate()
print(next(g), g.send("sent"), next(g))  # expect: 1 sent result returned
g = delegate()
next(g)
print(g.throw(KeyError), next(g))  # expect: caught result returned
print(list(x for x in (yield_from() for yield_from in [lambda: 1])))  # expect: [1]


def over_list():
    got = yield from [1, 2]
    yield got
    yield from range(2)
    yield from "ab"


print(list(over_list()))  # expect: [1, 2, None, 0, 1, 'a', 'b']


def with_finally():
    try:
        yield 1
    finally:
        yield "in finally"


g = with_finally()
next(g)
print(g.throw(ValueError("x")))  # expect: in finally
try:
    next(g)
except ValueError as error:
    print("again", error)  # expect: again x


def stops():
    raise StopIteration
    yield


try:
    next(stops())
except RuntimeError as error:
    print(error)  # expect: generator raised StopIteration


def returns():
    return 5
    yield


try:
    next(returns())
except StopIteration as stop:
    print(stop.value)  # expect: 5


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(3)))  # expect: [1, 2, 1, 3, 1, 2, 1]


def in_expression():
    x = (yield 1) + (yield 2)
    y = [(yield 3), (yield 4)]
    return x, y, (yield)


def drive(g, *sends):
    out = [next(g)]
    try:
        for s in sends:
            out.append(g.send(s))
    except StopIteration as stop:
        return out, stop.value


print(drive(in_expression(), 10, 20, 30, 40, 50))  # expect: ([1, 2, 3, 4, None], (30, [30, 40], 50))


def handled_in_generator():
    try:
        raise KeyError("k")
    except KeyError as e:
        yield str(e)
        yield str(e)


print(list(handled_in_generator()))  # expect: ["'k'", "'k'"]


def loop_with_try():
    for i in range(3):
        try:
            yield i
        except ValueError:
            yield "caught"
        finally:
            loop_with_try.count += 1


loop_with_try.count = 0
g = loop_with_try()
print(next(g), g.throw(ValueError), next(g), next(g), loop_with_try.count)  # expect: 0 caught 1 2 2


def yield_in_with():
    class M:
        def __enter__(self): return "m"
        def __exit__(self, *a): yield_in_with.left = True
    with M() as m:
        yield m


g = yield_in_with()
next(g)
g.close()
print(yield_in_with.left)  # expect: True
print(sum(x for x in (y for y in range(5)) if x % 2))  # expect: 4


# Thrown into before it began: it ends where it stands, its `try` unentered.
def not_begun():
    try:
        yield 1
    except ValueError:
        print('caught')
    finally:
        print('finally')


one = not_begun()
try:
    one.throw(ValueError('early'))
except ValueError as e:
    print(e)  # expect: early
print(list(one))  # expect: []
