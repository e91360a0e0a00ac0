# Annotations of functions, modules and classes.
def f(a: int, b: "text" = 1, *args: float, c: str = "x", **kw: dict) -> list:
    local: undefined_name = 3
    return local


print(f.__annotations__)  # expect: {'a': <class 'int'>, 'b': 'text', 'args': <class 'float'>, 'c': <class 'str'>, 'kw': <class 'dict'>, 'return': <class 'list'>}
print(f(1))  # expect: 3
x: int
y: float = 2.5
print(__annotations__)  # expect: {'x': <class 'int'>, 'y': <class 'float'>}


class C:
    def method(self, __private: int, v: 1 + 1) -> None: ...


print(C.method.__annotations__)  # expect: {'_C__private': <class 'int'>, 'v': 2, 'return': None}
try:
    def g(a: undefined_name): pass
except NameError as error:
    print(error)  # expect: name 'undefined_name' is not defined
log = []


def note(v):
    log.append(v)
    return v


def order(a: note("a") = note(1), *, b: note("b") = note(2)) -> note("r"): ...


print(log)  # expect: [1, 2, 'a', 'b', 'r']
z: note("annotation") = note("value")
print(log[-2:])  # expect: ['value', 'annotation']
(lambda: 0).attribute: note("evaluated")
print(log[-1])  # expect: evaluated

# What is annotated in parentheses is no name of the class; it is looked at all
# the same, but not in a function.
def seen(what):
    print('seen', what)
    return int
class Lists:
    plain: seen('plain') = 1
    (held): seen('held') = 2
    (bare): seen('bare')
    Lists = {}
    Lists['k']: seen('item') = 3
(outside): seen('outside')
def inside():
    (held): seen('never') = 2
    (bare): seen('never')
    return held
print(Lists.__annotations__, Lists.held, Lists.Lists, inside())
# expect: seen plain
# expect: seen held
# expect: seen bare
# expect: seen item
# expect: seen outside
# expect: {'plain': <class 'int'>} 2 {'k': 3} 2
