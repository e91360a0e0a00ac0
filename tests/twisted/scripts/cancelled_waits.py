# What is waited for and given up: connections, programs, coroutines.
from twisted.internet import (reactor, defer, task, protocol, endpoints, error,
                              utils)
from twisted.protocols.policies import TimeoutMixin
from twisted.protocols.basic import LineReceiver


class Slow(LineReceiver, TimeoutMixin):
    clock = task.Clock()

    def callLater(self, *call):
        return self.clock.callLater(*call)

    def connectionMade(self):
        self.setTimeout(0.5)
        self.sendLine(b'hi')

    def timeoutConnection(self):
        self.sendLine(b'timeout!')
        self.transport.loseConnection()

    def lineReceived(self, l):
        self.resetTimeout()
        self.sendLine(l.upper())

    def connectionLost(self, r):
        self.setTimeout(None)


class G(LineReceiver):

    def __init__(self):
        self.l = []
        self.d = defer.Deferred()

    def lineReceived(self, l):
        self.l.append(l)
        if l == b'ABC':
            Slow.clock.advance(0.5)

    def connectionLost(self, r):
        self.d.callback((self.l, r.type.__name__))


@defer.inlineCallbacks
def main(reactor):
    p = (yield endpoints.serverFromString(reactor,
                                          'tcp:0:interface=127.0.0.1').listen(
                                              protocol.Factory.forProtocol(
                                                  Slow)))
    e = endpoints.clientFromString(reactor,
                                   'tcp:127.0.0.1:%d' % p.getHost().port)
    g = (yield endpoints.connectProtocol(e, G()))
    g.sendLine(b'abc')
    print((yield g.d))
    d = endpoints.connectProtocol(e, G())
    d.cancel()
    d.addErrback(lambda f: print(f.type.__name__))
    yield d

    @defer.inlineCallbacks
    def waits():
        try:
            yield defer.Deferred(lambda d: print('canceller'))
        except defer.CancelledError:
            print('cleanup')
            raise
        finally:
            print('finally')
    d = waits()
    d.addErrback(lambda f: print(f.check(defer.CancelledError)))
    d.cancel()
    yield d
    d = waits()
    d.addTimeout(0.01, reactor)
    try:
        yield d
    except error.TimeoutError as x:
        print('to', x)
    except defer.TimeoutError as x:
        print('dto', type(x).__module__, x)
    d = utils.getProcessOutput('/bin/sleep', ['5'])
    d.addErrback(lambda f: print('po', f.type.__name__))
    d.cancel()
    lc = task.LoopingCall(lambda: lc.stop() if lc.i == 2
                          else setattr(lc, 'i', lc.i + 1))
    lc.i = 0
    yield lc.start(0.001)
    print(lc.i, lc.running)

    async def a():
        async def inner():
            await task.deferLater(reactor, 0, lambda: None)
            return 3
        r = [await inner() for i in range(2)]
        try:
            await asyncfail()
        except ZeroDivisionError as x:
            print(x)
        return r

    async def asyncfail():
        await defer.succeed(None)
        1 / 0
    print((yield defer.ensureDeferred(a())))
    q = defer.DeferredQueue()
    got = []

    async def worker(n):
        while True:
            j = await q.get()
            if j is None:
                return n
            got.append((n, j))
            await task.deferLater(reactor, 0, lambda: None)
    ws = [defer.ensureDeferred(worker(i)) for i in range(3)]
    for i in range(6):
        q.put(i)
    for i in range(3):
        q.put(None)
    print(sorted((yield defer.gatherResults(ws))), sorted((j for n, j in got)))
    sem = defer.DeferredSemaphore(2)
    run = [0, 0]

    def job(i):
        run[0] += 1
        run[1] = max(run)
        d = task.deferLater(reactor, 0.001, lambda: i)
        d.addBoth(lambda r: (run.__setitem__(0, run[0] - 1), r)[1])
        return d
    print((yield defer.gatherResults([sem.run(job, i) for i in range(5)])),
          run)
    yield p.stopListening()


task.react(main)
