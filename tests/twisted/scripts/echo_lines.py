# An echo server and its client, line by line, on a port the system picks.
from twisted.internet import reactor, protocol
from twisted.protocols import basic


class Echo(basic.LineReceiver):
    def connectionMade(self):
        self.factory.count += 1
        self.sendLine(b'welcome %d' % self.factory.count)

    def lineReceived(self, line):
        if line == b'quit':
            self.sendLine(b'bye')
            self.transport.loseConnection()
        else:
            self.sendLine(b'echo ' + line)

    def connectionLost(self, reason):
        print('server lost', reason.type.__name__)


class EchoFactory(protocol.ServerFactory):
    protocol = Echo
    count = 0

    def startFactory(self):
        print('starting')

    def stopFactory(self):
        print('stopping')


class Client(basic.LineReceiver):
    said = [b'one', b'two words', b'', b'quit']

    def connectionMade(self):
        print('connected', self.transport.getPeer().port == port.getHost().port)
        for line in self.said:
            self.sendLine(line)

    def lineReceived(self, line):
        print('client got', line)

    def connectionLost(self, reason):
        print('client lost', reason.type.__name__)


class ClientFactory(protocol.ClientFactory):
    protocol = Client
    rounds = 0

    def startedConnecting(self, connector):
        print('connecting', connector.getDestination().type)

    def clientConnectionFailed(self, connector, reason):
        print('failed', reason.type.__name__)
        reactor.stop()

    def clientConnectionLost(self, connector, reason):
        print('connection lost', reason.check(ValueError))
        self.rounds += 1
        if self.rounds == 1:
            connector.connect()
        elif self.rounds == 2:
            d = port.stopListening()
            d.addCallback(lambda ignored: reactor.callLater(
                0.01, connector.connect))


port = reactor.listenTCP(0, EchoFactory(), interface='127.0.0.1')
print(port.getHost().host, port.getHost().type)
reactor.connectTCP('127.0.0.1', port.getHost().port, ClientFactory())
reactor.callWhenRunning(print, 'running')
reactor.addSystemEventTrigger('before', 'shutdown', print, 'shutting down')
reactor.addSystemEventTrigger('after', 'shutdown', print, 'shut down')
reactor.run()
print('end')
