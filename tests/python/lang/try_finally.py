# finally runs on every way out, and what it does last counts.
def way(how):
    log = []
    for i in range(3):
        try:
            log.append(i)
            if how == "break" and i == 1:
                break
            if how == "continue" and i == 1:
                continue
            if how == "return" and i == 1:
                return log
            if how == "raise" and i == 1:
                raise KeyError(i)
            log.append("body")
        except KeyError as error:
            log.append(repr(error))
        else:
            log.append("else")
        finally:
            log.append("finally")
    return log


print(way(""))  # expect: [0, 'body', 'else', 'finally', 1, 'body', 'else', 'finally', 2, 'body', 'else', 'finally']
print(way("break"))  # expect: [0, 'body', 'else', 'finally', 1, 'finally']
print(way("continue"))  # expect: [0, 'body', 'else', 'finally', 1, 'finally', 2, 'body', 'else', 'finally']
print(way("return"))  # expect: [0, 'body', 'else', 'finally', 1, 'finally']
print(way("raise"))  # expect: [0, 'body', 'else', 'finally', 1, 'KeyError(1)', 'finally', 2, 'body', 'else', 'finally']


def return_value_is_kept(x):
    try:
        return x
    finally:
        x = "changed"


print(return_value_is_kept(1))  # expect: 1


def finally_returns():
    try:
        1 / 0
    finally:
        return "swallowed"


print(finally_returns())  # expect: swallowed


def finally_overrides():
    try:
        return "body"
    finally:
        return "finally"


print(finally_overrides())  # expect: finally


def finally_breaks():
    while True:
        try:
            return "never"
        finally:
            break
    return "broken"


print(finally_breaks())  # expect: broken


def finally_continues():
    out = []
    for i in range(3):
        try:
            out.append(i)
            raise ValueError
        finally:
            continue
    return out


print(finally_continues())  # expect: [0, 1, 2]


def nested():
    log = []
    try:
        try:
            try:
                raise KeyError("k")
            finally:
                log.append(1)
        except ValueError:
            log.append("wrong")
        finally:
            log.append(2)
    except KeyError:
        log.append(3)
    finally:
        log.append(4)
    return log


print(nested())  # expect: [1, 2, 3, 4]


def nested_return():
    log = []

    def inner():
        try:
            try:
                return "value"
            finally:
                log.append("inner")
        finally:
            log.append("outer")
    return inner(), log


print(nested_return())  # expect: ('value', ['inner', 'outer'])


def raise_in_finally():
    try:
        try:
            raise KeyError("first")
        finally:
            raise ValueError("second")
    except ValueError as error:
        return repr(error), repr(error.__context__)


print(raise_in_finally())  # expect: ("ValueError('second')", "KeyError('first')")


def loop_in_finally():
    out = []
    try:
        out.append("body")
    finally:
        for i in range(4):
            if i == 1:
                continue
            if i == 3:
                break
            out.append(i)
    return out


print(loop_in_finally())  # expect: ['body', 0, 2]


def try_in_finally():
    log = []
    try:
        try:
            raise KeyError
        finally:
            try:
                raise ValueError
            except ValueError:
                log.append("inner")
    except KeyError:
        log.append("outer")
    return log


print(try_in_finally())  # expect: ['inner', 'outer']


def break_through_two():
    log = []
    for i in range(2):
        try:
            try:
                break
            finally:
                log.append("a")
        finally:
            log.append("b")
    return log


print(break_through_two())  # expect: ['a', 'b']


def generator():
    try:
        yield 1
        yield 2
    finally:
        generator.closed = True


generator.closed = False
g = generator()
next(g)
g.close()
print(generator.closed)  # expect: True


def handler_returns_through_finally():
    log = []

    def run():
        try:
            raise KeyError
        except KeyError as e:
            return "handled"
        finally:
            log.append("finally")
    return run(), log


print(handler_returns_through_finally())  # expect: ('handled', ['finally'])


def deep(n):
    try:
        if n == 0:
            raise ValueError("bottom")
        deep(n - 1)
    finally:
        deep.count += 1


deep.count = 0
try:
    deep(10)
except ValueError as error:
    print(error, deep.count)  # expect: bottom 11
