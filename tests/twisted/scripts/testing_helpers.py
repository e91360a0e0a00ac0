# What stands in for transports and reactors, and what compat still offers.
from twisted.internet import protocol, task
from twisted.internet.address import IPv4Address
from twisted.internet.protocol import connectionDone
from twisted.internet.testing import (
    AccumulatingProtocol, EventLoggingObserver, LineSendingProtocol,
    MemoryReactor, MemoryReactorClock, NonStreamingProducer,
    RaisingMemoryReactor, StringTransport, StringTransportWithDisconnection)
from twisted.protocols import basic
from twisted.python import compat
from twisted.test import proto_helpers

print(proto_helpers.StringTransport is StringTransport)
print(connectionDone.type.__name__)


def refused(call, *args):
    try:
        call(*args)
        print('done')
    except Exception as e:
        print(type(e).__name__)


class Echo(basic.LineReceiver):
    def lineReceived(self, line):
        self.sendLine(line[::-1])


echo = Echo()
transport = StringTransport(peerAddress=IPv4Address('TCP', '1.2.3.4', 5))
echo.makeConnection(transport)
echo.dataReceived(b'hello\r\nworld\r\n')
print(transport.value(), transport.getPeer(), transport.getHost())
transport.clear()
refused(transport.write, 'text')
transport.writeSequence([b'a', b'b'])
print(transport.value(), transport.connected, transport.disconnecting)
echo.pauseProducing()
print(transport.producerState)
echo.resumeProducing()
print(transport.producerState)
transport.registerProducer(echo, True)
refused(transport.registerProducer, echo, True)
print(transport.streaming)
transport.unregisterProducer()
refused(transport.unregisterProducer)
transport.loseConnection()
print(transport.disconnecting, transport.disconnected)
refused(transport.resumeProducing)
transport.abortConnection()
print(transport.disconnected)

hears = AccumulatingProtocol()
transport = StringTransportWithDisconnection()
transport.protocol = hears
hears.makeConnection(transport)
hears.dataReceived(b'one')
hears.dataReceived(b'two')
transport.loseConnection()
transport.loseConnection()
print(hears.made, hears.data, hears.closed, hears.closedReason.value)
for start in True, False:
    lines = LineSendingProtocol([b'first', b'second'], start)
    lines.makeConnection(StringTransport())
    print(lines.transport.value())
    lines.dataReceived(b'answer\r\nmore\r\n')
    print(lines.transport.value(), len(lines.response))

reactor = MemoryReactorClock()
factory = protocol.ClientFactory()
print(reactor.listenTCP(80, factory).getHost(), reactor.tcpServers[0][2:])
connector = reactor.connectTCP('1.2.3.4', 99, factory, 5)
print(connector.getDestination(), reactor.tcpClients[0][:2])
connector.stopConnecting()
print(connector.stoppedConnecting, len(reactor.connectors))
reactor.callLater(3, print, 'later')
reactor.advance(3)
reactor.callWhenRunning(print, 'running')
reactor.addSystemEventTrigger('before', 'shutdown', print, 1)
print(len(reactor.triggers['before']['shutdown']))
reactor.run()
print(reactor.running, reactor.hasStopped, MemoryReactor().running)
refused(reactor.resolve, 'name')
refused(RaisingMemoryReactor(ValueError(), KeyError()).listenTCP, 1, factory)
refused(RaisingMemoryReactor(ValueError(), KeyError()).connectTCP, 'a', 1,
        factory)


class Consumer(StringTransport):
    def registerProducer(self, producer, streaming):
        StringTransport.registerProducer(self, producer, streaming)
        while self.producer is not None:
            producer.resumeProducing()


consumer = Consumer()
producer = NonStreamingProducer(consumer)
producer.result.addCallback(lambda ignored: print('all pulled'))
consumer.registerProducer(producer, False)
print(consumer.value())
events = EventLoggingObserver()
events({'log_format': 'x'})
print(len(events), list(events))

print(list(compat.iterbytes(b'abc')), compat.nativeString(b'x'),
      compat.networkString('y'), compat.intToBytes(12), compat.cmp(1, 2))
refused(compat.networkString, b'bytes')
refused(compat.nativeString, '\xe9')


@compat.comparable
class Sized:
    def __init__(self, size):
        self.size = size

    def __cmp__(self, other):
        if not isinstance(other, Sized):
            return NotImplemented
        return compat.cmp(self.size, other.size)


print(Sized(1) < Sized(2), Sized(1) == Sized(1), Sized(3) <= Sized(2),
      Sized(1) == 5)
