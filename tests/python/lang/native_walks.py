# What native functions do with a dict, its views, a set and a range while these
# change, and with subclasses that walk otherwise.


def attempt(f, *args, **named):
    try:
        print(f(*args, **named))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


d = {i: -i for i in range(5)}
del d[0], d[3]
print(sum(d), sum(d.keys()), sum(d.values()), min(d), max(d.values()), any(d), all(d.values()))  # expect: 7 7 -7 1 -1 True True
print(set(d), sorted(set(d.values())), sorted(d.values()), list(map(abs, d.values())))  # expect: {1, 2, 4} [-4, -2, -1] [-4, -2, -1] [1, 2, 4]
print(sum({}), sum({}.values()), list(reversed(d)), sum(set()), max(frozenset([3, 9])))  # expect: 0 0 [4, 2, 1] 0 9


class Adds:
    """I change what is walked when I am added up."""

    def __init__(self, act):
        self.act = act

    def __radd__(self, other):
        self.act()
        return other


d = {}
d.update({1: Adds(lambda: d.update({9: 1})), 2: 3})
attempt(sum, d.values())  # expect: RuntimeError: dictionary changed size during iteration
d = {}
d.update({1: Adds(lambda: d.pop(2)), 2: 3})
attempt(sum, d.values())  # expect: RuntimeError: dictionary changed size during iteration
d = {}
d.update({1: Adds(lambda: d.update({2: 40})), 2: 3})
attempt(sum, d.values())  # expect: 40
d = {}
d.update({1: Adds(lambda: d.clear()), 2: 3})
attempt(sum, d.values())  # expect: RuntimeError: dictionary changed size during iteration
d = {i: i for i in range(4)}
attempt(max, d, key=lambda k: d.update({k + 10: 1}))  # expect: RuntimeError: dictionary changed size during iteration
attempt(max, d.keys(), key=lambda k: d.update({k + 10: 1}) or 0)  # expect: RuntimeError: dictionary changed size during iteration
s = {1, 2, 3}
attempt(min, s, key=lambda k: s.add(k + 10) or 0)  # expect: RuntimeError: Set changed size during iteration
attempt(min, s, key=lambda k: s.discard(k) or 0)  # expect: RuntimeError: Set changed size during iteration
for walked in {1: 2, 3: 4}, {1, 3}:
    try:
        for x in walked:
            walked.clear()
    except RuntimeError as e:
        print(e)
# expect: dictionary changed size during iteration
# expect: Set changed size during iteration
d = {1: 'a', 2: 'b'}
it = iter(d.values())
print(next(it))  # expect: a
d[3] = 'c'
for _ in range(2):
    try:
        for x in it:
            print(x)
    except RuntimeError as e:
        print(e)
# expect: dictionary changed size during iteration
# expect: dictionary changed size during iteration
it = iter({5, 6})
print([x for x in it], [x for x in it], next(it, 'over'))  # expect: [5, 6] [] over
it = iter({5: 6})
print(list(map(str, it)), list(it), next(it, 'over'))  # expect: ['5'] [] over
d = {i: i for i in range(6)}
for k in d:
    if k % 2:
        d[k] = 'odd'
    d.pop(k)
    d[k] = 'again'
    if k == 'never':
        break
    break
print(d)  # expect: {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 0: 'again'}


class Dict(dict):
    def __iter__(self):
        return iter('xyz')

    def values(self):
        return 'ab'


class Set(set):
    def __iter__(self):
        return iter((7, 8))


class Range:
    def __len__(self):
        return 2

    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i


own = Dict({1: 2})
print(max(own), min(own.values()), list(own), sorted(dict.values(own)), sum(dict.keys(own)))  # expect: z a ['x', 'y', 'z'] [2] 1
print(sum(Set([1])), sorted(Set([1])), list(Set([1])), list(Range()))  # expect: 15 [7, 8] [7, 8] [0, 1, 2]

# Ranges into lists, whole or behind what is there.
print(list(range(3)), list(range(5, 0, -2)), tuple(range(0)), [*range(2), *range(2, 4)])  # expect: [0, 1, 2] [5, 3, 1] () [0, 1, 2, 3]
l = [1]
l.extend(range(-1, -4, -1))
l += range(2)
print(l, len(list(range(20000))), list(range(16383, 16386))[-1], sum(list(range(40000))))  # expect: [1, -1, -2, -3, 0, 1] 20000 16385 799980000
print(list(range(2**47 - 2, 2**47 + 1)), list(range(2**70, 2**70 + 2)))
# expect: [140737488355326, 140737488355327, 140737488355328] [1180591620717411303424, 1180591620717411303425]
print(list(range(True, 3)))  # expect: [1, 2]

# The least and greatest text; texts of a subclass have their own order.
print(min('hello'), max('hé\U0001f600llo'), min(['b', 'ab', 'a', 'a']), max('a', 'B', 'c'))  # expect: e 😀 a c


class Backwards(str):
    def __lt__(self, other):
        return str.__gt__(self, other)

    def __gt__(self, other):
        return str.__lt__(self, other)


print(min(map(Backwards, 'bca')), max(map(Backwards, 'bca')), min(['b', Backwards('c'), 'a']))  # expect: c a c
attempt(min, ['a', 1])  # expect: TypeError: '<' not supported between instances of 'int' and 'str'
attempt(max, ['a', 'b', 1])  # expect: TypeError: '>' not supported between instances of 'int' and 'str'
attempt(min, '')  # expect: ValueError: min() arg is an empty sequence
print(max(['x', 'yy'], key=len), max([], default='none'))  # expect: yy none


class Int(int):
    def __repr__(self):
        return 'mine'


print([1, -2, 2**47, -2**47, 2**47 - 1, 10**20, True, Int(5)], {0: -1}, (3,), {Int(1)})
# expect: [1, -2, 140737488355328, -140737488355328, 140737488355327, 100000000000000000000, True, mine] {0: -1} (3,) {mine}

# Operators of views, whose keys are not hashed again.


class Same:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 2

    def __eq__(self, other):
        return self.n == other.n


class Own(dict):
    def __iter__(self):
        return iter('own')


a, b = {i: 0 for i in range(40)}, {i: 1 for i in range(30, 60)}
print(a.keys() - b.keys() == set(range(30)), a.keys() | b == set(range(60)), len(a.keys() ^ b.keys()), sorted(a.keys() & b) == list(range(30, 40)))
# expect: True True 50 True
print(a.keys() - [1, 2] == set(range(40)) - {1, 2}, sorted([99] | {1: 2}.keys()), [1, 3] - {1: 2}.keys(), {} | Own({5: 6}))
# expect: True [1, 99] {3} {5: 6}
print(sorted(Own({1: 2}).keys() | {'x'}, key=str), sorted({'o': 1}.keys() | Own({1: 2})), sorted({1: 2}.items() - {1: 2}.items()))
# expect: [1, 'x'] ['n', 'o', 'w'] []
same = {Same(n): n for n in (1, 2, 3, 5, 1)}
other = {Same(n): n for n in (3, 4)}
print(len(same.keys() | other.keys()), len(same.keys() - other), len(same.keys() ^ other.keys()), len(set(same)))  # expect: 5 3 4 4
attempt(lambda: {1: 2}.keys() | 5)  # expect: TypeError: 'int' object is not iterable
attempt(lambda: {1: 2}.keys() - [[]])  # expect: TypeError: unhashable type: 'list'
attempt(lambda: {1: []}.items() | ())  # expect: TypeError: unhashable type: 'list'

# Bytes fill a list whole, and a list a deque.
from collections import deque
print(list(b"\0\x7f\x80\xff"), list(b""))  # expect: [0, 127, 128, 255] []
numbers = [1]
numbers += b"ab"
numbers.extend(b"")
print(numbers, len(list(bytes(20000))))  # expect: [1, 97, 98] 20000


class OddBytes(bytes):
    def __iter__(self):
        return iter("odd")


print(list(OddBytes(b"ab")))  # expect: ['o', 'd', 'd']
ring = deque(range(5))
ring.popleft(), ring.popleft()
ring.extend([5, 6, 7, 8])
ring.extend([])
ring.extend(list(range(9, 30)))
print(list(ring) == list(range(2, 30)), ring[0], ring[-1])  # expect: True 2 29
print(deque([1, 2, 3], 2), deque([1, 2], 0))  # expect: deque([2, 3], maxlen=2) deque([], maxlen=0)
walk = iter(ring)
ring.extend([30])
try:
    next(walk)
except RuntimeError as e:
    print(e)  # expect: deque mutated during iteration

# What is common is asked for where texts and integers need not be.


class Same(str):
    def __hash__(self):
        return hash("b")

    def __eq__(self, other):
        return str(other) == "b"


print({"a", "b"} & {Same("x"), "c"}, {"a", "b"} - {Same("x")})  # expect: {'x'} {'a'}
print({True, 2.0} & {1, 2, 3}, {1, 2} - {1.0})  # expect: {True, 2.0} {2}

# Texts, ASCII and not, as native functions walk them.
from itertools import groupby, pairwise
for text in 'abca', 'a\xe9\u263a', '', '\0\x7f\x80':
    i = iter(text)
    print(list(zip(text, text[1:])), sorted(text), list(enumerate(i)), list(i), set(i), sum(map(ord, text)))
# expect: [('a', 'b'), ('b', 'c'), ('c', 'a')] ['a', 'a', 'b', 'c'] [(0, 'a'), (1, 'b'), (2, 'c'), (3, 'a')] [] set() 391
# expect: [('a', 'é'), ('é', '☺')] ['a', 'é', '☺'] [(0, 'a'), (1, 'é'), (2, '☺')] [] set() 10116
# expect: [] [] [] [] set() 0
# expect: [('\x00', '\x7f'), ('\x7f', '\x80')] ['\x00', '\x7f', '\x80'] [(0, '\x00'), (1, '\x7f'), (2, '\x80')] [] set() 255
walk = iter('abcdef')
for n, c in enumerate(walk):
    if c == 'b':
        print(n, next(walk), walk.__length_hint__(), list(pairwise(walk)))
# expect: 1 c 3 [('d', 'e'), ('e', 'f')]
print([(k, len(list(g))) for k, g in groupby('aab', 'a'.__contains__)], ''.join(iter('xy')))
# expect: [(True, 2), (False, 1)] xy


def odd():
    yield 1
    raise ValueError('half way')


for each in sum, list, set, ' '.join, max, dict.fromkeys, lambda i: sum(i, 1.5):
    try:
        each(odd())
    except (ValueError, TypeError) as error:
        print(error, end='; ')
print()
# expect: half way; half way; half way; half way; half way; half way; half way; 


# A list that grows, shrinks or is emptied while it is extended by what a native
# iterator computes; and how such a walk ends.
def append_too(x):
    row.append(-x)
    return x


def take_one(x):
    row.pop(0)
    return x


def stop_at_three(x):
    if x == 3:
        raise StopIteration('three')
    return x


def fail_at_three(x):
    if x == 3:
        raise KeyError('three')
    return x


row = []
row.extend(map(append_too, range(1, 6)))
print(row)  # expect: [-1, 1, -2, 2, -3, 3, -4, 4, -5, 5]
row.extend(map(take_one, range(6, 16)))
print(row)  # expect: [6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
row.extend(filter(lambda x: row.clear() or x % 2, range(40)))
print(row)  # expect: [39]
for f in stop_at_three, fail_at_three:
    row = [0]
    try:
        row.extend(map(f, range(1, 9)))
    except KeyError as e:
        print('raised', e)
    print(row, list(filter(None, map(lambda x: x % 3, range(7)))))
# expect: [0, 1, 2] [1, 2, 1, 2]
# expect: raised 'three'
# expect: [0, 1, 2] [1, 2, 1, 2]
print(list(map(str.upper, 'abc')), list(filter(str.isdigit, 'a1b2')))  # expect: ['A', 'B', 'C'] ['1', '2']
try:
    list(map(str.upper, ['a', 1]))
except TypeError as e:
    print(e)  # expect: descriptor 'upper' for 'str' objects doesn't apply to a 'int' object


class Deep:
    """At the second step my reader is read to its end."""
    at = 0

    def __iter__(self): return self

    def __next__(self):
        self.at += 1
        at = self.at
        if at == 2:
            for item in self.reader:
                pass
        if at == 40:
            raise StopIteration
        return at


import itertools
for start in 0, 1, 10:
    deep = Deep()
    deep.reader = itertools.islice(deep, start, None)
    print(next(deep.reader) > start, deep.at >= start)
# expect: True True
# expect: True True
# expect: True True


# What ends with a value, or by an exception inside, is over for who walks it.
def ending():
    yield 1
    return 7


print(list(ending()), list(itertools.chain(ending(), ending())), [x for x in itertools.chain(ending(), map(lambda x: next(iter([])), [1]), ending())], list(zip(ending(), ending())), {*ending()})
# expect: [1] [1, 1] [1, 1] [(1, 1)] {1}


class Doubled(map):
    def __next__(self):
        return super().__next__() * 2


print(list(Doubled(int, '123')), [x for x in Doubled(int, '123')], sum(Doubled(int, '123')), list(itertools.chain(Doubled(int, '12'))))
# expect: [2, 4, 6] [2, 4, 6] 12 [2, 4]
for walked, change in (({1: 2}, lambda w, x: w.update({x + 10: 1})), ({1}, lambda w, x: w.add(x + 10))):
    for walk in (lambda w: [change(w, x) for x in w], lambda w: sum(map(lambda x: change(w, x) or 1, w)), lambda w: max(w, key=lambda x: change(w, x) or 1)):
        try:
            print(walk(walked))
        except RuntimeError as e:
            print(e)
# expect: dictionary changed size during iteration
# expect: dictionary changed size during iteration
# expect: dictionary changed size during iteration
# expect: Set changed size during iteration
# expect: Set changed size during iteration
# expect: Set changed size during iteration
