"""Copies of objects, and of all that they refer to."""

import types
from _weakref import ref
from copyreg import dispatch_table

__all__ = ['Error', 'copy', 'deepcopy']


class Error(Exception):
    pass


error = Error

_atomic = frozenset([
    type(None), int, float, bool, complex, str, bytes, type, range,
    type(Ellipsis), type(NotImplemented), types.FunctionType,
    types.BuiltinFunctionType, types.CodeType, property, ref])


_copied = frozenset([list, dict, set, bytearray])


def copy(x):
    """A new object that refers to the same things."""
    cls = type(x)
    if cls in _copied:
        return x.copy()
    if cls in _atomic or cls is tuple or cls in (frozenset, slice):
        return x
    if issubclass(cls, type):
        return x
    own = getattr(cls, '__copy__', None)
    if own is not None:
        return own(x)
    return _rebuild(x, cls, None)


def deepcopy(x, memo=None, _nil=[]):
    """A new object that refers to copies."""
    cls = type(x)
    if cls in _atomic:
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    if cls is list:
        result = []
        memo[id(x)] = result
        for item in x:
            result.append(deepcopy(item, memo))
    elif cls is dict:
        result = {}
        memo[id(x)] = result
        for key, value in x.items():
            result[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        # A circle may have come by here already.
        if id(x) in memo:
            return memo[id(x)]
        for a, b in zip(x, items):
            if a is not b:
                result = tuple(items)
                break
        else:
            result = x
    elif issubclass(cls, type):
        return x
    elif cls is slice:
        result = slice(*deepcopy((x.start, x.stop, x.step), memo))
    elif cls is types.MethodType:
        result = cls(x.__func__, deepcopy(x.__self__, memo))
    else:
        own = getattr(x, '__deepcopy__', None)
        result = own(memo) if own is not None else \
            _rebuild(x, cls, memo)
    if result is not x:
        memo[id(x)] = result
        # What was copied must outlive the memo, or its id is used again.
        memo.setdefault(id(memo), []).append(x)
    return result


def _rebuild(x, cls, memo):
    reduce = dispatch_table.get(cls)
    if reduce is not None:
        reduced = reduce(x)
    else:
        reduce = getattr(x, '__reduce_ex__', None)
        if reduce is not None:
            reduced = reduce(4)
        else:
            reduce = getattr(x, '__reduce__', None)
            if reduce is None:
                raise Error('un(%s)copyable object of type %s' % (
                    'shallow' if memo is None else 'deep', cls))
            reduced = reduce()
    if isinstance(reduced, str):
        return x
    if not 2 <= len(reduced) <= 5:
        raise TypeError('__reduce__ must give two to five items, not %d'
                        % len(reduced))
    func, args, state, items, pairs = reduced if len(reduced) == 5 else \
        (tuple(reduced) + (None,) * 3)[:5]
    deep = memo is not None
    if deep:
        args = tuple([deepcopy(arg, memo) for arg in args])
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, '__setstate__'):
            y.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                y.__dict__.update(state)
            if slots is not None:
                for key, value in slots.items():
                    setattr(y, key, value)
    if items is not None:
        for item in items:
            y.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key = deepcopy(key, memo)
                value = deepcopy(value, memo)
            y[key] = value
    return y
