"""SOCKS: connections made on behalf of others, versions 4, 4a and 5."""

import struct

from twisted.cred._secret import sameSecret
from twisted.internet import defer, protocol
from twisted.protocols import policies
from twisted.protocols.portforward import Relay
from twisted.python import log

# A request is shorter than this, whatever it says of itself.
_MAX_REQUEST = 1024


def _quad(packed):
    return '.'.join(map(str, packed))


class SOCKSv4Outgoing(Relay):
    """I am connected to where the client wanted to go."""

    def __init__(self, socks):
        self.socks = socks

    def connectionMade(self):
        if self.socks.transport is None:
            self.transport.loseConnection()
        else:
            self.socks.reached(self)

    def dataReceived(self, data):
        self.socks.write(data)

    def write(self, data):
        self.socks.log(self, data)
        self.transport.write(data)

    def readConnectionLost(self):
        if self.socks.transport is not None:
            self.socks.transport.loseWriteConnection()
        Relay.readConnectionLost(self)

    def connectionLost(self, reason):
        if self.socks.transport is not None:
            self.socks.transport.loseConnection()


class SOCKSv4Incoming(SOCKSv4Outgoing):
    """I come from where the client said that somebody would call."""

    def __init__(self, socks):
        self.socks = socks
        socks.otherConn = self

    def connectionMade(self):
        self.socks.join()


class SOCKSv4(Relay):
    """I connect my client to where it asks me to (SOCKS 4 and 4a)."""

    buf = b''
    otherConn = None
    _port = None
    _asked = False

    def __init__(self, logging=None, reactor=None):
        if reactor is None:
            from twisted.internet import reactor
        self.logging = logging
        self.reactor = reactor

    def connectionMade(self):
        self.buf = b''
        self.otherConn = None

    def dataReceived(self, data):
        if self.otherConn is not None and self.otherConn.transport:
            self.otherConn.write(data)
            return
        self.buf += data
        if self._asked:
            # It talks before there is somebody to talk to: no more of it now.
            # But who waits to be called may go away meanwhile, and it is heard.
            if self._port is None:
                self.transport.pauseProducing()
            elif len(self.buf) > _MAX_REQUEST:
                self.makeReply(91)
        elif not self._request() and len(self.buf) > _MAX_REQUEST:
            self.makeReply(91)

    def _request(self):
        """Understand what is asked; whether it was all there."""
        user, end, rest = self.buf[8:].partition(b'\0')
        if not end:
            return False
        version, code, port = struct.unpack_from('!BBH', self.buf)
        packed = self.buf[4:8]
        name = None
        if packed[:3] == b'\0\0\0' and packed[3]:
            name, end, rest = rest.partition(b'\0')
            if not end:
                return False
        self.buf = rest
        self._asked = True
        if name is None:
            self._reach(_quad(packed), user, version, code, port)
        else:
            d = self.reactor.resolve(name)
            d.addCallback(self._reach, user, version, code, port)
            d.addErrback(self._failed)
        return True

    def _reach(self, server, user, version, code, port):
        if self.transport is None:
            return
        if version != 4 or code not in (1, 2) \
                or not self.authorize(code, server, port, user):
            self.makeReply(91)
        elif code == 1:
            d = self.connectClass(server, port, SOCKSv4Outgoing, self)
            d.addErrback(self._failed)
        else:
            self.transport.resumeProducing()
            d = self.listenClass(0, SOCKSv4IncomingFactory, self, server)
            d.addCallback(lambda at: self.makeReply(90, 0, at[1], at[0]))
            d.addErrback(self._failed)

    def _failed(self, reason):
        self.makeReply(91)

    def authorize(self, code, server, port, user):
        """Override me: whether this user may go there."""
        import _reactor
        log.msg('code %s connection to %s:%s (user %s) authorized' % (
            code, server, port, user.decode('latin-1')
            if _reactor.eraVoice() else user))
        return 1

    def connectClass(self, host, port, klass, *args):
        return protocol.ClientCreator(self.reactor, klass, *args).connectTCP(
            host, port)

    def listenClass(self, port, klass, *args):
        self._port = self.reactor.listenTCP(port, klass(*args))
        host = self._port.getHost()
        return defer.succeed((host.host, host.port))

    def reached(self, other):
        """The connection that was asked for stands."""
        peer = other.transport.getPeer()
        self.otherConn = other
        self.makeReply(90, 0, port=peer.port, ip=peer.host)
        self.join()

    def called(self, addr):
        """Somebody has called where we listened."""
        self.makeReply(90)

    def join(self):
        """From now on each side hears what the other says, as fast as it
        takes it."""
        ours, theirs = self.transport, self.otherConn.transport
        ours.registerProducer(theirs, True)
        theirs.registerProducer(ours, True)
        if self.buf:
            waiting, self.buf = self.buf, b''
            self.otherConn.write(waiting)
        ours.resumeProducing()

    def makeReply(self, reply, version=0, port=0, ip='0.0.0.0'):
        if self.transport is None:
            return
        self.transport.write(self._reply(reply, version, port, ip))
        if reply != 90:
            self.transport.loseConnection()

    def _reply(self, reply, version, port, ip):
        if ':' in ip:
            # Version 4 has no room for it.
            ip = '0.0.0.0'
        return struct.pack('!BBH', version, reply, port) + bytes(
            map(int, ip.split('.')))

    def write(self, data):
        self.log(self, data)
        self.transport.write(data)

    def readConnectionLost(self):
        if self.otherConn is not None and self.otherConn.transport:
            self.otherConn.transport.loseWriteConnection()
            Relay.readConnectionLost(self)
        else:
            self.transport.loseConnection()

    def connectionLost(self, reason):
        self.transport = None
        self.stopListening()
        if self.otherConn is not None and self.otherConn.transport:
            self.otherConn.transport.loseConnection()

    def stopListening(self):
        port, self._port = self._port, None
        if port is not None:
            port.stopListening()

    def log(self, proto, data):
        """Write down who says what, if there is a file to write to."""
        if not self.logging:
            return
        import time
        here = self.transport.getPeer()
        there = self.otherConn.transport.getPeer()
        with open(self.logging, 'a') as f:
            f.write('%s\t%s:%d %s %s:%d\n' % (
                time.ctime(), here.host, here.port,
                '<' if proto is self else '>', there.host, there.port))
            for at in range(0, len(data), 16):
                row = data[at:at + 16]
                shown = ''.join([chr(c) if 32 <= c < 127 else '.' for c in row])
                f.write('%-47s %s\n' % (row.hex(' ').upper(), shown))
            f.write('\n')


class SOCKSv4IncomingFactory(protocol.Factory):
    """I let in one connection, if it comes from where it was said to."""

    noisy = 0

    def __init__(self, socks, ip):
        self.socks = socks
        self.ip = ip

    def buildProtocol(self, addr):
        ip, self.ip = self.ip, ''
        if ip == '':
            return None
        self.socks.stopListening()
        host = addr.host if hasattr(addr, 'host') else addr[0]
        if ip not in (host, '0.0.0.0'):
            self.socks.makeReply(91)
            return None
        self.socks.called(addr)
        return SOCKSv4Incoming(self.socks)


class SOCKSv4Factory(protocol.Factory):
    """I serve SOCKS 4 and 4a; log names a file to write all that is said to."""

    protocol = SOCKSv4
    reactor = None

    def __init__(self, log):
        self.logging = log

    def buildProtocol(self, addr):
        made = self.protocol(self.logging, self.reactor)
        made.factory = self
        return made


class SOCKS(SOCKSv4, policies.TimeoutMixin):
    """I speak versions 4, 4a and 5 (RFC 1928), as the client does."""

    # How long a client may take to say what it wants, and to get it.
    patience = 120
    _talk = None
    # Why a client of version 5 does not get what it asks for.
    _why = 1

    def connectionMade(self):
        SOCKSv4.connectionMade(self)
        self.setTimeout(self.patience)

    def join(self):
        self.setTimeout(None)
        SOCKSv4.join(self)

    def connectionLost(self, reason):
        self.setTimeout(None)
        SOCKSv4.connectionLost(self, reason)

    def _request(self):
        if self._talk is None:
            if self.buf[:1] in b'\4' and self.factory.users is None:
                return SOCKSv4._request(self)
            self._talk = self._five()
            self._need = next(self._talk)
        while not self._asked and self._need <= len(self.buf):
            part = self.buf[:self._need]
            self.buf = self.buf[self._need:]
            try:
                self._need = self._talk.send(part)
            except StopIteration:
                self._asked = True
        return self._asked

    def _end(self, last=b''):
        self.transport.write(last)
        self.transport.loseConnection()

    def _five(self):
        """What is said in version 5: I yield how many bytes I want to hear."""
        version, count = yield 2
        if version != 5:
            return self._end()
        users = self.factory.users
        method = 0 if users is None else 2
        if method not in (yield count):
            return self._end(b'\5\xff')
        self.transport.write(bytes([5, method]))
        user = b''
        if users is not None:
            # RFC 1929.
            version, count = yield 2
            user = yield count
            password = yield (yield 1)[0]
            good = users.get(user.decode('latin-1'))
            if version != 1 or good is None or not sameSecret(
                    good, password.decode('latin-1')):
                return self._end(b'\1\1')
            self.transport.write(b'\1\0')
        version, code, _, kind = yield 4
        if kind == 1:
            server = _quad((yield 4))
        elif kind == 3:
            server = (yield (yield 1)[0]).decode('latin-1')
        elif kind == 4:
            import socket
            server = socket.inet_ntop(socket.AF_INET6, (yield 16))
        else:
            self._why = 8
            return self.makeReply(91)
        port = int.from_bytes((yield 2), 'big')
        self._asked = True
        self._why = 2 if code in (1, 2) else 7
        if version != 5:
            return self._end()
        if kind == 3 and code == 2:
            d = self.reactor.resolve(server)
            d.addCallback(self._reach, user, 4, code, port)
            d.addErrback(self._failed)
        else:
            self._reach(server, user, 4, code, port)

    def _failed(self, reason):
        self._why = {'ConnectionRefusedError': 5, 'NoRouteError': 3,
                     'DNSLookupError': 4, 'TimeoutError': 4,
                     'TCPTimedOutError': 4}.get(reason.type.__name__, 1)
        self.makeReply(91)

    def reached(self, other):
        if self._talk is None:
            SOCKSv4.reached(self, other)
            return
        host = other.transport.getHost()
        self.otherConn = other
        self.makeReply(90, 0, host.port, host.host)
        self.join()

    def called(self, addr):
        self.makeReply(90, 0, addr.port, addr.host)

    def _reply(self, reply, version, port, ip):
        if self._talk is None:
            return SOCKSv4._reply(self, reply, version, port, ip)
        if ':' in ip:
            import socket
            packed = b'\4' + socket.inet_pton(socket.AF_INET6, ip)
        else:
            packed = b'\1' + bytes(map(int, ip.split('.')))
        return bytes([5, 0 if reply == 90 else self._why, 0]) + packed \
            + port.to_bytes(2, 'big')


class SOCKSFactory(SOCKSv4Factory):
    """I serve every version; with users, a dictionary of names and passwords,
    only those of version 5 who are in it."""

    protocol = SOCKS

    def __init__(self, log=None, users=None):
        SOCKSv4Factory.__init__(self, log)
        self.users = users
