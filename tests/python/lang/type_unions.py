# int | None and list[int]: classes in annotations.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


print(int | None)  # expect: int | None
print(int | str | None)  # expect: int | str | None
print(list[int] | None)  # expect: list[int] | None
print(None | int)  # expect: None | int
print(int | int)  # expect: <class 'int'>
print(int | str == str | int)  # expect: True
print(hash(int | str) == hash(str | int))  # expect: True
print((int | None).__args__)  # expect: (<class 'int'>, <class 'NoneType'>)
print(isinstance(1, int | str))  # expect: True
print(isinstance(None, int | None))  # expect: True
print(isinstance(1.5, int | str))  # expect: False
print(issubclass(bool, int | str))  # expect: True
print(isinstance('', int | None | str))  # expect: True
attempt(lambda: isinstance(1, list[int] | int))  # expect: TypeError: isinstance() argument 2 cannot be a parameterized generic
attempt(lambda: int | 5)  # expect: TypeError: unsupported operand type(s) for |: 'type' and 'int'
print(list[int])  # expect: list[int]
print(dict[str, int])  # expect: dict[str, int]
print(list[list[int]])  # expect: list[list[int]]
print(tuple[int, ...])  # expect: tuple[int, ...]
print(list[int] == list[int])  # expect: True
print(list[int]([1, 2]))  # expect: [1, 2]
print(list[int].__origin__)  # expect: <class 'list'>
print(list[int].__args__)  # expect: (<class 'int'>,)
print(set[str])  # expect: set[str]
print(type(list[int]).__name__)  # expect: GenericAlias
print(type(int | str).__name__)  # expect: UnionType
print(frozenset[int])  # expect: frozenset[int]

class A(list[int]):
    pass

print(A.__mro__)  # expect: (<class '__main__.A'>, <class 'list'>, <class 'object'>)
print(A([1]))  # expect: [1]

class M(type):
    pass

class B(metaclass=M):
    pass

print(isinstance(B(), B | int))  # expect: True
print(f'{int | None}')  # expect: int | None
