# LoopingCall, deferLater, cooperative tasks, on a clock of our own.
from twisted.internet import task, defer, reactor
import re


def show(x):
    print(re.sub('0x[0-9a-f]+', 'X', repr(x)))


c = task.Clock()
print(c.seconds(), c.rightNow, c.calls, c.getDelayedCalls())
n = []


def f(a, b=1):
    n.append(c.seconds())
    print('f', a, b, c.seconds())


l = task.LoopingCall(f, 5, b=6)
l.clock = c
show(l)
print(l.running, l.interval, l.starttime, l.f is f, l.a, l.kw, l.call)
d = l.start(2)
print(l.running, l.interval, l.starttime, show(l))
show(d)
c.advance(1)
c.advance(1)
c.advance(5)
c.pump([1, 1, 1])
d.addCallback(lambda r: print('stopped', r is l))
l.stop()
print(l.running)
for bad in (lambda: l.stop(), lambda: l.reset(),
            lambda: task.LoopingCall(f).start(-1)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
l = task.LoopingCall(f, 1)
l.clock = c
l.start(1, now=False)
try:
    l.start(3)
except Exception as e:
    print(type(e).__name__, e)
c.advance(1)
l.reset()
c.advance(0.5)
c.advance(0.5)
l.stop()
w = task.LoopingCall.withCount(lambda k: print('count', k))
w.clock = c
w.start(1)
c.advance(3.5)
c.advance(1)
w.stop()
z = []


def once():
    z.append(1)
    raise ValueError('z')


l = task.LoopingCall(once)
l.clock = c
d = l.start(0)
d.addErrback(lambda f: print('E', f.value))
print(l.running)
dd = []


def slow():
    x = defer.Deferred()
    dd.append(x)
    return x


l = task.LoopingCall(slow)
l.clock = c
l.start(1)
c.advance(5)
print(len(dd))
dd[0].callback(1)
print(len(dd))
c.advance(1)
print(len(dd))
l.stop()
dd[-1].callback(0)
x = task.deferLater(c, 3, lambda a, b: a + b, 1, b=2)
x.addCallback(print)
c.advance(3)
x = task.deferLater(c, 3)
x.addCallback(print)
c.advance(3)
x = task.deferLater(c, 3, print, 'never')
x.addErrback(lambda f: print(f.type.__name__, repr(f.value)))
x.cancel()
print(c.calls)
x = task.deferLater(c, 1, lambda: 1 / 0)
x.addErrback(lambda f: print(f.value))
c.advance(1)
a = c.callLater(5, print, 'five')
b = c.callLater(1, print, 'one')
print(len(c.getDelayedCalls()), a.getTime(), b.active())
a.reset(0.5)
b.delay(1)
c.advance(1)
print(a.active(), b.active())
b.cancel()
for m in (b.cancel, a.cancel, lambda: a.reset(1), lambda: b.delay(1)):
    try:
        m()
    except Exception as e:
        print(type(e).__name__, e)
co = task.Cooperator(terminationPredicateFactory=lambda: lambda: True,
                     scheduler=lambda f: c.callLater(0.1, f))


def it(n):
    for i in range(3):
        print('it', n, i)
        yield


d1 = co.coiterate(it('a'))
d1.addCallback(lambda r: print('co done', type(r).__name__))
t = co.cooperate(it('b'))
t.whenDone().addCallback(lambda r: print('task done', type(r).__name__))
show(type(t))
c.pump([0.1] * 3)
t.pause()
c.pump([0.1] * 3)
t.resume()
c.pump([0.1] * 5)
for m in (t.pause, t.resume, t.stop):
    try:
        m()
    except Exception as e:
        print(type(e).__name__, repr(e))
t = co.cooperate(it('c'))
t.stop()
t.whenDone().addErrback(lambda f: print(f.type.__name__, f.value))
co.stop()
try:
    t.resume()
except Exception as e:
    print(type(e).__name__, repr(e))
d = co.coiterate(it('x'))
d.addErrback(lambda f: print(f.type.__name__))


def err():
    yield 1
    raise KeyError('in it')


t = task.cooperate(err())
t.whenDone().addErrback(lambda f: (print(f.type.__name__), reactor.stop()))
reactor.run()
