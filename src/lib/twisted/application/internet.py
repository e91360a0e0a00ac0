"""Ports, clients and clocks as services."""

from twisted.application import service
from zope.interface import alsoProvides

__all__ = ['ClientService', 'CooperatorService', 'MulticastServer',
           'StreamServerEndpointService', 'TCPClient', 'TCPServer',
           'TimerService', 'UDPServer', 'UNIXClient', 'UNIXDatagramClient',
           'UNIXDatagramServer', 'UNIXServer']


def _maybeGlobalReactor(reactor):
    if reactor is None:
        from twisted.internet import reactor
    return reactor


class _Opener(service.Service):
    """I open what my class is named after, with the arguments I was given."""

    reactor = None

    def __init__(self, *args, **kwargs):
        self.reactor = kwargs.pop('reactor', None)
        self.args = args
        self.kwargs = kwargs

    def _open(self, verb):
        return getattr(_maybeGlobalReactor(self.reactor), verb + self.method)(
            *self.args, **self.kwargs)


class _Server(_Opener):
    volatile = '_port',
    _port = None

    def privilegedStartService(self):
        service.Service.privilegedStartService(self)
        self._port = self._open('listen')

    def startService(self):
        service.Service.startService(self)
        if self._port is None:
            self._port = self._open('listen')

    def stopService(self):
        service.Service.stopService(self)
        if self._port is not None:
            port, self._port = self._port, None
            return port.stopListening()


class _Client(_Opener):
    volatile = '_connection',
    _connection = None

    def startService(self):
        service.Service.startService(self)
        self._connection = self._open('connect')

    def stopService(self):
        service.Service.stopService(self)
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.disconnect()


for _kind in 'TCP', 'UNIX', 'UDP', 'UNIXDatagram', 'Multicast':
    globals()[_kind + 'Server'] = type(
        _kind + 'Server', (_Server,), {
            'method': _kind, '__module__': __name__,
            '__doc__': 'I call reactor.listen%s while I run.' % _kind})
for _kind in 'TCP', 'UNIX', 'UNIXDatagram':
    globals()[_kind + 'Client'] = type(
        _kind + 'Client', (_Client,), {
            'method': _kind, '__module__': __name__,
            '__doc__': 'I call reactor.connect%s when I start.' % _kind})


class TimerService(service.Service):
    """I call a function every `step` seconds while I run."""

    volatile = '_loop', '_loopFinished'

    def __init__(self, step, callable, *args, **kwargs):
        self.step = step
        self.call = (callable, args, kwargs)
        self.clock = None

    def startService(self):
        from twisted.internet import task
        service.Service.startService(self)
        function, args, kwargs = self.call
        self._loop = task.LoopingCall(function, *args, **kwargs)
        self._loop.clock = _maybeGlobalReactor(self.clock)
        self._loopFinished = self._loop.start(self.step)
        self._loopFinished.addErrback(self._failed)

    def _failed(self, why):
        from twisted.python import log
        self._loop.running = False
        log.err(why)

    def stopService(self):
        """Stop; a Deferred for when the call that is running has ended."""
        if self._loop.running:
            self._loop.stop()
        return self._loopFinished.addCallback(
            lambda ignored: service.Service.stopService(self))


class CooperatorService(service.Service):
    """I share out the time among iterators while I run."""

    def __init__(self):
        from twisted.internet import task
        self.coop = task.Cooperator(started=False)

    def coiterate(self, iterator):
        return self.coop.coiterate(iterator)

    def startService(self):
        self.coop.start()

    def stopService(self):
        self.coop.stop()


class StreamServerEndpointService(service.Service):
    """I listen at an endpoint while I run."""

    volatile = '_waitingForPort',
    _raiseSynchronously = False
    _waitingForPort = None

    def __init__(self, endpoint, factory):
        self.endpoint = endpoint
        self.factory = factory

    def privilegedStartService(self):
        from twisted.internet import defer
        failed = []

        def refused(failure):
            if self._raiseSynchronously:
                failed.append(failure)
            elif not failure.check(defer.CancelledError):
                from twisted.python import log
                log.err(failure)
        service.Service.privilegedStartService(self)
        self._waitingForPort = self.endpoint.listen(self.factory)
        self._waitingForPort.addErrback(refused)
        if failed:
            failed[0].raiseException()
        self._raiseSynchronously = False

    def startService(self):
        service.Service.startService(self)
        if self._waitingForPort is None:
            self.privilegedStartService()

    def stopService(self):
        """Stop listening; a Deferred for when that is done."""
        def stopped(result):
            self.running = False
            return result
        self._waitingForPort.cancel()
        return self._waitingForPort.addCallback(
            lambda port: port and port.stopListening()).addBoth(stopped)


def backoffPolicy(initialDelay=1.0, maxDelay=60.0, factor=1.5, jitter=None):
    """A function of the number of failures: how long to wait."""
    def wait(attempt):
        try:
            delay = min(initialDelay * factor ** min(100, attempt), maxDelay)
        except OverflowError:
            delay = maxDelay
        if jitter is not None:
            return delay + jitter()
        import random
        return delay + random.random()
    return wait


def _log(client):
    from twisted.logger import Logger
    return Logger(__name__ + '.ClientService', client)


class ClientService(service.Service):
    """I keep a connection while I run, and connect again when it is lost."""

    #   stopped --start--> connecting --made--> connected
    #      ^                 ^   | failed           | lost
    #      |               later v                  |
    #      |                waiting <---------------'
    #      '--gone-- disconnecting <--stop-- connecting, connected
    #
    # Started again, one that is disconnecting connects when that is done.
    _state = 'stopped'

    def __init__(self, endpoint, factory, retryPolicy=None, clock=None,
                 prepareConnection=None):
        self._endpoint = endpoint
        self._factory = factory
        self._policy = retryPolicy or backoffPolicy()
        self._clock = clock
        self._prepare = prepareConnection
        self._failures = 0
        self._waiting = []
        self._stopping = []
        # Before it has ever been started somebody may wait for it to be.
        self._isNew = True

    def whenConnected(self, failAfterFailures=None):
        """A Deferred with the protocol; fails after so many failures."""
        from twisted.internet import defer
        if self._state == 'connected':
            return defer.succeed(self._current)
        if self._state == 'stopped' and not self._isNew:
            return defer.fail(defer.CancelledError())
        d = defer.Deferred()
        self._waiting.append((d, failAfterFailures))
        return d

    def startService(self):
        if self.running:
            _log(self).warn('Duplicate ClientService.startService {log_source}')
            return
        service.Service.startService(self)
        self._isNew = False
        if self._state == 'stopped':
            self._connect()
        else:
            self._failures = 0

    def stopService(self):
        """Let the connection go; a Deferred for when it is gone."""
        from twisted.internet import defer
        service.Service.stopService(self)
        self._isNew = False
        if self._state == 'stopped':
            return defer.succeed(None)
        d = defer.Deferred()
        self._stopping.append(d)
        before, self._state = self._state, 'disconnecting'
        if before == 'waiting':
            self._retry.cancel()
            self._gone()
        elif before == 'connected':
            self._current.transport.loseConnection()
        elif before == 'connecting':
            self._attempt.cancel()
        return d

    def _connect(self):
        self._state = 'connecting'
        self._attempt = self._endpoint.connect(
            _DisconnectFactory(self, self._factory))
        self._attempt.addCallback(self._prepared).addCallbacks(
            self._made, self._failed)

    def _prepared(self, watched):
        if self._prepare is None:
            return watched
        from twisted.internet import defer
        return defer.maybeDeferred(self._prepare, watched).addCallback(
            lambda ignored: watched)

    def _made(self, watched):
        self._failures = 0
        self._current = watched._protocol
        if self._state == 'disconnecting':
            self._current.transport.loseConnection()
            return
        self._state = 'connected'
        self._answer(self._current)

    def _failed(self, failure):
        if self._state == 'disconnecting':
            self._gone()
            return
        self._again()
        waiting, self._waiting = self._waiting, []
        for d, left in waiting:
            if left is not None and left <= 1:
                d.callback(failure)
            else:
                self._waiting.append((d, left and left - 1))

    def _lost(self):
        self._current = None
        if self._state == 'connected':
            self._again()
        elif self._state == 'disconnecting':
            self._gone()

    def _again(self):
        self._state = 'waiting'
        self._failures += 1
        delay = self._policy(self._failures)
        _log(self).info('Scheduling retry {attempt} to connect {endpoint} in '
                        '{delay} seconds.', attempt=self._failures,
                        endpoint=self._endpoint, delay=delay)
        self._retry = _maybeGlobalReactor(self._clock).callLater(
            delay, self._connect)

    def _gone(self):
        """The connection is no more, and was not wanted."""
        self._state = 'stopped'
        if not self.running:
            from twisted.internet import defer
            from twisted.python.failure import Failure
            self._answer(Failure(defer.CancelledError()))
        stopping, self._stopping = self._stopping, []
        for d in stopping:
            d.callback(None)
        if self.running and self._state == 'stopped':
            self._connect()

    def _answer(self, result):
        waiting, self._waiting = self._waiting, []
        for d, _ in waiting:
            d.callback(result)

    def __getstate__(self):
        state = service.Service.__getstate__(self)
        for name in '_state', '_current', '_attempt', '_retry', '_clock':
            state.pop(name, None)
        return dict(state, _clock=None, _failures=0, _waiting=[],
                    _stopping=[], _isNew=True)


class _DisconnectFactory:
    """I am a factory whose protocols tell a ClientService of their end."""

    def __init__(self, client, factory):
        self._client = client
        self._factory = factory

    def __getattr__(self, name):
        return getattr(self._factory, name)

    def buildProtocol(self, addr):
        return _ReconnectingProtocolProxy(self._client,
                                          self._factory.buildProtocol(addr))

    def __repr__(self):
        return '<%s wrapping %r>' % (self.__class__.__name__, self._factory)


class _ReconnectingProtocolProxy:
    """I pass on what happens to a protocol."""

    def __init__(self, client, protocol):
        self._client = client
        self._protocol = protocol
        # What the reactor asks of a protocol is so of me as it is of mine.
        from twisted.internet import interfaces
        for each in (interfaces.IHalfCloseableProtocol,
                     interfaces.IFileDescriptorReceiver):
            if each.providedBy(protocol):
                alsoProvides(self, each)

    def __getattr__(self, name):
        return getattr(self._protocol, name)

    def connectionLost(self, reason):
        try:
            self._protocol.connectionLost(reason)
        finally:
            self._client._lost()

    def __repr__(self):
        return '<%s wrapping %r>' % (self.__class__.__name__, self._protocol)
