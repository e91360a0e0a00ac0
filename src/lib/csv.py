"""Reading and writing comma-separated values."""

import _csv
from _csv import (Error, QUOTE_ALL, QUOTE_MINIMAL, QUOTE_NONE,
                  QUOTE_NONNUMERIC, __version__, field_size_limit, get_dialect,
                  list_dialects, reader, register_dialect, unregister_dialect,
                  writer)

__all__ = ['QUOTE_MINIMAL', 'QUOTE_ALL', 'QUOTE_NONNUMERIC', 'QUOTE_NONE',
           'Error', 'Dialect', 'excel', 'excel_tab', 'field_size_limit',
           'reader', 'writer', 'register_dialect', 'get_dialect',
           'list_dialects', 'Sniffer', 'unregister_dialect', 'DictReader',
           'DictWriter', 'unix_dialect']


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
            _csv.Dialect(self)
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
