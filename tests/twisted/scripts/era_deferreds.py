# era: Deferreds that were tampered with raise; they do not crash.
import gc, weakref
import _defer, _tap


def raised(function, *args):
    try:
        function(*args)
    except Exception, error:
        return error.__class__.__name__
    return 'nothing'


# Their native half waits for what the library has to say; a tap may be earlier.
print raised(_defer.Deferred), raised(_defer.succeed, 1)  # expect: RuntimeError RuntimeError
print raised(_defer.drive, 1), raised(_defer.start, int, int, int, int)  # expect: RuntimeError TypeError
early = _tap.loads(_tap.to_tap('''microtwisted tap source 1
H "1.0.4" "" @0
0 O @1 #0
  None
1 G "_defer" "Deferred"
'''))
early.addCallback(lambda result: 1 / 0)
print raised(early.callback, ValueError('v'))  # expect: TypeError

from twisted.internet import defer
print raised(_defer.start, int, int, int, int), defer.succeed(1).result  # expect: TypeError 1


# A tap that was edited.
def waits(result):
    return inner


inner, outer = defer.Deferred(), defer.Deferred()
outer.addCallback(waits)
outer.callback(1)
text = _tap.to_source(_tap.dumps([inner]))


def edited(old, new):
    assert old in text, text
    return _tap.loads(_tap.to_tap(text.replace(old, new)))[0]


print raised(edited('5 T #1\n  @6', '5 T #1\n  @7').callback, 1)  # expect: TypeError
print raised(edited('5 T #1\n  @6', '5 T #0').callback, 1)  # expect: IndexError
called = edited('  False\n  None\n  False\n', '  False\n  None\n  True\n')
print raised(called.addCallback, str), 'result' in repr(called)  # expect: AttributeError False
counted = edited('  False\n  0\n', '  False\n  140737488355327\n')
counted.pause()
print counted.paused, raised(counted.unpause)  # expect: 140737488355328 nothing
print raised(edited, '  False\n  0\n', '  False\n  9223372036854775807\n')  # expect: TapError

# A list of callbacks with anything in it.
for row in (((defer._CONTINUE, (42,), {}),) * 2,
            ((defer._CONTINUE, (None,), {}),) * 2,
            ((defer._CONTINUE, (), {}),) * 2, 5):
    d = defer.Deferred()
    d.callbacks.append(row)
    print raised(d.callback, 1)
# expect: TypeError
# expect: TypeError
# expect: IndexError
# expect: TypeError
unpair = defer._unpair
for parts in (None, (), (1, 2, 3), (len, len, (1,)), (1, None, Ellipsis)):
    defer._unpair = lambda row: parts
    d = defer.Deferred()
    d.callbacks.append(0)
    print raised(d.callback, 1),
defer._unpair = unpair
print  # expect: TypeError TypeError TypeError TypeError TypeError

# What cannot be taken apart is left out, and said to be.
pair = defer._pair
del defer._pair
d = defer.Deferred()
d.addCallback(str)
print _tap.dump({'d': d, 'n': 1}, 'x.tap')
defer._pair = pair
kept = _tap.load('x.tap')
print kept['n'], kept['d']
# expect: [("application['d']", "taking it apart raised AttributeError: module 'twisted.internet.defer' has no attribute '_pair'")]
# expect: 1 None

# A count stays within what can be counted.
d = defer.Deferred()
print raised(setattr, d, 'paused', 2 ** 63), raised(setattr, d, 'paused', 2 ** 63 - 1)  # expect: OverflowError OverflowError
d.paused = 2 ** 31 - 1
d.pause()
print d.paused  # expect: 2147483648


# Callbacks that were looked at, and called, are let go of.
class Callback:
    def __call__(self, result):
        return result


def look():
    d = defer.Deferred()
    callback = Callback()
    d.addCallback(callback)
    d.callbacks
    d.callback(1)
    return d, weakref.ref(callback)


kept = [look() for i in range(50)]
gc.collect()
print len([d for d, callback in kept if callback() is not None]) < 25  # expect: True


# Saving looks at the callbacks, and leaves them where they are.
d = defer.Deferred()
d.addCallback(str)
print len(_tap.loads(_tap.dumps(d)).callbacks), len(d.callbacks)  # expect: 1 1

# As 0.15 had it: nothing waits to be armed, and these do both.
import sys
from twisted.internet import main
from twisted.internet.app import Application

armed, chained, failed = defer.Deferred(), defer.Deferred(), defer.Deferred()
chained.addCallback(lambda result: sys.stdout.write('chained %s\n' % result))
armed.armAndChain(chained)
armed.armAndCallback('armed')  # expect: chained armed
failed.addErrback(lambda why: sys.stdout.write('%s\n' % why.value))
failed.armAndErrback(ValueError('unarmed'))  # expect: unarmed
print main.Application is Application  # expect: True

# What only the era raised: strings, and instances of classic classes.
from twisted.python import failure


def show(result):
    print 'got', result


class Spilt:
    def __init__(self, what):
        self.what = what

    def __str__(self):
        return 'spilt ' + self.what


class SpiltTea(Spilt):
    pass


def tea(result):
    raise SpiltTea('tea')


def text(result):
    raise 'no tea', 'today'


d = defer.succeed(1).addCallback(tea).addErrback(lambda f: f.trap(KeyError, Spilt))
d.addCallback(show)  # expect: got __main__.Spilt
d = defer.succeed(1).addCallback(tea).addErrback(lambda f: f.trap(KeyError))
d.addErrback(lambda f: show((f.type is SpiltTea, f.value.what, f.check(Spilt) is Spilt)))
# expect: got (True, 'tea', True)
d = defer.succeed(1).addCallback(text)
d.addErrback(lambda f: show((f.type, f.value, f.check(KeyError, 'no tea'), `f`)) or f)
# expect: got ('no tea', 'today', 'no tea', '<twisted.python.failure.Failure no tea>')
d.addErrback(lambda f: f.trap(KeyError))
d.addErrback(lambda f: f.trap('no tea')).addCallback(show)  # expect: got no tea
try:
    failure.Failure('plain').raiseException()
except TypeError:
    print 'not raised'  # expect: not raised
try:
    tea(1)
except:
    f = failure.Failure()
try:
    f.raiseException()
except Spilt, e:
    print e, f.getErrorMessage(), `f`
# expect: spilt tea spilt tea <twisted.python.failure.Failure __main__.SpiltTea>
