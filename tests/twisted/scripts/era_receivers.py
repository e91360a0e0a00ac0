# era: what a class of 2003 hears from the wire is text, and it says the same.
from twisted.protocols import basic, finger


class Transport:
    disconnecting = 0

    def __init__(self):
        self.said = []

    def write(self, data):
        self.said.append(data)

    def loseConnection(self):
        self.disconnecting = 1


class Lines(basic.LineReceiver):
    delimiter = '\n'

    def lineReceived(self, line):
        print 'line', repr(line)
        self.sendLine('heard ' + line)
        if line == 'raw':
            self.setRawMode()

    def rawDataReceived(self, data):
        print 'raw', repr(data)
        self.setLineMode(data[3:])


lines = Lines()
lines.makeConnection(Transport())
for piece in 'one\ntw', 'o \xe9\nraw\nabc', 'three\nrest':
    lines.dataReceived(piece)
# expect: line 'one'
# expect: line 'two \xe9'
# expect: line 'raw'
# expect: raw 'abc'
# expect: line 'three'
print lines.transport.said[1:2], `lines.clearLineBuffer()`  # expect: ['heard two \xe9\n'] 'rest'


class Strings(basic.NetstringReceiver):
    def stringReceived(self, string):
        print 'string', repr(string)


strings = Strings()
strings.makeConnection(Transport())
strings.dataReceived('3:abc,2:d')
strings.dataReceived('\xff,')
# expect: string 'abc'
# expect: string 'd\xff'
strings.sendString('xyz\xff')
print strings.transport.said  # expect: ['4:xyz\xff,']


class Who(finger.Finger):
    def getUser(self, slash_w, user):
        self.transport.write('%s %d\n' % (user, slash_w))
        self.transport.loseConnection()


who = Who()
who.makeConnection(Transport())
who.dataReceived('/W bob\r\n')
print who.transport.said, who.transport.disconnecting  # expect: ['bob 1\n'] 1
