# What is said to calls that are wrong, where CPython has several ways to say it.


def show(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__ + ':', e)


# Wrappers count their arguments, and a few call themselves by an empty name.
show((5).__pow__)  # expect: TypeError:  expected at least 1 argument, got 0
show((5).__rpow__, 1, 2, 3)
# expect: TypeError:  expected at most 2 arguments, got 3

show((5).__rpow__, 2, 7)  # expect: 4
show((2.5).__pow__, 'a', 3)
# expect: TypeError: pow() 3rd argument not allowed unless all arguments are integers

show(1j.__pow__, 'a', 3)  # expect: NotImplemented
show('a'.__mul__, 1, 2)  # expect: TypeError:  expected 1 argument, got 2
show([].__setitem__, 1)  # expect: TypeError:  expected 2 arguments, got 1
show([].__getitem__)
# expect: TypeError: list.__getitem__() takes exactly one argument (0 given)

show({}.__contains__, 1, 2)
# expect: TypeError: dict.__contains__() takes exactly one argument (2 given)

show({1}.__contains__, x=1)
# expect: TypeError: set.__contains__() takes no keyword arguments

show('a'.__add__, 1)
# expect: TypeError: can only concatenate str (not "int") to str

show(bytearray(b'a').__iadd__, 'x')
# expect: TypeError: can't concat str to bytearray

print(type(list.__getitem__).__name__, type(tuple.__getitem__).__name__)
# expect: method_descriptor wrapper_descriptor

print(hasattr('', '__radd__'), hasattr('', '__bool__'), hasattr([], '__radd__'))
# expect: False False False



# What is there beside a wrapper is the class's own, and not the subclass's.
class Own(list):
    def __getitem__(self, i):
        return 'own'

    def __len__(self):
        return 0


print(list.__getitem__(Own([7]), 0), super(Own, Own([7])).__getitem__(0))
# expect: 7 7

print(bool(Own([7])))  # expect: False


class Empty(str):
    def __len__(self):
        return 0


print(bool(Empty('abc')))  # expect: False
print(Own().append.__qualname__, [].append.__qualname__)
# expect: Own.append list.append


# Members, and what is set from C++.
print(slice.start, range.stop, complex.real)
# expect: <member 'start' of 'slice' objects> <member 'stop' of 'range' objects> <member 'real' of 'complex' objects>

show(setattr, 1j, 'real', 2)  # expect: AttributeError: readonly attribute

# What is missing is said before what is not known.
show(max, maxsplit=1)
# expect: TypeError: max expected at least 1 argument, got 0

show(sum)
# expect: TypeError: sum() takes at least 1 positional argument (0 given)

show(memoryview, end='')
# expect: TypeError: memoryview() missing required argument 'object' (pos 1)

show(int.from_bytes, zork=1)
# expect: TypeError: from_bytes() missing required argument 'bytes' (pos 1)

show(staticmethod, 1, 2)
# expect: TypeError: staticmethod expected 1 argument, got 2

show(super, 1, 2, 3)
# expect: TypeError: super() expected at most 2 arguments, got 3

show(str.maketrans, 1, [])
# expect: TypeError: maketrans() argument 2 must be str, not list

show('a'.count, x=1)  # expect: TypeError: count() takes no keyword arguments
show(sorted, int, zork=1)  # expect: TypeError: 'type' object is not iterable
show(type, 1, x=3)  # expect: TypeError: type() takes no keyword arguments


# What cannot be walked.
class Odd:
    def __iter__(self):
        return 3


class Row:
    def __getitem__(self, i):
        return i


show(lambda: 1 in Odd())
# expect: TypeError: argument of type 'Odd' is not iterable

show(bytes, Odd())  # expect: TypeError: cannot convert 'Odd' object to bytes
show(b''.join, Odd())  # expect: TypeError: can only join an iterable
show(reversed, Row())  # expect: TypeError: object of type 'Row' has no len()
show((5).to_bytes, 2**70)
# expect: OverflowError: Python int too large to convert to C ssize_t


import copy
import itertools
show(itertools.islice, [], 1, 2**70)
# expect: ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.

show(itertools.islice, [], 1, -2)
# expect: ValueError: Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.

show(copy.copy, itertools.pairwise([1]))
# expect: TypeError: cannot pickle 'itertools.pairwise' object

# A copy of a cycle goes on with what the other has seen.
it = itertools.cycle(iter([3, 1, 2]))
print(next(copy.copy(it)), next(it), next(it), next(it))  # expect: 3 1 2 3

for x in 'a', 'é', b'', bytearray(), memoryview(b''):
    print(type(iter(x)).__name__)
    # expect: str_ascii_iterator
    # expect: str_iterator
    # expect: bytes_iterator
    # expect: bytearray_iterator
    # expect: memory_iterator







# The default of anext().
class Pause:
    def __await__(self):
        return (yield 'pause')


class Once:
    count = 0

    async def __anext__(self):
        self.count += 1
        if self.count > 1:
            raise StopAsyncIteration
        return await Pause()


async def ask(it):
    return [await anext(it, 'end') for i in range(3)]


async def numbers():
    yield 1


def drive(c, *sent):
    try:
        for value in (None, *sent):
            print(c.send(value))
    except StopIteration as e:
        print(e.value)


drive(ask(numbers()))  # expect: [1, 'end', 'end']
drive(ask(Once()), 'sent')
# expect: pause
# expect: ['sent', 'end', 'end']


show(anext, 3, 4)  # expect: TypeError: 'int' object is not an async iterator

show(enumerate, strict=1)
# expect: TypeError: 'strict' is an invalid keyword argument for enumerate()
show({}.pop, [], 3)  # expect: 3
show({1: 1}.pop, [], 3)  # expect: TypeError: unhashable type: 'list'


# What print() has in front of an object is out before it is asked for its text.
class Loud:
    def __str__(self):
        print('inner')
        return 'Loud'


class Bad:
    def __str__(self):
        return str(1 / 0)


print('a', Loud(), 'b')
# expect: a inner
# expect: Loud b

try:
    print('front', Bad(), 'behind')  # expect: front | division by zero
except ZeroDivisionError as e:
    print('|', e)

# What is refused leaves everything as it was.
group = {3}
show(lambda: group.intersection_update([1], str))
# expect: TypeError: 'type' object is not iterable
print(group)
# expect: {3}
show(lambda: float(bytearray(b'a')))
# expect: ValueError: could not convert string to float: bytearray(b'a')
show(lambda: memoryview(b'abcd').cast('é'))
# expect: UnicodeEncodeError: 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
show(lambda: format('', None))
# expect: TypeError: format() argument 2 must be str, not None
show(lambda: (1).__round__(None))
# expect: TypeError: 'NoneType' object cannot be interpreted as an integer
