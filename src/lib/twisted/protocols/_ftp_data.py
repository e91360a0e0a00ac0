"""Of FTP, what goes beside the commands: data connections, lists, files."""

import os
import stat
import time

from twisted.internet import protocol, tcp

CHUNK_BYTES = 1 << 16
# Lines of a list that go out together.
CHUNK_LINES = 100


class DataConnection(protocol.Protocol):
    """I carry one file or one list, either way."""

    sink = chunks = error = None
    isDone = False

    def __init__(self, session):
        self.session = session

    def connectionMade(self):
        # What comes waits for somebody who wants it.
        self.transport.pauseProducing()
        self.session.dataConnected(self)

    def start(self, chunks, sink):
        self.chunks = chunks
        self.sink = sink
        if sink is not None:
            self.transport.resumeProducing()
        else:
            self.transport.registerProducer(self, False)

    def resumeProducing(self):
        self.session.resetTimeout()
        try:
            chunk = next(self.chunks, None)
        except OSError as error:
            self.fail(error)
            return
        if chunk is not None:
            self.transport.write(chunk)
        else:
            self.isDone = True
            self.transport.unregisterProducer()
            self.transport.loseConnection()

    def pauseProducing(self):
        pass

    stopProducing = pauseProducing

    def dataReceived(self, data):
        self.session.resetTimeout()
        try:
            self.sink(data)
        except OSError as error:
            self.fail(error)

    def fail(self, error):
        self.error = error
        self.transport.abortConnection()

    def connectionLost(self, reason):
        if self.session.data is not self:
            return  # and the file may be another by now
        from twisted.internet import error
        if self.error is None and (reason.check(error.ConnectionDone) is None
                                   or not (self.isDone or self.sink)):
            self.error = True
        if self.error is None and self.sink is not None:
            try:
                self.sink(None)
            except OSError as problem:
                self.error = problem
        self.session.dataLost(self.error)


class DataServers(protocol.Factory):
    """I let in the visitor whose session I serve, once."""

    noisy = 0

    def __init__(self, session):
        self.session = session

    def buildProtocol(self, addr):
        session = self.session
        port = session.port
        if port is not None and port.factory is self and (
                session.factory.thirdparty or bare(addr.host)
                == bare(session.transport.getPeer().host)):
            return DataConnection(session)


class DataClients(protocol.ClientFactory):
    noisy = 0

    def __init__(self, session):
        self.session = session

    def buildProtocol(self, addr):
        return DataConnection(self.session)

    def clientConnectionFailed(self, connector, reason):
        if self.session.connector is connector:
            self.session.dataFailed()


class DataPort(tcp.Port):
    """I come and go too often to be spoken of in the log."""

    def startListening(self):
        self._listener = self._listen()

    def stopListening(self):
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.stop()


# --- how things are said -----------------------------------------------------

def spoken(text):
    """A line's worth of bytes, whatever names are in it."""
    if isinstance(text, str):
        text = text.encode('latin-1', 'replace')
    return text.replace(b'\r', b'?').replace(b'\n', b'?')


def quoted(names):
    return b'/' + b'/'.join(names).replace(b'"', b'""')


def refusal(error):
    """Code and text for an OSError."""
    import errno
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return 452 if full else 550, '%s.' % error.strerror


def bare(host):
    """An address of IPv4 that came by IPv6 is one of IPv4."""
    return host[7:] if host[:7] == '::ffff:' else host


def moment(info):
    return time.strftime('%Y%m%d%H%M%S', time.gmtime(info.st_mtime))


def facts(name, info):
    """A line as MLSD has it (RFC 3659, 7.2)."""
    kind = 'dir' if stat.S_ISDIR(info.st_mode) else \
        'file' if stat.S_ISREG(info.st_mode) else 'OS.unix=special'
    return b'type=%s;size=%d;modify=%s; %s' % (
        kind.encode(), info.st_size, moment(info).encode(), name)


def long_line(name, info):
    """A line as "ls -l" has it."""
    when = time.asctime(time.gmtime(info.st_mtime))
    recent = -3600 < time.time() - info.st_mtime < 182 * 86400
    return b'%s %3d %-8d %-8d %8d %s %s' % (
        stat.filemode(info.st_mode).encode(), info.st_nlink, info.st_uid,
        info.st_gid, info.st_size,
        (when[4:16] if recent else when[4:10] + '  ' + when[20:]).encode(),
        name)


def listed(root, fd, names, found, line):
    """What a list says, some lines at a time."""
    for at in range(0, len(found), CHUNK_LINES):
        lines = []
        for name in found[at:at + CHUNK_LINES]:
            try:
                info = os.stat(name, dir_fd=fd, follow_symlinks=False)
                if stat.S_ISLNK(info.st_mode):
                    info = root.stat(names + [name])
            except OSError:
                continue  # gone since, or a link to nowhere
            lines.append(spoken(line(name, info)) + b'\r\n')
        if lines:
            yield b''.join(lines)


def chunks(fd, start, binary):
    os.lseek(fd, start, os.SEEK_SET)
    while True:
        chunk = os.read(fd, CHUNK_BYTES)
        if not chunk:
            return
        yield chunk if binary else chunk.replace(b'\n', b'\r\n')


def sink(fd, start, binary):
    """What writes to a file; called with None at the end."""
    os.lseek(fd, start, os.SEEK_SET)
    held = b''

    def write(data):
        nonlocal held
        if not binary:
            # CR and LF may come apart.
            whole, held = held + (data or b''), b''
            if data is not None and whole[-1:] == b'\r':
                whole, held = whole[:-1], b'\r'
            data = whole.replace(b'\r\n', b'\n')
        view = memoryview(data or b'')
        while view:
            view = view[os.write(fd, view):]
    return write
