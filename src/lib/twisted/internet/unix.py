"""Ports and connectors of UNIX sockets."""

import os

import _reactor

from twisted.internet import tcp


def _isLocked(path):
    """Whether the lock beside a socket names a process that lives."""
    import _process
    try:
        return _process.isAlive(int(os.readlink(path + '.lock')))
    except (OSError, ValueError):
        return False


class Port(tcp.BasePort):
    """I listen on a path."""

    wantPID = 0
    _type = 'UNIX'
    _realPortNumber = None

    def __init__(self, fileName, factory, backlog=50, mode=0o666,
                 reactor=None, wantPID=0):
        self.port = os.fsdecode(fileName)
        self.factory = factory
        self.backlog = backlog
        self.mode = mode
        self.reactor = reactor
        if wantPID:
            self.wantPID = wantPID

    def startListening(self):
        # The lock is a link to nothing but the number of who listens.
        if self.wantPID and _isLocked(self.port):
            from twisted.internet import error
            raise error.CannotListenError(None, self.port,
                                          'Cannot acquire lock')
        tcp.BasePort.startListening(self)
        if self.wantPID:
            self._unlock()
            os.symlink(str(os.getpid()), self.port + '.lock')

    def _unlock(self):
        try:
            os.unlink(self.port + '.lock')
        except OSError:
            pass

    def _close(self):
        if self.wantPID:
            self._unlock()
        tcp.BasePort._close(self)

    def _listen(self):
        return _reactor.listenUNIX(os.fsencode(self.port), self.mode,
                                   self.backlog, self.factory, self)

    def _where(self):
        return None

    def _kind(self):
        return tcp.log.className(self.factory)

    def _number(self):
        return repr(self.port)


class Connector(tcp.BaseConnector):
    """I connect to a path."""

    checkPID = 0

    def __init__(self, address, factory, timeout=30, reactor=None,
                 checkPID=0):
        self.address = os.fsdecode(address)
        self.factory = factory
        self.timeout = timeout
        self.reactor = reactor
        if checkPID:
            self.checkPID = checkPID

    def _begin(self):
        if self.checkPID and not _isLocked(self.address):
            import types
            from twisted.internet import error
            call = _reactor.callLater(
                0, self._failed, error.BadFileError(string=self.address))
            return types.SimpleNamespace(stop=call.cancel)
        return _reactor.connectUNIX(os.fsencode(self.address),
                                    self.timeout or 1e9, self)

    def getDestination(self):
        return _reactor.UNIXAddress(self.address)
