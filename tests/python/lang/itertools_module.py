# itertools.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


import itertools as I
import operator
L = list

def take(n, it):
    return L(I.islice(it, n))

print(take(3, I.count()))  # expect: [0, 1, 2]
print(take(3, I.count(5, 2)))  # expect: [5, 7, 9]
print(take(3, I.count(1.5, 0.5)))  # expect: [1.5, 2.0, 2.5]
print(take(2, I.count(2 ** 47 - 1)))  # expect: [140737488355327, 140737488355328]
print(I.count(3))  # expect: count(3)
# By ones it counts plain integers; by twos it begins with what it was given.
print(take(3, I.count(True, True)))  # expect: [1, 2, 3]
print(take(3, I.count(True, 2)))  # expect: [True, 3, 5]
print(I.count(True), I.count(False, 0))  # expect: count(1) count(False, 0)
print(I.count(1, 2))  # expect: count(1, 2)
print(take(7, I.cycle('abc')))  # expect: ['a', 'b', 'c', 'a', 'b', 'c', 'a']
print(L(I.cycle([])))  # expect: []
print(L(I.repeat(1, 3)))  # expect: [1, 1, 1]
print(I.repeat('x'))  # expect: repeat('x')
print(I.repeat('x', 2))  # expect: repeat('x', 2)
print(take(2, I.repeat(0)))  # expect: [0, 0]
print(L(I.chain([1], 'ab', ())))  # expect: [1, 'a', 'b']
print(L(I.chain.from_iterable([[1], [2, 3]])))  # expect: [1, 2, 3]
print(L(I.compress('abcd', [1, 0, 1])))  # expect: ['a', 'c']
print(L(I.dropwhile(lambda x: x < 3, [1, 3, 1])))  # expect: [3, 1]
print(L(I.takewhile(lambda x: x < 3, [1, 3, 1])))  # expect: [1]
print(L(I.filterfalse(None, [0, 1])))  # expect: [0]
print(L(I.filterfalse(lambda x: x, [0, 1])))  # expect: [0]
print(L(I.starmap(pow, [(2, 3), [3, 2]])))  # expect: [8, 9]
print(L(I.islice('abcdefg', 2)))  # expect: ['a', 'b']
print(L(I.islice('abcdefg', 2, 4)))  # expect: ['c', 'd']
print(L(I.islice('abcdefg', 2, None)))  # expect: ['c', 'd', 'e', 'f', 'g']
print(L(I.islice('abcdefg', 0, None, 2)))  # expect: ['a', 'c', 'e', 'g']
print(L(I.islice('abcdefg', 1, 6, 2)))  # expect: ['b', 'd', 'f']
print(L(I.islice('abc', 5, 10)))  # expect: []
print(L(I.islice('abc', None)))  # expect: ['a', 'b', 'c']
it = iter(range(10))
print(L(I.islice(it, 2, 5, 2)))  # expect: [2, 4]
print(L(it))  # expect: [5, 6, 7, 8, 9]
it = iter(range(5))
print(L(I.islice(it, 3)))  # expect: [0, 1, 2]
print(next(it))  # expect: 3
print(L(I.accumulate([1, 2, 3])))  # expect: [1, 3, 6]
print(L(I.accumulate([1, 2, 3], operator.mul)))  # expect: [1, 2, 6]
print(L(I.accumulate([1, 2], initial=10)))  # expect: [10, 11, 13]
print(L(I.accumulate([])))  # expect: []
print(L(I.pairwise('abcd')))  # expect: [('a', 'b'), ('b', 'c'), ('c', 'd')]
print(L(I.pairwise('a')))  # expect: []
print(L(I.zip_longest('ab', [1], fillvalue='-')))  # expect: [('a', 1), ('b', '-')]
print(L(I.zip_longest()))  # expect: []
print(L(I.zip_longest([1], [])))  # expect: [(1, None)]
print([(k, L(g)) for k, g in I.groupby('aabbbc')])  # expect: [('a', ['a', 'a']), ('b', ['b', 'b', 'b']), ('c', ['c'])]
print([(k, L(g)) for k, g in I.groupby([1, 2, 4, 5], key=lambda x: x % 2)])  # expect: [(1, [1]), (0, [2, 4]), (1, [5])]
print([k for k, g in I.groupby('aab')])  # expect: ['a', 'b']
a, b = I.tee([1, 2, 3])
print(next(a))  # expect: 1
print(L(b))  # expect: [1, 2, 3]
print(L(a))  # expect: [2, 3]
a, b, c = I.tee('xy', 3)
print(L(a))  # expect: ['x', 'y']
print(L(b))  # expect: ['x', 'y']
print(L(c))  # expect: ['x', 'y']
print(I.tee([], 0))  # expect: ()
print(L(I.product('ab', [1, 2])))  # expect: [('a', 1), ('a', 2), ('b', 1), ('b', 2)]
print(L(I.product()))  # expect: [()]
print(L(I.product([1, 2], repeat=2)))  # expect: [(1, 1), (1, 2), (2, 1), (2, 2)]
print(L(I.product('a', [])))  # expect: []
print(len(L(I.product(range(3), repeat=4))))  # expect: 81
print(L(I.permutations([1, 2, 3])))  # expect: [(1, 2, 3), (1, 3, 2), (2, 1, 3), (2, 3, 1), (3, 1, 2), (3, 2, 1)]
print(L(I.permutations('abc', 2)))  # expect: [('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')]
print(L(I.permutations([], 0)))  # expect: [()]
print(L(I.permutations('a', 2)))  # expect: []
print(L(I.combinations('abcd', 2)))  # expect: [('a', 'b'), ('a', 'c'), ('a', 'd'), ('b', 'c'), ('b', 'd'), ('c', 'd')]
print(L(I.combinations('ab', 3)))  # expect: []
print(L(I.combinations('ab', 0)))  # expect: [()]
print(L(I.combinations_with_replacement('abc', 2)))  # expect: [('a', 'a'), ('a', 'b'), ('a', 'c'), ('b', 'b'), ('b', 'c'), ('c', 'c')]
print(L(I.combinations_with_replacement('', 1)))  # expect: []
print(len(L(I.permutations(range(6)))))  # expect: 720
print(len(L(I.combinations(range(10), 4))))  # expect: 210
attempt(lambda: I.islice([1], -1))  # expect: ValueError: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
attempt(lambda: I.islice([1], 0, 5, 0))  # expect: ValueError: Step for islice() must be a positive integer or None.
attempt(lambda: I.islice([1], 'a', 2))  # expect: ValueError: Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.
attempt(lambda: L(I.chain(1)))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: I.count('a'))  # expect: TypeError: a number is required
attempt(lambda: I.repeat())  # expect: TypeError: repeat() missing required argument 'object' (pos 1)
attempt(lambda: I.combinations([1], -1))  # expect: ValueError: r must be non-negative
attempt(lambda: I.product([1], repeat=-1))  # expect: ValueError: repeat argument cannot be negative
attempt(lambda: I.tee([1], -1))  # expect: ValueError: n must be >= 0
attempt(lambda: I.permutations([1], 'a'))  # expect: TypeError: Expected int as r
attempt(lambda: I.groupby(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: I.islice(1))  # expect: TypeError: islice expected at least 2 arguments, got 1

from itertools import count, islice
print(list(islice(count(2 ** 47 - 2), 4)), list(islice(count(1, -2 ** 46), 4)),
      list(islice(count(1, 0.5), 3)))
# expect: [140737488355326, 140737488355327, 140737488355328, 140737488355329] [1, -70368744177663, -140737488355327, -211106232532991] [1, 1.5, 2.0]
row = [1, 2, 3]
back = reversed(row)
print(next(back), list(back), list(back))  # expect: 3 [2, 1] []
back = reversed(row)
row.pop()
row.pop()
print(list(back), [0, *reversed(row)])  # expect: [] [0, 1]
row = [1, 2, 3]
row.extend(reversed(row))
row += reversed(row)
print(row)  # expect: [1, 2, 3, 3, 2, 1, 1, 2, 3, 3, 2, 1]

import itertools
for times in 2**63, -2**70, 'a':
    try:
        print(itertools.repeat(1, times))
    except (OverflowError, TypeError) as exc:
        print(type(exc).__name__, exc)
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: TypeError 'str' object cannot be interpreted as an integer

# Pairs that a loop takes apart at once are the pairs of a list.


class Own(itertools.product):
    def __next__(self):
        return 'own', 'row'


walks = [
    lambda: itertools.product('ab', [1, 2, 3]), lambda: itertools.product('ab', repeat=2),
    lambda: itertools.product('ab', []), lambda: itertools.combinations(range(5), 2),
    lambda: itertools.combinations('a', 2), lambda: itertools.permutations('abc', 2),
    lambda: itertools.permutations('ab'), lambda: itertools.pairwise(iter('abcd')),
    lambda: itertools.pairwise('a'), lambda: itertools.zip_longest('abc', 'd', fillvalue=0),
    lambda: itertools.zip_longest((), 'de'), lambda: itertools.combinations_with_replacement('abc', 2)]
for walk in walks:
    rows, again = [], walk()
    for a, b in again:
        rows.append((a, b))
    assert rows == list(walk()) and list(again) == [], rows
    again = walk()
    first = next(again, None)
    rows = [] if first is None else [first]
    for a, b in again:
        rows.append((a, b))
        if len(rows) == 2:
            break
    assert rows + list(again) == list(walk()), rows
for a, b in Own('xy'):
    print(a, b)  # expect: own row
    break
for walk in (itertools.product('ab', repeat=3), itertools.combinations('abc', 1),
             itertools.zip_longest('a', 'b', 'c')):
    try:
        for a, b in walk: pass
    except ValueError as e: print(e)
# expect: too many values to unpack (expected 2)
# expect: not enough values to unpack (expected 2, got 1)
# expect: too many values to unpack (expected 2)
def failing():
    yield 1
    raise KeyError('source')
for walk in (itertools.pairwise(failing()), itertools.zip_longest(failing(), 'ab')):
    try:
        for a, b in walk: print(a, b)
    except KeyError as e: print(repr(e), list(walk))
# expect: KeyError('source') []
# expect: 1 a
# expect: KeyError('source') []
# --- pairwise() asks nobody again who ended or raised
class Again:
    """I go on after I ended."""
    def __init__(self, *items): self.items = list(items)
    def __iter__(self): return self
    def __next__(self):
        item = self.items.pop(0)
        if item is None: raise StopIteration
        if item == 'raise': raise KeyError(item)
        return item
def asked(iterator, times=4):
    out = []
    for _ in range(times):
        try: out.append(next(iterator, 'end'))
        except KeyError: out.append('raised')
    return out
print(asked(itertools.pairwise(Again(1, 2, None, 3, 4, 5))))
# expect: [(1, 2), 'end', 'end', 'end']
print(asked(itertools.pairwise(Again(None, 3, 4, 5))))
# expect: ['end', 'end', 'end', 'end']
print(asked(itertools.pairwise(Again(1, 'raise', 3, 4, 5))))
# expect: ['raised', 'end', 'end', 'end']
walk = itertools.pairwise(Again(1, 2, None, 3, 4, None))
for a, b in walk: print(a, b)  # expect: 1 2
for a, b in walk: print(a, b)
class Inner:
    """I ask the walk over me for a row while it waits for mine."""
    given = 0
    def __iter__(self): return self
    def __next__(self):
        self.given += 1
        if self.given == 2: self.row = next(self.walk)
        if self.given == 5: raise StopIteration
        return self.given
inner = Inner()
inner.walk = itertools.pairwise(inner)
print(list(inner.walk), inner.row)  # expect: [(1, 3), (3, 4)] (1, 3)
