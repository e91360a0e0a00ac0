# Iterators of the containers, enumerate, zip, map, filter, reversed.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


it = iter([1, 2])
print(next(it))  # expect: 1
print(next(it))  # expect: 2
print(next(it, 'end'))  # expect: end
print(next(it, 'end'))  # expect: end
l = [1, 2, 3]
it = iter(l)
print(next(it))  # expect: 1
print(next(it))  # expect: 2
print(next(it))  # expect: 3
print(next(it, 0))  # expect: 0
l.append(9)
print(next(it, 'still over'))  # expect: still over
print(list(enumerate('ab')))  # expect: [(0, 'a'), (1, 'b')]
print(list(enumerate('ab', 5)))  # expect: [(5, 'a'), (6, 'b')]
print(list(enumerate('ab', start=2 ** 47 - 1)))  # expect: [(140737488355327, 'a'), (140737488355328, 'b')]
print(list(zip([1, 2], 'ab', (3, 4))))  # expect: [(1, 'a', 3), (2, 'b', 4)]
print(list(zip()))  # expect: []
print(list(map(lambda x, y: x + y, [1, 2, 3], [10, 20])))  # expect: [11, 22]
print(list(map(str, [1, 2])))  # expect: ['1', '2']
print(list(filter(None, [0, 1, '', 'a'])))  # expect: [1, 'a']
print(list(filter(lambda x: x > 1, [1, 2, 3])))  # expect: [2, 3]
print(list(reversed('abc')))  # expect: ['c', 'b', 'a']
print(list(reversed((1, 2))))  # expect: [2, 1]
print(list(zip([1, 2, 3], [1, 2])))  # expect: [(1, 1), (2, 2)]
print(dict(zip('ab', range(2))))  # expect: {'a': 0, 'b': 1}
print(list(map(None.__class__, [])))  # expect: []
print(list(iter(lambda l=[1, 2, 3]: l.pop(), 1)))  # expect: [3, 2]
attempt(lambda: list(zip([1], [1, 2], strict=True)))  # expect: ValueError: zip() argument 2 is longer than argument 1
attempt(lambda: list(zip([1, 2], [1], strict=True)))  # expect: ValueError: zip() argument 2 is shorter than argument 1
attempt(lambda: list(zip([1], [1], [1, 2], strict=True)))  # expect: ValueError: zip() argument 3 is longer than arguments 1-2
attempt(lambda: zip(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: zip([], foo=1))  # expect: TypeError: 'foo' is an invalid keyword argument for zip()
attempt(lambda: map(1))  # expect: TypeError: map() must have at least two arguments.
attempt(lambda: list(map(1, [1])))  # expect: TypeError: 'int' object is not callable
attempt(lambda: filter(1))  # expect: TypeError: filter expected 2 arguments, got 1
attempt(lambda: enumerate())  # expect: TypeError: enumerate() missing required argument 'iterable'
attempt(lambda: enumerate(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: enumerate([], 1.5))  # expect: TypeError: 'float' object cannot be interpreted as an integer
attempt(lambda: enumerate([], 1, 2))  # expect: TypeError: enumerate() takes at most 2 arguments (3 given)
attempt(lambda: reversed(1))  # expect: TypeError: 'int' object is not reversible
attempt(lambda: reversed({1}))  # expect: TypeError: 'set' object is not reversible
attempt(lambda: reversed())  # expect: TypeError: reversed expected 1 argument, got 0
attempt(lambda: iter(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: iter(1, 2))  # expect: TypeError: iter(v, w): v must be callable
attempt(lambda: next([]))  # expect: TypeError: 'list' object is not an iterator
attempt(lambda: enumerate([], foo=1))  # expect: TypeError: 'foo' is an invalid keyword argument for enumerate()
attempt(lambda: map(len, [1], x=1))  # expect: TypeError: map() takes no keyword arguments

class Seq:

    def __getitem__(s, i):
        if i > 3:
            raise IndexError
        return i * i

    def __len__(s):
        return 4

print(list(Seq()))  # expect: [0, 1, 4, 9]
print(list(reversed(Seq())))  # expect: [9, 4, 1, 0]
print(4 in Seq())  # expect: True
print(5 in Seq())  # expect: False

class It:

    def __init__(s):
        s.n = 0

    def __iter__(s):
        return s

    def __next__(s):
        s.n += 1
        if s.n > 3:
            raise StopIteration
        return s.n

print(list(It()))  # expect: [1, 2, 3]
print([x for x in It()])  # expect: [1, 2, 3]
print(sum(It()))  # expect: 6
print(list(map(lambda a: a * 2, It())))  # expect: [2, 4, 6]
print(list(zip(It(), It())))  # expect: [(1, 1), (2, 2), (3, 3)]
print(set(It()))  # expect: {1, 2, 3}
print(tuple(It()))  # expect: (1, 2, 3)
print(dict(enumerate(It())))  # expect: {0: 1, 1: 2, 2: 3}
print(type(iter([])).__name__)  # expect: list_iterator
print(type(iter(())).__name__)  # expect: tuple_iterator
print(type(iter({})).__name__)  # expect: dict_keyiterator
print(type(iter(set())).__name__)  # expect: set_iterator
print(type(iter(range(0))).__name__)  # expect: range_iterator
print(type(reversed([])).__name__)  # expect: list_reverseiterator
print(type(iter({}.items())).__name__)  # expect: dict_itemiterator
print(type(enumerate([])).__name__)  # expect: enumerate
print(type(iter({}.values())).__name__)  # expect: dict_valueiterator
print(type(reversed({})).__name__)  # expect: dict_reversekeyiterator
print(type(iter(len, 0)).__name__)  # expect: callable_iterator
print(type(iter(Seq())).__name__)  # expect: iterator
print(list[int])  # expect: list[int]
print(dict[str, int])  # expect: dict[str, int]
print(list[list[int]])  # expect: list[list[int]]
print(tuple[int, ...])  # expect: tuple[int, ...]
print(list[int] == list[int])  # expect: True
print(list[int]([1, 2]))  # expect: [1, 2]
print(list[int].__origin__)  # expect: <class 'list'>
print(list[int].__args__)  # expect: (<class 'int'>,)

# Texts and tuples from their ends, and what an iterator of them has left.
class Text(str):
    def __getitem__(self, i):
        return 'own'


walk = reversed('abc')
print(next(walk), walk.__length_hint__(), list(walk), list(walk), walk.__length_hint__())  # expect: c 2 ['b', 'a'] [] 0
walk = reversed((1, 2, 3))
print(next(walk), walk.__length_hint__(), list(walk), list(walk), list(reversed(())), list(reversed('')))
# expect: 3 2 [2, 1] [] [] []
print(''.join(reversed('h\xe9\u20ac')), list(reversed(Text('ab'))), ''.join(reversed('0123456789')))
# expect: €éh ['own', 'own'] 9876543210


class Resuming:
    """Ends at each None, and goes on when it is asked again."""
    def __init__(self, *items):
        self.items = iter(items)

    def __iter__(self):
        return self

    def __next__(self):
        item = next(self.items)
        if item is None:
            raise StopIteration
        return item


walk = zip(Resuming(1, None, 2, 3), Resuming(4, 5, None, 6, 7))
print(list(walk), list(walk), list(walk))  # expect: [(1, 4)] [(2, 5)] []
walk = zip(Resuming(1, None, 2, 3), Resuming(4, 5, None, 6, 7))
print([(a, b) for a, b in walk], [a + b for a, b in walk])  # expect: [(1, 4)] [7]
walk = zip(Resuming(1, None, 2, 3), Resuming(4, 5, None, 6, 7), strict=True)
for _ in range(5):
    try: print(next(walk))
    except (ValueError, StopIteration) as e: print(repr(e))
# expect: (1, 4)
# expect: ValueError('zip() argument 2 is longer than argument 1')
# expect: ValueError('zip() argument 2 is shorter than argument 1')
# expect: (3, 6)
# expect: ValueError('zip() argument 2 is longer than argument 1')


class Unmeasured:
    def __len__(self):
        raise ValueError('no length')

    def __getitem__(self, i):
        return 'abc'[i]


# A walk's length is asked before its first item.
for gather in (list, tuple):
    try: print(gather(iter(Unmeasured())))
    except ValueError as e: print(e)
# expect: no length
# expect: no length
