"""Signatures of callables: the part of inspect that calls are made from."""

__name__ = 'inspect'  # that is where its classes are found
__all__ = ['BoundArguments', 'FullArgSpec', 'Parameter', 'Signature',
           'formatannotation', 'getcallargs', 'getfullargspec', 'signature']

import types
from collections import OrderedDict, namedtuple

CO_VARARGS = 4
CO_VARKEYWORDS = 8


class _empty:
    """Marks a parameter without default or annotation."""


class _missing:
    """Marks an argument that was not given, where _empty is a value."""


class _ParameterKind(int):
    names = ('positional-only', 'positional or keyword',
             'variadic positional', 'keyword-only', 'variadic keyword')
    constants = ('POSITIONAL_ONLY', 'POSITIONAL_OR_KEYWORD',
                 'VAR_POSITIONAL', 'KEYWORD_ONLY', 'VAR_KEYWORD')

    @property
    def description(self):
        return self.names[self]

    @property
    def name(self):
        return self.constants[self]

    def __str__(self):
        return self.constants[self]

    def __repr__(self):
        return '<_ParameterKind.%s: %d>' % (self.constants[self], self)


class Parameter:
    __slots__ = '_name', '_kind', '_default', '_annotation'
    empty = _empty
    POSITIONAL_ONLY = _ParameterKind(0)
    POSITIONAL_OR_KEYWORD = _ParameterKind(1)
    VAR_POSITIONAL = _ParameterKind(2)
    KEYWORD_ONLY = _ParameterKind(3)
    VAR_KEYWORD = _ParameterKind(4)

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _kinds[kind]
        except (IndexError, TypeError):
            raise ValueError('value %r is not a valid Parameter.kind'
                             % (kind,)) from None
        if default is not _empty and kind in (2, 4):
            raise ValueError('%s parameters cannot have default values'
                             % self._kind.description)
        if name is _empty:
            raise ValueError('name is a required attribute for Parameter')
        if not isinstance(name, str):
            raise TypeError('name must be a str, not a %s'
                            % type(name).__name__)
        import keyword
        if keyword.iskeyword(name) and kind != 0 or not name.isidentifier():
            raise ValueError('%r is not a valid parameter name' % name)
        self._name = name
        self._default = default
        self._annotation = annotation

    name = property(lambda self: self._name)
    kind = property(lambda self: self._kind)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)

    def __str__(self):
        text = ('', '', '*', '', '**')[self._kind] + self._name
        if self._annotation is not _empty:
            text += ': ' + formatannotation(self._annotation)
        if self._default is not _empty:
            text += ' = ' if self._annotation is not _empty else '='
            text += repr(self._default)
        return text

    def __repr__(self):
        return '<%s "%s">' % (type(self).__name__, self)

    def _key(self):
        return self._name, self._kind, self._default, self._annotation

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return self._key() == other._key()

    def __reduce__(self):
        return _parameter, (type(self),) + self._key()

    def replace(self, *, name=_missing, kind=_missing, default=_missing,
                annotation=_missing):
        given = name, kind, default, annotation
        name, kind, default, annotation = [
            own if new is _missing else new
            for own, new in zip(self._key(), given)]
        return type(self)(name, kind, default=default, annotation=annotation)


_kinds = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD,
          Parameter.VAR_POSITIONAL, Parameter.KEYWORD_ONLY,
          Parameter.VAR_KEYWORD)


def _parameter(cls, name, kind, default, annotation):
    return cls(name, kind, default=default, annotation=annotation)


def formatannotation(annotation, base_module=None):
    if getattr(annotation, '__module__', None) == 'typing':
        import re
        return re.sub(r'[\w.]+', lambda name: name[0].removeprefix('typing.'),
                      repr(annotation))
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


class Signature:
    __slots__ = '_parameters', '_return_annotation'
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty,
                 __validate_parameters__=True):
        self._return_annotation = return_annotation
        named = OrderedDict()
        last = -1
        has_default = False
        for p in parameters or ():
            if __validate_parameters__:
                if p.kind < last:
                    raise ValueError(
                        'wrong parameter order: %s parameter before %s '
                        'parameter' % (_kinds[last].description,
                                       p.kind.description))
                last = p.kind
                if p.kind < 2:
                    if p.default is not _empty:
                        has_default = True
                    elif has_default:
                        raise ValueError('non-default argument follows '
                                         'default argument')
                if p.name in named:
                    raise ValueError('duplicate parameter name: %r' % p.name)
            named[p.name] = p
        self._parameters = types.MappingProxyType(named)

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    @classmethod
    def from_callable(cls, obj, **options):
        return signature(obj, _class=cls, **options)

    def replace(self, *, parameters=_missing, return_annotation=_missing):
        return type(self)(
            self._list() if parameters is _missing else parameters,
            return_annotation=self._return_annotation
            if return_annotation is _missing else return_annotation)

    def _list(self):
        return list(self._parameters.values())

    def _key(self):
        """Keyword-only parameters compare without their order."""
        return (tuple([p for p in self._list() if p.kind != 3]),
                frozenset([p for p in self._list() if p.kind == 3]),
                self._return_annotation)

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return self._key() == other._key()

    def __reduce__(self):
        return _rebuild, (type(self), self._list(), self._return_annotation)

    def __str__(self):
        parts = []
        only_position = False
        star = True
        for p in self._parameters.values():
            if p.kind == 0:
                only_position = True
            elif only_position:
                parts.append('/')
                only_position = False
            if p.kind == 2:
                star = False
            elif p.kind == 3 and star:
                parts.append('*')
                star = False
            parts.append(str(p))
        if only_position:
            parts.append('/')
        text = '(%s)' % ', '.join(parts)
        if self._return_annotation is not _empty:
            text += ' -> ' + formatannotation(self._return_annotation)
        return text

    def __repr__(self):
        return '<%s %s>' % (type(self).__name__, self)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        args = list(args)
        bound = {}
        takes_any = any(p.kind == 4 for p in self._parameters.values())
        for p in self._parameters.values():
            name = p.name
            if p.kind == 2:
                if args:
                    bound[name] = tuple(args)
                args = []
            elif p.kind == 4:
                if kwargs:
                    bound[name] = kwargs
                kwargs = {}
            elif p.kind < 2 and args:
                if name in kwargs and p.kind == 1:
                    raise TypeError('multiple values for argument %r' % name)
                bound[name] = args.pop(0)
            elif p.kind != 0 and name in kwargs:
                bound[name] = kwargs.pop(name)
            elif p.kind == 0 and name in kwargs and not takes_any:
                raise TypeError('%r parameter is positional only, but was '
                                'passed as a keyword' % name)
            elif p.default is _empty and not partial:
                if args and p.kind == 3:
                    raise TypeError('too many positional arguments')
                raise TypeError('missing a required argument: %r' % name)
        if args:
            raise TypeError('too many positional arguments')
        if kwargs:
            raise TypeError('got an unexpected keyword argument %r'
                            % next(iter(kwargs)))
        return BoundArguments(self, bound)


def _rebuild(cls, parameters, return_annotation):
    return cls(parameters, return_annotation=return_annotation)


class BoundArguments:
    __slots__ = '_signature', 'arguments', '__weakref__'

    def __init__(self, signature, arguments):
        self._signature = signature
        self.arguments = arguments

    signature = property(lambda self: self._signature)

    def apply_defaults(self):
        result = {}
        for name, p in self._signature.parameters.items():
            if name in self.arguments:
                result[name] = self.arguments[name]
            elif p.default is not _empty:
                result[name] = p.default
            elif p.kind == 2:
                result[name] = ()
            elif p.kind == 4:
                result[name] = {}
        self.arguments = result

    def _split(self):
        args = []
        kwargs = {}
        by_name = False
        for name, p in self._signature.parameters.items():
            if name not in self.arguments:
                by_name = by_name or p.kind < 3
                continue
            value = self.arguments[name]
            if p.kind == 4:
                kwargs.update(value)
            elif p.kind == 3 or by_name:
                kwargs[name] = value
            elif p.kind == 2:
                args.extend(value)
            else:
                args.append(value)
        return tuple(args), kwargs

    args = property(lambda self: self._split()[0])
    kwargs = property(lambda self: self._split()[1])

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return (self.signature == other.signature and
                self.arguments == other.arguments)

    def __repr__(self):
        return '<%s (%s)>' % (type(self).__name__, ', '.join(
            ['%s=%r' % pair for pair in self.arguments.items()]))


# Native functions write their signature into their documentation; the slots
# of native classes are known by name.
_unary = ('repr str hash iter next len neg pos abs invert bool int float index '
          'await aiter anext').split()
_slots = {'init': '*args, **kwargs', 'call': '*args, **kwargs',
          'setattr': 'name, value, /', 'delattr': 'name, /',
          'getattribute': 'name, /', 'getitem': 'key, /',
          'setitem': 'key, value, /', 'delitem': 'key, /',
          'contains': 'key, /', 'get': 'instance, owner=None, /',
          'set': 'instance, value, /', 'delete': 'instance, /',
          'pow': 'value, mod=None, /', 'rpow': 'value, mod=None, /'}
# Of natives that do not say it themselves: owners, parameters, names.
_others = """\
bytearray|index, item, /|insert
bytearray|index=-1, /|pop
bytearray|item, /|append
bytearray|iterable_of_ints, /|extend
bytearray|value, /|remove
bytearray bytes|/, encoding='utf-8', errors='strict'|decode
bytearray bytes|bytes=None, /|lstrip rstrip strip
bytearray bytes|iterable_of_bytes, /|join
bytearray bytes|table, /, delete=b''|translate
bytearray bytes|width, fillchar=b' ', /|center ljust rjust
bytearray bytes str|/, keepends=False|splitlines
bytearray bytes str|/, sep=None, maxsplit=-1|rsplit split
bytearray bytes str|/, tabsize=8|expandtabs
bytearray bytes str|old, new, count=-1, /|replace
bytearray bytes str|prefix, /|removeprefix
bytearray bytes str|sep, /|partition rpartition
bytearray bytes str|suffix, /|removesuffix
bytearray bytes str|width, /|zfill
str|/, encoding='utf-8', errors='strict'|encode
str|chars=None, /|lstrip rstrip strip
str|table, /|translate
str|width, fillchar=' ', /|center ljust rjust
itertools|iterable, n=2, /|tee
math|*integers|gcd lcm
math|a, b, *, rel_tol=1e-09, abs_tol=0.0|isclose
math|iterable, /, *, start=1|prod
math|n, /|factorial isqrt
math|n, k, /|comb
math|n, k=None, /|perm
math|p, q, /|dist
math|seq, /|fsum
math|x, /|acos acosh asin asinh atan atanh cbrt ceil cos cosh degrees erf erfc \
exp exp2 expm1 fabs floor frexp gamma isfinite isinf isnan lgamma log10 log1p \
log2 modf radians sin sinh sqrt tan tanh trunc ulp
math|x, i, /|ldexp
math|x, y, /|copysign fmod nextafter pow remainder
math|y, x, /|atan2
sys|depth=0, /|_getframe
sys|limit, /|setrecursionlimit
sys|object, /|getrefcount
sys|string, /|intern
builtins|iterable=(), /|list tuple
builtins|real=0, imag=0|complex
builtins|x=0, /|float
builtins|object|memoryview"""
_Slot = type(object.__repr__)
_BoundSlot = type(object().__repr__)


def _native(cls, obj):
    text = getattr(obj, '__text_signature__', None)
    owner = getattr(obj, '__self__', None)
    if not text and isinstance(obj, (_Slot, _BoundSlot)):
        name = obj.__name__.strip('_')
        rest = '' if name in _unary else _slots.get(name, 'value, /')
        text = '($self, /%s' % (', ' + rest if rest else '')
        if rest.endswith(', /'):
            text = '($self, ' + rest
        text += ')'
    if not text:
        where = getattr(obj, '__module__', None)
        path = getattr(obj, '__qualname__', '').split('.')
        if where:
            path.insert(0, where)
        for line in _others.splitlines():
            owners, parameters, given = line.split('|')
            if path[-1] in given.split() and {*path[-2:-1]} & {*owners.split()}:
                text = '(%s%s)' % ('' if where else '$self, ', parameters)
                break
        else:
            raise ValueError('no signature found for builtin %s%r'
                             % ('type ' * isinstance(obj, type), obj))
    names = {}
    import sys
    module = sys.modules.get(getattr(obj, '__module__', None))
    exec('def f%s: pass' % text.replace('$', ''),
         {'sys': sys} | vars(module or types), names)
    whole = signature(names['f'], _class=cls)
    first = text[1:].split(',')[0].rstrip(')')
    if first == '$module' or first[:1] == '$' and (
            owner is not None and not isinstance(owner, types.ModuleType)):
        return _rest(whole)
    return whole


def _rest(whole):
    """Without the parameter that a bound method fills."""
    parameters = whole._list()
    if not parameters or parameters[0].kind in (3, 4):
        raise ValueError('invalid method signature')
    if parameters[0].kind != 2:
        del parameters[0]
    return whole.replace(parameters=parameters)


def _partial(whole, partial):
    try:
        bound = whole.bind_partial(*partial.args, **partial.keywords)
    except TypeError as error:
        raise ValueError('partial object %r has incorrect arguments'
                         % (partial,)) from error
    result = []
    by_name = False
    for name, p in whole.parameters.items():
        if name in bound.arguments and p.kind not in (2, 4):
            if p.kind < 3 and name not in partial.keywords:
                continue
            if p.kind == 0:
                continue
            by_name = by_name or p.kind == 1
            p = p.replace(default=bound.arguments[name])
        if by_name and p.kind == 2:
            continue
        if by_name and p.kind == 1:
            p = p.replace(kind=3)
        result.append(p)
    return whole.replace(parameters=result)


def _function(cls, obj, annotations):
    code = obj.__code__
    names = code.co_varnames
    defaults = obj.__defaults__ or ()
    keyword_defaults = obj.__kwdefaults__ or {}
    result = []

    def add(name, kind, default=_empty):
        result.append(Parameter(name, kind, default=default,
                                annotation=annotations.get(name, _empty)))

    count = code.co_argcount
    required = count - len(defaults)
    for at in range(count):
        add(names[at], int(at >= code.co_posonlyargcount),
            defaults[at - required] if at >= required else _empty)
    at = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        add(names[at], 2)
        at += 1
    for name in names[count:count + code.co_kwonlyargcount]:
        add(name, 3, keyword_defaults.get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names[at], 4)
    return cls(result, return_annotation=annotations.get('return', _empty),
               __validate_parameters__=False)


def _class_signature(cls, obj, again):
    call = getattr(type(obj), '__call__')
    if isinstance(call, types.FunctionType):
        return _rest(again(call))
    written = [name for name in ('__new__', '__init__')
               if isinstance(getattr(obj, name), types.FunctionType)]
    for base in obj.__mro__ if written else ():
        for name in written:
            if name in vars(base):
                return _rest(again(getattr(obj, name)))
    if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
        return cls()
    for base in obj.__mro__[:-1]:
        if base is not type and base.__module__ == 'builtins' or \
                getattr(base, '__text_signature__', None):
            return _native(cls, base)
    raise ValueError('callable %r is not supported by signature' % (obj,))


def signature(obj, *, follow_wrapped=True, globals=None, locals=None,
              eval_str=False, _class=Signature):
    """The Signature of a callable object."""
    def again(other):
        return signature(other, follow_wrapped=follow_wrapped, globals=globals,
                         locals=locals, eval_str=eval_str, _class=_class)

    if not callable(obj):
        raise TypeError('%r is not a callable object' % (obj,))
    if isinstance(obj, types.MethodType):
        return _rest(again(obj.__func__))
    if follow_wrapped:
        from inspect import unwrap
        obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__') or
                     isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return again(obj)
    given = getattr(obj, '__signature__', None)
    if given is not None:
        if not isinstance(given, Signature):
            raise TypeError('unexpected object %r in __signature__ attribute'
                            % (given,))
        return given
    if isinstance(obj, types.FunctionType) or not isinstance(
            obj, type) and hasattr(obj, '__code__') and isinstance(
                getattr(obj, '__defaults__', 0), (tuple, type(None))):
        from inspect import get_annotations
        return _function(_class, obj, get_annotations(
            obj, globals=globals, locals=locals, eval_str=eval_str))
    import functools
    if isinstance(obj, functools.partial):
        return _partial(again(obj.func), obj)
    if isinstance(obj, type):
        return _class_signature(_class, obj, again)
    call = getattr(type(obj), '__call__', None)
    if isinstance(call, types.FunctionType):
        return _rest(again(call))
    return _native(_class, obj)


FullArgSpec = namedtuple(
    'FullArgSpec', 'args varargs varkw defaults kwonlyargs kwonlydefaults '
    'annotations')


def getfullargspec(func):
    try:
        whole = signature(getattr(func, '__func__', func),
                          follow_wrapped=False)
    except Exception as error:
        raise TypeError('unsupported callable') from error
    args = []
    only = []
    defaults = ()
    named = {2: None, 4: None}
    only_defaults = {}
    annotations = {p.name: p.annotation for p in whole._list()
                   if p.annotation is not _empty}
    if whole.return_annotation is not _empty:
        annotations['return'] = whole.return_annotation
    for p in whole._list():
        if p.kind < 2:
            args.append(p.name)
            if p.default is not _empty:
                defaults += (p.default,)
        elif p.kind == 3:
            only.append(p.name)
            if p.default is not _empty:
                only_defaults[p.name] = p.default
        else:
            named[p.kind] = p.name
    return FullArgSpec(args, named[2], named[4], defaults or None, only,
                       only_defaults or None, annotations)


def getcallargs(func, /, *positional, **named):
    """What the parameters of func would be: asked of one made like it."""
    spec = getfullargspec(func)
    if isinstance(func, types.MethodType) and func.__self__ is not None:
        positional = (func.__self__,) + positional
    required = len(spec.args) - len(spec.defaults or ())
    parts = ['%s=d[%d]' % (name, i - required) if i >= required else name
             for i, name in enumerate(spec.args)]
    if spec.varargs or spec.kwonlyargs:
        parts.append('*' + (spec.varargs or ''))
    parts += ['%s=k[%r]' % (name, name) if name in (spec.kwonlydefaults or ())
              else name for name in spec.kwonlyargs]
    if spec.varkw:
        parts.append('**' + spec.varkw)
    names = {'d': spec.defaults, 'k': spec.kwonlydefaults}
    exec('def twin(%s): return locals()' % ', '.join(parts), names)
    twin = names['twin']
    twin.__name__ = twin.__qualname__ = func.__name__
    try:
        return twin(*positional, **named)
    except TypeError as error:
        raise TypeError(str(error).replace(', and ', ' and ')) from None
