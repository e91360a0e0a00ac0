"""Helper to provide extensibility for pickle: how an object is taken apart."""

__all__ = ['pickle', 'constructor', 'add_extension', 'remove_extension',
           'clear_extension_cache']


def _reduce_union(union):
    from functools import reduce
    from operator import or_
    return reduce, (or_, union.__args__)


def pickle_complex(c):
    return complex, (c.real, c.imag)


dispatch_table = {type(int | str): _reduce_union, complex: pickle_complex}


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError('reduction functions must be callable')
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    if not callable(object):
        raise TypeError('constructors must be callable')


# Short numbers for classes and functions that pickles often name.
_extension_registry = {}    # (module, name): code
_inverted_registry = {}     # code: (module, name)
_extension_cache = {}       # code: the object


def add_extension(module, name, code):
    code = int(code)
    if not 0 < code < 1 << 31:
        raise ValueError('code out of range')
    key = module, name
    known, owner = _extension_registry.get(key), _inverted_registry.get(code)
    if (known, owner) == (code, key):
        return
    if known is not None:
        raise ValueError('key %s is already registered with code %s' %
                         (key, known))
    if owner is not None:
        raise ValueError('code %s is already in use for key %s' %
                         (code, owner))
    _extension_registry[key], _inverted_registry[code] = code, key


def remove_extension(module, name, code):
    key = module, name
    if _extension_registry.get(key) != code or \
            _inverted_registry.get(code) != key:
        raise ValueError('key %s is not registered with code %s' %
                         (key, code))
    del _extension_registry[key], _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(made, state)
    return made


_methods = (type(len), type(classmethod(len).__get__(None, int)),
            type(str.index), type(str.__add__), type([].__len__))


def _refusal(cls):
    name = cls.__name__
    if not cls.__flags__ & 512 and cls.__module__ != 'builtins':
        name = cls.__module__ + '.' + name
    return TypeError('cannot pickle %r object' % name)


# Classes whose instances are more than their attributes.
_holders = (int, float, str, bytes, tuple, complex, list, dict, set, frozenset,
            bytearray)


def _slotnames(cls):
    """The attributes that a class and its bases keep in slots."""
    names = cls.__dict__.get('__slotnames__')
    if names is not None:
        return names
    names = []
    for c in cls.__mro__:
        slots = c.__dict__.get('__slots__', ())
        if isinstance(slots, str):
            slots = (slots,)
        for name in slots:
            if name in ('__dict__', '__weakref__'):
                continue
            if name.startswith('__') and not name.endswith('__'):
                stripped = c.__name__.lstrip('_')
                name = '_%s%s' % (stripped, name) if stripped else name
            names.append(name)
    try:
        cls.__slotnames__ = names   # for the next time, where others look, too
    except Exception:
        pass
    return names


def _state_of(self):
    if type(self).__getstate__ is not object.__getstate__ or \
            '__getstate__' in getattr(self, '__dict__', ()):
        return self.__getstate__()
    state = getattr(self, '__dict__', None) or None
    slots = {}
    for name in _slotnames(type(self)):
        try:
            slots[name] = getattr(self, name)
        except AttributeError:
            pass
    if slots and state:     # in which slots are shown too
        state = {name: value for name, value in state.items()
                 if name not in slots} or None
    return (state, slots) if slots else state


def __reduce_ex__(self, proto):
    cls = type(self)
    reduce = dispatch_table.get(cls)
    if reduce is not None:
        return reduce(self)
    if isinstance(self, (set, frozenset)):
        return cls, (list(self),), _state_of(self)
    items = pairs = None
    if isinstance(self, list):
        items = iter(self)
    if isinstance(self, dict):
        pairs = iter(self.items())
    if cls in (range, slice):
        return cls, (self.start, self.stop, self.step)
    if cls in _methods:
        owner = getattr(self, '__objclass__', None) or self.__self__
        if owner is None:
            return self.__qualname__
        return getattr, (owner, self.__name__)
    native = next(c for c in cls.__mro__ if not c.__flags__ & 512)
    if proto < 2:
        holder = next((c for c in cls.__mro__ if c in _holders), None)
        if holder is cls or holder is None and native is not object:
            raise _refusal(cls)
        if holder is tuple and native is not tuple:
            return cls, (tuple(self),)
        args = (cls, holder or object, holder and holder(self))
        if getattr(self, '__slots__', None) and \
                cls.__getstate__ is object.__getstate__:
            raise TypeError('a class that defines __slots__ without defining '
                            '__getstate__ cannot be pickled')
        state = _state_of(self)
        result = (_reconstructor, args)
        return result + (state,) if state else result
    if hasattr(cls, '__getnewargs_ex__'):
        args, kwargs = self.__getnewargs_ex__()
        make, args = __newobj_ex__, (cls, args, kwargs)
    else:
        args = ()
        if hasattr(cls, '__getnewargs__'):
            args = self.__getnewargs__()
        elif isinstance(self, (int, float, str, bytes, tuple, complex)):
            for base in (int, float, str, bytes, tuple, complex):
                if isinstance(self, base):
                    args = (base(self),)
        elif native not in (object, list, dict) and \
                cls.__getstate__ is object.__getstate__:
            raise _refusal(cls)
        make, args = __newobj__, (cls, *args)
    return (make, args, _state_of(self), items, pairs)
