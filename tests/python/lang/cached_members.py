# Members of an enumeration and fields of a named tuple, remembered where they
# are read, give way like all else when a class changes.
from collections import namedtuple
from enum import Enum
from operator import itemgetter


class Colour(Enum):
    RED = 1
    BLUE = 2


def red(cls):
    return cls.RED


def missing(cls):
    try:
        return cls.GREEN
    except AttributeError as error:
        return str(error)


for i in range(5):
    assert red(Colour) is Colour.RED and missing(Colour) == 'GREEN'
print(red(Colour), missing(Colour), red(Colour).name)  # expect: Colour.RED GREEN RED
Colour.GREEN = 'leaf'
print(missing(Colour))  # expect: leaf


class Meta(type):
    def __getattr__(cls, name):
        return cls.__name__ + '?' + name


class Thing(metaclass=Meta):
    RED = 'own'


class Part(Thing):
    pass


for i in range(5):
    assert red(Thing) == red(Part) == 'own' and missing(Part) == 'Part?GREEN'
Part.RED = 'part'
print(red(Thing), red(Part), missing(Thing))  # expect: own part Thing?GREEN
del Part.RED, Thing.RED
print(red(Thing), red(Part))  # expect: Thing?RED Part?RED
Thing.RED = 'hidden'
Meta.RED = property(lambda cls: 'by ' + cls.__name__)
print(red(Thing), red(Part))  # expect: by Thing by Part
del Meta.RED
print(red(Thing))  # expect: hidden
Meta.__getattribute__ = lambda cls, name: 'all'
print(red(Thing), missing(Part))  # expect: all all
del Meta.__getattribute__, Meta.__getattr__
print(red(Part), missing(Part))
# expect: hidden type object 'Part' has no attribute 'GREEN'


Point = namedtuple('Point', 'x y')


def x_of(point):
    return point.x


for i in range(5):
    assert x_of(Point(i, 0)) == i


class Named(Point):
    y = property(itemgetter(-2))


class Odd(tuple):
    x = property(itemgetter(1))

    def __getitem__(self, i):
        return 'item %d' % i


class Short(tuple):
    x = property(itemgetter(3))


for i in range(5):
    assert x_of(Named(i, 9)) == i and Named(i, 9).y == i
    print(x_of(Odd([i])), end=' ')
    try:
        x_of(Short([1] * i))
    except IndexError as error:
        print(error, end=' ')
print(x_of(Short(range(4))))
# expect: item 1 tuple index out of range item 1 tuple index out of range item 1 tuple index out of range item 1 tuple index out of range item 1 3
Point.x = property(lambda self: 'later')
print(x_of(Point(1, 2)), x_of(Named(1, 2)))  # expect: later later
try:
    Named(1, 2).y = 3
except AttributeError as error:
    print(error)  # expect: property 'y' of 'Named' object has no setter


# A property that gets another function is made by its class, and says what its
# getter says unless it was told what to say.
class Counted(property):
    "what is counted"

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        super().__init__(fget, fset, fdel, doc)
        self.parts = sum(part is not None for part in (fget, fset, fdel))


def one(self):
    "one"
    return 1


def two(self): "two"


print([(made.__doc__, made.parts) for made in (
    Counted(one), Counted(one).getter(two), Counted(one).setter(two), Counted().getter(two))])
# expect: [('one', 1), ('two', 1), ('one', 2), ('two', 1)]
print([made.__doc__ for made in (
    property(one).getter(two), property(one, doc='told').getter(two), property(one).setter(two),
    property(one).getter(None))])
# expect: ['two', 'told', 'one', 'one']
