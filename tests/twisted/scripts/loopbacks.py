# Two protocols talk to each other without a network, and with one.
import sys

from twisted.internet import defer, protocol, reactor
from twisted.protocols import basic, loopback


class Greeter(basic.LineReceiver):
    def connectionMade(self):
        self.sendLine(b'who are you?')

    def lineReceived(self, line):
        print('server heard', line)
        self.sendLine(b'hello, ' + line)
        if line == b'nobody':
            self.transport.loseConnection()

    def connectionLost(self, reason):
        print('server lost', reason.type.__name__)


class Visitor(basic.LineReceiver):
    def __init__(self, *names):
        self.names = list(names)

    def lineReceived(self, line):
        print('client heard', line)
        if self.names:
            self.sendLine(self.names.pop(0))

    def connectionLost(self, reason):
        print('client lost', reason.type.__name__)


class Pieces(protocol.Protocol):
    def connectionMade(self):
        for piece in b'one', b'two', b'three':
            self.transport.write(piece)
        self.transport.writeSequence([b'four', b'five'])
        self.transport.loseConnection()


class Hears(protocol.Protocol):
    def dataReceived(self, data):
        print(data)


class Pulled(protocol.Protocol):
    count = 0

    def connectionMade(self):
        self.transport.registerProducer(self, False)

    def resumeProducing(self):
        self.count += 1
        self.transport.write(b'%d' % self.count)
        if self.count == 3:
            self.transport.unregisterProducer()
            self.transport.loseConnection()

    def stopProducing(self):
        pass


@defer.inlineCallbacks
def main():
    print((yield loopback.loopbackAsync(Greeter(), Visitor(b'me', b'nobody'))))
    for policy in loopback.identityPumpPolicy, loopback.collapsingPumpPolicy:
        yield loopback.loopbackAsync(Pieces(), Hears(), policy)
    yield loopback.loopbackAsync(Pulled(), Hears())
    try:
        loopback.loopbackAsync(Pulled(), Hears()).addErrback(print)
        yield
    except Exception as e:
        print(type(e))
    yield loopback.loopbackTCP(Greeter(), Visitor(b'tcp', b'nobody'),
                               noisy=False)
    yield loopback.loopbackUNIX(Greeter(), Visitor(b'unix', b'nobody'),
                                noisy=False)


main().addErrback(lambda why: why.printTraceback(sys.stdout)).addBoth(
    lambda done: reactor.callLater(0, reactor.stop))
reactor.run()
