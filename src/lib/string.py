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
    """A string class for supporting $-substitutions."""

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
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
