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
