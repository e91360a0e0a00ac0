# What the collector does in parts while the program goes on: deep stacks, long
# rings, weak references, names, and objects with last words.
import collections, gc, sys, weakref

def churn(count=60000):
    kept = [None] * 500
    for i in range(count):
        kept[i % 500] = [i, (i, i), str(i)]

# Frames below the ones at work.
sys.setrecursionlimit(30000)
def deep(n, passed):
    own = [n]
    if n % 5000 == 0: churn(20000)
    below = deep(n - 1, own) if n else 0
    if n % 5000 == 0: churn(20000)
    return below + (own == [n] and passed == [n + 1])
print(deep(20000, [20001]))
# expect: 20001

def nested(n):
    own = [n]
    if n == 0: churn()
    else: yield from nested(n - 1)
    yield own
print(sum(x[0] for x in nested(1500)))
# expect: 1125750

def thrown(n):
    own = [n]
    try:
        if n == 0:
            churn()
            raise KeyError(own)
        thrown(n - 1)
    except KeyError as e:
        if n % 2: raise KeyError(own + e.args[0])
        raise
try: thrown(2000)
except KeyError as e: print(len(e.args[0]), e.args[0][:3], sum(e.args[0]))
# expect: 1001 [1999, 1997, 1995] 1000000

# A ring whose ends come and go, and that is turned.
ring = collections.deque([i] for i in range(50000))
for i in range(300000):
    ring.append(ring.popleft())
    if i % 50000 == 0:
        ring.rotate(777)
        ring.insert(500, [-1])
        ring.reverse()
    if i % 7 == 0: ring[i % 900] = [i]
print(len(ring), all(type(x) is list and len(x) == 1 for x in ring))
# expect: 50006 True
many = frozenset(str(i) for i in range(50000))
churn()
print(len(many), all(str(i) in many for i in range(50000)))
# expect: 50000 True

# Weak references forget the dead, all of them, and no others.
class Thing: pass
things = [Thing() for i in range(30000)]
gone = []
refs = [weakref.ref(t, gone.append if i % 3 == 0 else None) for i, t in enumerate(things)]
del things[::2]
for i in range(40):
    churn(10000)
    for t, r in zip(things, refs[1::2]):
        if r() is not t: print('lost')
gc.collect()
print(sum(r() is None for r in refs) > 14000, all(r() is not None for r in refs[1::2]), len(gone) > 4500, {r() for r in gone})
# expect: True True True {None}

# Names that nobody uses are forgotten; the others stay the only ones.
names = [sys.intern('name %d' % i) for i in range(30000)]
del names[::2]
churn(200000)
print(all(sys.intern('name %d' % (2 * i + 1)) is name for i, name in enumerate(names)))
# expect: True

# The names of what __del__ works with are among those in use.
class Last:
    found = 0
    def __del__(self):
        Last.found += getattr(self, 'mark %d' % self.number)[0] == self.number
for i in range(300):
    last = Last()
    last.number = i
    setattr(last, 'mark %d' % i, [i])
last = None
gc.collect(); churn(); gc.collect()
print(Last.found > 290)
# expect: True

# A generator that nobody had started, brought back by a __del__, is finished in
# the end as any other.
ended = []
def begun(n):
    try: yield n
    finally: ended.append(n)
class Back:
    def __init__(self, n): self.own = begun(n)
    def __del__(self): saved.append(self.own)
saved = []
for i in range(50): Back(i)
def clear_stack(n): return clear_stack(n - 1) if n else 0
clear_stack(50); gc.collect(); churn(1000)
print(len(saved) > 40, len(ended))
# expect: True 0
for g in saved: next(g)
count = len(saved)
g = None
saved.clear(); clear_stack(50); gc.collect(); churn(1000)
print(len(ended) > count - 5)
# expect: True

# Much that refers to the same few objects, reached many times before it is
# looked at, while what refers to it changes places.
class Held:
    def __init__(self, key, shared):
        self.key, self.shared, self.next = key, shared, None
few = [('few', i, [i]) for i in range(7)]
held = [Held('key %d' % i, few[i % 7]) for i in range(30000)]
for a, b in zip(held, held[1:]): a.next = b
rows = [{'row': [few[i % 7]] * 40, 'of': held[i], i: (few[i % 5], held[-i])}
        for i in range(5000)]
for turn in range(4):
    for i in range(0, 30000, 3):
        one, other = held[i], held[i * 7 % 30000]
        one.shared, other.shared = list(other.shared), one.shared
        rows[i % 5000]['row'][turn] = tuple(rows[i * 11 % 5000]['row'][-1])
        rows[i % 5000][i % 5000] = [held[i], str(i)]
        one.key, other.key = other.key, one.key
    churn(20000)
at, count, keys = held[0], 0, set()
while at is not None:
    assert at.shared[0] == 'few' and at.shared[2] == [at.shared[1]]
    keys.add(at.key)
    at, count = at.next, count + 1
print(count, len(keys), {cell[0] for row in rows for cell in row['row']})
# expect: 30000 30000 {'few'}
