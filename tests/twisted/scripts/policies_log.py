# Wrapped factories: what they log, what they count.
import re
import sys, re
from twisted.protocols import policies, wire
from twisted.internet import protocol, reactor, defer, task, testing
from twisted.internet.testing import (StringTransport,
                                      StringTransportWithDisconnection)
from twisted.python import log


class Lines:
    """I leave out the time, numbers of ports, and frames of the library."""

    def write(self, text):
        text = re.sub(r'^\S+ \S+ ', '', text)
        text = re.sub(r'\b\d{4,5}\b', 'PORT', text)
        text = re.sub('0x[0-9a-f]+', 'X', text)
        text = re.sub(r'\t  File "(?!%s).*\n.*\n(\t\s*[~^]+\n)?'
                      % re.escape(__file__), '', text)
        sys.__stdout__.write(text.replace(__file__, 'FILE'))

    def flush(self):
        sys.__stdout__.flush()


log.startLogging(Lines())


class T(protocol.Protocol, policies.TimeoutMixin):

    def connectionMade(self):
        print('timeout', self.timeOut, self.setTimeout(5), self.setTimeout(3),
              self.timeOut)

    def dataReceived(self, d):
        self.resetTimeout()
        print('reset', d)

    def timeoutConnection(self):
        print('timed out')
        policies.TimeoutMixin.timeoutConnection(self)

    def connectionLost(self, r):
        print('T lost', r.value)
        self.setTimeout(None)


clock = task.Clock()
T.callLater = lambda self, *a: clock.callLater(*a)
t = T()
tr = StringTransportWithDisconnection()
tr.protocol = t
t.makeConnection(tr)
clock.advance(2)
t.dataReceived(b'x')
clock.advance(2)
clock.advance(1)
print(tr.connected)


class P(protocol.Protocol):

    def connectionMade(self):
        print('P made', self.transport.__class__.__name__,
              self.factory.__class__.__name__)
        self.transport.write(b'hello')

    def dataReceived(self, d):
        print('P', d)
        self.transport.loseConnection()

    def connectionLost(self, r):
        print('P lost', r.value)


class C(protocol.Protocol):

    def connectionMade(self):
        self.transport.write(b'x')

    def dataReceived(self, d):
        print('C', d)

    def connectionLost(self, r):
        print('C lost', r.value)
        self.factory.d.callback(None)


def f():
    f = protocol.ServerFactory()
    f.protocol = P
    return f


@defer.inlineCallbacks
def visit(port, n=1):
    ds = []
    for i in range(n):
        cf = protocol.ClientFactory()
        cf.protocol = C
        cf.noisy = False
        cf.d = defer.Deferred()
        ds.append(cf.d)
        reactor.connectTCP('127.0.0.1', port.getHost().port, cf)
    yield defer.DeferredList(ds)


@defer.inlineCallbacks
def main():
    w = policies.WrappingFactory(f())
    p = reactor.listenTCP(0, w, interface='127.0.0.1')
    print(p, w.protocols, w.logPrefix())
    yield visit(p)
    print(w.protocols)
    yield p.stopListening()
    w = policies.ThrottlingFactory(f(), maxConnectionCount=1, readLimit=100,
                                   writeLimit=100)
    p = reactor.listenTCP(0, w, interface='127.0.0.1')
    yield visit(p)
    print(w.connectionCount, w.maxConnectionCount)
    yield p.stopListening()
    w = policies.LimitTotalConnectionsFactory()
    w.protocol = P
    w.connectionLimit = 1
    w.overflowProtocol = type('Over', (protocol.Protocol,),
                              {'connectionMade': lambda s: (
                                  s.transport.write(b'busy'),
                                  s.transport.loseConnection())})
    p = reactor.listenTCP(0, w, interface='127.0.0.1')
    yield visit(p)
    print(w.connectionCount)
    yield p.stopListening()
    w = policies.TrafficLoggingFactory(f(), 'traffic')
    p = reactor.listenTCP(0, w, interface='127.0.0.1')
    yield visit(p)
    yield p.stopListening()
    import glob
    print(sorted(glob.glob('traffic*')))
    print([open(x).read() for x in sorted(glob.glob('traffic*'))])
    w.resetCounter()
    w = policies.TimeoutFactory(f(), timeoutPeriod=2)
    p = reactor.listenTCP(0, w, interface='127.0.0.1')
    yield visit(p)
    yield p.stopListening()
    w = policies.SpewingFactory(f())
    p = reactor.listenTCP(0, w, interface='127.0.0.1')
    yield visit(p)
    yield p.stopListening()
    reactor.stop()


reactor.callWhenRunning(
    lambda: main().addErrback(lambda f: (f.printTraceback(), reactor.stop())))
reactor.run()
