# How much, how many, how long: policies, by a clock that is set by hand.
from twisted.internet import protocol, task
from twisted.internet.address import IPv4Address
from twisted.internet.error import ConnectionDone
from twisted.protocols import policies
from twisted.python import failure, log


class Wire:
    def __init__(self):
        self.said = []

    def write(self, data):
        self.said.append(data)

    def writeSequence(self, parts):
        self.write(b''.join(parts))

    def loseConnection(self):
        self.said.append('lose')

    def pauseProducing(self):
        self.said.append('pause')

    def resumeProducing(self):
        self.said.append('resume')

    def stopConsuming(self):
        self.said.append('stop consuming')

    def registerProducer(self, producer, streaming):
        self.said.append(('register', streaming))

    def unregisterProducer(self):
        self.said.append('unregister')

    def getPeer(self):
        return IPv4Address('TCP', self.host, 1)

    getHost = getPeer
    host = '10.0.0.1'
    extra = 'of the transport'


class Hears(protocol.Protocol):
    def dataReceived(self, data):
        self.transport.write(b'<' + data + b'>')

    def connectionLost(self, reason):
        log.msg('lost')


class Producer:
    def __init__(self, wire):
        self.wire = wire

    def pauseProducing(self):
        self.wire.said.append('producer waits')

    def resumeProducing(self):
        self.wire.said.append('producer goes on')


class Factory(protocol.ServerFactory):
    protocol = Hears
    noisy = False


def begin(factory, host='10.0.0.1'):
    made = factory.buildProtocol(IPv4Address('TCP', host, 1))
    if made is not None:
        wire = Wire()
        wire.host = host
        made.makeConnection(wire)
    return made


gone = failure.Failure(ConnectionDone())
clock = task.Clock()
throttled = policies.ThrottlingFactory(Factory(), 2, 100, 50)
throttled.callLater = clock.callLater
one, two = begin(throttled), begin(throttled)
print(begin(throttled), throttled.connectionCount)
producer = Producer(one.transport)
one.registerProducer(producer, True)
one.dataReceived(b'x' * 130)
two.dataReceived(b'y' * 120)
for step in range(20):
    clock.advance(0.5)
    print(step, len(one.transport.said), one.transport.said[2:],
          two.transport.said[1:])
    del one.transport.said[2:], two.transport.said[1:]
one.unregisterProducer()
one.writeSequence([b'a', b'b'])
print(throttled.writtenThisSecond, throttled.readThisSecond)
one.connectionLost(gone)
two.connectionLost(gone)
print(throttled.connectionCount, clock.getDelayedCalls())

patient = policies.TimeoutFactory(Factory(), 3)
patient.callLater = clock.callLater
one = begin(patient)
clock.advance(2)
one.dataReceived(b'still here')
clock.advance(2)
one.write(b'me too')
clock.advance(2)
one.writeSequence([b'and', b'me'])
clock.advance(2)
print(one.transport.said)
clock.advance(2)
print(one.transport.said[-1], one.disconnecting)
one = begin(patient)
one.setTimeout(10)
clock.advance(9)
one.cancelTimeout()
clock.advance(9)
print(one.transport.said, clock.getDelayedCalls())
one.setTimeout(1)
one.connectionLost(gone)
print(clock.getDelayedCalls())


class Counts(policies.LimitTotalConnectionsFactory):
    protocol = Hears
    connectionLimit = 1


total = Counts()
one = begin(total)
print(type(one).__name__, begin(total), total.connectionCount)
one.connectionLost(gone)
print(total.connectionCount, begin(total) is not None)

said = []
log.addObserver(lambda event: said.append(log.textFromEventDict(event)))
spew = policies.SpewingFactory(Factory())
spew.noisy = False
one = begin(spew)
one.dataReceived(b'hello')
one.stopConsuming()
one.loseConnection()
print(said, one.transport.said, one.disconnecting, one.extra, one.getPeer())
print(len(spew.protocols), one.wrappedProtocol.transport is one)
one.connectionLost(gone)
print(len(spew.protocols), one.wrappedProtocol, said[-1])
try:
    one.no_such_attribute
except AttributeError as e:
    print('AttributeError')
calls = []


class Inner(protocol.ClientFactory):
    noisy = False

    def startedConnecting(self, connector):
        calls.append(('started', connector))

    def clientConnectionFailed(self, connector, reason):
        calls.append(('failed', connector, reason))

    def clientConnectionLost(self, connector, reason):
        calls.append(('lost', connector, reason))

    def startFactory(self):
        calls.append('start')

    def stopFactory(self):
        calls.append('stop')

    def buildProtocol(self, addr):
        return None


outer = policies.WrappingFactory(Inner())
outer.noisy = False
outer.doStart()
outer.startedConnecting(1)
outer.clientConnectionFailed(1, 2)
outer.clientConnectionLost(3, 4)
outer.doStop()
print(calls)
