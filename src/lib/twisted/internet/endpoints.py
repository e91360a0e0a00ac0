"""Places to listen at and to connect to, by description."""

from twisted.internet import defer, error, protocol

__all__ = ['clientFromString', 'serverFromString', 'quoteStringArgument',
           'TCP4ServerEndpoint', 'TCP6ServerEndpoint', 'TCP4ClientEndpoint',
           'TCP6ClientEndpoint', 'UNIXServerEndpoint', 'UNIXClientEndpoint',
           'SSL4ServerEndpoint', 'SSL4ClientEndpoint',
           'AdoptedStreamServerEndpoint', 'StandardIOEndpoint',
           'ProcessEndpoint', 'HostnameEndpoint', 'StandardErrorBehavior',
           'connectProtocol', 'wrapClientTLS']


# --- servers ------------------------------------------------------------------

class _Server:
    def listen(self, protocolFactory):
        """A Deferred with the port, or with the reason why there is none."""
        return defer.maybeDeferred(self._listen, protocolFactory)


class TCP4ServerEndpoint(_Server):
    """I listen on a TCP port."""

    def __init__(self, reactor, port, backlog=50, interface=''):
        self._reactor = reactor
        self._port = port
        self._backlog = backlog
        self._interface = interface

    def _listen(self, factory):
        return self._reactor.listenTCP(self._port, factory,
                                       backlog=self._backlog,
                                       interface=self._interface)


class TCP6ServerEndpoint(TCP4ServerEndpoint):
    """I listen on a TCP port with IPv6."""

    def __init__(self, reactor, port, backlog=50, interface='::'):
        TCP4ServerEndpoint.__init__(self, reactor, port, backlog, interface)


class UNIXServerEndpoint(_Server):
    """I listen at a path."""

    def __init__(self, reactor, address, backlog=50, mode=0o666, wantPID=0):
        self._reactor = reactor
        self._address = address
        self._backlog = backlog
        self._mode = mode
        self._wantPID = wantPID

    def _listen(self, factory):
        return self._reactor.listenUNIX(
            self._address, factory, backlog=self._backlog, mode=self._mode,
            wantPID=self._wantPID)


class StandardIOEndpoint(_Server):
    """I serve one who is there already: at our standard input and output."""

    def __init__(self, reactor):
        self._reactor = reactor

    def _listen(self, factory):
        from twisted.internet import stdio
        return stdio.StandardIO(factory.buildProtocol(stdio.PipeAddress()),
                                reactor=self._reactor)


class AdoptedStreamServerEndpoint(_Server):
    """I listen at a socket that somebody else has bound; once."""

    def __init__(self, reactor, fileno, addressFamily):
        self.reactor = reactor
        self.fileno = fileno
        self.addressFamily = addressFamily
        self._used = False

    def _listen(self, factory):
        import os
        if self._used:
            raise error.AlreadyListened()
        self._used = True
        os.set_blocking(self.fileno, False)
        port = self.reactor.adoptStreamPort(self.fileno, self.addressFamily,
                                            factory)
        os.close(self.fileno)
        return port


class _Wrapper(_Server):
    """I listen where another endpoint does, for a factory around the user's."""

    def __init__(self, wrappedEndpoint, wrapperFactory):
        self._wrappedEndpoint = wrappedEndpoint
        self._wrapperFactory = wrapperFactory

    def _listen(self, factory):
        return self._wrappedEndpoint.listen(self._wrapperFactory(factory))


def _noTLS(name):
    def refuse(*args, **kwargs):
        raise NotImplementedError(name + ': there is no SSL here')
    return refuse


SSL4ServerEndpoint, SSL4ClientEndpoint, wrapClientTLS = map(
    _noTLS, ('SSL4ServerEndpoint', 'SSL4ClientEndpoint', 'wrapClientTLS'))


# --- clients ------------------------------------------------------------------

class _Announcing(protocol.Protocol):
    """I give my transport to another protocol, and tell of it."""

    def __init__(self, deferred, wrapped):
        self._deferred = deferred
        self._wrapped = wrapped

    def makeConnection(self, transport):
        # From here on the transport need not ask me.
        if getattr(transport, 'protocol', None) is self:
            transport.protocol = self._wrapped
        self._wrapped.makeConnection(transport)
        self._deferred.callback(self._wrapped)

    def __getattr__(self, name):
        return getattr(self._wrapped, name)

    def dataReceived(self, data):
        self._wrapped.dataReceived(data)

    def connectionLost(self, reason):
        self._wrapped.connectionLost(reason)


class _Wrapping(protocol.ClientFactory):
    """I connect once for another factory, and tell a Deferred."""

    def __init__(self, wrapped):
        self._wrapped = wrapped
        self.deferred = defer.Deferred(self._cancelled)

    def doStart(self):
        self._wrapped.doStart()

    def doStop(self):
        self._wrapped.doStop()

    def startedConnecting(self, connector):
        self._connector = connector

    def _cancelled(self, deferred):
        deferred.errback(error.ConnectingCancelledError(
            self._connector.getDestination()))
        self._connector.stopConnecting()

    def buildProtocol(self, addr):
        try:
            made = self._wrapped.buildProtocol(addr)
            if made is None:
                raise error.NoProtocol()
        except BaseException:
            self.deferred.errback()
            return None
        return _Announcing(self.deferred, made)

    def clientConnectionFailed(self, connector, reason):
        if not self.deferred.called:
            self.deferred.errback(reason)


class _Client:
    def connect(self, protocolFactory):
        """A Deferred with the connected protocol."""
        try:
            factory = _Wrapping(protocolFactory)
            self._connect(factory)
        except BaseException:
            return defer.fail()
        return factory.deferred


class TCP4ClientEndpoint(_Client):
    """I connect to a TCP port of a host."""

    def __init__(self, reactor, host, port, timeout=30, bindAddress=None):
        self._reactor = reactor
        self._host = host
        self._port = port
        self._timeout = timeout
        self._bindAddress = bindAddress

    def _connect(self, factory):
        self._reactor.connectTCP(self._host, self._port, factory,
                                 timeout=self._timeout,
                                 bindAddress=self._bindAddress)


class TCP6ClientEndpoint(TCP4ClientEndpoint):
    """I do the same with IPv6, and look up a name before."""

    def connect(self, protocolFactory):
        if ':' in self._host:
            return TCP4ClientEndpoint.connect(self, protocolFactory)
        from twisted.internet import _hostnames, address

        def found(addresses):
            if not addresses:
                import socket
                raise socket.gaierror(socket.EAI_NONAME,
                                      'Name or service not known')
            return TCP4ClientEndpoint(
                self._reactor, addresses[0].host, self._port, self._timeout,
                self._bindAddress).connect(protocolFactory)
        d = defer.Deferred()
        _hostnames.HostnameResolver().resolveHostName(
            _hostnames._Receiver(d.callback), self._host, 0,
            [address.IPv6Address])
        return d.addCallback(found)


def _isLabel(text):
    """Whether it may stand between the dots of a host's name."""
    return 0 < len(text) < 64 and text.isascii() \
        and text.replace('-', '').isalnum() \
        and '-' not in (text[0], text[-1]) \
        and (text[2:4] != '--' or text.startswith('xn'))


class HostnameEndpoint(_Client):
    """I connect to a name, at whichever of its addresses answers first."""

    def __init__(self, reactor, host, port, timeout=30, bindAddress=None,
                 attemptDelay=None):
        if isinstance(host, bytes):
            host = host.decode('ascii', 'backslashreplace')
        self._reactor = reactor
        self._host = host
        self._port = port
        self._timeout = timeout
        self._bindAddress = bindAddress
        self._attemptDelay = 0.3 if attemptDelay is None else attemptDelay

    def __repr__(self):
        host = '[%s]' % self._host if ':' in self._host else self._host
        return '<HostnameEndpoint %s:%s>' % (host, self._port)

    def connect(self, protocolFactory):
        """A Deferred with the connected protocol."""
        from twisted.internet import _hostnames
        # Names of other letters than ASCII's would need their tables.
        if ':' not in self._host and not all(
                [_isLabel(label) for label in
                 self._host.lower().removesuffix('.').split('.')]):
            return defer.fail(ValueError(
                'invalid hostname: ' + self._host.encode(
                    'ascii', 'backslashreplace').decode()))

        def dial(to):
            kind = TCP6ClientEndpoint if ':' in to.host else TCP4ClientEndpoint
            return kind(self._reactor, to.host, to.port, self._timeout,
                        self._bindAddress).connect(protocolFactory)
        resolver = getattr(self._reactor, 'nameResolver', None) \
            or _hostnames.HostnameResolver()
        return _hostnames.Race(self._reactor, self._host, self._port,
                               self._attemptDelay, dial, resolver).winner


class UNIXClientEndpoint(_Client):
    """I connect to a path."""

    def __init__(self, reactor, path, timeout=30, checkPID=0):
        self._reactor = reactor
        self._path = path
        self._timeout = timeout
        self._checkPID = checkPID

    def _connect(self, factory):
        self._reactor.connectUNIX(self._path, factory, timeout=self._timeout,
                                  checkPID=self._checkPID)


class StandardErrorBehavior:
    """What becomes of what a ProcessEndpoint's child says of errors."""

    LOG = 'LOG'
    DROP = 'DROP'


class _ChildProtocol(protocol.ProcessProtocol):
    """I let an ordinary protocol talk to a child."""

    def __init__(self, wrapped, executable, errFlag):
        self.protocol = wrapped
        self.executable = executable
        self.errFlag = errFlag

    def makeConnection(self, process):
        self.transport = process
        self.protocol.makeConnection(process)

    def childDataReceived(self, childFD, data):
        if childFD == 1:
            self.protocol.dataReceived(data)
        elif childFD == 2 and self.errFlag == StandardErrorBehavior.LOG:
            from twisted.python import log
            log.msg('Process %r wrote stderr unhandled by %s: %r'
                    % (self.executable, self.protocol, data))

    def processEnded(self, reason):
        if reason.check(error.ProcessDone):
            from twisted.internet import main
            reason = main.closedCleanly()
        self.protocol.connectionLost(reason)


class ProcessEndpoint:
    """I run a program and connect to its input and output."""

    def __init__(self, reactor, executable, args=(), env={}, path=None,
                 uid=None, gid=None, usePTY=0, childFDs=None,
                 errFlag=StandardErrorBehavior.LOG):
        self._spawnProcess = reactor.spawnProcess
        self._executable = executable
        self._args = args, env, path, uid, gid, usePTY, childFDs
        self._errFlag = errFlag

    def connect(self, protocolFactory):
        def connected():
            from twisted.internet import address
            made = protocolFactory.buildProtocol(address._ProcessAddress())
            self._spawnProcess(
                _ChildProtocol(made, self._executable, self._errFlag),
                self._executable, *self._args)
            return made
        return defer.execute(connected)


def connectProtocol(endpoint, protocol):
    """Connect one protocol that is there already."""
    class OneShotFactory(_Factory):
        def buildProtocol(self, addr):
            return protocol
    return endpoint.connect(OneShotFactory())


_Factory = protocol.Factory


# --- descriptions -------------------------------------------------------------

def quoteStringArgument(argument):
    """The argument as it is written in a description."""
    return argument.replace('\\', '\\\\').replace(':', '\\:')


def _parse(description):
    """The parts of "tcp:80:interface=::1": those without names, and those with.

    A backslash takes the meaning from what follows; in a value "=" has none.
    """
    args, named = [], {}
    words = ['']
    rest = iter(description)
    for c in rest:
        if c == '\\':
            c = next(rest, None)
            if c is None:
                raise ValueError('nothing follows the last backslash in %r'
                                 % (description,))
        elif c == ':':
            _put(words, args, named)
            words = ['']
            continue
        elif c == '=' and len(words) == 1:
            words.append('')
            continue
        words[-1] += c
    _put(words, args, named)
    return args, named


def _put(words, args, named):
    if len(words) == 1:
        args.append(words[0])
    else:
        named[words[0]] = words[1]


def _parseTCP(reactor, port, interface='', backlog=50):
    return TCP4ServerEndpoint(reactor, int(port), int(backlog), interface)


def _tcp6(reactor, port, backlog=50, interface='::'):
    return TCP6ServerEndpoint(reactor, int(port), int(backlog), interface)


def _parseUNIX(reactor, address, mode='666', backlog=50, lockfile=True):
    return UNIXServerEndpoint(reactor, address, int(backlog), int(mode, 8),
                              bool(int(lockfile)))


def _stdio(reactor, *ignored):
    return StandardIOEndpoint(reactor)


# What the environment tells but once.
_listenFDs = None


def _systemd(reactor, domain, index):
    """A socket that systemd has bound for this process: sd_listen_fds(3)."""
    import socket
    global _listenFDs
    if _listenFDs is None:
        from twisted.python import systemd
        _listenFDs = systemd.ListenFDs.fromEnvironment()
    return AdoptedStreamServerEndpoint(
        reactor, _listenFDs.inheritedDescriptors()[int(index)],
        getattr(socket, 'AF_' + domain))


def _haproxy(reactor, *args, **named):
    from twisted.protocols import haproxy
    return _Wrapper(_makeServer(reactor, list(args) or [''], named),
                    haproxy.HAProxyWrappingFactory)


_SERVERS = {'tcp': _parseTCP, 'tcp6': _tcp6, 'unix': _parseUNIX,
            'stdio': _stdio, 'systemd': _systemd, 'haproxy': _haproxy,
            'ssl': _noTLS('ssl')}


def _makeServer(reactor, args, named):
    kind = args.pop(0).lower()
    make = _SERVERS.get(kind) or _plugin(
        kind, 'IStreamServerEndpointStringParser', 'parseStreamServer')
    return make(reactor, *args, **named)


def _plugin(kind, interface, method):
    """How a module in twisted.plugins makes endpoints of this kind."""
    from twisted import plugin
    from twisted.internet import interfaces
    for each in plugin.getPlugins(getattr(interfaces, interface)):
        if each.prefix.lower() == kind:
            return getattr(each, method)
    raise ValueError("Unknown endpoint type: '%s'" % kind)


def serverFromString(reactor, description):
    """The endpoint that a description like "tcp:80:interface=::1" means."""
    return _makeServer(reactor, *_parse(description))


def clientFromString(reactor, description):
    """The endpoint that a description like "tcp:host=localhost:port=80" means.
    """
    args, named = _parse(description)
    kind = args.pop(0).lower()
    if 'timeout' in named:
        named['timeout'] = int(named['timeout'])
    if kind == 'unix':
        if 'lockfile' in named:
            named['checkPID'] = bool(int(named.pop('lockfile')))
        if len(args) == 1:
            named['path'] = args[0]
        return UNIXClientEndpoint(reactor, **named)
    if kind in ('ssl', 'tls'):
        _noTLS(kind)()
    if kind != 'tcp':
        return _plugin(kind, 'IStreamClientEndpointStringParserWithReactor',
                       'parseStreamClient')(reactor, *args, **named)
    if len(args) == 2:
        named['host'], named['port'] = args
    elif args:
        named['port' if 'host' in named else 'host'] = args[0]
    if 'port' in named:
        named['port'] = int(named['port'])
    if 'bindAddress' in named:
        named['bindAddress'] = named['bindAddress'], 0
    return TCP4ClientEndpoint(reactor, **named)
