"""Our own standard input and output as a transport."""

import os
import stat

import _reactor

from twisted import _era
from twisted.internet import error, main
from twisted.internet.process import _Pipe
from twisted.python import failure, log


class PipeAddress:
    """I am where both ends of a pipe are."""


class StandardIO:
    """I am the transport of a protocol that talks to whoever started us."""

    disconnected = False
    disconnecting = False
    _reader = _writer = None

    def __init__(self, proto, stdin=0, stdout=1, reactor=None):
        self.protocol = self.proto = proto
        # A copy is closed in the end, and who else prints may go on.
        self._writer = self._open('write', stdout)
        self._reader = self._open('read', stdin)
        proto.makeConnection(self)

    def _open(self, name, fd):
        pipe = _Pipe(self, name)
        _reactor.adopt(os.dup(fd), pipe, self)
        if name == 'write' and not stat.S_ISFIFO(os.fstat(fd).st_mode):
            # A terminal may be both; it is read once.
            pipe.transport.pauseProducing()
        return pipe.transport

    def write(self, data):
        if self._writer is not None:
            self._writer.write(_era.to_bytes(data) if _era.is_era(
                self.protocol.dataReceived) else data)

    def writeSequence(self, parts):
        if self._writer is not None:
            self._writer.writeSequence(parts)

    def loseWriteConnection(self):
        if self._writer is not None:
            self._writer.loseConnection()

    def loseConnection(self):
        self.disconnecting = True
        if self._writer is not None:
            self._writer.loseConnection()
        if self._reader is not None:
            self._reader.pauseProducing()

    def getPeer(self):
        return PipeAddress()

    getHost = getPeer

    def registerProducer(self, producer, streaming):
        if self._writer is None:
            producer.stopProducing()
        else:
            self._writer.registerProducer(producer, streaming)

    def unregisterProducer(self):
        if self._writer is not None:
            self._writer.unregisterProducer()

    def pauseProducing(self):
        if self._reader is not None:
            self._reader.pauseProducing()

    def resumeProducing(self):
        if self._reader is not None:
            self._reader.resumeProducing()

    def stopProducing(self):
        self.loseConnection()

    stopReading = pauseProducing
    startReading = resumeProducing

    # --- what the pipes say --------------------------------------------------

    def childDataReceived(self, name, data):
        self.protocol.dataReceived(data)

    def childConnectionLost(self, name, reason):
        if self.disconnected:
            return
        if not reason.check(error.ConnectionDone):
            self.connectionLost(reason)
            return
        if name == 'read':
            self._reader = None
        else:
            self._writer = None
            if self.disconnecting:
                self.connectionLost(reason)
                return
        if main.isHalfCloseable(self.protocol):
            try:
                getattr(self.protocol, name + 'ConnectionLost')()
            except BaseException:
                log.err()
                self.connectionLost(failure.Failure())
        elif name == 'read':
            self.connectionLost(reason)

    def connectionLost(self, reason):
        self.disconnected = True
        ends = self._reader, self._writer
        self._reader = self._writer = None
        proto, self.protocol = self.protocol, None
        for end in ends:
            if end is not None:
                end.loseConnection()
        try:
            proto.connectionLost(reason)
        except BaseException:
            log.err()
