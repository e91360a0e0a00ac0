"""weakref: references that do not keep their target alive.

The references and proxies are native; the collections of them are here. A
target that is no longer reachable is noticed by the collector, not at once:
gc.collect() makes certain.
"""

from collections.abc import Mapping, MutableMapping, MutableSet
from _weakref import (getweakrefcount, getweakrefs, ref, proxy,
                      CallableProxyType, ProxyType, ReferenceType)

ProxyTypes = (ProxyType, CallableProxyType)

__all__ = ['ref', 'proxy', 'getweakrefcount', 'getweakrefs',
           'WeakKeyDictionary', 'ReferenceType', 'ProxyType',
           'CallableProxyType', 'ProxyTypes', 'WeakValueDictionary',
           'WeakSet', 'WeakMethod', 'finalize']


class WeakMethod(ref):
    """A reference to a bound method that lives as long as its object."""

    __slots__ = '_func_ref', '_meth_type', '_alive'

    def __new__(cls, meth, callback=None):
        try:
            obj, func = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError('argument should be a bound method, not %s'
                            % type(meth)) from None

        def forget(reference):
            if self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)
        self = ref.__new__(cls, obj, forget)
        self._func_ref = ref(func)
        self._meth_type = type(meth)
        self._alive = True
        return self

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        func, bound_to = self._func_ref(), ref.__call__(self)
        if func is not None and bound_to is not None:
            return self._meth_type(func, bound_to)
        return None

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self._alive and other._alive:
            return ref.__eq__(self, other) and \
                self._func_ref == other._func_ref
        return self is other

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A reference that knows the key of its place in a dictionary."""

    __slots__ = 'key',

    def __new__(cls, target, callback, key):
        self = ref.__new__(cls, target, callback)
        self.key = key
        return self

    def __init__(self, target, callback, key):
        pass


class _Callbacks:
    """How a reference tells its collection that the target is gone.

    While the collection is being walked nothing may leave it; what died then
    is taken out afterwards.
    """

    def _watch(self, forget):
        selfref = ref(self)
        self._walking, self._dead = 0, []

        def remove(wr):
            self = selfref()
            if self is not None:
                if self._walking:
                    self._dead.append(wr)
                else:
                    forget(self, wr)
        self._remove, self._forget = remove, forget

    def _walk(self, items):
        self._walking += 1
        try:
            yield from items
        finally:
            self._walking -= 1
            if not self._walking:
                while self._dead:
                    self._forget(self, self._dead.pop())


class _WeakDictionary(_Callbacks, MutableMapping):
    """What both dictionaries share; `_living` gives the pairs."""

    def _pairs(self):
        return self._walk(self._living())

    def __iter__(self):
        for key, value in self._pairs():
            yield key

    keys = __iter__

    def values(self):
        for key, value in self._pairs():
            yield value

    def items(self):
        return self._pairs()

    def __len__(self):
        return sum(1 for item in self._living())

    def __repr__(self):
        return '<%s at %#x>' % (self.__class__.__name__, id(self))

    def popitem(self):
        for key, value in self._living():
            del self[key]
            return key, value
        raise KeyError('popitem(): dictionary is empty')

    def clear(self):
        self.data.clear()

    def update(self, other=None, /, **kwargs):
        if other is not None:
            for key, value in (other.items() if hasattr(other, 'items')
                               else dict(other).items()):
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def copy(self):
        new = self.__class__()
        for key, value in self._living():
            new[key] = value
        return new

    __copy__ = copy

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        new = self.copy()
        new.update(other)
        return new

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        new = self.__class__()
        new.update(other)
        new.update(self)
        return new

    def __ior__(self, other):
        self.update(other)
        return self


class WeakValueDictionary(_WeakDictionary):
    """Mapping that references its values weakly."""

    def __init__(self, other=(), /, **kw):
        def forget(self, wr):
            if self.data.get(wr.key) is wr:
                del self.data[wr.key]
        self._watch(forget)
        self.data = {}
        self.update(other, **kw)

    def _living(self):
        for key, wr in list(self.data.items()):
            value = wr()
            if value is not None:
                yield key, value

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        return key in self.data and self.data[key]() is not None

    def get(self, key, default=None):
        wr = self.data.get(key)
        value = wr() if wr is not None else None
        return default if value is None else value

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
        for key, value in self._living():
            new[deepcopy(key, memo)] = value
        return new

    def valuerefs(self):
        """The weak references to my values."""
        return list(self.data.values())

    itervaluerefs = valuerefs


class WeakKeyDictionary(_WeakDictionary):
    """Mapping that references its keys weakly."""

    def __init__(self, dict=None):
        self._watch(lambda self, wr: self.data.pop(wr, None))
        self.data = {}
        if dict is not None:
            self.update(dict)

    def _living(self):
        for wr, value in list(self.data.items()):
            key = wr()
            if key is not None:
                yield key, value

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
        for key, value in self._living():
            new[key] = deepcopy(value, memo)
        return new

    def keyrefs(self):
        """The weak references to my keys."""
        return list(self.data)


class WeakSet(_Callbacks):
    """A set that references its items weakly."""

    def __init__(self, data=None):
        self._watch(lambda self, wr: self.data.discard(wr))
        self.data = set()
        if data is not None:
            self.update(data)

    def __iter__(self):
        return self._walk(self._living())

    def _living(self):
        for wr in list(self.data):
            item = wr()
            if item is not None:
                yield item

    def __len__(self):
        return sum(1 for item in self._living())

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def __reduce__(self):
        return self.__class__, (list(self),), self.__getstate__()

    def __getstate__(self):
        return {name: value for name, value in self.__dict__.items()
                if name not in ('data', '_walking', '_dead', '_remove',
                                '_forget')}

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def pop(self):
        while True:
            try:
                item = self.data.pop()()
            except KeyError:
                raise KeyError('pop from empty WeakSet') from None
            if item is not None:
                return item

    def clear(self):
        self.data.clear()

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return self.__class__(self)

    def _with(self, operation, other):
        return self.__class__(operation(set(self), other))

    def union(self, other):
        return self._with(set.union, other)

    def difference(self, other):
        return self._with(set.difference, other)

    def intersection(self, other):
        return self._with(set.intersection, other)

    def symmetric_difference(self, other):
        return self._with(set.symmetric_difference, other)

    __or__, __sub__ = union, difference
    __and__, __xor__ = intersection, symmetric_difference

    def _become(self, items):
        self.clear()
        self.update(items)
        return self

    def __ior__(self, other):
        self.update(other)
        return self

    def __isub__(self, other):
        return self._become(set(self).difference(other))

    def __iand__(self, other):
        return self._become(set(self).intersection(other))

    def __ixor__(self, other):
        return self._become(set(self).symmetric_difference(other))

    def difference_update(self, other):
        self.__isub__(other)

    def intersection_update(self, other):
        self.__iand__(other)

    def symmetric_difference_update(self, other):
        self.__ixor__(other)

    def issubset(self, other):
        return set(self) <= set(other)

    def issuperset(self, other):
        return set(self) >= set(other)

    __le__, __ge__ = issubset, issuperset

    def __lt__(self, other):
        return set(self) < set(other)

    def __gt__(self, other):
        return set(self) > set(other)

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return set(self) == set(other)

    def isdisjoint(self, other):
        return not any(item in self for item in other)

    def __repr__(self):
        return repr(self.data)

    __class_getitem__ = classmethod(type(list[int]))


MutableSet.register(WeakSet)


class finalize:
    """Calls a function once when an object is gone."""

    __slots__ = ()
    _registry = {}

    class _Info:
        __slots__ = ('weakref', 'func', 'args', 'kwargs', 'atexit')

    def __init__(self, obj, func, /, *args, **kwargs):
        info = self._Info()
        info.weakref = ref(obj, self)
        info.func = func
        info.args = args
        info.kwargs = kwargs
        info.atexit = True
        self._registry[id(self)] = (self, info)

    def _take(self):
        return self._registry.pop(id(self), (None, None))[1]

    def __call__(self, _=None):
        """Call the function, unless that is over."""
        info = self._take()
        if info:
            return info.func(*info.args, **info.kwargs)

    def detach(self):
        """Give up, and give back (obj, func, args, kwargs)."""
        info = self._registry.get(id(self), (None, None))[1]
        obj = info and info.weakref()
        if obj is not None and self._take():
            return (obj, info.func, info.args, info.kwargs)

    def peek(self):
        """(obj, func, args, kwargs), unless that is over."""
        info = self._registry.get(id(self), (None, None))[1]
        obj = info and info.weakref()
        if obj is not None:
            return (obj, info.func, info.args, info.kwargs)

    @property
    def alive(self):
        """Whether finalizer is alive"""
        return id(self) in self._registry
