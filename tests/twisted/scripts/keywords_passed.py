# What is passed by name, to us and through us.
from twisted.internet import address, defer, error, protocol, reactor, task
from twisted.python import failure


def f(*a, **k):
    print('f', a, sorted(k.items()))


c = task.Clock()
c.callLater(1, f, when=1, what=2, function=3)
c.callLater(delay=2, callable=f)
c.advance(3)
reactor.callWhenRunning(f, 1, function=2)
reactor.addSystemEventTrigger('before', 'shutdown', f, function=1, kw=5)
reactor.callFromThread(f, function=4, callable=5)
reactor.callLater(0, f, function=9)
a = address.IPv4Address(type='TCP', host='h', port=5)
print(a, a.type, a.host, a.port, a == address.IPv4Address('TCP', 'h', 5),
      {a: 1}[address.IPv4Address('TCP', 'h', 5)])
print(address.UNIXAddress(name=b'/x').name,
      address.IPv6Address(type='UDP', host='::', port=1, flowInfo=2,
                          scopeID='eth0'))
d = defer.Deferred(canceller=lambda d: d.callback('c'))
d.addCallbacks(callback=f, errback=None, callbackArgs=(1,),
               callbackKeywords={'x': 2})
d.cancel()
d = defer.Deferred()
d.addCallbacks(f, f, callbackKeywords=dict(q=1))
d.callback(result=4)
e = defer.Deferred()
e.addErrback(lambda f_: print(f_.value))
e.errback(fail=ValueError('v'))
print(defer.succeed(result=5).result)


def h(*, when=1):
    print('h', when)


reactor.callLater(0, h, when=7)
task.deferLater(reactor, 0, h, when=8).addCallback(lambda _: reactor.stop())
lc = task.LoopingCall(h, when=3)
lc.clock = c
lc.start(interval=1, now=True)
lc.stop()
reactor.run(installSignalHandlers=False)


class L(protocol.Protocol):
    pass


print(L().transport, L.connected, L.factory, protocol.BaseProtocol.__name__)
for t in (error.ConnectionLost, error.ConnectionDone, error.ConnectionAborted):
    print(issubclass(t, error.ConnectionClosed), t().args, str(t('x', 'y')))
fl = failure.Failure(error.ConnectionDone())
print(fl.check(error.ConnectionLost, error.ConnectionDone).__name__,
      fl.getErrorMessage(), fl.type.__name__)
