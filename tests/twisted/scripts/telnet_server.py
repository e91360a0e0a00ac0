# A telnet server of one's own, over a real connection: login and commands.
from twisted.conch.telnet import (
    DO, DONT, ECHO, IAC, WILL, WONT, StatefulTelnetProtocol, TelnetTransport)
from twisted.internet import defer, endpoints, protocol, reactor, task


class Kettle(StatefulTelnetProtocol):
    state = 'User'

    def connectionMade(self):
        self.transport.write(b'user: ')

    def enableLocal(self, option):
        return option == ECHO

    def disableLocal(self, option):
        print('echo is ours no more')

    def telnet_User(self, line):
        self.user = line
        self.transport.will(ECHO).addCallback(
            lambda ignored: self.transport.write(b'password: '))
        return 'Password'

    def telnet_Password(self, line):
        if line != b'tea':
            self.transport.write(b'\nno\n')
            self.transport.loseConnection()
            return 'Discard'
        self.transport.wont(ECHO).addCallback(
            lambda ignored: self.transport.write(b'\n> '))
        return 'Command'

    def telnet_Command(self, line):
        if line == b'quit':
            self.transport.loseConnection()
            return 'Discard'
        self.transport.write(b'%s says %s\n> ' % (self.user, line))

    def connectionLost(self, reason):
        print('lost', reason.type.__name__)
        self.factory.lost.callback(None)


class Client(protocol.Protocol):
    def __init__(self):
        self.data = b''
        self.waiting = None
        self.lost = defer.Deferred()

    def dataReceived(self, data):
        self.data += data
        self.look()

    def look(self):
        if self.waiting and self.waiting[0] in self.data:
            end, d = self.waiting
            said, end, self.data = self.data.partition(end)
            self.waiting = None
            d.callback(said + end)

    def until(self, end):
        d = defer.Deferred()
        self.waiting = end, d
        self.look()
        return d

    def connectionLost(self, reason):
        self.lost.callback(self.data)


@defer.inlineCallbacks
def main(reactor):
    for password in b'tea', b'coffee':
        factory = protocol.ServerFactory()
        factory.noisy = False
        factory.protocol = lambda: TelnetTransport(Kettle)
        factory.lost = defer.Deferred()
        port = reactor.listenTCP(0, factory, interface='127.0.0.1')
        client = yield endpoints.connectProtocol(endpoints.TCP4ClientEndpoint(
            reactor, '127.0.0.1', port.getHost().port), Client())
        print((yield client.until(b'user: ')))
        client.transport.write(b'bob\r\n')
        print((yield client.until(IAC + WILL + ECHO)))
        for byte in IAC + DO + ECHO:
            client.transport.write(bytes([byte]))
            yield task.deferLater(reactor, 0)
        print((yield client.until(b'password: ')))
        client.transport.write(password + b'\r\n')
        if password == b'tea':
            print((yield client.until(IAC + WONT + ECHO)))
            client.transport.write(IAC + DONT + ECHO)
            print((yield client.until(b'> ')))
            client.transport.write(b'hot\xff\xff\r\nquit\r\n')
        print((yield client.lost))
        yield factory.lost
        yield port.stopListening()


task.react(main)
