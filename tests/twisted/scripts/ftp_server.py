# An FTP server with a portal, as the documentation of Twisted has it, and all
# that a client asks it; then one with a shell of its own.
import os
import sys

from zope.interface import implementer

from twisted.cred.checkers import AllowAnonymousAccess, FilePasswordDB
from twisted.cred.checkers import ICredentialsChecker
from twisted.cred.credentials import IUsernamePassword
from twisted.cred.error import UnauthorizedLogin
from twisted.cred.portal import Portal
from twisted.internet import defer, protocol, reactor
from twisted.protocols import basic, ftp
from twisted.python import filepath

os.makedirs('public/sub')
os.makedirs('home/jeff')
for name, text in (('public/hello', b'one\ntwo\n'), ('public/sub/b.txt', b'b'),
                   ('public/sub/a.txt', b'aa'),
                   ('home/jeff/own', b'x' * 70000)):
    with open(name, 'wb') as file:
        file.write(text)
    os.utime(name, (1000000000, 1000000000))
with open('pass.dat', 'w') as file:
    file.write('nobody:pw\n')


@implementer(ICredentialsChecker)
class Texts:
    credentialInterfaces = IUsernamePassword,

    def requestAvatarId(self, shown):
        if (shown.username, shown.password) == ('jeff', 'bozo'):
            return 'jeff'
        raise UnauthorizedLogin()


class Data(protocol.Protocol):
    def connectionMade(self):
        self.factory.ready.callback(self)
        if self.factory.sends is not None:
            self.transport.write(self.factory.sends)
            self.transport.loseConnection()

    def dataReceived(self, data):
        self.factory.heard += data

    def connectionLost(self, reason):
        self.factory.done.callback(self.factory.heard)


class Control(basic.LineReceiver):
    def __init__(self):
        self.lines = defer.DeferredQueue()

    def lineReceived(self, line):
        self.lines.put(line.decode())

    @defer.inlineCallbacks
    def say(self, line, replies=1):
        self.sendLine(line.encode())
        print('>', line)
        for count in range(replies):
            reply = yield self.lines.get()
            while reply[:3].isdigit() and reply[3] == '-' or reply[0] == ' ':
                print('<', reply)
                reply = yield self.lines.get()
            print('<', reply if reply[:3] != '227' else reply[:23])
        return reply

    @defer.inlineCallbacks
    def move(self, line, sends=None, active=False):
        factory = protocol.ClientFactory.forProtocol(Data)
        factory.noisy = False
        factory.ready, factory.done = defer.Deferred(), defer.Deferred()
        factory.heard, factory.sends = b'', sends
        if active:
            port = reactor.listenTCP(0, factory, interface='127.0.0.1')
            number = port.getHost().port
            self.sendLine(b'PORT 127,0,0,1,%d,%d' % (number >> 8, number & 255))
            print('>', 'PORT')
            print('<', (yield self.lines.get()))
            yield port.stopListening()
        else:
            reply = yield self.say('PASV')
            numbers = reply[27:-2].split(',')
            reactor.connectTCP('127.0.0.1', int(numbers[4]) * 256
                               + int(numbers[5]), factory)
        yield factory.ready
        yield self.say(line, 2)
        heard = yield factory.done
        return heard


@defer.inlineCallbacks
def visit(port, script):
    control = yield protocol.ClientCreator(reactor, Control).connectTCP(
        '127.0.0.1', port.getHost().port)
    print('<', (yield control.lines.get()))
    yield script(control)
    yield control.say('QUIT')


@defer.inlineCallbacks
def anonymous(c):
    for line in ('NOOP', 'PASS x', 'USER', 'USER anonymous', 'PWD', 'PASS a@b',
                 'PWD', 'SYST', 'FEAT', 'OPTS UTF8 ON', 'NOOP', 'TYPE I',
                 'TYPE A', 'TYPE A N', 'TYPE E', 'TYPE I', 'STRU F', 'STRU R',
                 'MODE S', 'MODE B', 'SIZE hello', 'SIZE none', 'MDTM hello',
                 'CWD none', 'CWD hello', 'CWD sub', 'PWD', 'CDUP', 'CDUP',
                 'CWD ../..', 'MKD new', 'RMD sub', 'DELE hello', 'RNFR hello',
                 'NOOP', 'RNTO other', 'RETR hello', 'LIST', 'STOR x',
                 'REST 5', 'XYZZY', 'SIZE'):
        yield c.say(line)
    print(repr((yield c.move('RETR hello'))))
    print(sorted((yield c.move('NLST .')).split()))
    print(sorted((yield c.move('NLST sub/a*')).split()))
    print((yield c.move('NLST sub/*.txt')).count(b'.txt'))
    for line in (yield c.move('LIST sub')).splitlines():
        words = line.split()
        print(words[0], words[4:])
    print(repr((yield c.move('RETR sub/b.txt', active=True))))
    reply = yield c.say('PASV')
    numbers = reply[27:-2].split(',')
    yield protocol.ClientCreator(reactor, protocol.Protocol).connectTCP(
        '127.0.0.1', int(numbers[4]) * 256 + int(numbers[5]))
    yield c.say('RETR none')
    yield c.say('STOR new')


@defer.inlineCallbacks
def named(c):
    for line in 'USER jeff', 'PASS wrong', 'PWD', 'USER jeff', 'PASS bozo':
        yield c.say(line)
    print(len((yield c.move('RETR own'))))
    print(repr((yield c.move('STOR new', b'abc' * 50000))))
    with open('home/jeff/new', 'rb') as file:
        print(file.read() == b'abc' * 50000)
    for line in ('SIZE new', 'MKD dir', 'MKD dir', 'CWD dir', 'RMD dir',
                 'CWD ..', 'RMD new', 'DELE dir', 'RNFR new', 'RNTO dir/moved',
                 'SIZE dir/moved', 'RMD dir', 'DELE dir/moved', 'RMD dir',
                 'DELE none'):
        if line != 'RMD dir' or not os.listdir('home/jeff/dir'):
            yield c.say(line)
    print(os.listdir('home/jeff'))


@implementer(ftp.IFTPShell)
class Memory(ftp.FTPShell):
    def __init__(self):
        ftp.FTPShell.__init__(self, filepath.FilePath('public'))

    def makeDirectory(self, path):
        return defer.fail(ftp.PermissionDeniedError('/'.join(path)))

    def removeFile(self, path):
        raise ValueError('not that')

    def logout(self):
        print('gone')


class Realm(ftp.BaseFTPRealm):
    def requestAvatar(self, avatarId, mind, *interfaces):
        shell = Memory()
        return interfaces[0], shell, shell.logout


@defer.inlineCallbacks
def own(c):
    for line in ('USER anonymous', 'PASS', 'PASS x', 'MKD a', 'DELE hello',
                 'SIZE hello'):
        yield c.say(line)


@defer.inlineCallbacks
def many(c):
    yield c.say('NOOP')
    try:
        port = many.port
        crowd = yield protocol.ClientCreator(reactor, Control).connectTCP(
            '127.0.0.1', port.getHost().port)
        print('<', (yield crowd.lines.get()))
    finally:
        many.port = None


@defer.inlineCallbacks
def main():
    p = Portal(ftp.FTPRealm('public', 'home'), [
        AllowAnonymousAccess(), Texts()])
    f = ftp.FTPFactory(p)
    f.connectionLimit = 1
    f.welcomeMessage = 'Welcome.'
    port = reactor.listenTCP(0, f, interface='127.0.0.1')
    yield visit(port, anonymous)
    yield visit(port, named)
    many.port = port
    yield visit(port, many)
    yield port.stopListening()
    g = ftp.FTPFactory(Portal(Realm('public'), [AllowAnonymousAccess()]))
    g.welcomeMessage = 'Mine.'
    port = reactor.listenTCP(0, g, interface='127.0.0.1')
    yield visit(port, own)
    yield port.stopListening()
    print(ftp.toSegments(['a'], '../b/./c'), ftp.FTPCmdError.__mro__[1])
    for each in (ftp.FileNotFoundError('x'), ftp.AnonUserDeniedError(),
                 ftp.CmdArgSyntaxError('y'), ftp.IsADirectoryError('z')):
        print(type(each), each.response())
    db = FilePasswordDB('pass.dat')
    print(db.getUser(b'nobody'))
    print(len(ftp.RESPONSE), ftp.RESPONSE[ftp.WELCOME_MSG])


main().addErrback(lambda why: why.printTraceback(sys.stdout)).addBoth(
    lambda done: reactor.callLater(0.1, reactor.stop))
reactor.run()
