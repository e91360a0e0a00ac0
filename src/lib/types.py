"""Names for the types that have none among the builtins."""

import sys


def _f():
    pass


FunctionType = type(_f)
LambdaType = type(lambda: None)
CodeType = type(_f.__code__)
MappingProxyType = type(type.__dict__)


def _cell():
    x = 1

    def inner():
        return x
    return inner.__closure__[0]


CellType = type(_cell())


def _g():
    yield 1


GeneratorType = type(_g())


async def _c():
    pass


_c = _c()
CoroutineType = type(_c)
_c.close()


async def _ag():
    yield


_ag = _ag()
AsyncGeneratorType = type(_ag)


class _C:
    def _m(self):
        pass


MethodType = type(_C()._m)
BuiltinFunctionType = type(len)
BuiltinMethodType = type([].append)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__['fromkeys'])
ModuleType = type(sys)

try:
    raise TypeError
except TypeError as exc:
    TracebackType = type(exc.__traceback__)
    FrameType = type(exc.__traceback__.tb_frame)

GetSetDescriptorType = type(FunctionType.__code__)


class _S:
    __slots__ = 'slot'


MemberDescriptorType = type(_S.slot)
EllipsisType = type(Ellipsis)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
GenericAlias = type(list[int])
UnionType = type(int | str)

# Names of the era.
ClassType = TypeType = type
UnboundMethodType = MethodType
# What type() says to the era of all instances of classic classes.
InstanceType = type('instance', (), {'__module__': 'builtins'})
IntType = LongType = int
FloatType = float
ComplexType = complex
BooleanType = bool
StringType = UnicodeType = str
StringTypes = (str,)
TupleType = tuple
ListType = list
DictType = DictionaryType = dict
SliceType = slice
XRangeType = range
ObjectType = object
FileType = type(sys.__stdout__)


class SimpleNamespace:
    """A simple attribute-based namespace."""

    def __init__(self, /, *args, **kwargs):
        if args:
            raise TypeError('no positional arguments expected')
        if kwargs:
            self.__dict__.update(kwargs)

    def __repr__(self):
        from reprlib import _running
        name = type(self).__name__
        if name == 'SimpleNamespace':
            name = 'namespace'
        key = id(self), SimpleNamespace
        if key in _running:
            return name + '(...)'
        _running.add(key)
        try:
            return '%s(%s)' % (name, ', '.join(
                ['%s=%r' % item for item in self.__dict__.items()]))
        finally:
            _running.discard(key)

    def __eq__(self, other):
        cls = type(other)
        if cls is SimpleNamespace or issubclass(cls, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __lt__(self, other):
        if issubclass(type(other), SimpleNamespace):
            return self.__dict__ < other.__dict__
        return NotImplemented

    __hash__ = None

    def __reduce__(self):
        return type(self), (), self.__dict__


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class as the statement does, with the right metaclass."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace['__orig_bases__'] = bases
    return meta(name, resolved, namespace, **kwds)


def resolve_bases(bases):
    """Ask bases that are no classes what to use instead (PEP 560)."""
    result = []
    changed = False
    for base in bases:
        if not isinstance(base, type) and hasattr(base, '__mro_entries__'):
            entries = base.__mro_entries__(bases)
            if not isinstance(entries, tuple):
                raise TypeError('__mro_entries__ must return a tuple')
            result.extend(entries)
            changed = True
        else:
            result.append(base)
    return tuple(result) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace it prepared, and what is left of kwds."""
    kwds = dict(kwds or {})
    if 'metaclass' in kwds:
        meta = kwds.pop('metaclass')
    else:
        meta = type(bases[0]) if bases else type
    if isinstance(meta, type):
        for base in bases:
            other = type(base)
            if issubclass(other, meta):
                meta = other
            elif not issubclass(meta, other):
                raise TypeError('metaclass conflict: the metaclass of a '
                                'derived class must be a (non-strict) subclass '
                                'of the metaclasses of all its bases')
    namespace = meta.__prepare__(name, bases, **kwds) \
        if hasattr(meta, '__prepare__') else {}
    return meta, namespace, kwds


class DynamicClassAttribute:
    """A property of instances that the class itself does not show."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or getattr(fget, '__doc__', None)
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(
            getattr(fget, '__isabstractmethod__', False))

    def __get__(self, instance, ownerclass=None):
        if instance is not None:
            if self.fget is None:
                raise AttributeError('unreadable attribute')
            return self.fget(instance)
        if not self.__isabstractmethod__:
            raise AttributeError
        return self

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def _with(self, fget, fset, fdel):
        doc = fget.__doc__ if self.overwrite_doc and fget else None
        result = type(self)(fget, fset, fdel, doc or self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result

    def getter(self, fget):
        return self._with(fget, self.fset, self.fdel)

    def setter(self, fset):
        return self._with(self.fget, fset, self.fdel)

    def deleter(self, fdel):
        return self._with(self.fget, self.fset, fdel)


class _GeneratorWrapper:
    """A generator that may be awaited."""

    def __init__(self, gen):
        self.__wrapped = gen
        self.__isgen = gen.__class__ is GeneratorType
        for name in '__name__', '__qualname__':
            setattr(self, name, getattr(gen, name, None))

    def __next__(self):
        return next(self.__wrapped)

    def __iter__(self):
        if self.__isgen:
            return self.__wrapped
        return self

    __await__ = __iter__

    def __getattr__(self, name):
        # gi_frame and cr_frame, send, throw and close: those of the generator.
        if name[:3] == 'cr_':
            name = 'gi_' + name[3:]
            if name == 'gi_await':
                name = 'gi_yieldfrom'
        return getattr(self.__wrapped, name)


def coroutine(func):
    """Let a generator function be awaited."""
    if not callable(func):
        raise TypeError('types.coroutine() expects a callable')
    if func.__class__ is FunctionType:
        code = func.__code__
        if code.co_flags & 0x180:
            return func
        if code.co_flags & 0x20:
            func.__code__ = code.replace(co_flags=code.co_flags | 0x100)
            return func
    from functools import wraps

    @wraps(func)
    def wrapped(*args, **kwargs):
        result = func(*args, **kwargs)
        cls = result.__class__
        if cls is CoroutineType or (cls is GeneratorType and
                                    result.gi_code.co_flags & 0x100):
            return result
        if cls is GeneratorType or (hasattr(result, 'send')
                                    and hasattr(result, '__next__')
                                    and not hasattr(result, '__await__')):
            return _GeneratorWrapper(result)
        return result
    return wrapped


del sys, _f, _g, _c, _C, _S, _ag, _cell
__all__ = [name for name in globals() if name[0] != '_']
