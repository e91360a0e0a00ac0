"""A producer that raises loses its connection; one that is left reads no more.

Nobody is asked again after it raised, and what comes after loseConnection() is
not heard, however much is still to be sent.
"""

from twisted.internet import defer, protocol, reactor, task
from twisted.python import log

log.startLoggingWithObserver(lambda event: None, setStdout=False)


class Raising:
    """I am pulled: I write once and then have nothing left but an error."""

    def __init__(self, transport):
        self.transport = transport
        self.asked = 0

    def resumeProducing(self):
        self.asked += 1
        if self.asked > 1:
            raise IOError('gone')
        self.transport.write(b'x' * 100)

    def stopProducing(self):
        print('stopped')


class Pulled(protocol.Protocol):
    def connectionMade(self):
        self.producer = Raising(self.transport)
        self.transport.registerProducer(self.producer, False)

    def connectionLost(self, reason):
        print('lost', reason.type.__name__, self.producer.asked)
        self.factory.lost.callback(None)


class Leaving(protocol.Protocol):
    """I leave with a producer that has not finished."""

    def connectionMade(self):
        self.factory.server = self
        self.transport.registerProducer(self, False)

    def resumeProducing(self):
        pass

    def stopProducing(self):
        print('stopped')

    def dataReceived(self, data):
        print('heard', data)
        self.transport.loseConnection()
        self.factory.left.callback(None)

    def connectionLost(self, reason):
        print('left')
        self.factory.lost.callback(None)


class Caller(protocol.Protocol):
    heard = b''

    def __init__(self):
        self.lost = defer.Deferred()

    def dataReceived(self, data):
        self.heard += data

    def connectionLost(self, reason):
        self.lost.callback(len(self.heard))


def serve(cls):
    factory = protocol.ServerFactory.forProtocol(cls)
    factory.lost, factory.left = defer.Deferred(), defer.Deferred()
    port = reactor.listenTCP(0, factory, interface='127.0.0.1')
    caller = protocol.ClientCreator(reactor, Caller)
    return factory, port, caller.connectTCP('127.0.0.1', port.getHost().port)


@defer.inlineCallbacks
def main(reactor):
    factory, port, connected = serve(Pulled)
    caller = yield connected
    print('got', (yield caller.lost))
    yield factory.lost
    yield port.stopListening()

    factory, port, connected = serve(Leaving)
    caller = yield connected
    caller.transport.write(b'one')
    yield factory.left
    caller.transport.write(b'two')
    for turn in range(20):
        yield task.deferLater(reactor, 0.005)
    factory.server.transport.unregisterProducer()
    yield factory.lost
    yield port.stopListening()


task.react(main)
