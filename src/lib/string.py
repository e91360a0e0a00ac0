"""A collection of string constants, and the functions that became methods."""

import _formatter

whitespace = ' \t\n\r\v\f'
ascii_lowercase = lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))


# What the era's programs call.

index_error = ValueError
atoi_error = atof_error = atol_error = ValueError


def lower(s):
    return s.lower()


def upper(s):
    return s.upper()


def swapcase(s):
    return s.swapcase()


def capitalize(s):
    return s.capitalize()


def strip(s, *chars):
    return s.strip(*chars)


def lstrip(s, *chars):
    return s.lstrip(*chars)


def rstrip(s, *chars):
    return s.rstrip(*chars)


def split(s, sep=None, maxsplit=-1):
    return s.split(sep, maxsplit)


splitfields = split


def join(words, sep=' '):
    return sep.join(words)


joinfields = join


def index(s, *args):
    return s.index(*args)


def rindex(s, *args):
    return s.rindex(*args)


def count(s, *args):
    return s.count(*args)


def find(s, *args):
    return s.find(*args)


def rfind(s, *args):
    return s.rfind(*args)


def atof(s):
    return float(s)


def atoi(s, base=10):
    return int(s, base)


atol = atoi


def ljust(s, width, *args):
    return s.ljust(width, *args)


def rjust(s, width, *args):
    return s.rjust(width, *args)


def center(s, width, *args):
    return s.center(width, *args)


def zfill(x, width):
    if not isinstance(x, str):
        x = repr(x)
    return x.zfill(width)


def expandtabs(s, tabsize=8):
    return s.expandtabs(tabsize)


def translate(s, table, deletions=''):
    if deletions:
        s = ''.join([c for c in s if c not in deletions])
    return s.translate(table)


def maketrans(fromstr, tostr):
    if len(fromstr) != len(tostr):
        raise ValueError('maketrans arguments must have same length')
    table = [chr(i) for i in range(256)]
    for a, b in zip(fromstr, tostr):
        table[ord(a)] = b
    return ''.join(table)


def replace(s, old, new, maxreplace=-1):
    return s.replace(old, new, maxreplace)


class _Pattern:
    """What Template.pattern is until somebody looks."""

    def __get__(self, instance, cls):
        cls._compile(cls)
        return cls.pattern


class Template:
    """I am text with $names to be replaced."""

    delimiter = '$'
    idpattern = r'(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    flags = 2               # re.IGNORECASE
    pattern = _Pattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._compile(cls)

    def _compile(cls):
        import re
        pattern = cls.__dict__.get('pattern')
        if pattern is None or isinstance(pattern, _Pattern):
            sign = re.escape(cls.delimiter)
            pattern = (r'%s(?:(?P<escaped>%s)|(?P<named>%s)|'
                       r'{(?P<braced>%s)}|(?P<invalid>))' % (
                           sign, sign, cls.idpattern,
                           cls.braceidpattern or cls.idpattern))
        cls.pattern = re.compile(pattern, cls.flags | re.VERBOSE)

    def __init__(self, template):
        self.template = template

    def _name(self, match):
        """The name in a match; '' for a sign, None where nothing is valid."""
        name = match['named'] or match['braced']
        if name is None and match['escaped'] is not None:
            return ''
        if name is None and match['invalid'] is None:
            raise ValueError('Unrecognized named group in pattern',
                             self.pattern)
        return name

    def _replaced(self, value, wrong):
        def replace(match):
            name = self._name(match)
            if name is None:
                return wrong(match)
            return value(name, match) if name else self.delimiter
        return self.pattern.sub(replace, self.template)

    def _invalid(self, match):
        place = match.start('invalid')
        lines = self.template[:place].splitlines(True) or ['']
        raise ValueError('Invalid placeholder in string: line %d, col %d' % (
            len(lines), place - len(''.join(lines[:-1])) if place else 1))

    def substitute(self, mapping={}, /, **kws):
        return self._replaced(
            lambda name, match: str(kws[name] if name in kws
                                    else mapping[name]), self._invalid)

    def safe_substitute(self, mapping={}, /, **kws):
        def value(name, match):
            try:
                return str(kws[name] if name in kws else mapping[name])
            except KeyError:
                return match[0]
        return self._replaced(value, lambda match: match[0])

    def is_valid(self):
        return None not in map(self._name, self.pattern.finditer(self.template))

    def get_identifiers(self):
        return list(dict.fromkeys(filter(None, map(
            self._name, self.pattern.finditer(self.template)))))


class Formatter:
    """str.format() with hooks."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, text, args, kwargs, used, depth, auto=0):
        if depth < 0:
            raise ValueError('Max string recursion exceeded')
        result = []
        for literal, name, spec, conversion in self.parse(text):
            result.append(literal)
            if name is None:
                continue
            numbered = not name
            if numbered or name.isdigit():
                if auto is False if numbered else auto:
                    raise ValueError('cannot switch from manual field '
                                     'specification to automatic field '
                                     'numbering')
                if numbered:
                    name = str(auto)
                auto = numbered and auto + 1
            value, key = self.get_field(name, args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            spec, auto = self._vformat(spec, args, kwargs, used, depth - 1,
                                       auto)
            result.append(self.format_field(value, spec))
        return ''.join(result), auto

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        how = {'s': str, 'r': repr, 'a': ascii}.get(conversion)
        if how is None:
            raise ValueError('Unknown conversion specifier %s' % conversion)
        return how(value)

    def parse(self, format_string):
        """Yields (text, field, spec, conversion); the last three None behind
        the last field."""
        rows, wrong = _formatter.fields(format_string)
        return iter(rows) if wrong is None else self._rows(rows, wrong)

    def _rows(self, rows, wrong):
        yield from rows
        raise wrong

    def get_field(self, field_name, args, kwargs):
        """The object that 'a.b[c]' means, and 'a'."""
        first, rest = field_name, ''
        if '.' in first or '[' in first:
            end = 0
            while field_name[end] not in '.[':
                end += 1
            first, rest = field_name[:end], field_name[end:]
        if first.isdigit():
            first = int(first)
        obj = self.get_value(first, args, kwargs)
        while rest:
            if rest[0] == '.':
                end = 1
                while end < len(rest) and rest[end] not in '.[':
                    end += 1
                name, rest = rest[1:end], rest[end:]
                if not name:
                    raise ValueError('Empty attribute in format string')
                obj = getattr(obj, name)
            else:
                name, close, rest = rest[1:].partition(']')
                if not close:
                    raise ValueError("Missing ']' in format string")
                if not name:
                    raise ValueError('Empty attribute in format string')
                if rest and rest[0] not in '.[':
                    raise ValueError("Only '.' or '[' may follow ']' in "
                                     'format field specifier')
                obj = obj[int(name) if name.isdigit() else name]
        return obj, first
