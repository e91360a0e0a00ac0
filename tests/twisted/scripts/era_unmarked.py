# era: nothing in it is spelt otherwise today, but what it imports is of then.
from twisted.internet import app, defer, protocol, reactor
from twisted.protocols import basic


class FingerProtocol(basic.LineReceiver):
    def lineReceived(self, user):
        self.factory.getUser(user
        ).addErrback(lambda _: "Internal error in server"
        ).addCallback(lambda m:
                      (self.transport.write(m+"\r\n"),
                       self.transport.loseConnection()))


class FingerFactory(protocol.ServerFactory):
    protocol = FingerProtocol

    def __init__(self, **kwargs):
        self.users = kwargs

    def getUser(self, user):
        return defer.succeed(self.users.get(user, "No such user"))


class Asks(protocol.Protocol):
    def connectionMade(self):
        self.transport.write("moshez\r\n")

    def dataReceived(self, data):
        print(repr(data))  # expect: 'Happy and well\r\n'

    def connectionLost(self, reason):
        reactor.stop()


application = app.Application('finger')
port = reactor.listenTCP(0, FingerFactory(moshez='Happy and well'),
                         interface='127.0.0.1')
asks = protocol.ClientFactory()
asks.protocol = Asks
reactor.connectTCP('127.0.0.1', port.getHost()[2], asks)
reactor.run()
