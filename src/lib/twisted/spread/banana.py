"""Banana: lists, numbers and byte strings on the wire.

An element is a number in base 128, its lowest digit first, then a byte that
says what the number is of: the length of a list or a string, an integer, a word
of the vocabulary. A float has no number, but eight bytes after its type.

    05 82 h e l l o        b'hello'
    02 80 01 81 01 83      [1, -1]
"""

import struct

from twisted import _era
from twisted.internet import protocol
from twisted.persisted import styles
from twisted.python import log

LIST = b'\x80'
INT = b'\x81'
STRING = b'\x82'
NEG = b'\x83'
FLOAT = b'\x84'
LONGINT = b'\x85'
LONGNEG = b'\x86'
VOCAB = b'\x87'

HIGH_BIT_SET = b'\x80'

# What one list or string may be long; the peer may be lying about it.
SIZE_LIMIT = 640 * 1024
# What one whole expression may take, in bytes of memory: an empty list is one
# byte of what comes, and sixty here. Of whom a server knows it wants a name and
# a password first.
EXPRESSION_LIMIT = 32 * 1024 * 1024
STRANGER_LIMIT = 1024 * 1024
_ELEMENT_SIZE = 32
_GREETING_LIMIT = 4096
# How deep lists may be in each other, before recursion is at its end.
DEPTH_LIMIT = 512


class BananaError(Exception):
    """What came, or shall go, cannot be."""


def setPrefixLimit(limit):
    """Let numbers have so many digits, on connections to come."""
    global _PREFIX_LIMIT
    _PREFIX_LIMIT = limit


setPrefixLimit(64)


def int2b128(integer, stream):
    """Write a number in base 128, lowest digit first."""
    if integer == 0:
        stream(b'\0')
        return
    assert integer > 0, 'can only encode positive integers'
    digits = bytearray()
    while integer:
        digits.append(integer & 127)
        integer >>= 7
    stream(bytes(digits))


def b1282int(st):
    """The number that digits in base 128 stand for."""
    number = 0
    for digit in reversed(st):
        number = number << 7 | digit
    return number


class Banana(protocol.Protocol, styles.Ephemeral):
    """I am a connection that speaks Banana.

    A server offers dialects, its client chooses one; from then on what comes
    is told to my expressionReceived(). The dialect "pb" has a vocabulary: a
    number for each word that is often said.
    """

    knownDialects = [b'pb', b'none']
    prefixLimit = None
    sizeLimit = SIZE_LIMIT
    expressionLimit = EXPRESSION_LIMIT
    currentDialect = None
    buffer = b''
    # A string of which something is lacking, and how much: one that dribbles in
    # is looked at once.
    _more = None
    _lacking = 0
    # Of the expression that is coming, how much memory what is here takes.
    _size = 0
    # Whether the peer speaks no dialect of ours: what else it says is nothing.
    _isForeign = False

    outgoingVocabulary = {word: number + 1 for number, word in enumerate(
        b'None class dereference reference dictionary function instance list '
        b'module persistent tuple unpersistable copy cache cached remote local '
        b'lcache version login password challenge logged_in not_logged_in '
        b'cachemessage message answer error decref decache uncache'.split())}
    incomingVocabulary = {number: word for word, number
                          in outgoingVocabulary.items()}

    def __init__(self, isClient=1):
        self.isClient = isClient
        # Of lists that are not complete: how long they shall be, what there is.
        self.listStack = []
        self.outgoingSymbols = self.outgoingVocabulary.copy()
        self.outgoingSymbolCount = 0

    def setPrefixLimit(self, limit):
        self.prefixLimit = limit
        self._largestLongInt = (1 << limit * 7) - 1

    # --- which dialect -------------------------------------------------------

    def connectionMade(self):
        self.setPrefixLimit(_PREFIX_LIMIT)
        self.currentDialect = None
        if not self.isClient:
            self.sendEncoded(self.knownDialects)

    def connectionReady(self):
        """Override me: both ends know how to speak."""

    def expressionReceived(self, lst):
        """Override me: a list, a string or a number came."""
        raise NotImplementedError()

    def callExpressionReceived(self, obj):
        if self.currentDialect:
            self.expressionReceived(obj)
            return
        # The first one names dialects.
        if self.isClient:
            offered = obj if isinstance(obj, list) else []
        else:
            offered = [obj]
        for dialect in offered:
            if dialect in self.knownDialects:
                if self.isClient:
                    self.sendEncoded(dialect)
                self._selectDialect(dialect)
                return
        log.msg('The %s speaks no dialect of ours: disconnecting.'
                % (self.isClient and 'server' or 'client'))
        self._isForeign = True
        self.transport.loseConnection()

    def _selectDialect(self, dialect):
        self.currentDialect = dialect
        self.connectionReady()

    # --- what comes ----------------------------------------------------------

    def dataReceived(self, chunk):
        if self._isForeign:
            return
        if self._more is not None:
            self._more += chunk
            self._lacking -= len(chunk)
            if self._lacking > 0:
                return
            chunk, self._more = bytes(self._more), None
        buffer, self.buffer = self.buffer + chunk, b''
        at = 0
        try:
            while at < len(buffer) and not self._isForeign:
                end, item = self._element(buffer, at)
                if end is None:
                    break
                self._size += end - at + _ELEMENT_SIZE
                # Of strangers who have not even chosen a dialect, a word.
                if self._size > (self.expressionLimit if self.currentDialect
                                 else _GREETING_LIMIT):
                    raise BananaError(
                        'Security precaution: Expression too long.')
                at = end
                if item is not None:
                    self.gotItem(item)
                stack = self.listStack
                while stack and len(stack[-1][1]) == stack[-1][0]:
                    self.gotItem(stack.pop()[1])
        finally:
            if self._lacking > 0:
                self._more = bytearray(buffer[at:])
            else:
                self.buffer = buffer[at:]

    def _element(self, buffer, begin):
        """Where the element that begins here ends, and what it is: None for
        the beginning of a list. If it is not all there: None, None."""
        at, limit = begin, begin + self.prefixLimit
        for at in range(begin, min(limit + 1, len(buffer))):
            if buffer[at] > 127:
                break
        else:
            if at >= limit:
                raise BananaError('Security precaution: more than %d bytes of '
                                  'prefix' % self.prefixLimit)
            return None, None
        number = b1282int(buffer[begin:at])
        kind = buffer[at:at + 1]
        at += 1
        if kind in (STRING, FLOAT):
            if kind == FLOAT:
                number = 8
            elif number > self.sizeLimit:
                raise BananaError('Security precaution: String too long.')
            end = at + number
            if end > len(buffer):
                self._lacking = end - len(buffer)
                return None, None
            item = buffer[at:end]
            return end, (item if kind == STRING
                         else struct.unpack('!d', item)[0])
        if kind == LIST:
            if number > self.sizeLimit:
                raise BananaError('Security precaution: List too long.')
            if len(self.listStack) >= DEPTH_LIMIT:
                raise BananaError('Security precaution: Lists too deep.')
            self._size += _ELEMENT_SIZE
            self.listStack.append((number, []))
            return at, None
        if kind in (INT, LONGINT):
            return at, number
        if kind in (NEG, LONGNEG):
            return at, -number
        if kind != VOCAB:
            raise NotImplementedError('Invalid Type Byte %r' % (kind,))
        if self.currentDialect != b'pb':
            raise NotImplementedError('Invalid item for pb protocol %r'
                                      % (number,))
        return at, self.incomingVocabulary[number]

    def gotItem(self, item):
        """Put an item where it belongs, or tell of it if it is a whole."""
        if self.listStack:
            self.listStack[-1][1].append(item)
        else:
            self._size = 0
            self.callExpressionReceived(item)

    # --- what goes -----------------------------------------------------------

    def sendEncoded(self, obj):
        """Send a list, a number or a byte string."""
        parts = []
        self._encode(obj, parts.append)
        self.transport.write(b''.join(parts))

    def _encode(self, obj, write):
        if isinstance(obj, bytes):
            if self.currentDialect == b'pb' and obj in self.outgoingSymbols:
                int2b128(self.outgoingSymbols[obj], write)
                write(VOCAB)
                return
            if len(obj) > SIZE_LIMIT:
                raise BananaError('byte string is too long to send (%d)'
                                  % len(obj))
            int2b128(len(obj), write)
            write(STRING)
            write(obj)
        elif isinstance(obj, (list, tuple)):
            if len(obj) > SIZE_LIMIT:
                raise BananaError('list/tuple is too long to send (%d)'
                                  % len(obj))
            int2b128(len(obj), write)
            write(LIST)
            for each in obj:
                self._encode(each, write)
        elif isinstance(obj, int):
            if abs(obj) > self._largestLongInt:
                raise BananaError('int is too large to send (%d)' % obj)
            int2b128(abs(obj), write)
            if obj < 0:
                write(NEG if obj >= -1 << 31 else LONGNEG)
            else:
                write(INT if obj < 1 << 31 else LONGINT)
        elif isinstance(obj, float):
            write(FLOAT + struct.pack('!d', obj))
        else:
            from twisted.python import reflect
            raise BananaError('Banana cannot send %s objects: %r' % (
                reflect.fullyQualifiedName(type(obj)), obj))


def _alone():
    """A Banana that speaks to nobody, in the plain dialect."""
    banana = Banana()
    banana.setPrefixLimit(_PREFIX_LIMIT)
    banana.currentDialect = b'none'
    return banana


def encode(lst):
    """The bytes of an expression."""
    era = _era.called_from_era()
    parts = []
    _alone()._encode(_era.deep(_era.to_bytes, lst) if era else lst,
                     parts.append)
    encoded = b''.join(parts)
    return _era.to_text(encoded) if era else encoded


def decode(st):
    """The expression that bytes begin with."""
    era = _era.called_from_era()
    found = []
    banana = _alone()
    banana.expressionReceived = found.append
    banana.dataReceived(_era.to_bytes(st) if era else st)
    return _era.deep(_era.to_text, found[0]) if era else found[0]
