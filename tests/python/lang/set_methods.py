# set and frozenset.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


s = {1, 2, 3}
print(s)  # expect: {1, 2, 3}
print(len(s))  # expect: 3
print(2 in s)  # expect: True
print(9 in s)  # expect: False
print(set())  # expect: set()
print(frozenset())  # expect: frozenset()
print(frozenset([1]))  # expect: frozenset({1})
print(set([1, 1, 2]))  # expect: {1, 2}
s.add(4)
s.add(1)
s.discard(9)
s.discard(2)
s.remove(3)
print(s)  # expect: {1, 4}
s.update([5], (6,), {7: 8}, 'a')
print(len(s))  # expect: 6
print('a' in s)  # expect: True
a, b = ({1, 2, 3}, {2, 3, 4})
print(sorted(a | b))  # expect: [1, 2, 3, 4]
print(sorted(a & b))  # expect: [2, 3]
print(sorted(a - b))  # expect: [1]
print(sorted(a ^ b))  # expect: [1, 4]
print(a < b)  # expect: False
print(a <= {1, 2, 3, 4})  # expect: True
print(a == {3, 2, 1})  # expect: True
print(a != b)  # expect: True
print(a > {1})  # expect: True
print(a >= a)  # expect: True
print(a < a)  # expect: False
print(sorted(a.union([9], (10,))))  # expect: [1, 2, 3, 9, 10]
print(sorted(a.intersection([1], {1: 2})))  # expect: [1]
print(sorted(a.difference([1], [2])))  # expect: [3]
print(sorted(a.symmetric_difference([1, 8])))  # expect: [2, 3, 8]
print(a.issubset([1, 2, 3, 4]))  # expect: True
print(a.issuperset([1]))  # expect: True
print(a.isdisjoint([5]))  # expect: True
print(a.isdisjoint([1]))  # expect: False
c = set(a)
c |= {9}
c &= {1, 9, 2}
c -= {2}
c ^= {1, 5}
print(sorted(c))  # expect: [5, 9]
c.intersection_update([9], [9, 1])
print(c)  # expect: {9}
c.difference_update([9])
print(c)  # expect: set()
c.symmetric_difference_update([1])
print(c)  # expect: {1}
print(c.pop())  # expect: 1
print(c)  # expect: set()
c |= {1}
c -= c
print(c)  # expect: set()
f = frozenset([1, 2])
print(f | {3} == {1, 2, 3})  # expect: True
print(type(f | {3}).__name__)  # expect: frozenset
print(type({3} | f).__name__)  # expect: set
print(f == {1, 2})  # expect: True
print(hash(f) == hash(frozenset([2, 1])))  # expect: True
print({f: 1}[frozenset([2, 1])])  # expect: 1
print(f.copy() is f)  # expect: True
print(frozenset(f) is f)  # expect: True
print({1, 2} in {frozenset([1, 2])})  # expect: True

class S(set):
    pass

x = S([1])
x.q = 1
print(x)  # expect: S({1})
print(repr(S()))  # expect: S()
print(type(x | {2}).__name__)  # expect: set
print(type(x.copy()).__name__)  # expect: set
print(x == {1})  # expect: True
print(x.q)  # expect: 1
attempt(lambda: {[]})  # expect: TypeError: unhashable type: 'list'
attempt(lambda: {1} | [2])  # expect: TypeError: unsupported operand type(s) for |: 'set' and 'list'
attempt(lambda: {1}.union(2))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: {1} < 3)  # expect: TypeError: '<' not supported between instances of 'set' and 'int'
attempt(lambda: {1}.remove(2))  # expect: KeyError: 2
attempt(lambda: set().pop())  # expect: KeyError: 'pop from an empty set'
attempt(lambda: set(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: set(1, 2))  # expect: TypeError: set expected at most 1 argument, got 2
attempt(lambda: set(x=1))  # expect: TypeError: set() takes no keyword arguments
attempt(lambda: {1}.add())  # expect: TypeError: set.add() takes exactly one argument (0 given)
attempt(lambda: hash(set()))  # expect: TypeError: unhashable type: 'set'
attempt(lambda: {1} + {2})  # expect: TypeError: unsupported operand type(s) for +: 'set' and 'set'
attempt(lambda: frozenset([1]).add)  # expect: AttributeError: 'frozenset' object has no attribute 'add'
attempt(lambda: {1}.remove({2}))  # expect: KeyError: {2}
attempt(lambda: {1}.pop(1))  # expect: TypeError: set.pop() takes no arguments (1 given)
attempt(lambda: frozenset(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: {1}[0])  # expect: TypeError: 'set' object is not subscriptable
attempt(lambda: set().update(1))  # expect: TypeError: 'int' object is not iterable

# Of two equal items the smaller set's stays; of what is no set, always that.
print({1, 2, 3} & {True}, {True} & {1, 2, 3}, {0, 5} & {False, 6})
# expect: {True} {True} {False}
print({1}.intersection([True, 2, 3]), {0: 'x'}.keys() & [False, 1, 2])
# expect: {True} {False}
print({1: 0, 2: 0}.keys() & {True: 0}.keys(), {True: 0}.keys() & {1, 2})
# expect: {True} {True}

# Sets of lists longer than what there is room for at first.
for n in (8, 9, 79, 80, 81, 200):
    numbers = list(range(n)) * 2
    made = set(numbers)
    if len(made) != n or sorted(made) != numbers[:n]:
        print('not', n)
class Growing:
    """Makes the list longer, and shorter, while a set is made of it."""
    def __init__(self, change):
        self.change = change
    def __hash__(self):
        self.change()
        return 1
numbers = list(range(20))
numbers[5] = Growing(lambda: numbers.append(99) if len(numbers) < 30 else None)
print(99 in set(numbers))  # expect: True
numbers = list(range(20))
numbers[5] = Growing(numbers.clear)
print(len(set(numbers)))  # expect: 6
print(type(frozenset('ab') & {'b'}).__name__, type({'b'} & frozenset('ab')).__name__)  # expect: frozenset set

# Of what never ends no more is taken than it needs.
import itertools
print({3}.intersection(itertools.count()), {3}.issuperset(itertools.count()))
# expect: {3} False
print({3}.intersection([3, []]), {1, 2}.issubset([1, 2, 3]))
# expect: {3} True
# But an empty set takes all there is.
numbers = iter([1, 2, 3])
print(set().intersection(numbers), list(numbers))  # expect: set() []
try:
    set().intersection([[]])
except TypeError as error:
    print(error)
# expect: unhashable type: 'list'

# intersection() makes one new set for each argument, and changes none.
class Kept(set):
    pass


many = Kept(range(100))
few = frozenset([5, 200, 7])
print(many.intersection(few, [7, 7, 5, 1], (5,)), len(many), len(few))  # expect: {5} 100 3
print(type(many.intersection(few)), type(few.intersection(many)))  # expect: <class 'set'> <class 'frozenset'>
print(many.intersection() == many, many.intersection() is many)  # expect: True False
print(set().intersection(few, many), sorted(few.intersection()))  # expect: set() [5, 7, 200]
try:
    many.intersection(few, 5)
except TypeError as error:
    print(error)  # expect: 'int' object is not iterable

# A list at one go makes the set that its items make one by one, whatever they
# are and however often; and it may change while items are compared.
import random
class H:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n
    def __eq__(self, o): return (o.n if isinstance(o, H) else o) == self.n
    def __repr__(self): return 'H%d' % self.n
class S(str): pass
r = random.Random(4); total = 0
for size in list(range(20)) + [80, 81, 320, 321, 513, 1300]:
    for kinds in range(1, 64, 2):
        pool = []
        if kinds & 1: pool += [r.randrange(size * 2 + 1) for _ in range(size)]
        if kinds & 2: pool += ['t%d' % r.randrange(size + 1) for _ in range(size)]
        if kinds & 4: pool += [float(r.randrange(size + 1)) for _ in range(3)] + [True, False, -1, -2, 2**61 - 1, 2**61 - 2, -2**47]
        if kinds & 8: pool += [H(r.randrange(size + 1)) for _ in range(3)]
        if kinds & 16: pool += [S('t%d' % r.randrange(size + 1)), None, (1, 2), (1, 2), '']
        if kinds & 32: pool *= 2
        r.shuffle(pool)
        pool = pool[:size * 2]
        made = set(pool); one = set()
        for x in pool: one.add(x)
        assert made == one and len(made) == len(one) == len(frozenset(pool)), (size, kinds)
        for x in pool: assert x in made
        made.update(pool[:5]); assert len(made) == len(one)
        total += len(made)
class E:
    def __init__(self, l): self.l = l
    def __hash__(self): return 3
    def __eq__(self, o):
        del self.l[self.keep:]
        return False
for keep in 0, 50, 101, 103, 200:
    l = list(range(300)); e = E(l); e.keep = keep; f = E(l); f.keep = keep
    l[100] = e; l[102] = f; l[1] = 'x'
    print(len(set(l)), len(l))
# expect: 101 0
# expect: 101 50
# expect: 101 101
# expect: 103 103
# expect: 200 200
print(total)
# expect: 95842

# What is left of a set, and what two have in common, of sizes around those
# that lie in a cell of their own; and equal keys of several kinds.
class Odd:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n % 3
    def __eq__(self, other): return isinstance(other, Odd) and self.n == other.n
for size in 0, 1, 4, 7, 8, 9, 15, 16, 17, 40:
    for make in int, str, Odd, lambda n: (n, n % 2), lambda n: n / 2:
        all_of = [make(n) for n in range(size)]
        a, b = set(all_of), frozenset(make(n) for n in range(0, 2 * size, 2))
        rest, both = a - b, a & b
        assert sorted(map(all_of.index, rest)) == list(range(1, size, 2))
        assert sorted(map(all_of.index, both)) == list(range(0, size, 2))
        assert (b & a) == both and type(b & a) is frozenset and len(b - a) == \
            size // 2
        rest |= both
        assert rest == a and (rest - a) == set()
        for item in all_of: both.add(item)
        assert both == a
print({0, 0.0, False, 1, True} - {False}, {1.0, 2} & {True, 2.0})
# expect: {1} {True, 2.0}
holes = {0, 1, 2}
holes.discard(0)
print(holes - {0}, 0 in holes, holes & {0, 2})  # expect: {1, 2} False {2}

# Characters of a text, many times over, in a new set and in others.
text = ''.join(chr(i * 7 % 128) for i in range(10000))
print(len(set(text)), set(text) == {chr(i) for i in range(128)}, sorted(set('hello world')))  # expect: 128 True [' ', 'd', 'e', 'h', 'l', 'o', 'r', 'w']
grown = set('ab')
grown.update('bcb')
grown.discard('a')
grown.update('aab', 'c')
print(sorted(grown), sorted(frozenset('\x7f\0\x7f@\0')), sorted(set('é' + 'aé' * 9)))  # expect: ['a', 'b', 'c'] ['\x00', '@', '\x7f'] ['a', 'é']


# A handler that adds what the rest of a long text has, too.
import signal
one = set()
signal.signal(signal.SIGALRM, lambda *args: one.add('b'))
text = 'a' * 20_000_000 + 'b'
signal.setitimer(signal.ITIMER_REAL, 0.002)
one.update(text)
signal.setitimer(signal.ITIMER_REAL, 0)
print(sorted(one), len(one))  # expect: ['a', 'b'] 2

# All of what is no set is walked, and looked at, even when nothing can come.
def given(*items):
    for item in items:
        print('given', item)
        yield item
for small in {1, 2}, frozenset((1, 2)):
    print(small.issubset(given(1, 2, 2, 3)), small.issubset(given(1, 3)))
    try:
        small.issubset(given(2, 1, []))
    except TypeError as exc:
        print(exc)
# expect: given 1
# expect: given 2
# expect: given 2
# expect: given 3
# expect: given 1
# expect: given 3
# expect: True False
# expect: given 2
# expect: given 1
# expect: given []
# expect: unhashable type: 'list'
# expect: given 1
# expect: given 2
# expect: given 2
# expect: given 3
# expect: given 1
# expect: given 3
# expect: True False
# expect: given 2
# expect: given 1
# expect: given []
# expect: unhashable type: 'list'
