"""FTP (RFC 959): a server whose users are known to a portal; and a client.

    FTPFactory --> FTP, a session --- processCommand() --> ftp_RETR() ...
                    |        |                                |
                 portal   DTPFactory --> DTP, the data      shell, from the
                           connection, made either way      portal's realm

The data connection is in _ftp_dtp, what mktap makes in _ftp_visitors.
"""

import os

from twisted import copyright
from twisted.cred import credentials, error as cred_error
from twisted.internet import defer, error, interfaces
from twisted.protocols import basic, policies
from twisted.protocols._ftp_dtp import ASCIIConsumerWrapper, DTP, DTPFactory
from twisted.protocols._ftp_replies import *
from twisted.protocols._ftp_shells import (
    BaseFTPRealm, FileConsumer, FTPAnonymousShell, FTPRealm, FTPShell,
    IFTPShell, IReadFile, IWriteFile, SystemFTPRealm)
from twisted.protocols._ftp_text import bare
from twisted.python import log


class FTPOverflowProtocol(basic.LineReceiver):
    """I tell those who are too many."""

    def connectionMade(self):
        self.sendLine(RESPONSE[TOO_MANY_CONNECTIONS].encode('latin-1'))
        self.transport.loseConnection()


def _found(method):
    """Hand over the names that a path means here."""
    def command(self, path):
        try:
            names = toSegments(self.workingDirectory, path)
        except InvalidPath:
            return defer.fail(FileNotFoundError(path))
        return method(self, path, names)
    return command


class FTP(basic.LineReceiver, policies.TimeoutMixin):
    """I am a session. A command is done by its method, which returns what is
    replied: a key, or a tuple of it and what goes into the reply, or a Deferred
    of these; none is read before the one before it is done."""

    UNAUTH, INAUTH, AUTHED, RENAMING = range(4)
    PUBLIC_COMMANDS = ['FEAT', 'QUIT']
    FEATURES = ['FEAT', 'MDTM', 'PASV', 'SIZE', 'TYPE A;I']

    state = UNAUTH
    disconnected = False
    dtpTimeout = 10
    portal = shell = dtpFactory = dtpPort = dtpInstance = None
    binary = True
    # Where passive ports may be, and who opens them if not the reactor.
    passivePortRange = range(0, 1)
    listenFactory = None
    _encoding = 'latin-1'

    def reply(self, key, *args):
        self.sendLine(RESPONSE[key] % args)

    def sendLine(self, line):
        if isinstance(line, str):
            line = line.encode(self._encoding)
        basic.LineReceiver.sendLine(self, line)

    def connectionMade(self):
        self.state = self.UNAUTH
        self.setTimeout(self.timeOut)
        self.reply(WELCOME_MSG, self.factory.welcomeMessage)

    def connectionLost(self, reason):
        if self.dtpFactory is not None:
            self.cleanupDTP()
        self.setTimeout(None)
        logout = getattr(self.shell, 'logout', None)
        if logout is not None:
            logout()
        self.shell = self.transport = None

    def timeoutConnection(self):
        self.transport.loseConnection()

    def lineReceived(self, line):
        from twisted.internet import reactor
        self.resetTimeout()
        self.pauseProducing()
        word, space, rest = line.decode(self._encoding).partition(' ')
        d = defer.maybeDeferred(self.processCommand, word,
                                *([rest] if space else []))
        d.addCallbacks(self._answer, self._refuse, errbackArgs=(word,))
        d.addErrback(log.err)
        reactor.callLater(0, d.addBoth, self._goOn)

    def _answer(self, result):
        if isinstance(result, tuple):
            self.reply(*result)
        elif result is not None:
            self.reply(result)

    def _refuse(self, why, word):
        if why.check(FTPCmdError):
            self.sendLine(why.value.response())
        elif why.check(TypeError) and 'required positional argument' in str(
                why.value):
            self.reply(SYNTAX_ERR, '%s requires an argument.' % word)
        else:
            log.err(why, 'Unexpected FTP error')
            self.reply(REQ_ACTN_NOT_TAKEN, 'internal server error')

    def _goOn(self, ignored):
        if not self.disconnected and self.transport is not None:
            self.resumeProducing()

    def processCommand(self, cmd, *params):
        cmd = cmd.upper()
        if cmd not in self.PUBLIC_COMMANDS:
            if self.state == self.UNAUTH and cmd != 'USER':
                if cmd == 'PASS':
                    return BAD_CMD_SEQ, 'USER required before PASS'
                return NOT_LOGGED_IN
            if self.state == self.INAUTH and cmd != 'PASS':
                return BAD_CMD_SEQ, 'PASS required after USER'
            if self.state == self.RENAMING and cmd != 'RNTO':
                return BAD_CMD_SEQ, 'RNTO required after RNFR'
        method = getattr(self, 'ftp_' + cmd, None)
        if method is None:
            return defer.fail(CmdNotImplementedError(cmd))
        return method(*params)

    # --- who it is -----------------------------------------------------------

    def _isAnonymous(self):
        return (self.factory.allowAnonymous
                and self._user == self.factory.userAnonymous)

    def ftp_USER(self, username):
        if not username:
            return defer.fail(CmdSyntaxError('USER requires an argument'))
        self._user = username
        self.state = self.INAUTH
        if self._isAnonymous():
            return GUEST_NAME_OK_NEED_EMAIL
        return USR_NAME_OK_NEED_PASS, username

    def ftp_PASS(self, password):
        if self._isAnonymous():
            shown = [credentials.Anonymous()]
            reply = GUEST_LOGGED_IN_PROCEED
        else:
            # Some checkers have text, others, as those with files, bytes.
            shown = [credentials.UsernamePassword(self._user, password)]
            shown.append(credentials.UsernamePassword(
                self._user.encode(self._encoding),
                password.encode(self._encoding)))
            reply = USR_LOGGED_IN_PROCEED
        del self._user

        def enter(result):
            interface, self.shell, self.logout = result
            assert interface is IFTPShell, 'the realm gave something else'
            self.workingDirectory = []
            self.state = self.AUTHED
            return reply

        def refuse(failure):
            failure.trap(cred_error.UnauthorizedLogin,
                         cred_error.UnhandledCredentials)
            if shown:
                return ask()
            self.state = self.UNAUTH
            raise AuthorizationError

        def ask():
            return self.portal.login(
                shown.pop(0), None, IFTPShell).addCallbacks(enter, refuse)
        return ask()

    def ftp_QUIT(self):
        self.reply(GOODBYE_MSG)
        self.transport.loseConnection()
        self.disconnected = True

    # --- data connections ----------------------------------------------------

    def getDTPPort(self, factory):
        """Listen at the first port that can be had."""
        from twisted.internet import reactor
        listen = self.listenFactory or reactor.listenTCP
        for number in self.passivePortRange:
            try:
                return listen(number, factory)
            except error.CannotListenError:
                pass
        raise error.CannotListenError(
            '', number, 'No port available in range %s' % self.passivePortRange)

    def _expect(self):
        """A factory for the next data connection instead of the last one."""
        if self.dtpFactory is not None:
            self.cleanupDTP()
        self.dtpFactory = DTPFactory(self, self.transport.getPeer().host)
        self.dtpFactory.setTimeout(self.dtpTimeout)
        return self.dtpFactory

    def ftp_PASV(self):
        from twisted.protocols._ftp_client import encodeHostPort
        factory = self._expect()
        self.dtpPort = self.getDTPPort(factory)
        self.reply(ENTERING_PASV_MODE, encodeHostPort(
            bare(self.transport.getHost().host), self.dtpPort.getHost().port))
        return factory.deferred.addCallback(lambda done: None)

    def ftp_PORT(self, address):
        from twisted.internet import reactor
        from twisted.protocols._ftp_client import decodeHostPort
        try:
            host, number = decodeHostPort(address)
        except ValueError:
            return defer.fail(CmdArgSyntaxError(address))
        if host != bare(self.transport.getPeer().host):
            return CANT_OPEN_DATA_CNX
        factory = self._expect()
        self.dtpPort = reactor.connectTCP(host, number, factory)

        def failed(why):
            why.trap(PortConnectionError)
            return CANT_OPEN_DATA_CNX
        return factory.deferred.addCallbacks(lambda done: ENTERING_PORT_MODE,
                                             failed)

    def cleanupDTP(self):
        """Forget what was made for data."""
        port, self.dtpPort = self.dtpPort, None
        if interfaces.IConnector.providedBy(port):
            port.disconnect()
        elif port is not None:
            port.stopListening()
        self.dtpFactory.stopFactory()
        self.dtpFactory = self.dtpInstance = None

    def _checkData(self, isOpen, verb='RETR'):
        """Fail unless there is a data connection, which is still open."""
        if self.dtpInstance is None or not (isOpen or
                                            self.dtpInstance.isConnected):
            raise BadCmdSequenceError(
                'PORT or PASV required before %s' % verb if isOpen
                else 'must send PORT or PASV before RETR')

    def ftp_LIST(self, path=''):
        self._checkData(False)
        if path.lower() in ('-a', '-l', '-la', '-al'):
            path = ''
        return self._list(path)

    @_found
    def _list(self, path, names):
        def send(results):
            self.reply(DATA_CNX_ALREADY_OPEN_START_XFR)
            for name, attributes in results:
                self.dtpInstance.sendListResponse(self._encodeName(name),
                                                  attributes)
            return self._sent()
        return self.shell.list(names, (
            'size', 'directory', 'permissions', 'hardlinks', 'modified',
            'owner', 'group')).addCallback(send)

    def _encodeName(self, name):
        return os.fsencode(name)

    def _sent(self, result=None):
        self.dtpInstance.transport.loseConnection()
        return TXFR_COMPLETE_OK,

    def ftp_NLST(self, path=''):
        self._checkData(False)
        return self._nameList(path)

    @_found
    def _nameList(self, path, names):
        pattern = None
        if names and set(names[-1]) & set('*?['):
            pattern = names.pop()

        def send(results):
            from fnmatch import fnmatch
            self.reply(DATA_CNX_ALREADY_OPEN_START_XFR)
            for name, attributes in results:
                if pattern is None or fnmatch(name, pattern):
                    self.dtpInstance.sendLine(self._encodeName(name))
            return self._sent()
        # What is not there is an empty list (RFC 959, 4.1.3).
        return self.shell.list(names).addCallback(send).addErrback(self._sent)

    def ftp_RETR(self, path):
        self._checkData(True)
        return self._transfer(path, self.shell.openForReading, self._send)

    def ftp_STOR(self, path):
        self._checkData(True, 'STOR')
        return self._transfer(path, self.shell.openForWriting, self._receive)

    def _transfer(self, path, opener, move):
        try:
            names = toSegments(self.workingDirectory, path)
        except InvalidPath:
            return defer.fail(FileNotFoundError(path))
        self.setTimeout(None)

        def opened(file):
            return move(file).addCallbacks(lambda done: (TXFR_COMPLETE_OK,),
                                           failed)

        def failed(why):
            log.err(why, 'Unexpected error during a transfer')
            return why if why.check(FTPCmdError) else (CNX_CLOSED_TXFR_ABORTED,)

        def unopened(why):
            if why.check(FTPCmdError):
                return why.value.errorCode, '/'.join(names)
            log.err(why, 'Unexpected error opening a file')
            return FILE_NOT_FOUND, '/'.join(names)

        def done(result):
            if self.transport is not None:
                self.setTimeout(self.factory.timeOut)
            return result
        return opener(names).addCallbacks(opened, unopened).addBoth(done)

    def _begins(self):
        self.reply(DATA_CNX_ALREADY_OPEN_START_XFR
                   if self.dtpInstance.isConnected
                   else FILE_STATUS_OK_OPEN_DATA_CNX)

    def _send(self, file):
        self._begins()
        return file.send(self.dtpInstance if self.binary
                         else ASCIIConsumerWrapper(self.dtpInstance))

    def _receive(self, file):
        def store(cons):
            if not self.binary:
                cons = ASCIIConsumerWrapper(cons)
            d = self.dtpInstance.registerConsumer(cons)
            self._begins()
            return d
        return file.receive().addCallback(store).addCallback(
            lambda done: file.close())

    # --- directories and files -----------------------------------------------

    @_found
    def ftp_CWD(self, path, names):
        def enter(result):
            self.workingDirectory = names
            return REQ_FILE_ACTN_COMPLETED_OK,
        return self.shell.access(names).addCallback(enter)

    def ftp_CDUP(self):
        return self.ftp_CWD('..')

    def ftp_PWD(self):
        return PWD_REPLY, '/' + '/'.join(self.workingDirectory)

    @_found
    def ftp_SIZE(self, path, names):
        return self.shell.stat(names, ('size',)).addCallback(
            lambda found: (FILE_STATUS, str(found[0])))

    @_found
    def ftp_MDTM(self, path, names):
        from time import gmtime, strftime
        return self.shell.stat(names, ('modified',)).addCallback(
            lambda found: (FILE_STATUS,
                           strftime('%Y%m%d%H%M%S', gmtime(found[0]))))

    @_found
    def ftp_MKD(self, path, names):
        return self.shell.makeDirectory(names).addCallback(
            lambda done: (MKD_REPLY, path))

    @_found
    def ftp_RMD(self, path, names):
        return self.shell.removeDirectory(names).addCallback(self._done)

    @_found
    def ftp_DELE(self, path, names):
        return self.shell.removeFile(names).addCallback(self._done)

    def _done(self, result):
        return REQ_FILE_ACTN_COMPLETED_OK,

    def ftp_RNFR(self, fromName):
        self._fromName = fromName
        self.state = self.RENAMING
        return REQ_FILE_ACTN_PENDING_FURTHER_INFO,

    def ftp_RNTO(self, toName):
        name = self._fromName
        del self._fromName
        self.state = self.AUTHED
        try:
            before = toSegments(self.workingDirectory, name)
            after = toSegments(self.workingDirectory, toName)
        except InvalidPath:
            return defer.fail(FileNotFoundError(name))
        return self.shell.rename(before, after).addCallback(self._done)

    # --- how files are sent --------------------------------------------------

    def ftp_TYPE(self, type):
        kind = type.upper()
        if not kind:
            return SYNTAX_ERR, 'TYPE requires an argument.'
        method = getattr(self, 'type_' + kind[0], None)
        return method(kind[1:]) if method else self.type_UNKNOWN(kind)

    def type_A(self, code):
        if code not in ('', 'N'):
            return defer.fail(CmdArgSyntaxError(code))
        self.binary = False
        return TYPE_SET_OK, 'A' + code

    def type_I(self, code):
        if code != '':
            return defer.fail(CmdArgSyntaxError(code))
        self.binary = True
        return TYPE_SET_OK, 'I'

    def type_UNKNOWN(self, code):
        return defer.fail(CmdNotImplementedForArgError(code))

    def ftp_STRU(self, structure, only='F'):
        if structure.upper() != only:
            return defer.fail(CmdNotImplementedForArgError(structure))
        return CMD_OK,

    def ftp_MODE(self, mode):
        return self.ftp_STRU(mode, 'S')

    # --- what is said --------------------------------------------------------

    def ftp_NOOP(self):
        return CMD_OK,

    def ftp_SYST(self):
        return NAME_SYS_TYPE

    def ftp_FEAT(self):
        first, last = RESPONSE[FEAT_OK]
        for line in [first] + [' ' + each for each in self.FEATURES] + [last]:
            self.sendLine(line)

    def ftp_OPTS(self, option):
        return OPTS_NOT_IMPLEMENTED, option


class FTPFactory(policies.LimitTotalConnectionsFactory):
    """I serve the users of a portal, whose realm has IFTPShells for them."""

    protocol = FTP
    overflowProtocol = FTPOverflowProtocol
    allowAnonymous = True
    timeOut = 600
    welcomeMessage = 'Twisted %s FTP Server' % copyright.version
    passivePortRange = range(0, 1)

    def __init__(self, portal=None, userAnonymous='anonymous'):
        self.portal = portal
        self.userAnonymous = userAnonymous
        self.instances = []

    def __setstate__(self, state):
        # Who has a root was made before there were portals here.
        self.__dict__.update(state)
        if 'root' in self.__dict__:
            from twisted.protocols._ftp_visitors import VisitorFactory
            self.__class__ = VisitorFactory

    def buildProtocol(self, addr):
        if self.portal is None and 'root' in self.__dict__:
            # It is still told as before there were portals.
            self.__setstate__({})
            return self.buildProtocol(addr)
        made = policies.LimitTotalConnectionsFactory.buildProtocol(self, addr)
        if made is not None:
            session = made.wrappedProtocol
            session.portal = self.portal
            session.timeOut = self.timeOut
            session.passivePortRange = self.passivePortRange
        return made

    def stopFactory(self):
        for session in self.instances:
            session.setTimeout(None)
        policies.LimitTotalConnectionsFactory.stopFactory(self)


def __getattr__(name):
    # The client's side.
    from twisted.protocols import _ftp_client
    if name[0] != '_' and hasattr(_ftp_client, name):
        return getattr(_ftp_client, name)
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
