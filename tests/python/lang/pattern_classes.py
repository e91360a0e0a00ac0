# What sequence and mapping patterns take for sequences and mappings, and which
# items they look at.
import array
import collections
import collections.abc


class Seq(collections.abc.Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        print('get', i, end=' ')
        if i < 0 or i >= self.n: raise IndexError(i)
        return i * 10
def m(x):
    match x:
        case [*_] if x is None: return 'none'
        case [1, *_]: return 'one'
        case [0, *_, 20]: return '0..20'
        case [a, _, *_, _, b] if a != 'no': return a, b
        case [a, *_]: return a
        case [*_, b]: return 'never'
        case {'k': v, **rest}: return v, rest
        case [*_]: return 'empty'
        case {}: return 'map'
    return None
for x in ([1, 2], (0, 5, 20), [7, 8, 9, 10], [5], [], 'ab', b'ab', range(1 << 40), array.array('b', b'abc'), memoryview(b'abcd'), bytearray(b'abc'),
          collections.UserList([3, 4]), collections.UserDict(k=1, j=2), collections.ChainMap({'k': 3}), collections.deque([9]), {1: 2}, collections.OrderedDict(k=1), collections.Counter('k')):
    print(m(x))
print(m(Seq(3)))
print(m(Seq(5)))
print(m(Seq(0)))


class P:
    pass


class Q(P):
    pass


print(m(Q()))
P.__len__ = lambda self: 0
P.keys = P.get = None
collections.abc.Mapping.register(P)
print(bool(Q.__flags__ & 64))


class R:
    def __len__(self):
        return 0


print(m(R()))
collections.abc.Sequence.register(R)
print(m(R()))


class M1(collections.UserDict, collections.abc.Sequence):
    pass


print(m(M1(k=5)))
print(bool(collections.abc.Sequence.__flags__ & 32), hasattr(collections.abc.Sequence, '__abc_tpflags__'))
def deep(x):
    match x:
        case [[a, *_, [b, *_, c]], *_, {'z': [*_, d]}]: return a, b, c, d
print(deep([[1, 2, [3, 4, 5]], 6, {'z': (7, 8)}]))
def swallow(x):
    match x:
        case [a, *_] | (a): return a
print(swallow([4, 5]), swallow(3))
# expect: one
# expect: 0..20
# expect: (7, 10)
# expect: 5
# expect: empty
# expect: None
# expect: None
# expect: (0, 1099511627775)
# expect: 97
# expect: (97, 100)
# expect: None
# expect: 3
# expect: (1, {'j': 2})
# expect: (3, {})
# expect: 9
# expect: map
# expect: (1, {})
# expect: (1, {})
# expect: get 0 get 0 get 2 0..20
# expect: get 0 get 0 get 4 get 0 get 4 (0, 40)
# expect: empty
# expect: None
# expect: True
# expect: None
# expect: empty
# expect: (5, {})
# expect: True False
# expect: (1, 3, 5, 8)
# expect: 4 3
