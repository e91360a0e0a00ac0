"""Protocols of lines and of strings with lengths before them."""

import struct

import _reactor
import _receivers

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
    _receiver = None
    _hooks = 'dataReceived', 'lineReceived', 'rawDataReceived', 'stringReceived'

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        for name in cls._hooks:
            if _reactor.isEra(getattr(cls, name, None)):
                cls._era = True

    def _spoken(self, data):
        return data.decode('latin-1') if self._era else data

    # What my native half keeps is an attribute, and a copy takes it along.
    def __getstate__(self):
        return object.__getstate__(self)

    def __reduce_ex__(self, protocol):
        return super().__reduce_ex__(max(protocol, 2))

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


class LineReceiver(_receivers.Lines, _Receiver):
    """I cut what comes into lines, or hand it on raw."""

    delimiter = b'\r\n'
    MAX_LENGTH = 16384
    line_mode = 1

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


class LineOnlyReceiver(_receivers.LinesOnly, _Receiver):
    """I know lines only."""

    delimiter = b'\r\n'
    MAX_LENGTH = 16384

    lineReceived = LineReceiver.lineReceived
    lineLengthExceeded = LineReceiver.lineLengthExceeded

    def sendLine(self, line):
        return self.transport.writeSequence((_wire(line),
                                             _wire(self.delimiter)))


class _Measured(_Receiver):
    """My strings have their length before them, and maybe a byte behind."""

    MAX_LENGTH = 99999

    def stringReceived(self, string):
        """Override me: one string."""
        raise NotImplementedError


class NetstringParseError(ValueError):
    """This is no netstring."""


class NetstringReceiver(_receivers.Netstrings, _Measured):
    """My strings look like "5:hello,"."""

    brokenPeer = 0

    def makeConnection(self, transport):
        self._buffer = b''
        self.brokenPeer = 0
        _Measured.makeConnection(self, transport)

    def sendString(self, string):
        string = _wire(string)
        self.transport.write(b'%d:%s,' % (len(string), string))

    def _handleParseError(self):
        self.transport.loseConnection()
        self.brokenPeer = 1


# As it was called in 2002.
SafeNetstringReceiver = NetstringReceiver


class StringTooLongError(AssertionError):
    """The length of this string cannot be told in so few bytes."""


class IntNStringReceiver(_receivers.Counted, _Measured):
    """My strings have a binary length before them."""

    def lengthLimitExceeded(self, length):
        """Override me: a string longer than MAX_LENGTH. I hang up."""
        self.transport.loseConnection()

    def sendString(self, string):
        string = _wire(string)
        if len(string) >> 8 * self.prefixLength:
            raise StringTooLongError(
                'Try to send %d bytes whereas maximum is %d'
                % (len(string), 1 << 8 * self.prefixLength))
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
