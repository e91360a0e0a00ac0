# singledispatch, partial and cached_property in full.

import functools, copy
from functools import *
from collections.abc import *
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
@singledispatch
def f(x): return 'object'
@f.register
def _(x: int): return 'int'
@f.register(list)
@f.register(tuple)
def _(x): return 'sequence'
@f.register
def _(x: 'str | bytes'): return 'text'
f.register(Mapping, lambda x: 'mapping')
f.register(Sized, lambda x: 'sized')
print(f(1), f(True), f([]), f(()), f(''), f(b''), f({}), f(set()), f(1.5), f.dispatch(dict)(0), sorted(c.__name__ for c in f.registry))
# expect: int int sequence sequence text text mapping sized object mapping ['Mapping', 'Sized', 'bytes', 'int', 'list', 'object', 'str', 'tuple']
t(f)  # expect: TypeError f requires at least 1 positional argument
t(lambda: f.register(3))  # expect: TypeError Invalid first argument to `register()`: 3. Use either `@register(some_class)` or plain `@register` on an annotated function.
t(lambda: f.register(3, print))
# expect: TypeError Invalid first argument to `register()`. 3 is not a class or union type.
class Both(Iterable, Container): 
    def __iter__(self): return iter(())
    def __contains__(self, x): return False
g = singledispatch(lambda x: 'base')
g.register(Iterable, lambda x: 'iterable')
class C: pass
print(g(C()))  # expect: base
Iterable.register(C)
print(g(C()))  # expect: iterable
g.register(Hashable, lambda x: 'hashable')
t(lambda: g(C()))  # expect: iterable
class D:
    @singledispatchmethod
    def m(self, x): return 'any'
    @m.register
    def _(self, x: int): return 'int'
    @m.register(str)
    @classmethod
    def _(cls, x): return cls.__name__
    @cached_property
    def c(self): print('once'); return 3
    p = partialmethod(print, 'x', sep='-')
d = D()
print(d.m(1), d.m(''), d.m(None), d.c, d.c, D.m(d, 2) if 0 else '')
# expect: once
# expect: int D any 3 3 
p = partial(int, base=2)
p.note = 'n'
q = copy.copy(p)
r = copy.deepcopy(p)
print(q('101'), q.note, r.keywords, p.__reduce__()[2], p.__dict__, repr(p))
# expect: 5 n {'base': 2} (<class 'int'>, (), {'base': 2}, {'note': 'n'}) {'note': 'n'} functools.partial(<class 'int'>, base=2)
p.__setstate__((print, (1,), {'sep': ''}, None))
p(2)  # expect: 12
t(lambda: p.__setstate__((1, 2)))  # expect: TypeError invalid partial state
t(lambda: p.__setstate__(3))  # expect: TypeError invalid partial state
@lru_cache(maxsize=2)
def sq(x): return x * x
print([sq(i) for i in (1, 2, 1, 3, 2)], sq.cache_info(), sq.cache_info().hits, sq.cache_parameters())
# expect: [1, 4, 1, 9, 4] CacheInfo(hits=1, misses=4, maxsize=2, currsize=2) 1 {'maxsize': 2, 'typed': False}
def bad():
    class X:
        @cached_property
        def a(self): pass
        b = a
try: bad()
except RuntimeError as e: print(e, '/', e.__context__)
# expect: Error calling __set_name__ on 'cached_property' instance 'b' in 'X' / Cannot assign the same cached_property to two different names ('a' and 'b').
print(cached_property[int], Exception('x').__dict__)
# expect: functools.cached_property[int] {}
