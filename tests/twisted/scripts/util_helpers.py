# Smaller helpers.
import errno
import os
from twisted.python import util

print(list(util.uniquify([3, 1, 3, 2, 1])), util.sibpath('/a/b/c.py', 'd'))
d = util.InsensitiveDict({'Abc': 1, 'x': 2})
print(d, d['ABC'], 'aBC' in d, sorted(d.keys()), d.get('q', 5), len(d))
d['aBc'] = 9
del d['X']
print(d, list(d), sorted(d.values()), sorted(d.items()))
print(util.InsensitiveDict({'Foo': 1}, preserve=0))
print(util.nameToLabel('fooBarBaz'), '|', util.nameToLabel('name'))
print(util.padTo(5, [1, 2]), util.padTo(3, [1, 2, 3], 'x'))
try:
    util.padTo(1, [1, 2])
except ValueError as error:
    print(error)


class Shown(util.FancyStrMixin):
    showAttributes = ('a', ('b', lambda v: 'b is %s' % v), ('c', 'cee', '%.2f'))
    a, b, c = 's', 2, 3.14159


class Fancy(Shown):
    fancybasename = 'Very'


print(Shown(), repr(Fancy()))


class Compared(util.FancyEqMixin):
    compareAttributes = ('a', 'b')

    def __init__(self, a, b):
        self.a = a
        self.b = b


print(Compared(1, 2) == Compared(1, 2), Compared(1, 2) != Compared(1, 2),
      Compared(1, 2) == Compared(1, 3), Compared(1, 2) == 5)
print(util.raises(KeyError, {}.__getitem__, 1), util.raises(KeyError, dict))


def documented():
    """I have a text."""


merged = util.mergeFunctionMetadata(documented, lambda: 5)
print(merged.__name__, merged.__doc__, merged())
tries = []


def interrupted():
    tries.append(1)
    if len(tries) < 3:
        raise InterruptedError(errno.EINTR, 'again')
    return 'at last'


print(util.untilConcludes(interrupted), len(tries))
print(util.uidFromString('0'), util.gidFromString('7'))
os.makedirs('a/b/c')
open('a/here', 'w').close()
print(util.searchupwards('a/b/c', files=['here'])
      == os.path.abspath('a') + '/',
      util.searchupwards('a/b', dirs=['no such directory']))
util.println('a', 2, [3])
