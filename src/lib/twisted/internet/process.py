"""Other programs as our children, and the pipes between us."""

import os

import _reactor

from twisted import _era
from twisted.internet import error
from twisted.python import failure, log

ProcessExitedAlready = error.ProcessExitedAlready


class _Pipe:
    """I am the protocol of one pipe, and pass on what happens there."""

    transport = None

    def __init__(self, process, name):
        self.process = process
        self.name = name

    def makeConnection(self, transport):
        self.transport = transport

    def dataReceived(self, data):
        self.process.childDataReceived(self.name, data)

    def connectionLost(self, reason):
        self.process.childConnectionLost(self.name, reason)


def wordsOf(env):
    """What the era means by an environment; what is ours goes on as it is."""
    return env and {
        name: value if os.environ.get(name) == value
        else _era.to_words(value)[0] for name, value in env.items()}


class _BaseProcess:
    """I am a child process, and the transport of its ProcessProtocol."""

    pid = None
    status = -1
    proto = None
    lostProcess = 0

    def _spawn(self, proto, executable, args, env, path, uid, gid, fds,
               terminal=False):
        if env is None:
            env = os.environ
        ids = None
        if uid is not None or gid is not None:
            ids = (os.geteuid() if uid is None else uid,
                   os.getegid() if gid is None else gid)
        self.proto = proto
        self.pid, ours = _reactor.spawn(
            executable, args, env, path or '', fds, ids, terminal, self._ended)
        return ours

    def childDataReceived(self, name, data):
        self.proto.childDataReceived(name, data)

    def _wire(self, data):
        return _era.to_bytes(data) if _era.is_era(
            self.proto.processEnded) else data

    def _begin(self):
        if self.proto is not None:
            try:
                self.proto.makeConnection(self)
            except BaseException:
                log.err()

    def _ended(self, status, code, signal):
        self.status = status
        self.lostProcess += 1
        self.pid = None
        self._exit = code, signal
        self._tell('processExited')
        self.maybeCallProcessEnded()

    def _tell(self, name):
        code, signal = self._exit
        reason = error.ProcessTerminated(code, signal, self.status) \
            if code or signal else error.ProcessDone(self.status)
        try:
            getattr(self.proto, name)(failure.Failure(reason))
        except BaseException:
            log.err(None, 'unexpected error in ' + name)

    def _finish(self):
        if self.proto is not None:
            self._tell('processEnded')
            self.proto = None

    def signalProcess(self, signalID):
        """Send a signal, by its number or by its name without the SIG."""
        if signalID in ('HUP', 'STOP', 'INT', 'KILL', 'TERM'):
            import signal
            signalID = getattr(signal, 'SIG' + signalID)
        if self.pid is None:
            raise ProcessExitedAlready()
        try:
            os.kill(self.pid, signalID)
        except ProcessLookupError:
            raise ProcessExitedAlready() from None

    def getHost(self):
        raise NotImplementedError()

    getPeer = getHost

    def __repr__(self):
        return '<%s pid=%s status=%s>' % (self.__class__.__name__, self.pid,
                                          self.status)


class Process(_BaseProcess):
    """I talk to my child through a pipe for each of its descriptors."""

    def __init__(self, reactor, executable, args, environment, path, proto,
                 uid=None, gid=None, childFDs=None):
        if childFDs is None:
            childFDs = {0: 'w', 1: 'r', 2: 'r'}
        for target in childFDs.values():
            if target not in ('r', 'w') and type(target) is not int:
                raise AssertionError('%r should be an int' % (target,))
        self.pipes = {}
        ours = self._spawn(proto, executable, args, environment, path, uid,
                           gid, list(childFDs.items()))
        for (name, target), fd in zip(childFDs.items(), ours):
            if fd >= 0:
                pipe = _Pipe(self, name)
                _reactor.adopt(fd, pipe, self)
                self.pipes[name] = pipe.transport
        self._readers = [name for name, target in childFDs.items()
                         if target == 'r']
        self._begin()

    def childConnectionLost(self, childFD, reason):
        del self.pipes[childFD]
        try:
            self.proto.childConnectionLost(childFD)
        except BaseException:
            log.err()
        self.maybeCallProcessEnded()

    def maybeCallProcessEnded(self):
        if self.lostProcess and not self.pipes:
            self._finish()

    def writeToChild(self, childFD, data):
        self.pipes[childFD].write(self._wire(data))

    def closeChildFD(self, childFD):
        if childFD in self.pipes:
            self.pipes[childFD].loseConnection()

    def closeStdin(self):
        self.closeChildFD(0)

    def closeStdout(self):
        self.closeChildFD(1)

    def closeStderr(self):
        self.closeChildFD(2)

    def loseConnection(self):
        for name in 0, 2, 1:
            self.closeChildFD(name)

    def pauseProducing(self):
        for name in self._readers:
            if name in self.pipes:
                self.pipes[name].pauseProducing()

    def resumeProducing(self):
        for name in self._readers:
            if name in self.pipes:
                self.pipes[name].resumeProducing()

    def stopProducing(self):
        self.loseConnection()

    def write(self, data):
        if 0 in self.pipes:
            self.pipes[0].write(self._wire(data))

    def writeSequence(self, parts):
        if 0 in self.pipes:
            self.pipes[0].writeSequence(map(self._wire, parts))

    def registerProducer(self, producer, streaming):
        if 0 in self.pipes:
            self.pipes[0].registerProducer(producer, streaming)
        else:
            producer.stopProducing()

    def unregisterProducer(self):
        if 0 in self.pipes:
            self.pipes[0].unregisterProducer()


class PTYProcess(_BaseProcess):
    """I talk to my child through a terminal of its own."""

    _terminal = None

    def __init__(self, reactor, executable, args, environment, path, proto,
                 uid=None, gid=None, usePTY=None):
        given = isinstance(usePTY, (tuple, list))
        master, slave = usePTY[:2] if given else os.openpty()
        try:
            self._spawn(proto, executable, args, environment, path, uid, gid,
                        [(fd, slave) for fd in range(3)], True)
        except BaseException:
            if not given:
                os.close(master)
            raise
        finally:
            os.close(slave)
        pipe = _Pipe(self, 1)
        _reactor.adopt(master, pipe, self)
        self._terminal = pipe.transport
        self._begin()

    def __getattr__(self, name):
        # What others ask of a transport is asked of the terminal.
        return getattr(self._terminal, name)

    def childConnectionLost(self, name, reason):
        self.lostProcess += 1
        self.maybeCallProcessEnded()

    def maybeCallProcessEnded(self):
        if self.lostProcess == 2:
            self._finish()

    def closeStdin(self):
        pass

    closeStdout = closeStderr = closeStdin

    def closeChildFD(self, descriptor):
        raise NotImplementedError()

    def writeToChild(self, childFD, data):
        raise NotImplementedError()
