"""Versions, to be compared."""

from functools import total_ordering


class IncomparableVersions(TypeError):
    """They are of different packages."""


@total_ordering
class Version:
    """I am a version of a package: 22.4.0, or 22.4.0.rc1, .post1 or .dev1."""

    def __init__(self, package, major, minor, micro, release_candidate=None,
                 prerelease=None, post=None, dev=None):
        if prerelease is not None:
            if release_candidate is not None:
                raise ValueError(
                    'Please only return one of these.')
            release_candidate = prerelease
        self.package = package
        self.major = major
        self.minor = minor
        self.micro = micro
        self.release_candidate = self.prerelease = release_candidate
        self.post = post
        self.dev = dev

    def base(self):
        text = '%s.%s.%s' % (self.major, self.minor, self.micro)
        for front, number in (('.rc', self.release_candidate),
                              ('.post', self.post), ('.dev', self.dev)):
            if number is not None:
                text += '%s%s' % (front, number)
        return text

    public = short = local = base

    def __repr__(self):
        more = ''.join([', %s=%r' % (name, getattr(self, name)) for name in (
            'release_candidate', 'post', 'dev')
            if getattr(self, name) is not None])
        return '%s(%r, %r, %r, %r%s)' % (
            self.__class__.__name__, self.package, self.major, self.minor,
            self.micro, more)

    def __str__(self):
        return '[%s, version %s]' % (self.package, self.short())

    def _key(self):
        most = float('inf')
        return (self.major, self.minor, self.micro,
                most if self.release_candidate is None
                else self.release_candidate,
                self.post or 0, most if self.dev is None else self.dev)

    def _of(self, other):
        if self.package.lower() != other.package.lower():
            raise IncomparableVersions('%r != %r' % (self.package,
                                                     other.package))
        return self._key()

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self._of(other) == other._key()

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self._of(other) < other._key()

    def __hash__(self):
        return hash((self.package.lower(), self._key()))


def getVersionString(version):
    return '%s %s' % (version.package, version.public())
