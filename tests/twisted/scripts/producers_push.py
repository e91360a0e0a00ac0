# Who produces is paused, resumed and stopped; one is enough.
from twisted.internet import reactor, protocol, defer, interfaces, endpoints
from zope.interface import implementer
from twisted.protocols.basic import LineReceiver, FileSender
import random, io


@implementer(interfaces.IPushProducer)
class Prod:
    made = []

    def __init__(self, proto, goal):
        self.made.append(self)
        self.proto, self.goal, self.n, self.paused, self.pc = (proto, goal, 0,
                                                               False, 0)

    def pauseProducing(self):
        self.paused = True
        self.pc += 1

    def resumeProducing(self):
        self.paused = False
        while not self.paused and self.n < self.goal:
            self.proto.sendLine(b'%d' % self.n)
            self.n += 1
        if self.n == self.goal:
            self.proto.transport.unregisterProducer()
            self.proto.transport.loseConnection()

    def stopProducing(self):
        print('stopProducing')
        self.n = self.goal


class Serve(LineReceiver):

    def connectionMade(self):
        self.sendLine(b'How many?')

    def lineReceived(self, l):
        p = Prod(self, int(l))
        self.p = p
        self.transport.registerProducer(p, True)
        try:
            self.transport.registerProducer(p, True)
        except RuntimeError as e:
            print('RE', str(e)[:55].split(' at')[0].split('<')[0])
        p.resumeProducing()

    def connectionLost(self, r):
        print('lost', r.value, self.p.n, self.p.pc > 0)
        lost.put(self)


class Ask(LineReceiver):

    def __init__(self):
        self.n = 0
        self.d = defer.Deferred()

    def lineReceived(self, l):
        if l == b'How many?':
            self.sendLine(b'200000')
        else:
            self.n += 1

    def connectionLost(self, r):
        self.d.callback(self.n)


def listen(cls):
    server = endpoints.TCP4ServerEndpoint(reactor, 0, interface='127.0.0.1')
    return server.listen(protocol.Factory.forProtocol(cls))


def connect(port, guest):
    return endpoints.connectProtocol(endpoints.TCP4ClientEndpoint(
        reactor, '127.0.0.1', port.getHost().port), guest)


@defer.inlineCallbacks
def main():
    p = yield listen(Serve)
    a = yield connect(p, Ask())
    print((yield a.d))
    yield lost.get()

    class Pull(protocol.Protocol):
        def connectionMade(self):
            d = FileSender().beginFileTransfer(io.BytesIO(b'z' * 300000),
                                               self.transport)
            d.addCallback(lambda l: (print('last', l),
                                     self.transport.loseConnection()))
    q = yield listen(Pull)

    class Cnt(Ask):
        def dataReceived(self, d):
            self.n += len(d)
    a = yield connect(q, Cnt())
    print((yield a.d))

    class Abort(Ask):
        def dataReceived(self, d):
            self.transport.abortConnection()
    a = yield connect(q, Abort())
    yield a.d

    class Never(Ask):
        def connectionMade(self):
            self.sendLine(b'5000000')
        def dataReceived(self, d):
            self.transport.pauseProducing()
            self.look()
        def look(self):
            if any(p.goal == 5000000 and p.paused for p in Prod.made):
                self.transport.abortConnection()
            else:
                reactor.callLater(0.01, self.look)
    a = yield connect(p, Never())
    yield a.d
    yield lost.get()
    reactor.stop()


lost = defer.DeferredQueue()
reactor.callWhenRunning(
    lambda: main().addErrback(lambda f: (f.printTraceback(), reactor.stop())))
reactor.run()
