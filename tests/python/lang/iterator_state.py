# Iterators are copied and pickled where they stand: the copy gives the rest, and
# so does the original.

import copy
import itertools
import operator
import pickle
from itertools import islice


class Rows:
    def __getitem__(self, i):
        if i > 4:
            raise IndexError
        return i * i


class Calls:
    def __init__(self):
        self.n = 0

    def __call__(self):
        self.n += 1
        return self.n


def is_odd(n):
    return n % 2


def add(a, b):
    return a + b


ITERATORS = {
    'list': lambda: iter([1, 2, 3]),
    'tuple': lambda: iter((1, 2, 3)),
    'rows': lambda: iter(Rows()),
    'str': lambda: iter('a\xe9\u1234\U0001f600z'),
    'bytes': lambda: iter(b'abc'),
    'bytearray': lambda: iter(bytearray(b'abc')),
    'range': lambda: iter(range(1, 20, 3)),
    'long range': lambda: iter(range(10 ** 20, 10 ** 20 + 5)),
    'back': lambda: iter(range(9, -9, -4)),
    'dict': lambda: iter({1: 2, 3: 4}),
    'values': lambda: iter({1: 2, 3: 4}.values()),
    'items': lambda: iter({1: 2, 3: 4}.items()),
    'dict back': lambda: reversed({1: 2, 3: 4}),
    'set': lambda: iter({7}),
    'frozenset': lambda: iter(frozenset((7,))),
    'list back': lambda: reversed([1, 2, 3]),
    'tuple back': lambda: reversed((1, 2, 3)),
    'enumerate': lambda: enumerate('abc', 5),
    'zip': lambda: zip('abc', [1, 2, 3, 4]),
    'map': lambda: map(operator.neg, [1, 2, 3]),
    'map of two': lambda: map(add, [1, 2, 3], (4, 5)),
    'filter': lambda: filter(is_odd, range(7)),
    'filter none': lambda: filter(None, range(3)),
    'accumulate': lambda: itertools.accumulate([1, 2, 3]),
    'accumulate max': lambda: itertools.accumulate([1, 3, 2, 5], max),
    'accumulate from': lambda: itertools.accumulate([1, 2], initial=10),
    'chain': lambda: itertools.chain('ab', [], [1, 2]),
    'chain of': lambda: itertools.chain.from_iterable(['ab', [1, 2]]),
    'compress': lambda: itertools.compress('abcde', [1, 0, 1, 1]),
    'count': lambda: itertools.count(),
    'count by': lambda: itertools.count(5, 2.5),
    'cycle': lambda: itertools.cycle('abc'),
    'cycle empty': lambda: itertools.cycle(''),
    'dropwhile': lambda: itertools.dropwhile(is_odd, [1, 3, 2, 5]),
    'takewhile': lambda: itertools.takewhile(is_odd, [1, 3, 2, 5]),
    'filterfalse': lambda: itertools.filterfalse(is_odd, range(7)),
    'starmap': lambda: itertools.starmap(add, [(1, 2), (3, 4)]),
    'islice': lambda: islice(range(20), 2, 15, 4),
    'islice open': lambda: islice(range(8), 2, None),
    'islice stop': lambda: islice(range(8), 3),
    'repeat': lambda: itertools.repeat('x'),
    'repeat times': lambda: itertools.repeat('x', 3),
    'zip_longest': lambda: itertools.zip_longest('abc', [1], fillvalue=0),
    'combinations': lambda: itertools.combinations('abcd', 2),
    'combinations none': lambda: itertools.combinations('ab', 3),
    'with replacement':
        lambda: itertools.combinations_with_replacement('abc', 2),
    'permutations': lambda: itertools.permutations('abc', 2),
    'permutations all': lambda: itertools.permutations('abc'),
    'product': lambda: itertools.product('ab', [1, 2], repeat=2),
    'product of none': lambda: itertools.product('ab', ''),
    'product of nothing': lambda: itertools.product(),
}


def after(make, steps):
    it = make()
    for i in range(steps):
        next(it, None)
    return it


bad = []
for name, make in ITERATORS.items():
    for steps in range(9):
        want = list(islice(after(make, steps), 20))
        it = after(make, steps)
        if list(islice(copy.deepcopy(it), 20)) != want:
            bad.append((name, steps, 'deepcopy'))
        if list(islice(pickle.loads(pickle.dumps(it)), 20)) != want:
            bad.append((name, steps, 'pickle'))
        if list(islice(it, 20)) != want:
            bad.append((name, steps, 'original'))
print(bad)  # expect: []

it = iter([1, 2, 3])
next(it)
print(it.__reduce__()[1:])  # expect: (([1, 2, 3],), 1)
it.__setstate__(-5)
print(it.__length_hint__(), list(it))  # expect: 3 [1, 2, 3]
print(it.__reduce__()[1:])  # expect: (([],),)
print(copy.copy(iter('abc')).__setstate__(2))  # expect: None
it = reversed([1, 2, 3])
it.__setstate__(99)
print(list(it))  # expect: [3, 2, 1]
print(iter(Rows()).__length_hint__())  # expect: NotImplemented
print(zip('a', strict=True).__reduce__()[2])  # expect: True
print([k for k, g in copy.copy(itertools.groupby('aabbc'))])  # expect: ['a', 'b', 'c']
groups = itertools.groupby('aabbc')
next(groups)
print([(k, list(g)) for k, g in copy.copy(groups)])  # expect: [('b', ['b', 'b']), ('c', ['c'])]

# A copy shares what it reads from, as the original does.
source = iter('abcdef')
it = itertools.takewhile(str.islower, source)
twin = copy.copy(it)
print(next(it), next(twin), next(it))  # expect: a b c

# A state is made to fit.
it = itertools.product('ab', [1, 2, 3])
it.__setstate__((99, -3))
print(next(it))  # expect: ('b', 2)
it = itertools.combinations('abcd', 2)
it.__setstate__((0, 99))
print(next(it))  # expect: ('b', 'c')
refused = []
for state in (), (1,), [1, 2], None, ('a', 'b'):
    try:
        itertools.permutations('abc', 2).__setstate__(state)
    except TypeError:
        refused.append(state)
print(len(refused))  # expect: 5
for state in (), (1,), 7, (iter(()), 7):
    try:
        itertools.chain().__setstate__(state)
    except TypeError:
        refused.append(state)
print(len(refused))  # expect: 9

# tee and the groups of groupby.
import copy, itertools, pickle
a, b = itertools.tee(iter(range(200)))
print([next(a) for i in range(100)][-1])
# expect: 99
print(list(pickle.loads(pickle.dumps(a))) == list(range(100, 200)), list(copy.deepcopy(b)) == list(range(200)))
# expect: True True
print(len(list(copy.copy(a))), len(list(a)), len(list(b)), list(b), list(type(b)('abc')))
# expect: 100 100 200 [] ['a', 'b', 'c']
groups = itertools.groupby([1, 1, 2, 2, 3])
key, group = next(groups)
next(group)
print(list(pickle.loads(pickle.dumps(group))), next(groups)[0], list(group), list(pickle.loads(pickle.dumps(group))))
# expect: [1] 2 [] []
class Again:
    def __next__(self): return next(b)
    def __iter__(self): return self
a, b = itertools.tee(Again())
try: next(a)
except RuntimeError as e: print(e)
# expect: cannot re-enter the tee iterator
a, b = itertools.tee('abc')
print(itertools.tee(a)[0] is a, itertools.tee(a)[1] is a)
# expect: True False
import operator
total = itertools.accumulate([None, None, None], operator.is_)
next(total)
print(list(pickle.loads(pickle.dumps(total))), list(total))
# expect: [True, False] [True, False]
