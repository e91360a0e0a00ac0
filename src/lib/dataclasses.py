"""dataclasses: classes that are mostly a list of fields.

What the class statement annotates becomes the parameters of __init__, and the
special methods that follow; all functions of a class are made from one text.
"""

import sys
from keyword import iskeyword
from reprlib import recursive_repr
from types import GenericAlias, MappingProxyType, MemberDescriptorType

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar',
           'KW_ONLY', 'MISSING', 'fields', 'asdict', 'astuple',
           'make_dataclass', 'replace', 'is_dataclass']


class FrozenInstanceError(AttributeError):
    pass


class _Named:
    """A constant that shows its name."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return '<factory>'


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()
MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_EMPTY_METADATA = MappingProxyType({})
_FIELD = _Named('_FIELD')
_FIELD_CLASSVAR = _Named('_FIELD_CLASSVAR')
_FIELD_INITVAR = _Named('_FIELD_INITVAR')
_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'


class InitVar:
    """An annotation: a parameter of __init__ for __post_init__ alone."""
    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        plain = isinstance(self.type, type) and \
            not isinstance(self.type, GenericAlias)
        return 'dataclasses.InitVar[%s]' % (self.type.__name__ if plain
                                            else repr(self.type))

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """One field: where its value comes from and what it is used for."""
    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash',
                 'init', 'compare', 'metadata', 'kw_only', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare,
                 metadata, kw_only):
        self.name = self.type = self._field_type = None
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.hash = init, repr, hash
        self.compare, self.kw_only = compare, kw_only
        self.metadata = (_EMPTY_METADATA if metadata is None
                         else MappingProxyType(metadata))

    @recursive_repr()
    def __repr__(self):
        return 'Field(%s,_field_type=%s)' % (','.join([
            '%s=%r' % (name, getattr(self, name)) for name in (
                'name', 'type', 'default', 'default_factory', 'init', 'repr',
                'hash', 'compare', 'metadata', 'kw_only')]), self._field_type)

    def __set_name__(self, owner, name):
        func = getattr(type(self.default), '__set_name__', None)
        if func:
            func(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen')

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        return '_DataclassParams(%s)' % ','.join(
            ['%s=%r' % (name, getattr(self, name)) for name in self.__slots__])


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True,
          hash=None, compare=True, metadata=None, kw_only=MISSING):
    """Says more about a field than its annotation can."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata,
                 kw_only)


# --- the fields of a class ---------------------------------------------------

def _word(text, at):
    """The name at `at`, behind white space, and where it ends."""
    start = len(text) - len(text[at:].lstrip())
    end = start
    while end < len(text) and (text[end].isalnum() or text[end] == '_'):
        end += 1
    return text[start:end], len(text) - len(text[end:].lstrip())


def _named_in_text(annotation, cls, module, wanted):
    """Whether a string such as 'typing.ClassVar[int]' names the wanted."""
    name, at = _word(annotation, 0)
    scope = getattr(sys.modules.get(cls.__module__), '__dict__', {})
    if name and annotation[at:at + 1] == '.':
        if scope.get(name) is not module:
            return False
        scope = module.__dict__
        name, at = _word(annotation, at + 1)
    return bool(name) and wanted(scope.get(name))


def _is_kind(annotation, cls, module, wanted):
    return wanted(annotation) or (
        isinstance(annotation, str)
        and _named_in_text(annotation, cls, module, wanted))


def _is_initvar(a):
    return a is InitVar or type(a) is InitVar


def _is_kw_only(a):
    return a is KW_ONLY


def _get_field(cls, name, annotation, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, MemberDescriptorType):
            default = MISSING  # what __slots__ left there
        f = field(default=default)
    f.name, f.type, f._field_type = name, annotation, _FIELD
    typing = sys.modules.get('typing')
    if typing and _is_kind(annotation, cls, typing, lambda a: (
            a is typing.ClassVar or type(a) is typing._GenericAlias
            and a.__origin__ is typing.ClassVar)):
        f._field_type = _FIELD_CLASSVAR
    elif _is_kind(annotation, cls, sys.modules[__name__], _is_initvar):
        f._field_type = _FIELD_INITVAR
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError('field %s cannot have a default factory' % f.name)
    if f._field_type is not _FIELD_CLASSVAR:
        if f.kw_only is MISSING:
            f.kw_only = kw_only
    elif f.kw_only is not MISSING:
        raise TypeError('field %s is a ClassVar but specifies kw_only'
                        % f.name)
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError('mutable default %s for field %s is not allowed: use '
                         'default_factory' % (f.default.__class__, f.name))
    return f


def _set_new(cls, name, value):
    """Sets a method that the class does not define itself."""
    if name in cls.__dict__:
        return True
    if hasattr(value, '__qualname__'):
        value.__qualname__ = '%s.%s' % (cls.__qualname__, value.__name__)
    setattr(cls, name, value)
    return False


# --- the text of its functions -----------------------------------------------

def _init_text(std, kw_only, frozen, post_init, self_name, slots, scope):
    seen_default = False
    for f in std:
        if f.init:
            if f.default is not MISSING or f.default_factory is not MISSING:
                seen_default = True
            elif seen_default:
                raise TypeError('non-default argument %r follows default '
                                'argument' % f.name)
    params, body = [self_name], []
    for f in (*std, None, *kw_only):
        if f is None:
            if any(k.init for k in kw_only):
                params.append('*')
            continue
        name, value = f.name, f.name
        scope['_dflt_' + name] = f.default
        if f.default_factory is not MISSING:
            scope['_dflt_' + name] = f.default_factory
            value = '_dflt_%s()' % name
        if f.init:
            if f.default_factory is not MISSING:
                params.append(name + '=_HAS_DEFAULT_FACTORY')
                value += ' if %s is _HAS_DEFAULT_FACTORY else %s' % (name, name)
            elif f.default is not MISSING:
                params.append('%s=_dflt_%s' % (name, name))
            else:
                params.append(name)
        elif f.default_factory is MISSING:
            if not slots or f.default is MISSING:
                continue
            value = '_dflt_' + name
        if f._field_type is _FIELD_INITVAR:
            continue
        body.append(('_object.__setattr__(%s,%r,%s)' if frozen
                     else '%s.%s=%s') % (self_name, name, value))
    if post_init:
        body.append('%s.__post_init__(%s)' % (self_name, ','.join(
            [f.name for f in (*std, *kw_only)
             if f._field_type is _FIELD_INITVAR])))
    return 'def __init__(%s):\n  %s\n' % (','.join(params),
                                          '\n  '.join(body or ['pass']))


def _tuple_text(obj, fields):
    return '(%s)' % ''.join(['%s.%s,' % (obj, f.name) for f in fields])


_ORDER = ('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>=')


def _compare_text(name, op, fields):
    return ('def %s(self,other):\n'
            '  if other.__class__ is self.__class__:\n'
            '    return %s%s%s\n'
            '  return NotImplemented\n' % (
                name, _tuple_text('self', fields), op,
                _tuple_text('other', fields)))


def _freeze(cls, names):
    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError('cannot assign to field %r' % name)
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError('cannot delete field %r' % name)
        super(cls, self).__delattr__(name)
    return __setattr__, __delattr__


def _annotation_text(a):
    if getattr(a, '__module__', None) == 'typing':
        return repr(a).replace('typing.', '')
    if isinstance(a, GenericAlias):
        return str(a)
    if isinstance(a, type):
        if a.__module__ == 'builtins':
            return a.__qualname__
        return '%s.%s' % (a.__module__, a.__qualname__)
    return repr(a)


def _doc_text(cls, std, kw_only):
    parts = []
    for f in (*std, None, *kw_only):
        if f is None:
            if any(k.init for k in kw_only):
                parts.append('*')
        elif f.init:
            text = '%s: %s' % (f.name, _annotation_text(f.type))
            if f.default_factory is not MISSING:
                text += ' = <factory>'
            elif f.default is not MISSING:
                text += ' = %r' % (f.default,)
            parts.append(text)
    return '%s(%s)' % (cls.__name__, ', '.join(parts))


# --- putting it together -----------------------------------------------------

def _collect_fields(cls, kw_only):
    """The class's own fields, in order."""
    annotations = cls.__dict__.get('__annotations__', {})
    own, kw_only_seen = [], False
    this = sys.modules[__name__]
    for name, annotation in annotations.items():
        if _is_kind(annotation, cls, this, _is_kw_only):
            if kw_only_seen:
                raise TypeError('%r is KW_ONLY, but KW_ONLY has already been '
                                'specified' % name)
            kw_only_seen = kw_only = True
        else:
            own.append(_get_field(cls, name, annotation, kw_only))
    for f in own:
        if isinstance(getattr(cls, f.name, None), Field):
            # The attribute of the class is the default, if there is one.
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError('%r is a field but has no type annotation' % name)
    return own


def _all_fields(cls, frozen, kw_only):
    """The fields of the bases and the class's own, by name."""
    found, frozen_bases = {}, []
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is not None:
            found.update(base_fields)
            frozen_bases.append(getattr(base, _PARAMS).frozen)
    for f in _collect_fields(cls, kw_only):
        found[f.name] = f
    if frozen_bases and any(frozen_bases) != bool(frozen):
        raise TypeError('cannot inherit %s dataclass from a %s one' % (
            ('frozen', 'non-frozen') if frozen else ('non-frozen', 'frozen')))
    return found


def _functions_text(params, plain, add_hash):
    """All but __init__."""
    compared = [f for f in plain if f.compare]
    text = ''
    if params.repr:
        text += 'def __repr__(self):\n  return self.__class__.__qualname__+' \
            'f"(%s)"\n' % ', '.join(['%s={self.%s!r}' % (f.name, f.name)
                                     for f in plain if f.repr])
    if params.eq:
        text += _compare_text('__eq__', '==', compared)
    if params.order:
        for name, op in _ORDER:
            text += _compare_text(name, op, compared)
    if add_hash:
        text += 'def __hash__(self):\n  return _hash(%s)\n' % _tuple_text(
            'self', [f for f in plain
                     if (f.compare if f.hash is None else f.hash)])
    return text


def _compile(cls, text, scope):
    """The functions in a text, by name. Their globals are those of the class's
    module; what else they need they find around them."""
    module = sys.modules.get(cls.__module__)
    made = {}
    exec('def _make(%s):\n %s\n return locals()\n' % (
        ','.join(scope), text.replace('\n', '\n ')),
        module.__dict__ if module else {}, made)
    return made['_make'](**scope)


def _set_only(cls, name, value, hint=''):
    """Sets a method that the class must not define itself."""
    if _set_new(cls, name, value):
        raise TypeError('Cannot overwrite attribute %s in class %s%s'
                        % (name, cls.__name__, hint))


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen, match_args,
                   kw_only, slots, weakref_slot):
    params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen)
    setattr(cls, _PARAMS, params)
    fields = _all_fields(cls, frozen, kw_only)
    setattr(cls, _FIELDS, fields)
    # A class that defines __eq__ alone has None for its hash.
    class_hash = cls.__dict__.get('__hash__', MISSING)
    has_explicit_hash = not (class_hash is MISSING or (
        class_hash is None and '__eq__' in cls.__dict__))
    if order and not eq:
        raise ValueError('eq must be true if order is true')

    in_init = [f for f in fields.values()
               if f._field_type in (_FIELD, _FIELD_INITVAR)]
    std = [f for f in in_init if not f.kw_only]
    keyword = [f for f in in_init if f.kw_only]
    plain = [f for f in fields.values() if f._field_type is _FIELD]
    add_hash = unsafe_hash or (eq and frozen and not has_explicit_hash)

    scope = {'_HAS_DEFAULT_FACTORY': _HAS_DEFAULT_FACTORY, '_object': object,
             '_hash': hash}
    text = _functions_text(params, plain, add_hash)
    if init:
        text += _init_text(std, keyword, frozen, hasattr(cls, '__post_init__'),
                           '__dataclass_self__' if 'self' in fields else 'self',
                           slots, scope)
    made = _compile(cls, text, scope)
    if init:
        function = made['__init__']
        function.__annotations__ = {
            **{f.name: f.type for f in (*std, *keyword) if f.init},
            'return': None}
        _set_new(cls, '__init__', function)
    if repr:
        _set_new(cls, '__repr__', recursive_repr()(made['__repr__']))
    if eq:
        _set_new(cls, '__eq__', made['__eq__'])
    if order:
        for name, _ in _ORDER:
            _set_only(cls, name, made[name],
                      '. Consider using functools.total_ordering')
    if frozen:
        for method in _freeze(cls, frozenset(f.name for f in plain)):
            _set_only(cls, method.__name__, method)
    if unsafe_hash and has_explicit_hash:
        raise TypeError('Cannot overwrite attribute __hash__ in class %s'
                        % cls.__name__)
    if add_hash:
        made['__hash__'].__qualname__ = cls.__qualname__ + '.__hash__'
        cls.__hash__ = made['__hash__']
    elif eq and not frozen and not has_explicit_hash:
        cls.__hash__ = None
    if not getattr(cls, '__doc__'):
        cls.__doc__ = _doc_text(cls, std, keyword)
    if match_args:
        _set_new(cls, '__match_args__', tuple(f.name for f in std if f.init))
    if weakref_slot and not slots:
        raise TypeError('weakref_slot is True but slots is False')
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot)
    if hasattr(cls, '__abstractmethods__'):
        from abc import update_abstractmethods
        update_abstractmethods(cls)
    return cls


def _getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _slots_of(cls):
    slots = cls.__dict__.get('__slots__')
    if slots is None:
        return ()
    if isinstance(slots, str):
        return (slots,)
    if not hasattr(slots, '__next__'):
        return tuple(slots)
    raise TypeError('Slots of %r cannot be determined' % cls.__name__)


def _add_slots(cls, is_frozen, weakref_slot):
    """The same class once more, for __slots__ cannot be added later."""
    if '__slots__' in cls.__dict__:
        raise TypeError('%s already specifies __slots__' % cls.__name__)
    namespace = dict(cls.__dict__)
    names = [f.name for f in fields(cls)]
    inherited = {s for base in cls.__mro__[1:-1] for s in _slots_of(base)}
    slots = [n for n in names if n not in inherited]
    if weakref_slot and '__weakref__' not in inherited:
        slots.append('__weakref__')
    namespace['__slots__'] = tuple(slots)
    for name in names:
        namespace.pop(name, None)
    namespace.pop('__dict__', None)
    namespace.pop('__weakref__', None)
    qualname = getattr(cls, '__qualname__', None)
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        cls.__qualname__ = qualname
    if is_frozen:
        if '__getstate__' not in namespace:
            cls.__getstate__ = _getstate
        if '__setstate__' not in namespace:
            cls.__setstate__ = _setstate
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False,
              unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
              slots=False, weakref_slot=False):
    """Adds the special methods that follow from the class's fields."""
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen,
                              match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    """A tuple of the Fields of a dataclass or of an instance of one."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') \
            from None
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether it is a dataclass or an instance of one."""
    plain = isinstance(obj, type) and not isinstance(obj, GenericAlias)
    return hasattr(obj if plain else type(obj), _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dictionary, and so on inwards."""
    if not _is_dataclass_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')
    return _unfold(obj, lambda pairs: dict_factory(pairs))


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields as a tuple, and so on inwards."""
    if not _is_dataclass_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')
    return _unfold(obj, lambda pairs: tuple_factory([v for k, v in pairs]))


_atomic = frozenset([type(None), bool, int, float, complex, str, bytes])


def _unfold(obj, factory):
    if type(obj) in _atomic:
        return obj
    if _is_dataclass_instance(obj):
        return factory([(f.name, _unfold(getattr(obj, f.name), factory))
                        for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_unfold(v, factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)([_unfold(v, factory) for v in obj])
    if isinstance(obj, dict):
        return type(obj)((_unfold(k, factory), _unfold(v, factory))
                         for k, v in obj.items())
    from copy import deepcopy
    return deepcopy(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True,
                   repr=True, eq=True, order=False, unsafe_hash=False,
                   frozen=False, match_args=True, kw_only=False, slots=False,
                   weakref_slot=False):
    """A new dataclass of names, (name, type) or (name, type, field)."""
    from types import new_class
    body = dict(namespace or ())
    annotations = {}
    for item in fields:
        parts = (item, 'typing.Any') if isinstance(item, str) else item
        if len(parts) not in (2, 3):
            raise TypeError('Invalid field: %r' % (item,))
        name, annotation, *default = parts
        wrong = 's must be valid identifiers' \
            if not isinstance(name, str) or not name.isidentifier() else \
            's must not be keywords' if iskeyword(name) else \
            ' duplicated' if name in annotations else None
        if wrong:
            raise TypeError('Field name%s: %r' % (wrong, name))
        annotations[name] = annotation
        if default:
            body[name] = default[0]
    body['__annotations__'] = annotations
    return dataclass(new_class(cls_name, bases, {}, lambda ns: ns.update(body)),
                     init=init, repr=repr, eq=eq, order=order,
                     unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots,
                     weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A copy with some of the fields changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for f in getattr(obj, _FIELDS).values():
        kind, name = f._field_type, f.name
        if kind is _FIELD_CLASSVAR:
            continue
        if name in changes:
            if not f.init:
                raise ValueError('field %s is declared with init=False, it '
                                 'cannot be specified with replace()' % name)
        elif f.init:
            if kind is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError('InitVar %r must be specified with replace()'
                                 % name)
            changes[name] = getattr(obj, name)
    return obj.__class__(**changes)
