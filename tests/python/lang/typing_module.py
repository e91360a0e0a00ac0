# What annotations are written with.

import typing, types, collections.abc
from typing import List,Dict,Optional,Union,Tuple,Callable,Any,Type,TypeVar,ParamSpec,TypeVarTuple,Literal,Annotated,ClassVar,Final,Never,NoReturn,Self,Required,LiteralString,Generic,Protocol,runtime_checkable,SupportsInt,SupportsIndex,SupportsAbs,SupportsRound,NamedTuple,TypedDict,NotRequired,NewType,get_type_hints,get_origin,get_args,overload,get_overloads,cast,assert_type,assert_never,final,ForwardRef,AnyStr,Text,Concatenate,Unpack,IO,TextIO,ContextManager,AsyncGenerator,Generator,Coroutine,Awaitable,Hashable,Counter,DefaultDict,Deque,OrderedDict,ChainMap,AbstractSet,FrozenSet,Iterable,Reversible,Collection,Sequence,Mapping,is_typeddict
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
T = TypeVar('T')
U = TypeVar('U', bound=int)
P = ParamSpec('P')
Ts = TypeVarTuple('Ts')
print(List[int], Dict[str, int], Optional[int], Union[int, str], Union[int, None, str], Tuple[int, ...], Tuple[()], Callable[[int], str], Callable[..., int], Any, List, Type[int])
# expect: typing.List[int] typing.Dict[str, int] typing.Optional[int] typing.Union[int, str] typing.Union[int, NoneType, str] typing.Tuple[int, ...] typing.Tuple[()] typing.Callable[[int], str] typing.Callable[..., int] typing.Any typing.List typing.Type[int]
print(List[T], List[T][int], Dict[T, U][str, int], T, U, P, Ts, List[T].__parameters__, list[T].__parameters__, list[T][str], dict[T, list[U]][int, int])
# expect: typing.List[~T] typing.List[int] typing.Dict[str, int] ~T ~U ~P Ts (~T,) (~T,) list[str] dict[int, list[int]]
print(Union[int, int], Union[int, Union[str, None]], int | T, T | None, Optional[T][int], (list[T] | None)[int])
# expect: <class 'int'> typing.Union[int, str, NoneType] typing.Union[int, ~T] typing.Optional[~T] typing.Optional[int] list[int] | None
print(Literal[1, 'a', None], Literal[1, 1, True], Literal[1] == Literal[1], Annotated[int, 'x', 3], ClassVar[int], Final[int], Never, NoReturn, Self, Required[int], LiteralString)
# expect: typing.Literal[1, 'a', None] typing.Literal[1, True] True typing.Annotated[int, 'x', 3] typing.ClassVar[int] typing.Final[int] typing.Never typing.NoReturn typing.Self typing.Required[int] typing.LiteralString
t(lambda: List[int, str])  # expect: TypeError Too many arguments for typing.List; actual 2, expected 1
t(lambda: Dict[int])  # expect: TypeError Too few arguments for typing.Dict; actual 1, expected 2
t(lambda: Optional[int, str])  # expect: TypeError typing.Optional requires a single type. Got (<class 'int'>, <class 'str'>).
t(lambda: Union[()])  # expect: TypeError Cannot take a Union of no types.
t(lambda: List[int][str])  # expect: TypeError typing.List[int] is not a generic class
t(lambda: isinstance([], List[int]))
# expect: TypeError Subscripted generics cannot be used with class and instance checks
t(lambda: isinstance([], List))  # expect: True
t(lambda: isinstance(1, Union[int, str]))  # expect: True
t(lambda: isinstance(1, Any))  # expect: TypeError typing.Any cannot be used with isinstance()
t(lambda: Any())  # expect: TypeError Any cannot be instantiated
t(lambda: List())  # expect: TypeError Type List cannot be instantiated; use list() instead
t(lambda: List[int]())  # expect: TypeError Type List cannot be instantiated; use list() instead
t(lambda: Union())  # expect: TypeError Cannot instantiate typing.Union
t(lambda: ClassVar())  # expect: TypeError Cannot instantiate typing.ClassVar
t(lambda: isinstance(1, Optional[int]))  # expect: True
t(lambda: issubclass(list, Sequence))  # expect: True
t(lambda: isinstance({}, Mapping))  # expect: True
class G(Generic[T]):
    def __init__(self, x): self.x = x
print(G[int], G[int](3).x, G[int](3).__orig_class__, G.__parameters__, G[T][int], G.__orig_bases__, G.__mro__)
# expect: __main__.G[int] 3 __main__.G[int] (~T,) __main__.G[int] (typing.Generic[~T],) (<class '__main__.G'>, <class 'typing.Generic'>, <class 'object'>)
class H(G[int], Generic[U]): pass
print(H.__parameters__, H[int], H.__orig_bases__)
# expect: (~U,) __main__.H[int] (__main__.G[int], typing.Generic[~U])
t(lambda: G[int, str])  # expect: TypeError Too many arguments for <class '__main__.G'>; actual 2, expected 1
t(lambda: G[int][str])  # expect: TypeError __main__.G[int] is not a generic class
t(lambda: Generic[int])  # expect: TypeError Parameters to Generic[...] must all be type variables or parameter specification variables.
t(lambda: Generic[T, T])  # expect: TypeError Parameters to Generic[...] must all be unique
def f():
    class X(Generic): pass
t(f)  # expect: TypeError Cannot inherit from plain Generic
def f():
    class X(List[T], Generic[U]): pass
t(f)  # expect: TypeError Some type variables (~T) are not listed in Generic[~U]
class L2(List[int]): pass
print(L2.__mro__, L2.__orig_bases__, L2([1]))
# expect: (<class '__main__.L2'>, <class 'list'>, <class 'typing.Generic'>, <class 'object'>) (typing.List[int],) [1]
class D2(Dict[str, T]): pass
print(D2[int], D2.__parameters__)  # expect: __main__.D2[int] (~T,)
@runtime_checkable
class Pr(Protocol):
    def meth(self) -> int: ...
class Impl:
    def meth(self): return 1
print(isinstance(Impl(), Pr), isinstance(3, Pr), issubclass(Impl, Pr))
# expect: True False True
t(lambda: Pr())  # expect: TypeError Protocols cannot be instantiated
class Pr2(Protocol):
    x: int
t(lambda: isinstance(3, Pr2))  # expect: TypeError Instance and class checks can only be used with @runtime_checkable protocols
t(lambda: issubclass(int, Pr2))
# expect: TypeError Instance and class checks can only be used with @runtime_checkable protocols
@runtime_checkable
class Pr3(Protocol):
    x: int
class HasX: x = 1
print(isinstance(HasX(), Pr3), isinstance(3, Pr3))  # expect: True False
t(lambda: issubclass(HasX, Pr3))
# expect: TypeError Protocols with non-method members don't support issubclass()
class Concrete(Pr):
    def meth(self): return 2
print(Concrete().meth(), isinstance(3, SupportsInt), isinstance('', SupportsInt), isinstance(3, SupportsIndex), SupportsAbs[int], SupportsRound, SupportsInt.__mro__)
# expect: 2 True False True typing.SupportsAbs[int] <class 'typing.SupportsRound'> (<class 'typing.SupportsInt'>, <class 'typing.Protocol'>, <class 'typing.Generic'>, <class 'object'>)
def f():
    class X(Protocol, int): pass
t(f)  # expect: TypeError Protocols can only inherit from other protocols, got <class 'int'>
class NT(NamedTuple):
    a: int
    b: str = 'q'
    def hi(self): return self.a
print(NT(1), NT(1, b='z').hi(), NT._field_defaults, NT.__annotations__, NT._fields, NT.__mro__, len(NT.__orig_bases__))
# expect: NT(a=1, b='q') 1 {'b': 'q'} {'a': <class 'int'>, 'b': <class 'str'>} ('a', 'b') (<class '__main__.NT'>, <class 'tuple'>, <class 'object'>) 1
N2 = NamedTuple('N2', [('x', int), ('y', str)])
print(N2(1, 'b'), N2.__module__)  # expect: N2(x=1, y='b') __main__
def f():
    class X(NamedTuple):
        a: int = 1
        b: int
t(f)  # expect: TypeError Non-default namedtuple field b cannot follow default field a
class GNT(NamedTuple, Generic[T]):
    v: T
print(GNT[int], GNT(3))  # expect: __main__.GNT[int] GNT(v=3)
class TD(TypedDict):
    a: int
    b: NotRequired[str]
class TD2(TD, total=False):
    c: float
print(TD(a=1), TD.__annotations__, TD.__required_keys__, TD.__optional_keys__, TD2.__required_keys__, sorted(TD2.__optional_keys__), TD2.__total__, TD.__bases__, is_typeddict(TD))
# expect: {'a': 1} {'a': <class 'int'>, 'b': typing.NotRequired[str]} frozenset({'a'}) frozenset({'b'}) frozenset({'a'}) ['b', 'c'] False (<class 'dict'>,) True
TD3 = TypedDict('TD3', {'x': int})
print(TD3(x=1), TD3.__total__)  # expect: {'x': 1} True
t(lambda: isinstance({}, TD))  # expect: TypeError TypedDict does not support instance and class checks
UID = NewType('UID', int)
print(UID(5), UID, UID.__name__, UID.__supertype__, UID | None)
# expect: 5 __main__.UID UID <class 'int'> typing.Optional[__main__.UID]
def f():
    class X(UID): pass
t(f)  # expect: TypeError Cannot subclass an instance of NewType. Perhaps you were looking for: `X = NewType('X', UID)`
def fn(a: int, b: 'List[str]' = None, *c: 'G[int]') -> Optional['int']: ...
print(get_type_hints(fn))  # expect: {'a': <class 'int'>, 'b': typing.List[str], 'c': __main__.G[int], 'return': typing.Optional[int]}
class CL:
    x: 'int'
    y: 'ClassVar[List[CL]]' = []
    z: Annotated[int, 'm']
print(get_type_hints(CL), get_type_hints(CL, include_extras=True))
# expect: {'x': <class 'int'>, 'y': typing.ClassVar[typing.List[__main__.CL]], 'z': <class 'int'>} {'x': <class 'int'>, 'y': typing.ClassVar[typing.List[__main__.CL]], 'z': typing.Annotated[int, 'm']}
t(lambda: get_type_hints(3))  # expect: TypeError 3 is not a module, class, method, or function.
print(get_origin(List[int]), get_args(List[int]), get_origin(Union[int, str]), get_args(Callable[[int, str], bool]), get_args(Callable[..., int]), get_origin(int | str), get_args(int | str), get_origin(Annotated[int, 3]), get_args(Annotated[int, 3]), get_origin(int), get_args(int), get_origin(list[int]), get_origin(Literal[3]), get_args(Literal[3, 4]), get_origin(Generic[T]), get_origin(G))
# expect: <class 'list'> (<class 'int'>,) typing.Union ([<class 'int'>, <class 'str'>], <class 'bool'>) (Ellipsis, <class 'int'>) <class 'types.UnionType'> (<class 'int'>, <class 'str'>) <class 'typing.Annotated'> (<class 'int'>, 3) None () <class 'list'> typing.Literal (3, 4) <class 'typing.Generic'> None
@overload
def ov(a: int) -> int: ...
@overload
def ov(a: str) -> str: ...
def ov(a): return a
print(len(get_overloads(ov)), ov(3), cast(int, 'x'), assert_type(3, int))
# expect: 2 3 x 3
t(lambda: assert_never(3))  # expect: AssertionError Expected code to be unreachable, but got: 3
t(overload(fn))  # expect: NotImplementedError You should not call an overloaded function. A series of @overload-decorated functions outside a stub module should always be followed by an implementation that is not @overload-ed.
@final
class Fi: pass
print(Fi.__final__, typing.TYPE_CHECKING, Text)
# expect: True False <class 'str'>
print(ForwardRef('int'), List['int'], Optional['X'], ForwardRef('a') == ForwardRef('a'))
# expect: ForwardRef('int') typing.List[ForwardRef('int')] typing.Optional[ForwardRef('X')] True
t(lambda: ForwardRef('a b'))  # expect: SyntaxError Forward reference must be an expression -- got 'a b'
t(lambda: TypeVar('X', int))  # expect: TypeError A single constraint is not allowed
t(lambda: TypeVar('X', int, str, bound=int))
# expect: TypeError Constraints cannot be combined with bound=...
t(lambda: TypeVar('X', covariant=True, contravariant=True))
# expect: ValueError Bivariant types are not supported.
print(TypeVar('A', int, str).__constraints__, U.__bound__, TypeVar('C', covariant=True), TypeVar('D', contravariant=True), AnyStr.__constraints__, T.__module__)
# expect: (<class 'int'>, <class 'str'>) <class 'int'> +C -D (<class 'bytes'>, <class 'str'>) __main__
print(Callable[P, int], Callable[P, T][[int, str], bool], Callable[Concatenate[int, P], int], P.args, P.kwargs, Callable[[T], U][int, str], Callable[[int], 'X'])
# expect: typing.Callable[~P, int] typing.Callable[[int, str], bool] typing.Callable[typing.Concatenate[int, ~P], int] P.args P.kwargs typing.Callable[[int], str] typing.Callable[[int], ForwardRef('X')]
class Z(Generic[P]): pass
print(Z[int, str], Z[[int, str]], Z[...], Z[P])
# expect: __main__.Z[(<class 'int'>, <class 'str'>)] __main__.Z[(<class 'int'>, <class 'str'>)] __main__.Z[...] __main__.Z[~P]
class Y(Generic[T, P]): pass
print(Y[int, [str]], Y[int, ...])
# expect: __main__.Y[int, (<class 'str'>,)] __main__.Y[int, ...]
class A(Generic[Unpack[Ts]]): pass
print(A[int, str], A[()], A[int], Unpack[Ts], Tuple[Unpack[Ts]], tuple[Unpack[Ts]], Tuple[int, Unpack[Ts]][str, bool], A[Unpack[Ts]])
# expect: __main__.A[int, str] __main__.A[()] __main__.A[int] *Ts typing.Tuple[*Ts] tuple[*Ts] typing.Tuple[int, str, bool] __main__.A[*Ts]
class A2(Generic[T, *Ts]): pass
print(A2[int, str, bool], A2[int])
# expect: __main__.A2[int, str, bool] __main__.A2[int]
t(lambda: A2[()])  # expect: TypeError Too few arguments for <class '__main__.A2'>; actual 0, expected at least 1
t(lambda: List[1])  # expect: typing.List[1]
t(lambda: Union[1, 2])  # expect: typing.Union[1, 2]
t(lambda: Callable[int, str])  # expect: typing.Callable[[int], str]
t(lambda: Callable[int])  # expect: TypeError Callable must be used as Callable[[arg, ...], result].
t(lambda: Literal[int])  # expect: typing.Literal[int]
t(lambda: Annotated[int])  # expect: TypeError Annotated[...] should be used with at least two arguments (a type and an annotation).
t(lambda: ClassVar[int, str])  # expect: TypeError typing.ClassVar accepts only single type. Got (<class 'int'>, <class 'str'>).
t(lambda: ClassVar[ClassVar[int]])
# expect: TypeError typing.ClassVar[int] is not valid as type argument
t(lambda: List[ClassVar[int]])
# expect: TypeError typing.ClassVar[int] is not valid as type argument
t(lambda: List[Generic])  # expect: TypeError Plain <class 'typing.Generic'> is not valid as type argument
t(lambda: Optional[Final])  # expect: TypeError Plain typing.Final is not valid as type argument
def f():
    class X(Union): pass
t(f)  # expect: TypeError Cannot subclass typing.Union
def f():
    class X(Any): pass
    print(X().__class__.__name__)
t(f)  # expect: X
# expect: None
def f():
    class X(T): pass
t(f)  # expect: TypeError TypeVar(name, constraint, ...): constraints must be types. Got (~T,).
def f():
    class X(Optional[int]): pass
t(f)  # expect: TypeError Cannot subclass typing.Optional[int]
print(IO[str], TextIO.__mro__, IO.__parameters__, ContextManager[int], AsyncGenerator[int, str], Generator[int, str, bool], Coroutine[int, int, int], Awaitable[int], Hashable, Counter[int], DefaultDict[str, int], Deque[int]([1, 2]), OrderedDict[str, int], ChainMap[str, int], AbstractSet[int], FrozenSet[int], Iterable[T][int], Reversible[int], Collection[int], Text)
# expect: typing.IO[str] (<class 'typing.TextIO'>, <class 'typing.IO'>, <class 'typing.Generic'>, <class 'object'>) (~AnyStr,) typing.ContextManager[int] typing.AsyncGenerator[int, str] typing.Generator[int, str, bool] typing.Coroutine[int, int, int] typing.Awaitable[int] typing.Hashable typing.Counter[int] typing.DefaultDict[str, int] deque([1, 2]) typing.OrderedDict[str, int] typing.ChainMap[str, int] typing.AbstractSet[int] typing.FrozenSet[int] typing.Iterable[int] typing.Reversible[int] typing.Collection[int] <class 'str'>
print(typing.List.__name__, typing.List[int].__name__, Union.__name__ if hasattr(Union, '__name__') else 0, List.__doc__, List[int].__origin__, List[int].__args__, hash(List[int]) == hash(List[int]), List[int] == List[int], List[int] == List[str], Union[int, str] == Union[str, int], Union[int, str] == int | str, {Union[int, str]: 1}[Union[str, int]])
# expect: List List Union A generic version of list. <class 'list'> (<class 'int'>,) True True False True True 1
print(collections.abc.Callable[[int], str], collections.abc.Callable[[int, T], U].__parameters__, collections.abc.Iterable[T][int])
# expect: collections.abc.Callable[[int], str] (~T, ~U) collections.abc.Iterable[int]
import copy
print(copy.copy(List[int]), copy.deepcopy(Dict[str, List[int]]), copy.copy(T) is T)
# expect: typing.List[int] typing.Dict[str, typing.List[int]] True
print(List[List[int]], List[Tuple[int, str]], Dict[str, Callable[[int], Optional[str]]], List[types.FunctionType], List[G[int]], Tuple[int], List[None])
# expect: typing.List[typing.List[int]] typing.List[typing.Tuple[int, str]] typing.Dict[str, typing.Callable[[int], typing.Optional[str]]] typing.List[function] typing.List[__main__.G[int]] typing.Tuple[int] typing.List[NoneType]
t(lambda: list(Union[int, str]))  # expect: TypeError '_UnionGenericAlias' object is not iterable
print(len(Literal[[], []].__args__))  # expect: 2

# What was asked for before is given again; not what cannot be hashed, and errors in the same words.
import typing
print(typing.List[int] is typing.List[int], typing.Optional[str] is typing.Optional[str], typing.Union[int, str] is typing.Union[int, str])
# expect: True True True
print(typing.Dict[str, 'int'] is typing.Dict[str, 'int'], typing.List[int] is typing.List[str], typing.List[int] is typing.Sequence[int])
# expect: True False False
print(typing.Union[int, str] == typing.Union[str, int], typing.Union[str, int], typing.Optional[None])  # expect: True typing.Union[str, int] <class 'NoneType'>
for act in (lambda: typing.List[int, str], lambda: typing.Union[()], lambda: typing.Optional[1, 2]):
    for _ in range(2):
        try:
            print(act())
        except TypeError as e:
            print(e)
# expect: Too many arguments for typing.List; actual 2, expected 1
# expect: Too many arguments for typing.List; actual 2, expected 1
# expect: Cannot take a Union of no types.
# expect: Cannot take a Union of no types.
# expect: typing.Optional requires a single type. Got (1, 2).
# expect: typing.Optional requires a single type. Got (1, 2).
print(typing.Literal[1] == typing.Literal[True], typing.Union[typing.Literal[1], typing.Literal[True]])
# expect: False typing.Union[typing.Literal[1], typing.Literal[True]]
# The members of a union are hashed, as those of Literal need not be.
for members in [], {}, (int, []):
    try:
        typing.Union[members]
    except TypeError as e:
        print(e)
# expect: unhashable type: 'list'
# expect: unhashable type: 'dict'
# expect: unhashable type: 'list'
print(typing.Union[int, str, int, typing.Callable], typing.Literal[[]])  # expect: typing.Union[int, str, typing.Callable] typing.Literal[[]]
