"""Port forwarding: two connections, each the other's mouth and ear."""

from twisted.internet import protocol
from twisted.python import log


class Relay(protocol.Protocol):
    """I am told of the end of each direction, and close after the second."""

    _halfCloseable = True
    _ends = 0

    def readConnectionLost(self):
        """All is heard; there may be more to say."""
        self.writeConnectionLost()

    def writeConnectionLost(self):
        """All is said; there may be more to hear."""
        self._ends += 1
        if self._ends == 2:
            self.transport.loseConnection()


class Proxy(Relay):
    """I hand what I hear to my peer."""

    noisy = True
    peer = None

    def setPeer(self, peer):
        self.peer = peer

    def dataReceived(self, data):
        self.peer.transport.write(data)

    def readConnectionLost(self):
        # Who has said all may still listen.
        self.peer.transport.loseWriteConnection()
        Relay.readConnectionLost(self)

    def connectionLost(self, reason):
        peer, self.peer = self.peer, None
        if peer is not None:
            peer.transport.loseConnection()
        elif self.noisy:
            log.msg('Unable to connect to peer: %s' % reason)


class ProxyClient(Proxy):
    """I am connected to where the bytes are going."""

    def connectionMade(self):
        ours, theirs = self.transport, self.peer.transport
        self.peer.setPeer(self)
        # Each side is read no faster than the other takes it.
        ours.registerProducer(theirs, True)
        theirs.registerProducer(ours, True)
        theirs.resumeProducing()


class ProxyClientFactory(protocol.ClientFactory):
    """I connect on behalf of a server's protocol."""

    protocol = ProxyClient

    def setServer(self, server):
        self.server = server

    def buildProtocol(self, addr):
        made = protocol.ClientFactory.buildProtocol(self, addr)
        made.setPeer(self.server)
        return made

    def clientConnectionFailed(self, connector, reason):
        self.server.transport.loseConnection()


class ProxyServer(Proxy):
    """I have been connected to, and connect further: to the host and port of my
    factory."""

    clientProtocolFactory = ProxyClientFactory
    reactor = None

    def connectionMade(self):
        # Nothing is read before there is somebody to tell.
        self.transport.pauseProducing()
        client = self.clientProtocolFactory()
        client.setServer(self)
        if self.reactor is None:
            from twisted.internet import reactor
            self.reactor = reactor
        self.reactor.connectTCP(self.factory.host, self.factory.port, client)


class ProxyFactory(protocol.Factory):
    """I forward connections to a port of a host."""

    protocol = ProxyServer

    def __init__(self, host, port):
        self.host = host
        self.port = port
