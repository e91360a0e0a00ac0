"""Processes that are started again when they end."""

import _reactor

from twisted.application import service
from twisted.internet import error, protocol
from twisted.python import log

# A line that goes on is logged in pieces.
MAX_LINE_BYTES = 8192


class LineLogger:
    """I log what a process says, a line at a time."""

    delimiter = b'\n'

    def __init__(self, service, tag, stream):
        self.service = service
        self.tag = tag
        self.stream = stream
        self.rest = b''

    def dataReceived(self, data):
        lines = (self.rest + data).split(self.delimiter)
        self.rest = lines.pop()
        if len(self.rest) > MAX_LINE_BYTES:
            lines.append(self.rest)
            self.rest = b''
        for line in lines:
            self.lineReceived(line)

    def lineReceived(self, line):
        line = line.decode('utf-8', 'backslashreplace')
        if _reactor.eraVoice():
            log.msg('[%s] %s' % (self.tag, line))
        else:
            self.service.log.info('[{tag}] {line}', tag=self.tag, line=line,
                                  stream=self.stream)

    def end(self):
        if self.rest:
            self.dataReceived(self.delimiter)


class LoggingProtocol(protocol.ProcessProtocol):
    """I log what my process says, and tell the monitor when it has ended."""

    service = name = None

    def connectionMade(self):
        self.output = LineLogger(self.service, self.name, 'stdout')
        self.errors = LineLogger(self.service, self.name, 'stderr')

    @property
    def empty(self):
        """Whether its last line of output has ended."""
        return not self.output.rest

    def outReceived(self, data):
        self.output.dataReceived(data)

    def errReceived(self, data):
        self.errors.dataReceived(data)

    def processEnded(self, reason):
        self.output.end()
        self.errors.end()
        self.service.connectionLost(self.name)


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
    # Of each process, by name: how it runs now, the pause before it is started
    # next, when it was started, and the calls that will kill and start it.
    volatile = ('protocols', 'delay', 'timeStarted', 'murder', 'restart',
                '_reactor', '_ending')

    def __init__(self, reactor=None):
        # Arguments, uid, gid, environment, directory.
        self._kept = {}
        self._reactor = reactor
        self._forget()

    def _forget(self):
        self.protocols = {}
        self.delay = dict.fromkeys(self._kept, self.minRestartDelay)
        self.timeStarted = {}
        self.murder = {}
        self.restart = {}

    def __setstate__(self, state):
        self.__dict__.update(state, _reactor=None)
        self._forget()

    @property
    def _clock(self):
        from twisted.internet import reactor
        return self._reactor or reactor

    @property
    def log(self):
        from twisted.logger import Logger
        return Logger('%s.%s' % (__name__, type(self).__name__), self)

    @property
    def processes(self):
        """By name: arguments, uid, gid, environment."""
        return {name: kept[:4] for name, kept in self._kept.items()}

    def addProcess(self, name, args, uid=None, gid=None, env={}, cwd=None):
        """Keep a program running; with env None it sees our environment."""
        if name in self._kept:
            raise KeyError('remove %s first' % name)
        self._kept[name] = args, uid, gid, env, cwd
        self.delay[name] = self.minRestartDelay
        if self.running:
            self.startProcess(name)

    def removeProcess(self, name):
        self.stopProcess(name)
        del self._kept[name]
        self._cancel(self.restart, name)

    def startService(self):
        service.Service.startService(self)
        for name in list(self._kept):
            self.startProcess(name)

    def stopService(self):
        """A Deferred, when there are processes that have to end first."""
        from twisted.internet import defer
        service.Service.stopService(self)
        for name in list(self._kept):
            self._cancel(self.restart, name)
            self.stopProcess(name)
        if self.protocols:
            self._ending = self._ending or defer.Deferred()
            return self._ending

    def _cancel(self, calls, name):
        call = calls.pop(name, None)
        if call is not None and call.active():
            call.cancel()

    def startProcess(self, name):
        if name in self.protocols:
            return
        args, uid, gid, env, cwd = self._kept[name]
        self._cancel(self.restart, name)
        self.timeStarted[name] = self._clock.seconds()
        made = self.protocols[name] = LoggingProtocol()
        made.service, made.name = self, name
        try:
            self._clock.spawnProcess(made, args[0], args, uid=uid, gid=gid,
                                     env=env, path=cwd)
        except Exception as problem:
            log.msg('cannot start %s: %s' % (name, problem))
            self.connectionLost(name)

    def stopProcess(self, name):
        """Ask it to end; while I run it is then started again."""
        if name not in self._kept:
            raise KeyError('Unrecognized process name: %s' % name)
        running = self.protocols.get(name)
        if running is not None and name not in self.murder \
                and self._signal(running, 'TERM'):
            self.murder[name] = self._clock.callLater(
                self.killTime, self._signal, running, 'KILL')

    def restartAll(self):
        for name in list(self._kept):
            self.stopProcess(name)

    def _signal(self, running, name):
        try:
            running.transport.signalProcess(name)
        except error.ProcessExitedAlready:
            return False
        return True

    def connectionLost(self, name):
        """A process has ended."""
        self._cancel(self.murder, name)
        del self.protocols[name]
        pause = 0
        if self._clock.seconds() - self.timeStarted[name] < self.threshold:
            pause = self.delay[name]
            self.delay[name] = min(pause * 2, self.maxRestartDelay)
        else:
            self.delay[name] = self.minRestartDelay
        if self.running and name in self._kept:
            self.restart[name] = self._clock.callLater(
                pause, self.startProcess, name)
        if self._ending is not None and not self.protocols:
            ending, self._ending = self._ending, None
            ending.callback(None)

    def __repr__(self):
        words = [self.__class__.__name__]
        for name, (args, uid, gid, _, _) in self._kept.items():
            owner = '' if uid is None else str(uid)
            if gid is not None:
                owner += ':%s' % gid
            words.append('%r%s: %r' % (name, owner and '(%s)' % owner, args))
        return '<%s>' % ' '.join(words)
