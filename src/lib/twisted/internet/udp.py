"""UDP ports."""

import _reactor

from twisted import _era
from twisted.internet import error, tcp
from twisted.python import log, reflect


class Port(tcp.ClosingPort):
    """I am a UDP port, and the transport of its protocol."""

    _socket = None
    _connectedAddr = None
    _type = 'UDP'
    _raisesRefused = False
    listenMultiple = False

    def __init__(self, port, proto, interface='', maxPacketSize=8192,
                 reactor=None):
        self.port = port
        self.protocol = proto
        self.interface = interface
        self.maxPacketSize = maxPacketSize
        self.reactor = reactor

    connected = disconnected = False

    def startListening(self):
        """Bind; CannotListenError says why it cannot be had."""
        try:
            if self.interface == 'localhost' and not _reactor.eraVoice():
                raise ValueError(self.interface)
            self._socket = self._bind()
        except OSError as e:
            raise error.CannotListenError(self.interface, self.port,
                                          e) from None
        except ValueError:
            raise error.InvalidAddressError(
                self.interface, 'not an IPv4 or IPv6 address.') from None
        tcp.openPorts.append(self)
        self.connected, self.disconnected = True, False
        log.msg('%s starting on %s' % (
            self._spokenName(), self._number()))
        try:
            self._begin()
        except BaseException:
            self._close()
            raise

    def _spokenName(self):
        return tcp.spokenName(self.protocol)

    def _bind(self):
        return _reactor.bindUDP(self.port, self.interface, self._heard(), self,
                                self.listenMultiple, self.maxPacketSize)

    def _close(self):
        tcp.dropHandle(self)
        self._socket.stop()
        self._socket = None
        tcp.openPorts.remove(self)
        self.connected, self.disconnected = False, True

    def _heard(self):
        return self.protocol

    def _begin(self):
        self.protocol.makeConnection(self)

    def _stopped(self, number):
        self._sayClosed(number, 'UDP ')
        self.protocol.doStop()

    def write(self, datagram, addr=None):
        if self._socket is None:
            return None
        try:
            if self._connectedAddr is not None:
                assert addr in (None, self._connectedAddr)
                addr = None
            else:
                addr = self._numeric(addr)
            return self._send(datagram, addr)
        except error.InvalidAddressError:
            raise
        except ValueError:
            raise error.InvalidAddressError(
                addr[0], 'write() only accepts IP addresses, not hostnames') \
                from None

    def _send(self, datagram, addr):
        if self._socket is None:
            return None
        if isinstance(datagram, str):
            if not _era.called_from_era(3):
                raise TypeError("a bytes-like object is required, not 'str'")
            datagram = _era.to_bytes(datagram)
        try:
            self._socket.write(datagram, addr)
        except BlockingIOError:
            # What the network may lose we may lose too.
            return None
        except OSError as e:
            import errno
            if e.errno == errno.EMSGSIZE:
                raise error.MessageLengthError('message too long') from None
            if e.errno != errno.ECONNREFUSED or self._raisesRefused:
                raise
            if self._connectedAddr is not None:
                self.protocol.connectionRefused()
            return None
        return len(datagram)

    def _numeric(self, addr):
        # The one name that is known without asking anybody is no number either.
        assert addr is not None
        if not 0 <= addr[1] <= 65535:
            raise OverflowError('sendto(): port must be 0-65535.')
        if addr[0] == 'localhost':
            raise ValueError(addr)
        kinds = 'IPv4', 'IPv6'
        mine, given = ':' in self._socket.getHost()[1], ':' in addr[0]
        if given != mine and (addr[0] == '<broadcast>' or not addr[0].strip(
                '0123456789.:abcdefABCDEF')):
            raise error.InvalidAddressError(
                addr[0], '%s port write() called with %s address'
                % (kinds[mine], kinds[given] + ' or broadcast' * mine))
        if addr[0] == '<broadcast>':
            return '255.255.255.255', addr[1]
        return addr

    def writeSequence(self, parts, addr=None):
        self.write(b''.join(parts), addr)

    def connect(self, host, port):
        """Hear and talk to this address alone."""
        if self._connectedAddr is not None:
            raise RuntimeError('already connected, reconnecting is not '
                               'currently supported')
        try:
            self._socket.connect(self._numeric((host, port)))
        except ValueError:
            raise error.InvalidAddressError(
                host, 'not an IPv4 or IPv6 address.') from None
        self._connectedAddr = host, port

    def joinGroup(self, addr, interface=''):
        return self._change(self._socket.joinGroup, addr, interface)

    def leaveGroup(self, addr, interface=''):
        return self._change(self._socket.leaveGroup, addr, interface)

    def _change(self, change, addr, interface):
        """A Deferred, for the group may be a name."""
        from twisted.internet import defer, reactor

        def found(addr):
            try:
                change(addr, interface)
            except OSError as e:
                import socket
                return error.MulticastJoinError(
                    *[socket.inet_aton(each or '0.0.0.0')
                      for each in (addr, interface)], *e.args)
        d = reactor.resolve(addr).addCallback(found)

        def failed(result):
            return result and defer.fail(result)
        return d.addCallback(failed)

    def setBroadcastAllowed(self, enabled):
        self._socket.setBroadcastAllowed(enabled)

    def getBroadcastAllowed(self):
        import socket
        return bool(self._option(socket.SOL_SOCKET, socket.SO_BROADCAST))

    def _option(self, level, name, *value):
        """Of the socket: what it is, or what it shall be."""
        import _socket
        do = _socket.setsockopt if value else _socket.getsockopt
        return do(self._socket.fileno(), level, name, *value)

    def fileno(self):
        return -1 if self._socket is None else self._socket.fileno()

    def getHost(self):
        return None if self._socket is None else self._socket.getHost()

    def _native(self):
        return self._socket

    def _number(self):
        if self.port == 0 and self._socket is not None:
            return self._socket.getHost()[2]
        return self.port

    def logPrefix(self):
        if _reactor.eraVoice():
            return reflect.qual(self.protocol.__class__)
        return tcp.spokenName(self.protocol) + ' (UDP)'

    def __repr__(self):
        name = reflect.qual(self.protocol.__class__)
        if not _reactor.eraVoice():
            name = repr(self.protocol.__class__)
            if self._socket is None:
                return '<%s not connected>' % name
        return '<%s on %s>' % (name, self._number())

    def __getstate__(self):
        state = self.__dict__.copy()
        for name in ('_socket', 'reactor', '_connectedAddr', '_paused',
                     'connected', 'disconnected'):
            state.pop(name, None)
        return state


class _OneAddress:
    """I leave out the address, which is always the same."""

    def __init__(self, protocol):
        self.protocol = protocol

    def datagramReceived(self, data, addr):
        self.protocol.datagramReceived(data)

    def connectionRefused(self):
        refused = getattr(self.protocol, 'connectionRefused', None)
        if refused is not None:
            refused()


class ConnectedPort(Port):
    """I am a UDP port that hears and talks to one address alone, by name."""

    def __init__(self, remotehost, remoteport, port, proto, interface='',
                 maxPacketSize=8192, reactor=None):
        Port.__init__(self, port, proto, interface, maxPacketSize, reactor)
        self.remote = remotehost, remoteport

    def _heard(self):
        return _OneAddress(self.protocol)

    def _begin(self):
        from twisted.internet import reactor

        def found(host):
            if self._socket is not None:
                self.connect(host, self.remote[1])
                self.protocol.makeConnection(self)

        def failed(failure):
            self.protocol.connectionFailed(failure)
            self.stopListening()
        reactor.resolve(self.remote[0]).addCallback(found).addErrback(
            failed).addErrback(log.err)

    def _stopped(self, number):
        self._sayClosed(number, 'UDP ')
        if self._connectedAddr is not None:
            self.protocol.doStop()


class AdoptedPort(Port):
    """I am a UDP port that somebody else has bound."""

    def __init__(self, fileno, proto, maxPacketSize=8192, reactor=None):
        Port.__init__(self, 0, proto, '', maxPacketSize, reactor)
        self._fileno = fileno

    def _bind(self):
        import os
        return _reactor.adoptDatagram(os.dup(self._fileno), self.protocol,
                                      self, self.maxPacketSize)


class MulticastPort(Port):
    """I am a UDP port whose datagrams may go to groups, and come from them."""

    def __init__(self, port, proto, interface='', maxPacketSize=8192,
                 reactor=None, listenMultiple=False):
        Port.__init__(self, port, proto, interface, maxPacketSize, reactor)
        self.listenMultiple = bool(listenMultiple)

    def _multicast(self, name, *value):
        import socket
        return self._option(socket.IPPROTO_IP,
                            getattr(socket, 'IP_MULTICAST_' + name), *value)

    def getTTL(self):
        return self._multicast('TTL')

    def setTTL(self, ttl):
        self._multicast('TTL', ttl)

    def getLoopbackMode(self):
        return self._multicast('LOOP')

    def setLoopbackMode(self, mode):
        self._multicast('LOOP', int(bool(mode)))

    def getOutgoingInterface(self):
        import socket
        import struct
        return socket.inet_ntoa(struct.pack('@i', self._multicast('IF')))

    def setOutgoingInterface(self, addr):
        """A Deferred for when its name is known and it is used."""
        from twisted.internet import reactor

        def found(addr):
            import socket
            self._multicast('IF', socket.inet_aton(addr))
            return 1
        return reactor.resolve(addr).addCallback(found)
