"""typing: what annotations are written with.

Nothing here checks a type; the names exist so that annotations can be evaluated
and looked at. Substituting type variables is done in _generic, for list[T] and
for List[T] alike.
"""

import collections
import collections.abc as _abc
import contextlib
import functools
import operator
import sys
from _generic import parameters as _parameters, substitute as _substitute, \
    unpack as _unpack
from abc import ABCMeta, abstractmethod
from types import (FunctionType, GenericAlias, MethodType, ModuleType,
                   UnionType, WrapperDescriptorType, MethodWrapperType,
                   MethodDescriptorType, BuiltinFunctionType)

__all__ = '''Annotated Any Callable ClassVar Concatenate Final ForwardRef
    Generic Literal Optional ParamSpec Protocol Tuple Type TypeVar TypeVarTuple
    Union AbstractSet ByteString Container ContextManager Hashable ItemsView
    Iterable Iterator KeysView Mapping MappingView MutableMapping
    MutableSequence MutableSet Sequence Sized ValuesView Awaitable
    AsyncIterator AsyncIterable Coroutine Collection AsyncGenerator
    AsyncContextManager Reversible SupportsAbs SupportsBytes SupportsComplex
    SupportsFloat SupportsIndex SupportsInt SupportsRound ChainMap Counter
    Deque Dict DefaultDict List OrderedDict Set FrozenSet NamedTuple TypedDict
    Generator BinaryIO IO Match Pattern TextIO AnyStr assert_type assert_never
    cast clear_overloads dataclass_transform final get_args get_origin
    get_overloads get_type_hints is_typeddict LiteralString Never NewType
    no_type_check no_type_check_decorator NoReturn NotRequired overload
    ParamSpecArgs ParamSpecKwargs Required reveal_type runtime_checkable Self
    Text TYPE_CHECKING TypeAlias TypeGuard Unpack'''.split()

TYPE_CHECKING = False
Text = str


def __getattr__(name):
    if name in ('Pattern', 'Match'):
        import re
        alias = _SpecialGenericAlias(getattr(re, name), 1, name=name)
        globals()[name] = alias
        return alias
    raise AttributeError('module %r has no attribute %r' % (__name__, name))


# --- checking and showing arguments -------------------------------------------

def _type_convert(arg, module=None, *, allow_special_forms=False):
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return type(None) if arg is None else arg


def _type_check(arg, msg, is_argument=True, module=None, *,
                allow_special_forms=False):
    """The argument as a type, or TypeError."""
    arg = _type_convert(arg, module, allow_special_forms=allow_special_forms)
    forms = (ClassVar, Final)
    if isinstance(arg, _GenericAlias) and arg.__origin__ in (
            Generic, Protocol, *(() if allow_special_forms else
                                 forms if is_argument else forms[:1])):
        raise TypeError('%r is not valid as type argument' % (arg,))
    if arg in (Any, LiteralString, NoReturn, Never, Self, TypeAlias) or \
            allow_special_forms and arg in forms:
        return arg
    if isinstance(arg, _SpecialForm) or arg in (Generic, Protocol):
        raise TypeError('Plain %s is not valid as type argument' % (arg,))
    if type(arg) is tuple:
        raise TypeError('%s Got %.100r.' % (msg, arg))
    return arg


def _types_check(args, msg):
    """All of the arguments, in a tuple, or the only one."""
    return tuple([_type_check(arg, msg) for arg in _in_tuple(args)])


def _in_tuple(args):
    return args if isinstance(args, tuple) else (args,)


def _type_repr(obj):
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        home = '' if obj.__module__ == 'builtins' else obj.__module__ + '.'
        return home + obj.__qualname__
    if isinstance(obj, FunctionType):
        return obj.__name__
    return '...' if obj is ... else repr(obj)


def _count_args(generic, args, count):
    if len(args) != count:
        raise TypeError('Too %s arguments for %s; actual %s, expected %s' % (
            'many' if len(args) > count else 'few', generic, len(args), count))


def _spread(params, kinds):
    """With the arguments of those of some kinds in their place."""
    result = []
    for param in params:
        result += param.__args__ if isinstance(param, kinds) else (param,)
    return result


_cleanups = []  # what forgets the results that are kept


def _tp_cache(func=None, /, *, typed=False):
    """Have func(self, params) asked once for what it was asked before."""
    if func is None:
        return functools.partial(_tp_cache, typed=typed)
    cached = functools.lru_cache(typed=typed)(func)
    _cleanups.append(cached.cache_clear)

    @functools.wraps(func)
    def inner(*args, **kwds):
        try:
            return cached(*args, **kwds)
        except TypeError:
            # Not to be hashed, or refused: then in func's own words.
            return func(*args, **kwds)
    return inner


# --- special forms -----------------------------------------------------------

class _Final:
    """I cannot be derived from."""
    __slots__ = ('__weakref__',)

    def __init_subclass__(cls, /, *args, **kwds):
        if '_root' not in kwds:
            raise TypeError('Cannot subclass special typing classes')


class _Or:
    __slots__ = ()

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


class _SpecialForm(_Final, _Or, _root=True):
    __slots__ = ('_name', '__doc__', '_getitem')

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in ('__name__', '__qualname__'):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError('Cannot subclass %r' % self)

    def __repr__(self):
        return 'typing.' + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError('Cannot instantiate %r' % self)

    def __instancecheck__(self, obj):
        raise TypeError('%s cannot be used with isinstance()' % self)

    def __subclasscheck__(self, cls):
        raise TypeError('%s cannot be used with issubclass()' % self)

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError('typing.Any cannot be used with isinstance()')
        return super().__instancecheck__(obj)

    def __repr__(self):
        return 'typing.Any' if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Whatever there is."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls)


def _plain_form(name, doc):
    def getitem(self, params):
        raise TypeError('%s is not subscriptable' % self)
    getitem.__name__, getitem.__doc__ = name, doc
    return _SpecialForm(getitem)


NoReturn = _plain_form('NoReturn', 'For functions that never return.')
Never = _plain_form('Never', 'The bottom type: a type that has no members.')
Self = _plain_form('Self', 'The class that a method is in.')
LiteralString = _plain_form('LiteralString', 'Any literal string.')
TypeAlias = _plain_form('TypeAlias', 'Marks an assignment as a type alias.')


def _one_type_form(name, doc, message):
    def getitem(self, params):
        item = _type_check(params, message % self, allow_special_forms=name in (
            'Required', 'NotRequired'))
        return _GenericAlias(self, (item,))
    getitem.__name__, getitem.__doc__ = name, doc
    return _SpecialForm(getitem)


_ONE = '%s accepts only single type.'
ClassVar = _one_type_form('ClassVar', 'Marks class variables.', _ONE)
Final = _one_type_form('Final', 'Marks names that are not reassigned.', _ONE)
TypeGuard = _one_type_form('TypeGuard', 'The result of a type predicate.',
                           '%s accepts only single type.')
Required = _one_type_form('Required', 'A key that a TypedDict must have.',
                          '%s accepts only a single type.')
NotRequired = _one_type_form('NotRequired', 'A key that may be missing.',
                             '%s accepts only a single type.')


@_SpecialForm
@_tp_cache
def Union(self, params):
    """One of several: Union[X, Y] is X | Y."""
    args = tuple(dict.fromkeys(_spread(_types_check(
        params, 'Union[arg, ...]: each arg must be a type.'),
        (_UnionGenericAlias, UnionType))))
    if not args:
        raise TypeError('Cannot take a Union of no types.')
    if len(args) == 1:
        return args[0]
    optional = len(args) == 2 and type(None) in args
    return _UnionGenericAlias(self, args, name='Optional' if optional else None)


@_SpecialForm
@_tp_cache
def Optional(self, params):
    """Optional[X] is equivalent to Union[X, None]."""
    arg = _type_check(params, '%s requires a single type.' % self)
    return Union[arg, type(None)]


@_SpecialForm
def Literal(self, params):
    """One of these values and no other."""
    flat = _spread(_in_tuple(params), _LiteralGenericAlias)
    try:
        flat = [p for p, _ in dict.fromkeys([(p, type(p)) for p in flat])]
    except TypeError:
        pass  # what cannot be hashed stays as it is
    return _LiteralGenericAlias(self, tuple(flat))


@_SpecialForm
def Concatenate(self, params):
    """Parameters put before those of a ParamSpec."""
    if params == ():
        raise TypeError('Cannot take a Concatenate of no types.')
    *front, last = _in_tuple(params)
    if last is not ... and not isinstance(last, ParamSpec):
        raise TypeError('The last parameter to Concatenate should be a '
                        'ParamSpec variable or ellipsis.')
    return _ConcatenateGenericAlias(self, _types_check(
        tuple(front), 'Concatenate[arg, ...]: each arg must be a type.') +
        (last,))


@_SpecialForm
def Unpack(self, params):
    """Unpack[Ts] is *Ts, as older syntax has it."""
    item = _type_check(params, '%s accepts only single type.' % self)
    return _UnpackGenericAlias(origin=self, args=(item,))


class ForwardRef(_Final, _Or, _root=True):
    """A name in quotes: a type that is looked up later."""

    __slots__ = ('__forward_arg__', '__forward_code__', '__forward_evaluated__',
                 '__forward_value__', '__forward_is_argument__',
                 '__forward_is_class__', '__forward_module__')

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError('Forward reference must be a string -- got %r'
                            % (arg,))
        text = '(%s,)[0]' % arg if arg[:1] == '*' else arg
        try:
            code = compile(text, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError('Forward reference must be an expression -- got '
                              '%r' % (arg,))
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, recursive_guard=frozenset()):
        text = self.__forward_arg__
        if text in recursive_guard:
            return self
        if self.__forward_evaluated__ and localns is globalns:
            return self.__forward_value__
        if globalns is None:
            globalns = {} if localns is None else localns
        if localns is None:
            localns = globalns
        home = sys.modules.get(self.__forward_module__)
        globalns = getattr(home, '__dict__', globalns)
        hint = _type_check(eval(self.__forward_code__, globalns, localns),
                           'Forward references must evaluate to types.',
                           is_argument=self.__forward_is_argument__,
                           allow_special_forms=self.__forward_is_class__)
        self.__forward_value__ = _eval_type(hint, globalns, localns,
                                            recursive_guard | {text})
        self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_arg__ != other.__forward_arg__:
            return False
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_value__ == other.__forward_value__
        return self.__forward_module__ == other.__forward_module__

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __repr__(self):
        if self.__forward_module__ is None:
            return 'ForwardRef(%r)' % self.__forward_arg__
        return 'ForwardRef(%r, module=%r)' % (self.__forward_arg__,
                                              self.__forward_module__)


# --- type variables ----------------------------------------------------------

def _caller(depth=1):
    try:
        return sys._getframe(depth + 1).f_globals.get('__name__', '__main__')
    except (AttributeError, ValueError):
        return None


_GENERIC_ARGS = 'Parameters to generic types must be types.'


class _TypeVarLike(_Or):
    """What has a name, a variance and a bound."""

    def _set_up(self, name, bound, covariant, contravariant):
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        self.__name__ = name
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__bound__ = _type_check(bound, 'Bound must be a type.') \
            if bound else None
        module = _caller(2)
        if module != 'typing':
            self.__module__ = module

    def __repr__(self):
        return ('+' if self.__covariant__ else
                '-' if self.__contravariant__ else '~') + self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__name__


class TypeVar(_Final, _TypeVarLike, _root=True):
    """Type variable."""

    def __init__(self, name, *constraints, bound=None, covariant=False,
                 contravariant=False):
        self._set_up(name, bound, covariant, contravariant)
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        if constraints and len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        msg = 'TypeVar(name, constraint, ...): constraints must be types.'
        self.__constraints__ = tuple([_type_check(t, msg)
                                      for t in constraints])

    def __typing_subst__(self, arg):
        arg = _type_check(arg, _GENERIC_ARGS)
        if isinstance(arg, _UnpackGenericAlias) or \
                isinstance(arg, GenericAlias) and arg.__unpacked__:
            raise TypeError('%s is not valid as type argument' % (arg,))
        return arg


class TypeVarTuple(_Final, _root=True):
    """A variable that stands for any number of types."""

    def __init__(self, name):
        self.__name__ = name
        module = _caller()
        if module != 'typing':
            self.__module__ = module

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError('Substitution of bare TypeVarTuple is not supported')

    __typing_is_unpacked_typevartuple__ = False

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        index = params.index(self)
        if self in params[index + 1:] or sum(
                isinstance(p, TypeVarTuple) for p in params) > 1:
            raise TypeError('More than one TypeVarTuple parameter in %s'
                            % (alias,))
        after = len(params) - index - 1
        if len(args) < len(params) - 1:
            raise TypeError('Too few arguments for %s; actual %d, expected at '
                            'least %d' % (alias, len(args), len(params) - 1))
        return (*args[:index], tuple(args[index:len(args) - after]),
                *args[len(args) - after:])

    __copy__ = _TypeVarLike.__copy__
    __deepcopy__ = _TypeVarLike.__deepcopy__
    __reduce__ = _TypeVarLike.__reduce__


class ParamSpecArgs(_Final, _root=True):
    """The *args of a ParamSpec."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return self.__origin__.__name__ + '.args'

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    def __hash__(self):
        return hash((type(self), self.__origin__))


class ParamSpecKwargs(ParamSpecArgs, _root=True):
    """The **kwargs of a ParamSpec."""

    __hash__ = ParamSpecArgs.__hash__

    def __repr__(self):
        return self.__origin__.__name__ + '.kwargs'


class ParamSpec(_Final, _TypeVarLike, _root=True):
    """I stand for the parameters of a function."""

    def __init__(self, name, *, bound=None, covariant=False,
                 contravariant=False):
        self._set_up(name, bound, covariant, contravariant)

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return _types_check(tuple(arg), 'Expected a type.')
        if not _is_param_expr(arg):
            raise TypeError('Expected a list of types, an ellipsis, ParamSpec, '
                            'or Concatenate. Got %s' % (arg,))
        return arg

    def __typing_prepare_subst__(self, alias, args):
        at = alias.__parameters__.index(self)
        if at >= len(args):
            raise TypeError('Too few arguments for %s' % (alias,))
        if len(alias.__parameters__) == 1 and (
                len(args) > 1 or not _is_param_expr(args[0])):
            return args,  # X[int, str] means X[[int, str]]: P is all there is
        return tuple([tuple(arg) if i == at and isinstance(arg, list) else arg
                      for i, arg in enumerate(args)])


def _is_param_expr(arg):
    return arg is ... or isinstance(arg, (tuple, list, ParamSpec,
                                          _ConcatenateGenericAlias))


# --- aliases -----------------------------------------------------------------

class _BaseGenericAlias(_Final, _Or, _root=True):
    """List, List[int] and the like, in front of the class they mean."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst, self._name = inst, name
        self.__origin__ = origin
        self.__slots__ = None  # so that nobody asks the origin

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError('Type %s cannot be instantiated; use %s() instead'
                            % (self._name, self.__origin__.__name__))
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        entries = () if self.__origin__ in bases else (self.__origin__,)
        for base in bases[bases.index(self) + 1:]:
            if isinstance(base, _BaseGenericAlias) or \
                    isinstance(base, type) and issubclass(base, Generic):
                return entries  # one that follows brings Generic
        return *entries, Generic

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return self._name or self.__origin__.__name__
        if '__origin__' in self.__dict__ and not (attr[:2] == '__'
                                                  == attr[-2:]):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if attr[:2] == '__' == attr[-2:] or attr in (
                '_name', '_inst', '_nparams', '_defaults', '_typevar_types'):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and '
                        'instance checks')

    def __dir__(self):
        return list(set(super().__dir__() + [
            a for a in dir(self.__origin__)
            if not (a[:2] == '__' == a[-2:])]))


class _GenericAlias(_BaseGenericAlias, _root=True):
    """A generic class with its arguments."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = tuple(args)
        self.__args__ = args
        self.__parameters__ = _parameters(args)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return (self.__origin__ == other.__origin__
                and self.__args__ == other.__args__)

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError('Cannot subscript already-subscripted %s' % self)
        if not self.__parameters__:
            raise TypeError('%s is not a generic class' % self)
        return self.copy_with(_substitute(self, args))

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name,
                              inst=self._inst)

    def __repr__(self):
        name = 'typing.' + self._name if self._name else \
            _type_repr(self.__origin__)
        return '%s[%s]' % (name, ', '.join([_type_repr(a)
                                            for a in self.__args__]) or '()')

    def __reduce__(self):
        args = self.__args__
        alone = len(args) == 1 and not isinstance(args[0], tuple)
        return operator.getitem, (
            globals()[self._name] if self._name else self.__origin__,
            args[0] if alone else args)

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if isinstance(origin, _SpecialForm):
            raise TypeError('Cannot subclass %r' % self)
        if self._name:
            return super().__mro_entries__(bases)
        # Generic comes once, with the last base that brings it.
        if origin is Generic and (Protocol in bases or any(
                isinstance(b, _BaseGenericAlias) and b is not self
                for b in bases[bases.index(self) + 1:])):
            return ()
        return (origin,)

    def __iter__(self):
        yield Unpack[self]


class _SpecialGenericAlias(_BaseGenericAlias, _root=True):
    """List without arguments."""

    def __init__(self, origin, nparams, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        self.__doc__ = 'A generic version of %s.' % _type_repr(origin)

    @_tp_cache
    def __getitem__(self, params):
        params = _types_check(params, _GENERIC_ARGS)
        if self._nparams == 0:
            raise TypeError('%s is not a generic class' % self)
        _count_args(self, params, self._nparams)
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name,
                             inst=self._inst)

    def __repr__(self):
        return 'typing.' + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            cls = cls.__origin__
        elif isinstance(cls, _GenericAlias):
            return super().__subclasscheck__(cls)
        return issubclass(cls, self.__origin__)

    def __reduce__(self):
        return self._name


class _CallableGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        return 'typing.Callable[[%s], %s]' % (
            ', '.join([_type_repr(a) for a in args[:-1]]), _type_repr(args[-1]))

    def __reduce__(self):
        *params, result = args = self.__args__
        if len(params) != 1 or not _is_param_expr(params[0]):
            args = params, result
        return operator.getitem, (Callable, args)


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name,
                                     inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError('Callable must be used as '
                            'Callable[[arg, ...], result].')
        args, result = params
        msg = 'Callable[args, result]: result must be a type.'
        result = _type_check(result, msg)
        if args is ...:
            return self.copy_with((..., result))
        if isinstance(args, list):
            args = tuple(args)
        if not isinstance(args, tuple):
            args = (args,)
        return self.copy_with((*[_type_convert(arg) for arg in args], result))


class _TupleType(_SpecialGenericAlias, _root=True):
    def __getitem__(self, params):
        params = _in_tuple(params)
        rest = params[-1:] if len(params) > 1 and params[-1] is ... else ()
        return self.copy_with(_types_check(
            params[:-1] if rest else params,
            'Tuple[t0, t1, ...]: each t must be a type.') + rest)


class _UnionGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def copy_with(self, params):
        return Union[tuple(params)]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, UnionType)):
            return NotImplemented
        mine, theirs = list(self.__args__), list(other.__args__)
        return len(mine) == len(theirs) and all(a in theirs for a in mine)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and type(None) in args:
            other = args[1] if args[0] is type(None) else args[0]
            return 'typing.Optional[%s]' % _type_repr(other)
        return super().__repr__()

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any([issubclass(cls, arg) for arg in self.__args__])

    def __reduce__(self):
        return operator.getitem, (Union, self.__args__)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def _pairs(self):
        return {(value, type(value)) for value in self.__args__}

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return self._pairs() == other._pairs()

    def __hash__(self):
        return hash(frozenset(self._pairs()))

    def __getattribute__(self, name):
        if name == '_pairs':
            return _LiteralGenericAlias.__dict__[name].__get__(self)
        return super().__getattribute__(name)

    def __repr__(self):
        return 'typing.Literal[%s]' % ', '.join(
            [_type_repr(a) for a in self.__args__])


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        *front, last = params
        if isinstance(last, (list, tuple)):
            return (*front, *last)
        if isinstance(last, _ConcatenateGenericAlias):
            params = (*front, *last.__args__)
        return super().copy_with(params)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return '*' + repr(self.__args__[0])

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if isinstance(arg, (_GenericAlias, GenericAlias)):
            if arg.__origin__ is not tuple:
                raise TypeError('Unpack[...] must be used with a tuple type')
            return arg.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_GenericAlias, _root=True):
    """Annotated[T, x]: T, and what else is known of it."""

    __iter__ = None

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name='Annotated') if isinstance(
            origin, tuple) else super().__init__(origin, (origin,),
                                                 name='Annotated')
        self.__metadata__ = metadata

    def copy_with(self, params):
        return _AnnotatedAlias(params[0], self.__metadata__)

    def __repr__(self):
        return 'typing.Annotated[%s, %s]' % (
            _type_repr(self.__origin__),
            ', '.join([repr(a) for a in self.__metadata__]))

    def __reduce__(self):
        return operator.getitem, (Annotated,
                                  (self.__origin__,) + self.__metadata__)

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return (self.__origin__ == other.__origin__
                and self.__metadata__ == other.__metadata__)

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return 'Annotated'
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class Annotated:
    """Adds context-specific metadata to a type."""
    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError('Type Annotated cannot be instantiated.')

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple) or len(params) < 2:
            raise TypeError('Annotated[...] should be used with at least two '
                            'arguments (a type and an annotation).')
        msg = 'Annotated[t, ...]: t must be a type.'
        origin = _type_check(params[0], msg, allow_special_forms=True)
        return _AnnotatedAlias(origin, tuple(params[1:]))

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError('Cannot subclass %s.Annotated' % cls.__module__)


# --- Generic and Protocol ----------------------------------------------------

def _generic_class_getitem(cls, params):
    params = tuple(map(_type_convert, _in_tuple(params)))
    if cls in (Generic, Protocol):
        if not params:
            raise TypeError('Parameter list to %s[...] cannot be empty'
                            % cls.__qualname__)
        wrong = None
        if not all(hasattr(type(p), '__typing_subst__')
                   or isinstance(p, _UnpackGenericAlias) for p in params):
            wrong = 'type variables or parameter specification variables.'
        elif len(set(params)) != len(params):
            wrong = 'unique'
        if wrong:
            raise TypeError('Parameters to %s[...] must all be %s'
                            % (cls.__name__, wrong))
        return _GenericAlias(cls, params)
    own = getattr(cls, '__parameters__', ())
    for param in own:
        prepare = getattr(param, '__typing_prepare_subst__', None)
        if prepare is not None:
            params = prepare(cls, params)
    if not own:
        raise TypeError('%s is not a generic class' % cls)
    _count_args(cls, params, len(own))
    args = []
    for param, new in zip(own, params):
        if isinstance(param, TypeVarTuple):
            args.extend(new)
        else:
            args.append(new)
    return _GenericAlias(cls, tuple(args))


def _generic_init_subclass(cls, /, *args, **kwargs):
    super(Generic, cls).__init_subclass__(*args, **kwargs)
    tvars = []
    if '__orig_bases__' in cls.__dict__:
        error = Generic in cls.__orig_bases__
    else:
        error = (Generic in cls.__bases__ and cls.__name__ != 'Protocol'
                 and type(cls) is not _TypedDictMeta)
    if error:
        raise TypeError('Cannot inherit from plain Generic')
    if '__orig_bases__' in cls.__dict__:
        bases = cls.__orig_bases__
        tvars = _parameters([b for b in bases
                             if isinstance(b, (_GenericAlias, GenericAlias))])
        gvars = None
        for base in bases:
            if isinstance(base, _GenericAlias) and \
                    base.__origin__ is Generic:
                if gvars is not None:
                    raise TypeError('Cannot inherit from Generic[...] multiple '
                                    'types.')
                gvars = base.__parameters__
        if gvars is not None:
            missing = [t for t in tvars if t not in gvars]
            if missing:
                raise TypeError(
                    'Some type variables (%s) are not listed in Generic[%s]' % (
                        ', '.join(map(str, missing)),
                        ', '.join(map(str, gvars))))
            tvars = gvars
    cls.__parameters__ = tuple(tvars)


class Generic:
    """I am the base of classes that have type parameters."""
    __slots__ = ()
    _is_protocol = False
    __class_getitem__ = classmethod(_generic_class_getitem)
    __init_subclass__ = classmethod(_generic_init_subclass)


EXCLUDED_ATTRIBUTES = frozenset('''__abstractmethods__ __annotations__ __dict__
    __doc__ __init__ __module__ __new__ __slots__ __subclasshook__ __weakref__
    __class_getitem__ __parameters__ __orig_bases__ __orig_class__ _is_protocol
    _is_runtime_protocol __match_args__ __static_attributes__ __qualname__
    _abc_registry _abc_answers _abc_token _MutableMapping__marker'''.split())


def _get_protocol_attrs(cls):
    members = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic'):
            continue
        for name in [*base.__dict__, *base.__dict__.get('__annotations__', ())]:
            if not name.startswith('_abc_') and name not in EXCLUDED_ATTRIBUTES:
                members.add(name)
    return members


def _callable_members_only(cls):
    return all(callable(getattr(cls, name, None))
               for name in _get_protocol_attrs(cls))


def _no_init_or_replace_init(self, *args, **kwargs):
    cls, this = type(self), _no_init_or_replace_init
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    # Else the class has its own, which called this one through super().
    if cls.__init__ is this:
        # The class is no protocol: go on with the __init__ behind this one.
        behind = [base.__dict__['__init__'] for base in cls.__mro__
                  if base.__dict__.get('__init__', this) is not this]
        cls.__init__ = behind[0] if behind else object.__init__
        cls.__init__(self, *args, **kwargs)


def _asked_by_library(depth=4):
    # functools and abc may ask protocols that are not @runtime_checkable.
    return _caller(depth) in ('abc', 'functools', None)


_NOT_RUNTIME = ('Instance and class checks can only be used with '
                '@runtime_checkable protocols')


def _is_protocol_class(cls):
    return issubclass(cls, Generic) and cls._is_protocol


def _class_has(cls, name):
    """Whether a class has what a protocol asks for."""
    for base in cls.__mro__:
        if name in base.__dict__:
            return base.__dict__[name] is not None
        hints = base.__dict__.get('__annotations__')
        if isinstance(hints, dict) and name in hints and \
                _is_protocol_class(cls):
            return True
    return False


def _protocol_hook(cls, other):
    """The __subclasshook__ of protocols."""
    if not cls.__dict__.get('_is_protocol'):
        return NotImplemented
    refusal = None
    if not getattr(cls, '_is_runtime_protocol', False):
        refusal = _NOT_RUNTIME
    elif not _callable_members_only(cls):
        refusal = ("Protocols with non-method members don't support "
                   'issubclass()')
    if refusal:
        if _asked_by_library():
            return NotImplemented
        raise TypeError(refusal)
    if not isinstance(other, type):
        raise TypeError('issubclass() arg 1 must be a class')
    return all(_class_has(other, name) for name in
               _get_protocol_attrs(cls)) or NotImplemented


class _ProtocolMeta(ABCMeta):
    def __instancecheck__(cls, instance):
        def has(name):
            return hasattr(instance, name) and (
                not callable(getattr(cls, name, None))
                or getattr(instance, name) is not None)

        protocol = getattr(cls, '_is_protocol', False)
        if protocol and not getattr(cls, '_is_runtime_protocol', False) and \
                not _asked_by_library(2):
            raise TypeError(_NOT_RUNTIME)
        if (not protocol or _callable_members_only(cls)) and \
                issubclass(instance.__class__, cls):
            return True
        return protocol and all(map(has, _get_protocol_attrs(cls))) or \
            super().__instancecheck__(instance)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """I am the base of classes that others match by their methods."""
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol'):
            cls._is_protocol = Protocol in cls.__bases__
        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = MethodType(_protocol_hook, cls)
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if base not in (object, Generic) and \
                    base.__module__ not in ('collections.abc', 'contextlib') \
                    and not _is_protocol_class(base):
                raise TypeError('Protocols can only inherit from other '
                                'protocols, got %r' % base)
        if cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init


Protocol.__init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    """Let isinstance() ask a protocol."""
    if _is_protocol_class(cls):
        cls._is_runtime_protocol = True
        return cls
    raise TypeError('@runtime_checkable can be only applied to protocol '
                    'classes, got %r' % cls)


# --- looking at annotations --------------------------------------------------

def _eval_type(t, globalns, localns, recursive_guard=frozenset()):
    """The type with all forward references in it evaluated."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, recursive_guard)
    if not isinstance(t, (_GenericAlias, GenericAlias, UnionType)):
        return t
    args = t.__args__
    if isinstance(t, GenericAlias):
        args = tuple([ForwardRef(a) if isinstance(a, str) else a
                      for a in args])
    new = tuple([_eval_type(a, globalns, localns, recursive_guard)
                 for a in args])
    if new == t.__args__:
        return t
    if isinstance(t, GenericAlias):
        result = type(t)(t.__origin__, new)
        return next(iter(result)) if t.__unpacked__ else result
    return _with_args(t, new)


def _with_args(t, args):
    if isinstance(t, UnionType):
        from functools import reduce
        return reduce(operator.or_, args)
    return t.copy_with(args)


def _evaluated(annotations, globalns, localns, **meaning):
    return {name: _eval_type(
        type(None) if value is None else
        ForwardRef(value, **meaning) if isinstance(value, str) else value,
        globalns, localns) for name, value in annotations.items()}


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of an object, evaluated."""
    hints = {}
    if getattr(obj, '__no_type_check__', None):
        return hints
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            own = base.__dict__.get('__annotations__')
            if not isinstance(own, dict):
                continue
            outer, inner = globalns, localns
            if outer is None:
                outer = getattr(sys.modules.get(base.__module__), '__dict__',
                                {})
            if inner is None:
                inner = dict(vars(base))
                if globalns is None:
                    # A class's own names hide those of its module.
                    outer, inner = inner, outer
            hints.update(_evaluated(own, outer, inner, is_argument=False,
                                    is_class=True))
    else:
        is_module = isinstance(obj, ModuleType)
        if is_module and globalns is None:
            globalns = obj.__dict__
        elif globalns is None:
            inside = obj
            while hasattr(inside, '__wrapped__'):
                inside = inside.__wrapped__
            globalns = getattr(inside, '__globals__', {})
        own = getattr(obj, '__annotations__', None)
        if own is not None:
            hints = _evaluated(dict(own), globalns,
                               globalns if localns is None else localns,
                               is_argument=not is_module)
        elif not isinstance(obj, (
                FunctionType, BuiltinFunctionType, MethodType, ModuleType,
                WrapperDescriptorType, MethodWrapperType,
                MethodDescriptorType)):
            raise TypeError('%r is not a module, class, method, or function.'
                            % (obj,))
    if include_extras:
        return hints
    return {name: _strip_annotations(t) for name, t in hints.items()}


def _strip_annotations(t):
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if hasattr(t, '__origin__') and t.__origin__ in (Required, NotRequired):
        return _strip_annotations(t.__args__[0])
    if isinstance(t, (_GenericAlias, GenericAlias, UnionType)):
        args = tuple([_strip_annotations(a) for a in t.__args__])
        if args == t.__args__:
            return t
        if isinstance(t, GenericAlias):
            return GenericAlias(t.__origin__, args)
        return _with_args(t, args)
    return t


def get_origin(tp):
    """The unsubscripted version of a type."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return UnionType if isinstance(tp, UnionType) else None


def get_args(tp):
    """The type arguments, with all substitutions performed."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        res = tp.__args__
        if tp.__origin__ is _abc.Callable and not (
                len(res) == 2 and _is_param_expr(res[0])):
            res = (list(res[:-1]), res[-1])
        return res
    return tp.__args__ if isinstance(tp, UnionType) else ()


def is_typeddict(tp):
    """Whether an annotation is a TypedDict class."""
    return isinstance(tp, _TypedDictMeta)


# --- for the type checker alone ----------------------------------------------

def cast(typ, val):
    """Cast a value to a type: returns the value unchanged."""
    return val


def assert_type(val, typ, /):
    """Ask a type checker to confirm that the value is of the given type."""
    return val


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    """Tell the type checker that nothing comes here."""
    value = repr(arg)
    if len(value) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        value = value[:_ASSERT_NEVER_REPR_MAX_LENGTH] + '...'
    raise AssertionError('Expected code to be unreachable, but got: ' + value)


def reveal_type(obj, /):
    """Reveal the inferred type of an expression."""
    print('Runtime type is %r' % type(obj).__name__, file=sys.stderr)
    return obj


def _marked(thing, name, *refusals):
    try:
        setattr(thing, name, True)
    except refusals:
        pass
    return thing


def no_type_check(arg):
    """Decorator: the annotations are not type hints."""
    for name in dir(arg) if isinstance(arg, type) else ():
        found = getattr(arg, name)
        own = '%s.%s' % (arg.__qualname__, getattr(found, '__name__', None))
        if getattr(found, '__qualname__', None) != own or \
                getattr(found, '__module__', None) != arg.__module__:
            continue  # inherited, or made elsewhere
        if isinstance(found, type):
            no_type_check(found)
        elif isinstance(found, (FunctionType, MethodType)):
            _marked(getattr(found, '__func__', found), '__no_type_check__')
    return _marked(arg, '__no_type_check__', TypeError)


def no_type_check_decorator(decorator):
    """Gives a decorator the effect of no_type_check."""
    from functools import wraps

    @wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped_decorator


def _overload_dummy(*args, **kwds):
    raise NotImplementedError(
        'You should not call an overloaded function. A series of '
        '@overload-decorated functions outside a stub module should always be '
        'followed by an implementation that is not @overload-ed.')


_overload_registry = collections.defaultdict(
    lambda: collections.defaultdict(dict))


def overload(func):
    """One of the ways in which a function may be called."""
    inner = getattr(func, '__func__', func)
    try:
        ways = _overload_registry[inner.__module__][inner.__qualname__]
        ways[inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """All defined overloads for a function, in order."""
    f = getattr(func, '__func__', func)
    found = _overload_registry.get(f.__module__, {}).get(f.__qualname__, {})
    return list(found.values())


def clear_overloads():
    """Forget what overload() has seen."""
    _overload_registry.clear()


def final(f):
    """Mark what is not to be overridden or derived from."""
    return _marked(f, '__final__', AttributeError, TypeError)


def dataclass_transform(*, eq_default=True, order_default=False,
                        kw_only_default=False, field_specifiers=(), **kwargs):
    """Decorator that marks what gives dataclass-like behaviour."""
    settings = dict(eq_default=eq_default, order_default=order_default,
                    kw_only_default=kw_only_default,
                    field_specifiers=field_specifiers, kwargs=kwargs)

    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = settings.copy()
        return cls_or_fn
    return decorator


class NewType:
    """A distinct type for the checker, and the same value at run time."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition('.')[2]
        self.__supertype__ = tp
        module = _caller()
        if module != 'typing':
            self.__module__ = module

    def __call__(self, x):
        return x

    def __mro_entries__(self, bases):
        name = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError(
                    'Cannot subclass an instance of NewType. Perhaps you were '
                    'looking for: `%s = NewType(%r, %s)`'
                    % (cls.__name__, cls.__name__, name))
        return (Dummy,)

    def __repr__(self):
        return '%s.%s' % (self.__module__, self.__qualname__)

    def __reduce__(self):
        return self.__qualname__

    __or__ = _Or.__or__
    __ror__ = _Or.__ror__


# --- NamedTuple and TypedDict ------------------------------------------------

def _make_nmtuple(name, types, module, defaults=()):
    types = {n: _type_check(t, 'field %s annotation must be a type' % n)
             for n, t in types}
    made = collections.namedtuple(name, list(types), defaults=defaults,
                                  module=module)
    made.__annotations__ = made.__new__.__annotations__ = types
    return made


_prohibited = frozenset(('__new__', '__init__', '__slots__', '__getnewargs__',
                         '_fields', '_field_defaults', '_field_types', '_make',
                         '_replace', '_asdict', '_source'))


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError('can only inherit from a NamedTuple type and '
                                'Generic')
        bases = tuple([tuple if base is _NamedTuple else base
                       for base in bases])
        types = ns.get('__annotations__', {})
        defaults = []
        for name in types:
            if name in ns:
                defaults.append(name)
            elif defaults:
                raise TypeError(
                    'Non-default namedtuple field %s cannot follow default '
                    'field%s %s' % (name, 's' if len(defaults) > 1 else '',
                                    ', '.join(defaults)))
        made = _make_nmtuple(typename, types.items(), ns['__module__'],
                             [ns[n] for n in defaults])
        made.__bases__ = bases
        if Generic in bases:
            made.__class_getitem__ = classmethod(_generic_class_getitem)
        for key in ns:
            if key in _prohibited:
                raise AttributeError('Cannot overwrite NamedTuple attribute '
                                     + key)
            if key not in ('__module__', '__name__', '__annotations__') and \
                    key not in made._fields:
                setattr(made, key, ns[key])
        if Generic in bases:
            made.__init_subclass__()
        return made


def NamedTuple(typename, fields=None, /, **kwargs):
    """Typed version of namedtuple."""
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError('Either list of fields or keywords can be provided to '
                        'NamedTuple, not both')
    made = _make_nmtuple(typename, fields, _caller())
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})


def _namedtuple_mro_entries(bases):
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _namedtuple_mro_entries


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError('cannot inherit from both a TypedDict type and '
                                'a non-TypedDict base class')
        generic = (Generic,) if any(issubclass(b, Generic)
                                    for b in bases) else ()
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        msg = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {n: _type_check(t, msg, module=made.__module__)
               for n, t in ns.get('__annotations__', {}).items()}
        annotations, required, optional = {}, set(), set()
        for base in bases:
            annotations.update(base.__dict__.get('__annotations__', {}))
            required |= base.__dict__.get('__required_keys__', frozenset())
            optional |= base.__dict__.get('__optional_keys__', frozenset())
        annotations.update(own)
        for key, tp in own.items():
            origin = get_origin(tp)
            if origin is Annotated:
                origin = get_origin(tp.__args__[0])
            if origin is Required or origin is not NotRequired and total:
                required.add(key)
            else:
                optional.add(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        if not hasattr(made, '__total__'):
            made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A dictionary whose keys have types of their own."""
    if fields is None:
        fields = kwargs
    elif kwargs:
        raise TypeError('TypedDict takes either a dict or keyword arguments, '
                        'but not both')
    if kwargs:
        import warnings
        warnings.warn(
            'The kwargs-based syntax for TypedDict definitions is deprecated '
            'in Python 3.11, will be removed in Python 3.13, and may not be '
            'understood by third-party type checkers.', DeprecationWarning,
            stacklevel=2)
    body, module = {'__annotations__': dict(fields)}, _caller()
    if module is not None:
        body['__module__'] = module
    made = _TypedDictMeta(typename, (), body, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


# --- the generic versions of classes -----------------------------------------

T = TypeVar('T')
KT = TypeVar('KT')
VT = TypeVar('VT')
T_co = TypeVar('T_co', covariant=True)
V_co = TypeVar('V_co', covariant=True)
VT_co = TypeVar('VT_co', covariant=True)
T_contra = TypeVar('T_contra', contravariant=True)
CT_co = TypeVar('CT_co', covariant=True, bound=type)
AnyStr = TypeVar('AnyStr', bytes, str)

for _names, _count in (
        ('Hashable Sized ByteString', 0),
        ('''Awaitable AsyncIterable AsyncIterator Iterable Iterator Reversible
            Container Collection MutableSet Sequence MutableSequence KeysView
            ValuesView MappingView''', 1),
        ('Mapping MutableMapping ItemsView AsyncGenerator', 2),
        ('Coroutine Generator', 3)):
    for _name in _names.split():
        globals()[_name] = _SpecialGenericAlias(getattr(_abc, _name), _count)
AbstractSet = _SpecialGenericAlias(_abc.Set, 1, name='AbstractSet')
Callable = _CallableType(_abc.Callable, 2)
Tuple = _TupleType(tuple, -1, inst=False, name='Tuple')
Type = _SpecialGenericAlias(type, 1, inst=False, name='Type')
List = _SpecialGenericAlias(list, 1, inst=False, name='List')
Set = _SpecialGenericAlias(set, 1, inst=False, name='Set')
FrozenSet = _SpecialGenericAlias(frozenset, 1, inst=False, name='FrozenSet')
Dict = _SpecialGenericAlias(dict, 2, inst=False, name='Dict')
Deque = _SpecialGenericAlias(collections.deque, 1, name='Deque')
DefaultDict = _SpecialGenericAlias(collections.defaultdict, 2,
                                   name='DefaultDict')
OrderedDict = _SpecialGenericAlias(collections.OrderedDict, 2)
Counter = _SpecialGenericAlias(collections.Counter, 1)
ChainMap = _SpecialGenericAlias(collections.ChainMap, 2)
for _name in ('ContextManager', 'AsyncContextManager'):
    globals()[_name] = _SpecialGenericAlias(
        getattr(contextlib, 'Abstract' + _name), 1, name=_name)
del _names, _count


def _supports(name):
    """A protocol of one method: SupportsInt has __int__."""
    from types import new_class
    method = '__%s__' % name.removeprefix('Supports').lower()
    bases = Protocol[T_co] if name in ('SupportsAbs', 'SupportsRound') else \
        Protocol,

    def function(self, *args):
        pass
    function.__name__ = method
    function.__qualname__ = '%s.%s' % (name, method)
    return runtime_checkable(new_class(name, bases, {}, lambda ns: ns.update({
        method: abstractmethod(function), '__slots__': (),
        '__module__': 'typing',
        '__doc__': 'An ABC with one abstract method %s.' % method})))


for _name in __all__:
    if _name.startswith('Supports'):
        globals()[_name] = _supports(_name)
del _name


class IO(Generic[AnyStr]):
    """I am what TextIO and BinaryIO have in common."""
    __slots__ = ()


class BinaryIO(IO[bytes]):
    """I am what open() gives for mode 'b'."""
    __slots__ = ()


class TextIO(IO[str]):
    """I am what open() gives for text."""
    __slots__ = ()
