# Special methods that return what they may not, or are missing: what is said, and
# that nobody takes the result for what it is not.

import operator


def show(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


class Index:
    __index__ = lambda self: []


show(lambda: range(Index()))  # expect: TypeError __index__ returned non-int (type list)
show(lambda: slice(Index()).indices(5))  # expect: TypeError __index__ returned non-int (type list)
show(lambda: list(enumerate('a', Index())))  # expect: TypeError __index__ returned non-int (type list)
show(lambda: [1][Index()])  # expect: TypeError __index__ returned non-int (type list)
show(lambda: '%x' % Index())  # expect: TypeError %x format: an integer is required, not Index
show(lambda: int(Index()))  # expect: TypeError __index__ returned non-int (type list)


class Int:
    __int__ = lambda self: 'x'


show(lambda: '%d' % Int())  # expect: TypeError %d format: a real number is required, not Int
show(lambda: int(Int()))  # expect: TypeError __int__ returned non-int (type str)


class Trunc:
    def __init__(self, given):
        self.given = given

    def __trunc__(self):
        return self.given


class Seven:
    __index__ = lambda self: 7


show(lambda: int(Trunc(2.5)))  # expect: TypeError __trunc__ returned non-Integral (type float)
show(lambda: int(Trunc(Seven())))  # expect: 7


class Text:
    __repr__ = lambda self: 5


show(lambda: str(Text()))  # expect: TypeError __str__ returned non-string (type int)
show(lambda: repr(Text()))  # expect: TypeError __repr__ returned non-string (type int)


class Set:
    def __setitem__(self, key, value):
        pass

    def __set__(self, instance, value):
        pass

    __enter__ = lambda self: self
    __add__ = None


class Owner:
    data = Set()


def without(work):
    exec(work, globals())


show(lambda: without('del Set()[0]'))  # expect: AttributeError __delitem__
show(lambda: without('del Owner().data'))  # expect: AttributeError __delete__
show(lambda: Set() + 1)  # expect: TypeError 'NoneType' object is not callable


class Hint:
    __length_hint__ = lambda self: 1 / 0


show(lambda: '-'.join(Hint()))  # expect: TypeError can only join an iterable
show(lambda: list(Hint()))  # expect: TypeError 'Hint' object is not iterable
letters = iter('ab')
list(zip(letters, 'ab'))
show(lambda: operator.length_hint(letters, 9))  # expect: 0
show(lambda: operator.length_hint(object(), 9))  # expect: 9
show(lambda: issubclass(b'a', ['a', 'b']))  # expect: TypeError issubclass() arg 1 must be a class
show(lambda: bytes.maketrans(start=1))  # expect: TypeError bytes.maketrans() takes no keyword arguments
show(lambda: memoryview(1, 2))  # expect: TypeError memoryview() takes at most 1 argument (2 given)


class Twice:
    __slots__ = 'x', 'x'


show(lambda: without('class Named: __slots__ = "1x",'))  # expect: TypeError __slots__ must be identifiers


# To join and to repeat a sequence comes after what the other class has to say.

class Right:
    def __radd__(self, left):
        return 'radd'

    def __rmul__(self, left):
        return 'rmul'

    def __iter__(self):
        return iter((1, 2))

    def __index__(self):
        return 2


class Times(int):
    def __rmul__(self, left):
        return 'times'


for row in [1], (1,), 'a', b'a', bytearray(b'a'):
    print(row * Right(), row * Times(2), row + Right(), row * True)
# expect: rmul times radd [1]
# expect: rmul times radd (1,)
# expect: rmul times radd a
# expect: rmul times radd b'a'
# expect: rmul times radd bytearray(b'a')
row = [1]
row += Right()
print(row)  # expect: radd
row = [1]
row *= Right()
print(row)  # expect: rmul


class Own(list):
    def __iadd__(self, right):
        return 'iadd'

    def __mul__(self, right):
        return 'mul'


row = Own()
print(row * Right(), [1] * Right.__index__(0))  # expect: mul [1, 1]
row += Right()
print(row)  # expect: iadd
