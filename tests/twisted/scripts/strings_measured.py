# Strings with lengths before them, split anywhere, and lengths that lie.
import io
import struct

from twisted.protocols import basic


class Transport:
    disconnecting = False

    def __init__(self):
        self.said = []

    def write(self, data):
        self.said.append(data)

    def loseConnection(self):
        self.disconnecting = True
        self.said.append('lose')

    def pauseProducing(self):
        self.said.append('pause')

    def resumeProducing(self):
        self.said.append('resume')


class Heard:
    def __init__(self):
        self.heard = []

    def stringReceived(self, string):
        self.heard.append(string)
        if string == b'pause':
            self.pauseProducing()


class Net(Heard, basic.NetstringReceiver):
    MAX_LENGTH = 30


class Int32(Heard, basic.Int32StringReceiver):
    MAX_LENGTH = 300


class Int16(Heard, basic.Int16StringReceiver):
    MAX_LENGTH = 300


class Int8(Heard, basic.Int8StringReceiver):
    MAX_LENGTH = 30


class Tolerant(Int8):
    def lengthLimitExceeded(self, length):
        self.heard.append(('exceeded', length))


def hear(cls, data, size):
    p = cls()
    p.makeConnection(Transport())
    for at in range(0, len(data), size):
        if p.transport.disconnecting:
            break
        p.dataReceived(data[at:at + size])
    return p


def show(cls, data):
    results = []
    for size in (1, 2, 3, 7, max(len(data), 1)):
        p = hear(cls, data, size)
        results.append((p.heard, p.transport.said))
    print(cls.__name__, data[:30], results[0],
          all(r == results[0] for r in results))


for data in (b'5:hello,0:,3:a,b,', b'30:' + b'x' * 30 + b',',
             b'31:' + b'x' * 31 + b',', b'5:hello;', b'x', b'', b'1x', b'07:',
             b'00:,', b'0:,0', b':', b'-1:', b'+1:', b' 1:a,', b'999999999999',
             b'5:hell', b'12', b'3:abc,4:x', b'1:a,b', b'1 :a,'):
    show(Net, data)
p = hear(Net, b'5:hello;', 8)
print(p.brokenPeer)
p = hear(Net, b'', 1)
print(p.brokenPeer)
for each in (b'', b'x' * 5, b'hello world'):
    p.sendString(each)
print(p.transport.said)

for cls in Int32, Int16, Int8:
    pack = lambda s: struct.pack(cls.structFormat, len(s)) + s
    show(cls, pack(b'hello') + pack(b'') + pack(b'a' * 30) + pack(b'z')[:-1])
    print(cls.prefixLength, cls.structFormat)
    p = hear(cls, b'', 1)
    p.sendString(b'hello')
    p.sendString(b'')
    print(p.transport.said)
    p = hear(cls, pack(b'one') + pack(b'pause') + pack(b'two'), 100)
    print(p.heard, p.transport.said)
    p.dataReceived(pack(b'three'))
    p.resumeProducing()
    print(p.heard, p.transport.said)
show(Int32, b'\xff\xff\xff\xffabc')
show(Int32, b'\0\0\x01\x2d')
show(Int16, b'\x01\x2c' + b'x' * 300)
show(Int16, b'\x01\x2d' + b'x' * 301)
show(Int8, b'\x1e' + b'x' * 30 + b'\x1f')
print(hear(Tolerant, b'\x01a\x1fxx', 100).heard)
for cls, size in ((Int8, 255), (Int8, 256), (Int16, 65535), (Int16, 65536)):
    p = hear(cls, b'', 1)
    try:
        p.sendString(b'x' * size)
        print(len(p.transport.said[0]))
    except basic.StringTooLongError as e:
        print('too long', isinstance(e, AssertionError))


class Little(Int16):
    structFormat = '<H'


show(Little, b'\x03\x00abc\x00\x00')


# What is assigned to recvd is what goes on behind the next string.
class Assigns(Int16):
    def stringReceived(self, string):
        self.heard.append(string)
        if string == b'swap':
            self.recvd = self.other


for other in b'', b'\0', b'\0\1z', b'\0\1z\0':
    p = hear(Assigns, b'', 1)
    p.other = other
    p.dataReceived(b'\0\4swap\0\1a\0\1')
    print(p.heard, p.recvd)
    p.dataReceived(b'b\0\1c')
    print(p.heard, p.recvd)
    p = hear(Assigns, b'\0\3ab', 3)
    print(p.recvd)
    p.recvd = other
    print(p.recvd)
    p.dataReceived(b'c\0\1d')
    p.dataReceived(b'e\0\2fghi')
    print(p.heard, p.recvd)


class States(basic.StatefulStringProtocol, basic.Int8StringReceiver):
    def proto_init(self, string):
        print('init', string)
        return 'body'

    def proto_body(self, string):
        print('body', string)
        return {b'.': 'done', b'?': 'unknown'}.get(string, 'body')


p = hear(States, b'\1a\1b\2cc\1.', 3)
print(p.state, p.transport.said)
p = hear(States, b'\1a\1?\1b\1c', 3)
print(p.state, p.transport.said)


class Consumer(Transport):
    producer = None

    def registerProducer(self, producer, streaming):
        print('register', streaming)
        self.producer = producer

    def unregisterProducer(self):
        print('unregister')
        self.producer = None


for data in (b'', b'abc', b'x' * 40000):
    consumer = Consumer()
    sender = basic.FileSender()
    d = sender.beginFileTransfer(io.BytesIO(data), consumer,
                                 lambda chunk: chunk.upper())
    d.addCallback(lambda last: print('last', repr(last)))
    while consumer.producer is not None:
        consumer.producer.resumeProducing()
    print([len(each) for each in consumer.said])
consumer = Consumer()
sender = basic.FileSender()
sender.beginFileTransfer(io.BytesIO(b'abc'), consumer).addErrback(
    lambda f: print('failed', f.type.__name__))
sender.stopProducing()
big = b'99999:' + b'y' * 99999 + b','


class Big(Heard, basic.NetstringReceiver):
    pass


print([len(s) for s in hear(Big, big * 2, 10007).heard])
