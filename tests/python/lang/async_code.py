# Coroutines driven by hand: await, async for, async with, async generators.
import types


class Step:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        got = yield self.value
        return got


def run(coroutine):
    steps = []
    send = None
    try:
        while True:
            value = coroutine.send(send)
            steps.append(value)
            send = value * 10 if isinstance(value, int) else value
    except StopIteration as stop:
        return stop.value, steps


async def add(a, b):
    return await Step(a) + await Step(b)


print(run(add(1, 2)))  # expect: (30, [1, 2])


async def nested():
    total = 0
    for i in range(3):
        total += await add(i, 1)
    return total


print(run(nested()))  # expect: (60, [0, 1, 1, 1, 2, 1])


class Counter:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        return await Step(self.n)


async def loop():
    out = []
    async for x in Counter(3):
        if x == 10:
            continue
        out.append(x)
    else:
        out.append("else")
    async for x in Counter(3):
        break
    else:
        out.append("never")
    return out


print(run(loop()))  # expect: ([20, 0, 'else'], [2, 1, 0, 2])


class Manager:
    log = []

    async def __aenter__(self):
        self.log.append("enter")
        return await Step(1)

    async def __aexit__(self, cls, value, tb):
        self.log.append(cls.__name__ if cls else "exit")
        await Step(2)
        return cls is KeyError


async def managed(error):
    async with Manager() as m, Manager():
        if error:
            raise error
        return m
    return "swallowed"


print(run(managed(None)), Manager.log)  # expect: (10, [1, 1, 2, 2]) ['enter', 'enter', 'exit', 'exit']
Manager.log.clear()
print(run(managed(KeyError())), Manager.log)  # expect: ('swallowed', [1, 1, 2, 2]) ['enter', 'enter', 'KeyError', 'exit']


async def agen(n):
    for i in range(n):
        got = yield await Step(i)
        if got:
            yield got


async def comprehensions():
    a = [x async for x in agen(3)]
    b = {x async for x in Counter(2) if x}
    c = {x: await Step(5) async for x in agen(2)}
    d = [await Step(i) for i in range(2)]
    g = (x async for x in agen(2))
    e = [x async for x in g]
    f = [[y async for y in agen(2)] for _ in range(2)]
    return a, b, c, d, e, f


print(run(comprehensions())[0])  # expect: ([0, 10, 20], {10}, {0: 50, 10: 50}, [0, 10], [0, 10], [[0, 10], [0, 10]])


async def try_await():
    try:
        await failing()
    except ValueError as error:
        return str(error)
    finally:
        await Step(9)


async def failing():
    await Step(1)
    raise ValueError("failed")


print(run(try_await()))  # expect: ('failed', [1, 9])


async def bad_await():
    await 5


try:
    run(bad_await())
except TypeError as error:
    print(error)  # expect: object int can't be used in 'await' expression


async def bad_for():
    async for x in [1]:
        pass


try:
    run(bad_for())
except TypeError as error:
    print(error)  # expect: 'async for' requires an object with __aiter__ method, got list


async def bad_with():
    async with 5:
        pass


try:
    run(bad_with())
except TypeError as error:
    print(error)  # expect: 'int' object does not support the asynchronous context manager protocol


async def walrus():
    if (x := await Step(1)) > 5:
        return x
    return (await Step(2)) or (await Step(3))


print(run(walrus()))  # expect: (10, [1])


# An async generator takes one step at a time, though a step may wait.

@types.coroutine
def pause(word):
    return (yield word)


async def stepped():
    await pause('first')
    yield 'one'
    await pause('second')
    yield 'two'


def step(what, value=None):
    try:
        print(what.send(value))
    except (StopIteration, StopAsyncIteration, RuntimeError) as e:
        print(type(e).__name__, *e.args)


g = stepped()
one = g.__anext__()
two = g.__anext__()
print(g.ag_running)  # expect: False
step(one)  # expect: first
print(g.ag_running)  # expect: True
step(two)  # expect: RuntimeError anext(): asynchronous generator is already running
step(g.asend(1))  # expect: RuntimeError anext(): asynchronous generator is already running
throw = g.athrow(ValueError)
step(throw)  # expect: RuntimeError athrow(): asynchronous generator is already running
step(throw)  # expect: RuntimeError cannot reuse already awaited aclose()/athrow()
step(g.aclose())  # expect: RuntimeError aclose(): asynchronous generator is already running
step(one)  # expect: StopIteration one
print(g.ag_running)  # expect: False
step(one)  # expect: RuntimeError cannot reuse already awaited __anext__()/asend()
# Refused, it may be tried again.
step(two)  # expect: second
two.close()
step(two)  # expect: RuntimeError cannot reuse already awaited __anext__()/asend()
print(g.ag_running)  # expect: True
g = stepped()
step(g.aclose(), 1)  # expect: RuntimeError can't send non-None value to a just-started coroutine
step(g.aclose())  # expect: StopIteration
step(g.aclose())  # expect: StopIteration
step(g.__anext__())  # expect: StopAsyncIteration
