"""Reading and writing comma-separated values."""

from _csv_rows import Rows as _Rows, join as _join, limit as _limit

__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE',
           'Error', 'Dialect', 'excel', 'excel_tab', 'field_size_limit',
           'reader', 'writer', 'register_dialect', 'get_dialect',
           'list_dialects', 'Sniffer', 'unregister_dialect', 'DictReader',
           'DictWriter', 'unix_dialect']
__version__ = '1.0'

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
_field_limit = 131072
_dialects = {}


class Error(Exception):
    pass


Error.__module__ = '_csv'


class Dialect:
    """What I say of myself is how a file is to be read and written."""

    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        try:
            _settings(self)
        except TypeError as e:
            raise Error(str(e))


class excel(Dialect):
    delimiter = ','
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(excel):
    lineterminator = '\n'
    quoting = QUOTE_ALL


class _Settings:
    """A dialect that has been looked over."""

    def __init__(self, values):
        for item in values.items():
            object.__setattr__(self, *item)

    def __setattr__(self, name, value):
        raise AttributeError('attribute %r of \'_csv.Dialect\' objects is not '
                             'writable' % name)

    __delattr__ = lambda self, name: self.__setattr__(name, None)

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'Dialect' instances")


_Settings.__name__ = _Settings.__qualname__ = 'Dialect'
_Settings.__module__ = '_csv'
_defaults = {'delimiter': ',', 'doublequote': True, 'escapechar': None,
             'lineterminator': '\r\n', 'quotechar': '"',
             'quoting': QUOTE_MINIMAL, 'skipinitialspace': False,
             'strict': False}


def _settings(dialect=None, given={}):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    if isinstance(dialect, _Settings) and not given:
        return dialect
    values = dict(_defaults)
    for name in values:
        if dialect is not None:
            values[name] = getattr(dialect, name, values[name])
        if name in given:
            values[name] = given[name]
    for name in given:
        if name not in values:
            raise TypeError('%r is an invalid keyword argument for this '
                            'function' % name)
    for name in ('doublequote', 'skipinitialspace', 'strict'):
        values[name] = bool(values[name])
    for name in ('delimiter', 'quotechar', 'escapechar'):
        value = values[name]
        if value is None and name != 'delimiter':
            continue
        if not isinstance(value, str):
            raise TypeError('"%s" must be string%s, not %s' % (
                name, '' if name == 'delimiter' else ' or None',
                type(value).__name__))
        if len(value) != 1:
            raise TypeError('"%s" must be a 1-character string' % name)
    quoting = values['quoting']
    if type(quoting) is not int:
        raise TypeError('"quoting" must be an integer')
    if not 0 <= quoting <= 3:
        raise TypeError('bad "quoting" value')
    if values['quotechar'] is None:
        if 'quotechar' in given and 'quoting' not in given or \
                quoting == QUOTE_NONE:
            values['quoting'] = QUOTE_NONE
        else:
            raise TypeError('quotechar must be set if quoting enabled')
    if values['lineterminator'] is None:
        raise TypeError('lineterminator must be set')
    if not isinstance(values['lineterminator'], str):
        raise TypeError('"lineterminator" must be a string')
    return _Settings(values)


def register_dialect(name, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError('dialect name must be a string')
    _dialects[name] = _settings(dialect, fmtparams)


def unregister_dialect(name):
    if _dialects.pop(name, None) is None:
        raise Error('unknown dialect')


def get_dialect(name):
    try:
        return _dialects[name]
    except KeyError:
        raise Error('unknown dialect') from None


def list_dialects():
    return list(_dialects)


def field_size_limit(*limit):
    global _field_limit
    old = _field_limit
    if limit:
        if not isinstance(*limit, int):
            raise TypeError('limit must be an integer')
        _field_limit, = limit
        _limit(_field_limit)
    return old


_UNREAD = object()  # no line yet

# The states of a reader: where it is in a field.
_RECORD, _ESCAPED_END, _FIELD, _PLAIN, _ESCAPE, _QUOTED, _QUOTED_ESCAPE, \
    _AFTER_QUOTE, _EAT = range(9)


class _Reader(_Rows):
    def __init__(self, lines, dialect=None, fmtparams={}):
        self._lines = iter(lines)
        self.dialect = d = _settings(dialect, fmtparams)
        # What can be read as a whole line goes the short way.
        quote = None if d.quoting == QUOTE_NONE else d.quotechar
        if d.doublequote and d.escapechar is None and not d.strict and \
                d.delimiter not in '\r\n' and quote not in ('\r', '\n'):
            self._begin(self._lines, d.delimiter, quote, d.skipinitialspace +
                        2 * (d.quoting == QUOTE_NONNUMERIC))

    def _next(self, line=_UNREAD):
        """A row that begins in `line`, or in the next one."""
        d = self.dialect
        self._fields = []
        self._field = []
        self._number = False
        self._state = _RECORD
        while True:
            try:
                if line is _UNREAD:
                    line = next(self._lines)
            except StopIteration:
                if self._field or self._state in (_QUOTED, _QUOTED_ESCAPE):
                    if d.strict:
                        raise Error('unexpected end of data') from None
                    self._save()
                    return self._fields
                raise
            if not isinstance(line, str):
                raise Error('iterator should return strings, not %s (the file '
                            'should be opened in text mode)' %
                            type(line).__name__)
            self._count()
            for c in line:
                self._take(c)
            self._take('')
            line = _UNREAD
            if self._state == _RECORD:
                return self._fields

    def _save(self):
        text = ''.join(self._field)
        self._field = []
        self._fields.append(float(text) if self._number else text)
        self._number = False

    def _add(self, c):
        if len(self._field) >= _field_limit:
            raise Error('field larger than field limit (%d)' % _field_limit)
        self._field.append(c)

    def _take(self, c):
        """One character; '' is the end of the line."""
        d = self.dialect
        state = self._state
        if state == _RECORD:
            if not c:
                return
            if c in '\r\n':
                self._state = _EAT
                return
            state = _FIELD
        if state == _FIELD:
            if not c or c in '\r\n':
                self._save()
                self._state = _EAT if c else _RECORD
            elif c == d.quotechar and d.quoting != QUOTE_NONE:
                self._state = _QUOTED
            elif c == d.escapechar:
                self._state = _ESCAPE
            elif c == ' ' and d.skipinitialspace:
                self._state = _FIELD
            elif c == d.delimiter:
                self._save()
                self._state = _FIELD
            else:
                if d.quoting == QUOTE_NONNUMERIC:
                    self._number = True
                self._add(c)
                self._state = _PLAIN
        elif state == _ESCAPE:
            if c and c in '\r\n':
                self._add(c)
                self._state = _ESCAPED_END
            else:
                self._add(c or '\n')
                self._state = _PLAIN
        elif state in (_PLAIN, _ESCAPED_END):
            if not c and state == _ESCAPED_END:
                return
            if not c or c in '\r\n':
                self._save()
                self._state = _EAT if c else _RECORD
            elif c == d.escapechar:
                self._state = _ESCAPE
            elif c == d.delimiter:
                self._save()
                self._state = _FIELD
            else:
                self._add(c)
                self._state = _PLAIN
        elif state == _QUOTED:
            if not c:
                return
            if c == d.escapechar:
                self._state = _QUOTED_ESCAPE
            elif c == d.quotechar and d.quoting != QUOTE_NONE:
                self._state = _AFTER_QUOTE if d.doublequote else _PLAIN
            else:
                self._add(c)
        elif state == _QUOTED_ESCAPE:
            self._add(c or '\n')
            self._state = _QUOTED
        elif state == _AFTER_QUOTE:
            if d.quoting != QUOTE_NONE and c == d.quotechar:
                self._add(c)
                self._state = _QUOTED
            elif c == d.delimiter:
                self._save()
                self._state = _FIELD
            elif not c or c in '\r\n':
                self._save()
                self._state = _EAT if c else _RECORD
            elif d.strict:
                raise Error("'%s' expected after '%s'" % (d.delimiter,
                                                          d.quotechar))
            else:
                self._add(c)
                self._state = _PLAIN
        elif not c:
            self._state = _RECORD
        elif c not in '\r\n':
            raise Error('new-line character seen in unquoted field - do you '
                        'need to open the file in universal-newline mode?')


class _Writer:
    def __init__(self, file, dialect=None, fmtparams={}):
        self._write = getattr(file, 'write', None)
        if not callable(self._write):
            raise TypeError('argument 1 must have a "write" method')
        self.dialect = d = _settings(dialect, fmtparams)
        self._special = [c for c in (d.delimiter, d.escapechar, d.quotechar,
                                     *d.lineterminator) if c]
        self._quick = d.doublequote and d.escapechar is None and \
            d.quoting != QUOTE_NONE and \
            (d.delimiter, d.quotechar, d.lineterminator, d.quoting)

    def writerow(self, row):
        if self._quick:
            text = _join(row, self._quick)
            if text is not None:
                return self._write(text)
        d = self.dialect
        try:
            row = iter(row)
        except TypeError:
            raise Error('iterable expected, not %s' %
                        type(row).__name__) from None
        fields = []
        empty = False
        for field in row:
            quoted = d.quoting == QUOTE_ALL or \
                d.quoting == QUOTE_NONNUMERIC and \
                not isinstance(field, (int, float, complex)) and \
                not hasattr(type(field), '__float__')
            text = '' if field is None else \
                (str.__str__ if isinstance(field, str) else str)(field)
            empty = not text and not quoted
            fields.append(self._encoded(text, quoted))
        if len(fields) == 1 and empty:
            if d.quoting == QUOTE_NONE:
                raise Error('single empty field record must be quoted')
            fields = [d.quotechar * 2]
        return self._write(d.delimiter.join(fields) + d.lineterminator)

    def _encoded(self, text, quoted):
        d = self.dialect
        if any([c in text for c in self._special]):
            out = []
            for c in text:
                if c in self._special:
                    escape = False
                    if d.quoting == QUOTE_NONE:
                        escape = True
                    elif c == d.quotechar:
                        if d.doublequote:
                            out.append(c)
                        else:
                            escape = True
                    elif c == d.escapechar:
                        escape = True
                    if not escape:
                        quoted = True
                    elif d.escapechar is None:
                        raise Error('need to escape, but no escapechar set')
                    else:
                        out.append(d.escapechar)
                out.append(c)
            text = ''.join(out)
        return d.quotechar + text + d.quotechar if quoted else text

    def writerows(self, rows):
        quick, write = self._quick, self._write
        for row in rows:
            text = _join(row, quick) if quick else None
            if text is not None:
                write(text)
            else:
                self.writerow(row)


_Reader.__name__ = _Reader.__qualname__ = 'reader'
_Writer.__name__ = _Writer.__qualname__ = 'writer'
_Reader.__module__ = _Writer.__module__ = '_csv'


def reader(iterable, /, dialect=None, **fmtparams):
    return _Reader(iterable, dialect, fmtparams)


def writer(fileobj, /, dialect=None, **fmtparams):
    return _Writer(fileobj, dialect, fmtparams)


register_dialect('excel', excel)
register_dialect('excel-tab', excel_tab)
register_dialect('unix', unix_dialect)


def _kept(names):
    """An iterator can be asked once only."""
    if names is not None and iter(names) is names:
        return list(names)
    return names


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None,
                 dialect='excel', *args, **kwds):
        self._fieldnames = _kept(fieldnames)
        self.restkey, self.restval, self.dialect = restkey, restval, dialect
        self.reader = reader(f, dialect, *args, **kwds)
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        names = self.fieldnames
        d = dict(zip(names, row))
        if len(names) < len(row):
            d[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            d[name] = self.restval
        return d


class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise',
                 dialect='excel', *args, **kwds):
        if extrasaction.lower() not in ('raise', 'ignore'):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'"
                             % extrasaction)
        self.fieldnames = _kept(fieldnames)
        self.restval, self.extrasaction = restval, extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        extra = self.extrasaction == 'raise' and \
            rowdict.keys() - self.fieldnames
        if extra:
            raise ValueError('dict contains fields not in fieldnames: ' +
                             ', '.join(map(repr, extra)))
        return [rowdict.get(key, self.restval) for key in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._dict_to_list, rowdicts))


class Sniffer:
    """I guess a dialect from a piece of a file."""

    def __init__(self):
        self.preferred = [',', '\t', ';', ' ', ':']

    def sniff(self, sample, delimiters=None):
        quotechar, double, delimiter, space = self._by_quotes(sample,
                                                              delimiters)
        if not delimiter:
            delimiter, space = self._by_counts(sample, delimiters)
        if not delimiter:
            raise Error('Could not determine delimiter')

        class dialect(Dialect):
            _name = 'sniffed'
            lineterminator = '\r\n'
            quoting = QUOTE_MINIMAL

        dialect.doublequote = double
        dialect.delimiter = delimiter
        dialect.quotechar = quotechar or '"'
        dialect.skipinitialspace = space
        return dialect

    def _by_quotes(self, data, delimiters):
        """What stands around quoted text says most."""
        import re
        space, delim = ' ?', r'[^\w\n"\']'
        for before, after in ((r'(?P<delim>%s)(?P<space>%s)' % (delim, space),
                               '(?P=delim)'),
                              (r'(?:^|\n)', '(?P<delim>%s)(?P<space>%s)' %
                               (delim, space)),
                              (r'(?P<delim>%s)(?P<space>%s)' % (delim, space),
                               r'(?:$|\n)'),
                              (r'(?:^|\n)', r'(?:$|\n)')):
            pattern = re.compile(before + '(?P<quote>["\']).*?(?P=quote)' +
                                 after, re.DOTALL | re.MULTILINE)
            found = list(pattern.finditer(data))
            if found:
                break
        else:
            return '', False, None, 0
        quotes, delims, spaces = {}, {}, 0
        for match in found:
            groups = match.groupdict()
            quotes[groups['quote']] = quotes.get(groups['quote'], 0) + 1
            one = groups.get('delim')
            if one and (delimiters is None or one in delimiters):
                delims[one] = delims.get(one, 0) + 1
                spaces += bool(groups.get('space'))
        quotechar = max(quotes, key=quotes.get)
        delimiter = max(delims, key=delims.get) if delims else ''
        skips = bool(delims) and delims[delimiter] == spaces
        if delimiter == '\n':
            delimiter = ''
        double = re.search(
            r'((%(d)s)|^)\W*%(q)s[^%(d)s\n]*%(q)s[^%(d)s\n]*%(q)s\W*'
            r'((%(d)s)|$)' % {'d': re.escape(delimiter), 'q': quotechar},
            data, re.MULTILINE)
        return quotechar, bool(double), delimiter, skips

    def _by_counts(self, data, delimiters):
        """A character that stands equally often in (nearly) all lines."""
        lines = [line for line in data.split('\n') if line]
        ascii = [chr(c) for c in range(127)]
        chunk = min(10, len(lines))
        counts = {}
        start, delims = 0, {}
        seen = 0
        while start < len(lines):
            for line in lines[start:start + chunk]:
                seen += 1
                for c in ascii:
                    tally = counts.setdefault(c, {})
                    n = line.count(c)
                    tally[n] = tally.get(n, 0) + 1
            modes = {}
            for c, tally in counts.items():
                if list(tally) == [0]:
                    continue
                n = max(tally, key=tally.get)
                modes[c] = (n, 2 * tally[n] - sum(tally.values()))
            total = float(min(seen, len(lines)))
            consistency = 1.0
            while not delims and consistency >= 0.9:
                for c, (n, certain) in modes.items():
                    if n > 0 and certain > 0 and \
                            certain / total >= consistency and \
                            (delimiters is None or c in delimiters):
                        delims[c] = n, certain
                consistency -= 0.01
            if len(delims) == 1:
                break
            start += chunk
        if not delims:
            return '', 0
        choice = next(iter(delims)) if len(delims) == 1 else None
        if choice is None:
            for c in self.preferred:
                if c in delims:
                    choice = c
                    break
            else:
                choice = max((n, c) for c, n in delims.items())[1]
        first = lines[0]
        return choice, first.count(choice) == first.count('%c ' % choice)

    def has_header(self, sample):
        rows = reader(sample.splitlines(), self.sniff(sample))
        header = next(rows)
        kinds = dict.fromkeys(range(len(header)))
        for checked, row in enumerate(rows):
            if checked > 20:
                break
            if len(row) != len(header):
                continue
            for col in list(kinds):
                try:
                    complex(row[col])
                    kind = complex
                except (ValueError, OverflowError):
                    kind = len(row[col])
                if kind != kinds[col]:
                    if kinds[col] is None:
                        kinds[col] = kind
                    else:
                        del kinds[col]
        votes = 0
        for col, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[col]) != kind else -1
            else:
                try:
                    kind(header[col])
                    votes -= 1
                except (ValueError, TypeError):
                    votes += 1
        return votes > 0
