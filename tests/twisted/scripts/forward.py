# Connections made on behalf of others: forwarded, and by SOCKS 4 and 4a.
import socket
import struct

from twisted.internet import defer, protocol, reactor, task
from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol
from twisted.protocols import portforward, socks, wire


class Collect(protocol.Protocol):
    def __init__(self):
        self.data = b''
        self.waiting = []
        self.lost = defer.Deferred()

    def dataReceived(self, data):
        self.data += data
        self.look()

    def look(self):
        while self.waiting and len(self.data) >= self.waiting[0][0]:
            size, d = self.waiting.pop(0)
            taken, self.data = self.data[:size], self.data[size:]
            d.callback(taken)

    def read(self, size):
        d = defer.Deferred()
        self.waiting.append((size, d))
        self.look()
        return d

    def connectionLost(self, reason):
        self.lost.callback(self.data)


class Quiet(protocol.Factory):
    noisy = False


def listen(factory):
    factory.noisy = False
    return reactor.listenTCP(0, factory, interface='127.0.0.1')


def connect(port):
    return connectProtocol(TCP4ClientEndpoint(
        reactor, '127.0.0.1', port.getHost().port), Collect())


@defer.inlineCallbacks
def main(reactor):
    servers = []

    class Echo(wire.Echo):
        lost = 0

        def connectionMade(self):
            servers.append(self)

        def connectionLost(self, reason):
            Echo.lost += 1

    echo = listen(Quiet.forProtocol(Echo))
    number = echo.getHost().port
    port = listen(portforward.ProxyFactory('127.0.0.1', number))

    client = yield connect(port)
    # Said before there is anybody to forward it to.
    client.transport.write(b'hello')
    print((yield client.read(5)))
    big = bytes(range(256)) * 4000
    client.transport.write(big)
    print((yield client.read(len(big))) == big)
    client.transport.loseConnection()
    yield client.lost
    while not Echo.lost:
        yield task.deferLater(reactor, 0.005)
    print('server lost', Echo.lost)

    client = yield connect(port)
    client.transport.write(b'x')
    yield client.read(1)
    servers[-1].transport.write(b'last words')
    servers[-1].transport.loseConnection()
    print((yield client.lost))

    # A slow reader: the one who writes is told to wait, not remembered.
    client = yield connect(port)
    client.transport.write(b'x')
    yield client.read(1)
    client.transport.pauseProducing()
    states = []

    class Pushes:
        paused = False

        def resumeProducing(self):
            self.paused = False
            states.append('resume')
            while not self.paused and len(states) < 10:
                self.count += 65536
                server.transport.write(b'y' * 65536)
            if len(states) >= 10:
                server.transport.unregisterProducer()
                server.transport.loseConnection()

        count = 0

        def pauseProducing(self):
            self.paused = True
            states.append('pause')

        def stopProducing(self):
            self.paused = True

    server = servers[-1]
    pushes = Pushes()
    server.transport.registerProducer(pushes, True)
    pushes.resumeProducing()
    before = -1
    while pushes.count != before:
        before = pushes.count
        yield task.deferLater(reactor, 0.1)
    print('waits', states[-1], before < 40 << 20)
    client.transport.resumeProducing()
    yield client.lost
    print(len(client.data) == pushes.count)

    yield port.stopListening()
    port = listen(portforward.ProxyFactory('127.0.0.1', number))
    # Bound, so that no other program gets it, and deaf.
    unused = socket.socket()
    unused.bind(('127.0.0.1', 0))
    nobody = unused.getsockname()[1]
    refused = listen(portforward.ProxyFactory('127.0.0.1', nobody))
    client = yield connect(refused)
    print('refused', (yield client.lost))
    yield refused.stopListening()
    yield port.stopListening()

    port = listen(socks.SOCKSv4Factory(None))
    home = bytes([127, 0, 0, 1])

    def request(code, number, address, *texts):
        return struct.pack('!BBH', 4, code, number) + address + b''.join(
            text + b'\0' for text in texts)

    for bytes_ in (request(1, number, home, b'me'),
                   request(1, number, home, b''),
                   request(1, number, bytes([0, 0, 0, 1]), b'me',
                           b'localhost')):
        for size in (1, 7, 100):
            client = yield connect(port)
            for at in range(0, len(bytes_), size):
                client.transport.write(bytes_[at:at + size])
                yield task.deferLater(reactor, 0)
            reply = yield client.read(8)
            print(reply[:2], reply[2:] == struct.pack('!H', number) + home)
            client.transport.write(b'through')
            print((yield client.read(7)))
            client.transport.loseConnection()
            yield client.lost
    client = yield connect(port)
    client.transport.write(request(1, nobody, home, b'me'))
    print((yield client.lost))
    client = yield connect(port)
    client.transport.write(request(1, number, bytes([0, 0, 0, 9]), b'me',
                                   b'no.such.name.invalid'))
    print((yield client.lost))

    class Strict(socks.SOCKSv4):
        def authorize(self, code, server, port, user):
            print('authorize', code, server, port == number, user)
            return user == b'root'

    class Factory(Quiet):
        def buildProtocol(self, addr):
            return Strict(None)

    strict = listen(Factory())
    for user in b'root', b'bob':
        client = yield connect(strict)
        client.transport.write(request(1, number, home, user))
        print((yield client.read(2)))
        client.transport.loseConnection()
    yield strict.stopListening()
    yield port.stopListening()
    yield echo.stopListening()


task.react(main)
