# era: the telnet protocol of 1.0, for a server of one's own.
from twisted.protocols import telnet
from twisted.protocols.telnet import DO, ECHO, IAC, IP, SB, SE, WILL


class Wire:
    disconnecting = 0

    def __init__(self):
        self.said = []

    def write(self, data):
        self.said.append(data)

    def loseConnection(self):
        self.disconnecting = 1

    def take(self):
        said, self.said = ''.join(self.said), []
        return said


class Greeter(telnet.Telnet):
    def welcomeMessage(self):
        return 'Welcome.\r\n'

    def checkUserAndPass(self, username, password):
        return password == 'secret'

    def loggedIn(self):
        self.write('Hello %s\r\n> ' % self.name)

    def telnet_User(self, user):
        self.name = user
        return telnet.Telnet.telnet_User(self, user)

    def telnet_Command(self, cmd):
        if cmd == 'quit':
            self.transport.loseConnection()
        self.write('you said ' + cmd + '\r\n> ')

    def iac_DO(self, option):
        print 'do', repr(option)

    def iac_IP(self, byte):
        print 'interrupt'

    def iacSBchunk(self, chunk):
        print 'chunk', repr(chunk)


def talk(data, size):
    t = Greeter()
    t.makeConnection(Wire())
    for at in range(0, len(data), size):
        t.dataReceived(data[at:at + size])
    return t


data = 'bob\r\nsecret\r\0one \xe9\r\nt\xff\xffwo\r\nquit\r\nunheard\r\n'
print `talk(data, 1).transport.take()`  # expect: 'Welcome.\r\nusername: \xff\xfb\x01password: \xff\xfc\x01*****\r\nHello bob\r\n> you said one \xe9\r\n> you said t\xffwo\r\n> you said quit\r\n> '
print talk(data, 1).transport.take() == talk(data, 7).transport.take() == talk(data, 99).transport.take()  # expect: True
print talk('bob\r\nwrong\r\nx\r\n', 50).transport.disconnecting  # expect: 1
t = talk(IAC + DO + ECHO + 'a' + IAC + IP + IAC + SB + 'xyz' + IAC + SE + 'b', 2)
# expect: do '\x01'
# expect: interrupt
# expect: chunk 'xyz'
print `t.buffer`  # expect: 'ab'
print talk('x' * 70000, 5000).transport.disconnecting  # expect: 1


class Older(telnet.Telnet):
    mode = 'Number'

    def processNumber(self, line):
        print 'number', int(line)
        return 'Word'

    def processWord(self, line):
        print 'word', line
        return 'Number'


t = Older()
t.makeConnection(Wire())
t.dataReceived('5\r\nfive\r\n6\r\n')
# expect: number 5
# expect: word five
# expect: number 6
