# Dataclasses.

from dataclasses import *
from dataclasses import _HAS_DEFAULT_FACTORY
from collections import namedtuple
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
@dataclass
class P:
    x: int
    y: int = 5
    z: list = field(default_factory=list, repr=False, compare=False)
p = P(1)
print(p, p == P(1), p == P(2), p != P(1), P.__doc__, P.__match_args__, P.__hash__)
# expect: P(x=1, y=5) True False False P(x: int, y: int = 5, z: list = <factory>) ('x', 'y', 'z') None
t(lambda: P())  # expect: TypeError P.__init__() missing 1 required positional argument: 'x'
t(lambda: P(1, 2, 3, 4))  # expect: TypeError P.__init__() takes from 2 to 4 positional arguments but 5 were given
t(lambda: P(1) < P(2))  # expect: TypeError '<' not supported between instances of 'P' and 'P'
print(repr(fields(P)[1])[:60])
# expect: Field(name='y',type=<class 'int'>,default=5,default_factory=
print([f.name for f in fields(p)], asdict(p), astuple(p), replace(p, x=9), is_dataclass(p), is_dataclass(P), is_dataclass(int))
# expect: ['x', 'y', 'z'] {'x': 1, 'y': 5, 'z': []} (1, 5, []) P(x=9, y=5) True True False
print(P.__init__.__annotations__, P.__init__.__qualname__, P.__eq__.__name__, P.__dataclass_params__)
# expect: {'x': <class 'int'>, 'y': <class 'int'>, 'z': <class 'list'>, 'return': None} P.__init__ __eq__ _DataclassParams(init=True,repr=True,eq=True,order=False,unsafe_hash=False,frozen=False)
@dataclass(order=True, frozen=True)
class F:
    a: int
    b: str = 'q'
print(F(1) < F(2), F(1, 'z') >= F(1), sorted([F(3), F(1)]), hash(F(1)) == hash(F(1)), {F(1): 2}[F(1)])
# expect: True True [F(a=1, b='q'), F(a=3, b='q')] True 2
def setit(o): o.a = 3
def delit(o): del o.a
t(setit, F(1))  # expect: FrozenInstanceError cannot assign to field 'a'
t(delit, F(1))  # expect: FrozenInstanceError cannot delete field 'a'
def f():
    @dataclass
    class Q(F): c: int = 0
t(f)  # expect: TypeError cannot inherit non-frozen dataclass from a frozen one
def f():
    @dataclass(frozen=True)
    class Q(P): c: int = 0
t(f)  # expect: TypeError cannot inherit frozen dataclass from a non-frozen one
def f():
    @dataclass
    class Q:
        a: int = 3
        b: int
t(f)  # expect: TypeError non-default argument 'b' follows default argument
def f():
    @dataclass
    class Q:
        a: list = []
t(f)  # expect: ValueError mutable default <class 'list'> for field a is not allowed: use default_factory
def f():
    @dataclass(order=True)
    class Q:
        a: int
        def __lt__(self, o): return 1
t(f)  # expect: TypeError Cannot overwrite attribute __lt__ in class Q. Consider using functools.total_ordering
def f():
    @dataclass(order=True, eq=False)
    class Q:
        a: int
t(f)  # expect: ValueError eq must be true if order is true
def f():
    @dataclass
    class Q:
        a = field()
t(f)  # expect: TypeError 'a' is a field but has no type annotation
t(lambda: field(default=1, default_factory=list))
# expect: ValueError cannot specify both default and default_factory
@dataclass
class I:
    a: int
    b: InitVar[int] = 4
    c: int = field(init=False)
    d: 'InitVar[str]' = 'x'
    def __post_init__(self, b, d):
        self.c = self.a + b
        self.e = d
print(I(1), I(1, 2), I(1).e, I.__doc__, InitVar[int], InitVar)
# expect: I(a=1, c=5) I(a=1, c=3) x I(a: int, b: dataclasses.InitVar[int] = 4, d: 'InitVar[str]' = 'x') dataclasses.InitVar[int] <class 'dataclasses.InitVar'>
t(lambda: replace(I(1), c=2))  # expect: ValueError field c is declared with init=False, it cannot be specified with replace()
t(lambda: replace(I(1, 2), a=7))  # expect: I(a=7, c=11)
@dataclass
class K:
    a: int
    _: KW_ONLY
    b: int = 3
    c: int
print(K(1, c=4), K.__doc__, K.__match_args__)
# expect: K(a=1, b=3, c=4) K(a: int, *, b: int = 3, c: int) ('a',)
t(lambda: K(1, 2))  # expect: TypeError K.__init__() takes 2 positional arguments but 3 were given
@dataclass(kw_only=True)
class K2(K):
    d: int
print(K2(1, c=2, d=3))  # expect: K2(a=1, b=3, c=2, d=3)
@dataclass(slots=True)
class S:
    x: int
    y: int = 7
print(S(1), S.__slots__, S(2).y)  # expect: S(x=1, y=7) ('x', 'y') 7
def f():
    s = S(1)
    s.zz = 3
t(f)  # expect: AttributeError 'S' object has no attribute 'zz'
@dataclass(slots=True, frozen=True)
class SF(S if False else object):
    x: int
import copy
print(copy.copy(SF(3)), copy.deepcopy([SF(4)]))  # expect: SF(x=3) [SF(x=4)]
@dataclass(slots=True, weakref_slot=True)
class W: a: int
import weakref
w = W(1)
print(weakref.ref(w)() is w, W.__slots__)  # expect: True ('a', '__weakref__')
M = make_dataclass('M', ['a', ('b', int), ('c', str, field(default='x'))], namespace={'hi': lambda self: self.b})
print(M(1, 2), M(1, 2).hi(), M.__annotations__, M.__module__)
# expect: M(a=1, b=2, c='x') 2 {'a': 'typing.Any', 'b': <class 'int'>, 'c': <class 'str'>} types
t(lambda: make_dataclass('M', ['1a']))
# expect: TypeError Field names must be valid identifiers: '1a'
t(lambda: make_dataclass('M', ['for']))
# expect: TypeError Field names must not be keywords: 'for'
t(lambda: make_dataclass('M', ['a', 'a']))
# expect: TypeError Field name duplicated: 'a'
t(lambda: make_dataclass('M', [3]))
# expect: TypeError object of type 'int' has no len()
@dataclass
class R:
    a: object
r = R(1)
r.a = r
print(r)  # expect: R(a=...)
@dataclass
class Self:
    self: int
print(Self(4))  # expect: Self(self=4)
@dataclass(unsafe_hash=True)
class U:
    a: int
    b: int = field(hash=False, default=2)
print(hash(U(1)) == hash((1,)))  # expect: True
def f():
    @dataclass(unsafe_hash=True)
    class Q:
        a: int
        def __hash__(self): return 1
t(f)  # expect: TypeError Cannot overwrite attribute __hash__ in class Q
NT = namedtuple('NT', 'a b')
@dataclass
class Outer:
    p: P
    l: list
    d: dict
    n: NT
print(asdict(Outer(P(1), [P(2), (P(3),)], {'k': P(4)}, NT(P(5), 1))))
# expect: {'p': {'x': 1, 'y': 5, 'z': []}, 'l': [{'x': 2, 'y': 5, 'z': []}, ({'x': 3, 'y': 5, 'z': []},)], 'd': {'k': {'x': 4, 'y': 5, 'z': []}}, 'n': NT(a={'x': 5, 'y': 5, 'z': []}, b=1)}
print(astuple(Outer(P(1), [P(2), (P(3),)], {'k': P(4)}, NT(P(5), 1))))
# expect: ((1, 5, []), [(2, 5, []), ((3, 5, []),)], {'k': (4, 5, [])}, NT(a=(5, 5, []), b=1))
match P(1, 2):
    case P(1, y): print('y', y)  # expect: y 2
t(lambda: asdict(3))  # expect: TypeError asdict() should be called on dataclass instances
t(lambda: fields(3))  # expect: TypeError must be called with a dataclass type or instance
t(lambda: replace(3))  # expect: TypeError replace() should be called on dataclass instances
t(lambda: asdict(P))  # expect: TypeError asdict() should be called on dataclass instances
@dataclass(repr=False, eq=False)
class N: a: int = 1
print(repr(N()).startswith('<__main__.N object'), N() == N(), N.__hash__ is object.__hash__)
# expect: True False True
def f():
    @dataclass(slots=True)
    class Q:
        __slots__ = ()
        a: int
t(f)  # expect: TypeError Q already specifies __slots__
def f():
    @dataclass(weakref_slot=True)
    class Q: a: int
t(f)  # expect: TypeError weakref_slot is True but slots is False
@dataclass
class Base:
    a: int = 1
    b: int = 2
@dataclass
class Der(Base):
    a: str = 'd'
    c: int = 3
print(Der(), Der.__doc__)  # expect: Der(a='d', b=2, c=3) Der(a: str = 'd', b: int = 2, c: int = 3)
print(repr(fields(Base)[0])[-60:])
# expect: ,metadata=mappingproxy({}),kw_only=False,_field_type=_FIELD)
class D:
    def __set_name__(self, o, n): self.n = n
    def __get__(self, i, o): return 42 if i is None else i.__dict__.get('_v')
    def __set__(self, i, v): i.__dict__['_v'] = v
@dataclass
class WithD:
    a: int = D()
print(WithD(), WithD(3), WithD.__dict__['a'].n)
# expect: WithD(a=42) WithD(a=3) a
t(lambda: dataclass(frozen=True)(type('Z', (), {'__annotations__': {'a': int}, '__setattr__': None})))
# expect: TypeError Cannot overwrite attribute __setattr__ in class Z
