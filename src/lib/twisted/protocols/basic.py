"""Protocols of lines and of strings with lengths before them."""

import struct

import _reactor

from twisted.internet import protocol


def _wire(text):
    """What code of the era calls text is bytes on the wire."""
    return text.encode('latin-1') if isinstance(text, str) else text


class _Receiver(protocol.Protocol):
    """I can be made to wait, and know who wants to hear text.

    What a class of the era is told is str, a character for a byte, and it may
    say the same.
    """

    paused = False
    _era = False
    _hooks = 'dataReceived', 'lineReceived', 'rawDataReceived', 'stringReceived'

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        for name in cls._hooks:
            if _reactor.isEra(getattr(cls, name, None)):
                cls._era = True

    def _spoken(self, data):
        return data.decode('latin-1') if self._era else data

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


class LineReceiver(_Receiver):
    """I cut what comes into lines, or hand it on raw."""

    delimiter = b'\r\n'
    MAX_LENGTH = 16384
    line_mode = 1
    # What of the buffer is cut already lies before _at: to copy the rest for
    # every line would take the square of their number.
    _buffer = b''
    _at = 0
    _busyReceiving = False

    def clearLineBuffer(self):
        waiting = self._buffer[self._at:]
        self._buffer = b''
        self._at = 0
        return self._spoken(waiting)

    def dataReceived(self, data):
        if self._era:
            data = _wire(data)
        self._buffer = self._buffer + data if self._buffer else data
        if self._busyReceiving:
            return
        self._busyReceiving = True
        try:
            return self._divide()
        finally:
            self._busyReceiving = False
            if self._at:
                self._buffer = self._buffer[self._at:]
                self._at = 0

    def _divide(self):
        while not self.paused:
            buffer = self._buffer
            at = self._at
            if at >= len(buffer):
                return
            if not self.line_mode:
                why = self.rawDataReceived(self.clearLineBuffer())
                if why:
                    return why
                continue
            delimiter = self.delimiter
            if self._era:
                delimiter = _wire(delimiter)
            end = buffer.find(delimiter, at)
            if end < 0:
                if len(buffer) - at < self.MAX_LENGTH + len(delimiter):
                    return
            elif end - at <= self.MAX_LENGTH:
                self._at = end + len(delimiter)
                line = buffer[at:end]
                if self._era:
                    line = line.decode('latin-1')
                why = self.lineReceived(line)
                if why or self.transport and self.transport.disconnecting:
                    return why
                continue
            return self.lineLengthExceeded(self.clearLineBuffer())

    def setLineMode(self, extra=b''):
        self.line_mode = 1
        if extra:
            return self.dataReceived(extra)

    def setRawMode(self):
        self.line_mode = 0

    def rawDataReceived(self, data):
        """Override me: what comes in raw mode."""
        raise NotImplementedError

    def lineReceived(self, line):
        """Override me: one line, without its delimiter."""
        raise NotImplementedError

    def sendLine(self, line):
        return self.transport.write(_wire(line) + _wire(self.delimiter))

    def lineLengthExceeded(self, line):
        """Override me: here is a line longer than MAX_LENGTH, or its beginning,
        and what came behind it. I hang up."""
        return self.transport.loseConnection()


class LineOnlyReceiver(_Receiver):
    """I know lines only."""

    delimiter = b'\r\n'
    MAX_LENGTH = 16384
    _buffer = b''

    def dataReceived(self, data):
        delimiter = self.delimiter
        if self._era:
            data = _wire(data)
            delimiter = _wire(delimiter)
        lines = (self._buffer + data).split(delimiter)
        self._buffer = lines.pop()
        for line in lines:
            if self.transport.disconnecting:
                return
            if self._era:
                line = line.decode('latin-1')
            if len(line) > self.MAX_LENGTH:
                return self.lineLengthExceeded(line)
            self.lineReceived(line)
        if len(self._buffer) > self.MAX_LENGTH:
            return self.lineLengthExceeded(self._spoken(self._buffer))

    lineReceived = LineReceiver.lineReceived
    lineLengthExceeded = LineReceiver.lineLengthExceeded

    def sendLine(self, line):
        return self.transport.writeSequence((_wire(line),
                                             _wire(self.delimiter)))


class _Measured(_Receiver):
    """My strings have their length before them, and maybe a byte behind."""

    MAX_LENGTH = 99999
    _tail = 0
    # What of a string has come, and how much has to come before it is worth
    # looking at again; and what is being cut just now, from where on.
    _pieces = None
    _missing = 0
    _data = b''
    _at = 0
    # What stands in its stead after the next string, if somebody says so.
    _assigned = None

    def stringReceived(self, string):
        """Override me: one string."""
        raise NotImplementedError

    def dataReceived(self, data):
        if self._era:
            data = _wire(data)
        if self._data:
            # stringReceived() hears more while it is being told.
            self._data += data
            return
        if self._pieces:
            self._pieces.append(data)
            self._missing -= len(data)
            if self._missing > 0:
                return
            data = b''.join(self._pieces)
            self._pieces = None
        self._data = data
        try:
            self._missing = self._divide(self._tail)
        finally:
            if self._at < len(self._data):
                self._pieces = [self._data[self._at:]]
            self._data = b''
            self._at = 0

    def _divide(self, tail):
        """Cut off strings; how much of the last one is missing."""
        while not self.paused:
            data = self._data
            at = self._at
            if at >= len(data):
                break
            start, end = self._measure(data, at)
            missing = end + tail - len(data)
            if missing > 0:
                return missing
            self._at = end + tail
            if tail and data[end] != 44:
                raise NetstringParseError('no comma')
            string = data[start:end]
            if self._era:
                string = string.decode('latin-1')
            self.stringReceived(string)
            if self._assigned is not None:
                self._data, self._assigned = self._assigned, None
                self._at = 0
        return 0


class NetstringParseError(ValueError):
    """This is no netstring."""


class NetstringReceiver(_Measured):
    """My strings look like "5:hello,"."""

    _tail = 1
    brokenPeer = 0

    def sendString(self, string):
        string = _wire(string)
        self.transport.write(b'%d:%s,' % (len(string), string))

    def dataReceived(self, data):
        if self.brokenPeer:
            return
        try:
            _Measured.dataReceived(self, data)
        except NetstringParseError:
            self.brokenPeer = 1
            self.transport.loseConnection()

    def _measure(self, data, at):
        # No length that is worth reading has more digits.
        colon = data.find(b':', at, at + 19)
        digits = data[at:colon if colon >= 0 else at + 19]
        length = int(digits) if digits.isdigit() else self.MAX_LENGTH + 1
        if length > self.MAX_LENGTH or digits[0] == 48 and len(digits) > 1:
            raise NetstringParseError('%r is no length' % digits)
        if colon < 0:
            return at, len(data)
        return colon + 1, colon + 1 + length


class StringTooLongError(AssertionError):
    """The length of this string cannot be told in so few bytes."""


class IntNStringReceiver(_Measured):
    """My strings have a binary length before them."""

    @property
    def recvd(self):
        """What has come and is not yet cut; who changes it goes on there, from
        the next string on."""
        if self._assigned is not None:
            return self._assigned
        return b''.join(self._pieces or [self._data[self._at:]])

    @recvd.setter
    def recvd(self, data):
        self._assigned = data

    def lengthLimitExceeded(self, length):
        """Override me: a string longer than MAX_LENGTH. I hang up."""
        self.transport.loseConnection()

    def _measure(self, data, at):
        start = at + self.prefixLength
        if start > len(data):
            return at, start
        length, = struct.unpack_from(self.structFormat, data, at)
        if length > self.MAX_LENGTH:
            self.lengthLimitExceeded(length)
            return at, len(data) + 1
        return start, start + length

    def sendString(self, string):
        string = _wire(string)
        if len(string) >> 8 * self.prefixLength:
            raise StringTooLongError(
                '%d bytes are too many for a length of %d'
                % (len(string), self.prefixLength))
        self.transport.write(struct.pack(self.structFormat, len(string))
                             + string)


class Int32StringReceiver(IntNStringReceiver):
    """My lengths have four bytes, big-endian."""

    structFormat = '!I'
    prefixLength = 4


class Int16StringReceiver(IntNStringReceiver):
    """My lengths have two bytes, big-endian."""

    structFormat = '!H'
    prefixLength = 2


class Int8StringReceiver(IntNStringReceiver):
    """My lengths have one byte."""

    structFormat = '!B'
    prefixLength = 1


class StatefulStringProtocol:
    """My state names the method that gets the next string, proto_STATE; what it
    returns is the next state, 'done' the end."""

    state = 'init'

    def stringReceived(self, string):
        method = getattr(self, 'proto_' + self.state, None)
        if method is None:
            from twisted.python import log
            log.msg('no method proto_%s for a string' % self.state)
            return
        self.state = method(string)
        if self.state == 'done':
            self.transport.loseConnection()


class FileSender:
    """I write a file to a consumer, as fast as it takes it."""

    CHUNK_SIZE = 2 ** 14
    lastSent = ''
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
