"""functools: tools for functions that work on functions.

partial, reduce and cmp_to_key are native; the rest is here.
"""

from _functools import partial, reduce, cmp_to_key, _lru_cache_wrapper

GenericAlias = type(list[int])

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES',
           'total_ordering', 'cache', 'cmp_to_key', 'lru_cache', 'reduce',
           'partial', 'partialmethod', 'singledispatch', 'singledispatchmethod',
           'cached_property']

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__',
                       '__annotations__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS,
                   updated=WRAPPER_UPDATES):
    """Give a wrapper the name and the looks of what it wraps."""
    for name in assigned:
        if (found := getattr(wrapped, name, _missing)) is not _missing:
            setattr(wrapper, name, found)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """The same, as a decorator of the wrapper."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned,
                   updated=updated)


# --- total_ordering ----------------------------------------------------------

def _from(name, decide):
    """One comparison derived from another: `decide(result, self, other)`."""
    def compare(self, other):
        result = getattr(type(self), name)(self, other)
        if result is NotImplemented:
            return result
        return decide(result, self, other)
    return compare


def _is_not(result, self, other):
    return not result


def _and_differs(result, self, other):
    return result and self != other


def _or_equal(result, self, other):
    return result or self == other


def _neither_nor(result, self, other):
    return not result and self != other


def _not_or_equal(result, self, other):
    return not result or self == other


_DERIVED = {
    '__lt__': [('__gt__', _neither_nor), ('__le__', _or_equal),
               ('__ge__', _is_not)],
    '__le__': [('__ge__', _not_or_equal), ('__lt__', _and_differs),
               ('__gt__', _is_not)],
    '__gt__': [('__lt__', _neither_nor), ('__ge__', _or_equal),
               ('__le__', _is_not)],
    '__ge__': [('__le__', _not_or_equal), ('__gt__', _and_differs),
               ('__lt__', _is_not)],
}


def total_ordering(cls):
    """Derive the missing comparisons of a class from one it has."""
    own = {op for op in _DERIVED
           if getattr(cls, op, None) is not getattr(object, op, None)}
    if not own:
        raise ValueError('must define at least one ordering operation: '
                         '< > <= >=')
    root = max(own)  # prefer __lt__ to __le__ to __gt__ to __ge__
    for name, decide in _DERIVED[root]:
        if name not in own:
            setattr(cls, name, method := _from(root, decide))
            method.__name__ = name
    return cls


# --- caches ------------------------------------------------------------------

class _CacheInfo(tuple):
    """What cache_info() tells: hits, misses, maxsize, currsize."""
    __slots__ = ()
    _fields = ('hits', 'misses', 'maxsize', 'currsize')

    def __new__(cls, hits, misses, maxsize, currsize):
        return super().__new__(cls, (hits, misses, maxsize, currsize))

    hits = property(lambda self: self[0])
    misses = property(lambda self: self[1])
    maxsize = property(lambda self: self[2])
    currsize = property(lambda self: self[3])

    def __repr__(self):
        return 'CacheInfo(hits=%r, misses=%r, maxsize=%r, currsize=%r)' % (
            tuple(self))


_missing = object()


def lru_cache(maxsize=128, typed=False):
    """Remember the results of the last calls of a function."""
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
        return _cached(function, maxsize, typed)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, a '
                        'callable, or None')
    return lambda function: _cached(function, maxsize, typed)


def cache(user_function, /):
    """Remember the results of all calls of a function."""
    return lru_cache(maxsize=None)(user_function)


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _CacheInfo)
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return update_wrapper(wrapper, function)


class cached_property:
    """A property computed once and then an attribute of the instance."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                "(%r and %r)." % (self.attrname, name))

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without "
                            "calling __set_name__ on it.")
        try:
            values = instance.__dict__
        except AttributeError:
            raise TypeError(
                "No '__dict__' attribute on %r instance to cache %r property."
                % (type(instance).__name__, self.attrname)) from None
        value = values.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            try:
                values[self.attrname] = value
            except TypeError:
                raise TypeError(
                    "The '__dict__' attribute on %r instance does not support "
                    "item assignment for caching %r property."
                    % (type(instance).__name__, self.attrname)) from None
        return value

    __class_getitem__ = classmethod(GenericAlias)


# --- partialmethod -----------------------------------------------------------

class partialmethod:
    """A method with some of its arguments given already."""

    def __init__(self, func, /, *args, **keywords):
        if not (callable(func) or hasattr(func, '__get__')):
            raise TypeError('%r is not callable or a descriptor' % (func,))
        if isinstance(func, partialmethod):
            func, args, keywords = \
                func.func, func.args + args, {**func.keywords, **keywords}
        self.func, self.args, self.keywords = func, args, keywords

    def __repr__(self):
        parts = [repr(self.func)]
        parts += [repr(arg) for arg in self.args]
        parts += ['%s=%r' % item for item in self.keywords.items()]
        return '%s.%s(%s)' % (type(self).__module__, type(self).__qualname__,
                              ', '.join(parts))

    def __get__(self, obj, cls=None):
        get = getattr(self.func, '__get__', None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                result.__self__ = getattr(bound, '__self__', None)
                return result

        def method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args,
                             **{**self.keywords, **keywords})
        method.__isabstractmethod__ = self.__isabstractmethod__
        method._partialmethod = self
        return method.__get__(obj, cls)

    __class_getitem__ = classmethod(GenericAlias)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)


# --- singledispatch ----------------------------------------------------------

def _c3_merge(sequences):
    """One order of classes that agrees with all of the given ones."""
    result = []
    while True:
        sequences = [s for s in sequences if s]
        if not sequences:
            return result
        for s in sequences:
            candidate = s[0]
            if not any(candidate in other[1:] for other in sequences):
                break
        else:
            raise RuntimeError('Inconsistent hierarchy')
        result.append(candidate)
        sequences = [s[1:] if s[0] is candidate else s for s in sequences]


def _c3_mro(cls, abcs=None):
    """The class's order, with abstract classes put where they belong: behind
    the last base that is abstract itself."""
    explicit, other = [], list(cls.__bases__)
    for i in reversed(range(len(other))):
        if hasattr(other[i], '__abstractmethods__'):
            explicit, other = other[:i + 1], other[i + 1:]
            break
    abcs = list(abcs or ())
    abstract = [base for base in abcs if issubclass(cls, base) and not any(
        issubclass(b, base) for b in cls.__bases__)]
    abcs = [base for base in abcs if base not in abstract]
    rows = [[cls]]
    for bases in (explicit, abstract, other):
        rows += [_c3_mro(base, abcs=abcs) for base in bases]
    return _c3_merge(rows + [explicit, abstract, other])


def _compose_mro(cls, types):
    """The order for a class among the types that it is registered with."""
    bases = set(cls.__mro__)
    types = [t for t in types if t not in bases and hasattr(t, '__mro__')
             and not isinstance(t, GenericAlias) and issubclass(cls, t)]
    types = [t for t in types if not any(
        t is not other and t in other.__mro__ for other in types)]
    mro = []
    for t in types:
        found = [[s for s in sub.__mro__ if s in types]
                 for sub in t.__subclasses__()
                 if sub not in bases and issubclass(cls, sub)]
        found.sort(key=len, reverse=True)
        for sub in found or [[t]]:
            mro += [s for s in sub if s not in mro]
    return _c3_mro(cls, abcs=mro)


def _find_impl(cls, registry):
    order = _compose_mro(cls, registry.keys())
    for match, rival in zip(order, [*order[1:], None]):
        if match in registry:
            if rival in registry and rival not in cls.__mro__ and \
                    match not in cls.__mro__ and not issubclass(match, rival):
                raise RuntimeError('Ambiguous dispatch: %s or %s'
                                   % (match, rival))
            return registry[match]
    return None


def _is_class(cls):
    return isinstance(cls, type) and not isinstance(cls, GenericAlias)


def _is_union(cls):
    return type(cls).__name__ in ('UnionType', '_UnionGenericAlias')


def _may_dispatch(cls):
    return _is_class(cls) or _is_union(cls) and all(map(_is_class,
                                                        cls.__args__))


def _first_annotation(func):
    """The name of the first parameter and the class it is annotated with."""
    annotations = getattr(func, '__annotations__', {})
    if not annotations:
        raise TypeError(
            'Invalid first argument to `register()`: %r. Use either '
            '`@register(some_class)` or plain `@register` on an annotated '
            'function.' % (func,))
    name, cls = next(iter(annotations.items()))
    if not _is_class(cls):
        from typing import get_type_hints
        name, cls = next(iter(get_type_hints(func).items()))
    if not _may_dispatch(cls):
        raise TypeError('Invalid annotation for %r. %r %s.' % (
            name, cls, 'not all arguments are classes' if _is_union(cls)
            else 'is not a class'))
    return cls


def singledispatch(func):
    """A function that looks at the class of its first argument."""
    from types import MappingProxyType
    registry, found, token = {}, {}, None

    def dispatch(cls):
        """The implementation for a class: that of its nearest base."""
        nonlocal token
        if token is not None:
            from abc import get_cache_token
            if token != get_cache_token():
                found.clear()  # a class was registered somewhere
                token = get_cache_token()
        impl = found.get(cls)
        if impl is None:
            impl = registry.get(cls) or _find_impl(cls, registry)
            found[cls] = impl
        return impl

    def register(cls, func=None):
        """Registers an implementation; usable as a decorator."""
        nonlocal token
        if _may_dispatch(cls):
            if func is None:
                return lambda f: register(cls, f)
        elif func is not None:
            raise TypeError('Invalid first argument to `register()`. %r is not '
                            'a class or union type.' % (cls,))
        else:
            func = cls
            cls = _first_annotation(func)
        for one in cls.__args__ if _is_union(cls) else (cls,):
            registry[one] = func
            if token is None and hasattr(one, '__abstractmethods__'):
                from abc import get_cache_token
                token = get_cache_token()
        found.clear()
        return func

    name = getattr(func, '__name__', 'singledispatch function')

    def wrapper(*args, **kw):
        if not args:
            raise TypeError('%s requires at least 1 positional argument' % name)
        return dispatch(args[0].__class__)(*args, **kw)

    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """The same for methods: looks at the first argument after self."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError('%r is not callable or a descriptor' % (func,))
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            chosen = self.dispatcher.dispatch(args[0].__class__)
            return chosen.__get__(obj, cls)(*args, **kwargs)
        method.__isabstractmethod__ = self.__isabstractmethod__
        method.register = self.register
        update_wrapper(method, self.func)
        return method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)
