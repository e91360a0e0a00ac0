# What everybody's inetd had, over real connections.
import time

from twisted.internet import defer, protocol, reactor, task
from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol
from twisted.protocols import wire


class Collect(protocol.Protocol):
    def __init__(self):
        self.data = b''
        self.lost = defer.Deferred()

    def dataReceived(self, data):
        self.data += data
        if len(self.data) > self.enough:
            self.transport.loseConnection()

    def connectionLost(self, reason):
        self.lost.callback(self.data)

    enough = 20000


class Grumpy(wire.QOTD):
    def getQuote(self):
        return b'No.\r\n'


class Users(wire.Who):
    def getUsers(self):
        return b'alice\r\nbob\r\n'


class Loud(wire.Echo):
    def dataReceived(self, data):
        wire.Echo.dataReceived(self, data.upper())


class Counting(wire.Discard):
    heard = 0

    def dataReceived(self, data):
        Counting.heard += len(data)
        wire.Discard.dataReceived(self, data)

    def connectionLost(self, reason):
        print('counted', Counting.heard)
        self.factory.ended.callback(None)


@defer.inlineCallbacks
def main(reactor):
    for cls, said in ((wire.Echo, b'hello'), (Loud, b'hello'),
                      (wire.Discard, b'nothing'), (Counting, b'four'),
                      (wire.QOTD, b''), (Grumpy, b''), (wire.Who, b''),
                      (Users, b''), (wire.Time, b''), (wire.Chargen, b'')):
        factory = protocol.Factory.forProtocol(cls)
        factory.noisy, factory.ended = False, defer.Deferred()
        before = int(time.time())
        port = reactor.listenTCP(0, factory, interface='127.0.0.1')
        client = yield connectProtocol(TCP4ClientEndpoint(
            reactor, '127.0.0.1', port.getHost().port), Collect())
        if said:
            client.transport.write(said)
            if issubclass(cls, wire.Echo):
                client.enough = len(said) - 1
            else:
                client.transport.loseConnection()
        data = yield client.lost
        if cls is wire.Time:
            data = before <= int.from_bytes(data, 'big') <= time.time()
        elif cls is wire.Chargen:
            data = set(bytes(range(32, 127))) - set(data), len(data) > 20000
        print(cls.__name__, data)
        if cls is Counting:
            yield factory.ended
        yield port.stopListening()


task.react(main)
