# What must not go wrong with descriptors that are somebody else's by now, with
# delays that nobody lives to see, and with sequences that cannot be sent.
import os
import socket

from twisted.internet import protocol, reactor


def attempt(what, call, *args):
    try:
        print(what, call(*args))
    except Exception as e:
        print(what, type(e).__name__, getattr(e, 'errno', None))


class Quiet(protocol.DatagramProtocol):
    pass


# None of these is a socket of the kind wanted, and none stays open.
reading, writing = os.pipe()
before = len(os.listdir('/dev/fd'))
for count in range(5):
    attempt('port', reactor.adoptStreamPort, reading, socket.AF_INET,
            protocol.Factory())
    attempt('connection', reactor.adoptStreamConnection, reading,
            socket.AF_INET, protocol.Factory.forProtocol(protocol.Protocol))
    attempt('datagrams', reactor.adoptDatagramPort, reading, socket.AF_INET,
            Quiet())
with socket.socket() as alone:
    attempt('unconnected', reactor.adoptStreamConnection, alone.fileno(),
            socket.AF_INET, protocol.Factory.forProtocol(protocol.Protocol))
print(len(os.listdir('/dev/fd')) - before)

for seconds in 1e300, 10 ** 30, float('inf'):
    late = reactor.callLater(seconds, print, 'too early')
    attempt('reset', late.reset, seconds)
    for count in range(9):
        late.delay(1e300)
    print(late.active(), late.debug)
    late.cancel()


class Server(protocol.Protocol):
    heard = b''

    def dataReceived(self, data):
        self.heard += data
        if self.heard == b'one two':
            self.factory.caller.end()

    def connectionLost(self, reason):
        print('heard', self.heard)
        self.factory.lost += 1
        # Whoever still thinks that the number is his has time to write.
        reactor.callLater(0.1, self.factory.caller.check)


class Client(protocol.Protocol):
    def connectionMade(self):
        attempt('bad', self.transport.writeSequence, [b'lost', 3])
        attempt('text', self.transport.writeSequence, [b'lost', 'text'])
        attempt('good', self.transport.writeSequence, [b'one', b' ', b'two'])
        print(self.transport.bufferSize)
        self.factory.server.caller = self

    def end(self):
        # Its number is free for the next.
        self.transport.getHandle().close()
        self.factory.opened = os.open('mine', os.O_RDWR | os.O_CREAT)

    def check(self):
        print(os.write(self.factory.opened, b'still mine'))
        with open('mine') as file:
            print(file.read())
        print(self.factory.server.lost)
        reactor.stop()


def start():
    factory = protocol.Factory.forProtocol(Server)
    factory.lost = 0
    port = reactor.listenTCP(0, factory, interface='127.0.0.1')
    client = protocol.ClientFactory.forProtocol(Client)
    client.server = factory
    reactor.connectTCP('127.0.0.1', port.getHost().port, client)


start()
reactor.run()
