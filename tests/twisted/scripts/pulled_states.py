# Protocols in states of so many bytes each; whoever stops consuming closes,
# though a producer was still to be asked.
import os

from twisted.internet import protocol, reactor
from twisted.internet.testing import StringTransport
from twisted.protocols.stateful import StatefulProtocol
from twisted.python.systemd import ListenFDs


class Frames(StatefulProtocol):
    """A kind, a size, so many bytes; 'q' ends it."""

    def getInitialState(self):
        return self.kind, 1

    def kind(self, data):
        self.what = data
        if data == b'q':
            self.transport.loseConnection()
        return self.size, 2

    def size(self, data):
        size = int.from_bytes(data, 'big')
        return (self.body, size) if size else (self.kind, 1)

    def body(self, data):
        print(self.what, data)
        return self.kind, 1


text = b'a\0\x03onea\0\0b\0\x05three' + b'c\0\x01x' * 3 + b'qrest'
for step in 1, 4, 100:
    transport, frames = StringTransport(), Frames()
    frames.makeConnection(transport)
    for at in range(0, len(text), step):
        if not transport.disconnecting:
            frames.dataReceived(text[at:at + step])
    print(step, transport.disconnecting)


class Pull:
    count = 0

    def __init__(self, transport):
        self.transport = transport

    def resumeProducing(self):
        self.count += 1
        print('asked', self.count)
        if self.count == 3:
            self.transport.stopConsuming()
        else:
            self.transport.writeSequence([b'x' * 50] * 20)

    def stopProducing(self):
        print('stopped')


class Client(protocol.Protocol):
    def connectionMade(self):
        self.transport.registerProducer(Pull(self.transport), False)

    def connectionLost(self, reason):
        print('client', reason.type.__name__)


class Server(protocol.Protocol):
    count = 0

    def dataReceived(self, data):
        self.count += len(data)

    def connectionLost(self, reason):
        print('server', self.count, reason.type.__name__)
        reactor.stop()


port = reactor.listenTCP(0, protocol.Factory.forProtocol(Server),
                         interface='127.0.0.1')
reactor.connectTCP('127.0.0.1', port.getHost().port,
                   protocol.ClientFactory.forProtocol(Client))
reactor.callLater(100, reactor.stop)
reactor.run()

told = {'LISTEN_FDS': '2', 'LISTEN_PID': str(os.getpid()), 'OTHER': 'x'}
print(ListenFDs.fromEnvironment(told).inheritedDescriptors(), sorted(told))
print(ListenFDs.fromEnvironment(told).inheritedDescriptors())
told.update(LISTEN_FDS='2', LISTEN_PID='1')
print(ListenFDs.fromEnvironment(told).inheritedDescriptors())
told.update(LISTEN_FDS='many', LISTEN_PID=str(os.getpid()))
print(ListenFDs.fromEnvironment(told).inheritedDescriptors(),
      ListenFDs([7]).inheritedDescriptors())
