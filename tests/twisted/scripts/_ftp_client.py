"""The client's side of FTP (RFC 959)."""

import re

from zope.interface import implementer

from twisted.internet import defer, error, interfaces, protocol
from twisted.protocols import basic
from twisted.python import log
from twisted.python.failure import Failure

__name__ = 'twisted.protocols.ftp'


class FTPError(Exception):
    """What can go wrong for a client."""


class ConnectionLost(FTPError):
    """The server is gone."""


class CommandFailed(FTPError):
    """It said no."""


class BadResponse(FTPError):
    """It said what is no answer."""


class UnexpectedResponse(FTPError):
    """It said something that nobody asked for."""


class UnexpectedData(FTPError):
    """It sent data where it should only hear them."""


class IFinishableConsumer(interfaces.IConsumer):
    """I am told when there is no more."""

    def finish():
        """Nothing more will be written."""


class FTPCommand:
    """I am a line for the server; my Deferred gets the lines of its answer."""

    ready = 1

    def __init__(self, text=None, public=0):
        self.text = text
        self.public = public
        self.deferred = defer.Deferred()

    def prepare(self):
        """Called before I am sent."""

    def fail(self, failure):
        if self.public:
            self.deferred.errback(failure)


class ProtocolWrapper(protocol.Protocol):
    """I pass on what comes, and tell a Deferred when all has come."""

    def __init__(self, original, deferred):
        self.original = original
        self.deferred = deferred

    def makeConnection(self, transport):
        self.original.makeConnection(transport)

    def dataReceived(self, data):
        self.original.dataReceived(data)

    def connectionLost(self, reason):
        self.original.connectionLost(reason)
        self.deferred.callback(None)


@implementer(IFinishableConsumer)
class SenderProtocol(protocol.Protocol):
    """I am written to, and then finished."""

    def __init__(self):
        self.connectedDeferred = defer.Deferred()
        self.deferred = defer.Deferred()

    def makeConnection(self, transport):
        protocol.Protocol.makeConnection(self, transport)
        self.connectedDeferred.callback(self)

    def dataReceived(self, data):
        raise UnexpectedData('data came where they only go')

    def connectionLost(self, reason):
        if reason.check(error.ConnectionDone):
            self.deferred.callback('connection done')
        else:
            self.deferred.errback(reason)

    def write(self, data):
        self.transport.write(data)

    def registerProducer(self, producer, streaming):
        self.transport.registerProducer(producer, streaming)

    def unregisterProducer(self):
        self.transport.unregisterProducer()

    def finish(self):
        self.transport.loseConnection()


def decodeHostPort(line):
    """The host and port in "127,0,0,1,31,64", wherever in the line."""
    numbers = [int(each) for each in re.sub('[^0-9,]', '', line).split(',')]
    for each in numbers:
        if each > 255:
            raise ValueError('Out of range', line, each)
    a, b, c, d, high, low = numbers
    return '%d.%d.%d.%d' % (a, b, c, d), high << 8 | low


def encodeHostPort(host, port):
    return ','.join(host.split('.') + [str(port >> 8), str(port & 255)])


def parsePWDResponse(response):
    """What stands in quotes, or None."""
    found = re.search('"(.*)"', response)
    return found and found.group(1)


def _all(deferreds):
    """A Deferred for when all are there, or why one will not be."""
    def first(failure):
        failure.trap(defer.FirstError)
        return failure.value.subFailure
    return defer.DeferredList(deferreds, fireOnOneErrback=True,
                              consumeErrors=True).addErrback(first)


class FTPDataPortFactory(protocol.ServerFactory):
    """The server connects to me, once."""

    noisy = False

    def buildProtocol(self, addr):
        self.protocol.factory = self
        self.port.loseConnection()
        return self.protocol


class _PassiveFactory(protocol.ClientFactory):
    """I connect to the server for data."""

    noisy = False

    def __init__(self, data):
        self.data = data

    def buildProtocol(self, addr):
        self.data.factory = self
        return self.data

    def clientConnectionFailed(self, connector, reason):
        self.data.deferred.errback(FTPError('Connection Failed', reason))


class FTPClientBasic(basic.LineReceiver):
    """I send commands one at a time, and tell each what the server said."""

    debug = False
    _encoding = 'latin-1'

    def __init__(self):
        self.actionQueue = []
        self.response = []
        self.greeting = None
        self._failed = False
        # Who gets the next answer; the greeting is one that nobody asked for.
        self.nextDeferred = defer.Deferred().addCallbacks(
            self._greeted).addErrback(self.fail)

    def _greeted(self, greeting):
        self.greeting = greeting

    def fail(self, error):
        """Nothing more will come of any command."""
        self._fail(error)

    def _fail(self, error):
        if self._failed:
            return error
        self._failed = True
        why = Failure(ConnectionLost('FTP connection lost', error))
        if self.nextDeferred is not None and not self.nextDeferred.called:
            self.nextDeferred.errback(why)
        for each in self.actionQueue:
            each.fail(why)
        return error

    def connectionLost(self, reason):
        self._fail(reason)

    def sendLine(self, line):
        if isinstance(line, str):
            line = line.encode(self._encoding)
        if line is not None:
            basic.LineReceiver.sendLine(self, line)

    def queueCommand(self, ftpCommand):
        """Send it when those before have been answered."""
        self.actionQueue.append(ftpCommand)
        if len(self.actionQueue) == 1 and self.transport is not None \
                and self.nextDeferred is None:
            self.sendNextCommand()

    def queueStringCommand(self, command, public=1):
        """The same for a text; a Deferred with the lines of the answer."""
        made = FTPCommand(command, public)
        self.queueCommand(made)
        return made.deferred

    def popCommandQueue(self):
        return self.actionQueue.pop(0) if self.actionQueue else None

    def sendNextCommand(self):
        command = self.popCommandQueue()
        if command is None:
            self.nextDeferred = None
            return
        if not command.ready:
            from twisted.internet import reactor
            self.actionQueue.insert(0, command)
            self.nextDeferred = None
            reactor.callLater(1.0, self.sendNextCommand)
            return
        command.prepare()
        if self.debug:
            log.msg('<-- %s' % command.text)
        self.nextDeferred = command.deferred
        self.sendLine(command.text)

    def queueLogin(self, username, password):
        """Log in; without a password, or with one if the server wants it."""
        name = FTPCommand('USER ' + username)
        both = [name]
        if password is not None:
            secret = FTPCommand('PASS ' + password)
            both.append(secret)

            def known(answer):
                if answer[0].startswith('230'):
                    self.actionQueue.remove(secret)
                return answer
            name.deferred.addCallback(known)
        for each in both:
            self.queueCommand(each)
            self._must(each.deferred)

    def _must(self, deferred):
        deferred.addErrback(self.fail).addErrback(lambda why: None)

    def lineReceived(self, line):
        line = line.decode(self._encoding)
        if self.debug:
            log.msg('--> %s' % line)
        self.response.append(line)
        # The last line of an answer has a blank behind the code, and 1xx is
        # only the announcement of one.
        if not (line[:3].isdigit() and line[3:4] == ' ') or line[0] == '1':
            return
        if self.nextDeferred is None:
            self.fail(UnexpectedResponse(self.response))
            return
        answer, self.response = self.response, []
        if line[0] in '23':
            self.nextDeferred.callback(answer)
        elif line[0] in '45':
            self.nextDeferred.errback(Failure(CommandFailed(answer)))
        else:
            log.msg('Server sent invalid response code ' + line[:3])
            self.nextDeferred.errback(Failure(BadResponse(answer)))
        self.sendNextCommand()


class FTPClient(FTPClientBasic):
    """I log in, and have a method for each thing that a server does."""

    def __init__(self, username='anonymous',
                 password='twisted@twistedmatrix.com', passive=1):
        FTPClientBasic.__init__(self)
        self.queueLogin(username, password)
        self.passive = passive

    def connectFactory(self, host, port, factory):
        """How connections for data are opened."""
        from twisted.internet import reactor
        return reactor.connectTCP(host, port, factory)

    def fail(self, error):
        self.transport.loseConnection()
        self._fail(error)

    def queueLogin(self, username, password):
        FTPClientBasic.queueLogin(self, username, password)
        self._must(self.queueStringCommand('TYPE I', public=0))

    # --- data ----------------------------------------------------------------

    def receiveFromConnection(self, commands, protocol):
        """Let the protocol hear what the server sends after the commands."""
        return self._openDataConnection(commands, ProtocolWrapper(
            interfaces.IProtocol(protocol), defer.Deferred()))

    def sendToConnection(self, commands):
        """Two Deferreds: for the one to write to, and for when all is done."""
        sender = SenderProtocol()
        done = self._openDataConnection(commands, sender)
        return sender.connectedDeferred, done

    def _openDataConnection(self, commands, protocol):
        commands = [FTPCommand(each, 1) for each in commands]
        asked = _all([each.deferred for each in commands])
        opener = FTPCommand('PASV' if self.passive else 'PORT')
        dialled = []

        def dial(answer):
            host, port = decodeHostPort(answer[-1][4:])
            dialled.append(self.connectFactory(host, port,
                                               _PassiveFactory(protocol)))

        def hangUp(result):
            for each in dialled:
                each.disconnect()
            return result
        if self.passive:
            opener.deferred.addCallback(dial).addErrback(self.fail)
        else:
            opener.protocol = protocol
            opener.prepare = lambda: self.generatePortCommand(opener)
            opener.fail = lambda why: why
            opener.deferred.addErrback(protocol.deferred.errback)
            asked.addErrback(lambda why: opener.fail(why) or why)
        done = _all([asked, opener.deferred, protocol.deferred])
        done.addBoth(hangUp)
        for each in [opener] + commands:
            self.queueCommand(each)
        return done

    def generatePortCommand(self, portCmd):
        """Listen, and tell the server where."""
        from twisted.internet import reactor
        factory = FTPDataPortFactory()
        factory.protocol = portCmd.protocol
        factory.port = listener = reactor.listenTCP(0, factory)

        def close(why):
            if listener.connected:
                listener.loseConnection()
            return why
        portCmd.fail = close
        portCmd.text = 'PORT ' + encodeHostPort(
            self.transport.getHost().host, listener.getHost().port)

    # --- what a server does --------------------------------------------------

    def escapePath(self, path):
        """A line break would end the command (RFC 2640)."""
        return path.replace('\n', '\0')

    def _path(self, verb, path):
        return verb + ' ' + self.escapePath(path or '')

    def _at(self, verb, path, offset):
        commands = [self._path(verb, path)]
        if offset:
            commands.insert(0, 'REST %s' % offset)
        return commands

    def retrieveFile(self, path, protocol, offset=0):
        return self.receiveFromConnection(self._at('RETR', path, offset),
                                          protocol)

    retr = retrieveFile

    def storeFile(self, path, offset=0):
        return self.sendToConnection(self._at('STOR', path, offset))

    stor = storeFile

    def list(self, path, protocol):
        return self.receiveFromConnection([self._path('LIST', path)], protocol)

    def nlst(self, path, protocol):
        return self.receiveFromConnection([self._path('NLST', path)], protocol)

    def rename(self, pathFrom, pathTo):
        """A Deferred with both answers."""
        first = self.queueStringCommand(self._path('RNFR', pathFrom))
        second = self.queueStringCommand(self._path('RNTO', pathTo))
        answers = []
        both = defer.Deferred()
        both.addCallback(lambda answer: (answers, answer))

        def refused(why):
            self.popCommandQueue()
            both.errback(why)
        first.addCallbacks(answers.extend, refused)
        second.chainDeferred(both)
        return both

    def cwd(self, path):
        return self.queueStringCommand(self._path('CWD', path))

    def makeDirectory(self, path):
        return self.queueStringCommand(self._path('MKD', path))

    def removeFile(self, path):
        return self.queueStringCommand(self._path('DELE', path))

    def removeDirectory(self, path):
        return self.queueStringCommand(self._path('RMD', path))

    def cdup(self):
        return self.queueStringCommand('CDUP')

    def pwd(self):
        return self.queueStringCommand('PWD')

    def getDirectory(self):
        """A Deferred with the path where we are."""
        def parse(answer):
            path = answer and answer[0][:4] == '257 ' \
                and parsePWDResponse(answer[0])
            return path or Failure(CommandFailed(answer))
        return self.pwd().addCallback(parse)

    def quit(self):
        return self.queueStringCommand('QUIT')


class FTPFileListProtocol(basic.LineReceiver):
    """I hear what LIST says, as ls(1) says it, and keep a dictionary for each
    file."""

    fileLinePattern = re.compile(
        r'(?P<filetype>.)(?P<perms>.{9})\s+(?P<nlinks>\d*)\s*(?P<owner>\S+)'
        r'\s+(?P<group>\S+)\s+(?P<size>\d+)\s+(?P<date>\S{3}\s+\d+\s+[\d:]+)'
        r'\s+(?P<filename>.+?)( -> (?P<linktarget>[^\r]*))?\r?$')
    delimiter = b'\n'
    _encoding = 'latin-1'

    def __init__(self):
        self.files = []

    def lineReceived(self, line):
        line = line.decode(self._encoding)
        info = self.parseDirectoryLine(line)
        if info is None:
            self.unknownLine(line)
        else:
            self.addFile(info)

    def parseDirectoryLine(self, line):
        """What is known of a file, or None."""
        found = self.fileLinePattern.match(line)
        if found is None:
            return None
        info = found.groupdict()
        for name in 'filename', 'linktarget':
            if info[name]:
                info[name] = info[name].replace('\\ ', ' ')
        for name in 'nlinks', 'size':
            info[name] = int(info[name])
        return info

    def addFile(self, info):
        self.files.append(info)

    def unknownLine(self, line):
        """Override me: a line that speaks of no file."""
