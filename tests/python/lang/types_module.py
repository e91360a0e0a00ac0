# The names of native types, and classes made by hand.

import types
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
n = types.SimpleNamespace(a=1, b='x')
print(n, n == types.SimpleNamespace(a=1, b='x'), n.a, vars(n))
# expect: namespace(a=1, b='x') True 1 {'a': 1, 'b': 'x'}
n.n = n
print(n)  # expect: namespace(a=1, b='x', n=namespace(...))
class Sub(types.SimpleNamespace): pass
print(Sub(z=1), types.SimpleNamespace())  # expect: Sub(z=1) namespace()
t(lambda: types.SimpleNamespace(1))
# expect: TypeError no positional arguments expected
print(types.UnionType, isinstance(int | str, types.UnionType), types.GenericAlias(list, int), types.MemberDescriptorType, types.CellType, types.MappingProxyType({1: 2}))
# expect: <class 'types.UnionType'> True list[int] <class 'member_descriptor'> <class 'cell'> {1: 2}
class Meta(type):
    @classmethod
    def __prepare__(m, name, bases, **kw):
        return {'prepared': (name, kw)}
    def __new__(m, name, bases, ns, **kw): return super().__new__(m, name, bases, ns)
    def __init__(*a, **kw): pass
C = types.new_class('C', (), {'metaclass': Meta, 'z': 1}, lambda ns: ns.update(x=5))
print(C.prepared, C.x, type(C), C.__name__)
# expect: ('C', {'z': 1}) 5 <class '__main__.Meta'> C
class Entry:
    def __mro_entries__(self, bases): return (int,)
D = types.new_class('D', (Entry(),))
print(D.__mro__, len(D.__orig_bases__), types.resolve_bases((Entry(), str)), types.resolve_bases((str,)))
# expect: (<class 'types.D'>, <class 'int'>, <class 'object'>) 1 (<class 'int'>, <class 'str'>) (<class 'str'>,)
print(types.prepare_class('X', (C,), {'q': 1})[0])
# expect: <class '__main__.Meta'>
class M2(type): pass
class E(metaclass=M2): pass
t(lambda: types.new_class('F', (C, E)))
# expect: TypeError metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
@types.coroutine
def gen():
    r = yield 1
    return r + 1
async def co():
    return await gen()
c = co()
print(c.send(None))  # expect: 1
try: c.send(5)
except StopIteration as e: print(e.value)  # expect: 6
t(lambda: types.coroutine(3))  # expect: TypeError types.coroutine() expects a callable
class Dyn:
    @types.DynamicClassAttribute
    def v(self):
        "doc"
        return 4
    @v.setter
    def v(self, x): print('set', x)
d = Dyn()
d.v = 3  # expect: set 3
print(d.v, Dyn.__dict__['v'].__doc__)  # expect: 4 doc
t(lambda: Dyn.v)  # expect: AttributeError 
def dele(): del d.v
t(dele)  # expect: AttributeError can't delete attribute

# A module may get a class of its own.
class Loud(types.ModuleType):
    def __getattr__(self, name): return name.upper()
    @property
    def here(self): return 'here'
module = types.ModuleType('m')
module.a = 1
module.__class__ = Loud
print(type(module) is Loud, module.a, module.b, module.here, module.__name__, isinstance(module, types.ModuleType))
# expect: True 1 B here m True
module.__class__ = types.ModuleType
print(type(module).__name__, module.a, hasattr(module, 'b'))
# expect: module 1 False
for bad in (int, type('Slotted', (types.ModuleType,), {'__slots__': 'x'})):
    try: module.__class__ = bad
    except TypeError as e: print(e)
# expect: __class__ assignment only supported for mutable types or ModuleType subclasses
# expect: __class__ assignment: 'Slotted' object layout differs from 'module'

# A function can be made of code: with names of its own, defaults and cells.
import types
def counted(start=1, *more, step=2, **rest):
    "What counts."
    return start, more, step, rest, tick
def closed():
    seen = []
    def note(x, y=0):
        seen.append((x, y))
        return seen
    return note
space = {'tick': 'tock', '__name__': 'elsewhere'}
for make in (lambda: types.FunctionType(counted.__code__, space, argdefs=(7,))(step=3),
             lambda: types.FunctionType(counted.__code__, space)(),
             lambda: types.FunctionType(counted.__code__, space, 'other', (1,)).__name__,
             lambda: types.FunctionType(counted.__code__, space, 'other').__qualname__,
             lambda: types.FunctionType(counted.__code__, space).__module__,
             lambda: types.FunctionType(counted.__code__, space).__doc__,
             lambda: types.FunctionType(counted.__code__, {}).__globals__,
             lambda: types.FunctionType(closed().__code__, {}, closure=(types.CellType([5]),))(6),
             lambda: types.FunctionType(closed().__code__, {}, None, (3, 4), (types.CellType([]),))(),
             lambda: types.FunctionType(closed().__code__, {}),
             lambda: types.FunctionType(closed().__code__, {}, closure=()),
             lambda: types.FunctionType(closed().__code__, {}, closure=(1,)),
             lambda: types.FunctionType(counted.__code__, {}, closure=(types.CellType(),)),
             lambda: types.FunctionType(counted.__code__, {}, closure=[]),
             lambda: types.FunctionType(counted.__code__, {}, closure=()).__closure__,
             lambda: types.FunctionType(counted.__code__, {}, 5),
             lambda: types.FunctionType(counted.__code__, {}, None, 5),
             lambda: types.FunctionType(counted.__code__, 5),
             lambda: types.FunctionType(5, {}),
             lambda: types.FunctionType(counted.__code__),
             lambda: types.FunctionType(compile('x = 1', 'f', 'exec'), {}),
             lambda: list(types.FunctionType((lambda: (yield)).__code__, {})()),
             lambda: type(lambda: 0) is types.FunctionType):
    try:
        made = make()
        print(made if not callable(made) else made.__name__)
    except (TypeError, ValueError) as exc:
        print(type(exc).__name__, exc)
class Bound: pass
Bound.method = types.FunctionType((lambda self: self.__class__.__name__).__code__, {})
print(Bound().method())
# expect: (7, (), 3, {}, 'tock')
# expect: TypeError counted() missing 1 required positional argument: 'start'
# expect: other
# expect: counted
# expect: elsewhere
# expect: What counts.
# expect: {}
# expect: TypeError closed.<locals>.note() missing 1 required positional argument: 'y'
# expect: [(3, 4)]
# expect: TypeError arg 5 (closure) must be tuple
# expect: ValueError note requires closure of length 1, not 0
# expect: TypeError arg 5 (closure) expected cell, found int
# expect: ValueError counted requires closure of length 0, not 1
# expect: TypeError arg 5 (closure) must be None or tuple
# expect: ()
# expect: TypeError arg 3 (name) must be None or string
# expect: TypeError arg 4 (defaults) must be None or tuple
# expect: TypeError function() argument 'globals' must be dict, not int
# expect: TypeError function() argument 'code' must be code, not int
# expect: TypeError function() missing required argument 'globals' (pos 2)
# expect: <module>
# expect: [None]
# expect: True
# expect: Bound
