# era: SOCKS 5, and BIND, which the Twisted of today does not know.
from twisted.internet import defer, protocol, reactor, task, tcp
from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol
from twisted.protocols import socks, wire


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


def listen(factory):
    factory.noisy = False
    return reactor.listenTCP(0, factory, interface='127.0.0.1')


def connect(number):
    return connectProtocol(TCP4ClientEndpoint(
        reactor, '127.0.0.1', number), Collect())


class Four(socks.SOCKSv4):
    def dataReceived(self, data):
        socks.SOCKSv4.dataReceived(self, data)
        d, Four.heard = Four.heard, None
        if d:
            d.callback(None)

    def connectionLost(self, reason):
        socks.SOCKSv4.connectionLost(self, reason)
        d, Four.gone = Four.gone, None
        if d:
            d.callback(None)

    gone = heard = None


class Resolver:
    def __init__(self):
        self.asked, self.answer = defer.Deferred(), defer.Deferred()

    def getHostByName(self, name, timeout):
        self.asked.callback(name)
        return self.answer


home = bytes([127, 0, 0, 1])
bind = b'\4\2\0\0' + home + b'me\0'


def two(number):
    return number.to_bytes(2, 'big')


@defer.inlineCallbacks
def main(reactor):
    echo = listen(protocol.Factory.forProtocol(wire.Echo))
    number = echo.getHost().port
    factory = socks.SOCKSFactory()
    port = listen(factory)
    way = port.getHost().port

    # Said at once, in pieces, and with the first words of what follows.
    whole = b'\5\1\0' + b'\5\1\0\1' + home + two(number) + b'early'
    for size in (1, 5, 100):
        client = yield connect(way)
        for at in range(0, len(whole), size):
            client.transport.write(whole[at:at + size])
            yield task.deferLater(reactor, 0)
        print((yield client.read(6)), (yield client.read(4)) == home)
        yield client.read(2)
        print((yield client.read(5)))
        client.transport.loseConnection()
    # expect: b'\x05\x00\x05\x00\x00\x01' True
    # expect: b'early'
    # expect: b'\x05\x00\x05\x00\x00\x01' True
    # expect: b'early'
    # expect: b'\x05\x00\x05\x00\x00\x01' True
    # expect: b'early'

    for request in (b'\5\1\0\3\x09localhost' + two(number),
                    b'\5\3\0\1' + home + two(number),
                    b'\5\1\0\7' + home + two(number),
                    b'\5\1\0\1' + home + two(1),
                    b'\5\1\0\3\x14no.such.name.invalid' + two(1)):
        client = yield connect(way)
        client.transport.write(b'\5\2\0\2' + request)
        print((yield client.read(6)))
        client.transport.loseConnection()
    # expect: b'\x05\x00\x05\x00\x00\x01'
    # expect: b'\x05\x00\x05\x07\x00\x01'
    # expect: b'\x05\x00\x05\x08\x00\x01'
    # expect: b'\x05\x00\x05\x05\x00\x01'
    # expect: b'\x05\x00\x05\x04\x00\x01'

    for hostile in (b'\5\1\2', b'GET / HTTP/1.0\r\n\r\n', b'\4\1' + b'x' * 2000):
        client = yield connect(way)
        client.transport.write(hostile)
        print((yield client.lost)[:2])
    # expect: b'\x05\xff'
    # expect: b''
    # expect: b'\x00['

    factory.users = {'me': 'secret'}
    for login in (b'\1\2me\6secret', b'\1\2me\5wrong', b'\1\3you\6secret',
                  b'\1\0\0'):
        client = yield connect(way)
        client.transport.write(b'\5\1\2' + login + b'\5\1\0\1' + home
                               + two(number))
        print((yield client.read(4)))
        client.transport.loseConnection()
    # expect: b'\x05\x02\x01\x00'
    # expect: b'\x05\x02\x01\x01'
    # expect: b'\x05\x02\x01\x01'
    # expect: b'\x05\x02\x01\x01'
    client = yield connect(way)
    client.transport.write(b'\4\1' + two(number) + home + b'me\0')
    print((yield client.lost))  # expect: b''
    factory.users = None

    # BIND: somebody else connects to the port that the answer names.
    for greeting, request, header in (
            (b'', b'\4\2\0\0' + home + b'me\0', 0),
            (b'\5\1\0', b'\5\2\0\1' + home + b'\0\0', 4)):
        client = yield connect(way)
        client.transport.write(greeting + request)
        if greeting:
            yield client.read(2)
        reply = yield client.read(10 if greeting else 8)
        at = int.from_bytes(reply[-2:] if greeting else reply[2:4], 'big')
        caller = yield connect(at)
        second = yield client.read(len(reply))
        print(reply[:2], second[:2], home in second)
        caller.transport.write(b'from afar')
        print((yield client.read(9)))
        client.transport.write(b'and back')
        print((yield caller.read(8)))
        caller.transport.loseConnection()
        yield client.lost
    # expect: b'\x00Z' b'\x00Z' True
    # expect: b'from afar'
    # expect: b'and back'
    # expect: b'\x05\x00' b'\x05\x00' True
    # expect: b'from afar'
    # expect: b'and back'

    # Only from where the client said; and nobody once the client has gone.
    client = yield connect(way)
    client.transport.write(b'\4\2\0\0' + bytes([127, 0, 0, 9]) + b'me\0')
    reply = yield client.read(8)
    caller = yield connect(int.from_bytes(reply[2:4], 'big'))
    print((yield client.lost)[:2], (yield caller.lost))  # expect: b'\x00[' b''
    client = yield connect(way)
    client.transport.write(b'\4\2\0\0' + home + b'me\0')
    reply = yield client.read(8)
    client.transport.loseConnection()
    yield client.lost
    while len(tcp.openPorts) > 2:
        yield task.deferLater(reactor, 0.01)
    d = connect(int.from_bytes(reply[2:4], 'big'))
    print((yield d.addErrback(lambda f: f.type.__name__)))
    # expect: ConnectionRefusedError

    # Of those who go while they wait to be called nothing is left.
    factory.protocol = Four
    ports = len(tcp.openPorts)
    for early in b'', b'early':
        client = yield connect(way)
        client.transport.write(bind)
        yield client.read(8)
        gone = Four.gone = defer.Deferred()
        if early:
            heard = Four.heard = defer.Deferred()
            client.transport.write(early)
            yield heard
        print(len(early), len(tcp.openPorts) - ports)
        client.transport.loseConnection()
        yield gone
        print((yield client.lost)[:2], len(tcp.openPorts) - ports)
    # expect: 0 1
    # expect: b'' 0
    # expect: 5 1
    # expect: b'' 0
    client = yield connect(way)
    client.transport.write(bind)
    yield client.read(8)
    gone = Four.gone = defer.Deferred()
    client.transport.write(b'x' * 2000)
    yield gone
    print((yield client.lost)[:2], len(tcp.openPorts) - ports)
    # expect: b'\x00[' 0

    # Nor of one who has gone before the name that it said was known.
    resolver = Resolver()
    before = reactor.installResolver(resolver)
    client = yield connect(way)
    client.transport.write(b'\4\2\0\0\0\0\0\1me\0slow.example\0')
    yield resolver.asked
    gone = Four.gone = defer.Deferred()
    client.transport.loseConnection()
    yield gone
    resolver.answer.callback('127.0.0.1')
    print(len(tcp.openPorts) - ports)  # expect: 0
    reactor.installResolver(before)
    factory.protocol = socks.SOCKS

    # One who says nothing is not waited for.
    socks.SOCKS.patience = 0.05
    client = yield connect(way)
    client.transport.write(b'\5')
    print((yield client.lost))  # expect: b''
    yield port.stopListening()
    yield echo.stopListening()


task.react(main)
