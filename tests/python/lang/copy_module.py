# Copies, shallow and deep.

import copy, collections, types, weakref, fractions
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
for base in (bytearray, frozenset, set, collections.deque, Exception, collections.OrderedDict, collections.defaultdict, list, dict, tuple, int, str, bytes, float, complex):
    S = type('S', (base,), {})
    x = S(); x.attr = [1]
    y, z = copy.copy(x), copy.deepcopy(x)
    print(base.__name__, type(y) is S, getattr(y, 'attr', 0) is x.attr, getattr(z, 'attr', 0) == [1])
    t(lambda: type(copy.copy(x)).__name__)
    t(lambda: type(copy.deepcopy(x)).__name__)
# expect: bytearray True True True
# expect: S
# expect: S
# expect: frozenset True True True
# expect: S
# expect: S
# expect: set True True True
# expect: S
# expect: S
# expect: deque True False True
# expect: S
# expect: S
# expect: Exception True True True
# expect: S
# expect: S
# expect: OrderedDict True True True
# expect: S
# expect: S
# expect: defaultdict True False False
# expect: S
# expect: S
# expect: list True True True
# expect: S
# expect: S
# expect: dict True True True
# expect: S
# expect: S
# expect: tuple True True True
# expect: S
# expect: S
# expect: int True True True
# expect: S
# expect: S
# expect: str True True True
# expect: S
# expect: S
# expect: bytes True True True
# expect: S
# expect: S
# expect: float True True True
# expect: S
# expect: S
# expect: complex True True True
# expect: S
# expect: S
print(copy.copy(slice(1, 2)), copy.deepcopy(slice(1, [2])), copy.copy(range(3)))
# expect: slice(1, 2, None) slice(1, [2], None) range(0, 3)
class M:
    __slots__ = 'a', 'b'
m = M()
m.a = [1]
print(copy.copy(m).a is m.a, copy.deepcopy(m).a, hasattr(copy.copy(m), 'b'))
# expect: True [1] False
r = weakref.ref(m) if False else None
l = [1]
l.append(l)
k = copy.deepcopy(l)
print(k[1] is k)  # expect: True
print(M.__flags__ & 512, int.__flags__ & 512, bool.__flags__ & 1024, list.__flags__ & 32, dict.__flags__ & 64)
# expect: 512 0 0 32 64
