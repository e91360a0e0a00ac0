# Lists, locks, queues, timeouts and the cancelling of Deferreds.
from twisted.internet import defer, task
from twisted.python import failure
import re


def show(x):
    print(re.sub('0x[0-9a-f]+', 'X', repr(x)))


ds = [defer.Deferred() for i in range(3)]
l = defer.DeferredList(ds, consumeErrors=True)
show(l)
print(l.resultList, l.fireOnOneCallback, l.fireOnOneErrback, l.consumeErrors,
      l.finishedCount)
l.addCallback(lambda r: print([(s, v if s else str(v.value)) for s, v in r]))
ds[1].callback('b')
ds[0].errback(ValueError('a'))
ds[2].callback('c')
l = defer.DeferredList([defer.Deferred(), defer.succeed(7)],
                       fireOnOneCallback=True)
l.addCallback(print)
x = defer.Deferred()
l = defer.DeferredList([x, defer.succeed(7)], fireOnOneErrback=True,
                       consumeErrors=1)
l.addErrback(lambda f: print(repr(f.value), str(f.value), f.type,
                             f.value.index, f.value.subFailure.value))
x.errback(KeyError('k'))


defer.DeferredList([]).addCallback(print)


defer.gatherResults([defer.succeed(1), defer.succeed(2)]).addCallback(print)
g = defer.gatherResults([defer.succeed(1), defer.fail(ValueError('g'))],
                        consumeErrors=True)
g.addErrback(lambda f: print(f.check(defer.FirstError),
                             f.value.subFailure.getErrorMessage(),
                             f.value.index))
c = [defer.Deferred(lambda d, i=i: print('cancel', i)) for i in range(2)]
g = defer.gatherResults(c, consumeErrors=True)
g.addErrback(lambda f: print('G', f.type.__name__))
g.cancel()
lock = defer.DeferredLock()
print(lock.locked, lock.waiting)


def use(l):
    print('got', l is lock, lock.locked)
    return l


lock.acquire().addCallback(use)
d2 = lock.acquire()
show(d2)
d2.addCallback(use)
lock.release()
lock.release()
try:
    lock.release()
except AssertionError as e:
    print('AE', e)
print(lock.run(lambda: 5).result)
w = lock.acquire()
w2 = lock.acquire()
w2.addErrback(lambda f: print(f.type.__name__))
w2.cancel()
print(len(lock.waiting))
lock.release()
s = defer.DeferredSemaphore(2)
print(s.tokens, s.limit, s.waiting)
for i in range(3):
    s.acquire().addCallback(lambda _, i=i: print('sem', i, s.tokens))
s.release()
s.release()
s.release()
print(s.tokens)
for bad in (lambda: defer.DeferredSemaphore(0), lambda: s.release()):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
q = defer.DeferredQueue(size=2, backlog=1)
print(q.size, q.backlog, q.pending, q.waiting)
q.put(1)
q.put(2)
try:
    q.put(3)
except Exception as e:
    print(type(e).__name__, repr(e))
q.get().addCallback(print)
q.get().addCallback(print)
g = q.get()
show(g)
try:
    q.get()
except Exception as e:
    print(type(e).__name__, repr(e))
g.addErrback(lambda f: print(f.type.__name__))
g.cancel()
q.put(9)
print(q.pending)
clock = task.Clock()
d = defer.Deferred()
d.addTimeout(3, clock)
d.addErrback(lambda f: print(f.type.__name__, str(f.value), f.value.args))
clock.advance(3)
d = defer.Deferred(lambda d: d.callback('canc'))
d.addTimeout(3, clock)
d.addBoth(print)
clock.advance(4)
d = defer.Deferred()
d.addTimeout(3, clock, onTimeoutCancel=lambda v,
             t: 'custom %s %r' % (t, type(v).__name__))
d.addBoth(print)
clock.advance(3)
d = defer.Deferred()
d.addTimeout(3, clock)
d.addBoth(print)
d.callback('in time')
print(clock.getDelayedCalls())
d = defer.Deferred()
d.cancel()
d.addErrback(lambda f: print(repr(f.value), f.getErrorMessage()))
d.callback('ignored after cancel')
try:
    d.callback(2)
except defer.AlreadyCalledError:
    print('ACE')
d = defer.Deferred(lambda d: 1 / 0)
try:
    d.cancel()
except ZeroDivisionError as e:
    print('ZDE', e)
inner = defer.Deferred(lambda d: print('inner cancelled'))
outer = defer.succeed(0)
outer.addCallback(lambda _: inner)
outer.addErrback(lambda f: print('outer', f.type.__name__))
outer.cancel()


defer.succeed(1).cancel()


defer.setDebugging(True)
print(defer.getDebugging())
d = defer.Deferred()
d.callback(1)
try:
    d.callback(2)
except defer.AlreadyCalledError as e:
    print(str(e).splitlines()[0], len(str(e)) > 50)


defer.setDebugging(False)
d = defer.Deferred()
d.addCallback(lambda r: d)
a, b = (defer.Deferred(), defer.Deferred())
a.chainDeferred(b)
b.addCallback(lambda r: print('chained', r))
a.callback(3)
f = failure.Failure(ValueError('v'))
e = defer.fail(f)
e.addErrback(lambda g: print(g is f))
