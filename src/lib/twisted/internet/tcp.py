"""Ports and connectors of TCP."""

import _reactor

from twisted import copyright
from twisted.python import log

Connection = _reactor.Connection
Server = Connection


class _EarlyClient(type):
    """Called as in 2002, I connect; else I am the class of connections."""

    def __call__(cls, host, port, protocol, timeout=30):
        from twisted.internet import reactor
        return reactor.clientTCP(host, port, protocol, timeout)

    def __instancecheck__(cls, each):
        return isinstance(each, Connection)


class Client(metaclass=_EarlyClient):
    """A connection that was made from here."""


# The ports that are open, of any kind.
openPorts = []


# Sockets of Python's for connections and ports that are open, by their ids.
_handles = {}


def handleOf(selectable):
    """A socket of Python's with the same descriptor, until that is closed."""
    handle = _handles.get(id(selectable))
    if handle is None and selectable.fileno() >= 0:
        from twisted.internet import _handle
        handle = _handles[id(selectable)] = _handle.Handle(selectable)
    return handle


def dropHandle(selectable):
    """Its descriptor is about to be closed, and another one gets the number."""
    handle = _handles.pop(id(selectable), None)
    if handle is not None:
        handle.let_go()


def spokenName(listener):
    """What the log calls a factory or protocol that begins to listen."""
    if _reactor.eraVoice():
        return log.spokenName(listener)
    prefix = getattr(listener, 'logPrefix', None)
    return prefix() if prefix else listener.__class__.__name__


class ClosingPort(log.Logger):
    """I am a port, and know how one of any kind is closed or paused."""

    _paused = disconnecting = False

    def pauseProducing(self):
        self._pause(True)

    def resumeProducing(self):
        self._pause(False)

    stopReading, startReading = pauseProducing, resumeProducing

    def getHandle(self):
        return handleOf(self)

    def _pause(self, on):
        if self in openPorts:
            self._paused = on
            native = self._native()
            (native.pauseProducing if on else native.resumeProducing)()

    _type = 'TCP'

    @property
    def _realPortNumber(self):
        return self._number() if self in openPorts else None

    def _sayClosed(self, number, kind=''):
        if not copyright.is_early():
            if not _reactor.eraVoice():
                kind = self._type + ' '
            log.msg('(%sPort %s Closed)' % (kind, number if isinstance(
                number, int) else self.port))

    def stopListening(self):
        """Close; connections live on. Return a Deferred for when all who care
        have been told, if there was something to close."""
        if self not in openPorts:
            return None
        from twisted.internet import defer
        number = self._number()
        self._paused = False
        self._close()
        d = defer.Deferred()
        _reactor.callLater(0, self._closed, number, d)
        return d

    def _closed(self, number, deferred):
        try:
            _reactor.callAs(self if _reactor.eraVoice() else None,
                            self._stopped, number)
        except BaseException:
            deferred.errback()
        else:
            deferred.callback(None)

    def connectionLost(self, reason=None):
        """Close, and tell at once."""
        if self in openPorts:
            number = self._number()
            self._paused = False
            self._close()
            _reactor.callAs(self, self._stopped, number)

    def loseConnection(self):
        return self.stopListening()


class BasePort(ClosingPort):
    """I listen for a factory; one of my kinds knows where."""

    connected = disconnected = False
    _listener = None

    def _name(self):
        return self.port

    def startListening(self):
        """Bind; CannotListenError says why it cannot be had."""
        try:
            self._listener = self._listen()
        except OSError as e:
            from twisted.internet import error
            raise error.CannotListenError(
                self._where(), self._name(), e) from None
        openPorts.append(self)
        self.connected = True
        self.disconnected = False
        log.msg('%s starting on %s' % (
            spokenName(self.factory), self._number()))
        try:
            self.factory.doStart()
        except BaseException:
            self._close()
            raise

    def _close(self):
        dropHandle(self)
        self._listener.stop()
        self._listener = None
        openPorts.remove(self)
        self.connected = False
        self.disconnected = True

    def _stopped(self, number):
        self._sayClosed(number)
        self.factory.doStop()

    def _native(self):
        return self._listener

    def fileno(self):
        return -1 if self._listener is None else self._listener.fileno()

    def getHost(self):
        return None if self._listener is None else self._listener.getHost()

    def acceptPaused(self, why):
        """No descriptor is left for the next connection, or (None) one is."""
        if why is None:
            log.msg('accepting connections again')
        else:
            log.msg('not accepting connections for now: %s' % why)

    def logPrefix(self):
        return log.className(self.factory)

    def __repr__(self):
        where = 'on %s' % self._number()
        if _reactor.eraVoice():
            return '<%s %s>' % (log.className(self.factory), where)
        return '<%s %s>' % (self._kind(),
                            where if self in openPorts else '(not listening)')

    def _kind(self):
        return '%r of %r' % (self.__class__, self.factory.__class__)

    def __getstate__(self):
        state = self.__dict__.copy()
        for name in ('_listener', 'connected', 'disconnected', 'reactor',
                     '_paused'):
            state.pop(name, None)
        return state


class Port(BasePort):
    """I am a TCP port."""

    def __init__(self, port, factory, backlog=50, interface='', reactor=None):
        self.port = port
        self.factory = factory
        self.backlog = backlog
        self.interface = interface
        self.reactor = reactor

    def _listen(self):
        try:
            return _reactor.listenTCP(self.port, self.interface, self.backlog,
                                      self.factory, self)
        except ValueError:
            import socket
            raise socket.gaierror(socket.EAI_NONAME,
                                  'Name or service not known') from None

    def _where(self):
        return self.interface

    def _number(self):
        # What the system chose for port 0.
        if self.port == 0 and self._listener is not None:
            return self._listener.getHost()[2]
        return self.port


def checkAdopted(fileno, addressFamily, isStream=True, listens=False):
    """UnsupportedAddressFamily if sockets of this kind are not served, OSError
    if it is none that can do what is wanted: it would be ready for ever."""
    import errno
    import os
    import socket
    if addressFamily not in (socket.AF_INET, socket.AF_INET6,
                             isStream and socket.AF_UNIX):
        from twisted.internet import error
        raise error.UnsupportedAddressFamily(addressFamily)
    with socket.socket(fileno=os.dup(fileno)) as copy:
        if (copy.type == socket.SOCK_DGRAM) == isStream:
            raise OSError(errno.EPROTOTYPE, os.strerror(errno.EPROTOTYPE))
        if listens and not copy.getsockopt(socket.SOL_SOCKET,
                                           socket.SO_ACCEPTCONN):
            raise OSError(errno.EINVAL, 'the socket does not listen')


class AdoptedPort(Port):
    """I am a TCP port, or one of another kind, that somebody else has bound."""

    def __init__(self, fileno, factory, reactor=None):
        Port.__init__(self, 0, factory, reactor=reactor)
        self._fileno = fileno

    def _listen(self):
        import os
        made = _reactor.adoptPort(os.dup(self._fileno), self.factory, self)
        host = made.getHost()
        if isinstance(host, _reactor.UNIXAddress):
            self._type, self.port = 'UNIX', os.fsdecode(host.name)
        return made

    def _number(self):
        if self._type == 'UNIX':
            return repr(self.port)
        return self.getHost()[-1] if self._listener else self.port


def adoptConnection(fileno, factory):
    """Serve the connection of a descriptor, of which this makes a copy."""
    import os
    import socket
    with socket.socket(fileno=os.dup(fileno)) as copy:
        peer = copy.getpeername()
        if isinstance(peer, tuple):
            addr = (_reactor.IPv6Address if ':' in peer[0]
                    else _reactor.IPv4Address)('TCP', *peer[:2])
        else:
            addr = _reactor.UNIXAddress(peer)
        protocol = factory.buildProtocol(addr)
        if protocol is None:
            return None
        _reactor.adopt(copy.detach(), protocol, factory, True)
    return protocol.transport


class BaseConnector:
    """I connect a client factory, and reconnect it when it asks.

    I am 'disconnected', 'connecting' or 'connected'.
    """

    state = 'disconnected'
    factoryStarted = 0
    transport = None
    _attempt = None

    def connect(self):
        if self.state != 'disconnected':
            raise RuntimeError("can't connect in this state")
        self.state = 'connecting'
        if not self.factoryStarted:
            self.factory.doStart()
            self.factoryStarted = 1
        self._attempt = self._begin()
        self.factory.startedConnecting(self)

    def stopConnecting(self):
        if self.state != 'connecting':
            from twisted.internet import error
            raise error.NotConnectingError(
                "we're not trying to connect")
        from twisted.internet import error
        self._attempt.stop()
        self._failed(error.UserError())

    def disconnect(self):
        """Whatever I am doing, stop."""
        if self.state == 'connecting':
            self.stopConnecting()
        elif self.state == 'connected':
            self.transport.loseConnection()

    # Called by the native half.

    def buildProtocol(self, addr):
        self._attempt = None
        self.state = 'connected'
        try:
            protocol = self.factory.buildProtocol(addr)
        except BaseException:
            from twisted.internet import error
            from twisted.python import failure
            why = failure.Failure()
            log.err(why)
            self._failed(error.ConnectError(string=why))
            return None
        if protocol is None:
            self.state = 'disconnected'
            return None
        self.protocol = protocol
        return protocol

    def connectionBegun(self, transport):
        self.transport = transport

    def attemptFailed(self, number, message):
        import errno
        from twisted.internet import error
        self._attempt = None
        if number == -1:
            self._failed(error.DNSLookupError(
                message if _reactor.eraVoice() else self.host))
        elif number in (errno.EADDRINUSE, errno.EADDRNOTAVAIL) \
                and getattr(self, 'bindAddress', None):
            # The address that it comes from is in use, or not ours.
            self._failed(error.ConnectBindError(number, message))
        else:
            import os
            self._failed(error.getConnectError((number, os.strerror(number))))

    def connectionEnded(self, reason):
        self.state = 'disconnected'
        self.factory.clientConnectionLost(self, reason)
        if self.state == 'disconnected':
            self.transport = None
        self._done()

    def logPrefix(self):
        return 'Uninitialized'

    def _failed(self, exception):
        from twisted.python import failure
        self.state = 'disconnected'
        self.factory.clientConnectionFailed(self, failure.Failure(exception))
        self._done()

    def _done(self):
        if self.state == 'disconnected' and self.factoryStarted:
            self.factory.doStop()
            self.factoryStarted = 0

    def __repr__(self):
        return '<%s.%s instance at 0x%x %s %s>' % (
            self.__class__.__module__, self.__class__.__qualname__, id(self),
            self.state, self.getDestination())

    def __getstate__(self):
        state = self.__dict__.copy()
        for name in ('state', 'transport', 'factoryStarted', '_attempt',
                     'protocol', 'reactor'):
            state.pop(name, None)
        return state


class _Asking:
    """I am an attempt whose address the user's resolver has to tell."""

    def __init__(self, connector):
        self._connector = connector
        _reactor.callLater(0, self._ask)

    def _ask(self):
        if self._connector is not None:
            host = self._connector.host
            if ':' in host:
                self._dial(host)
            else:
                self._connector.reactor.resolve(host).addCallbacks(
                    self._dial, self._fail).addErrback(log.err)

    def _dial(self, host):
        if self._connector is not None:
            self._connector._attempt = self._connector._dial(host)

    def _fail(self, why):
        if self._connector is not None:
            self._connector._attempt = None
            self._connector._failed(why)

    def stop(self):
        self._connector = None


class Connector(BaseConnector):
    """I connect by TCP."""

    def __init__(self, host, port, factory, timeout=30, bindAddress=None,
                 reactor=None):
        if isinstance(port, str):
            import socket
            from twisted.internet import error
            try:
                port = socket.getservbyname(port, 'tcp')
            except OSError as e:
                raise error.ServiceNameUnknownError(
                    string='%s (%r)' % (e, port)) from None
        self.host = host
        self.port = port
        self.factory = factory
        self.timeout = timeout
        self.bindAddress = bindAddress
        self.reactor = reactor

    def _begin(self):
        if getattr(self.reactor, 'resolver', None) is not None:
            return _Asking(self)
        return self._dial(self.host)

    def _dial(self, host):
        return _reactor.connectTCP(host, self.port, self.timeout or 1e9,
                                   self.bindAddress, self)

    def getDestination(self):
        cls = _reactor.IPv6Address if ':' in self.host else _reactor.IPv4Address
        return cls('TCP', self.host, self.port)


class OldClientFactory:
    """I stand between a protocol of before 1.0 and a connector."""

    noisy = 0
    numPorts = 0

    def __init__(self, protocol):
        self.protocol = protocol

    def doStart(self):
        pass

    doStop = doStart

    def startedConnecting(self, connector):
        pass

    def buildProtocol(self, addr):
        return self.protocol

    def clientConnectionFailed(self, connector, reason):
        failed = getattr(self.protocol, 'connectionFailed', None)
        if failed is not None:
            failed()

    def clientConnectionLost(self, connector, reason):
        pass
