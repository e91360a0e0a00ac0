"""What stands in for transports and reactors while something is tested."""

import io

from zope.interface import classImplements

from twisted import _era
from twisted.internet import address, interfaces, protocol, task
from twisted.protocols import basic

__all__ = [
    'AccumulatingProtocol', 'EventLoggingObserver', 'FakeDatagramTransport',
    'LineSendingProtocol', 'MemoryReactor', 'MemoryReactorClock',
    'NonStreamingProducer', 'RaisingMemoryReactor', 'StringIOWithoutClosing',
    'StringTransport', 'StringTransportWithDisconnection', '_FakeConnector',
    '_FakePort', 'waitUntilAllDisconnected']


class AccumulatingProtocol(protocol.Protocol):
    """I keep what I hear, and remember what happened to me."""

    made = closed = 0
    closedReason = None
    closedDeferred = None
    data = b''

    def connectionMade(self):
        self.made = 1
        factory = self.factory
        if factory is not None and factory.protocolConnectionMade is not None:
            d, factory.protocolConnectionMade = \
                factory.protocolConnectionMade, None
            d.callback(self)

    def dataReceived(self, data):
        self.data += data

    def connectionLost(self, reason):
        self.closed = 1
        self.closedReason = reason
        d, self.closedDeferred = self.closedDeferred, None
        if d is not None:
            d.callback(None)


class LineSendingProtocol(basic.LineReceiver):
    """I say my lines, at once or when I hear the first one."""

    lostConn = False

    def __init__(self, lines, start=True):
        self.lines = lines[:]
        self.response = []
        self.start = start

    def connectionMade(self):
        if self.start:
            self._recite()

    def _recite(self):
        for line in self.lines:
            self.sendLine(line)

    def lineReceived(self, line):
        if not self.start:
            self._recite()
            self.lines = []
        self.response.append(line)

    def connectionLost(self, reason):
        self.lostConn = True


class FakeDatagramTransport:
    """I keep what is written to me, with the address."""

    noAddr = object()

    def __init__(self):
        self.written = []

    def write(self, packet, addr=noAddr):
        self.written.append((packet, addr))


class StringTransport:
    """I keep what is written to me: value() says what."""

    disconnecting = disconnected = False
    producer = streaming = None
    hostAddr = address.IPv4Address('TCP', '10.0.0.1', 12345)
    peerAddr = address.IPv4Address('TCP', '192.168.1.1', 54321)
    producerState = 'producing'

    def __init__(self, hostAddress=None, peerAddress=None, lenient=False):
        self.clear()
        if hostAddress is not None:
            self.hostAddr = hostAddress
        if peerAddress is not None:
            self.peerAddr = peerAddress
        self.connected = True
        self._lenient = lenient

    def clear(self):
        self.io = io.BytesIO()

    def value(self):
        return self.io.getvalue()

    def write(self, data):
        if not isinstance(data, bytes):
            data = _era.wire(data)
            if not isinstance(data, bytes):
                raise TypeError('Data must be bytes')
        self.io.write(data)

    def writeSequence(self, data):
        self.io.write(b''.join([_era.wire(each) for each in data]))

    def loseConnection(self):
        self.disconnecting = True

    def abortConnection(self):
        self.disconnected = True
        self.loseConnection()

    def getPeer(self):
        return self.peerAddr

    def getHost(self):
        return self.hostAddr

    def registerProducer(self, producer, streaming):
        if self.producer is not None:
            raise RuntimeError('Cannot register two producers')
        self.producer = producer
        self.streaming = streaming

    def unregisterProducer(self):
        if self.producer is None:
            raise RuntimeError(
                'Cannot unregister a producer unless one is registered')
        self.producer = self.streaming = None

    def _produce(self, state):
        if self.disconnecting and not self._lenient:
            raise RuntimeError('Cannot resume producing after loseConnection')
        if self.producerState == 'stopped':
            raise RuntimeError('Cannot resume a stopped producer')
        self.producerState = state

    def pauseProducing(self):
        self._produce('paused')

    def resumeProducing(self):
        self._produce('producing')

    def stopProducing(self):
        self.producerState = 'stopped'


class StringTransportWithDisconnection(StringTransport):
    """I tell my protocol when it has closed me."""

    def loseConnection(self):
        if self.connected:
            from twisted.internet import error
            from twisted.python import failure
            self.connected = False
            self.protocol.connectionLost(
                failure.Failure(error.ConnectionDone('Bye.')))


class StringIOWithoutClosing(io.BytesIO):
    """I cannot be closed."""

    def close(self):
        pass


class _FakePort:
    def __init__(self, hostAddress):
        self._hostAddress = hostAddress

    def startListening(self):
        pass

    def stopListening(self):
        pass

    def getHost(self):
        return self._hostAddress


class _FakeConnector:
    _disconnected = False
    stoppedConnecting = False

    def __init__(self, address):
        self._address = address

    def connect(self):
        pass

    def stopConnecting(self):
        self.stoppedConnecting = True

    def disconnect(self):
        self._disconnected = True

    def getDestination(self):
        return self._address


def _ip(host, port, kind='TCP'):
    cls = address.IPv6Address if ':' in host else address.IPv4Address
    return cls(kind, host, port)


class MemoryReactor:
    """I listen and connect to nothing, and remember who asked me to."""

    hasInstalled = running = False
    hasRun = hasStopped = hasCrashed = True

    def __init__(self):
        self.whenRunningHooks = []
        self.triggers = {}
        for name in ('tcpClients', 'tcpServers', 'sslClients', 'sslServers',
                     'unixClients', 'unixServers', 'adoptedPorts',
                     'adoptedStreamConnections', 'connectors'):
            setattr(self, name, [])
        self.readers = set()
        self.writers = set()

    def install(self):
        self.hasInstalled = True

    def run(self):
        """I run what callWhenRunning() was given, and stop."""
        self.running = self.hasRun = True
        for f, args, kwargs in self.whenRunningHooks:
            f(*args, **kwargs)
        self.stop()

    def stop(self):
        self.running = False
        self.hasStopped = True

    def crash(self):
        self.running = None
        self.hasCrashed = True

    def _cannot(self, *args, **kwargs):
        raise NotImplementedError()

    resolve = iterate = fireSystemEvent = removeSystemEventTrigger = _cannot

    def addSystemEventTrigger(self, phase, eventType, callable, *args, **kw):
        self.triggers.setdefault(phase, {}).setdefault(
            eventType, []).append((callable, args, kw))

    def callWhenRunning(self, callable, *args, **kw):
        self.whenRunningHooks.append((callable, args, kw))

    def _any(self, addressFamily, kind):
        import socket
        hosts = {socket.AF_INET: '0.0.0.0', socket.AF_INET6: '::'}
        if addressFamily not in hosts:
            from twisted.internet import error
            raise error.UnsupportedAddressFamily()
        return _FakePort(_ip(hosts[addressFamily], 1234, kind))

    def adoptStreamPort(self, fileno, addressFamily, factory):
        port = self._any(addressFamily, 'TCP')
        self.adoptedPorts.append((fileno, addressFamily, factory))
        return port

    def adoptDatagramPort(self, fileno, addressFamily, protocol,
                          maxPacketSize=8192):
        port = self._any(addressFamily, 'UDP')
        self.adoptedPorts.append((fileno, addressFamily, protocol,
                                  maxPacketSize))
        return port

    def adoptStreamConnection(self, fileDescriptor, addressFamily, factory):
        self.adoptedStreamConnections.append((fileDescriptor, addressFamily,
                                              factory))

    def listenTCP(self, port, factory, backlog=50, interface=''):
        self.tcpServers.append((port, factory, backlog, interface))
        return _FakePort(_ip(interface if ':' in interface else '0.0.0.0',
                             port))

    def listenSSL(self, port, factory, contextFactory, backlog=50,
                  interface=''):
        self.sslServers.append((port, factory, contextFactory, backlog,
                                interface))
        return _FakePort(_ip('0.0.0.0', port))

    def listenUNIX(self, address, factory, backlog=50, mode=0o666, wantPID=0):
        self.unixServers.append((address, factory, backlog, mode, wantPID))
        return _FakePort(self._unix(address))

    def _unix(self, path):
        return address.UNIXAddress(path)

    def _connect(self, destination, factory):
        connector = _FakeConnector(destination)
        factory.startedConnecting(connector)
        self.connectors.append(connector)
        return connector

    def connectTCP(self, host, port, factory, timeout=30, bindAddress=None):
        self.tcpClients.append((host, port, factory, timeout, bindAddress))
        return self._connect(_ip(host, port), factory)

    def connectSSL(self, host, port, factory, contextFactory, timeout=30,
                   bindAddress=None):
        self.sslClients.append((host, port, factory, contextFactory, timeout,
                                bindAddress))
        return self._connect(_ip(host, port), factory)

    def connectUNIX(self, address, factory, timeout=30, checkPID=0):
        self.unixClients.append((address, factory, timeout, checkPID))
        return self._connect(self._unix(address), factory)

    def addReader(self, reader):
        self.readers.add(reader)

    def removeReader(self, reader):
        self.readers.discard(reader)

    def getReaders(self):
        return list(self.readers)

    def addWriter(self, writer):
        self.writers.add(writer)

    def removeWriter(self, writer):
        self.writers.discard(writer)

    def getWriters(self):
        return list(self.writers)

    def removeAll(self):
        self.readers.clear()
        self.writers.clear()


class MemoryReactorClock(MemoryReactor, task.Clock):
    """I have a clock as well, which is set by hand."""

    def __init__(self):
        MemoryReactor.__init__(self)
        task.Clock.__init__(self)


class RaisingMemoryReactor:
    """I raise what I was made with when I am to listen or to connect."""

    def __init__(self, listenException=None, connectException=None):
        self._listenException = listenException
        self._connectException = connectException

    def _listen(self, *args, **kwargs):
        raise self._listenException

    def _connect(self, *args, **kwargs):
        raise self._connectException

    listenTCP = listenSSL = listenUNIX = adoptStreamPort = _listen
    adoptDatagramPort = adoptStreamConnection = _listen
    connectTCP = connectSSL = connectUNIX = _connect


class NonStreamingProducer:
    """I am pulled ten times."""

    counter = 0
    stopped = False

    def __init__(self, consumer):
        from twisted.internet import defer
        self.consumer = consumer
        self.result = defer.Deferred()

    def resumeProducing(self):
        if self.consumer is None or self.counter >= 10:
            raise RuntimeError('BUG: resume after unregister/stop.')
        self.consumer.write(b'%d' % self.counter)
        self.counter += 1
        if self.counter == 10:
            self.consumer.unregisterProducer()
            self._done()

    def pauseProducing(self):
        raise RuntimeError('BUG: pause should never be called.')

    def _done(self):
        self.consumer = None
        d = self.result
        del self.result
        d.callback(None)

    def stopProducing(self):
        self.stopped = True
        self._done()


def waitUntilAllDisconnected(reactor, protocols):
    """A Deferred that is done when no protocol is connected any more."""
    def look():
        if not any(p.transport.connected for p in protocols):
            loop.stop()
    loop = task.LoopingCall(look)
    loop.clock = reactor
    return loop.start(0.01)


class EventLoggingObserver(list):
    """I keep the events of a log."""

    def __call__(self, event):
        self.append(event)

    @classmethod
    def createWithCleanup(cls, testInstance, publisher):
        made = cls()
        publisher.addObserver(made)
        testInstance.addCleanup(publisher.removeObserver, made)
        return made


for _class, _names in ((StringTransport, 'ITransport IPushProducer IConsumer'),
                       (_FakePort, 'IListeningPort'),
                       (_FakeConnector, 'IConnector'),
                       (MemoryReactor, 'IReactorCore IReactorTCP IReactorSSL '
                        'IReactorUNIX IReactorSocket IReactorFDSet'),
                       (RaisingMemoryReactor,
                        'IReactorTCP IReactorSSL IReactorUNIX IReactorSocket')):
    classImplements(_class, *[getattr(interfaces, _name)
                              for _name in _names.split()])
