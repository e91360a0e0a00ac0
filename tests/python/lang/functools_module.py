# functools.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


import functools, operator
p = functools.partial(int, base=2)
print(p('101'))  # expect: 5
print(p.func)  # expect: <class 'int'>
print(p.args)  # expect: ()
print(p.keywords)  # expect: {'base': 2}
print(functools.partial(print, 1, 2, sep='-').args)  # expect: (1, 2)
f = functools.partial(lambda *a, **k: (a, k), 1, x=2)
print(f(3, y=4))  # expect: ((1, 3), {'x': 2, 'y': 4})
print(f())  # expect: ((1,), {'x': 2})
print(functools.partial(f, 5, x=3)(6))  # expect: ((1, 5, 6), {'x': 3})
attempt(lambda: functools.partial())  # expect: TypeError: type 'partial' takes at least one argument
attempt(lambda: functools.partial(1))  # expect: TypeError: the first argument must be callable
print(functools.reduce(operator.add, [1, 2, 3]))  # expect: 6
print(functools.reduce(operator.add, [], 5))  # expect: 5
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))  # expect: [3, 2, 1]
attempt(lambda: functools.reduce(operator.add, []))  # expect: TypeError: reduce() of empty iterable with no initial value
attempt(lambda: functools.reduce(operator.add, 1))  # expect: TypeError: reduce() arg 2 must support iteration

@functools.lru_cache(maxsize=2)
def sq(x):
    print('calc', x)
    return x * x

print(sq(2))
# expect: calc 2
# expect: 4
print(sq(2))  # expect: 4
print(sq(3))
# expect: calc 3
# expect: 9
print(sq(4))
# expect: calc 4
# expect: 16
print(sq(2))
# expect: calc 2
# expect: 4
print(sq.cache_info())  # expect: CacheInfo(hits=1, misses=4, maxsize=2, currsize=2)
print(sq.__name__)  # expect: sq
sq.cache_clear()
print(sq.cache_info())  # expect: CacheInfo(hits=0, misses=0, maxsize=2, currsize=0)

@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

print(fib(80))  # expect: 23416728348467685
print(functools.lru_cache(lambda: 1)())  # expect: 1

def deco(f):

    @functools.wraps(f)
    def w(*a):
        """w"""
        return f(*a)
    return w

@deco
def doc():
    """docs"""

print(doc.__name__, doc.__doc__, doc.__wrapped__) if 0 else print(doc.__name__, doc.__doc__)  # expect: doc docs

@functools.total_ordering
class TO:

    def __init__(s, n):
        s.n = n

    def __eq__(s, o):
        return s.n == o.n

    def __lt__(s, o):
        return s.n < o.n

print(TO(1) <= TO(1))  # expect: True
print(TO(2) > TO(1))  # expect: True
print(TO(1) >= TO(2))  # expect: False
print(TO(1) < TO(2))  # expect: True

class CP:

    @functools.cached_property
    def v(self):
        print('once')
        return 42

o = CP()
print(o.v)
# expect: once
# expect: 42
print(o.v)  # expect: 42
print(o.__dict__)  # expect: {'v': 42}

@functools.singledispatch
def sd(x):
    return 'obj'

@sd.register(int)
def _(x):
    return 'int'

@sd.register
def _(x: list):
    return 'list'

print(sd(1))  # expect: int
print(sd([]))  # expect: list
print(sd('s'))  # expect: obj
print(sd(True))  # expect: int

class PM:

    def f(self, a, b):
        return (a, b)
    g = functools.partialmethod(f, 1)

print(PM().g(2))  # expect: (1, 2)

# lru_cache: what is one call and what is two.
asked = []
def ask(*args, **named):
    asked.append((args, named))
    return len(asked)
plain, typed = functools.lru_cache(3)(ask), functools.lru_cache(None, True)(ask)
print([plain(1), plain(1.0), plain(True), plain("a"), plain((1,)), plain(1)])  # expect: [1, 2, 2, 3, 4, 5]
print(plain.cache_info())  # expect: CacheInfo(hits=1, misses=5, maxsize=3, currsize=3)
print([plain(x=1, y=2), plain(y=2, x=1), plain(x=1, y=2), plain(("x", 1, "y", 2))])  # expect: [6, 7, 6, 8]
asked.clear()
print([typed(1), typed(1.0), typed(1), typed(a=1), typed(a=1.0), typed()])  # expect: [1, 2, 1, 3, 4, 5]
typed.cache_clear()
print(typed.cache_info(), typed.cache_parameters())  # expect: CacheInfo(hits=0, misses=0, maxsize=None, currsize=0) {'maxsize': None, 'typed': True}
print(typed.__name__, typed.__wrapped__ is ask, type(typed).__name__)  # expect: ask True _lru_cache_wrapper
class Cells:
    @functools.lru_cache(maxsize=2)
    def at(self, i):
        return i * 2
    @functools.cache
    def deep(self, n):
        return n and self.deep(n - 1) + 1
cells = Cells()
print([cells.at(i) for i in (1, 2, 1, 3, 1, 2)], Cells.at.cache_info().hits, cells.deep(60))  # expect: [2, 4, 2, 6, 2, 4] 2 60
try:
    plain([])
except TypeError as error:
    print(error)  # expect: unhashable type: 'list'
never = functools.lru_cache(0)(ask)
print(never(1) == never(1), never.cache_info().currsize)  # expect: False 0
import sys
for size in (sys.maxsize, True, -3, 2 ** 50, 0):
    cached = functools.lru_cache(maxsize=size)(lambda x: x)
    cached(1); cached(1); cached(2)
    print(*cached.cache_info())
# expect: 1 2 9223372036854775807 2
# expect: 1 2 1 1
# expect: 0 3 0 0
# expect: 1 2 1125899906842624 2
# expect: 0 3 0 0
try: functools.lru_cache(maxsize=2 ** 70)(len)
except OverflowError as e: print(e)
# expect: cannot fit 'int' into an index-sized integer
# Keywords that are given go behind arguments that were bound, few or many.
def told(*args, **names): return args, names
bound = functools.partial(told, 1, 2)
print(bound(), bound(3), bound(x=4), bound(3, x=4, y=5), functools.partial(told)(x=1))
# expect: ((1, 2), {}) ((1, 2, 3), {}) ((1, 2), {'x': 4}) ((1, 2, 3), {'x': 4, 'y': 5}) ((), {'x': 1})
bound = functools.partial(told, *range(12))
print(bound(12) == bound.func(*range(13)), bound(12, x=1) == (tuple(range(13)), {'x': 1}),
      bound(*range(12, 40), x=1, y=2) == (tuple(range(40)), {'x': 1, 'y': 2}))
# expect: True True True
bound = functools.partial(told, 1, x=2)
print(bound(), bound(3), bound(x=3), bound(3, y=4), bound(), bound.keywords)
# expect: ((1,), {'x': 2}) ((1, 3), {'x': 2}) ((1,), {'x': 3}) ((1, 3), {'x': 2, 'y': 4}) ((1,), {'x': 2}) {'x': 2}
