"""What was different between versions of Python, in one spelling."""

from collections.abc import Sequence
from functools import reduce
from io import StringIO as NativeStringIO
from io import TextIOBase as FileType
from sys import intern

__all__ = [
    'FileType', 'InstanceType', 'NativeStringIO', 'Sequence', 'StringType',
    'bytesEnviron', 'cmp', 'comparable', 'execfile', 'frozenset',
    'intToBytes', 'intern', 'items', 'iterbytes', 'iteritems', 'itervalues',
    'lazyByteSlice', 'nativeString', 'networkString', 'range', 'raw_input',
    'reduce', 'reraise', 'set', 'unichr', 'unicode', 'xrange']

StringType = unicode = str
InstanceType = object
frozenset, set = frozenset, set
range = xrange = range
unichr = chr
raw_input = input


def nativeString(s):
    """Bytes or text, of ASCII, as text."""
    if not isinstance(s, (bytes, str)):
        raise TypeError('%r is neither bytes nor str' % s)
    if isinstance(s, bytes):
        return s.decode('ascii')
    s.encode('ascii')
    return s


def networkString(s):
    """Text, of ASCII, as bytes."""
    if not isinstance(s, str):
        raise TypeError('Can only convert strings to bytes')
    return s.encode('ascii')


def iterbytes(originalBytes):
    """Each byte, as bytes."""
    for i in range(len(originalBytes)):
        yield originalBytes[i:i + 1]


def intToBytes(i):
    """A number in decimal, as bytes."""
    return b'%d' % i


def lazyByteSlice(object, offset=0, size=None):
    """A part of bytes that is not copied."""
    return memoryview(object)[offset:None if size is None else offset + size]


def bytesEnviron():
    """A copy of os.environ, in bytes."""
    import os
    return {os.fsencode(key): os.fsencode(value)
            for key, value in os.environ.items()}


def cmp(a, b):
    """Less than 0, 0 or more, as a is compared with b."""
    return (a > b) - (a < b)


def comparable(klass):
    """Give a class with __cmp__ the comparisons of today."""
    def judge(of):
        def compare(self, other):
            result = self.__cmp__(other)
            return result if result is NotImplemented else of(result)
        return compare
    klass.__eq__ = judge(lambda c: c == 0)
    klass.__ne__ = judge(lambda c: c != 0)
    klass.__lt__ = judge(lambda c: c < 0)
    klass.__le__ = judge(lambda c: c <= 0)
    klass.__gt__ = judge(lambda c: c > 0)
    klass.__ge__ = judge(lambda c: c >= 0)
    return klass


def execfile(filename, globals, locals=None):
    """Run a file with these variables."""
    from twisted import _era
    with open(filename, 'rb') as f:
        code = compile(f.read(), filename, 'exec', _era.FLAG)
    exec(code, globals, globals if locals is None else locals)


def reraise(exception, traceback):
    """Raise an exception with a traceback of before."""
    raise exception.with_traceback(traceback)


def items(d):
    """A list of (key, value)."""
    return list(d.items())


def iteritems(d):
    """Pairs of (key, value), one after the other."""
    return d.items()


def itervalues(d):
    """Values, one after the other."""
    return d.values()
