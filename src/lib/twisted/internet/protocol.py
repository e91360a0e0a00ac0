"""What bytes mean, and who makes the objects that know it."""

import _reactor

from twisted import copyright
from twisted.python import log


def _say(verb, factory):
    if _reactor.eraVoice():
        log.msg('%s factory %s' % (verb, factory))
    else:
        # An event of its class, in behalf of nobody.
        log.msg('%s factory %r' % (verb, factory), system='-',
                log_system=None, log_namespace=log.className(factory),
                log_format=verb + ' factory {factory!r}', factory=factory)


def _without(names, state):
    """What an object has to save, maybe in a Versioned's way; but not these."""
    if state is not None and not isinstance(state, dict):
        return state
    return {name: value for name, value in (state or {}).items()
            if name not in names}


class Factory:
    """I make a protocol for each connection.

    I am what is saved: my attributes are the configuration of the server, the
    protocols I make live no longer than their connections.
    """

    # The class to make; may be changed while I serve.
    protocol = None
    numPorts = 0
    # How many ports listen is known when they listen again. Of a Versioned,
    # too.
    persistenceForgets = ('numPorts',)
    noisy = True

    def doStart(self):
        """Called when a port begins to listen for me."""
        if self.numPorts == 0:
            if self.noisy and not copyright.is_early():
                _say('Starting', self)
            self.startFactory()
        self.numPorts = self.numPorts + 1

    def doStop(self):
        """Called when one of my ports stops listening."""
        if self.numPorts == 0:
            return
        self.numPorts = self.numPorts - 1
        if self.numPorts == 0:
            if self.noisy and not copyright.is_early():
                _say('Stopping', self)
            self.stopFactory()

    def startFactory(self):
        """Override me: called before the first port listens."""

    def stopFactory(self):
        """Override me: called after the last port stopped."""

    def logPrefix(self):
        return self.__class__.__name__

    @_reactor.build
    def buildProtocol(self, addr):
        """Return a protocol for a connection from addr, or None to refuse."""
        assert self.protocol is not None
        p = self.protocol()
        p.factory = self
        return p

    def __getstate__(self):
        return _without(self.persistenceForgets, super().__getstate__())

    @classmethod
    def forProtocol(cls, protocol, *args, **kwargs):
        factory = cls(*args, **kwargs)
        factory.protocol = protocol
        return factory


class ServerFactory(Factory):
    """I make protocols for those who connect to us."""


class ClientFactory(Factory):
    """I make protocols for the connections that we open."""

    def startedConnecting(self, connector):
        """Called when an attempt begins; connector.stopConnecting ends it."""

    def clientConnectionFailed(self, connector, reason):
        """Called when it could not be opened."""

    def clientConnectionLost(self, connector, reason):
        """Called when it was open and is no more."""


class ReconnectingClientFactory(ClientFactory):
    """I try again, after ever longer pauses, until told to stop."""

    maxDelay = 3600
    initialDelay = 1.0
    factor = 2.7182818284590451
    jitter = 0.119626565582
    delay = initialDelay
    retries = 0
    maxRetries = None
    continueTrying = 1
    _callID = None
    connector = None
    # Whose callLater() is called; the reactor's if there is none.
    clock = None

    def clientConnectionFailed(self, connector, reason):
        if self.continueTrying:
            self.connector = connector
            self.retry()

    def clientConnectionLost(self, connector, reason):
        if self.continueTrying:
            self.connector = connector
            self.retry()

    def retry(self, connector=None):
        if not self.continueTrying:
            self._say('Abandoning %s on explicit request' % (connector,))
            return
        connector = connector or self.connector
        if connector is None:
            raise ValueError('no connector to retry')
        self.retries = self.retries + 1
        if self.maxRetries is not None and self.retries > self.maxRetries:
            self._say('Abandoning %s after %d retries.'
                      % (connector, self.retries))
            return
        self.delay = min(self.delay * self.factor, self.maxDelay)
        if self.jitter:
            import random
            self.delay = random.normalvariate(self.delay,
                                              self.delay * self.jitter)
        self._say('%s will retry in %d seconds' % (connector, self.delay))
        clock = self.clock
        if clock is None:
            from twisted.internet import reactor as clock

        def again():
            self._callID = None
            connector.connect()
        self._callID = clock.callLater(self.delay, again)

    def _say(self, what):
        if self.noisy:
            log.msg(what)

    def stopTrying(self):
        self.continueTrying = 0
        if self._callID is not None:
            self._callID.cancel()
            self._callID = None
        if self.connector is not None:
            try:
                self.connector.stopConnecting()
            except RuntimeError:
                # Not connecting just now.
                pass

    def resetDelay(self):
        self.delay = self.initialDelay
        self._callID = None
        self.retries = 0
        self.continueTrying = 1

    def __getstate__(self):
        return _without(('connector', 'retries', 'delay', 'continueTrying',
                         '_callID', 'clock'), ClientFactory.__getstate__(self))


class BaseProtocol:
    """I have what every protocol has: a transport, and a beginning."""

    connected = 0
    transport = None

    @_reactor.connect
    def makeConnection(self, transport):
        self.connected = 1
        self.transport = transport
        self.connectionMade()

    @_reactor.nothing
    def connectionMade(self):
        """Override me: called when the connection stands."""


class Protocol(BaseProtocol):
    """I give a meaning to the bytes of one connection."""

    factory = None
    logPrefix = Factory.logPrefix

    @_reactor.nothing
    def dataReceived(self, data):
        """Override me: called with whatever came, split anywhere."""

    @_reactor.nothing
    def connectionLost(self, reason=None):
        """Override me: called once, when it is over; reason is a Failure."""


class ProcessProtocol(BaseProtocol):
    """I talk to a child process."""

    def childDataReceived(self, childFD, data):
        if childFD in (1, 2):
            (self.outReceived if childFD == 1 else self.errReceived)(data)

    def outReceived(self, data):
        """Override me: what it wrote to its output."""

    def errReceived(self, data):
        """Override me: what it wrote to its error output."""

    def childConnectionLost(self, childFD):
        name = {0: 'in', 1: 'out', 2: 'err'}.get(childFD)
        if name is not None:
            getattr(self, name + 'ConnectionLost')()

    def inConnectionLost(self):
        """Override me: it reads no more."""

    def outConnectionLost(self):
        """Override me: it closed its output."""

    def errConnectionLost(self):
        """Override me: it closed its error output."""

    def processExited(self, reason):
        """Override me: it has exited; output may still come."""

    def processEnded(self, reason):
        """Override me: it has exited and everything is read."""


class AbstractDatagramProtocol:
    """I know when a protocol for datagrams begins and ends."""

    logPrefix = Factory.logPrefix
    transport = None
    noisy = True
    numPorts = 0

    def __getstate__(self):
        return _without(('transport', 'numPorts'), super().__getstate__())

    def doStart(self):
        if self.numPorts == 0:
            if self.noisy:
                log.msg('Starting protocol %s' % self)
            self.startProtocol()
        self.numPorts = self.numPorts + 1

    def doStop(self):
        self.numPorts = self.numPorts - 1
        self.transport = None
        if self.numPorts == 0:
            if self.noisy:
                log.msg('Stopping protocol %s' % self)
            self.stopProtocol()

    def startProtocol(self):
        """Override me: called when the port listens."""

    def stopProtocol(self):
        """Override me: called when it no longer does."""

    def makeConnection(self, transport):
        self.transport = transport
        self.doStart()

    def datagramReceived(self, datagram, addr):
        """Override me."""


class DatagramProtocol(AbstractDatagramProtocol):
    """I give a meaning to datagrams."""

    def connectionRefused(self):
        """Override me: nobody is at the address I am connected to."""


class ConnectedDatagramProtocol(DatagramProtocol):
    """I talk to one address only."""

    def datagramReceived(self, datagram):
        """Override me."""

    def connectionFailed(self, failure):
        """Override me: the address could not be found."""


class ClientCreator:
    """I open connections for a protocol class, without a factory."""

    def __init__(self, reactor, protocolClass, *args, **kwargs):
        self.reactor = reactor
        self.protocolClass = protocolClass
        self.args = args
        self.kwargs = kwargs

    def connectTCP(self, host, port, timeout=30, bindAddress=None):
        """Return a Deferred that gets the connected protocol."""
        return self._connect(lambda factory: self.reactor.connectTCP(
            host, port, factory, timeout, bindAddress))

    def connectSSL(self, host, port, contextFactory, timeout=30,
                   bindAddress=None):
        return self._connect(lambda factory: self.reactor.connectSSL(
            host, port, factory, contextFactory, timeout, bindAddress))

    def connectUNIX(self, address, timeout=30, checkPID=False):
        return self._connect(lambda factory: self.reactor.connectUNIX(
            address, factory, timeout=timeout, checkPID=checkPID))

    def _connect(self, connect):
        factory = _OneShotFactory(
            self.reactor, self.protocolClass(*self.args, **self.kwargs))
        factory.connector = connect(factory)
        return factory.deferred


class _OneShotFactory(ClientFactory):
    """I tell a Deferred, a moment later, what came of my only connection."""

    noisy = False
    _call = None
    _cancelling = False

    def __init__(self, reactor, instance):
        from twisted.internet import defer
        self.reactor = reactor
        self.instance = instance
        self.deferred = defer.Deferred(self._cancelled)

    def buildProtocol(self, addr):
        self._later(self.deferred.callback, self.instance)
        return self.instance

    def clientConnectionFailed(self, connector, reason):
        self._later(self.deferred.errback, reason)

    def _later(self, tell, what):
        if not self._cancelling:
            self._call = self.reactor.callLater(0, tell, what)

    def _cancelled(self, deferred):
        self._cancelling = True
        if self._call is not None:
            self._call.cancel()
        self.connector.disconnect()


class ProtocolToConsumerAdapter:
    """I let a protocol hear what is written to me."""

    def __init__(self, original):
        self.original = original

    def write(self, data):
        self.original.dataReceived(data)

    def registerProducer(self, producer, streaming):
        """It is never paused: who is told does not say that it is full."""

    def unregisterProducer(self):
        """Nothing was kept."""


class ConsumerToProtocolAdapter(Protocol):
    """I write to a consumer what I hear."""

    def __init__(self, original):
        self.original = original

    def dataReceived(self, data):
        self.original.write(data)


class FileWrapper:
    """I make a file look like a transport that never hears anything."""

    closed = 0
    disconnecting = 0
    producer = None
    streamingProducer = 0

    def __init__(self, file):
        self.file = file

    def write(self, data):
        try:
            self.file.write(data)
        except Exception:
            self.handleException()

    def writeSequence(self, parts):
        self.write(b''.join(parts))

    def handleException(self):
        """Override me: what was written cannot be."""

    def loseConnection(self):
        self.closed = 1
        self.file.close()

    stopProducing = loseConnection

    def pauseProducing(self):
        pass

    resumeProducing = pauseProducing

    def registerProducer(self, producer, streaming):
        self.producer = producer
        self.streamingProducer = streaming
        if not streaming:
            producer.resumeProducing()

    def _checkProducer(self):
        if self.producer is not None:
            self.producer.resumeProducing()

    def unregisterProducer(self):
        self.producer = None

    def stopConsuming(self):
        self.unregisterProducer()
        self.loseConnection()

    def getPeer(self):
        return 'file', 'file'

    getHost = getPeer


def __getattr__(name):
    if name == 'connectionDone':
        from twisted.internet import main
        return main.closedCleanly()
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
