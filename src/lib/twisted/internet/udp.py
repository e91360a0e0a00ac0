"""UDP ports."""

import _reactor

from twisted.internet import error
from twisted.python import log, reflect


class Port(log.Logger):
    """I am a UDP port, and the transport of its protocol."""

    _socket = None

    def __init__(self, port, proto, interface='', maxPacketSize=8192,
                 reactor=None):
        self.port = port
        self.protocol = proto
        self.interface = interface
        self.maxPacketSize = maxPacketSize
        self.reactor = reactor

    def startListening(self):
        try:
            self._socket = _reactor.bindUDP(self.port, self.interface,
                                            self.protocol, self)
        except OSError as e:
            raise error.CannotListenError(
                self.interface, self.port, (e.errno, e.strerror)) from None
        log.msg('%s starting on %s' % (
            reflect.qual(self.protocol.__class__), self._number()))
        self.protocol.makeConnection(self)

    def stopListening(self):
        from twisted.internet import defer
        if self._socket is not None:
            number = self._number()
            self._socket.stop()
            self._socket = None
            log.msg('(Port %s Closed)' % number)
            self.protocol.doStop()
        return defer.succeed(None)

    loseConnection = stopListening

    def write(self, datagram, addr=None):
        if self._socket is None:
            return
        try:
            self._socket.write(datagram, addr)
        except BlockingIOError:
            # What the network may lose we may lose too.
            pass
        except OSError as e:
            import errno
            if e.errno == errno.EMSGSIZE:
                raise error.MessageLengthError('message too long') from None
            if e.errno != errno.ECONNREFUSED:
                raise

    def writeSequence(self, parts, addr=None):
        self.write(b''.join(parts), addr)

    def connect(self, host, port):
        """Hear and talk to this address alone."""
        self._socket.connect((host, port))

    def joinGroup(self, addr, interface=''):
        self._socket.joinGroup(addr, interface)

    def leaveGroup(self, addr, interface=''):
        self._socket.leaveGroup(addr, interface)

    def setBroadcastAllowed(self, enabled):
        self._socket.setBroadcastAllowed(enabled)

    def getHost(self):
        return None if self._socket is None else self._socket.getHost()

    def pauseProducing(self):
        self._socket.pauseProducing()

    def resumeProducing(self):
        self._socket.resumeProducing()

    def _number(self):
        if self.port == 0 and self._socket is not None:
            return self._socket.getHost()[2]
        return self.port

    def logPrefix(self):
        return reflect.qual(self.protocol.__class__)

    def __repr__(self):
        return '<%s on %s>' % (reflect.qual(self.protocol.__class__),
                               self._number())

    def __getstate__(self):
        state = self.__dict__.copy()
        state.pop('_socket', None)
        state.pop('reactor', None)
        return state
