"""A collection of string constants, and the functions that became methods."""

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


def strip(s, chars=None):
    return s.strip(chars)


def lstrip(s, chars=None):
    return s.lstrip(chars)


def rstrip(s, chars=None):
    return s.rstrip(chars)


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


class Template:
    """I am text with $names to be replaced."""

    delimiter = '$'

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """Yields (text, name, original): text to copy, then a name or None."""
        text = self.template
        at = 0
        while True:
            sign = text.find(self.delimiter, at)
            if sign < 0:
                yield text[at:], None, ''
                return
            start = sign + 1
            if text[start:start + 1] == self.delimiter:
                yield text[at:start], None, ''
                at = start + 1
                continue
            braced = text[start:start + 1] == '{'
            start += braced
            end = start
            while end < len(text) and text[end].isascii() and (
                    text[end].isalnum() or text[end] == '_') and not (
                    end == start and text[end].isdigit()):
                end += 1
            name = text[start:end]
            if not name or braced and text[end:end + 1] != '}':
                yield text[at:sign], '', self.delimiter
                at = sign + 1
                continue
            end += braced
            yield text[at:sign], name, text[sign:end]
            at = end

    def substitute(self, mapping={}, /, **kws):
        result = []
        place = 0
        for text, name, original in self._pieces():
            result.append(text)
            place += len(text)
            if name == '':
                lines = self.template[:place].splitlines(True)
                lineno = max(len(lines), 1)
                colno = place - len(''.join(lines[:-1])) + 1
                raise ValueError('Invalid placeholder in string: line %d, '
                                 'col %d' % (lineno, colno))
            if name is not None:
                value = kws[name] if name in kws else mapping[name]
                result.append(str(value))
            place += len(original)
        return ''.join(result)

    def safe_substitute(self, mapping={}, /, **kws):
        result = []
        for text, name, original in self._pieces():
            result.append(text)
            if name and name in kws:
                result.append(str(kws[name]))
            elif name:
                try:
                    result.append(str(mapping[name]))
                except KeyError:
                    result.append(original)
            else:
                result.append(original)
        return ''.join(result)


class Formatter:
    """str.format() with hooks."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, text, args, kwargs, used, depth, auto):
        if depth < 0:
            raise ValueError('Max string recursion exceeded')
        result = []
        for literal, name, spec, conversion in self.parse(text):
            result.append(literal)
            if name is None:
                continue
            numbered = name[:1] in ('', '.', '[')
            if numbered or name.isdigit():
                if auto is False if numbered else auto:
                    raise ValueError('cannot switch from manual field '
                                     'specification to automatic field '
                                     'numbering')
                if numbered:
                    name = str(auto) + name
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
        literal = []
        at, size = 0, len(format_string)
        while at < size:
            c = format_string[at]
            at += 1
            if c not in '{}':
                literal.append(c)
                continue
            if format_string[at:at + 1] == c:
                yield ''.join(literal) + c, None, None, None
                literal = []
                at += 1
                continue
            if at == size or c == '}':
                raise ValueError("Single '%s' encountered in format string" %
                                 c)
            start, depth, bracket = at, 1, False
            while at < size and depth:
                c = format_string[at]
                bracket = c == '[' or bracket and c != ']'
                depth += 0 if bracket else (c == '{') - (c == '}')
                at += 1
            if depth:
                raise ValueError("expected '}' before end of string")
            field = format_string[start:at - 1]
            end = 0
            bracket = False
            while end < len(field) and (bracket or field[end] not in ':!'):
                bracket = field[end] == '[' or bracket and field[end] != ']'
                end += 1
            name, rest = field[:end], field[end:]
            conversion = None
            if rest.startswith('!'):
                conversion, rest = rest[1:2], rest[2:]
                if not conversion:
                    raise ValueError('end of string while looking for '
                                     'conversion specifier')
                if rest and rest[0] != ':':
                    raise ValueError("expected ':' after conversion "
                                     'specifier')
            yield ''.join(literal), name, rest[1:], conversion
            literal = []
        if literal:
            yield ''.join(literal), None, None, None

    def get_field(self, field_name, args, kwargs):
        """The object that 'a.b[c]' means, and 'a'."""
        end = 0
        while end < len(field_name) and field_name[end] not in '.[':
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
