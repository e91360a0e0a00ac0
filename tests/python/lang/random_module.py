# Random numbers, the same ones as CPython's.

import random, copy
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
for s in ('abc', b'abc', bytearray(b'x'), 1.5, 7, None and 0, True):
    random.seed(s); print(random.random() if s is not None else '')
# expect: 0.7720246314157545
# expect: 0.7720246314157545
# expect: 0.6307877176639078
# expect: 0.551763726942059
# expect: 0.32383276483316237
# expect:
# expect: 0.13436424411240122
random.seed('abc', version=1)
print(random.random())  # expect: 0.09639374978773074
random.seed(3)
t(random.seed, ())  # expect: TypeError The only supported seed types are: None,
# expect: int, float, str, bytes, and bytearray.
random.seed(5)
print(random.randrange(10), random.randrange(3, 9, 2), random.choices('abc', [1, 2, 3], k=4), random.sample(range(100), 4), random.sample('abcd', 3, counts=[2, 2, 2, 2]), random.gammavariate(2, 3), random.gammavariate(0.5, 1), random.gammavariate(1, 1), random.betavariate(2, 3), random.vonmisesvariate(1, 2), random.vonmisesvariate(1, 0), random.randbytes(4), random.triangular(), random.gauss(), random.expovariate(2))
# expect: 9 5 ['c', 'c', 'c', 'c'] [67, 3, 59, 99] ['b', 'c', 'a'] 5.585847485594618 0.41445279108193667 0.013200939847454218 0.09816750239639513 0.8207730777468841 3.879568604473707 b'f\\o ' 0.25713892569671815 0.1016659140630895 0.7427120597789464
t(random.randrange, 0)  # expect: ValueError empty range for randrange()
t(random.randrange, 3, 3)  # expect: ValueError empty range for randrange() (3, 3, 0)
t(random.randrange, 1, 5, 0)  # expect: ValueError zero step for randrange()
t(random.sample, {1, 2}, 1)  # expect: TypeError Population must be a sequence.  For dicts or sets, use sorted(d).
t(random.sample, [1], 2)  # expect: ValueError Sample larger than population or is negative
t(random.choices, 'ab', [0, 0])
# expect: ValueError Total of weights must be greater than zero
t(random.choices, 'ab', [1])  # expect: ValueError The number of weights does not match the population
t(random.choice, [])  # expect: IndexError Cannot choose from an empty sequence
t(random.gammavariate, 0, 1)  # expect: ValueError gammavariate: alpha and beta must be > 0.0
t(random.choices, 'ab', 3)  # expect: TypeError The number of choices must be a keyword argument: k=3
t(random.choices, 'ab', [1, 2], cum_weights=[1, 2])
# expect: TypeError Cannot specify both weights and cumulative weights
t(random.setstate, (1, None, None))
# expect: ValueError state with version 1 passed to Random.setstate() of version 3
t(random.randrange, 'a')  # expect: ValueError invalid literal for int() with base 10: 'a'
class R(random.Random):
    def random(self): return 0.25
print(R().randrange(100), R().choice('abcdefgh'))  # expect: 48 a
l = list(range(8))
random.seed(1)
random.shuffle(l)
print(l)  # expect: [3, 6, 1, 5, 7, 0, 4, 2]
s = random.getstate()
a = random.random()
random.setstate(s)
print(a == random.random())  # expect: True
print(0 <= random.SystemRandom().random() < 1, len(random.SystemRandom().randbytes(3)))
# expect: True 3
r = random.Random(5)
q = copy.copy(r)
print(r.random() == q.random())  # expect: True


# Seeds of any size, and numbers of any number of bits.
for seed in (0, -5, 5, 2 ** 32, 2 ** 32 - 1, -2 ** 64, 10 ** 400, 2.5, True):
    r = random.Random(seed)
    print(r.getrandbits(31), hex(r.getrandbits(64)), r.getrandbits(33).bit_length() <= 33, r.getrandbits(0))
# expect: 1813382118 0xc2094cac629f6fbe True 0
# expect: 1337671202 0xbde5c0994164d839 True 0
# expect: 1337671202 0xbde5c0994164d839 True 0
# expect: 242653419 0x6af6d50659ef8bbc True 0
# expect: 1364419716 0x3404e9419e9c04f4 True 0
# expect: 2099479377 0x5f011aabbc476fb5 True 0
# expect: 955634133 0x120f35a9fcc71902 True 0
# expect: 899313444 0xf0c12bdf5617091b True 0
# expect: 288545018 0xd8f16adf91b7584a True 0
r = random.Random(8)
print([r.getrandbits(n).bit_length() for n in (32, 33, 47, 48, 49, 64, 65, 1000)], r.getrandbits(20000) % (10 ** 20 + 39))  # expect: [30, 33, 45, 48, 46, 62, 65, 997] 85797653786218175235
