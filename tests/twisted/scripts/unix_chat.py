# A conversation at a path: who may write there, who called, and what is left.
import os
import stat

from twisted.internet import (address, defer, endpoints, error, protocol,
                              reactor, task)
from twisted.protocols import basic


class Room(protocol.Factory):
    noisy = False

    def __init__(self):
        self.here = {}

    def buildProtocol(self, addr):
        visitor = Visitor()
        visitor.factory = self
        return visitor

    def tell(self, line):
        for name in sorted(self.here):
            self.here[name].sendLine(line.encode())


class Visitor(basic.LineReceiver):
    delimiter = b'\n'
    name = None

    def lineReceived(self, line):
        line = line.decode()
        if self.name is None:
            if line in self.factory.here:
                self.sendLine(b'taken')
                return
            self.name = line
            self.factory.here[line] = self
            self.factory.tell(line + ' comes')
        elif line == 'bye':
            self.transport.loseConnection()
        else:
            self.factory.tell('<%s> %s' % (self.name, line))

    def connectionLost(self, reason):
        if self.name is not None:
            del self.factory.here[self.name]
            self.factory.tell(self.name + ' goes')


class Guest(basic.LineReceiver):
    delimiter = b'\n'

    def __init__(self):
        self.heard = []
        self.wanted = 0
        self.waiting = None
        self.gone = defer.Deferred()

    def lineReceived(self, line):
        self.heard.append(line.decode())
        self.look()

    def look(self):
        if self.waiting is not None and len(self.heard) >= self.wanted:
            d, self.waiting = self.waiting, None
            heard, self.heard = self.heard, []
            d.callback(heard)

    def hear(self, count):
        self.wanted, self.waiting = count, defer.Deferred()
        d = self.waiting
        self.look()
        return d

    def connectionLost(self, reason):
        self.gone.callback(reason.type.__name__)


@defer.inlineCallbacks
def main(reactor):
    there = endpoints.serverFromString(reactor, 'unix:room:mode=600')
    port = yield there.listen(Room())
    print(oct(stat.S_IMODE(os.stat('room').st_mode)), sorted(os.listdir('.')))
    print(port.getHost(), port.getHost() == address.UNIXAddress(b'room'))
    try:
        yield endpoints.UNIXServerEndpoint(reactor, 'room').listen(Room())
    except error.CannotListenError as why:
        print(type(why).__name__)
    path = endpoints.clientFromString(reactor, 'unix:room:timeout=60')
    ann = yield endpoints.connectProtocol(path, Guest())
    ann.sendLine(b'ann')
    print((yield ann.hear(1)), ann.transport.getPeer())
    bob = yield endpoints.connectProtocol(path, Guest())
    bob.sendLine(b'ann')
    print((yield bob.hear(1)))
    bob.sendLine(b'bob')
    print((yield bob.hear(1)), (yield ann.hear(1)))
    ann.sendLine('grüß'.encode())
    print((yield bob.hear(1)), (yield ann.hear(1)))
    bob.sendLine(b'bye')
    print((yield bob.gone), (yield ann.hear(1)))
    ann.transport.loseConnection()
    print((yield ann.gone))
    yield port.stopListening()
    print(os.listdir('.'))
    try:
        yield endpoints.connectProtocol(path, Guest())
    except error.ConnectError as why:
        print(type(why).__name__)


task.react(main)
