"""reprlib: a repr() of limited length, and one for what contains itself."""

import builtins
from itertools import islice

__all__ = ['Repr', 'repr', 'recursive_repr']

_running = set()  # the objects whose repr is being made


def recursive_repr(fillvalue='...'):
    """Decorator: a repr that is asked for within itself is `fillvalue`."""
    def decorate(user_function):
        def wrapper(self):
            key = id(self), wrapper
            if key in _running:
                return fillvalue
            _running.add(key)
            try:
                return user_function(self)
            finally:
                _running.discard(key)
        for name in ('__module__', '__name__', '__qualname__', '__doc__'):
            setattr(wrapper, name, getattr(user_function, name))
        wrapper.__annotations__ = getattr(user_function, '__annotations__', {})
        wrapper.__wrapped__ = user_function
        return wrapper
    return decorate


def _sorted(items):
    try:
        return sorted(items)
    except Exception:
        return list(items)


class Repr:
    """Reprs whose parts are cut to a length of their kind."""

    def __init__(self, *, maxlevel=6, maxtuple=6, maxlist=6, maxarray=5,
                 maxdict=4, maxset=6, maxfrozenset=6, maxdeque=6, maxstring=30,
                 maxlong=40, maxother=30, fillvalue='...', indent=None):
        self.maxlevel, self.maxtuple, self.maxlist = maxlevel, maxtuple, maxlist
        self.maxarray, self.maxdict, self.maxset = maxarray, maxdict, maxset
        self.maxfrozenset, self.maxdeque = maxfrozenset, maxdeque
        self.maxstring, self.maxlong = maxstring, maxlong
        self.maxother, self.fillvalue = maxother, fillvalue

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        name = type(x).__name__.replace(' ', '_')
        return getattr(self, 'repr_' + name, self.repr_instance)(x, level)

    def _repr_iterable(self, x, level, left, right, maxiter, trail=''):
        if level <= 0 and len(x):
            return left + self.fillvalue + right
        parts = [self.repr1(item, level - 1) for item in islice(x, maxiter)]
        if len(x) > maxiter:
            parts.append(self.fillvalue)
        if len(x) == 1 and trail:
            right = trail + right
        return left + ', '.join(parts) + right

    def repr_tuple(self, x, level):
        return self._repr_iterable(x, level, '(', ')', self.maxtuple, ',')

    def repr_list(self, x, level):
        return self._repr_iterable(x, level, '[', ']', self.maxlist)

    def repr_array(self, x, level):
        if not x:
            return "array('%s')" % x.typecode
        return self._repr_iterable(x, level, "array('%s', [" % x.typecode, '])',
                                   self.maxarray)

    def repr_set(self, x, level):
        if not x:
            return 'set()'
        return self._repr_iterable(_sorted(x), level, '{', '}', self.maxset)

    def repr_frozenset(self, x, level):
        if not x:
            return 'frozenset()'
        return self._repr_iterable(_sorted(x), level, 'frozenset({', '})',
                                   self.maxfrozenset)

    def repr_deque(self, x, level):
        return self._repr_iterable(x, level, 'deque([', '])', self.maxdeque)

    def repr_dict(self, x, level):
        if not x:
            return '{}'
        if level <= 0:
            return '{' + self.fillvalue + '}'
        parts = ['%s: %s' % (self.repr1(key, level - 1),
                             self.repr1(x[key], level - 1))
                 for key in islice(_sorted(x), self.maxdict)]
        if len(x) > self.maxdict:
            parts.append(self.fillvalue)
        return '{' + ', '.join(parts) + '}'

    def _cut(self, s, most, source=None):
        """The ends of s; or of the repr of both ends of its source."""
        if max(len(s), len(source or '')) <= most:
            return s
        head = max(0, (most - 3) // 2)
        tail = max(0, most - 3 - head)
        if source is not None:
            s = builtins.repr(source[:head] + source[len(source) - tail:])
        return s[:head] + self.fillvalue + s[len(s) - tail:]

    def repr_str(self, x, level):
        most = self.maxstring
        return self._cut(builtins.repr(x[:most]), most, x)

    def repr_int(self, x, level):
        return self._cut(builtins.repr(x), self.maxlong)

    def repr_instance(self, x, level):
        try:
            return self._cut(builtins.repr(x), self.maxother)
        except Exception:
            return '<%s instance at %#x>' % (x.__class__.__name__, id(x))


aRepr = Repr()
repr = aRepr.repr
