"""What inetd does: services of its own, and programs for those who connect."""

import os

from twisted.internet import protocol
from twisted.protocols import wire
from twisted.python import log

# By the names that inetd.conf has for them.
internalProtocols = {
    'echo': wire.Echo, 'chargen': wire.Chargen, 'discard': wire.Discard,
    'daytime': wire.Daytime, 'time': wire.Time, 'qotd': wire.QOTD}

# How often a program is started in a minute, unless its line says.
MAX_PER_MINUTE = 256


class _Child(protocol.ProcessProtocol):
    """I wait for the end of a program."""

    def __init__(self, ended=None):
        self.ended = ended

    def processEnded(self, reason):
        if self.ended is not None:
            self.ended()


class _Starter:
    """I start the program of a service, not too often."""

    minute = None
    count = 0

    def mayStart(self):
        from twisted.internet import reactor
        minute = int(reactor.seconds() // 60)
        if minute != self.minute:
            self.minute = minute
            self.count = 0
        self.count += 1
        limit = self.service.wait.partition('.')[2]
        limit = int(limit) if limit.isdecimal() else MAX_PER_MINUTE
        if self.count == limit + 1:
            log.msg('%s is started too often: not again in this minute'
                    % self.service.program)
        return self.count <= limit

    def start(self, fd, ended=None):
        """Run it with a socket as its input and output."""
        from twisted.internet import reactor
        service = self.service
        ids = service.user, service.group
        if ids == (os.geteuid(), os.getegid()):
            ids = None, None
        if not os.access(service.program, os.X_OK):
            # What the child would say of it goes to whoever has connected.
            log.msg('cannot start %s: no such program' % service.program)
            return False
        os.set_blocking(fd, True)
        try:
            reactor.spawnProcess(
                _Child(ended), service.program,
                service.programArgs or [os.path.basename(service.program)],
                env=None, uid=ids[0], gid=ids[1],
                childFDs={0: fd, 1: fd, 2: fd})
        except Exception as error:
            log.msg('cannot start %s: %s' % (service.program, error))
            return False
        return True

    def __getstate__(self):
        state = self.__dict__.copy()
        for name in 'minute', 'count', 'socket', 'numPorts', 'reactor':
            state.pop(name, None)
        return state


class InetdProtocol(protocol.Protocol):
    """I give my connection to a program."""

    def connectionMade(self):
        fd = self.transport.fileno()
        if self.factory.mayStart() and self.factory.start(fd):
            # It is the program's now. Closing it would take what has come
            # already, so something else is closed in its place.
            null = os.open(os.devnull, os.O_RDWR)
            os.dup2(null, fd, False)
            os.close(null)
        self.transport.loseConnection()


class InetdFactory(_Starter, protocol.ServerFactory):
    """I start a program for each connection."""

    protocol = InetdProtocol

    def __init__(self, service):
        self.service = service


class WaitPort(_Starter, log.Logger):
    """I give my socket itself to a program, when somebody has come or written,
    and listen again when the program has ended."""

    socket = None

    def __init__(self, service, reactor=None):
        self.service = service
        self.reactor = reactor

    def startListening(self):
        import socket
        from twisted.internet import error
        service = self.service
        family = socket.AF_INET6 if service.protocol[-1:] == '6' \
            or ':' in service.interface else socket.AF_INET
        is_stream = service.socketType == 'stream'
        made = socket.socket(family, socket.SOCK_STREAM if is_stream
                             else socket.SOCK_DGRAM)
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind((service.interface, service.port))
            if is_stream:
                made.listen(50)
        except OSError as problem:
            made.close()
            raise error.CannotListenError(
                service.interface, service.port,
                (problem.errno, problem.strerror)) from None
        self.socket = made
        log.msg('%s starting on %s' % (service.program, service.port))
        self.watch()

    def watch(self):
        from twisted.internet import reactor
        if self.socket is not None:
            # It belongs to the program as well, which wants it to wait.
            self.socket.setblocking(False)
            reactor.addReader(self)

    def fileno(self):
        return -1 if self.socket is None else self.socket.fileno()

    def doRead(self):
        from twisted.internet import reactor
        reactor.removeReader(self)
        if not self.mayStart() or not self.start(self.fileno(), self.watch):
            reactor.callLater(60 - reactor.seconds() % 60, self.watch)

    def connectionLost(self, reason=None):
        self.stopListening()

    def stopListening(self):
        from twisted.internet import defer, reactor
        if self.socket is not None:
            reactor.removeReader(self)
            self.socket.close()
            self.socket = None
            log.msg('(Port %s Closed)' % self.service.port)
        return defer.succeed(None)

    loseConnection = stopListening

    def logPrefix(self):
        return 'inetd'


class Datagrams(protocol.DatagramProtocol):
    """I answer datagrams as one of the internal services."""

    def __init__(self, name):
        self.name = name

    def datagramReceived(self, datagram, addr):
        # Two such services would talk to each other for ever.
        if addr[1] >= 1024:
            answer = getattr(self, 'answer_' + self.name)(datagram)
            if answer is not None:
                self.transport.write(answer, addr)

    def answer_echo(self, datagram):
        return datagram

    def answer_discard(self, datagram):
        return None

    def answer_chargen(self, datagram):
        # Not more than was asked with: the asker's address may be a lie.
        return wire.Chargen.noise[:len(datagram)]

    def answer_daytime(self, datagram):
        import time
        return b'%s\r\n' % time.asctime(time.gmtime()).encode('ascii')

    def answer_time(self, datagram):
        import time
        return (int(time.time()) & 0xffffffff).to_bytes(4, 'big')

    def answer_qotd(self, datagram):
        return wire.QOTD().getQuote()
