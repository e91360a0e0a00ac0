"""Smaller helpers."""

import os
import sys
from collections.abc import Mapping, MutableMapping


def println(*parts):
    print(' '.join([str(each) for each in parts]))


def sibpath(path, sibling):
    """The path of a file beside another."""
    return os.path.join(os.path.dirname(os.path.abspath(path)), sibling)


def uniquify(lst):
    """The items in order, each once."""
    seen = {}
    found = []
    for item in lst:
        if item not in seen:
            seen[item] = 1
            found.append(item)
    return found


def searchupwards(start, files=[], dirs=[]):
    """The nearest directory above that has all these; None if none has."""
    start = os.path.abspath(start)
    while True:
        if all([os.path.exists(os.path.join(start, each)) for each in files]) \
                and all([os.path.isdir(os.path.join(start, each))
                         for each in dirs]):
            return start + os.sep if start != os.sep else start
        start, before = os.path.dirname(start), start
        if start == before:
            return None


def getPassword(prompt='Password: ', confirm=0, forceTTY=0,
                confirmPrompt='Confirm password: ',
                mismatchMessage="Passwords don't match."):
    """Ask at the terminal, without showing what is typed; what is no terminal
    is read a line from, unless forceTTY says to find one."""
    import getpass
    if not forceTTY and not sys.stdin.isatty():
        line = sys.stdin.readline()
        if not line:
            raise EOFError('no password was given')
        return line.removesuffix('\n')
    try:
        while True:
            first = getpass.getpass(prompt)
            if not confirm or getpass.getpass(confirmPrompt) == first:
                return first
            sys.stderr.write(mismatchMessage + '\n')
    except EOFError:
        raise KeyboardInterrupt from None


class InsensitiveDict(MutableMapping):
    """My keys are the same in capitals and small letters.

    Each is shown as it was written last, unless preserve is 0.
    """

    def __init__(self, dict=None, preserve=1):
        self.data = {}
        self.preserve = preserve
        if dict:
            self.update(dict)

    def _known(self, key):
        return key.lower() if isinstance(key, (str, bytes)) else key

    def __setitem__(self, key, value):
        self.data[self._known(key)] = key, value

    def __getitem__(self, key):
        return self.data[self._known(key)][1]

    def __delitem__(self, key):
        del self.data[self._known(key)]

    def __contains__(self, key):
        return self._known(key) in self.data

    has_key = __contains__

    def __len__(self):
        return len(self.data)

    def iteritems(self):
        for known, (key, value) in self.data.items():
            yield (key if self.preserve else known), value

    def iterkeys(self):
        return (key for key, _ in self.iteritems())

    def itervalues(self):
        return (value for _, value in self.iteritems())

    __iter__ = iterkeys

    def items(self):
        return list(self.iteritems())

    def keys(self):
        return list(self.iterkeys())

    def values(self):
        return list(self.itervalues())

    def copy(self):
        return InsensitiveDict(self, self.preserve)

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return len(self) == len(other) and all([
            key in other and other[key] == value
            for key, value in self.iteritems()])

    def __repr__(self):
        return 'InsensitiveDict({%s})' % ', '.join(
            ['%r: %r' % pair for pair in self.iteritems()])


class FancyStrMixin:
    """I show some of my attributes: names, or (name, a function that shows
    it), or (name, label, format)."""

    showAttributes = ()

    def __str__(self):
        words = [getattr(self, 'fancybasename', None)
                 or self.__class__.__name__]
        for row in self.showAttributes:
            if isinstance(row, str):
                words.append('%s=%r' % (row, getattr(self, row)))
            elif len(row) == 2:
                words.append('%s=%s' % (row[0], row[1](getattr(self, row[0]))))
            else:
                words.append('%s=%s' % (row[1], row[2] % (
                    getattr(self, row[0]),)))
        return '<%s>' % ' '.join(words)

    __repr__ = __str__


class FancyEqMixin:
    """I am equal to another of my class when some attributes are."""

    compareAttributes = ()

    def __eq__(self, other):
        if not self.compareAttributes:
            return self is other
        if isinstance(self, other.__class__):
            return all([getattr(self, name) == getattr(other, name)
                        for name in self.compareAttributes])
        return NotImplemented

    def __ne__(self, other):
        result = self.__eq__(other)
        return result if result is NotImplemented else not result


def nameToLabel(mname):
    """'someName' as a person reads it: 'Some Name'."""
    words = []
    word = ''
    wasUpper = False
    for letter in mname:
        if letter.isupper() == wasUpper or wasUpper and len(word) == 1:
            word += letter
        elif wasUpper:
            words.append(word[:-1])
            word = word[-1] + letter
        else:
            words.append(word)
            word = letter
        wasUpper = letter.isupper()
    if not words:
        return mname.capitalize()
    words[0] = words[0].capitalize()
    return ' '.join(words + [word])


def padTo(n, seq, default=None):
    """The items of seq, and so many defaults that there are n."""
    if len(seq) > n:
        raise ValueError('%d elements is more than %d.' % (len(seq), n))
    return list(seq) + [default] * (n - len(seq))


def raises(exception, f, *args, **kwargs):
    """Whether calling f raises the exception."""
    try:
        f(*args, **kwargs)
    except exception:
        return 1
    return 0


def mergeFunctionMetadata(f, g):
    """Let g look like f; return g."""
    for name in ('__name__', '__qualname__', '__doc__', '__module__'):
        try:
            setattr(g, name, getattr(f, name))
        except (AttributeError, TypeError):
            pass
    g.__dict__.update(getattr(f, '__dict__', {}))
    return g


def untilConcludes(f, *a, **kw):
    """Call f again as long as a signal interrupts it."""
    while True:
        try:
            return f(*a, **kw)
        except InterruptedError:
            continue


def uidFromString(uidString):
    """A user's number, from the number or the name."""
    try:
        return int(uidString)
    except ValueError:
        import pwd
        return pwd.getpwnam(uidString)[2]


def gidFromString(gidString):
    """A group's number, from the number or the name."""
    try:
        return int(gidString)
    except ValueError:
        import grp
        return grp.getgrnam(gidString)[2]


def switchUID(uid, gid, euid=False):
    """Become another user and group; only in effect, if so asked."""
    setuid, setgid, getuid = (os.seteuid, os.setegid, os.geteuid) if euid \
        else (os.setuid, os.setgid, os.getuid)
    if gid is not None:
        setgid(gid)
    if uid is None:
        return
    if uid == getuid():
        import warnings
        what = 'euid' if euid else 'uid'
        warnings.warn('tried to drop privileges and set%s %s but %s is already '
                      '%s; should we be root? Continuing.'
                      % (what, uid, what, getuid()))
        return
    import pwd
    os.initgroups(pwd.getpwuid(uid).pw_name, gid)
    setuid(uid)


def runAsEffectiveUser(euid, egid, function, *args, **kwargs):
    """What function returns that is called as that user and group."""
    uid, gid = os.geteuid(), os.getegid()

    def become(user, group):
        # Only root may be anybody.
        if os.geteuid() != 0 and (os.geteuid(), os.getegid()) != (user, group):
            os.seteuid(0)
        if os.getegid() != group:
            os.setegid(group)
        if os.geteuid() != user:
            os.seteuid(user)

    become(euid, egid)
    try:
        return function(*args, **kwargs)
    finally:
        become(uid, gid)


def runWithWarningsSuppressed(suppressedWarnings, f, *args, **kwargs):
    """Call f; filters are pairs of what warnings.filterwarnings takes."""
    import warnings
    with warnings.catch_warnings():
        for positional, named in suppressedWarnings:
            warnings.filterwarnings(*positional, **named)
        return f(*args, **kwargs)


def makeStatBar(width, maxPosition, doneChar='=', undoneChar='-',
                currentChar='>'):
    """A function that draws how far something has come: '[==>---]'."""
    last = ''

    def statBar(position, force=0):
        nonlocal last
        done = int(width / float(maxPosition) * position)
        bar = '[%s%s%s]' % (doneChar * done, currentChar,
                            undoneChar * (width - done - 2))
        if bar == last and not force:
            return ''
        last = bar
        return bar
    return statBar


def spewer(frame, s, ignored):
    """For sys.setprofile: print what is called."""
    if 'self' in frame.f_locals:
        me = frame.f_locals['self']
        print('method %s of %s.%s at %s' % (
            frame.f_code.co_name, type(me).__module__, type(me).__name__,
            id(me)))
    else:
        print('function %s in %s, line %s' % (
            frame.f_code.co_name, frame.f_code.co_filename, frame.f_lineno))


class LineLog:
    """I remember the last lines."""

    def __init__(self, size=10):
        self.size = max(size, 0)
        self.clear()

    def append(self, line):
        self.log.append(line)
        if self.size:
            del self.log[0]

    def str(self):
        return bytes(self)

    def __bytes__(self):
        return b'\n'.join(filter(None, self.log))

    def __getitem__(self, item):
        return list(filter(None, self.log))[item]

    def clear(self):
        self.log = [None] * self.size


class IntervalDifferential:
    """I give the seconds to the next of several clocks, and which it is."""

    def __init__(self, intervals, default=60):
        self.intervals = intervals[:]
        self.default = default

    def __iter__(self):
        return _Differences(self.intervals, self.default)


class _Differences:
    def __init__(self, intervals, default):
        self.intervals = [[each, each, i] for i, each in enumerate(intervals)]
        self.default = default
        self.last = 0

    def __next__(self):
        if not self.intervals:
            return self.default, None
        first = self.intervals[0]
        when = first[0]
        first[0] += first[1]
        self.intervals.sort()
        self.last, before = when, self.last
        return when - before, first[2]

    next = __next__

    def addInterval(self, i):
        rows = self.intervals
        begin = rows[0][0] - rows[0][1] if rows else 0
        rows.append([begin + i, i, len(rows)])
        rows.sort()

    def removeInterval(self, interval):
        for row in self.intervals:
            if row[1] == interval:
                self.intervals.remove(row)
                for other in self.intervals:
                    other[2] -= other[2] > row[2]
                return
        raise ValueError('Specified interval not in IntervalDifferential')


def __getattr__(name):
    if name == 'OrderedDict':
        from collections import OrderedDict
        return OrderedDict
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
