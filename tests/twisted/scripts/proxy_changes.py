# A proxy that changes what it hands on, and closes what is said too often.
from twisted.internet import defer, endpoints, protocol, reactor, task
from twisted.protocols import basic, portforward


class Louder(portforward.ProxyClient):
    """From the server to the client everything is said louder."""

    def dataReceived(self, data):
        portforward.ProxyClient.dataReceived(self, data.upper())


class LouderFactory(portforward.ProxyClientFactory):
    protocol = Louder


class Counted(portforward.ProxyServer):
    clientProtocolFactory = LouderFactory
    noisy = False

    def dataReceived(self, data):
        self.factory.bytes += len(data)
        portforward.ProxyServer.dataReceived(self, data)

    def connectionLost(self, reason):
        lost.append('proxy after %d' % self.factory.bytes)
        portforward.ProxyServer.connectionLost(self, reason)


class Front(portforward.ProxyFactory):
    noisy = False
    protocol = Counted
    bytes = 0


class Back(basic.LineReceiver):
    def lineReceived(self, line):
        if line == b'quit':
            self.transport.loseConnection()
        else:
            self.sendLine(b'you said ' + line)

    def connectionLost(self, reason):
        lost.append('server')


class Asks(basic.LineReceiver):
    def __init__(self):
        self.gone = defer.Deferred()

    def ask(self, line):
        self.answer = defer.Deferred()
        self.sendLine(line)
        return self.answer

    def lineReceived(self, line):
        self.answer.callback(line)

    def connectionLost(self, reason):
        self.gone.callback(reason.type.__name__)


@defer.inlineCallbacks
def told(count):
    # Who hears of it first is nobody's promise.
    while len(lost) < count:
        yield task.deferLater(reactor, 0.01)
    print('lost:', *sorted(lost))
    del lost[:]


lost = []


@defer.inlineCallbacks
def main(reactor):
    behind = protocol.Factory.forProtocol(Back)
    behind.noisy = False
    back = reactor.listenTCP(0, behind, interface='127.0.0.1')
    front = Front('127.0.0.1', back.getHost().port)
    port = reactor.listenTCP(0, front, interface='127.0.0.1')
    there = endpoints.TCP4ClientEndpoint(reactor, '127.0.0.1',
                                         port.getHost().port)
    asks = yield endpoints.connectProtocol(there, Asks())
    print((yield asks.ask(b'hello')), (yield asks.ask(b'again')))
    asks.sendLine(b'quit')
    lost.append('client ' + (yield asks.gone))
    yield told(3)
    front.bytes = 0
    asks = yield endpoints.connectProtocol(there, Asks())
    yield asks.ask(b'one')
    asks.transport.loseConnection()
    lost.append('client ' + (yield asks.gone))
    yield told(3)
    yield back.stopListening()
    front.bytes = 0
    asks = yield endpoints.connectProtocol(there, Asks())
    asks.sendLine(b'anybody?')
    lost.append('client ' + (yield asks.gone))
    yield told(2)
    yield port.stopListening()


task.react(main)
