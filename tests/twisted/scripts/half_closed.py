# Connections that are closed in one direction, and our own input and output.
import os

from zope.interface import implementer

from twisted.internet import defer, interfaces, protocol, reactor, stdio, task


class Plain(protocol.Protocol):
    name = 'plain'

    def connectionMade(self):
        self.done = self.factory.done

    def dataReceived(self, data):
        print(self.name, data)

    def connectionLost(self, reason):
        print(self.name, 'lost', reason.type.__name__)
        self.done.callback(None)


@implementer(interfaces.IHalfCloseableProtocol)
class Half(Plain):
    name = 'half'

    def readConnectionLost(self):
        print(self.name, 'reads no more')
        self.transport.write(b'last words')
        self.transport.loseConnection()

    def writeConnectionLost(self):
        print(self.name, 'writes no more')


class Client(Half):
    name = 'client'

    def connectionMade(self):
        Half.connectionMade(self)
        self.transport.write(b'all I have')
        self.transport.loseWriteConnection()

    def readConnectionLost(self):
        print(self.name, 'reads no more')
        self.transport.loseConnection()


class Lingering(Half):
    """I close one direction after the other, and all when they have gone."""
    name = 'lingering'

    def readConnectionLost(self):
        print(self.name, 'reads no more')
        self.transport.write(b'last words')
        self.transport.loseWriteConnection()
        self.factory.gone.addCallback(
            lambda _: reactor.callLater(0.05, self.leave))

    def leave(self):
        print(self.name, 'leaves')
        self.transport.loseConnection()


@defer.inlineCallbacks
def sockets(reactor):
    for kind in Half, Plain, Lingering:
        server = protocol.Factory.forProtocol(kind)
        port = reactor.listenTCP(0, server, interface='127.0.0.1')
        c = Client()
        client = protocol.ClientFactory.forProtocol(lambda: c)
        server.done, client.done = defer.Deferred(), defer.Deferred()
        server.gone = defer.Deferred()
        reactor.connectTCP('127.0.0.1', port.getHost().port, client)
        yield client.done
        server.gone.callback(None)
        yield server.done
        yield port.stopListening()


class Input(Plain):
    name = 'input'

    def connectionMade(self):
        self.done, self.heard = defer.Deferred(), defer.Deferred()
        self.transport.write(b'input made\n')
        print(type(self.transport.getPeer()).__name__)

    def dataReceived(self, data):
        Plain.dataReceived(self, data)
        self.heard.callback(None)


@implementer(interfaces.IHalfCloseableProtocol)
class HalfInput(Input):
    name = 'half input'

    def readConnectionLost(self):
        print(self.name, 'reads no more')
        self.transport.loseConnection()

    def writeConnectionLost(self):
        print(self.name, 'writes no more')


@defer.inlineCallbacks
def standard(reactor):
    # Nothing comes from there.
    p = Input()
    with open('out', 'wb') as out:
        stdio.StandardIO(p, stdout=out.fileno())
        yield p.done
    for kind in Input, HalfInput:
        p = kind()
        theirs, ours = os.pipe()
        read, write = os.pipe()
        stdio.StandardIO(p, stdin=theirs, stdout=write)
        os.write(ours, b'one')
        yield p.heard
        os.close(ours)
        yield p.done
        print(os.read(read, 100))
    p = Input()
    theirs, ours = os.pipe()
    read, write = os.pipe()
    os.close(read)
    stdio.StandardIO(p, stdin=theirs, stdout=write)
    yield p.done


task.react(lambda reactor: sockets(reactor).addCallback(
    lambda ignored: standard(reactor)))
