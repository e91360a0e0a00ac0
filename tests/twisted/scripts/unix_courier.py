# Parcels between programs on one machine: sizes in front, files sent as they
# are read, by UNIX sockets, with answers in order.
import os
import sys
import zlib

from twisted.internet import defer, endpoints, protocol, reactor
from twisted.internet.error import ConnectError
from twisted.protocols.basic import (
    FileSender, Int8StringReceiver, Int32StringReceiver, NetstringReceiver)


class Depot(Int32StringReceiver):
    MAX_LENGTH = 1 << 20

    def stringReceived(self, parcel):
        self.sendString(b'%d bytes, %08x' % (len(parcel), zlib.crc32(parcel)))

    def lengthLimitExceeded(self, length):
        print('depot: too heavy:', length)
        self.transport.loseConnection()


class Sender(Int32StringReceiver):
    def __init__(self):
        self.answers = defer.DeferredQueue()

    def stringReceived(self, answer):
        self.answers.put(answer)

    def connectionLost(self, reason):
        self.answers.put(reason.type.__name__)

    def sendFile(self, file, size):
        self.transport.write(size.to_bytes(4, 'big'))
        return FileSender().beginFileTransfer(file, self.transport)


class Labels(Int8StringReceiver):
    def stringReceived(self, label):
        self.sendString(label[::-1])


class Words(NetstringReceiver):
    MAX_LENGTH = 10

    def stringReceived(self, word):
        print('words:', word)

    def connectionLost(self, reason):
        print('words: gone')
        self.factory.gone.callback(None)


class Reader(protocol.Protocol):
    def __init__(self, count):
        self.count, self.heard = count, b''
        self.done = defer.Deferred()

    def dataReceived(self, data):
        self.heard += data
        if len(self.heard) >= self.count and self.done is not None:
            d, self.done = self.done, None
            d.callback(self.heard)


def listen(path, protocolClass):
    factory = protocol.Factory.forProtocol(protocolClass)
    factory.noisy = False
    factory.gone = defer.Deferred()
    d = endpoints.UNIXServerEndpoint(reactor, path, mode=0o600).listen(factory)
    return d.addCallback(lambda port: (port, factory))


def connect(path, made):
    return endpoints.connectProtocol(
        endpoints.clientFromString(reactor, 'unix:%s' % path), made)


@defer.inlineCallbacks
def main():
    port, factory = yield listen('depot', Depot)
    print(oct(os.stat('depot').st_mode & 0o777), port.getHost().name)
    sender = yield connect('depot', Sender())
    for parcel in b'', b'one', b'x' * 70000:
        sender.sendString(parcel)
    for count in range(3):
        print((yield sender.answers.get()))
    with open('big', 'wb') as file:
        file.write(bytes(range(256)) * 2000)
    with open('big', 'rb') as file:
        last = yield sender.sendFile(file, 512000)
        print(last)
    print((yield sender.answers.get()))
    sender.transport.write((1 << 21).to_bytes(4, 'big'))
    print((yield sender.answers.get()))
    yield port.stopListening()
    print(os.path.exists('depot'))
    try:
        yield connect('depot', Sender())
    except ConnectError as e:
        print(type(e).__name__)

    port, factory = yield listen('labels', Labels)
    reader = Reader(9)
    made = yield connect('labels', reader)
    done = reader.done
    made.transport.writeSequence([b'\x03', b'abc', b'\x00\x02', b'xy', b'\x01',
                                  b'z'])
    print((yield done))
    made.transport.loseConnection()
    yield port.stopListening()

    port, factory = yield listen('words', Words)
    made = yield connect('words', Reader(1))
    made.transport.write(b'3:one,0:,10:0123456789,')
    made.transport.write(b'11:too long for us,')
    yield factory.gone
    yield port.stopListening()
    print(sorted(os.listdir('.')))


main().addErrback(lambda why: why.printTraceback(sys.stdout)).addBoth(
    lambda done: reactor.stop())
reactor.run()
