"""Protocols of lines and of strings with lengths before them."""


from twisted.internet import protocol


class LineReceiver(protocol.Protocol):
    """I cut what comes into lines, or hand it on raw."""

    delimiter = b'\r\n'
    MAX_LENGTH = 16384
    line_mode = 1
    _buffer = b''
    _busy = False
    paused = False

    def clearLineBuffer(self):
        waiting, self._buffer = self._buffer, b''
        return waiting

    def dataReceived(self, data):
        self._buffer = self._buffer + data
        if self._busy:
            return
        self._busy = True
        try:
            self._divide()
        finally:
            self._busy = False

    def _divide(self):
        while self._buffer and not self.paused:
            if not self.line_mode:
                data, self._buffer = self._buffer, b''
                self.rawDataReceived(data)
                continue
            line, found, rest = self._buffer.partition(self.delimiter)
            if not found:
                if len(self._buffer) > self.MAX_LENGTH:
                    line, self._buffer = self._buffer, b''
                    self.lineLengthExceeded(line)
                return
            if len(line) > self.MAX_LENGTH:
                line, self._buffer = self._buffer, b''
                self.lineLengthExceeded(line)
                return
            self._buffer = rest
            self.lineReceived(line)
            if self.transport is not None and getattr(
                    self.transport, 'disconnecting', 0):
                return

    def setLineMode(self, extra=b''):
        self.line_mode = 1
        if extra:
            self.dataReceived(extra)

    def setRawMode(self):
        self.line_mode = 0

    def pauseProducing(self):
        self.paused = True
        self.transport.pauseProducing()

    def resumeProducing(self):
        self.paused = False
        self.transport.resumeProducing()
        self.dataReceived(b'')

    def stopProducing(self):
        self.paused = True
        self.transport.stopProducing()

    def rawDataReceived(self, data):
        """Override me: what comes in raw mode."""
        raise NotImplementedError

    def lineReceived(self, line):
        """Override me: one line, without its delimiter."""
        raise NotImplementedError

    def sendLine(self, line):
        self.transport.writeSequence((line, self.delimiter))

    def lineLengthExceeded(self, line):
        """Override me: a line longer than MAX_LENGTH. I hang up."""
        self.transport.loseConnection()


class LineOnlyReceiver(LineReceiver):
    """I know lines only."""

    def setRawMode(self):
        raise NotImplementedError('a LineOnlyReceiver has no raw mode')


class NetstringParseError(ValueError):
    """This is no netstring."""


class NetstringReceiver(protocol.Protocol):
    """My strings look like "5:hello,"."""

    MAX_LENGTH = 99999
    brokenPeer = 0
    _buffer = b''

    def stringReceived(self, line):
        """Override me."""
        raise NotImplementedError

    def sendString(self, data):
        self.transport.write(b'%d:%s,' % (len(data), data))

    def dataReceived(self, data):
        self._buffer = self._buffer + data
        try:
            while self._buffer and self._one():
                pass
        except NetstringParseError:
            self.brokenPeer = 1
            self.transport.loseConnection()

    def _one(self):
        digits, colon, rest = self._buffer.partition(b':')
        if len(digits) > len(str(self.MAX_LENGTH)):
            raise NetstringParseError('length too long')
        if not digits.isdigit():
            if colon or digits:
                raise NetstringParseError('length is no number')
        if not colon:
            return False
        length = int(digits)
        if length > self.MAX_LENGTH:
            raise NetstringParseError('string too long')
        if len(rest) < length + 1:
            return False
        if rest[length:length + 1] != b',':
            raise NetstringParseError('no comma')
        self._buffer = rest[length + 1:]
        self.stringReceived(rest[:length])
        return True


class IntNStringReceiver(protocol.Protocol):
    """My strings have a binary length before them, big-endian."""

    MAX_LENGTH = 99999
    prefixLength = 4
    _buffer = b''

    def stringReceived(self, data):
        """Override me."""
        raise NotImplementedError

    def lengthLimitExceeded(self, length):
        """Override me: a string longer than MAX_LENGTH. I hang up."""
        self.transport.loseConnection()

    def dataReceived(self, data):
        self._buffer = self._buffer + data
        size = self.prefixLength
        while len(self._buffer) >= size:
            length = int.from_bytes(self._buffer[:size], 'big')
            if length > self.MAX_LENGTH:
                self._buffer = b''
                self.lengthLimitExceeded(length)
                return
            if len(self._buffer) < size + length:
                return
            string = self._buffer[size:size + length]
            self._buffer = self._buffer[size + length:]
            self.stringReceived(string)

    def sendString(self, data):
        if len(data) >= 1 << (8 * self.prefixLength):
            raise ValueError('string of %d bytes is too long' % len(data))
        self.transport.write(len(data).to_bytes(self.prefixLength, 'big')
                             + data)


class Int32StringReceiver(IntNStringReceiver):
    """My lengths have four bytes."""


class Int16StringReceiver(IntNStringReceiver):
    """My lengths have two bytes."""

    prefixLength = 2


class Int8StringReceiver(IntNStringReceiver):
    """My lengths have one byte."""

    prefixLength = 1


class StatefulStringProtocol:
    """My state names the method that gets the next string, proto_STATE; what it
    returns is the next state, 'done' the end."""

    state = 'init'

    def stringReceived(self, string):
        self.state = getattr(self, 'proto_' + self.state)(string)
        if self.state == 'done':
            self.transport.loseConnection()


class FileSender:
    """I write a file to a consumer, as fast as it takes it."""

    CHUNK_SIZE = 2 ** 14
    lastSent = b''
    deferred = None

    def beginFileTransfer(self, file, consumer, transform=None):
        """A Deferred that gets the last byte when all is written."""
        from twisted.internet import defer
        self.file = file
        self.consumer = consumer
        self.transform = transform
        self.deferred = d = defer.Deferred()
        consumer.registerProducer(self, False)
        return d

    def resumeProducing(self):
        chunk = self.file.read(self.CHUNK_SIZE) if self.file else b''
        if chunk:
            if self.transform:
                chunk = self.transform(chunk)
            self.consumer.write(chunk)
            self.lastSent = chunk[-1:]
            return
        self.file = None
        self.consumer.unregisterProducer()
        if self.deferred is not None:
            d, self.deferred = self.deferred, None
            d.callback(self.lastSent)

    def pauseProducing(self):
        pass

    def stopProducing(self):
        if self.deferred is not None:
            d, self.deferred = self.deferred, None
            d.errback(Exception('Consumer asked us to stop producing'))
