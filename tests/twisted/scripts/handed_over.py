# A connection that is taken from one protocol and given to another one, and
# what is left of its socket; the adapters between protocols and consumers.
import errno
import socket

from zope.interface import implementer

from twisted.internet import interfaces, protocol, reactor


class Named(protocol.Protocol):
    def logPrefix(self):
        return 'a name'


class First(Named):
    def connectionMade(self):
        print(self.transport.logPrefix().split(',')[0])
        self.handle = self.transport.getHandle()
        print(self.handle is self.transport.getHandle(),
              self.handle.fileno() == self.transport.fileno())
        reactor.removeReader(self.transport)
        print(self.transport in reactor.getReaders())
        reactor.adoptStreamConnection(self.transport.fileno(), socket.AF_INET,
                                      second)

    def dataReceived(self, data):
        print('not for me', data)


class Second(protocol.Protocol):
    def connectionMade(self):
        first.append(self)

    def dataReceived(self, data):
        print('second hears', data)
        self.transport.write(b'bye')
        self.transport.loseConnection()


class Client(Named):
    def connectionMade(self):
        print(self.transport.logPrefix())
        self.handle = self.transport.getHandle()
        self.transport.write(b'hello')

    def dataReceived(self, data):
        print('client hears', data)

    def connectionLost(self, reason):
        print(reason.getErrorMessage())
        try:
            self.handle.send(b'x')
        except OSError as e:
            print(errno.errorcode[e.errno])
        reactor.callLater(0, reactor.stop)


@implementer(interfaces.IConsumer)
class Consumer:
    def write(self, data):
        print('consumed', data)



first = []
second = protocol.Factory.forProtocol(Second)
port = reactor.listenTCP(0, protocol.Factory.forProtocol(First),
                         interface='127.0.0.1')
reactor.connectTCP('127.0.0.1', port.getHost().port,
                   protocol.ClientFactory.forProtocol(Client))
reactor.run()

interfaces.IProtocol(Consumer()).dataReceived(b'as a protocol')
heard = protocol.Protocol()
heard.dataReceived = lambda data: print('heard', data)
interfaces.IConsumer(heard).write(b'as a consumer')
print(interfaces.IReactorUNIXDatagram.providedBy(reactor),
      interfaces.IReactorSocket.providedBy(reactor))
