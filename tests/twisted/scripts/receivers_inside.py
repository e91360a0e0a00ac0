# What a receiver does to itself while it is told of a line or a string.
import copy
import pickle

from twisted.internet.testing import StringTransport
from twisted.protocols import basic


class Noisy:
    """I do as the lines say."""

    def lineReceived(self, line):
        print('line', line)
        word, _, rest = line.partition(b' ')
        if word == b'raw':
            self.setRawMode()
        elif word == b'delimiter':
            self.delimiter = rest
        elif word == b'most':
            self.MAX_LENGTH = int(rest)
        elif word == b'pause':
            self.pauseProducing()
        elif word == b'clear':
            print('cleared', self.clearLineBuffer())
        elif word == b'more':
            self.dataReceived(rest + self.delimiter + b'half')
            print('waiting', self._buffer)
        elif word == b'fail':
            raise ValueError('as asked')
        elif word == b'why':
            return 'because'
        elif word == b'leave':
            self.transport.loseConnection()
        elif word == b'other':
            self.lineReceived = lambda line: print('other', line)

    def rawDataReceived(self, data):
        print('raw', data)
        if b'!' in data:
            before, _, after = data.partition(b'!')
            self.setLineMode(after)

    def lineLengthExceeded(self, line):
        print('too long', line[:20], len(line))


class Lines(Noisy, basic.LineReceiver):
    pass


class OnlyLines(Noisy, basic.LineOnlyReceiver):
    pass


class Leaving(StringTransport):
    def loseConnection(self):
        StringTransport.loseConnection(self)
        print('leaving')


def talk(cls, *chunks):
    print(cls.__name__, [bytes(chunk) for chunk in chunks])
    p = cls()
    p.makeConnection(Leaving())
    for chunk in chunks:
        try:
            said = p.dataReceived(chunk)
            if said is not None:
                print('returned', said)
        except ValueError as error:
            print('raised', error)
    if p._buffer:
        print('left', p._buffer)
    return p


for cls in Lines, OnlyLines:
    talk(cls, b'one\r\ntwo\r', b'\nth', b'ree\r\n', b'', b'rest')
    talk(cls, b'leave\r\nlost\r\nhalf')
    talk(cls, b'fail\r\nafter\r\n', b'next\r\n')
    talk(cls, b'most 7\r\n1234567\r\n', b'12345678', b'9\r', b'\nx\r\n')
    talk(cls, b'most 7\r\n12345678\r\nnext\r\n', b'z\r\n')
    talk(cls, b'other\r\na\r\n', b'b\r\n')
    talk(cls, bytearray(b'a\r\n'), memoryview(b'b\r\nc'))
talk(Lines, b'raw\r\nbytes\r\nof', b' any kind!line\r\nnext\r\n')
talk(Lines, b'delimiter ;\r\na;b;\r\n;delimiter --;c;d--e-', b'-')
talk(OnlyLines, b'delimiter ;\r\na;b\r\nc', b';d;')
talk(Lines, b'clear\r\nthis\r\nand that', b'new\r\n')
talk(Lines, b'more inner\r\nouter\r\n', b'\r\n')
talk(Lines, b'why\r\nnext\r\n', b'')
p = talk(Lines, b'pause\r\none\r\npause\r\ntwo\r\nrest')
print(p.transport.producerState)
p.resumeProducing()
p.resumeProducing()
print(p._buffer, p.paused)
p.transport = None
p.dataReceived(b'\r\n')


class Above(basic.LineReceiver):
    """I look at the bytes first, and am given to others whole."""

    def dataReceived(self, data):
        print('data', data)
        return basic.LineReceiver.dataReceived(self, data.upper())

    def lineReceived(self, line):
        print('line', line)


a = Above()
a.makeConnection(StringTransport())
a.dataReceived(b'ab\r\ncd')
for b in (copy.copy(a),):
    b.dataReceived(b'ef\r\n')
a.dataReceived(b'gh\r\n')


class Kept(basic.LineReceiver):
    def lineReceived(self, line):
        print('kept', line)


k = Kept()
k.dataReceived(b'half a li')
pickle.loads(pickle.dumps(k)).dataReceived(b'ne\r\n')


class Strings:
    def stringReceived(self, string):
        print('string', string)
        word, _, rest = string.partition(b' ')
        if word == b'pause':
            self.paused = True
        elif word == b'most':
            self.MAX_LENGTH = int(rest)
        elif word == b'recvd':
            self.recvd = b'\x01x\x02yz\x05abc'
        elif word == b'see':
            print('waiting', self.recvd)
        elif word == b'fail':
            raise ValueError('as asked')

    def lengthLimitExceeded(self, length):
        print('too long', length)


class Short(Strings, basic.Int8StringReceiver):
    pass


class Middle(Strings, basic.Int16StringReceiver):
    pass


class Little(Strings, basic.IntNStringReceiver):
    structFormat = '<H'
    prefixLength = 2


class Signed(Strings, basic.IntNStringReceiver):
    structFormat = '!h'
    prefixLength = 2


class Net(Strings, basic.NetstringReceiver):
    pass


def tell(cls, *chunks):
    print(cls.__name__, chunks)
    p = cls()
    p.makeConnection(Leaving())
    for chunk in chunks:
        try:
            p.dataReceived(chunk)
        except ValueError as error:
            print('raised', error)
    return p


print(tell(Short, b'\x00\x03abc\x05de', b'f', b'gh\x01').recvd)
print(tell(Short, b'\x03see\x02ab\x03c')._unprocessed)
print(tell(Short, b'\x06most 3', b'\x04abcd', b'x').recvd)
print(tell(Short, b'\x05recvd\x01n', b'de').recvd)
p = tell(Short, b'\x05pause\x01n\x02o')
p.paused = False
p.dataReceived(b'p')
tell(Middle, *[bytes([byte]) for byte in b'\x00\x02ab\x00\x00\x00\x01c'])
tell(Little, b'\x02\x00ab\x01', b'\x00c')
tell(Signed, b'\x00\x02ab\x00\x01', b'c')
tell(Net, b'3:abc,0:,', b'10', b':', b'0123456789', b',1:x,')
for wrong in b'3:abcd', b'a', b':,', b'01:a,', b'6:most 3,4:':
    print(tell(Net, wrong).brokenPeer)
q = tell(Net, b'1:a,1:b', b'fail')
print(q.brokenPeer, q.transport.disconnecting)
for receiver in Short, Middle, basic.Int32StringReceiver, Net:
    r = receiver()
    r.makeConnection(StringTransport())
    r.sendString(b'sent')
    print(r.transport.value())


# --- what changes under the hands of who cuts ---------------------------------

class Growing(basic.LineOnlyReceiver):
    def __init__(self):
        self.delimiter = bytearray(b'\r\n')

    def lineReceived(self, line):
        print('line', line)
        self.delimiter += b'z' * 100000


class Turning(basic.LineReceiver):
    delimiter = bytearray(b'\r\n')

    def lineReceived(self, line):
        print('line', line)
        self.delimiter[:] = b';;'


for cls in Growing, Turning:
    p = cls()
    p.makeConnection(StringTransport())
    p.dataReceived(data=b'a\r\nb\r\nc;;d\r\n')
p = tell(Net, b'5:half')
p.makeConnection(Leaving())
p.dataReceived(b'3:new,')
print(p.brokenPeer)


# --- what changes in the class ------------------------------------------------

class Lines(basic.LineReceiver):
    def lineReceived(self, line):
        print('line', line)

    def lineLengthExceeded(self, line):
        print('long', line)


class OnlyLines(basic.LineOnlyReceiver):
    lineReceived = Lines.lineReceived
    lineLengthExceeded = Lines.lineLengthExceeded


for cls in Lines, OnlyLines:
    p = cls()
    p.makeConnection(StringTransport())
    for name, value in (('delimiter', b';'), ('delimiter', b'!'),
                        ('MAX_LENGTH', 3), ('MAX_LENGTH', 2),
                        ('paused', True), ('paused', False),
                        ('lineReceived', lambda self, line: print('new', line)),
                        ('lineReceived', lambda self, line: print(line))):
        setattr(cls, name, value)
        p.dataReceived(b'abc;de!f')
        p.dataReceived(b'!')
