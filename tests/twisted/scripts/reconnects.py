# A client that comes back whenever it is sent away, until it has heard all.
from twisted.internet import protocol, reactor
from twisted.protocols import basic


class Sayings(basic.LineReceiver):
    """I say one line to each who comes, and send them away."""

    def connectionMade(self):
        lines = self.factory.lines
        self.sendLine(lines.pop(0) if lines else b'no more')
        self.transport.loseConnection()


class Listener(basic.LineReceiver):
    def lineReceived(self, line):
        print('heard', line.decode())
        self.factory.heard(line)


class Persistent(protocol.ReconnectingClientFactory):
    noisy = False
    protocol = Listener
    initialDelay = 0.01
    factor = 2
    jitter = None
    maxDelay = 0.03

    def startedConnecting(self, connector):
        print('connecting to', connector.getDestination().host,
              'in state', connector.state)

    def buildProtocol(self, addr):
        print('connected to', addr.host, 'after', self.retries, 'retries')
        if self.retries == 2:
            self.resetDelay()
        return protocol.ReconnectingClientFactory.buildProtocol(self, addr)

    def heard(self, line):
        if line == b'no more':
            self.stopTrying()
            port.stopListening().addCallback(lambda _: again())

    def clientConnectionLost(self, connector, reason):
        print('lost:', reason.type.__name__, connector.state)
        protocol.ReconnectingClientFactory.clientConnectionLost(
            self, connector, reason)
        if self.continueTrying:
            print('waits %.2f' % self.delay)

    def clientConnectionFailed(self, connector, reason):
        print('failed:', reason.type.__name__)
        protocol.ReconnectingClientFactory.clientConnectionFailed(
            self, connector, reason)
        if self.retries > self.maxRetries:
            print('gives up after', self.retries)
            reactor.callLater(0, reactor.stop)


def again():
    hopeless = Persistent()
    hopeless.maxRetries = 2
    reactor.connectTCP('127.0.0.1', number, hopeless)


server = protocol.ServerFactory.forProtocol(Sayings)
server.noisy = False
server.lines = [b'one', b'two', b'three', b'four']
port = reactor.listenTCP(0, server, interface='127.0.0.1')
number = port.getHost().port
reactor.connectTCP('127.0.0.1', number, Persistent())
reactor.run()
