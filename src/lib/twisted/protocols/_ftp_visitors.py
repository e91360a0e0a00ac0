"""FTP (RFC 959, 2428, 3659): visitors of a directory, who never leave it."""

import os
import stat

from twisted.cred._secret import sameSecret
from twisted.internet import protocol
from twisted.protocols import basic, policies
from twisted.protocols._ftp_data import DataChannel
from twisted.protocols._ftp_text import (
    Refusal, chunks, facts, listed, long_line, moment, quoted, refusal, sink,
    spoken)
from twisted.python import log

# How many commands wait for the end of a transfer.
MAX_WAITING = 50
# How long who is hung up on may take to hear it.
FAREWELL_SECONDS = 10
# Passwords that one connection may try, and how long a wrong one takes.
MAX_ATTEMPTS = 3
REFUSAL_SECONDS = 1

_BEFORE_LOGIN = ('USER', 'PASS', 'ACCT', 'QUIT', 'SYST', 'FEAT', 'HELP', 'NOOP',
                 'OPTS')
_FEATURES = ('EPRT', 'EPSV', 'MDTM', 'MLST type*;size*;modify*;', 'PASV',
             'REST STREAM', 'SIZE', 'TVFS', 'UTF8')


class Visitor:
    """I am who has logged in: what they may see and change."""

    def __init__(self, root, mayWrite):
        from twisted.python import _enclosure
        self.root = _enclosure.Enclosure(root)
        self.mayWrite = mayWrite


class VisitorFactory(protocol.Factory):
    """I let visitors into a directory: users, who have a password and may
    change things there, and if I am told so anonymous ones, who may look."""

    welcomeMessage = 'Welcome, twisted.ftp at your service.'
    anonymous = 0
    useranonymous = 'anonymous'
    # Whether data may go to somebody else than who asks for it.
    thirdparty = 0
    timeOut = 600
    maxVisitors = 200
    visitors = 0
    users = {}
    # As scripts of 2003 say it: {'joe': {'passwd': 'secret'}}.
    userdict = {}
    otp = 0

    def __init__(self, root, users=None):
        self.root = root
        self.users = users or {}

    def buildProtocol(self, addr):
        made = Visit() if self.protocol is None else self.protocol()
        made.factory = self
        return made

    def isAnonymous(self, user):
        return self.anonymous and user == self.useranonymous

    def logIn(self, user, password):
        """The Visitor that these (str) let in, or None."""
        if self.isAnonymous(user):
            return Visitor(self.root, False)
        if self.otp:
            raise ValueError('there are no one-time passwords here')
        # Who does not exist takes as long to refuse.
        secret = self.users.get(user)
        if secret is None:
            secret = self.userdict.get(user, {}).get('passwd')
        if sameSecret(secret or '', password) and secret is not None:
            return Visitor(self.root, True)

    def __getstate__(self):
        state = protocol.Factory.__getstate__(self)
        state.pop('visitors', None)
        return state


class Visit(DataChannel, policies.TimeoutMixin, basic.LineReceiver):
    """I am a visitor's control connection.

    Commands that come during a transfer wait for its end, but for those that
    ask about it.
    """

    delimiter = b'\n'
    MAX_LENGTH = 4096
    user = visitor = renamed = None
    cwd = ()
    binary = False
    restart = attempts = 0
    busy = leaving = False

    def connectionMade(self):
        self.waiting = []
        # Who does not read answers is not read from.
        self.transport.registerProducer(self, True)
        self.setTimeout(self.factory.timeOut)
        self.factory.visitors += 1
        if self.factory.visitors > self.factory.maxVisitors:
            self.hangUp(421, 'Too many visitors, try again later.')
        else:
            self.reply(220, self.factory.welcomeMessage)

    def connectionLost(self, reason=None):
        self.leaving = True
        self.setTimeout(None)
        self.factory.visitors -= 1
        self.forgetData()
        self.endTransfer()

    def timeoutConnection(self):
        if self.leaving:
            self.transport.abortConnection()
        else:
            self.hangUp(421, 'Nothing happened for too long.')

    def hangUp(self, code, text):
        self.reply(code, text)
        self.leaving = True
        self.forgetData()
        self.transport.unregisterProducer()
        self.transport.loseConnection()
        self.setTimeout(FAREWELL_SECONDS)

    def reply(self, code, text, *lines):
        """One line, or several of which the text is the last."""
        if self.leaving:
            return
        out = [b'%d-%s' % (code, spoken(lines[0]))] if lines else []
        out += [b' ' + spoken(line) for line in lines[1:]]
        out.append(b'%d %s\r\n' % (code, spoken(text)))
        self.transport.write(b'\r\n'.join(out))

    # --- commands ------------------------------------------------------------

    def lineReceived(self, line):
        self.resetTimeout()
        line = line.rstrip(b'\r')
        # An urgent ABOR comes with telnet's Interrupt and Data Mark in front.
        while line[:1] == b'\xff' and line[1:2] not in (b'', b'\xff'):
            line = line[2:]
        word, _, argument = line.replace(b'\xff\xff', b'\xff').partition(b' ')
        word = word.decode('latin-1').upper()
        if not self.busy or word in ('ABOR', 'NOOP'):
            self.obey(word, argument)
        elif len(self.waiting) < MAX_WAITING:
            self.waiting.append((word, argument))
        else:
            self.hangUp(421, 'Too many commands at once.')

    def lineLengthExceeded(self, line):
        self.hangUp(500, 'Nobody has that much to say.')

    def obey(self, word, argument):
        method = getattr(self, 'ftp_' + word, None)
        try:
            if method is None:
                raise Refusal(500, 'There is no command %s.' % word)
            if self.visitor is None and word not in _BEFORE_LOGIN:
                raise Refusal(530, 'Please log in with USER and PASS.')
            if b'\0' in argument:
                raise Refusal(501, 'No name has a NUL in it.')
            method(argument)
        except Refusal as error:
            self.reply(*error.args)
        except OSError as error:
            self.reply(*refusal(error))

    def hold(self):
        """Let commands wait until release()."""
        self.busy = True

    def release(self):
        self.busy = False
        while self.waiting and not self.busy and not self.leaving:
            self.obey(*self.waiting.pop(0))

    def ftp_USER(self, argument):
        self.visitor = None
        self.user = argument.decode('latin-1')
        if self.factory.isAnonymous(self.user):
            self.reply(331, 'Guest login ok, type your email address as '
                            'password.')
        else:
            self.reply(331, 'Password required for %s.' % self.user)

    def ftp_PASS(self, argument):
        if self.user is None:
            raise Refusal(503, 'Say USER first.')
        user, self.user = self.user, None
        self.visitor = self.factory.logIn(user, argument.decode('latin-1'))
        if self.visitor is None:
            log.msg('login refused')
            from twisted.internet import reactor
            self.hold()
            reactor.callLater(REFUSAL_SECONDS, self.refuse)
            return
        self.cwd = ()
        log.msg('%r logged in' % user)
        if self.visitor.mayWrite:
            self.reply(230, 'User logged in, proceed.')
        else:
            self.reply(230, 'Anonymous login ok, access restrictions apply.')

    def refuse(self):
        self.attempts += 1
        if self.attempts >= MAX_ATTEMPTS:
            if not self.leaving:
                self.hangUp(421, 'Too many attempts.')
            return
        self.reply(530, 'Login incorrect.')
        self.release()

    def ftp_QUIT(self, argument):
        self.hangUp(221, 'Goodbye.')

    def ftp_NOOP(self, argument):
        self.reply(200, 'NOOP ok.')

    def ftp_ACCT(self, argument):
        self.reply(202, 'There are no accounts here.')

    ftp_ALLO = ftp_ACCT

    def ftp_SYST(self, argument):
        self.reply(215, 'UNIX Type: L8')

    def ftp_FEAT(self, argument):
        self.reply(211, 'End.', 'Features:', *_FEATURES)

    def ftp_HELP(self, argument):
        words = [name[4:] for name in dir(self) if name[:4] == 'ftp_']
        self.reply(214, 'End.', 'Commands:', *[
            ' '.join(words[at:at + 8]) for at in range(0, len(words), 8)])

    def ftp_OPTS(self, argument):
        if argument.upper().rstrip() not in (b'UTF8 ON', b'UTF8'):
            raise Refusal(501, 'There is no such option.')
        self.reply(200, 'Names are bytes, UTF-8 like any.')

    def ftp_STAT(self, argument):
        if argument:
            raise Refusal(504, 'STAT knows the server alone; use LIST.')
        self.reply(211, 'End.', 'Twisted FTP', 'Type: %s' % (
            'image' if self.binary else 'ASCII'))

    def ftp_TYPE(self, argument):
        kind = argument.upper().strip()
        if kind not in (b'A', b'A N', b'I', b'L 8'):
            raise Refusal(504, 'Only the types A and I are known.')
        self.binary = kind[:1] != b'A'
        self.reply(200, 'Type set to %s.' % kind.decode('ascii'))

    def ftp_MODE(self, argument, only=b'S'):
        if argument.upper().strip() != only:
            raise Refusal(504, 'Only %s is known.' % only.decode('ascii'))
        self.reply(200, 'Ok.')

    def ftp_STRU(self, argument):
        self.ftp_MODE(argument, b'F')

    # --- directories and files -----------------------------------------------

    def names(self, path):
        """The names on the way from the root to what a path means here."""
        names = [] if path[:1] == b'/' else list(self.cwd)
        for name in path.split(b'/'):
            if name == b'..':
                del names[-1:]
            elif name not in (b'', b'.'):
                names.append(name)
        return names

    def changed(self, path):
        """The names of what is to be changed, if this visitor may."""
        if not self.visitor.mayWrite:
            raise Refusal(550, 'Permission denied.')
        names = self.names(path)
        if not names:
            raise Refusal(550, 'The root stays as it is.')
        return names

    def ftp_PWD(self, argument):
        self.reply(257, b'"%s" is the current directory.' % quoted(self.cwd))

    def ftp_CWD(self, argument):
        names = self.names(argument)
        if not stat.S_ISDIR(self.visitor.root.stat(names).st_mode):
            raise Refusal(550, 'Not a directory.')
        self.cwd = tuple(names)
        self.reply(250, 'Directory changed.')

    def ftp_CDUP(self, argument):
        self.ftp_CWD(b'..')

    ftp_XPWD = ftp_PWD
    ftp_XCWD = ftp_CWD
    ftp_XCUP = ftp_CDUP

    def ftp_MKD(self, argument):
        names = self.changed(argument)
        self.visitor.root.at(os.mkdir, names)
        self.reply(257, b'"%s" created.' % quoted(names))

    def ftp_RMD(self, argument):
        self.visitor.root.at(os.rmdir, self.changed(argument))
        self.reply(250, 'Directory removed.')

    ftp_XMKD = ftp_MKD
    ftp_XRMD = ftp_RMD

    def ftp_DELE(self, argument):
        self.visitor.root.at(os.unlink, self.changed(argument))
        self.reply(250, 'File removed.')

    def ftp_RNFR(self, argument):
        names = self.changed(argument)
        self.visitor.root.stat(names, False)
        self.renamed = names
        self.reply(350, 'And now RNTO.')

    def ftp_RNTO(self, argument):
        before, self.renamed = self.renamed, None
        if before is None:
            raise Refusal(503, 'Say RNFR first.')
        self.visitor.root.rename(before, self.changed(argument))
        self.reply(250, 'Renamed.')

    def ftp_SIZE(self, argument):
        if not self.binary:
            raise Refusal(550, 'What a file has in ASCII is not known.')
        self.reply(213, '%d' % self.plain(argument).st_size)

    def ftp_MDTM(self, argument):
        self.reply(213, moment(self.plain(argument)))

    def plain(self, path):
        """What stat() says of a plain file."""
        info = self.visitor.root.stat(self.names(path))
        if not stat.S_ISREG(info.st_mode):
            raise Refusal(550, 'Not a plain file.')
        return info

    # --- transfers -----------------------------------------------------------

    def ftp_REST(self, argument):
        argument = argument.strip()
        if not argument.isdigit() or len(argument) > 18:
            raise Refusal(501, 'REST wants a number of bytes.')
        if not self.binary and int(argument):
            raise Refusal(504, 'Only what goes in binary can be continued.')
        self.restart = int(argument)
        self.reply(350, 'Continuing there.')

    def ftp_RETR(self, argument):
        fd, start = self.opened(argument, os.O_RDONLY)
        self.begin(fd, chunks=chunks(fd, start, self.binary))

    def ftp_STOR(self, argument, flags=os.O_WRONLY | os.O_CREAT):
        self.changed(argument)
        fd, start = self.opened(argument, flags)
        self.begin(fd, sink=sink(fd, start, self.binary))

    def ftp_APPE(self, argument):
        self.restart = 0
        self.ftp_STOR(argument, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def opened(self, path, flags):
        """The descriptor of a plain file, and where in it to start."""
        start, self.restart = self.restart, 0
        self.checkChannel()
        if start:
            flags &= ~os.O_CREAT  # what is not there has no rest
        fd = self.visitor.root.open(self.names(path), flags)
        try:
            info = os.fstat(fd)
            if not stat.S_ISREG(info.st_mode):
                raise Refusal(550, 'Not a plain file.')
            if start > info.st_size:
                raise Refusal(554, 'It has %d bytes only.' % info.st_size)
            if flags & os.O_CREAT and not flags & os.O_APPEND:
                os.ftruncate(fd, 0)
        except BaseException:
            os.close(fd)
            raise
        return fd, start

    def ftp_LIST(self, argument):
        self.sendList(argument, long_line)

    def ftp_NLST(self, argument):
        self.sendList(argument)

    def ftp_MLSD(self, argument):
        if not stat.S_ISDIR(self.visitor.root.stat(
                self.names(argument)).st_mode):
            raise Refusal(501, 'Not a directory.')
        self.sendList(argument, facts)

    def ftp_MLST(self, argument):
        names = self.names(argument)
        self.reply(250, 'End.', 'Here it is:',
                   facts(b'/' + b'/'.join(names),
                          self.visitor.root.stat(names)))

    def sendList(self, path, line=None):
        """Lines for what is in a directory, or fits a pattern; without a line()
        the names, as RETR knows them here."""
        self.checkChannel()
        # What ls(1) is told stands in front, and we are not ls.
        while path[:1] == b'-':
            path = path.partition(b' ')[2].lstrip()
        names, pattern = self.names(path), None
        root = self.visitor.root
        try:
            is_directory = stat.S_ISDIR(root.stat(names).st_mode)
        except FileNotFoundError:
            if not set(names[-1]) & set(b'*?['):
                raise
            is_directory, pattern = False, names[-1]
        found = []
        if not is_directory:
            names, found = names[:-1], names[-1:]
        fd = root.open(names, os.O_RDONLY | os.O_DIRECTORY)
        try:
            if is_directory or pattern is not None:
                found = sorted([os.fsencode(name) for name in os.listdir(fd)])
            if pattern is not None:
                import fnmatch
                found = fnmatch.filter(found, pattern)
        except BaseException:
            os.close(fd)
            raise
        if line is None:
            if is_directory and path:
                path = path.rstrip(b'/') + b'/'
            front = path[:path.rfind(b'/') + 1]

            def line(name, info):
                return front + name
        self.begin(fd, chunks=listed(root, fd, names, found, line))
