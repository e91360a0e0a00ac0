# Protocols that become receivers, and receivers that are something else as well.
import copy

from twisted.internet import protocol
from twisted.internet.testing import StringTransport
from twisted.protocols import basic


class Lines(basic.LineReceiver):
    def lineReceived(self, line):
        print('line', line)


class Chooser(protocol.Protocol):
    def dataReceived(self, data):
        self.__class__ = Lines
        self.dataReceived(data)


class Known(basic.LineReceiver, dict):
    def lineReceived(self, line):
        self[line] = 1


class Why(basic.Int8StringReceiver, Exception):
    def stringReceived(self, string):
        print('string', string)


chooser = Chooser()
chooser.makeConnection(StringTransport())
chooser.dataReceived(b'a\r\nb\r\nc')
chooser.dataReceived(b'\r\n')
chooser.__class__ = Chooser

known = Known(x=2)
known.makeConnection(StringTransport())
known.dataReceived(b'k\r\nrest')
print(known, known.clearLineBuffer())

why = Why('because')
why.makeConnection(StringTransport())
why.dataReceived(b'\x02ab\x03')
why.dataReceived(b'xyz')
print(why, why.args)

one = Lines()
one.dataReceived(b'abc')
other = copy.copy(one)
other.dataReceived(b'y\r\n')
one.dataReceived(b'x\r\n')
