# Connections that a factory refuses: they are closed, and not counted.
from twisted.internet import defer, endpoints, protocol, reactor, task


class Counts(protocol.Factory):
    noisy = False
    asked = 0

    def buildProtocol(self, addr):
        self.asked += 1
        if self.asked % 2:
            return None
        return protocol.Factory.buildProtocol(self, addr)


class Told(protocol.Protocol):
    def connectionMade(self):
        print('served as', self.transport.sessionno)
        self.factory.served.callback(None)


class Client(protocol.Protocol):
    def connectionLost(self, reason):
        print('lost', reason.type.__name__)
        self.done.callback(None)


class Fails(Counts):
    def startFactory(self):
        raise ValueError('not today')


@defer.inlineCallbacks
def main(reactor):
    counts = Counts.forProtocol(Told)
    port = reactor.listenTCP(0, counts, interface='127.0.0.1')
    where = endpoints.TCP4ClientEndpoint(reactor, '127.0.0.1',
                                         port.getHost().port)
    for i in range(6):
        p = Client()
        p.done, counts.served = defer.Deferred(), defer.Deferred()
        yield endpoints.connectProtocol(where, p)
        if i % 2:
            yield counts.served
            p.transport.loseConnection()
        yield p.done
    number = port.getHost().port
    yield port.stopListening()
    # Of a port whose factory cannot start nothing is left.
    for factory in Fails(), Fails(), Counts():
        try:
            port = reactor.listenTCP(number, factory, interface='127.0.0.1')
            print('listening', port.getHost().port == number)
            yield port.stopListening()
        except ValueError as e:
            print(e)


task.react(main)
