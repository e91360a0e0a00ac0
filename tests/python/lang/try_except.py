# Handlers: which one is chosen, what its name holds, what is raised again.
import sys


def which(error):
    try:
        raise error
    except KeyError:
        return "key"
    except (ValueError, TypeError) as e:
        return "pair " + str(e)
    except Exception as e:
        return "any " + type(e).__name__
    except:
        return "bare"


print(which(KeyError()))  # expect: key
print(which(ValueError(1)), which(TypeError(2)))  # expect: pair 1 pair 2
print(which(OSError()))  # expect: any OSError
print(which(KeyboardInterrupt()))  # expect: bare


def name_is_deleted():
    e = "old"
    try:
        raise KeyError
    except KeyError as e:
        pass
    try:
        return e
    except UnboundLocalError as error:
        return str(error)


print(name_is_deleted())  # expect: cannot access local variable 'e' where it is not associated with a value
e = 1
try:
    raise KeyError
except KeyError as e:
    e = 3
    del e
try:
    e
except NameError as error:
    print(error)  # expect: name 'e' is not defined


def else_runs():
    log = []
    try:
        log.append("body")
    except KeyError:
        log.append("handler")
    else:
        log.append("else")
        try:
            raise KeyError
        except KeyError:
            log.append("own")
    return log


print(else_runs())  # expect: ['body', 'else', 'own']


def reraise():
    try:
        try:
            raise KeyError("k")
        except KeyError:
            raise
    except KeyError as e:
        return repr(e)


print(reraise())  # expect: KeyError('k')


def context():
    try:
        try:
            raise KeyError("a")
        except KeyError:
            raise ValueError("b")
    except ValueError as e:
        return repr(e.__context__), e.__cause__


print(context())  # expect: ("KeyError('a')", None)


def cause():
    try:
        try:
            raise KeyError("a")
        except KeyError as k:
            raise ValueError("b") from k
    except ValueError as e:
        return repr(e.__cause__), e.__suppress_context__


print(cause())  # expect: ("KeyError('a')", True)


def handled():
    log = [sys.exc_info()[0]]
    try:
        raise KeyError
    except KeyError:
        log.append(sys.exc_info()[0])
        try:
            raise ValueError
        except ValueError:
            log.append(sys.exc_info()[0])
        log.append(sys.exc_info()[0])
    log.append(sys.exc_info()[0])
    return [t and t.__name__ for t in log]


print(handled())  # expect: [None, 'KeyError', 'ValueError', 'KeyError', None]


def handled_after_return():
    def inner():
        try:
            raise KeyError
        except KeyError:
            return 1
    inner()
    return sys.exc_info()[0]


print(handled_after_return())  # expect: None


def handled_after_loop():
    for i in range(2):
        try:
            raise KeyError
        except KeyError:
            continue
    while True:
        try:
            raise KeyError
        except KeyError:
            break
    return sys.exc_info()[0]


print(handled_after_loop())  # expect: None


def handled_after_inner_raise():
    try:
        try:
            raise KeyError
        except KeyError:
            raise ValueError
    except ValueError:
        pass
    return sys.exc_info()[0]


print(handled_after_inner_raise())  # expect: None
try:
    raise
except RuntimeError as error:
    print(error)  # expect: No active exception to reraise
try:
    raise 5
except TypeError as error:
    print(error)  # expect: exceptions must derive from BaseException
try:
    raise ValueError from 5
except TypeError as error:
    print(error)  # expect: exception causes must derive from BaseException
try:
    try:
        raise KeyError
    except 5:
        pass
except TypeError as error:
    print(error)  # expect: catching classes that do not inherit from BaseException is not allowed


def nested_names():
    try:
        raise KeyError("outer")
    except KeyError as e:
        try:
            raise ValueError("inner")
        except ValueError as f:
            return str(e), str(f)


print(nested_names())  # expect: ("'outer'", 'inner')


def loop_in_handler():
    out = []
    for i in range(3):
        try:
            if i:
                raise KeyError(i)
            out.append("ok")
        except KeyError as e:
            for j in range(5):
                if j == 2:
                    break
                out.append((e.args[0], j))
            else:
                out.append("no")
    return out


print(loop_in_handler())  # expect: ['ok', (1, 0), (1, 1), (2, 0), (2, 1)]


def cell_name():
    try:
        raise KeyError("cell")
    except KeyError as e:
        show = lambda: str(e)
        first = show()
    try:
        show()
    except NameError as error:
        return first, str(error)


print(cell_name())  # expect: ("'cell'", "cannot access free variable 'e' where it is not associated with a value in enclosing scope")


def expression_raises():
    try:
        try:
            raise KeyError("k")
        except undefined_name:
            pass
    except NameError as e:
        return str(e), repr(e.__context__)


print(expression_raises())  # expect: ("name 'undefined_name' is not defined", "KeyError('k')")


def many(n):
    total = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                raise ValueError(i)
            elif i % 3 == 1:
                raise KeyError(i)
            total += 1
        except ValueError as e:
            total += e.args[0]
        except KeyError:
            total -= 1
    return total


print(many(100))  # expect: 1683
