# Files sent by FileSender, as fast as the other side takes them, and a producer
# that is pulled for each piece.
import hashlib
import io

from zope.interface import implementer

from twisted.internet import defer, interfaces, protocol, task
from twisted.protocols import basic


class Files(basic.LineReceiver):
    """I send a file that is asked for: its size, a line, and its bytes."""

    files = {}
    ended = defer.DeferredQueue()

    def lineReceived(self, line):
        name = line.decode()
        if name not in self.files:
            self.sendLine(b'no such file')
            return
        data = self.files[name]
        self.sendLine(b'%d' % len(data))
        d = basic.FileSender().beginFileTransfer(io.BytesIO(data),
                                                 self.transport, self.veil)
        d.addCallback(lambda last: print('sent', name, last))
        d.addErrback(lambda why: print('not sent', name, why.getErrorMessage()))
        d.addCallback(lambda done: self.ended.put(name))

    def veil(self, data):
        return bytes([data[0] ^ 1]) + data[1:] if data[:1] == b'\x01' else data


class Fetcher(basic.LineReceiver):
    def fetch(self, name):
        self.done = defer.Deferred()
        self.hash, self.left = hashlib.sha256(), None
        self.sendLine(name.encode())
        return self.done

    def lineReceived(self, line):
        if not line.isdigit():
            self.done.callback(line.decode())
            return
        self.left = int(line)
        self.take(b'')
        if self.left:
            self.setRawMode()

    def rawDataReceived(self, data):
        self.take(data)
        if not self.left:
            self.setLineMode()

    def take(self, data):
        self.hash.update(data)
        self.left -= len(data)
        if not self.left:
            self.done.callback(self.hash.hexdigest()[:16])


class Rude(Fetcher):
    """I go away in the middle."""

    def dataReceived(self, data):
        self.transport.pauseProducing()
        self.transport.abortConnection()


@implementer(interfaces.IPullProducer)
class Countdown:
    """I am asked for one number after the other."""

    def __init__(self, consumer, number):
        self.consumer = consumer
        self.number = number
        consumer.registerProducer(self, False)

    def resumeProducing(self):
        self.consumer.write(b'%d ' % self.number)
        self.number -= 1
        if self.number < 0:
            self.consumer.unregisterProducer()
            self.consumer.loseConnection()

    def stopProducing(self):
        print('stopped at', self.number)


class Counting(protocol.Protocol):
    def connectionMade(self):
        Countdown(self.transport, self.factory.start)


class Hears(protocol.Protocol):
    def connectionMade(self):
        self.data = b''
        self.done = defer.Deferred()

    def dataReceived(self, data):
        self.data += data

    def connectionLost(self, reason):
        self.done.callback(self.data)


def serve(reactor, cls, **attributes):
    factory = protocol.Factory.forProtocol(cls)
    factory.noisy = False
    vars(factory).update(attributes)
    return reactor.listenTCP(0, factory, interface='127.0.0.1')


@defer.inlineCallbacks
def main(reactor):
    Files.files = {'empty': b'', 'short': b'a few words\n',
                   'long': bytes(range(256)) * 20000}
    port = serve(reactor, Files)
    fetcher = yield protocol.ClientCreator(reactor, Fetcher).connectTCP(
        '127.0.0.1', port.getHost().port)
    for name in 'short', 'none', 'empty', 'long', 'short':
        print(name, (yield fetcher.fetch(name)))
        if name in Files.files:
            yield Files.ended.get()
    rude = yield protocol.ClientCreator(reactor, Rude).connectTCP(
        '127.0.0.1', port.getHost().port)
    rude.fetch('long')
    print('ended', (yield Files.ended.get()))
    fetcher.transport.loseConnection()
    yield port.stopListening()
    port = serve(reactor, Counting, start=500)
    hears = yield protocol.ClientCreator(reactor, Hears).connectTCP(
        '127.0.0.1', port.getHost().port)
    data = yield hears.done
    print(len(data), data[:12], data[-6:])
    yield port.stopListening()


task.react(main)
