# A client of FTP, and a server that knows by heart what it is asked.
from twisted.internet import defer, error, protocol, reactor
from twisted.protocols import basic, ftp

FILES = (b'-rw-r--r--   1 root  other     531 Jan 29 03:26 README\r\n'
         b'dr-xr-xr-x   2 root  other     512 Apr  8  1994 two\\ words\r\n'
         b'lrwxrwxrwx   1 root  other       7 Jan 25 00:17 bin -> usr/bin\r\n'
         b'total 3\r\n')


class Server(basic.LineReceiver):
    """I answer a line each."""

    answers = {
        b'USER anonymous': b'331 who are you?', b'TYPE I': b'200 fine',
        b'PASS me@example.com': b'230-welcome\r\n  230 not yet\r\n230 in',
        b'CWD there': b'250 you are there', b'CWD nowhere': b'550 no',
        b'PWD': b'257 "/there/it is" is where you are',
        b'RNFR a': b'350 to what?', b'RNTO b': b'250 done',
        b'RNFR x': b'550 there is no x', b'MKD d': b'257 "d" made',
        b'DELE f': b'250 gone', b'RMD d': b'250 gone', b'CDUP': b'250 up',
        b'REST 4': b'350 from there', b'NOOP': b'999 what?',
        b'QUIT': b'221 bye'}
    data = None

    def connectionMade(self):
        self.sendLine(b'220 hello')

    def lineReceived(self, line):
        verb = line.split(b' ')[0]
        if verb != b'NOOP':
            print('>', verb if verb == b'PORT' else line)
        if verb == b'PASV':
            self.data = Data()
            self.port = reactor.listenTCP(0, one(self.data),
                                          interface='127.0.0.1')
            number = self.port.getHost().port
            self.sendLine(b'227 =' + ftp.encodeHostPort(
                '127.0.0.1', number).encode())
        elif verb == b'PORT':
            host, number = ftp.decodeHostPort(line[5:].decode())
            self.data = Data()
            reactor.connectTCP(host, number, one(self.data))
            self.sendLine(b'200 connecting')
        elif verb in (b'LIST', b'RETR', b'STOR', b'NLST'):
            self.sendLine(b'150 it comes')
            if verb == b'STOR':
                self.data.done.addCallback(
                    lambda _: print('stored', self.data.heard))
            self.data.done.addCallback(lambda _: self.sendLine(b'226 all'))
            self.data.say.callback({b'LIST': FILES, b'RETR': b'contents',
                                    b'NLST': b'README\r\nbin\r\n'}.get(verb))
        else:
            self.sendLine(self.answers[line])


class Data(protocol.Protocol):
    def __init__(self):
        self.say = defer.Deferred()
        self.done = defer.Deferred()
        self.heard = b''

    def connectionMade(self):
        self.say.addCallback(self.send)

    def send(self, what):
        if what is not None:
            self.transport.write(what)
            self.transport.loseConnection()

    def dataReceived(self, data):
        self.heard += data

    def connectionLost(self, reason):
        self.done.callback(None)


def one(p):
    factory = protocol.ClientFactory()
    factory.noisy = False
    factory.buildProtocol = lambda address: p
    return factory


class Buffer(protocol.Protocol):
    def __init__(self):
        self.heard = b''

    def dataReceived(self, data):
        self.heard += data


@defer.inlineCallbacks
def session(client):
    for passive in 1, 0:
        client.passive = passive
        files = ftp.FTPFileListProtocol()
        files.unknownLine = lambda line: print('unknown', line)
        yield client.list('.', files)
        for each in files.files:
            print(sorted(each.items(), key=str))
        part = Buffer()
        yield client.retrieveFile('name\nof', part, 4)
        print(part.heard)
        ready, done = client.storeFile('new')
        sender = yield ready
        sender.write(b'what is stored')
        sender.finish()
        yield done
    for call in (lambda: client.cwd('there'), lambda: client.cwd('nowhere'),
                 client.pwd, client.getDirectory, client.cdup,
                 lambda: client.rename('a', 'b'),
                 lambda: client.rename('x', 'y'),
                 lambda: client.makeDirectory('d'),
                 lambda: client.removeFile('f'),
                 lambda: client.removeDirectory('d'),
                 lambda: client.queueStringCommand('NOOP')):
        try:
            print((yield call()))
        except ftp.FTPError as e:
            print(type(e).__name__, e)
    print(client.greeting)
    print((yield client.quit()))
    left = client.queueStringCommand('NOOP')
    client.transport.loseConnection()
    try:
        yield left
    except ftp.FTPError as e:
        print(type(e).__name__, e.args[0], e.args[1].type is
              error.ConnectionDone)


server = protocol.Factory.forProtocol(Server)
port = reactor.listenTCP(0, server, interface='127.0.0.1')
protocol.ClientCreator(reactor, ftp.FTPClient, 'anonymous', 'me@example.com') \
    .connectTCP('127.0.0.1', port.getHost().port).addCallback(session) \
    .addErrback(lambda f: f.printTraceback()).addBoth(
        lambda _: reactor.stop())
reactor.run()
for wrong in '1,2,3,4,5,256', '1,2,3':
    try:
        print(ftp.decodeHostPort(wrong))
    except ValueError as e:
        print('ValueError')
print(ftp.parsePWDResponse('257 nothing'))
