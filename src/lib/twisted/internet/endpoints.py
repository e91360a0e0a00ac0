"""Places to listen at and to connect to, by description."""

from twisted.internet import defer, protocol


class TCP4ServerEndpoint:
    """I listen on a TCP port."""

    def __init__(self, reactor, port, backlog=50, interface=''):
        self._reactor = reactor
        self._port = port
        self._backlog = backlog
        self._interface = interface

    def listen(self, protocolFactory):
        return defer.execute(self._reactor.listenTCP, self._port,
                             protocolFactory, backlog=self._backlog,
                             interface=self._interface)


class TCP6ServerEndpoint(TCP4ServerEndpoint):
    """I listen on a TCP port with IPv6."""

    def __init__(self, reactor, port, backlog=50, interface='::'):
        TCP4ServerEndpoint.__init__(self, reactor, port, backlog, interface)


class UNIXServerEndpoint:
    """I listen at a path."""

    def __init__(self, reactor, address, backlog=50, mode=0o666):
        self._reactor = reactor
        self._address = address
        self._backlog = backlog
        self._mode = mode

    def listen(self, protocolFactory):
        return defer.execute(self._reactor.listenUNIX, self._address,
                             protocolFactory, self._backlog, self._mode)


class _Wrapping(protocol.ClientFactory):
    noisy = 0

    def __init__(self, wrapped, deferred):
        self.wrapped = wrapped
        self.deferred = deferred

    def doStart(self):
        self.wrapped.doStart()

    def doStop(self):
        self.wrapped.doStop()

    def buildProtocol(self, addr):
        made = self.wrapped.buildProtocol(addr)
        if made is None:
            self.deferred.errback(RuntimeError('no protocol'))
        else:
            from twisted.internet import reactor
            reactor.callLater(0, self.deferred.callback, made)
        return made

    def clientConnectionFailed(self, connector, reason):
        self.deferred.errback(reason)


class TCP4ClientEndpoint:
    """I connect to a TCP port of a host."""

    def __init__(self, reactor, host, port, timeout=30, bindAddress=None):
        self._reactor = reactor
        self._where = (host, port)
        self._timeout = timeout
        self._bindAddress = bindAddress

    def connect(self, protocolFactory):
        d = defer.Deferred()
        self._reactor.connectTCP(
            self._where[0], self._where[1], _Wrapping(protocolFactory, d),
            self._timeout, self._bindAddress)
        return d


HostnameEndpoint = TCP6ClientEndpoint = TCP4ClientEndpoint


class UNIXClientEndpoint:
    """I connect to a path."""

    def __init__(self, reactor, path, timeout=30):
        self._reactor = reactor
        self._path = path
        self._timeout = timeout

    def connect(self, protocolFactory):
        d = defer.Deferred()
        self._reactor.connectUNIX(self._path, _Wrapping(protocolFactory, d),
                                  self._timeout)
        return d


def connectProtocol(endpoint, instance):
    """Connect one protocol that is there already."""
    class OneShot(protocol.Factory):
        noisy = 0

        def buildProtocol(self, addr):
            return instance
    return endpoint.connect(OneShot())


def _split(description):
    """"tcp:80:interface=::1" in its parts; a colon may be escaped."""
    args, named, word = [], {}, ''
    key = None
    escaped = False
    for c in description + ':':
        if escaped:
            word, escaped = word + c, False
        elif c == '\\':
            escaped = True
        elif c == '=' and key is None:
            key, word = word, ''
        elif c == ':':
            if key is None:
                args.append(word)
            else:
                named[key] = word
            key, word = None, ''
        else:
            word += c
    return args, named


def serverFromString(reactor, description):
    args, named = _split(description)
    kind = args.pop(0)
    backlog = int(named.get('backlog', 50))
    if kind in ('tcp', 'tcp6'):
        port = int(args[0] if args else named['port'])
        default = '::' if kind == 'tcp6' else ''
        return TCP4ServerEndpoint(reactor, port, backlog,
                                  named.get('interface', default))
    if kind == 'unix':
        return UNIXServerEndpoint(reactor,
                                  args[0] if args else named['address'],
                                  backlog, int(named.get('mode', '666'), 8))
    raise ValueError("Unknown endpoint type: '%s'" % kind)


def clientFromString(reactor, description):
    args, named = _split(description)
    kind = args.pop(0)
    timeout = int(named.get('timeout', 30))
    if kind in ('tcp', 'tcp6'):
        host = args.pop(0) if args else named['host']
        port = int(args.pop(0) if args else named['port'])
        return TCP4ClientEndpoint(reactor, host, port, timeout)
    if kind == 'unix':
        return UNIXClientEndpoint(reactor, args[0] if args else named['path'],
                                  timeout)
    raise ValueError("Unknown endpoint type: '%s'" % kind)
