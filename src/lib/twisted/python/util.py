"""Smaller helpers."""

import os


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
        if all([os.path.isfile(os.path.join(start, each)) for each in files]) \
                and all([os.path.isdir(os.path.join(start, each))
                         for each in dirs]):
            return start + os.sep if start != os.sep else start
        start, before = os.path.dirname(start), start
        if start == before:
            return None


def getPassword(prompt='Password: ', confirm=0, forceTTY=0,
                confirmPrompt='Confirm password: ',
                mismatchMessage="Passwords don't match."):
    """Ask at the terminal, without showing what is typed."""
    import getpass
    while True:
        first = getpass.getpass(prompt)
        if not confirm or getpass.getpass(confirmPrompt) == first:
            return first
        print(mismatchMessage)


class InsensitiveDict(dict):
    """My keys are the same in capitals and small letters.

    Each is shown as it was written last, unless preserve is 0.
    """

    def __init__(self, dict=None, preserve=1):
        self.preserve = preserve
        if dict:
            self.update(dict)

    def _known(self, key):
        return key.lower() if isinstance(key, (str, bytes)) else key

    def __setitem__(self, key, value):
        known = self._known(key)
        dict.__setitem__(self, known, (key if self.preserve else known, value))

    def __getitem__(self, key):
        return dict.__getitem__(self, self._known(key))[1]

    def __delitem__(self, key):
        dict.__delitem__(self, self._known(key))

    def __contains__(self, key):
        return dict.__contains__(self, self._known(key))

    has_key = __contains__

    def get(self, key, default=None):
        return self[key] if key in self else default

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, others):
        for key, value in dict(others).items():
            self[key] = value

    def items(self):
        return iter([pair for pair in dict.values(self)])

    def keys(self):
        return iter([key for key, _ in self.items()])

    def values(self):
        return iter([value for _, value in self.items()])

    __iter__ = keys

    def copy(self):
        return InsensitiveDict(dict(self.items()), self.preserve)

    def __eq__(self, other):
        return {self._known(key): value for key, value in other.items()} == {
            key: value for key, (_, value) in dict.items(self)}

    def __repr__(self):
        return 'InsensitiveDict({%s})' % ', '.join(
            ['%r: %r' % pair for pair in self.items()])


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
    label = word = ''
    for i, c in enumerate(mname):
        last = mname[i - 1:i]
        following = mname[i + 1:i + 2]
        if c.isupper() and (last.islower() or last.isupper()
                            and following.islower()):
            label, word = label + word + ' ', ''
        word += c if word else c.upper()
    return label + word


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
    g.__dict__.update(f.__dict__)
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
