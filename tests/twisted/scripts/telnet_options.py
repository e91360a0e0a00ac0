# Telnet for protocols of one's own: options, commands, text, cut anywhere.
from twisted.conch import telnet
from twisted.conch.telnet import (
    AO, AYT, BRK, DO, DONT, ECHO, IAC, IP, LINEMODE, NAWS, SB, SE, SGA, WILL,
    WONT)
from twisted.internet import defer
from twisted.internet.error import ConnectionDone
from twisted.python import failure
from zope.interface.verify import verifyObject


class Wire:
    disconnecting = False

    def __init__(self):
        self.said = b''
        self.lost = False

    def write(self, data):
        self.said += data

    def writeSequence(self, parts):
        self.write(b''.join(parts))

    def loseConnection(self):
        self.lost = True

    def getPeer(self):
        return 'peer'

    getHost = getPeer

    def take(self):
        said, self.said = self.said, b''
        return said


class Guest(telnet.TelnetProtocol):
    local = remote = (ECHO, SGA)

    def __init__(self, name='guest'):
        self.name = name
        self.heard = []

    def connectionMade(self):
        self.heard.append('made')

    def dataReceived(self, data):
        if self.heard and isinstance(self.heard[-1], bytes):
            data = self.heard.pop() + data
        self.heard.append(data)

    def unhandledCommand(self, command, argument):
        self.heard.append(('command', command, argument))

    def unhandledSubnegotiation(self, command, data):
        self.heard.append(('sub', command, data))

    def enableLocal(self, option):
        self.heard.append(('enableLocal', option))
        return option in self.local

    def enableRemote(self, option):
        self.heard.append(('enableRemote', option))
        return option in self.remote

    def disableLocal(self, option):
        self.heard.append(('disableLocal', option))

    def disableRemote(self, option):
        self.heard.append(('disableRemote', option))

    def connectionLost(self, reason):
        print('lost', reason.type.__name__)


def begin():
    t = telnet.TelnetTransport(Guest, name='x')
    t.makeConnection(Wire())
    return t, t.protocol, t.transport


for data in (b'plain\r\ntext\r\0more\nlf\rx\r\r\n', b'a\xff\xffb\xff\xff',
             b'x' + IAC + IP + b'y' + IAC + AYT + IAC + BRK + b'\r',
             b'\r' + IAC + AO + b'\n', IAC + SB + NAWS + b'\0\x50\0\x18' + IAC
             + SE + b'text', IAC + SB + NAWS + b'a' + IAC + IAC + b'b\r\n' + IAC
             + SE, IAC + DO + ECHO + IAC + DO + ECHO + IAC + DO + NAWS,
             IAC + WILL + SGA + IAC + WILL + LINEMODE + IAC + WONT + SGA
             + IAC + WONT + SGA + IAC + DONT + ECHO,
             b'one' + IAC + DO + ECHO + b'two' + IAC + DONT + ECHO + b'three'):
    results = []
    for size in (1, 2, 3, 100):
        t, guest, wire = begin()
        for at in range(0, len(data), size):
            t.dataReceived(data[at:at + size])
        results.append((guest.heard, wire.said))
    print(results[0], all(r == results[0] for r in results))
    print(sorted((k, str(v)) for k, v in t.options.items()))


def show(what, d):
    d.addCallbacks(lambda r: print(what, r),
                   lambda f: print(what, f.type.__name__, f.value))


t, guest, wire = begin()
print(guest.name, t.getPeer(), telnet.ITelnetProtocol.providedBy(guest))
show('will', t.will(ECHO))
show('again', t.will(ECHO))
show('other side', t.do(ECHO))
show('wont', t.wont(SGA))
show('do', t.do(SGA))
print(wire.take(), t.getOptionState(ECHO))
t.dataReceived(IAC + DO + ECHO + IAC + WONT + SGA)
print(wire.take(), t.getOptionState(ECHO), t.getOptionState(SGA))
show('on', t.will(ECHO))
show('wont', t.wont(ECHO))
print(wire.take())
t.dataReceived(IAC + DONT + ECHO)
print(wire.take(), guest.heard)
show('do', t.do(SGA))
t.dataReceived(IAC + WILL + SGA)
show('dont', t.dont(SGA))
t.dataReceived(IAC + WONT + SGA)
show('dont', t.dont(SGA))
show('refused', t.will(NAWS))
t.dataReceived(IAC + DONT + NAWS)
print(wire.take())
t.requestNegotiation(NAWS, b'\xff\x01')
t.write(b'a\nb\xffc')
t.writeSequence([b'1\n', b'2'])
print(wire.take())
t.commandMap[AYT] = lambda argument: print('there', argument)
t.negotiationMap[NAWS] = lambda data: print('window', data)
t.dataReceived(IAC + AYT + IAC + SB + NAWS + b'xy' + IAC + SE)
show('waiting', t.will(LINEMODE))
show('waiting too', t.do(NAWS))
t.connectionLost(failure.Failure(ConnectionDone()))
try:
    begin()[0].dataReceived(IAC + b'\x10')
except ValueError as e:
    print('ValueError', e.args[1])

# One that agrees to nothing; one that forgot what follows.
bare = telnet.Telnet()
bare.makeConnection(Wire())
bare.dataReceived(IAC + DO + ECHO + IAC + WILL + ECHO + IAC + DONT + ECHO)
print(bare.transport.take())
bare.enableLocal = bare.enableRemote = lambda option: True
bare.dataReceived(IAC + DO + ECHO + IAC + WILL + ECHO)
print(bare.transport.take())
for verb in DONT, WONT:
    try:
        bare.dataReceived(IAC + verb + ECHO)
    except NotImplementedError:
        print('NotImplementedError')


class Sized:
    def terminalSize(self, width, height):
        print('size', width, height)


class Terminal(telnet.TelnetProtocol):
    def connectionMade(self):
        self.terminalProtocol = Sized()
        self.transport.write(b'welcome\n')

    def dataReceived(self, data):
        print('terminal', data)


t = telnet.TelnetTransport(telnet.TelnetBootstrapProtocol, Terminal)
t.makeConnection(Wire())
print(t.transport.take())
t.dataReceived(IAC + WILL + LINEMODE + IAC + WILL + NAWS + IAC + WILL + SGA
               + IAC + DO + ECHO + IAC + SB + NAWS + b'\0\x50\x01\x18' + IAC + SE
               + b'hello' + IAC + DO + SGA + IAC + DO + NAWS)
print(t.transport.take())


class Stateful(telnet.StatefulTelnetProtocol):
    state = 'Name'

    def telnet_Name(self, line):
        self.name = line
        return 'Greet'

    def telnet_Greet(self, line):
        self.transport.write(b'hello ' + self.name + b', ' + line + b'\n')
        return {b'name': 'Name', b'bye': 'Discard'}.get(line)


t = telnet.TelnetTransport(Stateful)
t.makeConnection(Wire())
for at in b'bob\r\nfirst\r\nname\r\nalice\r\nbye\r\nignored\r\n':
    t.dataReceived(bytes([at]))
print(t.transport.take(), t.protocol.state)


class Portal:
    def login(self, credentials, mind, interface):
        print(credentials.username, credentials.checkPassword(b'secret'),
              mind, interface is telnet.ITelnetProtocol)
        if not credentials.checkPassword(b'secret'):
            return defer.fail(KeyError('no'))
        return defer.succeed((interface, Guest(), lambda: print('logout')))


t = telnet.TelnetTransport(telnet.AuthenticatingTelnetProtocol, Portal())
t.makeConnection(Wire())
print(t.transport.take())
t.enableLocal = lambda option: True
t.disableLocal = lambda option: None
for password in b'wrong', b'secret':
    t.dataReceived(b'bob\r\n')
    print(t.transport.take())
    t.dataReceived(IAC + DO + ECHO + password + b'\r\n')
    print(t.transport.take())
    t.dataReceived(IAC + DONT + ECHO)
    print(t.transport.take())
t.dataReceived(b'to the guest\r\n')
print(t.protocol.heard)
print(telnet.LINEMODE_SLC_EEOL, telnet.LINEMODE_ABORT, telnet.EOR, telnet.CR,
      telnet.LINEMODE_SLC_ACK, telnet.TRAPSIG)
