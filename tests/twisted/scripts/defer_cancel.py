# Who no longer wants a result cancels; and who waits too long.
from twisted.internet import defer, task


def report(name):
    def callback(result):
        if hasattr(result, 'value'):
            print(name, 'failed:', result.type.__name__, result.value)
        else:
            print(name, 'has', result)
    return callback


# Nobody knows how to cancel it: the result that comes later is ignored, once.
d = defer.Deferred()
d.addBoth(report('plain'))
d.cancel()
d.callback('too late')
try:
    d.callback('far too late')
except defer.AlreadyCalledError:
    print('already called')

# A canceller may give a result, an error, or nothing.
for canceller in (lambda d: d.callback('half'),
                  lambda d: d.errback(KeyError('half')),
                  lambda d: print('cancelling')):
    d = defer.Deferred(canceller)
    d.addBoth(report('with canceller'))
    d.cancel()
    d.cancel()

# Cancelling one that waits cancels what it waits for.
inner = defer.Deferred(lambda d: print('inner is cancelled'))
outer = defer.succeed(None).addCallback(lambda r: inner)
outer.addBoth(report('outer'))
outer.cancel()

clock = task.Clock()
d = defer.Deferred().addTimeout(5, clock)
d.addBoth(report('timeout'))
clock.advance(4)
print(len(clock.getDelayedCalls()))
clock.advance(2)

d = defer.Deferred().addTimeout(5, clock)
d.addBoth(report('in time'))
d.callback(1)
print(clock.getDelayedCalls())

d = defer.Deferred()
d.addTimeout(5, clock, lambda result, after: 'instead after %s' % after)
d.addBoth(report('replaced'))
clock.advance(6)

d = defer.Deferred(lambda d: d.callback('rescued'))
d.addTimeout(1, clock).addBoth(report('rescued'))
clock.advance(1)


@defer.inlineCallbacks
def patient(waits, stubborn):
    try:
        yield waits
    except defer.CancelledError:
        print('generator sees it')
        if not stubborn:
            raise
    result = yield waiting
    return 'went on and got %s' % result


waiting = defer.Deferred()
for stubborn in (False, True):
    d = patient(defer.Deferred(), stubborn)
    d.addBoth(report('inline'))
    d.cancel()
print('not yet')
waiting.callback('the rest')


async def coroutine():
    try:
        await defer.Deferred()
    finally:
        print('finally')


d = defer.ensureDeferred(coroutine())
d.addBoth(report('coroutine'))
d.cancel()

lock = defer.DeferredLock()
lock.acquire()
second, third = lock.acquire(), lock.acquire()
third.addCallback(lambda got: print('third got the lock', got is lock))
second.addErrback(lambda f: print('second gave up:', f.type.__name__))
second.cancel()
lock.release()

both = defer.DeferredList([defer.Deferred(), defer.Deferred()],
                          consumeErrors=True)
both.addCallback(lambda results: print(
    [(ok, f.type.__name__) for ok, f in results]))
both.cancel()
