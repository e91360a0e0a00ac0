"""collections.abc: what containers, iterators and callables can do.

The small classes ask only whether the methods are there; the larger ones also
give those methods that follow from a few others.
"""

import sys
from abc import ABCMeta, abstractmethod
from collections import (
    ChainMap, UserDict, UserList, UserString, _Mapping, deque)

__all__ = ['Awaitable', 'Coroutine', 'AsyncIterable', 'AsyncIterator',
           'AsyncGenerator', 'Hashable', 'Iterable', 'Iterator', 'Generator',
           'Reversible', 'Sized', 'Container', 'Callable', 'Collection', 'Set',
           'MutableSet', 'Mapping', 'MutableMapping', 'MappingView',
           'KeysView', 'ItemsView', 'ValuesView', 'Sequence',
           'MutableSequence', 'ByteString']


def _has_methods(C, *methods):
    """Whether a class defines all of the methods, and none of them as None."""
    for method in methods:
        found = [base.__dict__[method] for base in C.__mro__
                 if method in base.__dict__]
        if not found or found[0] is None:
            return NotImplemented
    return True


def _same(a, b):
    return a is b or a == b


def _all_in(values, container):
    for value in values:
        if value not in container:
            return False
    return True


def _each(act, values):
    for value in values:
        act(value)


def _exhaust(take, empty):
    """Take until there is nothing left."""
    while True:
        try:
            take()
        except empty:
            return


def _as_set(like, other):
    """Another set, made first of what can only be walked."""
    if isinstance(other, Set):
        return other
    return like._from_iterable(other) if isinstance(other, Iterable) \
        else NotImplemented


def _closer(kind):
    def close(self):
        try:
            self.throw(GeneratorExit)
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError(kind + ' ignored GeneratorExit')
    return close


_GenericAlias = type(list[int])


def _generic(cls, item):
    return _GenericAlias(cls, item)


def _ask(name, *methods):
    """A __subclasshook__ for the class of that name."""
    def __subclasshook__(cls, C):
        if cls.__name__ == name:
            return _has_methods(C, *methods)
        return NotImplemented
    return classmethod(__subclasshook__)


class Hashable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _ask('Hashable', '__hash__')

    @abstractmethod
    def __hash__(self):
        return 0


class Awaitable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _ask('Awaitable', '__await__')
    __class_getitem__ = classmethod(_generic)

    @abstractmethod
    def __await__(self):
        yield


class Coroutine(Awaitable):
    __slots__ = ()
    __subclasshook__ = _ask('Coroutine', '__await__', 'send', 'throw', 'close')

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        raise typ if val is None else val

    close = _closer('coroutine')


class AsyncIterable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _ask('AsyncIterable', '__aiter__')
    __class_getitem__ = classmethod(_generic)

    @abstractmethod
    def __aiter__(self):
        return AsyncIterator()


class AsyncIterator(AsyncIterable):
    __slots__ = ()
    __subclasshook__ = _ask('AsyncIterator', '__anext__', '__aiter__')

    @abstractmethod
    async def __anext__(self):
        raise StopAsyncIteration

    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator):
    __slots__ = ()
    __subclasshook__ = _ask('AsyncGenerator', '__aiter__', '__anext__',
                            'asend', 'athrow', 'aclose')

    async def __anext__(self):
        return await self.asend(None)

    @abstractmethod
    async def asend(self, value):
        raise StopAsyncIteration

    @abstractmethod
    async def athrow(self, typ, val=None, tb=None):
        raise typ if val is None else val

    async def aclose(self):
        try:
            await self.athrow(GeneratorExit)
        except (GeneratorExit, StopAsyncIteration):
            return
        raise RuntimeError('asynchronous generator ignored GeneratorExit')


class Iterable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _ask('Iterable', '__iter__')
    __class_getitem__ = classmethod(_generic)

    @abstractmethod
    def __iter__(self):
        while False:
            yield None


class Iterator(Iterable):
    __slots__ = ()
    __subclasshook__ = _ask('Iterator', '__iter__', '__next__')

    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self


class Reversible(Iterable):
    __slots__ = ()
    __subclasshook__ = _ask('Reversible', '__reversed__', '__iter__')

    @abstractmethod
    def __reversed__(self):
        while False:
            yield None


class Generator(Iterator):
    __slots__ = ()
    __subclasshook__ = _ask('Generator', '__iter__', '__next__', 'send',
                            'throw', 'close')

    def __next__(self):
        return self.send(None)

    @abstractmethod
    def send(self, value):
        raise StopIteration

    @abstractmethod
    def throw(self, typ, val=None, tb=None):
        raise typ if val is None else val

    close = _closer('generator')


class Sized(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _ask('Sized', '__len__')

    @abstractmethod
    def __len__(self):
        return 0


class Container(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _ask('Container', '__contains__')
    __class_getitem__ = classmethod(_generic)

    @abstractmethod
    def __contains__(self, x):
        return False


class Collection(Sized, Iterable, Container):
    __slots__ = ()
    __subclasshook__ = _ask('Collection', '__len__', '__iter__',
                            '__contains__')


class _CallableGenericAlias(_GenericAlias):
    """Callable[[int, str], bool], whose arguments are int, str and bool."""

    __slots__ = ()

    def __new__(cls, origin, args):
        if not isinstance(args, tuple) or len(args) != 2:
            raise TypeError('Callable must be used as '
                            'Callable[[arg, ...], result].')
        given, result = args
        if isinstance(given, (tuple, list)):
            args = *given, result
        elif not _stands_for_params(given):
            raise TypeError('Expected a list of types, an ellipsis, ParamSpec, '
                            'or Concatenate. Got %s' % (given,))
        return super().__new__(cls, origin, args)

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _stands_for_params(args[0]):
            return super().__repr__()
        return 'collections.abc.Callable[[%s], %s]' % (
            ', '.join([_type_repr(a) for a in args[:-1]]), _type_repr(args[-1]))

    def __reduce__(self):
        *params, result = args = self.__args__
        if len(params) != 1 or not _stands_for_params(params[0]):
            args = params, result
        return _CallableGenericAlias, (Callable, args)

    def __getitem__(self, item):
        args = super().__getitem__(item).__args__
        if not isinstance(args[0], (tuple, list)):
            args = (args[:-1] if len(args) != 2
                    or not _stands_for_params(args[0]) else args[0], args[-1])
        return _CallableGenericAlias(Callable, tuple(args))


def _stands_for_params(obj):
    return obj is ... or isinstance(obj, list) or (
        type(obj).__module__ == 'typing'
        and type(obj).__name__ in ('ParamSpec', '_ConcatenateGenericAlias'))


def _type_repr(obj):
    if isinstance(obj, type) and not isinstance(obj, _GenericAlias):
        if obj.__module__ == 'builtins':
            return obj.__qualname__
        return '%s.%s' % (obj.__module__, obj.__qualname__)
    return '...' if obj is ... else repr(obj)


class Callable(metaclass=ABCMeta):
    __slots__ = ()
    __subclasshook__ = _ask('Callable', '__call__')
    __class_getitem__ = classmethod(_CallableGenericAlias)

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False


# --- sets --------------------------------------------------------------------

class Set(Collection):
    """Values in no order, each once: the operators follow from these."""

    __slots__ = ()

    def __le__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) <= len(other) and _all_in(self, other)

    def __lt__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) < len(other) and self.__le__(other)

    def __gt__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) > len(other) and self.__ge__(other)

    def __ge__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) >= len(other) and _all_in(other, self)

    def __eq__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) == len(other) and self.__le__(other)

    __hash__ = None

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __and__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable(value for value in other if value in self)

    __rand__ = __and__

    def isdisjoint(self, other):
        'Whether the two have nothing in common.'
        for value in other:
            if value in self:
                return False
        return True

    def __or__(self, other):
        if not isinstance(other, Iterable):
            return NotImplemented
        return self._from_iterable(e for s in (self, other) for e in s)

    __ror__ = __or__

    def __sub__(self, other):
        other = _as_set(self, other)
        return other if other is NotImplemented else \
            self._from_iterable(v for v in self if v not in other)

    def __rsub__(self, other):
        other = _as_set(self, other)
        return other if other is NotImplemented else \
            self._from_iterable(v for v in other if v not in self)

    def __xor__(self, other):
        other = _as_set(self, other)
        return other if other is NotImplemented else \
            (self - other) | (other - self)

    __rxor__ = __xor__

    def _hash(self):
        'A hash that agrees with that of a frozenset of the same items.'
        return hash(frozenset(self))


Set.register(frozenset)


class MutableSet(Set):
    """A set that can be changed."""

    __slots__ = ()

    @abstractmethod
    def add(self, value):
        """Put a value in, if it is not there."""
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        """Take a value out, if it is there."""
        raise NotImplementedError

    def remove(self, value):
        """Take a value out that must be there."""
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        """Take out any one value."""
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        """Let go of all items, one by one."""
        _exhaust(self.pop, KeyError)

    def __ior__(self, it):
        _each(self.add, it)
        return self

    def __iand__(self, it):
        _each(self.discard, self - it)
        return self

    def __ixor__(self, it):
        if it is self:
            self.clear()
        for value in it if isinstance(it, Set) else self._from_iterable(it):
            change = self.discard if value in self else self.add
            change(value)
        return self

    def __isub__(self, it):
        if it is self:
            self.clear()
        _each(self.discard, it)
        return self


MutableSet.register(set)


# --- mappings ----------------------------------------------------------------

class Mapping(Collection):
    """Values found by their keys."""

    __slots__ = ()
    __abc_tpflags__ = 1 << 6  # for case {...}

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    get = _Mapping.get

    def __contains__(self, key):
        try:
            self[key]
            return True
        except KeyError:
            return False

    def keys(self):
        'A view of the keys, itself a set.'
        return KeysView(self)

    def items(self):
        'A view of the pairs of key and value, itself a set.'
        return ItemsView(self)

    def values(self):
        'A view of the values.'
        return ValuesView(self)

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None
    __reversed__ = None


Mapping.register(type(object.__dict__))


class MappingView(Sized):
    __slots__ = ('_mapping',)
    __class_getitem__ = classmethod(_generic)

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return '%s(%r)' % (self.__class__.__name__, self._mapping)


class KeysView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


KeysView.register(type({}.keys()))


class ItemsView(MappingView, Set):
    __slots__ = ()

    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        try:
            found = self._mapping[key]
        except KeyError:
            return False
        return _same(found, value)

    def __iter__(self):
        for key in self._mapping:
            yield (key, self._mapping[key])


ItemsView.register(type({}.items()))


class ValuesView(MappingView, Collection):
    __slots__ = ()

    def __contains__(self, value):
        return any(_same(self._mapping[key], value) for key in self._mapping)

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


ValuesView.register(type({}.values()))


class MutableMapping(Mapping):
    """A mapping that can be changed."""

    __slots__ = ()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    pop, popitem = _Mapping.pop, _Mapping.popitem
    setdefault = _Mapping.setdefault

    def clear(self):
        'Let go of all keys, one by one.'
        _exhaust(self.popitem, KeyError)

    def update(self, other=(), /, **kwds):
        'Set what another mapping, or pairs, and the keywords say.'
        is_mapping = isinstance(other, Mapping)
        if is_mapping or hasattr(other, 'keys'):
            for key in other if is_mapping else other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in kwds.items():
            self[key] = value


MutableMapping.register(dict)


# --- sequences ---------------------------------------------------------------

class Sequence(Reversible, Collection):
    """Items found by their index: the rest follows from len()."""

    __slots__ = ()
    __abc_tpflags__ = 1 << 5  # for case [...]

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        i = 0
        try:
            while True:
                yield self[i]
                i += 1
        except IndexError:
            return

    def __contains__(self, value):
        for v in self:
            if v is value or v == value:
                return True
        return False

    def __reversed__(self):
        for i in reversed(range(len(self))):
            yield self[i]

    def index(self, value, start=0, stop=None):
        '''Where the value first stands from start on and before stop.'''
        if start < 0:
            start = max(start + len(self), 0)
        if stop is None:
            stop = sys.maxsize
        elif stop < 0:
            stop += len(self)
        for place in range(start, stop):
            try:
                found = self[place]
            except IndexError:
                break
            if found is value or found == value:
                return place
        raise ValueError

    def count(self, value):
        'How often the value is there.'
        return sum(1 for v in self if v is value or v == value)


for _class in tuple, str, range, memoryview:
    Sequence.register(_class)


class ByteString(Sequence):
    """bytes and bytearray."""
    __slots__ = ()


ByteString.register(bytes)
ByteString.register(bytearray)


class MutableSequence(Sequence):
    """A sequence that can be changed."""

    __slots__ = ()

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        'Put a value in before the one at the index.'
        raise IndexError

    def append(self, value):
        'Put a value at the end.'
        self.insert(len(self), value)

    def clear(self):
        'Let go of all items, the last one first.'
        _exhaust(self.pop, IndexError)

    def reverse(self):
        'Turn the sequence itself around.'
        n = len(self)
        for i in range(n // 2):
            self[i], self[n - i - 1] = self[n - i - 1], self[i]

    def extend(self, values):
        'Append each of the values.'
        _each(self.append, list(values) if values is self else values)

    def pop(self, index=-1):
        'Take out one item, the last if none is named.'
        v = self[index]
        del self[index]
        return v

    def remove(self, value):
        'Take out the first item that equals the value.'
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


MutableSequence.register(list)
MutableSequence.register(bytearray)
MutableSequence.register(deque)
MutableSequence.register(UserList)
Sequence.register(UserString)
MutableMapping.register(ChainMap)
MutableMapping.register(UserDict)
