"""collections: containers for special purposes.

deque, defaultdict and OrderedDict are native; the rest is here.
"""

from _collections import deque, defaultdict, OrderedDict, _count_elements
from itertools import chain as _chain, repeat as _repeat, starmap as _starmap
from keyword import iskeyword as _iskeyword
from operator import itemgetter as _itemgetter, _field
import sys as _sys

__all__ = ['ChainMap', 'Counter', 'OrderedDict', 'UserDict', 'UserList',
           'UserString', 'defaultdict', 'deque', 'namedtuple']

def __getattr__(name):
    # The abstract classes take a while to make, and few programs need them.
    if name == 'abc':
        import collections.abc
        return collections.abc
    raise AttributeError('module %r has no attribute %r' % (__name__, name))


# --- namedtuple --------------------------------------------------------------

def _check_names(typename, field_names, rename):
    if rename:
        seen = set()
        for index, name in enumerate(field_names):
            if (not name.isidentifier() or _iskeyword(name)
                    or name.startswith('_') or name in seen):
                field_names[index] = '_%d' % index
            seen.add(name)
    for name in [typename] + field_names:
        if type(name) is not str:
            raise TypeError('Type names and field names must be strings')
        if not name.isidentifier():
            raise ValueError('Type names and field names must be valid '
                             'identifiers: %r' % (name,))
        if _iskeyword(name):
            raise ValueError('Type names and field names cannot be a keyword: '
                             '%r' % (name,))
    seen = set()
    for name in field_names:
        if name.startswith('_') and not rename:
            raise ValueError('Field names cannot start with an underscore: %r'
                             % (name,))
        if name in seen:
            raise ValueError('Encountered duplicate field name: %r' % (name,))
        seen.add(name)


def namedtuple(typename, field_names, *, rename=False, defaults=None,
               module=None):
    """Returns a new subclass of tuple with named fields.

    >>> Point = namedtuple('Point', ['x', 'y'])
    >>> Point(11, y=22)
    Point(x=11, y=22)
    """
    if isinstance(field_names, str):
        field_names = field_names.replace(',', ' ').split()
    field_names = list(map(str, field_names))
    typename = str(typename)
    _check_names(typename, field_names, rename)
    field_defaults = {}
    if defaults is not None:
        defaults = tuple(defaults)
        if len(defaults) > len(field_names):
            raise TypeError('Got more default values than field names')
        field_defaults = dict(zip(field_names[len(field_names)
                                              - len(defaults):], defaults))
    field_names = tuple(field_names)
    count = len(field_names)
    arguments = ', '.join(field_names)
    if count == 1:
        arguments += ','
    tuple_new = tuple.__new__

    # The one function that is made from text: its parameters are the fields.
    __new__ = eval('lambda _cls, %s: _tuple_new(_cls, (%s))'
                   % (arguments, arguments) if count else
                   'lambda _cls: _tuple_new(_cls, ())',
                   {'_tuple_new': tuple_new, '__builtins__': {},
                    '__name__': 'namedtuple_' + typename})
    __new__.__name__ = '__new__'
    __new__.__qualname__ = typename + '.__new__'
    __new__.__doc__ = 'Create new instance of %s(%s)' % (typename,
                                                         ', '.join(field_names))
    if defaults is not None:
        __new__.__defaults__ = defaults

    @classmethod
    def _make(cls, iterable):
        result = tuple_new(cls, iterable)
        if len(result) != count:
            raise TypeError('Expected %d arguments, got %d'
                            % (count, len(result)))
        return result
    _make.__func__.__doc__ = ('Make a new %s object from a sequence or '
                              'iterable' % typename)

    def _replace(self, /, **kwds):
        result = self._make(map(kwds.pop, field_names, self))
        if kwds:
            raise ValueError('Got unexpected field names: %r' % list(kwds))
        return result
    _replace.__doc__ = ('Return a new %s object replacing specified fields '
                        'with new values' % typename)

    text = '(' + ', '.join(name + '=%r' for name in field_names) + ')'

    def __repr__(self):
        'As it would be typed'
        return self.__class__.__name__ + text % tuple(self)

    def _asdict(self):
        'A dict of the values by the names of their fields.'
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        'What copy and pickle make it of: a plain tuple'
        return tuple(self)

    for method in (_make.__func__, _replace, __repr__, _asdict,
                   __getnewargs__):
        method.__qualname__ = typename + '.' + method.__name__

    namespace = {
        '__doc__': '%s(%s)' % (typename, ', '.join(field_names)),
        '__slots__': (),
        '_fields': field_names,
        '_field_defaults': field_defaults,
        '__new__': __new__,
        '_make': _make,
        '_replace': _replace,
        '__repr__': __repr__,
        '_asdict': _asdict,
        '__getnewargs__': __getnewargs__,
        '__match_args__': field_names,
    }
    for index, name in enumerate(field_names):
        namespace[name] = property(_field(index),
                                   doc='Alias for field number %d' % index)
    result = type(typename, (tuple,), namespace)
    if module is None:
        try:
            module = _sys._getframe(1).f_globals.get('__name__', '__main__')
        except (AttributeError, ValueError):
            module = None
    if module is not None:
        result.__module__ = module
    return result


# --- Counter -----------------------------------------------------------------

class Counter(dict):
    """Dict subclass for counting hashable items.

    Elements are stored as dictionary keys and their counts as the values.
    """

    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        """What is not here counts 0."""
        return 0

    def total(self):
        'Sum of the counts'
        return sum(self.values())

    def most_common(self, n=None):
        """The n with the highest counts, the highest first; all without n."""
        ranked = sorted(self.items(), key=_itemgetter(1), reverse=True)
        return ranked if n is None else ranked[:max(n, 0)]

    def elements(self):
        """Each element as often as it counts."""
        return _chain.from_iterable(_starmap(_repeat, self.items()))

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError(
            'Counter.fromkeys() is undefined.  Use Counter(iterable) instead.')

    def update(self, iterable=None, /, **kwds):
        """Add counts, or one for each item."""
        if not self and isinstance(iterable, dict):
            super().update(iterable)
        elif hasattr(iterable, 'items'):
            for item, count in iterable.items():
                self[item] = count + self.get(item, 0)
        elif iterable is not None:
            _count_elements(self, iterable)
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        """Take counts off, or one for each item."""
        pairs = iterable.items() if hasattr(iterable, 'items') else \
            zip(() if iterable is None else iterable, _repeat(1))
        for item, count in _chain(pairs, kwds.items()):
            self[item] = self.get(item, 0) - count

    def copy(self):
        'Return a shallow copy.'
        return self.__class__(self)

    def __reduce__(self):
        return (self.__class__, (dict(self),))

    def __delitem__(self, elem):
        """Forget an element, should it be here."""
        if elem in self:
            super().__delitem__(elem)

    def __repr__(self):
        if not self:
            return self.__class__.__name__ + '()'
        try:
            d = dict(self.most_common())
        except TypeError:
            d = dict(self)
        return '%s(%r)' % (self.__class__.__name__, d)

    def __eq__(self, other):
        """Do all counts agree? What is absent counts 0."""
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] == other[e] for c in (self, other) for e in c)

    def __ne__(self, other):
        """Does some count differ?"""
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        """Is no count of mine higher?"""
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] <= other[e] for c in (self, other) for e in c)

    def __lt__(self, other):
        """Is no count of mine higher, and one lower?"""
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        """Is no count of mine lower?"""
        if not isinstance(other, Counter):
            return NotImplemented
        return all(self[e] >= other[e] for c in (self, other) for e in c)

    def __gt__(self, other):
        """Is no count of mine lower, and one higher?"""
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    def __add__(self, other):
        'Add counts from two counters.'
        if not isinstance(other, Counter):
            return NotImplemented
        counts = {}
        for elem, count in self.items():
            count = count + other[elem]
            if count > 0:
                counts[elem] = count
        return self._and_those_of(other, counts)

    def __sub__(self, other):
        """The differences that are positive."""
        if not isinstance(other, Counter):
            return NotImplemented
        counts = {}
        for elem, count in self.items():
            count = count - other[elem]
            if count > 0:
                counts[elem] = count
        return self._and_those_of(-other, counts)

    def __or__(self, other):
        """The higher of two counts, where positive."""
        if not isinstance(other, Counter):
            return NotImplemented
        counts = {}
        for elem, count in self.items():
            theirs = other[elem]
            if count < theirs:
                count = theirs
            if count > 0:
                counts[elem] = count
        return self._and_those_of(other, counts)

    def __and__(self, other):
        """The lower of two counts, where positive."""
        if not isinstance(other, Counter):
            return NotImplemented
        counts = {}
        for elem, count in self.items():
            theirs = other[elem]
            if theirs <= count:
                count = theirs
            if count > 0:
                counts[elem] = count
        return Counter(counts)

    def _and_those_of(self, other, counts):
        """With the positive counts of other whose elements are not mine."""
        for elem, count in other.items():
            if count > 0 and elem not in self:
                counts[elem] = count
        return Counter(counts)

    def __pos__(self):
        """My positive counts."""
        return Counter({elem: count for elem, count in self.items()
                        if count > 0})

    def __neg__(self):
        """My negative counts, turned positive."""
        return Counter({elem: 0 - count for elem, count in self.items()
                        if count < 0})

    def _keep_positive(self):
        """Drop the counts that are not positive."""
        for elem in [elem for elem, count in self.items() if not count > 0]:
            del self[elem]
        return self

    def __iadd__(self, other):
        """Add in place; positive counts stay."""
        for elem, count in other.items():
            self[elem] += count
        return self._keep_positive()

    def __isub__(self, other):
        """Subtract in place; positive counts stay."""
        for elem, count in other.items():
            self[elem] -= count
        return self._keep_positive()

    def __ior__(self, other):
        """Take the higher count of each, in place."""
        for elem, count in other.items():
            if count > self[elem]:
                self[elem] = count
        return self._keep_positive()

    def __iand__(self, other):
        """Take the lower count of each, in place."""
        for elem, count in self.items():
            if other[elem] < count:
                self[elem] = other[elem]
        return self._keep_positive()


# --- mappings and sequences written in Python ---------------------------------

class _Mapping:
    """The methods of a mapping, from __getitem__, __iter__ and __len__."""
    __abc_tpflags__ = 1 << 6

    def get(self, key, default=None):
        'The value of a key, or the default without one.'
        try:
            return self[key]
        except KeyError:
            return default

    def keys(self):
        return dict.fromkeys(self).keys()

    def items(self):
        return {key: self[key] for key in self}.items()

    def values(self):
        return {key: self[key] for key in self}.values()

    def __eq__(self, other):
        if not (isinstance(other, dict) or hasattr(other, 'keys')):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    _required = object()

    def pop(self, key, default=_required):
        'Take a key out and give its value, or the default without one.'
        try:
            value = self[key]
        except KeyError:
            if default is _Mapping._required:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        'Take out the key that comes first; gives it and its value.'
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **kwds):
        for key, value in dict(other, **kwds).items():
            self[key] = value

    def setdefault(self, key, default=None):
        'The value of a key, which is set to the default if it had none.'
        try:
            found = self[key]
        except KeyError:
            found = self[key] = default
        return found


class ChainMap(_Mapping):
    """Groups several dicts so that they are looked up as one.

    Lookups search the maps one after the other; writes and deletions operate
    on the first one alone.
    """

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __missing__(self, key):
        raise KeyError(key)

    def __getitem__(self, key):
        for mapping in self.maps:
            try:
                found = mapping[key]
            except KeyError:
                continue
            return found
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __len__(self):
        return len(set().union(*self.maps))

    def __iter__(self):
        d = {}
        for mapping in map(dict.fromkeys, reversed(self.maps)):
            d |= mapping
        return iter(d)

    def __contains__(self, key):
        return any(key in m for m in self.maps)

    def __bool__(self):
        return any(self.maps)

    def __repr__(self):
        return '%s(%s)' % (self.__class__.__name__,
                           ', '.join(map(repr, self.maps)))

    @classmethod
    def fromkeys(cls, iterable, *args):
        return cls(dict.fromkeys(iterable, *args))

    def copy(self):
        return self.__class__(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def new_child(self, m=None, **kwargs):
        first = kwargs if m is None else m
        if kwargs and first is not kwargs:
            first.update(kwargs)
        return self.__class__(first, *self.maps)

    @property
    def parents(self):
        return self.__class__(*self.maps[1:])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        try:
            del self.maps[0][key]
        except KeyError:
            raise KeyError('Key not found in the first mapping: %r' % (key,))

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError('No keys found in the first mapping.')

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError('Key not found in the first mapping: %r' % (key,))

    def clear(self):
        self.maps[0].clear()

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def __or__(self, other):
        m = self.copy()
        m.maps[0].update(other)
        return m

    def __ror__(self, other):
        m = dict(other)
        for child in reversed(self.maps):
            m.update(child)
        return self.__class__(m)


class UserDict(_Mapping):
    """A dictionary to derive from, whose contents are in self.data."""

    def __init__(self, dict=None, /, **kwargs):
        self.data = {}
        for given in dict, kwargs or None:
            if given is not None:
                self.update(given)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, key):
        if key in self.data:
            return self.data[key]
        cls = self.__class__
        if not hasattr(cls, '__missing__'):
            raise KeyError(key)
        return cls.__missing__(self, key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __contains__(self, key):
        return key in self.data

    def __repr__(self):
        return repr(self.data)

    def __or__(self, other):
        if isinstance(other, UserDict):
            other = other.data
        elif not isinstance(other, dict):
            return NotImplemented
        return self.__class__(self.data | other)

    def __ror__(self, other):
        if isinstance(other, dict):
            return self.__class__(other | self.data)
        return NotImplemented

    def __ior__(self, other):
        self.data |= other.data if isinstance(other, UserDict) else other
        return self

    def copy(self):
        result = self.__class__.__new__(self.__class__)
        result.__dict__.update(self.__dict__)
        result.data = self.data.copy()
        return result

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made


def _plain(other):
    """The built-in value inside a UserList or UserString."""
    return other.data if isinstance(other, (UserList, UserString)) else other


class UserList:
    """A list to derive from, whose contents are in self.data."""
    __abc_tpflags__ = 1 << 5

    def __init__(self, initlist=None):
        self.data = [] if initlist is None else list(_plain(initlist))

    def __repr__(self):
        return repr(self.data)

    def __lt__(self, other):
        return self.data < _plain(other)

    def __le__(self, other):
        return self.data <= _plain(other)

    def __eq__(self, other):
        return self.data == _plain(other)

    def __gt__(self, other):
        return self.data > _plain(other)

    def __ge__(self, other):
        return self.data >= _plain(other)

    __hash__ = None

    def __contains__(self, item):
        return item in self.data

    def __len__(self):
        return len(self.data)

    def __iter__(self):
        return iter(self.data)

    def __reversed__(self):
        return reversed(self.data)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return self.__class__(self.data[i])
        return self.data[i]

    def __setitem__(self, i, item):
        self.data[i] = item

    def __delitem__(self, i):
        del self.data[i]

    def __add__(self, other):
        return self.__class__(self.data + list(_plain(other)))

    def __radd__(self, other):
        return self.__class__(list(_plain(other)) + self.data)

    def __iadd__(self, other):
        self.data += _plain(other)
        return self

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __imul__(self, n):
        self.data *= n
        return self

    def append(self, item):
        self.data.append(item)

    def insert(self, i, item):
        self.data.insert(i, item)

    def pop(self, i=-1):
        return self.data.pop(i)

    def remove(self, item):
        self.data.remove(item)

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def __copy__(self):
        result = self.__class__.__new__(self.__class__)
        result.__dict__.update(self.__dict__)
        result.data = self.data[:]
        return result

    def count(self, item):
        return self.data.count(item)

    def index(self, item, *args):
        return self.data.index(item, *args)

    def reverse(self):
        self.data.reverse()

    def sort(self, /, *args, **kwds):
        self.data.sort(*args, **kwds)

    def extend(self, other):
        self.data.extend(_plain(other))


class UserString:
    """A string to derive from, whose text is in self.data."""

    def __init__(self, seq):
        self.data = seq.data[:] if isinstance(seq, UserString) else str(seq)

    def __str__(self):
        return self.data

    def __repr__(self):
        return repr(self.data)

    def __int__(self):
        return int(self.data)

    def __float__(self):
        return float(self.data)

    def __hash__(self):
        return hash(self.data)

    def __eq__(self, other):
        return self.data == _plain(other)

    def __lt__(self, other):
        return self.data < _plain(other)

    def __le__(self, other):
        return self.data <= _plain(other)

    def __gt__(self, other):
        return self.data > _plain(other)

    def __ge__(self, other):
        return self.data >= _plain(other)

    def __contains__(self, char):
        return _plain(char) in self.data

    def __len__(self):
        return len(self.data)

    def __getitem__(self, index):
        return self.__class__(self.data[index])

    def __iter__(self):
        return iter(self.data)

    def __add__(self, other):
        return self.__class__(self.data + str(other))

    def __radd__(self, other):
        return self.__class__(str(other) + self.data)

    def __mul__(self, n):
        return self.__class__(self.data * n)

    __rmul__ = __mul__

    def __mod__(self, args):
        return self.__class__(self.data % args)

    def __getattr__(self, name):
        # Methods of str: what gives text gives one of these.
        method = getattr(str, name)

        def call(*args, **kwds):
            args = tuple(map(_plain, args))
            result = method(self.data, *args, **kwds)
            return self.__class__(result) if type(result) is str else result
        return call
