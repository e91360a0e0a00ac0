# What will go away says so; and small modules that scripts look things up in.
import os
import stat
import sys
import warnings

from twisted.internet import fdesc, main
from twisted.python import deprecate, procutils, randbytes, versions
from twisted.python.deprecate import (
    deprecated, deprecatedKeywordParameter, deprecatedModuleAttribute,
    deprecatedProperty, getDeprecationWarningString)
from twisted.python.versions import Version, getVersionString
from twisted.trial import reporter, unittest

some = Version('Twisted', 8, 1, 2)
print(some, repr(some), getVersionString(some), some.short(), some.base())
rc = Version('Twisted', 8, 1, 2, 1)
print(repr(rc), getVersionString(rc), rc < some, rc == some, some <= some)
print(sorted([Version('a', 2, 0, 0), Version('a', 1, 9, 0),
              Version('a', 1, 10, 0)])[-1].short())
try:
    some < Version('other', 1, 0, 0)
except versions.IncomparableVersions as e:
    print(type(e).__name__)


def caught(call, *args, **kw):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        result = call(*args, **kw)
    print(result)
    for each in seen:
        print(each.category.__name__, each.message)


@deprecated(some)
def old(x):
    """I am old."""
    return x + 1


@deprecated(some, replacement='package.new')
def older():
    """I am older.

    Much.
    """


@deprecated(some, old)
class Bare:
    pass


class Thing:
    _value = 1

    @deprecatedProperty(some, 'other')
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = value


@deprecatedKeywordParameter(some, 'b', 'c')
def keyword(a, b=None, c=3):
    return a, b, c


caught(old, 1)
caught(older)
print(old.__doc__)
print(older.__doc__)
print(old.__name__, old.deprecatedVersion == some)
caught(lambda: type(Bare()).__name__)
thing = Thing()
caught(lambda: thing.value)
caught(setattr, thing, 'value', 5)
print(thing._value)
caught(keyword, 1)
caught(keyword, 1, 2)
caught(keyword, 1, b=2)
print(getDeprecationWarningString(old, some))
print(getDeprecationWarningString(old, some, '%(fqpn)s: %(version)s', 'x'))
colour = 'red'
deprecatedModuleAttribute(some, 'use your eyes', __name__, 'colour')
print(isinstance(sys.modules[__name__], type(sys)))
caught(lambda: sys.modules[__name__].colour)
caught(lambda: sys.modules[__name__].some is some)

os.mkdir('bin')
for name, mode in (('tool', 0o755), ('data', 0o644)):
    with open('bin/' + name, 'w'):
        os.chmod('bin/' + name, mode)
os.environ['PATH'] = '%s/bin:/none:%s/bin' % (os.getcwd(), os.getcwd())
print([os.path.relpath(path) for path in procutils.which('tool')])
print(procutils.which('data'), procutils.which('nothing'))
print(len(procutils.which('data', os.R_OK)))
print(len(randbytes.secureRandom(20)), len(randbytes.insecureRandom(7)))

reading, writing = os.pipe()
heard = []
fdesc.setNonBlocking(reading)
print(fdesc.readFromFD(reading, heard.append), heard)
print(fdesc.writeToFD(writing, b'some'))
print(fdesc.readFromFD(reading, heard.append), heard)
print(os.get_blocking(reading))
fdesc.setBlocking(reading)
print(os.get_blocking(reading))
os.close(writing)
print(fdesc.readFromFD(reading, heard.append) is main.CONNECTION_DONE)
os.close(reading)
print(fdesc.readFromFD(reading, heard.append) is main.CONNECTION_LOST)
print(fdesc.writeToFD(reading, b'x') is main.CONNECTION_LOST)


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    from twisted.test.proto_helpers import StringTransport
    from twisted.internet import defer, task
    task.LoopingCall(print).deferred
    defer.deferredGenerator(print)
    defer.waitForDeferred(defer.Deferred())
for each in seen:
    print(each.message, os.path.basename(each.filename)
          == os.path.basename(__file__))


class Calls(unittest.SynchronousTestCase):
    def test_asExpected(self):
        self.assertEqual(self.callDeprecated(some, old, 4), 5)
        self.callDeprecated((some, 'package.new'), older)

    def test_otherwise(self):
        self.callDeprecated((some, 'package.new'), old, 4)

    def test_never(self):
        self.callDeprecated(some, max, 4, 5)


result = reporter.TestResult()
unittest.TestSuite([Calls(name) for name in sorted(vars(Calls))
                    if name.startswith('test')]).run(result)
print(result.testsRun, result.successes)
for test, failure in result.failures:
    print(test.id(), failure.getErrorMessage()[:40])
