# Patience, modesty, and a record of what was said.
import io
from twisted.internet import defer, protocol, reactor, task
from twisted.internet.protocol import Protocol
from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol
from twisted.protocols import basic, policies


class Patient(protocol.Protocol, policies.TimeoutMixin):
    def __init__(self, clock):
        self.callLater = clock.callLater

    def timeoutConnection(self):
        print('too late')


clock = task.Clock()
patient = Patient(clock)
print(patient.setTimeout(3), patient.timeOut)
clock.advance(2)
patient.resetTimeout()
clock.advance(2)
print(patient.setTimeout(5))
clock.advance(4)
print(patient.setTimeout(None), clock.getDelayedCalls())
patient.setTimeout(1)
clock.advance(1)


class Lines(basic.LineReceiver):
    def connectionMade(self):
        self.sendLine(b'hello')

    def lineReceived(self, line):
        if line == b'end':
            self.transport.loseConnection()
        else:
            self.transport.write(b'[' + line + b']\r\n')

    def connectionLost(self, reason):
        print('lines lost', reason.type.__name__)


class Collect(protocol.Protocol):
    def __init__(self):
        self.data = b''
        self.done = defer.Deferred()

    def dataReceived(self, data):
        self.data += data

    def connectionLost(self, reason):
        self.done.callback(self.data)


class Traffic(policies.TrafficLoggingFactory):
    def open(self, name):
        print('open', name)
        self.file = io.StringIO()
        self.file.flush = lambda: None
        return self.file


class Limited(policies.LimitTotalConnectionsFactory):
    protocol = Lines
    connectionLimit = 1

    class overflowProtocol(Protocol):
        def connectionMade(self):
            self.transport.write(b'full')
            self.transport.loseConnection()


def connect(port):
    return connectProtocol(TCP4ClientEndpoint(
        reactor, '127.0.0.1', port.getHost().port), Collect())


@defer.inlineCallbacks
def only_one(factory):
    """The second connection finds no room while the first is open."""
    port = reactor.listenTCP(0, factory, interface='127.0.0.1')
    first = yield connect(port)
    while not factory.connectionCount:
        yield task.deferLater(reactor, 0.01)
    second = yield connect(port)
    print((yield second.done), factory.connectionCount)
    first.transport.write(b'end\r\n')
    print((yield first.done))
    while factory.connectionCount:
        yield task.deferLater(reactor, 0.01)
    print(factory.connectionCount)
    yield port.stopListening()


@defer.inlineCallbacks
def main(reactor):
    lines = protocol.Factory.forProtocol(Lines)
    factory = Traffic(lines, 'traffic')
    port = reactor.listenTCP(0, factory, interface='127.0.0.1')
    client = yield connect(port)
    client.transport.write(b'one\r\nend\r\n')
    print((yield client.done))
    # In how many pieces a line is written is the affair of LineReceiver.
    text = [line for line in factory.file.getvalue().splitlines()
            if not line.startswith('C 1: <') and 'hello' not in line]
    print(text, len(factory.protocols))
    yield port.stopListening()

    yield only_one(Limited())

    port = reactor.listenTCP(0, policies.TimeoutFactory(lines, 0.05),
                             interface='127.0.0.1')
    client = yield connect(port)
    print((yield client.done))
    yield port.stopListening()

    class Sends(protocol.Protocol):
        def connectionMade(self):
            file = io.BytesIO(b'0123456789' * 10000)
            sender = basic.FileSender()
            d = sender.beginFileTransfer(file, self.transport)
            d.addCallback(lambda last: print('last', last)
                          or self.transport.loseConnection())
    port = reactor.listenTCP(0, protocol.Factory.forProtocol(Sends),
                             interface='127.0.0.1')
    client = yield connect(port)
    print(len((yield client.done)))
    yield port.stopListening()
    yield only_one(policies.ThrottlingFactory(
        lines, maxConnectionCount=1, readLimit=1000, writeLimit=1000))


task.react(main)
