# What tests put in the place of connections and of the reactor.
from twisted.internet import defer, error, protocol, testing
from twisted.protocols import basic
from twisted.python import compat, failure, monkey
from twisted.test import proto_helpers


class Greeter(basic.LineReceiver):
    def connectionMade(self):
        self.sendLine(b'welcome ' + self.transport.getPeer().host.encode())

    def lineReceived(self, line):
        if line == b'quit':
            self.transport.loseConnection()
        self.sendLine(b'you said ' + line)

    def connectionLost(self, reason):
        print('lost', reason.value)


greeter = Greeter()
transport = testing.StringTransportWithDisconnection()
transport.protocol = greeter
greeter.makeConnection(transport)
print(transport.value(), transport.getHost(), transport.connected)
transport.clear()
greeter.dataReceived(b'one\r\nqu')
greeter.dataReceived(b'it\r\n')
print(transport.value(), transport.connected)
plain = testing.StringTransport()
plain.writeSequence([b'a', b'b'])
try:
    plain.write('text')
except TypeError as e:
    print(e)
plain.registerProducer('producer', True)
for wrong in (lambda: plain.registerProducer('other', False),
              lambda: (plain.unregisterProducer(),
                       plain.unregisterProducer())):
    try:
        wrong()
    except RuntimeError as e:
        print('refused')
plain.pauseProducing()
print(plain.producerState, plain.producer, plain.value())
plain.resumeProducing()
plain.loseConnection()
try:
    plain.resumeProducing()
except RuntimeError as e:
    print('refused', plain.disconnecting, plain.disconnected)
plain.stopProducing()
plain.abortConnection()
print(plain.producerState, plain.disconnected)
print(proto_helpers.StringTransport is testing.StringTransport)

made = testing.AccumulatingProtocol()
made.factory = protocol.Factory()
made.factory.protocolConnectionMade = d = defer.Deferred()
d.addCallback(lambda got: print('made', got is made))
made.makeConnection(transport)
made.closedDeferred = defer.Deferred()
made.closedDeferred.addCallback(lambda _: print('closed'))
made.dataReceived(b'x')
made.dataReceived(b'y')
made.connectionLost(failure.Failure(error.ConnectionDone()))
print(made.made, made.data, made.closed, made.closedReason.type.__name__)

reactor = testing.MemoryReactorClock()
factory = protocol.ClientFactory()
factory.startedConnecting = lambda c: print('connecting', c.getDestination())
connector = reactor.connectTCP('10.0.0.2', 80, factory, timeout=5)
connector.stopConnecting()
print(connector.stoppedConnecting, reactor.tcpClients[0][:2])
port = reactor.listenTCP(8080, factory, interface='127.0.0.1')
print(port.getHost(), len(reactor.tcpServers), reactor.tcpServers[0][2:])
reactor.listenUNIX('/tmp/x', factory)
print(reactor.unixServers[0][0], reactor.listenUNIX('/y', factory).getHost())
reactor.callLater(5, print, 'five seconds')
reactor.advance(4)
print(reactor.seconds(), len(reactor.getDelayedCalls()))
reactor.advance(1)
reactor.callWhenRunning(print, 'running')
reactor.addSystemEventTrigger('before', 'shutdown', print, 1)
reactor.addReader('r')
print(reactor.getReaders(), list(reactor.triggers['before']))
reactor.run()
print(reactor.hasRun, reactor.running, reactor.hasStopped, reactor.hasCrashed)
raising = testing.RaisingMemoryReactor(error.CannotListenError('', 1, 'no'),
                                       ValueError('connect'))
for call in raising.listenTCP, raising.connectTCP:
    try:
        call('x', 1, factory)
    except Exception as e:
        print(type(e).__name__)
datagrams = testing.FakeDatagramTransport()
datagrams.write(b'x', ('h', 1))
print(datagrams.written)
consumer = testing.StringTransport()
producer = testing.NonStreamingProducer(consumer)
consumer.registerProducer(producer, False)
for _ in range(10):
    producer.resumeProducing()
print(consumer.value(), consumer.producer)

# Names in common, and attributes that are others for a while.
print(compat.nativeString(b'a'), compat.networkString('b'),
      list(compat.iterbytes(b'ab')), compat.intToBytes(5), compat.cmp(1, 2),
      bytes(compat.lazyByteSlice(b'abcd', 1, 2)), compat.unicode is str)
for wrong in (lambda: compat.nativeString('\xe9'),
              lambda: compat.networkString(b'x')):
    try:
        wrong()
    except Exception as e:
        print(type(e).__name__)


@compat.comparable
class Sized:
    def __init__(self, size):
        self.size = size

    def __cmp__(self, other):
        if not isinstance(other, Sized):
            return NotImplemented
        return compat.cmp(self.size, other.size)


print(Sized(1) < Sized(2), Sized(2) == Sized(2), Sized(1) >= Sized(2),
      Sized(1) == 1, Sized(3) != Sized(3))


class Target:
    a, b = 1, 2


patcher = monkey.MonkeyPatcher((Target, 'a', 10))
patcher.addPatch(Target, 'b', 20)
patcher.patch()
print(Target.a, Target.b)
patcher.restore()
print(Target.a, Target.b,
      patcher.runWithPatches(lambda: (Target.a, Target.b)), Target.a)
