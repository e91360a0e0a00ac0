# A menu by telnet, with what both sides agree on about the terminal.
import struct
import sys

from twisted.conch import telnet
from twisted.internet import defer, protocol, reactor


class Menu(telnet.StatefulTelnetProtocol):
    """Names and passwords, then a menu; windows tell their size."""

    state = 'Name'

    def connectionMade(self):
        telnet.StatefulTelnetProtocol.connectionMade(self)
        self.size = None
        self.transport.negotiationMap[telnet.NAWS] = self.resized
        self.transport.do(telnet.NAWS).addCallbacks(
            lambda agreed: print('server: size is told', agreed),
            lambda why: print('server: no size', why.type.__name__))
        self.transport.do(telnet.LINEMODE).addErrback(
            lambda why: print('server: no lines', why.type.__name__))
        self.transport.write(b'name: ')

    def enableRemote(self, option):
        return option == telnet.NAWS

    def disableRemote(self, option):
        print('server: off', ord(option))

    def enableLocal(self, option):
        return option == telnet.ECHO

    def disableLocal(self, option):
        print('server: no more', ord(option))

    def resized(self, data):
        self.size = struct.unpack('!HH', b''.join(data))
        self.transport.write(b'%dx%d\n' % self.size)

    def telnet_Name(self, line):
        self.name = line
        self.transport.will(telnet.ECHO)
        self.transport.write(b'password: ')
        return 'Password'

    def telnet_Password(self, line):
        self.transport.wont(telnet.ECHO)
        if line != b'pw\xff':
            self.transport.write(b'no\nname: ')
            return 'Name'
        self.transport.write(b'hello %s\n> ' % self.name)
        return 'Menu'

    def telnet_Menu(self, line):
        if line == b'quit':
            self.transport.loseConnection()
            return 'Done'
        self.transport.write(line.upper() + b'\n> ')

    def telnet_Done(self, line):
        print('too late')

    def connectionLost(self, reason):
        print('server: gone')
        telnet.StatefulTelnetProtocol.connectionLost(self, reason)


class Terminal(telnet.TelnetProtocol):
    def connectionMade(self):
        self.heard = b''
        self.waits = []

    def enableLocal(self, option):
        if option == telnet.NAWS:
            reactor.callLater(0, self.transport.requestNegotiation, option,
                              struct.pack('!HH', 80, 255))
            return True
        return False

    def enableRemote(self, option):
        print('terminal: they will', ord(option))
        return True

    def disableRemote(self, option):
        print('terminal: they stop', ord(option))

    def dataReceived(self, data):
        self.heard += data
        self.look()

    def look(self):
        while self.waits and self.waits[0][0] in self.heard:
            text, d = self.waits.pop(0)
            end = self.heard.index(text) + len(text)
            head, self.heard = self.heard[:end], self.heard[end:]
            d.callback(head)

    def until(self, text):
        d = defer.Deferred()
        self.waits.append((text, d))
        reactor.callLater(0, self.look)
        return d

    def connectionLost(self, reason):
        reactor.callLater(0.1, reactor.stop)


@defer.inlineCallbacks
def visit(transport):
    me = transport.protocol
    first = yield me.until(b'255\n')
    print(sorted(first.split(b': ')))
    for line, answer in ((b'ann', b'word: '), (b'no', b'name: '),
                         (b'ann', b'word: '), (b'pw\xff', b'> '),
                         (b'one', b'> '), (b'two \xff\xff', b'> ')):
        transport.write(line + b'\n')
        print(repr((yield me.until(answer))))
    result = yield transport.will(telnet.NAWS).addErrback(
        lambda why: why.type.__name__)
    print(result)
    result = yield transport.wont(telnet.NAWS).addErrback(
        lambda why: why.type.__name__)
    print(result)
    result = yield transport.do(telnet.SGA).addErrback(
        lambda why: why.type.__name__)
    print(result)
    transport.write(b'quit\n')


servers = protocol.ServerFactory()
servers.protocol = lambda: telnet.TelnetTransport(Menu)
port = reactor.listenTCP(0, servers, interface='127.0.0.1')


class Clients(protocol.ClientFactory):
    def buildProtocol(self, addr):
        made = telnet.TelnetTransport(Terminal)
        reactor.callLater(0, lambda: visit(made).addErrback(
            lambda why: (why.printTraceback(sys.stdout), reactor.stop())))
        return made


reactor.connectTCP('127.0.0.1', port.getHost().port, Clients())
reactor.callLater(100, reactor.stop)
reactor.run()
