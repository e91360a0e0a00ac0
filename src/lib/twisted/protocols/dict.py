"""A client of dictionaries (RFC 2229). What it is told is text, in UTF-8."""

from twisted.internet import defer, protocol
from twisted.protocols import basic
from twisted.python import log


def parseParam(line):
    """Take a word or a quoted string from the front of the line: what it means,
    and the rest. None and the line if the quotation does not end."""
    if not line:
        return None, line
    quote, slash, blank = \
        (b'"', b'\\', b' ') if isinstance(line, bytes) else ('"', '\\', ' ')
    quoted = line[:1] == quote
    found = line[:0]
    at = int(quoted)
    while at < len(line):
        c = line[at:at + 1]
        at += 1
        if c == slash:
            if at == len(line):
                return None, line
            found += line[at:at + 1]
            at += 1
        elif quoted and c == quote:
            # A blank follows.
            return found, line[at + 1:]
        elif not quoted and c == blank:
            return found, line[at:]
        else:
            found += c
    return (None, line) if quoted else (found, line[:0])


def _special(c):
    return c <= ' ' or c in '"\'\\\x7f'


def makeAtom(text):
    """Text without what a word may not have in it."""
    return ''.join([c for c in text if not _special(c)])


def makeWord(text):
    """Text with a backslash before what a word may not have in it; and no line
    ends, which not even a backslash hides."""
    return ''.join(['\\' + c if _special(c) else c for c in text
                    if c not in '\r\n'])


def parseText(line):
    """A line of a text as it was meant; None for the dot that ends it."""
    if line == '.':
        return None
    return line[1:] if line.startswith('..') else line


class Definition:
    """I am what one dictionary says about a word, line by line."""

    def __init__(self, name, db, dbdesc, text):
        self.name = name
        self.db = db
        self.dbdesc = dbdesc
        self.text = text


class DictClient(basic.LineReceiver):
    """I ask for definitions of words, and for words like them.

    The code of an answer and my state name the method that gets the rest of
    the line, dictCode_CODE_STATE.
    """

    MAX_LENGTH = 1024
    # As much as I remember of one answer, in characters; to remember a line
    # costs LINE_COST more.
    MAX_TEXT = 1 << 22
    LINE_COST = 64
    state = 'conn'
    mode = 'command'
    result = None
    data = None
    _heard = 0

    def sendLine(self, line):
        line = line.encode('utf-8') if isinstance(line, str) else line
        if len(line) > self.MAX_LENGTH - 2:
            raise ValueError('a line of %d bytes is too long' % len(line))
        basic.LineReceiver.sendLine(self, line)

    def lineReceived(self, line):
        try:
            line = basic._wire(line).decode('utf-8')
        except UnicodeDecodeError:
            return
        self._heard += len(line) + self.LINE_COST
        if self._heard > self.MAX_TEXT:
            return self._giveUp('Answer too long')
        if self.mode == 'text':
            code = 'text'
        else:
            code, line = line[:3], line[4:]
            if not code.isdigit() or len(code) < 3:
                return self._giveUp('Invalid line from server')
        getattr(self, 'dictCode_%s_%s' % (code, self.state),
                self.dictCode_default)(line)

    def _giveUp(self, reason):
        self.protocolError(reason)
        self.transport.loseConnection()

    def dictCode_default(self, line):
        log.msg('unexpected answer of a dictionary: %s' % line)
        self._giveUp('Unexpected server message')

    def dictCode_220_conn(self, line):
        self.state = 'ready'
        self.dictConnected()

    def dictCode_530_conn(self, line):
        self._giveUp('Access denied')

    def dictCode_420_conn(self, line):
        self._giveUp('Server temporarily unavailable')

    def dictCode_421_conn(self, line):
        self._giveUp('Server shutting down at operator request')

    def dictCode_221_ready(self, line):
        """It is about to hang up."""

    def _ask(self, state, *words):
        if self.state != 'ready':
            raise RuntimeError('the last question is not answered yet')
        self.state = state
        self._heard = 0
        self.result = []
        self.sendLine(' '.join(words))

    def sendDefine(self, database, word):
        """Ask what a word means; defineDone() or defineFailed() follows."""
        self._ask('define', 'DEFINE', makeAtom(database), makeWord(word))

    def sendMatch(self, database, strategy, word):
        """Ask for words like this; matchDone() or matchFailed() follows."""
        self._ask('match', 'MATCH', makeAtom(database), makeAtom(strategy),
                  makeWord(word))

    def _fail(self, reason):
        state, self.state = self.state, 'ready'
        getattr(self, state + 'Failed')(reason)

    def dictCode_550_define(self, line):
        self._fail('Invalid database')

    def dictCode_551_match(self, line):
        self._fail('Invalid strategy')

    def dictCode_552_define(self, line):
        self._fail('No match')

    dictCode_550_match = dictCode_550_define
    dictCode_552_match = dictCode_552_define

    def dictCode_150_define(self, line):
        """So many definitions follow."""

    def dictCode_151_define(self, line):
        word, line = parseParam(line)
        db, line = parseParam(line)
        dbdesc, line = parseParam(line)
        if not (word and db and dbdesc):
            return self._giveUp('Invalid server response')
        self.mode = 'text'
        self.data = []
        self.result.append(Definition(word, db, dbdesc, self.data))

    def dictCode_152_match(self, line):
        self.mode = 'text'
        self.data = self.result

    def dictCode_text_define(self, line):
        line = parseText(line)
        if line is None:
            self.mode = 'command'
        else:
            self.data.append(line)

    def dictCode_text_match(self, line):
        line = parseText(line)
        if line is None:
            self.mode = 'command'
        else:
            db, line = parseParam(line)
            self.data.append((db, parseParam(line)[0]))

    def dictCode_250_define(self, line):
        state, self.state = self.state, 'ready'
        getattr(self, state + 'Done')(self.result)

    dictCode_250_match = dictCode_250_define

    def protocolError(self, reason):
        """Override me: the server does not keep to the protocol, or will not
        have us."""

    def dictConnected(self):
        """Override me: it can be asked now."""

    def defineFailed(self, reason):
        """Override me."""

    def defineDone(self, result):
        """Override me: a list of Definitions."""

    def matchFailed(self, reason):
        """Override me."""

    def matchDone(self, result):
        """Override me: a list of pairs, database and word."""


class InvalidResponse(Exception):
    """What a server said makes no sense."""


class DictLookup(DictClient):
    """I ask what my factory wants to know, and leave."""

    def protocolError(self, reason):
        self.factory.clientDone(InvalidResponse(reason))

    def dictConnected(self):
        ask = {'define': self.sendDefine, 'match': self.sendMatch}
        ask[self.factory.queryType](*self.factory.param)

    def _done(self, result):
        self.factory.clientDone(result)
        self.transport.loseConnection()

    def _failed(self, reason):
        self._done([])

    defineDone = matchDone = _done
    defineFailed = matchFailed = _failed


class DictLookupFactory(protocol.ClientFactory):
    """I make the client of one question."""

    protocol = DictLookup

    def __init__(self, queryType, param, d):
        self.queryType = queryType
        self.param = param
        self.d = d

    def clientDone(self, result):
        """Here is the answer, or the exception that it is."""
        d, self.d = self.d, None
        if d is None:
            return
        if isinstance(result, Exception):
            d.errback(result)
        else:
            d.callback(result)

    def clientConnectionFailed(self, connector, error):
        self.clientDone(error.value)

    clientConnectionLost = clientConnectionFailed


def _lookUp(host, port, *query):
    from twisted.internet import reactor
    d = defer.Deferred()
    reactor.connectTCP(host, port, DictLookupFactory(query[0], query[1:], d))
    return d


def define(host, port, database, word):
    """A Deferred of what the dictionaries of a server say about a word."""
    return _lookUp(host, port, 'define', database, word)


def match(host, port, database, strategy, word):
    """A Deferred of pairs, database and word."""
    return _lookUp(host, port, 'match', database, strategy, word)
