# abc and collections.abc.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


from abc import ABC, ABCMeta, abstractmethod
from collections import abc, deque

class Shape(ABC):

    @abstractmethod
    def area(self):
        ...

    @property
    @abstractmethod
    def name(self):
        ...

    def twice(self):
        return 2 * self.area()

attempt(lambda: Shape())  # expect: TypeError: Can't instantiate abstract class Shape with abstract methods area, name

class Half(Shape):

    def area(self):
        return 1

attempt(lambda: Half())  # expect: TypeError: Can't instantiate abstract class Half with abstract method name

class Square(Half):
    name = 'square'

print(Square().twice())  # expect: 2
print(sorted(Shape.__abstractmethods__))  # expect: ['area', 'name']
print(Square.__abstractmethods__)  # expect: frozenset()
print(isinstance(Square(), Shape))  # expect: True
print(issubclass(Half, Shape))  # expect: True

class Other:
    pass

print(isinstance(Other(), Shape))  # expect: False
print(Shape.register(Other) is Other)  # expect: True
print(isinstance(Other(), Shape))  # expect: True
print(issubclass(int, Shape))  # expect: False
print(isinstance([], abc.Sequence))  # expect: True
print(isinstance([], abc.MutableSequence))  # expect: True
print(isinstance((), abc.MutableSequence))  # expect: False
print(isinstance({}, abc.Mapping))  # expect: True
print(isinstance({}, abc.MutableMapping))  # expect: True
print(isinstance({1}, abc.Set))  # expect: True
print(isinstance(frozenset(), abc.MutableSet))  # expect: False
print(isinstance('', abc.Sequence))  # expect: True
print(isinstance(b'', abc.ByteString))  # expect: True
print(isinstance(range(3), abc.Sequence))  # expect: True
print(isinstance(deque(), abc.MutableSequence))  # expect: True
print(isinstance([], abc.Hashable))  # expect: False
print(isinstance(1, abc.Hashable))  # expect: True
print(isinstance([], abc.Iterable))  # expect: True
print(isinstance(iter([]), abc.Iterator))  # expect: True
print(isinstance(5, abc.Iterable))  # expect: False
print(isinstance(len, abc.Callable))  # expect: True
print(isinstance((x for x in []), abc.Generator))  # expect: True
print(isinstance([], abc.Sized))  # expect: True
print(isinstance([], abc.Container))  # expect: True
print(isinstance({}.keys(), abc.KeysView))  # expect: True
print(isinstance({}.items(), abc.Set))  # expect: True
print(isinstance([], abc.Reversible))  # expect: True
print(isinstance({1}, abc.Reversible))  # expect: False
print(isinstance([], abc.Collection))  # expect: True

class Map(abc.MutableMapping):

    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)

m = Map()
m.update(a=1, b=2)
m['c'] = 3
print(list(m.items()))  # expect: [('a', 1), ('b', 2), ('c', 3)]
print(list(m.keys()))  # expect: ['a', 'b', 'c']
print(list(m.values()))  # expect: [1, 2, 3]
print('a' in m)  # expect: True
print(m.get('z'))  # expect: None
print(m.pop('a'))  # expect: 1
print(m.setdefault('q', 9))  # expect: 9
print(m == {'b': 2, 'c': 3, 'q': 9})  # expect: True
print(len(m))  # expect: 3
print(sorted(m.keys() & {'b', 'z'}))  # expect: ['b']
m.clear()
print(len(m))  # expect: 0
print(m.pop('x', 'none'))  # expect: none

class Seq(abc.Sequence):

    def __getitem__(self, i):
        return 'abc'[i]

    def __len__(self):
        return 3

s = Seq()
print(list(s))  # expect: ['a', 'b', 'c']
print('b' in s)  # expect: True
print(list(reversed(s)))  # expect: ['c', 'b', 'a']
print(s.index('c'))  # expect: 2
print(s.count('a'))  # expect: 1
attempt(lambda: abc.Sequence())  # expect: TypeError: Can't instantiate abstract class Sequence with abstract methods __getitem__, __len__


# What was asked before is remembered, until somebody registers.
import abc


class Sized(abc.ABC):
    pass


class Thing:
    pass


class Liar:
    @property
    def __class__(self):
        return Thing


class Odd:
    @property
    def __class__(self):
        return []


thing, liar = Thing(), Liar()
print([isinstance(x, Sized) for x in (thing, liar, thing, liar)])  # expect: [False, False, False, False]
Sized.register(Thing)
print([isinstance(x, Sized) for x in (thing, liar, thing, liar, 5)])  # expect: [True, True, True, True, False]
for i in range(2):
    try:
        isinstance(Odd(), Sized)
    except TypeError as e:
        print(e)
# expect: issubclass() arg 1 must be a class
# expect: issubclass() arg 1 must be a class


class Own(abc.ABC):
    pass


Own.register(Liar)
print([isinstance(liar, Own) for i in range(3)], isinstance(thing, Own))  # expect: [True, True, True] False


class Meta(abc.ABCMeta):
    def __subclasscheck__(cls, subclass):
        return subclass is int


class Checked(metaclass=Meta):
    pass


print([isinstance(x, Checked) for x in (1, 'a', 1, True)])  # expect: [True, False, True, False]
