"""Containers printed so that people can read them."""

import sys
from types import SimpleNamespace

__all__ = ['pprint', 'pformat', 'isreadable', 'isrecursive', 'saferepr',
           'PrettyPrinter', 'pp']


def pprint(object, stream=None, indent=1, width=80, depth=None, *,
           compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth,
                  compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False,
            sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent=indent, width=width, depth=depth,
                         compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _safe_key:
    """Anything as something that sorts."""

    __slots__ = ['obj']

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return ((str(type(self.obj)), id(self.obj)) <
                    (str(type(other.obj)), id(other.obj)))


def _safe_tuple(t):
    return _safe_key(t[0]), _safe_key(t[1])


def _recursion(object):
    return '<Recursion on %s with id=%s>' % (type(object).__name__,
                                             id(object))


class PrettyPrinter:
    """I print what I am given over as many lines as the width asks for."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *,
                 compact=False, sort_dicts=True, underscore_numbers=False):
        self._indent_per_level, self._width = int(indent), int(width)
        for wrong, rule in (
                (self._indent_per_level < 0, 'indent must be >= 0'),
                (depth is not None and depth <= 0, 'depth must be > 0'),
                (self._width == 0, 'width must be != 0')):
            if wrong:
                raise ValueError(rule)
        self._depth, self._compact = depth, bool(compact)
        self._stream = sys.stdout if stream is None else stream
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write('\n')

    def pformat(self, object):
        from io import StringIO
        stream = StringIO()
        self._format(object, stream, 0, 0, {}, 0)
        return stream.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        s, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def _repr(self, object, context, level):
        return self.format(object, context.copy(), self._depth, level)[0]

    def format(self, object, context, maxlevels, level):
        return self._safe_repr(object, context, maxlevels, level)

    def _format(self, object, stream, indent, allowance, context, level):
        known = id(object)
        if known in context:
            stream.write(_recursion(object))
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            writer = self._writer(object)
            if writer is not None:
                context[known] = 1
                writer(object, stream, indent, allowance, context, level + 1)
                del context[known]
                return
        stream.write(text)

    def _writer(self, object):
        """How to spread an object over lines; None: it stays in one."""
        by = type(object).__repr__
        for kind, writer in self._writers.items():
            if by is kind.__repr__:
                return getattr(self, writer)
        if not isinstance(object, type) and \
                hasattr(object, '__dataclass_fields__') and \
                object.__dataclass_params__.repr and \
                not hasattr(by, '__objclass__') and \
                getattr(by, '__qualname__', '').endswith('__repr__') and \
                hasattr(by, '__wrapped__'):
            return self._dataclass
        module = type(object).__module__
        if module in ('builtins', 'collections', 'types', '_collections') and (
                object or type(object).__name__ == 'ChainMap'):
            writer = getattr(self, '_more_' + type(object).__name__, None)
            if writer is not None and by.__qualname__.split('.')[0] in (
                    type(object).__name__, 'UserList', 'UserDict',
                    'UserString', 'mappingproxy'):
                return writer
        return None

    def _dict(self, object, stream, indent, allowance, context, level):
        stream.write('{')
        stream.write(' ' * (self._indent_per_level - 1))
        if object:
            items = object.items()
            if self._sort_dicts:
                items = sorted(items, key=_safe_tuple)
            self._items(list(items), stream, indent, allowance + 1, context,
                        level)
        stream.write('}')

    def _items(self, items, stream, indent, allowance, context, level,
               named=False):
        """Key and value on each line: `a: 1`, or `a=1` when named."""
        indent += 0 if named else self._indent_per_level
        for i, (key, value) in enumerate(items):
            last = i == len(items) - 1
            if not named:
                key = self._repr(key, context, level)
            stream.write(key + ('=' if named else ': '))
            if named and id(value) in context:
                stream.write('...')
            else:
                self._format(value, stream, indent + len(key) + (
                    1 if named else 2), allowance if last else 1, context,
                    level)
            if not last:
                stream.write(',\n' + ' ' * indent)

    def _sequence(self, items, stream, indent, allowance, context, level):
        """Items one below the other, or as many on a line as fit."""
        stream.write(' ' * (self._indent_per_level - 1))
        indent += self._indent_per_level
        below, between = ',\n' + ' ' * indent, ''
        width = room = self._width - indent + 1
        items = list(items)
        for left, item in zip(reversed(range(len(items))), items):
            if not left:
                room, width = room - allowance, width - allowance
            if self._compact:
                text = self._repr(item, context, level)
                size = len(text) + 2
                if room < size:
                    room = width
                    between = between and below
                if room >= size:
                    room -= size
                    stream.write(between + text)
                    between = ', '
                    continue
            stream.write(between)
            between = below
            self._format(item, stream, indent, 1 if left else allowance,
                         context, level)

    def _list(self, object, stream, indent, allowance, context, level):
        stream.write('[')
        self._sequence(object, stream, indent, allowance + 1, context, level)
        stream.write(']')

    def _tuple(self, object, stream, indent, allowance, context, level):
        end = ',)' if len(object) == 1 else ')'
        stream.write('(')
        self._sequence(object, stream, indent, allowance + len(end), context,
                       level)
        stream.write(end)

    def _set(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        start, end = '{', '}'
        if type(object) is not set:
            start, end = type(object).__name__ + '({', '})'
            indent += len(start) - 1
        stream.write(start)
        self._sequence(sorted(object, key=_safe_key), stream, indent,
                       allowance + len(end), context, level)
        stream.write(end)

    def _str(self, object, stream, indent, allowance, context, level):
        write = stream.write
        if not object:
            write(repr(object))
            return
        chunks = []
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        room = last_room = self._width - indent
        text = ''
        for i, line in enumerate(lines):
            text = repr(line)
            if i == len(lines) - 1:
                last_room -= allowance
            if len(text) <= last_room:
                chunks.append(text)
                continue
            # Words with the white space behind them.
            parts = []
            at = 0
            while at < len(line):
                end = at
                while end < len(line) and not line[end].isspace():
                    end += 1
                while end < len(line) and line[end].isspace():
                    end += 1
                parts.append(line[at:end])
                at = end
            current = ''
            for j, part in enumerate(parts):
                longer = current + part
                limit = last_room if j == len(parts) - 1 and \
                    i == len(lines) - 1 else room
                if len(repr(longer)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = longer
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            write(chunks[0])
            return
        if level == 1:
            write('(')
        write(('\n' + ' ' * indent).join(chunks))
        if level == 1:
            write(')')

    def _bytes(self, object, stream, indent, allowance, context, level,
               wrap='', end=''):
        write = stream.write
        if len(object) <= 4 and not wrap:
            write(repr(object))
            return
        parens = level == 1 or bool(wrap)
        if parens:
            indent += len(wrap) + 1
            allowance += 1 + len(end)
            write(wrap + '(')
        delimiter = ''
        room = self._width - indent
        last = len(object) // 4 * 4
        current = b''
        for i in range(0, len(object), 4):
            part = object[i:i + 4]
            longer = current + part
            if i == last:
                room -= allowance
            if len(repr(longer)) > room:
                if current:
                    write(delimiter + repr(current))
                    delimiter = '\n' + ' ' * indent
                current = part
            else:
                current = longer
        if current:
            write(delimiter + repr(current))
        if parens:
            write(')')

    def _bytearray(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        self._bytes(bytes(object), stream, indent, allowance, context, level,
                    'bytearray')

    def _namespace(self, object, stream, indent, allowance, context, level):
        name = 'namespace' if type(object).__name__ == 'SimpleNamespace' \
            else type(object).__name__
        self._fields(name, list(object.__dict__.items()), stream, indent,
                     allowance, context, level)

    def _dataclass(self, object, stream, indent, allowance, context, level):
        from dataclasses import fields
        self._fields(type(object).__name__,
                     [(f.name, getattr(object, f.name))
                      for f in fields(object) if f.repr], stream, indent,
                     allowance, context, level)

    def _fields(self, name, items, stream, indent, allowance, context, level):
        stream.write(name + '(')
        self._items(items, stream, indent + len(name) + 1, allowance + 1,
                    context, level, named=True)
        stream.write(')')

    def _wrapped(self, object, inner, stream, indent, allowance, context,
                 level, comma=''):
        """Name([comma]inner): the name of the class around another object."""
        start = type(object).__name__ + '(' + comma
        stream.write(start)
        self._format(inner, stream, indent + len(start), allowance + 1,
                     context, level)
        stream.write(')')

    def _more_mappingproxy(self, object, *args):
        self._wrapped(object, object.copy(), *args)

    def _more_UserDict(self, object, stream, indent, allowance, context,
                       level):
        self._format(object.data, stream, indent, allowance, context,
                     level - 1)

    _more_UserList = _more_UserString = _more_UserDict

    def _begin(self, object, stream, indent, more=''):
        """Name(; gives how far what is inside stands from the margin."""
        start = type(object).__name__ + '('
        stream.write(start + more)
        return indent + len(start)

    def _more_defaultdict(self, object, stream, indent, allowance, context,
                          level):
        indent = self._begin(object, stream, indent, self._repr(
            object.default_factory, context, level) + ',\n')
        stream.write(' ' * indent)
        self._dict(object, stream, indent, allowance + 1, context, level)
        stream.write(')')

    def _more_OrderedDict(self, object, stream, indent, allowance, context,
                          level):
        indent = self._begin(object, stream, indent)
        self._list(list(object.items()), stream, indent, allowance + 1, context,
                   level)
        stream.write(')')

    def _more_Counter(self, object, stream, indent, allowance, context,
                      level):
        indent = self._begin(object, stream, indent, '{')
        stream.write(' ' * (self._indent_per_level - 1))
        self._items(object.most_common(), stream, indent, allowance + 2,
                    context, level)
        stream.write('})')

    def _more_ChainMap(self, object, stream, indent, allowance, context,
                       level):
        indent = self._begin(object, stream, indent)
        for i, one in enumerate(object.maps):
            last = i == len(object.maps) - 1
            self._format(one, stream, indent, allowance + 1 if last else 1,
                         context, level)
            stream.write(')' if last else ',\n' + ' ' * indent)

    def _more_deque(self, object, stream, indent, allowance, context, level):
        indent = self._begin(object, stream, indent, '[')
        most = object.maxlen
        self._sequence(object, stream, indent, allowance + 2 if most is None
                       else 2, context, level)
        stream.write('])' if most is None else '],\n%smaxlen=%s)' % (
            ' ' * indent, self._repr(most, context, level)))

    _writers = {dict: '_dict', list: '_list', tuple: '_tuple', set: '_set',
                frozenset: '_set', str: '_str', bytes: '_bytes',
                bytearray: '_bytearray',
                SimpleNamespace: '_namespace'}

    def _safe_repr(self, object, context, maxlevels, level):
        """The text, whether it can be read back, whether it recurs."""
        kind = type(object)
        if kind is str or kind is float or kind is bool or \
                kind is type(None):
            return repr(object), True, False
        by = kind.__repr__
        if isinstance(object, int) and by is int.__repr__:
            return ('{:_d}'.format(object) if self._underscore_numbers
                    else repr(object)), True, False
        is_dict = isinstance(object, dict) and by is dict.__repr__
        if not is_dict and not (isinstance(object, list) and
                                by is list.__repr__ or
                                isinstance(object, tuple) and
                                by is tuple.__repr__):
            text = repr(object)
            return text, bool(text) and not text.startswith('<'), False
        if is_dict:
            brackets = '{%s}'
        elif isinstance(object, list):
            brackets = '[%s]'
        else:
            brackets = '(%s,)' if len(object) == 1 else '(%s)'
        if not object:
            return brackets % '', True, False
        if maxlevels and level >= maxlevels:
            return brackets.replace(',', '') % '...' if not is_dict \
                else '{...}', False, id(object) in context
        known = id(object)
        if known in context:
            return _recursion(object), False, True
        context[known] = 1
        readable, recursive = True, False
        parts = []

        def one(item):
            nonlocal readable, recursive
            text, reads, recurs = self.format(item, context, maxlevels,
                                              level + 1)
            readable = readable and reads
            recursive = recursive or recurs
            return text

        if is_dict:
            items = object.items()
            if self._sort_dicts:
                items = sorted(items, key=_safe_tuple)
            for key, value in items:
                text = one(key)
                parts.append('%s: %s' % (text, one(value)))
        else:
            for item in object:
                parts.append(one(item))
        del context[known]
        return brackets % ', '.join(parts), readable, recursive
