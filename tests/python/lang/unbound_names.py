# Names that hold nothing yet, or nothing any more.
def message(call):
    try:
        return call()
    except NameError as error:
        return type(error).__name__ + ": " + str(error)


def before():
    use = x
    x = 1
    return use


print(message(before))  # expect: UnboundLocalError: cannot access local variable 'x' where it is not associated with a value


def deleted(a):
    del a
    return a


print(message(lambda: deleted(1)))  # expect: UnboundLocalError: cannot access local variable 'a' where it is not associated with a value


def deleted_twice(a):
    del a
    del a


print(message(lambda: deleted_twice(1)))  # expect: UnboundLocalError: cannot access local variable 'a' where it is not associated with a value


def one_branch(flag):
    if flag:
        x = 1
    else:
        pass
    return x


print(message(lambda: one_branch(1)), message(lambda: one_branch(0)))  # expect: 1 UnboundLocalError: cannot access local variable 'x' where it is not associated with a value


def both_branches(flag):
    if flag:
        x = 1
    else:
        x = 2
    return x


print(both_branches(0))  # expect: 2


def returns_otherwise(flag):
    if not flag:
        return "early"
    else:
        x = 1
    return x


print(returns_otherwise(0), returns_otherwise(1))  # expect: early 1


def loop_body(items):
    for i in items:
        x = i
    return x


print(message(lambda: loop_body([1])), message(lambda: loop_body([])))  # expect: 1 UnboundLocalError: cannot access local variable 'x' where it is not associated with a value


def in_try(fail):
    try:
        if fail:
            raise KeyError
        x = 1
    except KeyError:
        pass
    return x


print(message(lambda: in_try(0)), message(lambda: in_try(1)))  # expect: 1 UnboundLocalError: cannot access local variable 'x' where it is not associated with a value


def in_finally():
    try:
        raise KeyError
        x = 1
    except KeyError:
        y = 2
    finally:
        z = 3
    return y, z, x


print(message(in_finally))  # expect: UnboundLocalError: cannot access local variable 'x' where it is not associated with a value


def deleted_in_try():
    x = 1
    try:
        del x
        raise KeyError
    except KeyError:
        return x


print(message(deleted_in_try))  # expect: UnboundLocalError: cannot access local variable 'x' where it is not associated with a value


def short_circuit(a):
    a and (b := 1)
    return b


print(message(lambda: short_circuit(1)), message(lambda: short_circuit(0)))  # expect: 1 UnboundLocalError: cannot access local variable 'b' where it is not associated with a value


def while_true():
    while True:
        x = 1
        break
    return x


print(while_true())  # expect: 1


def nested_function():
    def f():
        return later
    r = message(f)
    later = 1
    return r, f()


print(nested_function())  # expect: ("NameError: cannot access free variable 'later' where it is not associated with a value in enclosing scope", 1)


def match_binds(v):
    match v:
        case [x]:
            pass
        case _:
            x = "default"
    return x


print(match_binds([1]), match_binds(5))  # expect: 1 default


def match_may_bind(v):
    match v:
        case [x]:
            pass
    return x


print(message(lambda: match_may_bind(5)))  # expect: UnboundLocalError: cannot access local variable 'x' where it is not associated with a value


def redefined(a):
    del a
    a = 2
    return a


print(redefined(1))  # expect: 2


def del_tuple(a, b, c):
    del a, (b, [c])
    return message(lambda: None), "a" in locals()


print(del_tuple(1, 2, 3))  # expect: (None, False)
print(message(lambda: nowhere))  # expect: NameError: name 'nowhere' is not defined
try:
    del nowhere
except NameError as error:
    print(error)  # expect: name 'nowhere' is not defined


def del_global():
    global g
    g = 1
    del g
    return message(lambda: g)


print(del_global())  # expect: NameError: name 'g' is not defined


def unbound_import(flag):
    if flag:
        import sys
    return sys


print(message(lambda: unbound_import(0)))  # expect: UnboundLocalError: cannot access local variable 'sys' where it is not associated with a value


def with_binds(flag):
    class M:
        def __enter__(self): return 1
        def __exit__(self, *a): return True
    with M() as m:
        if flag:
            raise KeyError
        inside = 1
    return m, inside


print(message(lambda: with_binds(0)), message(lambda: with_binds(1)))  # expect: (1, 1) UnboundLocalError: cannot access local variable 'inside' where it is not associated with a value
d = {}
d["a"] = 1
del d["a"]


class Attr:
    x = 1


o = Attr()
o.y = 1
del o.y
try:
    del o.y
except AttributeError as error:
    print("AttributeError")  # expect: AttributeError
l = [1, 2, 3]
del l[0], l[-1]
print(l, d)  # expect: [2] {}
