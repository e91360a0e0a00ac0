"""Two protocols that talk to each other, for tests of either."""

from zope.interface import implementer

from twisted.internet import defer, interfaces, main, protocol, task
from twisted.protocols import policies
from twisted.python import failure


class _Queue:
    """I keep what one side has written until the other hears it."""

    disconnect = False
    _wake = None

    def __init__(self):
        self._pieces = []

    def put(self, piece):
        self._pieces.append(piece)
        if self._wake is not None:
            wake, self._wake = self._wake, None
            wake.callback(None)

    def get(self):
        return self._pieces.pop(0)

    def __bool__(self):
        return bool(self._pieces)


@implementer(interfaces.IAddress)
class _Address:
    pass


@implementer(interfaces.ITransport, interfaces.IConsumer)
class _Transport:
    disconnecting = False
    producer = None

    def __init__(self, q):
        self.q = q

    def write(self, data):
        if not isinstance(data, bytes):
            raise TypeError('Can only write bytes to ITransport')
        self.q.put(data)

    def writeSequence(self, iovec):
        self.q.put(b''.join(iovec))

    def loseConnection(self):
        self.q.disconnect = True
        self.q.put(None)

    def abortConnection(self):
        self.loseConnection()

    def getPeer(self):
        return _Address()

    getHost = getPeer

    def registerProducer(self, producer, streaming):
        assert self.producer is None
        self.producer = producer
        self.streamingProducer = streaming
        self._ask()

    def unregisterProducer(self):
        assert self.producer is not None
        self.producer = None

    def _ask(self):
        if self.producer is not None and not self.streamingProducer:
            self.producer.resumeProducing()


def identityPumpPolicy(queue, target):
    """Hand over each piece as it was written."""
    while queue:
        piece = queue.get()
        if piece is None:
            break
        target.dataReceived(piece)


def collapsingPumpPolicy(queue, target):
    """Hand over all that was written as one piece."""
    pieces = []
    while queue:
        piece = queue.get()
        if piece is None:
            break
        pieces.append(piece)
    if pieces:
        target.dataReceived(b''.join(pieces))


def loopbackAsync(server, client, pumpPolicy=identityPumpPolicy):
    """Connect them; a Deferred for when one of them has closed and both have
    heard of it."""
    sides = [(server, _Queue(), client), (client, _Queue(), server)]
    for source, queue, target in sides:
        source.makeConnection(_Transport(queue))
    return defer.ensureDeferred(_carry(sides, pumpPolicy))


def _pump(source, queue, target, policy):
    if not queue:
        return False
    policy(queue, target)
    if not queue:
        source.transport._ask()
    return True


async def _carry(sides, policy):
    while True:
        moved = [_pump(*side, policy) for side in sides]
        if not any(moved):
            wake = defer.Deferred()
            for source, queue, target in sides:
                queue._wake = wake
            await wake
            for source, queue, target in sides:
                queue._wake = None
            from twisted.internet import reactor
            await task.deferLater(reactor, 0)
            continue
        closed = [side for side in sides if side[1].disconnect]
        if closed:
            _pump(*closed[0], policy)
            for source, queue, target in sides:
                source.connectionLost(failure.Failure(main.CONNECTION_DONE))
            return None


class _Wrapper(policies.ProtocolWrapper):
    def __init__(self, factory, protocol):
        policies.ProtocolWrapper.__init__(self, factory, protocol)
        self.deferred = defer.Deferred()

    def connectionLost(self, reason):
        policies.ProtocolWrapper.connectionLost(self, reason)
        self.deferred.callback(None)


class LoopbackClientFactory(protocol.ClientFactory):
    """I connect one protocol; my Deferred fires when it has ended."""

    def __init__(self, protocol):
        self.disconnected = 0
        self.deferred = defer.Deferred()
        self.protocol = protocol

    def buildProtocol(self, addr):
        return self.protocol

    def clientConnectionLost(self, connector, reason):
        self.disconnected = 1
        self.deferred.callback(None)


def _connect(server, client, noisy, listen, connect):
    factory = policies.WrappingFactory(protocol.Factory())
    wrapper = _Wrapper(factory, server)
    factory.noisy = noisy
    factory.buildProtocol = lambda addr: wrapper
    port = listen(factory)
    clients = LoopbackClientFactory(client)
    clients.noisy = noisy
    connect(port, clients)
    return clients.deferred.addCallback(
        lambda done: wrapper.deferred).addCallback(
        lambda done: port.stopListening())


def loopbackTCP(server, client, port=0, noisy=True):
    """The same by TCP."""
    from twisted.internet import reactor
    return _connect(
        server, client, noisy,
        lambda factory: reactor.listenTCP(port, factory,
                                          interface='127.0.0.1'),
        lambda port, factory: reactor.connectTCP(
            '127.0.0.1', port.getHost().port, factory))


def loopbackUNIX(server, client, noisy=True):
    """The same by a UNIX socket."""
    import os
    import tempfile
    from twisted.internet import reactor
    where = tempfile.mkdtemp()
    path = os.path.join(where, 'socket')

    def remove(result):
        os.rmdir(where)
        return result
    return _connect(
        server, client, noisy,
        lambda factory: reactor.listenUNIX(path, factory),
        lambda port, factory: reactor.connectUNIX(path, factory)
    ).addBoth(remove)


def loopback(server, client, logFile=None):
    """The era's way: both have talked when I return."""
    from twisted.internet import reactor
    done = loopbackAsync(server, client)
    while not done.called:
        reactor.iterate(0.01)
