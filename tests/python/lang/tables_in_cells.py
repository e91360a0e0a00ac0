# Dicts and sets as a display makes them, which have their entries in their own
# cell, until they grow out of it; lists of constants; sets taken from sets.
import copy
import gc


def make(n):
    a, b = n, str(n)
    return [{}, {a: 1}, {a: 1, b: 2}, {'x': a, 'y': b, 'z': n},
            {0: a, 1: a, 2: a, 3: a, 4: a, 5: a, 6: a, 7: a},
            {0: a, 1: a, 2: a, 3: a, 4: a, 5: a, 6: a, 7: a, 8: a}]


def make_sets(n):
    a, b = n, str(n)
    return [{a}, {a, b}, {a, a, a}, {0, 1, 2, 3, 4, 5, 6, a},
            {0, 1, 2, 3, 4, 5, 6, 7, a}]


rows = [make(i) for i in range(300)]
print([len(d) for d in rows[9]])  # expect: [0, 1, 2, 3, 8, 9]
for n, row in enumerate(rows):
    for d in row:
        twin, other = d.copy(), dict(d)
        for k in range(n % 12):
            d['new', k] = k
        for k in list(d)[:n % 5]:
            del d[k]
        assert len(twin) - min(n % 5, len(twin) + n % 12) + n % 12 == len(d)
        assert twin == other == {**twin} == twin | {}
        assert all(twin[k] == other[k] for k in twin)
gc.collect()
print(sum(len(d) for row in rows for d in row))  # expect: 13375
print(rows[7][3])
# expect: {'z': 7, ('new', 0): 0, ('new', 1): 1, ('new', 2): 2, ('new', 3): 3, ('new', 4): 4, ('new', 5): 5, ('new', 6): 6}
d = {1: 'a', 1.0: 'b', True: 'c'}
print(d)  # expect: {1: 'c'}
d.clear()
d[5] = 6
d.popitem()
d.update(x=1, y=2)
print(d, copy.copy(d), copy.deepcopy(d))
# expect: {'x': 1, 'y': 2} {'x': 1, 'y': 2} {'x': 1, 'y': 2}

for n in (3, 12):
    for s in make_sets(n):
        before = frozenset(s)
        s.add('more')
        s.update(range(20, 20 + n))
        s.discard(0)
        print(len(before), len(s), sorted(map(str, s - before))[-2:])
# expect: 1 5 ['22', 'more']
# expect: 2 6 ['22', 'more']
# expect: 1 5 ['22', 'more']
# expect: 7 10 ['22', 'more']
# expect: 8 11 ['22', 'more']
# expect: 1 14 ['31', 'more']
# expect: 2 15 ['31', 'more']
# expect: 1 14 ['31', 'more']
# expect: 8 20 ['31', 'more']
# expect: 9 21 ['31', 'more']

try:
    print({1: 2, []: 3})
except TypeError as error:
    print(error)  # expect: unhashable type: 'list'
try:
    print({1, {}})
except TypeError as error:
    print(error)  # expect: unhashable type: 'dict'


# A list of constants is a new one each time.
def constants():
    return [1, 'two', 3.0, (4, 5)]


first, second = constants(), constants()
first.append(6)
first[0] = 0
print(first, second)  # expect: [0, 'two', 3.0, (4, 5), 6] [1, 'two', 3.0, (4, 5)]


# a - b asks for each item of a, or takes what is in b from a copy.
small, large = {1, 2, 'x'}, set(range(2, 500))
print(sorted(map(str, small - large)), len(large - small))  # expect: ['1', 'x'] 497
print(small.difference(large) == small - large)  # expect: True
print(type(frozenset(small) - large), type(small - frozenset(large)))
# expect: <class 'frozenset'> <class 'set'>
print(small - small, len(small.difference()), sorted(large - {2, 3, 4} - large))
# expect: set() 3 []
try:
    small - [1]
except TypeError as error:
    print(error)  # expect: unsupported operand type(s) for -: 'set' and 'list'


class Angry:
    def __hash__(self):
        return hash(2)

    def __eq__(self, other):
        raise ValueError('asked')


for a, b in ((small, {Angry()}), ({Angry()}, small), ({Angry()}, large)):
    try:
        print(a - b)
    except ValueError as error:
        print(error)
# expect: asked
# expect: asked
# expect: asked


# A dict of what zip(), enumerate() and items() give two by two.
def broken():
    yield 1
    raise KeyError('inside')


print(dict(zip('abc', range(2))), dict(enumerate('xy')))
# expect: {'a': 0, 'b': 1} {0: 'x', 1: 'y'}
print(dict(iter({1: 2}.items())), dict(zip([1, 1.0, True], 'abc')))
# expect: {1: 2} {1: 'c'}
d = {0: 0}
d.update(zip(d.copy(), 'z'))
print(d, dict(zip()), dict(zip([], [])), dict(enumerate([])))
# expect: {0: 'z'} {} {} {}
for pairs in (zip([1], [2], [3]), zip([[]], [1]), zip(broken(), [1, 2]),
              zip([1, 2], [3], strict=True), zip([1]), map(str, [1])):
    try:
        print(dict(pairs))
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
# expect: TypeError unhashable type: 'list'
# expect: KeyError 'inside'
# expect: ValueError zip() argument 2 is shorter than argument 1
# expect: ValueError dictionary update sequence element #0 has length 1; 2 is required
# expect: ValueError dictionary update sequence element #0 has length 1; 2 is required
changed = {1: 2, 3: 4}
items = iter(changed.items())
next(items)
changed[5] = 6
try:
    dict(items)
except RuntimeError as error:
    print(error)  # expect: dictionary changed size during iteration

# Names and values that lie ready are set in one row, which ends where a key is
# no name, where room ends, or where either walk does.
names, nine = ('a', 'b', 'c'), list('abcdefghi')
left, right = iter(names), iter([1, 2, 3, 4])
print(dict(zip(left, right)), list(left), list(right))
# expect: {'a': 1, 'b': 2, 'c': 3} [] [4]
left, right = iter(list(names)), iter((1, 2))
print(dict(zip(left, right)), list(left), list(right))
# expect: {'a': 1, 'b': 2} [] []
print(dict(zip(('a', 'b', 'a'), 'xyz')), dict(zip(('a', 'b', 'a'), (1, 2, 3))))
# expect: {'a': 'z', 'b': 'y'} {'a': 3, 'b': 2}
print(dict(zip(('a', 1, 'b', 2.5, ''.join('ab'), 'a'), range(6))),
      dict(zip(('a', 1, 'b', 2.5, ''.join('ab'), 'a'), [5, 4, 3, 2, 1, 0])))
# expect: {'a': 5, 1: 1, 'b': 2, 2.5: 3, 'ab': 4} {'a': 0, 1: 4, 'b': 3, 2.5: 2, 'ab': 1}
print(len(dict(zip(nine, nine))), dict(zip(nine, nine))['i'],
      dict(zip(nine[:8], nine))['h'], dict(zip(nine * 30, nine * 30)) ==
      dict(zip(nine, nine)))  # expect: 9 i h True
same = iter(['a', 'b', 'c', 'd'])
print(dict(zip(same, same)))  # expect: {'a': 'b', 'c': 'd'}
d = {'b': 0, 'z': 9}
d.update(zip(names, names))
print(d)  # expect: {'b': 'b', 'z': 9, 'a': 'a', 'c': 'c'}
d = {1: 0, 'b': 0}
d.update(zip(names, names))
print(d)  # expect: {1: 0, 'b': 'b', 'a': 'a', 'c': 'c'}
pairs = zip(names, [1, 2], strict=True)
try:
    print(dict(pairs))
except ValueError as error:
    print(error)  # expect: zip() argument 2 is shorter than argument 1
pairs = zip(names, nine)
print(next(pairs), dict(pairs), dict(pairs), list(pairs))
# expect: ('a', 'a') {'b': 'b', 'c': 'c'} {} []
shrunk = ['a', 'b', 'c']
pairs = zip(shrunk, (1, 2, 3))
next(pairs)
next(pairs)
del shrunk[:]
print(dict(pairs))  # expect: {}


class Loud(str):
    def __eq__(self, other):
        print('asked', other)
        return str.__eq__(self, other)
    __hash__ = str.__hash__


d = {Loud('b'): 1}
d.update(zip(names, names))  # expect: asked b
print(d)  # expect: {'b': 'b', 'a': 'a', 'c': 'c'}
small = dict(zip(names, (1, 2, 3)))
del small['b']
small['b'] = 4
small['a'] = 5
print(small, len(small), dict([('a', 1), ('b', 2), ('a', 3)]),
      dict((['x', 1], 'yz')))
# expect: {'a': 5, 'c': 3, 'b': 4} 3 {'a': 3, 'b': 2} {'x': 1, 'y': 'z'}
