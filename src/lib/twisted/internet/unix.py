"""Ports and connectors of UNIX sockets, also of those for datagrams."""

import os

import _reactor

from twisted.internet import tcp, udp
from twisted.python import reflect


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
        try:
            return _reactor.listenUNIX(os.fsencode(self.port), self.mode,
                                       self.backlog, self.factory, self)
        except ValueError:
            raise OSError('AF_UNIX path too long') from None

    def _sayClosed(self, number):
        tcp.BasePort._sayClosed(
            self, number if _reactor.eraVoice() else self.port)

    def _where(self):
        return None

    def _name(self):
        return os.fsencode(self.port)

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


class DatagramPort(udp.Port):
    """I am the transport of a protocol that hears datagrams at a path."""

    _realPortNumber = None
    _raisesRefused = True

    def __init__(self, addr, proto, maxPacketSize=8192, mode=0o666,
                 reactor=None):
        udp.Port.__init__(self, addr, proto, None, maxPacketSize, reactor)
        self.mode = mode

    def _bind(self):
        import socket
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as made:
            if self.port:
                path = os.fsencode(self.port)
                made.bind(path)
                if path[:1] != b'\0':
                    os.chmod(path, self.mode)
            return _reactor.adoptDatagram(
                made.detach(), self._heard(), self, self.maxPacketSize)

    def write(self, datagram, address):
        return self._send(datagram, os.fsencode(address))

    def _spokenName(self):
        return repr(self.protocol.__class__)

    def _number(self):
        return repr(self.port)

    def _sayClosed(self, number, kind=''):
        tcp.log.msg('(Port %s Closed)' % number)

    def __repr__(self):
        name = reflect.qual(self.protocol.__class__)
        if self._socket is None:
            return '<%s (not listening)>' % name
        return '<%s on %s>' % (name, self._number())


class ConnectedDatagramPort(DatagramPort):
    """I talk to one path only."""

    def __init__(self, addr, proto, maxPacketSize=8192, mode=0o666,
                 bindAddress=None, reactor=None):
        from twisted.internet import protocol
        assert isinstance(proto, protocol.ConnectedDatagramProtocol)
        DatagramPort.__init__(self, bindAddress, proto, maxPacketSize, mode,
                              reactor)
        self.remoteaddr = addr

    _heard = udp.ConnectedPort._heard
    _raisesRefused = False

    def startListening(self):
        try:
            DatagramPort.startListening(self)
        except Exception:
            from twisted.python import failure
            self.protocol.connectionFailed(failure.Failure())

    def _begin(self):
        self.getHandle().connect(self.remoteaddr)
        self._connectedAddr = self.remoteaddr
        self.protocol.makeConnection(self)

    def write(self, data):
        return self._send(data, None)

    def getPeer(self):
        return _reactor.UNIXAddress(self.remoteaddr)
