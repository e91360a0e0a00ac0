# except*: groups taken apart.
def handle(*errors):
    log = []
    try:
        try:
            raise ExceptionGroup("group", errors)
        except* KeyError as group:
            log.append(("key", len(group.exceptions)))
        except* (ValueError, TypeError) as group:
            log.append(("value", [str(e) for e in group.exceptions]))
        else:
            log.append("else")
        finally:
            log.append("finally")
    except ExceptionGroup as rest:
        log.append(("rest", [type(e).__name__ for e in rest.exceptions]))
    return log


print(handle(KeyError(1), ValueError("v"), KeyError(2)))  # expect: [('key', 2), ('value', ['v']), 'finally']
print(handle(OSError(), TypeError("t")))  # expect: [('value', ['t']), 'finally', ('rest', ['OSError'])]
print(handle(OSError()))  # expect: ['finally', ('rest', ['OSError'])]


def naked():
    try:
        raise ValueError("single")
    except* ValueError as group:
        return_value = type(group).__name__, group.exceptions
    return return_value


print(naked())  # expect: ('ExceptionGroup', (ValueError('single'),))


def nothing():
    try:
        pass
    except* KeyError:
        return_value = "never"
    else:
        return_value = "else"
    return return_value


print(nothing())  # expect: else


def raises_inside():
    try:
        try:
            raise ExceptionGroup("g", [KeyError("k"), ValueError("v")])
        except* KeyError:
            raise OSError("new")
        except* ValueError:
            pass
    except* OSError as group:
        return_value = [repr(e) for e in group.exceptions]
    return return_value


print(raises_inside())  # expect: ["OSError('new')"]


def nested_groups():
    inner = ExceptionGroup("inner", [KeyError(1), OSError(2)])
    try:
        try:
            raise ExceptionGroup("outer", [inner, KeyError(3)])
        except* OSError as group:
            found = group.message, group.exceptions[0].message
    except ExceptionGroup as rest:
        return found, len(rest.exceptions), rest.message
    return found


print(nested_groups())  # expect: (('outer', 'inner'), 2, 'outer')
