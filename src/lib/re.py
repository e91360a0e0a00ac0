"""Support for regular expressions (RE).

The expressions are those of Perl, nearly. What a pattern compiles to, and how
it is matched, is native: see the modules whose names begin with regex_.
"""

import _re
import copyreg
from _re import Match, Pattern

__all__ = [
    'match', 'fullmatch', 'search', 'sub', 'subn', 'split', 'findall',
    'finditer', 'compile', 'purge', 'template', 'escape', 'error', 'Pattern',
    'Match', 'A', 'I', 'L', 'M', 'S', 'X', 'U', 'ASCII', 'IGNORECASE',
    'LOCALE', 'MULTILINE', 'DOTALL', 'VERBOSE', 'UNICODE', 'NOFLAG',
    'RegexFlag']
__version__ = '2.2.1'


class error(Exception):
    """Exception raised for invalid regular expressions.

    I know the msg, the pattern, the position, the line and the column.
    """
    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = '%s at position %d' % (msg, pos)
            if newline in pattern:
                msg = '%s (line %d, column %d)' % (
                    msg, self.lineno, self.colno)
        super().__init__(msg)


class _FlagType(type):
    # What enum would make of the class below, without importing it.

    def __call__(cls, value):
        known = cls._known.get(value)
        if known is None:
            if isinstance(value, str) or int(value) != value:
                raise ValueError('%r is not a valid RegexFlag' % (value,))
            known = cls._known[value] = int.__new__(cls, value)
        return known

    def __getitem__(cls, name):
        return cls.__members__[name]

    def __iter__(cls):
        return iter([cls(1 << i) for i in (8, 1, 2, 5, 3, 4, 6, 0, 7)])

    def __len__(cls):
        return 9

    def __contains__(cls, value):
        return isinstance(value, cls)

    def __repr__(cls):
        return '<flag %r>' % cls.__name__


class RegexFlag(int, metaclass=_FlagType):
    """What a pattern means; combined by |."""
    _known = {}

    @property
    def value(self):
        return int(self)
    _value_ = value

    def __iter__(self):
        return iter([flag for flag in RegexFlag if self & flag])

    def __contains__(self, flag):
        return self & flag == flag

    def _names(self, prefix):
        left = int(self) if self >= 0 else int(self) & 511
        names = []
        for flag in RegexFlag:
            if left & flag:
                names.append(prefix + flag._name)
                left &= ~int(flag)
        if left:
            names.append(hex(left))
        return '|'.join(names)

    @property
    def name(self):
        return self._names('') if self else 'NOFLAG'

    def __repr__(self):
        return self._names('re.') if self else 're.NOFLAG'
    __str__ = __repr__

    def __format__(self, spec):
        return format(str(self), spec)

    def __or__(self, other):
        if isinstance(other, int):
            return RegexFlag(int(self) | int(other))
        return NotImplemented
    __ror__ = __or__

    def __and__(self, other):
        if isinstance(other, int):
            return RegexFlag(int(self) & int(other))
        return NotImplemented
    __rand__ = __and__

    def __xor__(self, other):
        if isinstance(other, int):
            return RegexFlag(int(self) ^ int(other))
        return NotImplemented
    __rxor__ = __xor__

    def __invert__(self):
        # Of known flags the others that are known; of others, all bits below.
        bits = max(9, int(self).bit_length())
        return RegexFlag(int(self) ^ ((1 << bits) - 1))

    def __reduce_ex__(self, protocol):
        return RegexFlag, (int(self),)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _define(names):
    members = RegexFlag.__members__ = {'NOFLAG': RegexFlag(0)}
    for bit, name, letter in names:
        flag = RegexFlag(1 << bit)
        flag._name = name
        members[name] = flag
        if letter:
            members[letter] = flag
    for name, flag in members.items():
        type.__setattr__(RegexFlag, name, flag)
    globals().update(members)


_define([
    (8, 'ASCII', 'A'), (1, 'IGNORECASE', 'I'), (2, 'LOCALE', 'L'),
    (5, 'UNICODE', 'U'), (3, 'MULTILINE', 'M'), (4, 'DOTALL', 'S'),
    (6, 'VERBOSE', 'X'), (0, 'TEMPLATE', 'T'), (7, 'DEBUG', '')])


def _warn(message, is_deprecation=True):
    # Shown where re was called from, however deep we are.
    import sys
    import warnings
    level = 2
    while True:
        try:
            frame = sys._getframe(level - 1)
        except ValueError:
            break
        if frame.f_globals is not globals():
            break
        level += 1
    warnings.warn(
        message, DeprecationWarning if is_deprecation else FutureWarning,
        stacklevel=level)


_re.error = error
_re.warn = _warn

_cache = {}
_kind = _re.kind
_MAXCACHE = 512


def _compile(pattern, flags):
    kind = _kind(pattern)
    key = kind, pattern, flags
    try:
        return _cache[key]
    except KeyError:
        pass
    if kind is Pattern:
        if flags:
            raise ValueError(
                'cannot process flags argument with a compiled pattern')
        return pattern
    flags = int(flags)
    if flags & 1:
        _warn("The re.TEMPLATE/re.T flag is deprecated "
              "as it is an undocumented flag "
              "without an obvious purpose. "
              "Don't use it.")
    if flags & 128:
        raise NotImplementedError('re.DEBUG: programs cannot be printed')
    compiled = _re.compile(pattern, flags)
    if len(_cache) >= _MAXCACHE:
        del _cache[next(iter(_cache))]
    _cache[key] = compiled
    return compiled


def compile(pattern, flags=0):
    "Compile a regular expression pattern, returning a Pattern object."
    return _compile(pattern, flags)


def match(pattern, string, flags=0):
    """Try to apply the pattern at the start of the string, returning
    a Match object, or None if no match was found."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Try to apply the pattern to all of the string, returning
    a Match object, or None if no match was found."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """Scan through string looking for a match to the pattern, returning
    a Match object, or None if no match was found."""
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """Return the string with the leftmost matches of the pattern replaced by
    repl: a string, in which \\1 and \\g<name> are groups, or a callable that
    gets the Match object."""
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """Return a 2-tuple containing (new_string, number), as sub() makes it."""
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """Split the source string by the occurrences of the pattern,
    returning a list containing the resulting substrings, with the text of
    all groups between them."""
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """Return a list of all non-overlapping matches in the string: of the
    groups, if there are any."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """Return an iterator over all non-overlapping matches in the
    string, as Match objects."""
    return _compile(pattern, flags).finditer(string)


def purge():
    "Clear the regular expression caches"
    _cache.clear()


def template(pattern, flags=0):
    "Compile a template pattern, returning a Pattern object, deprecated"
    _warn("The re.template() function is deprecated "
          "as it is an undocumented function "
          "without an obvious purpose. "
          "Use re.compile() instead.")
    return _re.compile(pattern, int(flags) | 1)


_escapes = {ord(c): '\\' + c for c in '()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    "Escape special characters in a string."
    if isinstance(pattern, str):
        return pattern.translate(_escapes)
    return str(pattern, 'latin1').translate(_escapes).encode('latin1')


copyreg.pickle(Pattern, lambda p: (_compile, (p.pattern, p.flags)), _compile)


class Scanner:
    """I call, for each match of one of the patterns, the action beside it.

    Undocumented elsewhere, too: lexicon is a list of (pattern, action).
    """

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        parts = []
        self._actions = {}
        group = 1
        for phrase, action in lexicon:
            parts.append('(%s)' % phrase)
            self._actions[group] = action
            group += 1 + compile(phrase, flags).groups
        self.scanner = compile('|'.join(parts), flags)

    def scan(self, string):
        result, at = [], 0
        for m in iter(self.scanner.scanner(string).match, None):
            if m.end() == at:
                break
            at = m.end()
            found = self._actions[m.lastindex]
            if callable(found):
                self.match = m
                found = found(self, m.group())
            if found is not None:
                result.append(found)
        return result, string[at:]
