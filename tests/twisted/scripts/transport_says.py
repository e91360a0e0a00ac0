# What a transport says of itself, and what it refuses; how a reactor ends.
import signal
import socket

from twisted.internet import protocol, reactor
from twisted.internet.testing import StringTransport
from twisted.protocols import basic


class Server(protocol.Protocol):
    def connectionMade(self):
        t = self.transport
        print(t.getTcpNoDelay(), t.getTcpKeepAlive())
        t.setTcpNoDelay(True)
        t.setTcpKeepAlive(True)
        print(t.getTcpNoDelay(), t.getTcpKeepAlive())
        t.setTcpNoDelay(False)
        print(t.getTcpNoDelay(), t.getHandle().getsockopt(
            socket.IPPROTO_TCP, socket.TCP_NODELAY))
        for refused in ['text'], [b'bytes', 5], b'bytes':
            try:
                t.writeSequence(refused)
            except TypeError as e:
                print('TypeError', e)
        t.writeSequence(iter([b'a', b'b']))
        print(t in reactor.getReaders(), t in reactor.getWriters())
        t.pauseProducing()
        print(t in reactor.getReaders())
        t.resumeProducing()
        port.pauseProducing()
        print(t in reactor.getReaders(), port in reactor.getReaders())
        meet()

    def connectionLost(self, reason):
        lost.append('server: %s' % reason.value)


class Client(protocol.Protocol):
    def connectionMade(self):
        meet()

    def connectionLost(self, reason):
        lost.append('client: %s' % reason.value)


class Child(protocol.ProcessProtocol):
    def processEnded(self, reason):
        print(reason.value)
        reactor.stop()


def meet():
    met.append(None)
    if len(met) == 2:
        child()


def child():
    reactor.spawnProcess(Child(), '/bin/sh', ['sh', '-c', 'sleep 0.1'])
    # Who listens too takes nothing away.
    signal.signal(signal.SIGCHLD, lambda number, frame: None)


met, lost = [], []
port = reactor.listenTCP(0, protocol.Factory.forProtocol(Server),
                         interface='127.0.0.1')
factory = protocol.ClientFactory.forProtocol(Client)
factory.clientConnectionLost = lambda connector, reason: \
    lost.append('factory: %s' % reason.type.__name__)
reactor.connectTCP('127.0.0.1', port.getHost().port, factory)
reactor.addSystemEventTrigger(
    'after', 'shutdown', lambda: print(*sorted(lost), sep='\n'))
reactor.run()


class Endless(basic.LineReceiver):
    delimiter = b''
    MAX_LENGTH = 5

    def lineLengthExceeded(self, line):
        print('no end in', line)


class EndlessOnly(basic.LineOnlyReceiver):
    delimiter = b''


class Inner(basic.LineOnlyReceiver):
    def lineReceived(self, line):
        print(line)
        if line == b'a':
            self.dataReceived(b'x\r\ny\r\n')
            print('back')


for cls in Endless, EndlessOnly, Inner:
    p = cls()
    p.makeConnection(StringTransport())
    try:
        for chunk in b'a\r\nb\r\nc', b'd\r\n':
            p.dataReceived(chunk)
    except ValueError as e:
        print(cls.__name__, e)
