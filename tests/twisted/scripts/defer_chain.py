# Results travel from callback to callback, errors from errback to errback.
from twisted.internet import defer
from twisted.python import failure


def show(result, *args, **kw):
    print('got', result, args, sorted(kw.items()))
    return result


def fails(result):
    raise ValueError('no good: %s' % result)


d = defer.Deferred()
d.addCallback(show, 1, two=2)
d.addCallback(fails)
d.addCallback(show)
d.addErrback(lambda f: print(f.check(KeyError), f.check(ValueError), f.value))
d.addBoth(show)
print(d.called, hasattr(d, 'result'))
d.callback('first')
print(d.called, d.result)
try:
    d.callback('again')
except defer.AlreadyCalledError as error:
    print(repr(error))

# Callbacks that come late are called at once.
d.addCallback(lambda ignored: 'late').addCallback(show)

# A pair: what the callback raises, its own errback does not see.
d = defer.Deferred()
d.addCallbacks(fails, lambda f: print('not this one'))
d.addCallbacks(show, lambda f: print('this one:', f.getErrorMessage()))
d.callback(0)
d = defer.fail(KeyError('k'))
d.addCallbacks(show, show, errbackArgs=('e',), errbackKeywords={'k': 1})
d.addErrback(lambda f: f.trap(KeyError, IndexError)).addCallback(print)

# What trap does not know goes on.
d = defer.fail(ZeroDivisionError('zero'))
d.addErrback(lambda f: f.trap(KeyError))
d.addErrback(lambda f: print('still', repr(f)))

# One that waits for another.
inner = defer.Deferred()
outer = defer.Deferred()
outer.addCallback(lambda r: inner)
outer.addCallback(show)
outer.callback('start')
print('waits', outer.paused, str(outer).split(' at ')[0],
      'waiting on' in str(outer))
print(inner.callbacks != [])
inner.callback(21)
print(inner.result, outer.result, outer.paused)
inner.addCallback(show)

# One that has its result already, and one that fails.
d = defer.succeed(1).addCallback(lambda r: defer.succeed(r + 1))
d.addCallback(lambda r: defer.fail(RuntimeError(r)))
d.addErrback(lambda f: print(repr(f.value)))

# Chained by hand.
a, b = defer.Deferred(), defer.Deferred()
b.addCallback(lambda r: print('b has', r))
a.chainDeferred(b)
a.callback('a result')

# A pause holds everything up.
d = defer.Deferred()
d.addCallback(show)
d.pause()
d.callback('paused')
print('nothing yet')
d.unpause()

# Long chains take no stack.
first = last = defer.Deferred()
for i in range(3000):
    following = defer.Deferred()
    following.addCallback(lambda r, waits=last: waits)
    following.callback(None)
    last = following
last.addCallback(lambda r: print('through all of them', r))
first.callback('at last')

# Callbacks added by callbacks.
d = defer.Deferred()
d.addCallback(lambda r: d.addCallback(lambda r: print('inner', r)) and 1)
d.addCallback(lambda r: print('outer', r) or 2)
d.callback(0)

for result in (1, failure.Failure(ValueError(2)), defer.succeed(3)):
    d = defer.maybeDeferred(lambda: result)
    d.addBoth(lambda r: print('maybe', getattr(r, 'value', r)))
defer.maybeDeferred(fails, 4).addErrback(lambda f: print('maybe', f.value))
defer.execute(int, '17').addCallback(print)
print(str(defer.FirstError(failure.Failure(ValueError(1)), 2)))
print(repr(defer.FirstError(failure.Failure(ValueError(1)), 2)))
for wrong in (lambda: d.addCallback(3), lambda: d.callback(defer.Deferred())):
    try:
        wrong()
    except AssertionError:
        print('no')

# A callback that returns its own Deferred; equal errors; who waits for whom.
import warnings

d = defer.Deferred()
d.addCallback(lambda r: d)
with warnings.catch_warnings(record=True) as given:
    warnings.simplefilter('always')
    d.callback(None)
    print([each.category.__name__ for each in given])
d = defer.Deferred()
d.addCallback(lambda r: d)
with warnings.catch_warnings():
    warnings.simplefilter('error')
    d.callback(None)
d.addErrback(lambda f: print(f.type.__name__))
why = failure.Failure(ValueError(1))
print(defer.FirstError(why, 1) == defer.FirstError(why, 1),
      defer.FirstError(why, 1) == defer.FirstError(why, 2),
      defer.FirstError(why, 1) == 1)
a, b = defer.Deferred(), defer.Deferred()
b.chainDeferred(a)
print(repr(a).split(' at ')[1].split(' ', 1)[1])
b.callback('passed on')
print(repr(a).split(' at ')[1].split(' ', 1)[1])
