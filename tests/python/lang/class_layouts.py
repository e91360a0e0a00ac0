# Classes whose instances are laid out differently do not stand for each other,
# and what a class uses of another outlives it.
import gc
import itertools
import os


def attempt(call, *args):
    try:
        print(call(*args))
    except TypeError as error:
        print(error)


class Counting(itertools.count):
    pass


class Cycling(itertools.cycle):
    pass


class Missing(KeyError):
    pass


class Refused(OSError):
    pass


attempt(setattr, Counting(), '__class__', Cycling)
# expect: __class__ assignment: 'Cycling' object layout differs from 'Counting'
attempt(setattr, Counting, '__bases__', (itertools.cycle,))
# expect: __bases__ assignment: 'itertools.cycle' object layout differs from 'itertools.count'
attempt(setattr, Missing(), '__class__', Refused)
# expect: __class__ assignment: 'Refused' object layout differs from 'Missing'
attempt(type, 'Both', (OSError, BaseExceptionGroup), {})
# expect: multiple bases have instance lay-out conflict
attempt(lambda: type('Both', (KeyError, OSError), {}).__base__.__name__)
# expect: OSError
attempt(BaseException.__new__, ExceptionGroup, 'x')
# expect: BaseException.__new__(ExceptionGroup) is not safe, use ExceptionGroup.__new__()
attempt(tuple.__new__, os.stat_result, ())
# expect: tuple.__new__(os.stat_result) is not safe, use os.stat_result.__new__()
attempt(lambda: repr(Exception.__new__(Missing, 'x')))
# expect: Missing('x')
attempt(int.__new__, bool, 1)
# expect: int.__new__(bool) is not safe, use bool.__new__()


def adopted():
    class First:
        def __add__(self, other):
            return 'first'

        def __len__(self):
            return 1

    class Second:
        def __add__(self, other):
            return 'second'

        def __len__(self):
            return 2

    class Third(First):
        pass

    Third.__bases__ = (Second,)
    return Third


thirds = [adopted() for each in range(50)]
gc.collect()
filler = [adopted() for each in range(50)]
print({(each() + 1, len(each())) for each in thirds})
# expect: {('second', 2)}

# What is wrong in one of many clauses is found without reading the rest again
# and again.
for depth in 5, 200:
    try:
        compile('[a, b for x in ' * depth, 'text', 'exec')
    except (SyntaxError, MemoryError, RecursionError) as error:
        print(type(error).__name__)
# expect: SyntaxError
# expect: SyntaxError
