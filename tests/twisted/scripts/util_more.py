# The smaller helpers of twisted.python.util, and runtime.
import io
import sys
import warnings
from twisted.python import runtime, util

d = util.InsensitiveDict({'Key': 1, b'Bytes': 2, 3: 'three'})
d['KEY'] = 4
print(d, len(d), d['key'], d[b'BYTES'], 'kEy' in d, d.get('none', 5))
print(d.keys(), d.values(), d.items(), list(d), d.has_key('KEY'))
print(d == {'key': 4, b'bytes': 2, 3: 'three'}, d == {}, d == 3,
      d.copy() == d)
print(d.setdefault('KEY', 9), d.pop('key'), d.pop('key', 'gone'))
try:
    d.pop('key')
except KeyError as error:
    print('KeyError', error)
print(d.popitem(), d, bool(d))
d.clear()
print(d, util.InsensitiveDict({'A': 1}, preserve=0))

for words in 'someName', 'ABCName', 'XMLHTTPRequest', 'x', '', 'aB', 'veryLongName':
    print(repr(util.nameToLabel(words)), end=' ')
print()
print(util.uniquify([3, 1, 3, 2, 1]), util.padTo(4, (1, 2), 'x'))
try:
    util.padTo(1, [1, 2])
except ValueError as error:
    print(error)
bar = util.makeStatBar(20, 100)
print(bar(0), bar(50), repr(bar(50)), bar(50, 1), bar(99))
print(util.makeStatBar(10, 4, '#', '.', '|')(2))
print(util.raises(KeyError, {}.__getitem__, 1),
      util.raises(KeyError, {1: 1}.__getitem__, 1))
lines = util.LineLog(2)
for line in b'one', b'two', b'three':
    lines.append(line)
print(lines.str(), bytes(lines))
lines.clear()
print(lines.str())
clock = iter(util.IntervalDifferential([3, 5], 7))
print([next(clock) for _ in range(6)])
clock.addInterval(2)
print([next(clock) for _ in range(5)])
clock.removeInterval(5)
print([next(clock) for _ in range(3)])
try:
    clock.removeInterval(99)
except ValueError as error:
    print(error)
print(next(iter(util.IntervalDifferential([]))))


class Shown(util.FancyStrMixin):
    showAttributes = ('a', ('b', 'b is', '%03d'), ('c', repr))
    a, b, c = 'text', 5, [1]


class Compared(util.FancyEqMixin):
    compareAttributes = 'x', 'y'

    def __init__(self, x, y):
        self.x, self.y = x, y


print(Shown(), repr(Shown()))
print(Compared(1, 2) == Compared(1, 2), Compared(1, 2) != Compared(1, 3),
      Compared(1, 2) == 3)


def original():
    """what it does"""


original.extra = 1
copy = util.mergeFunctionMetadata(original, lambda: 5)
print(copy.__name__, copy.__doc__, copy.extra, copy())
sys.stdin = io.StringIO('secret\nnext\n')
print(util.getPassword(), util.getPassword('Again: '))
sys.stdin = sys.__stdin__
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    util.runWithWarningsSuppressed(
        [(('ignore',), {'category': DeprecationWarning})],
        lambda: [warnings.warn('a', DeprecationWarning), warnings.warn('b')])
print([str(each.message) for each in caught])
tries = []


def interrupted():
    tries.append(1)
    if len(tries) < 3:
        raise InterruptedError(4, 'again')
    return 'done'


print(util.untilConcludes(interrupted), len(tries))
print(util.searchupwards('/usr/lib', dirs=['etc']),
      util.searchupwards('/usr/lib', files=['no such file']),
      util.sibpath('/a/b.py', 'c.txt'))
print(util.uidFromString('0'), util.uidFromString('root'),
      util.gidFromString('root'))
print(util.runAsEffectiveUser(__import__('os').geteuid(),
                              __import__('os').getegid(), lambda x: x, 3))
util.println('a', 1)
print(runtime.platform.getType(), runtime.platform.isKnown(),
      runtime.platform.isLinux(), runtime.platform.isMacOSX(),
      runtime.platformType, len(runtime.shortPythonVersion().split('.')))
print(runtime.Platform('nt', 'win32').isWindows(),
      runtime.Platform('x').isKnown(), runtime.Platform('posix').getType())
