# Endpoints of all kinds, by class and by text, and what they refuse.
import sys
from twisted.internet import reactor, endpoints, protocol, defer
from twisted.internet.endpoints import (TCP4ServerEndpoint, TCP4ClientEndpoint,
                                        connectProtocol, serverFromString,
                                        clientFromString, UNIXServerEndpoint,
                                        UNIXClientEndpoint, HostnameEndpoint,
                                        wrapClientTLS, StandardIOEndpoint,
                                        ProcessEndpoint, TCP6ServerEndpoint,
                                        TCP6ClientEndpoint)
import re


def show(x):
    print(re.sub('0x[0-9a-f]+', 'X', repr(x)))


class QOTD(protocol.Protocol):

    def connectionMade(self):
        self.transport.write(self.factory.quote.encode() + b'\r\n')
        self.transport.loseConnection()


class QF(protocol.Factory):
    protocol = QOTD

    def __init__(self, quote=None):
        self.quote = quote or 'An apple a day'


class Get(protocol.Protocol):

    def __init__(self):
        self.d = defer.Deferred()
        self.b = b''

    def dataReceived(self, d):
        self.b += d

    def connectionLost(self, r):
        self.d.callback((self.b, r.value))


@defer.inlineCallbacks
def main():
    e = TCP4ServerEndpoint(reactor, 0, interface='127.0.0.1')
    print(vars(e).keys() >= {'_port'})
    port = (yield e.listen(QF('configured')))
    n = port.getHost().port
    for c in (TCP4ClientEndpoint(reactor, '127.0.0.1', n),
              clientFromString(reactor,
                               'tcp:host=127.0.0.1:port=%d:timeout=60' % n),
              HostnameEndpoint(reactor, 'localhost', n),
              HostnameEndpoint(reactor, b'127.0.0.1', n),
              clientFromString(reactor,
                               b'tcp:localhost:%d'.decode() % n if 0
                               else 'tcp:localhost:%d:bindAddress=127.0.0.1'
                               % n)):
        g = (yield connectProtocol(c, Get()))
        print((yield g.d))
    f = protocol.Factory.forProtocol(Get)
    p = (yield TCP4ClientEndpoint(reactor, '127.0.0.1', n).connect(f))
    print(p.factory is f, (yield p.d)[0])
    try:
        yield TCP4ServerEndpoint(reactor, n,
                                 interface='127.0.0.1').listen(QF())
    except Exception as x:
        print(type(x).__name__, x.port == n)
    yield port.stopListening()
    try:
        yield TCP4ClientEndpoint(reactor, '127.0.0.1', n).connect(f)
    except Exception as x:
        print(type(x).__name__, x)
    up = (yield UNIXServerEndpoint(reactor, 's.sock',
                                   mode=384).listen(QF('unix')))
    g = (yield connectProtocol(UNIXClientEndpoint(reactor, 's.sock',
                                                  checkPID=0), Get()))
    print((yield g.d))
    yield up.stopListening()
    try:
        yield UNIXClientEndpoint(reactor, 's.sock').connect(f)
    except Exception as x:
        print(type(x).__name__, x)
    g = (yield connectProtocol(ProcessEndpoint(reactor, '/bin/echo',
                                               ['echo', 'processed']), Get()))
    print((yield g.d))
    for s in ('tcp:0:interface=127.0.0.1', 'tcp:port=0', 'tcp6:0',
              'unix:x.sock', 'tcp:0:backlog=3', 'stdio:'):
        try:
            e = serverFromString(reactor, s)
            print(type(e).__name__)
        except Exception as x:
            print(type(x).__name__, x)
    for s in ('', 'nope', 'nope:1', 'tcp:abc', 'tcp:', 'fd:'):
        try:
            e = serverFromString(reactor, s)
            print(s, type(e).__name__)
        except BaseException as x:
            print(repr(s), type(x).__name__, x)
    for s in ('', 'nope', 'tcp:x', 'tcp:h:p', 'tcp:h', 'tcp:host=h', 'unix:',
              'unix:x:timeout=a', 'tcp:h:1:timeout=z', 'tcp:h:1:nope=3'):
        try:
            e = clientFromString(reactor, s)
            print(s, type(e).__name__)
        except BaseException as x:
            print(repr(s), type(x).__name__, x)
    d = TCP4ClientEndpoint(reactor, '127.0.0.1', 9, timeout=5).connect(f)
    d.addErrback(lambda f: print(f.type.__name__, f.value))
    d.cancel()
    try:
        yield TCP6ServerEndpoint(reactor, 0,
                                 interface='::1').listen(QF()).addCallback(
                                     lambda p: (print(p.getHost().host),
                                                p.stopListening())[1])
    except Exception as x:
        print(type(x).__name__)

    class No(protocol.Factory):
        def buildProtocol(self, a):
            print('declined', a.host)
            return None
    port = (yield e0(0).listen(QF('x')))
    try:
        yield TCP4ClientEndpoint(reactor, '127.0.0.1',
                                 port.getHost().port).connect(No())
    except Exception as x:
        print(type(x).__name__, x)

    class Er(protocol.Factory):
        def buildProtocol(self, a):
            raise KeyError('builder')
    try:
        yield TCP4ClientEndpoint(reactor, '127.0.0.1',
                                 port.getHost().port).connect(Er())
    except Exception as x:
        print(type(x).__name__, x)
    try:
        yield connectProtocol(TCP4ClientEndpoint(reactor, '127.0.0.1',
                                                 port.getHost().port), None)
    except Exception as x:
        print(type(x).__name__, x)
    for host in 'no..such', 'x' * 64 + '.org', '.', '\u2ff0', \
            'two words', '', '-x', 'x-', 'under_score', 'ab--c', '\u0666':
        try:
            yield endpoints.HostnameEndpoint(reactor, host, 1).connect(None)
        except ValueError as x:
            print(x)
    for text in 'tcp', 'tcp:1:2:3:4:5', 'tcp:1:kind=x', 'unix', 'haproxy':
        try:
            endpoints.serverFromString(reactor, text)
        except (TypeError, ValueError) as x:
            print(x)
    print(endpoints.quoteStringArgument('C:\\x:y=z'))
    reactor.stop()


def e0(n):
    return TCP4ServerEndpoint(reactor, n, interface='127.0.0.1')


reactor.callWhenRunning(
    lambda: main().addErrback(lambda f: (f.printTraceback(), reactor.stop())))
reactor.run()
