# Lines and raw data, however the bytes are split.
from twisted.protocols import basic


class Transport:
    disconnecting = False

    def __init__(self):
        self.said = []

    def write(self, data):
        self.said.append(data)

    def writeSequence(self, parts):
        self.write(b''.join(parts))

    def loseConnection(self):
        self.disconnecting = True
        self.said.append('lose')

    def pauseProducing(self):
        self.said.append('pause')

    def resumeProducing(self):
        self.said.append('resume')

    def stopProducing(self):
        self.said.append('stop')


class Lines(basic.LineReceiver):
    MAX_LENGTH = 12

    def __init__(self):
        self.heard = []

    def lineReceived(self, line):
        self.heard.append(line)
        if line == b'raw':
            self.want = 5
            self.setRawMode()
        elif line == b'pause':
            self.pauseProducing()
        elif line == b'bar':
            self.delimiter = b'|'
        elif line == b'clear':
            self.heard.append(('cleared', self.clearLineBuffer()))
        elif line == b'again':
            self.dataReceived(b'!\r\n')
        elif line == b'value':
            return 'enough'
        elif line == b'quit':
            self.transport.loseConnection()

    def rawDataReceived(self, data):
        taken, rest = data[:self.want], data[self.want:]
        self.want -= len(taken)
        self.heard.append(('raw', taken))
        if not self.want:
            self.setLineMode(rest)


class Tolerant(Lines):
    def lineLengthExceeded(self, line):
        self.heard.append(('long', line))


def hear(cls, data, size):
    p = cls()
    p.makeConnection(Transport())
    for at in range(0, len(data), size):
        if p.transport.disconnecting:
            break
        p.dataReceived(data[at:at + size])
    return p


def joined(heard):
    """Raw data comes in as many pieces as it came in."""
    out = []
    for each in heard:
        if out and isinstance(each, tuple) and each[0] == 'raw' \
                and isinstance(out[-1], tuple) and out[-1][0] == 'raw':
            out[-1] = ('raw', out[-1][1] + each[1])
        else:
            out.append(each)
    return out


for data in (b'one\r\n\r\ntwo\rthree\r\nfo\nur\r\n',
             b'raw\r\n12\r\n5after\r\nraw\r\nabcderaw\r\nfghij\r\n',
             b'bar\r\nx|y\r\nz|',
             b'twelve bytes\r\nthirteen byte\r\nnot heard\r\n',
             b'a\r\nquit\r\nnot heard\r\n',
             b'no end in sight at all',
             b'exactly 12 b\r', b'exactly 12 b\r\nx'):
    results = []
    for size in (1, 2, 3, 5, len(data)):
        p = hear(Lines, data, size)
        results.append((joined(p.heard), p.transport.said))
    print(results[0], all(r == results[0] for r in results))

# What is left of the buffer when a line is too long, depends on the pieces.
print(hear(Tolerant, b'ok\r\nthis line is too long\r\nnext\r\n', 100).heard)
print(hear(Tolerant, b'this line is too long\r\nnext\r\n', 14).heard)
print(hear(Tolerant, b'abc\r\nclear\r\nrest\r\n', 100).heard)
print(hear(Lines, b'again\r\nnext\r\nunfinished', 100).heard)
p = hear(Lines, b'value\r\nlater\r\n', 100)
print(p.heard)
p.dataReceived(b'')
print(p.heard)

p = hear(Lines, b'a\r\npause\r\nb\r\nc', 100)
print(p.heard, p.paused)
p.dataReceived(b'd\r\n')
print(p.heard)
p.resumeProducing()
print(p.heard, p.paused, p.transport.said)
p.stopProducing()
print(p.paused, p.transport.said)
p.sendLine(b'hello')
print(p.transport.said[-1])


class Raises(Lines):
    def lineReceived(self, line):
        self.heard.append(line)
        if line == b'bad':
            raise KeyError(line)


p = Raises()
p.makeConnection(Transport())
try:
    p.dataReceived(b'good\r\nbad\r\nnext\r\n')
except KeyError as e:
    print('raised', e)
p.dataReceived(b'last\r\n')
print(p.heard)


class Only(basic.LineOnlyReceiver):
    MAX_LENGTH = 12

    def __init__(self):
        self.heard = []

    def lineReceived(self, line):
        self.heard.append(line)
        if line == b'quit':
            self.transport.loseConnection()


for data in (b'one\r\n\r\ntwo\rthree\r\nfo\nur\r\n', b'a\r\nquit\r\nb\r\n',
             b'twelve bytes\r\nthirteen byte\r\n', b'no end in sight at all'):
    for size in (1, 4, len(data)):
        p = hear(Only, data, size)
        print(p.heard, p.transport.said)
p.sendLine(b'x')
print(p.transport.said[-1])
many = b'\r\n'.join(b'%d' % i for i in range(20000)) + b'\r\n'
print(len(hear(Lines, many, len(many)).heard), len(hear(Only, many, 7).heard))
for cls in (basic.LineReceiver, basic.LineOnlyReceiver):
    p = cls()
    p.makeConnection(Transport())
    try:
        p.dataReceived(b'x\r\n')
    except NotImplementedError:
        print(cls.__name__, cls.MAX_LENGTH, cls.delimiter)
