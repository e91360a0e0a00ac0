# Several results at once, and turns taken.
from twisted.internet import defer
from twisted.internet.defer import (Deferred, DeferredList, DeferredLock,
                                    DeferredQueue, DeferredSemaphore)


def brief(results):
    return [(ok, getattr(r, 'value', r)) for ok, r in results]


a, b, c = Deferred(), Deferred(), Deferred()
dl = DeferredList([a, b, c], consumeErrors=True)
dl.addCallback(lambda results: print(brief(results)))
c.callback('c')
a.errback(ValueError('a'))
print(dl.called)
b.callback('b')
a.addCallback(lambda r: print('a afterwards', r))

a, b = Deferred(), Deferred()
DeferredList([a, b], fireOnOneCallback=True).addCallback(print)
b.callback('quick')
a.callback('slow')

a, b = Deferred(), Deferred()
dl = DeferredList([a, b], fireOnOneErrback=True, consumeErrors=True)
dl.addErrback(lambda f: print(f.type.__name__, f.value.index,
                              f.value.subFailure.value))
b.errback(KeyError('first'))
a.callback('ignored')
DeferredList([]).addCallback(print)

defer.gatherResults([defer.succeed(1), defer.succeed(2)]).addCallback(print)
d = defer.gatherResults([defer.succeed(1), defer.fail(OSError('io'))],
                        consumeErrors=True)
d.addErrback(lambda f: f.trap(defer.FirstError) and
             print(f.value.subFailure.getErrorMessage()))

lock = DeferredLock()
gates = [Deferred() for i in range(3)]


def work(i):
    print('work', i, lock.locked)
    return gates[i]


for i in range(3):
    lock.run(work, i).addBoth(lambda r: print('done', getattr(r, 'type', r)))
gates[1].callback('second')
gates[0].callback('first')
gates[2].errback(RuntimeError())
print(lock.locked, lock.waiting)

s = DeferredSemaphore(2)
gates = [Deferred() for i in range(4)]
for i in range(4):
    s.run(work, i)
print(s.tokens, s.limit, len(s.waiting))
for gate in gates:
    gate.callback(None)
print(s.tokens)
for wrong in (s.release, lock.release, lambda: DeferredSemaphore(0)):
    try:
        wrong()
    except (AssertionError, ValueError) as error:
        print(type(error).__name__, error)

q = DeferredQueue(size=2, backlog=1)
q.get().addCallback(lambda r: print('waited for', r))
try:
    q.get()
except defer.QueueUnderflow:
    print('too many wait')
for item in 'xyz':
    q.put(item)
try:
    q.put('full')
except defer.QueueOverflow:
    print('full', q.pending)
q.get().addCallback(print)
q.get().addCallback(print)
waiting = q.get()
waiting.addErrback(lambda f: print(f.type.__name__))
waiting.cancel()
q.put('kept')
print(q.pending, q.waiting)
