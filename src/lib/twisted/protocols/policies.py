"""What can be asked of any protocol: patience, modesty, a record of words."""

import sys

from twisted.internet import protocol
from twisted.protocols import basic
from twisted.python import log


def _prefix(wrapped, wrapper):
    """What lines of the log begin with when both have to do with them."""
    prefix = getattr(wrapped, 'logPrefix', None)
    return '%s (%s)' % (prefix() if prefix is not None
                        else wrapped.__class__.__name__,
                        wrapper.__class__.__name__)


class TimeoutMixin:
    """I lose a connection on which nothing happens for too long."""

    timeOut = None
    _timeoutCall = None

    def callLater(self, period, func):
        from twisted.internet import reactor
        return reactor.callLater(period, func)

    def resetTimeout(self):
        """Something happened: begin to wait anew."""
        if self._timeoutCall is not None and self.timeOut is not None:
            self._timeoutCall.reset(self.timeOut)

    def setTimeout(self, period):
        """Wait so many seconds from now on, None for ever; return how many it
        was."""
        before, self.timeOut = self.timeOut, period
        call = self._timeoutCall
        if call is None:
            if period is not None:
                self._timeoutCall = self.callLater(period, self._late)
        elif period is None:
            self._timeoutCall = None
            if call.active():
                call.cancel()
        else:
            call.reset(period)
        return before

    def _late(self):
        self._timeoutCall = None
        self.timeoutConnection()

    def timeoutConnection(self):
        """Override me: by default I close the connection."""
        self.transport.loseConnection()


class ProtocolWrapper(protocol.Protocol):
    """I stand between a transport and a protocol, and am both."""

    disconnecting = 0

    def __init__(self, factory, wrappedProtocol):
        self.factory = factory
        self.wrappedProtocol = wrappedProtocol

    def logPrefix(self):
        return _prefix(self.wrappedProtocol, self)

    def makeConnection(self, transport):
        if 'zope.interface' in sys.modules:
            # Somebody may ask what the transport keeps.
            from zope.interface import directlyProvides, providedBy
            directlyProvides(self, providedBy(transport))
        self.factory.registerProtocol(self)
        protocol.Protocol.makeConnection(self, transport)
        self.wrappedProtocol.makeConnection(self)

    # As a transport.

    def __getattr__(self, name):
        if name == 'transport' or self.__dict__.get('transport') is None:
            raise AttributeError(name)
        return getattr(self.transport, name)

    def write(self, data):
        self.transport.write(basic._wire(data))

    def writeSequence(self, data):
        self.transport.writeSequence([basic._wire(each) for each in data])

    def loseConnection(self):
        self.disconnecting = 1
        self.transport.loseConnection()

    def getPeer(self):
        return self.transport.getPeer()

    def getHost(self):
        return self.transport.getHost()

    def registerProducer(self, producer, streaming):
        self.transport.registerProducer(producer, streaming)

    def unregisterProducer(self):
        self.transport.unregisterProducer()

    def stopConsuming(self):
        self.transport.stopConsuming()

    # As a protocol.

    def dataReceived(self, data):
        self.wrappedProtocol.dataReceived(basic._wire(data))

    def connectionLost(self, reason):
        self.factory.unregisterProtocol(self)
        self.wrappedProtocol.connectionLost(reason)
        self.wrappedProtocol = None


class WrappingFactory(protocol.ClientFactory):
    """I wrap each protocol that another factory makes."""

    protocol = ProtocolWrapper

    def __init__(self, wrappedFactory):
        self.wrappedFactory = wrappedFactory
        self.protocols = {}

    def logPrefix(self):
        return _prefix(self.wrappedFactory, self)

    def doStart(self):
        self.wrappedFactory.doStart()
        protocol.ClientFactory.doStart(self)

    def doStop(self):
        self.wrappedFactory.doStop()
        protocol.ClientFactory.doStop(self)

    def startedConnecting(self, connector):
        self.wrappedFactory.startedConnecting(connector)

    def clientConnectionFailed(self, connector, reason):
        self.wrappedFactory.clientConnectionFailed(connector, reason)

    def clientConnectionLost(self, connector, reason):
        self.wrappedFactory.clientConnectionLost(connector, reason)

    def buildProtocol(self, addr):
        made = self.wrappedFactory.buildProtocol(addr)
        return None if made is None else self.protocol(self, made)

    def registerProtocol(self, p):
        self.protocols[p] = 1

    def unregisterProtocol(self, p):
        del self.protocols[p]


class LimitTotalConnectionsFactory(protocol.ServerFactory):
    """I serve so many at once; others are let in by the overflowProtocol, if
    there is one, and closed."""

    connectionCount = 0
    connectionLimit = None
    overflowProtocol = None

    def buildProtocol(self, addr):
        if self.connectionLimit is None \
                or self.connectionCount < self.connectionLimit:
            wrapped = self.protocol()
        elif self.overflowProtocol is not None:
            wrapped = self.overflowProtocol()
        else:
            return None
        wrapped.factory = self
        protocol = ProtocolWrapper(self, wrapped)
        self.connectionCount += 1
        return protocol

    def registerProtocol(self, p):
        pass

    def unregisterProtocol(self, p):
        self.connectionCount -= 1


class LimitConnectionsByPeer(WrappingFactory):
    """I serve so many from one host at once."""

    maxConnectionsPerPeer = 5

    def startFactory(self):
        self.peerConnections = {}

    def buildProtocol(self, addr):
        count = self.peerConnections.get(addr.host, 0)
        if count >= self.maxConnectionsPerPeer:
            return None
        made = WrappingFactory.buildProtocol(self, addr)
        if made is not None:
            self.peerConnections[addr.host] = count + 1
        return made

    def unregisterProtocol(self, p):
        host = p.getPeer().host
        self.peerConnections[host] -= 1
        if not self.peerConnections[host]:
            del self.peerConnections[host]
        WrappingFactory.unregisterProtocol(self, p)


class ThrottlingProtocol(ProtocolWrapper):
    """I am held up when my factory has read or written enough."""

    def write(self, data):
        self.factory.registerWritten(len(data))
        ProtocolWrapper.write(self, data)

    def writeSequence(self, seq):
        self.factory.registerWritten(sum([len(each) for each in seq]))
        ProtocolWrapper.writeSequence(self, seq)

    def dataReceived(self, data):
        self.factory.registerRead(len(data))
        ProtocolWrapper.dataReceived(self, data)

    def registerProducer(self, producer, streaming):
        self.producer = producer
        ProtocolWrapper.registerProducer(self, producer, streaming)

    def unregisterProducer(self):
        self.producer = None
        ProtocolWrapper.unregisterProducer(self)

    producer = None

    def throttleReads(self):
        self.transport.pauseProducing()

    def unthrottleReads(self):
        self.transport.resumeProducing()

    def throttleWrites(self):
        if self.producer is not None:
            self.producer.pauseProducing()

    def unthrottleWrites(self):
        if self.producer is not None:
            self.producer.resumeProducing()


class ThrottlingFactory(WrappingFactory):
    """I read and write no more than so many bytes a second, all connections
    together, and serve no more than so many at once."""

    protocol = ThrottlingProtocol

    def __init__(self, wrappedFactory, maxConnectionCount=2 ** 63 - 1,
                 readLimit=None, writeLimit=None):
        WrappingFactory.__init__(self, wrappedFactory)
        self.connectionCount = 0
        self.maxConnectionCount = maxConnectionCount
        self.readLimit = readLimit
        self.writeLimit = writeLimit
        self.readThisSecond = 0
        self.writtenThisSecond = 0
        self._checks = {}

    def callLater(self, period, func):
        from twisted.internet import reactor
        return reactor.callLater(period, func)

    def registerWritten(self, length):
        self.writtenThisSecond += length

    def registerRead(self, length):
        self.readThisSecond += length

    def checkReadBandwidth(self):
        self._check('Read', 'readThisSecond', self.readLimit)

    def checkWriteBandwidth(self):
        self._check('Write', 'writtenThisSecond', self.writeLimit)

    def _check(self, what, spent, limit):
        # Each second: who took too much waits for as long as it was too much.
        amount = getattr(self, spent)
        setattr(self, spent, 0)
        if amount > limit:
            getattr(self, 'throttle%ss' % what)()
            self._later(what, amount / limit - 1.0, 'unthrottle%ss')
        else:
            self._later(what, 1, 'check%sBandwidth')

    def _later(self, what, delay, method):
        self._checks[what] = self.callLater(delay, getattr(self, method % what))

    def _all(self, method):
        for p in list(self.protocols):
            getattr(p, method)()

    def throttleReads(self):
        self._all('throttleReads')

    def throttleWrites(self):
        self._all('throttleWrites')

    def unthrottleReads(self):
        self._all('unthrottleReads')
        self._later('Read', 1, 'check%sBandwidth')

    def unthrottleWrites(self):
        self._all('unthrottleWrites')
        self._later('Write', 1, 'check%sBandwidth')

    def buildProtocol(self, addr):
        if self.connectionCount >= self.maxConnectionCount:
            log.msg('Max connection count reached!')
            return None
        made = WrappingFactory.buildProtocol(self, addr)
        if made is not None:
            self.connectionCount += 1
            if self.connectionCount == 1:
                if self.readLimit is not None:
                    self.checkReadBandwidth()
                if self.writeLimit is not None:
                    self.checkWriteBandwidth()
        return made

    def unregisterProtocol(self, p):
        WrappingFactory.unregisterProtocol(self, p)
        self.connectionCount -= 1
        if self.connectionCount == 0:
            for call in self._checks.values():
                if call.active():
                    call.cancel()
            self._checks = {}


class SpewingProtocol(ProtocolWrapper):
    """I tell the log what is said."""

    def dataReceived(self, data):
        log.msg('Received: %r' % data)
        ProtocolWrapper.dataReceived(self, data)

    def write(self, data):
        log.msg('Sending: %r' % data)
        ProtocolWrapper.write(self, data)


class SpewingFactory(WrappingFactory):
    """I make protocols that tell the log what they say and hear."""

    protocol = SpewingProtocol


class TimeoutProtocol(ProtocolWrapper):
    """I lose a connection on which nobody says anything for too long."""

    def __init__(self, factory, wrappedProtocol, timeoutPeriod):
        ProtocolWrapper.__init__(self, factory, wrappedProtocol)
        self.timeoutCall = None
        self.setTimeout(timeoutPeriod)

    def setTimeout(self, timeoutPeriod=None):
        self.cancelTimeout()
        self.timeoutPeriod = timeoutPeriod
        if timeoutPeriod is not None:
            self.timeoutCall = self.factory.callLater(timeoutPeriod,
                                                      self.timeoutFunc)

    def cancelTimeout(self):
        if self.timeoutCall is not None and self.timeoutCall.active():
            self.timeoutCall.cancel()
        self.timeoutCall = None

    def resetTimeout(self):
        if self.timeoutCall is not None:
            self.timeoutCall.reset(self.timeoutPeriod)

    def write(self, data):
        self.resetTimeout()
        ProtocolWrapper.write(self, data)

    def writeSequence(self, seq):
        self.resetTimeout()
        ProtocolWrapper.writeSequence(self, seq)

    def dataReceived(self, data):
        self.resetTimeout()
        ProtocolWrapper.dataReceived(self, data)

    def connectionLost(self, reason):
        self.cancelTimeout()
        ProtocolWrapper.connectionLost(self, reason)

    def timeoutFunc(self):
        self.loseConnection()


class TimeoutFactory(WrappingFactory):
    """I wrap protocols so that they are closed when they are silent."""

    protocol = TimeoutProtocol

    def __init__(self, wrappedFactory, timeoutPeriod=30 * 60):
        WrappingFactory.__init__(self, wrappedFactory)
        self.timeoutPeriod = timeoutPeriod

    callLater = ThrottlingFactory.callLater

    def buildProtocol(self, addr):
        made = self.wrappedFactory.buildProtocol(addr)
        return None if made is None else self.protocol(
            self, made, timeoutPeriod=self.timeoutPeriod)


class TrafficLoggingProtocol(ProtocolWrapper):
    """I write down what is said, and by whom."""

    def __init__(self, factory, wrappedProtocol, logfile, lengthLimit=None,
                 number=0):
        ProtocolWrapper.__init__(self, factory, wrappedProtocol)
        self.logfile = logfile
        self.lengthLimit = lengthLimit
        self._number = number

    def _log(self, line):
        self.logfile.write(line + '\n')
        self.logfile.flush()

    def _mungeData(self, data):
        if self.lengthLimit and len(data) > self.lengthLimit:
            data = data[:self.lengthLimit - 12] + b'<... elided>'
        return data

    def connectionMade(self):
        self._log('*')

    def write(self, data):
        self._log('S %d: %r' % (self._number, self._mungeData(data)))
        ProtocolWrapper.write(self, data)

    def writeSequence(self, iovec):
        self._log('SV %d: %r' % (self._number,
                                 [self._mungeData(d) for d in iovec]))
        ProtocolWrapper.writeSequence(self, iovec)

    def loseConnection(self):
        self._log('S %d: *' % self._number)
        ProtocolWrapper.loseConnection(self)

    def dataReceived(self, data):
        self._log('C %d: %r' % (self._number, self._mungeData(data)))
        ProtocolWrapper.dataReceived(self, data)

    def connectionLost(self, reason):
        self._log('C %d: %r' % (self._number, reason))
        ProtocolWrapper.connectionLost(self, reason)


class TrafficLoggingFactory(WrappingFactory):
    """I write down what is said, each connection in a file of its own."""

    protocol = TrafficLoggingProtocol
    _counter = 0

    def __init__(self, wrappedFactory, logfilePrefix, lengthLimit=None):
        WrappingFactory.__init__(self, wrappedFactory)
        self.logfilePrefix = logfilePrefix
        self.lengthLimit = lengthLimit

    def open(self, name):
        return open(name, 'w')

    def buildProtocol(self, addr):
        self._counter += 1
        made = self.wrappedFactory.buildProtocol(addr)
        return None if made is None else self.protocol(
            self, made, self.open('%s-%d' % (self.logfilePrefix,
                                             self._counter)),
            self.lengthLimit, self._counter)

    def resetCounter(self):
        self._counter = 0
