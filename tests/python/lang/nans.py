# NaN equals nothing, and is found by what it is: each one computed is another.
import math, struct, array, json, pickle, copy
n = float('nan'); m = float('nan')
print(n is n, n is m, n == n, n in [n], n in [m], [n] == [n], [n] == [m], (n,) == (m,))
# expect: True False False True False True False False
d = {n: 1}; d[m] = 2; d[math.nan] = 3
print(len(d), d[n], d[m], d[math.nan], d.get(float('nan')))
# expect: 3 1 2 3 None
print(len({n, m, n}), len(set([float('nan')] * 3)), len({float('nan') for i in range(3)}))
# expect: 2 1 3
inf = float('inf')
print(inf - inf is inf - inf, (inf - inf) in [inf - inf])
# expect: False False
x = n + 1
print(x is n, x in [x], +n is n, -n is n)
# expect: False True True False
print(struct.pack('>d', n + 1), struct.pack('<f', m), struct.pack('>e', m), array.array('d', [m]).tobytes() == struct.pack('=d', m))
# expect: b'\x7f\xf8\x00\x00\x00\x00\x00\x00' b'\x00\x00\xc0\x7f' b'~\x00' True
print(json.dumps([n, m]), copy.copy(n) is n, copy.deepcopy([n])[0] is n)
# expect: [NaN, NaN] True True
print([n, m].index(m), [n, m].count(m), [n, m, n].count(n))
# expect: 1 1 2
a = [1.0, n, 2.0]
a.remove(n); print(a)
# expect: [1.0, 2.0]
print(hash(n) == hash(n), hash(n) == hash(m))
# expect: True False
print(math.copysign(1, n), n.hex(), repr(n), n != n, n is not m)
# expect: 1.0 nan nan True True
print(complex(n, 0) == complex(n, 0), {complex(n, 1): 1} == {complex(n, 1): 1})
# expect: False False
def f(): return float('nan')
print(f() is f(), f() in (f(),))
# expect: False False
print(len({k: 1 for k in [n, n, m]}), min([n, 1.0]), max(1.0, n), sorted([n, 1.0]))
# expect: 2 nan 1.0 [nan, 1.0]
print(pickle.loads(pickle.dumps([n, n]))[0] != n)
# expect: True
print(n in {n}, n in {m}, n in {n: 1}, n in (m, 1), n in range(3))
# expect: True False True False False
print([n] < [n], [n, 1] < [n, 2], (n, 1) == (n, 1), math.nan is math.nan)
# expect: False True True True
print(+n is n, float(n) is n, n.real is n, n.conjugate() is n, abs(n) is n, pow(n, 1) is n, n * 1 is n, n.imag)
# expect: True True True True False False False 0.0
print((n if n else 0) is n, (n or 1) is n, [*[n]][0] is n, next(iter({n})) is n, sum([n]) is n, round(n, 2) is n)
# expect: True True True True False False
