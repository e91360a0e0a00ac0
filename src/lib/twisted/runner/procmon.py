"""Processes that are started again when they end."""

from twisted.application import service
from twisted.internet import error, protocol
from twisted.python import log

# A line that goes on is logged in pieces.
MAX_LINE_BYTES = 8192


class _Lines:
    """I log what a process says, a line at a time."""

    def __init__(self, name):
        self.name = name
        self.rest = b''

    def add(self, data):
        lines = (self.rest + data).split(b'\n')
        self.rest = lines.pop()
        if len(self.rest) > MAX_LINE_BYTES:
            lines.append(self.rest)
            self.rest = b''
        for line in lines:
            log.msg('[%s] %s' % (self.name,
                                 line.decode('utf-8', 'backslashreplace')))

    def end(self):
        if self.rest:
            self.add(b'\n')


class LoggingProtocol(protocol.ProcessProtocol):
    """I log what my process says, and tell the monitor when it has ended."""

    def __init__(self, service, kept):
        self.service = service
        self.kept = kept
        self.output = _Lines(kept.name)
        self.errors = _Lines(kept.name)

    def outReceived(self, data):
        self.output.add(data)

    def errReceived(self, data):
        self.errors.add(data)

    def processEnded(self, reason):
        self.output.end()
        self.errors.end()
        self.service._ended(self.kept)


class _Kept:
    """I am a process that is kept running, and how that goes.

    While it runs call is what will kill it, otherwise what will start it.
    """

    proto = call = delay = started = None

    def __init__(self, name, *how):
        self.name = name
        self.how = how

    def cancel(self):
        call, self.call = self.call, None
        if call is not None:
            call.cancel()

    def __getstate__(self):
        return {'name': self.name, 'how': self.how}


class ProcessMonitor(service.Service):
    """I keep processes running while I run.

    One that lived less than threshold seconds is started again after a pause
    that doubles each time, another one at once. stopProcess() asks it to end,
    and after killTime seconds makes it.
    """

    threshold = 1
    killTime = 5
    minRestartDelay = 1
    maxRestartDelay = 3600
    # Whom stopService() keeps waiting.
    _ending = None

    def __init__(self, reactor=None):
        self._kept = {}
        self._alive = []
        self._reactor = reactor

    @property
    def _clock(self):
        from twisted.internet import reactor
        return self._reactor or reactor

    @property
    def processes(self):
        """By name: arguments, uid, gid, environment."""
        return {name: kept.how[:4] for name, kept in self._kept.items()}

    @property
    def protocols(self):
        """By name, of those that run."""
        return {kept.name: kept.proto for kept in self._alive}

    def addProcess(self, name, args, uid=None, gid=None, env={}, cwd=None):
        """Keep a program running; with env None it sees our environment."""
        if name in self._kept:
            raise KeyError('remove %s first' % name)
        self._kept[name] = _Kept(name, list(args), uid, gid, env, cwd)
        if self.running:
            self.startProcess(name)

    def removeProcess(self, name):
        self.stopProcess(name)
        kept = self._kept.pop(name)
        if kept.proto is None:
            kept.cancel()

    def startService(self):
        service.Service.startService(self)
        for name in list(self._kept):
            self.startProcess(name)

    def stopService(self):
        """A Deferred, when there are processes that have to end first."""
        from twisted.internet import defer
        service.Service.stopService(self)
        for name, kept in self._kept.items():
            if kept.proto is None:
                kept.cancel()
            self.stopProcess(name)
        if self._alive:
            self._ending = self._ending or defer.Deferred()
            return self._ending

    def startProcess(self, name):
        kept = self._kept[name]
        if kept.proto is not None:
            return
        kept.cancel()
        args, uid, gid, env, cwd = kept.how
        kept.started = self._clock.seconds()
        kept.proto = LoggingProtocol(self, kept)
        self._alive.append(kept)
        try:
            self._clock.spawnProcess(kept.proto, args[0], args, uid=uid,
                                     gid=gid, env=env, path=cwd)
        except Exception as problem:
            log.msg('cannot start %s: %s' % (name, problem))
            self._ended(kept)

    def stopProcess(self, name):
        """Ask it to end; while I run it is then started again."""
        if name not in self._kept:
            raise KeyError('Unrecognized process name: %s' % name)
        kept = self._kept[name]
        if kept.proto is not None and kept.call is None:
            self._signal(kept, 'TERM')
            kept.call = self._clock.callLater(self.killTime, self._kill, kept)

    def restartAll(self):
        for name in list(self._kept):
            self.stopProcess(name)

    def _again(self, kept):
        kept.call = None
        self.startProcess(kept.name)

    def _kill(self, kept):
        kept.call = None
        self._signal(kept, 'KILL')

    def _signal(self, kept, name):
        try:
            kept.proto.transport.signalProcess(name)
        except error.ProcessExitedAlready:
            pass

    def _ended(self, kept):
        kept.cancel()
        kept.proto = None
        self._alive.remove(kept)
        pause = 0
        if self._clock.seconds() - kept.started < self.threshold:
            pause = kept.delay or self.minRestartDelay
            kept.delay = min(pause * 2, self.maxRestartDelay)
        else:
            kept.delay = None
        if self.running and self._kept.get(kept.name) is kept:
            kept.call = self._clock.callLater(pause, self._again, kept)
        if self._ending is not None and not self._alive:
            ending, self._ending = self._ending, None
            ending.callback(None)

    def __getstate__(self):
        state = service.Service.__getstate__(self)
        state.pop('_ending', None)
        state.update(_alive=[], _reactor=None)
        return state

    def __repr__(self):
        return '<%s %s>' % (self.__class__.__name__, ' '.join(
            ['%r: %r' % (name, kept.how[0])
             for name, kept in self._kept.items()]))
