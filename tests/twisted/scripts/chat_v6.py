# A chat over IPv6: an endpoint listens, others connect, all hear everybody.
import socket

from twisted.internet import defer, endpoints, protocol, reactor
from twisted.protocols.basic import LineOnlyReceiver


class Member(LineOnlyReceiver):
    name = None

    def connectionMade(self):
        self.sendLine(b'name?')

    def lineReceived(self, line):
        members = self.factory.members
        if self.name is None:
            if line in members:
                self.sendLine(b'taken')
                return
            self.name = line
            members[line] = self
            self.tell(b'%s has come' % line)
        elif line == b'/who':
            self.sendLine(b' '.join(sorted(members)))
        elif line == b'/quit':
            self.transport.loseConnection()
        else:
            self.tell(b'<%s> %s' % (self.name, line))

    def tell(self, line):
        for name in sorted(self.factory.members):
            self.factory.members[name].sendLine(line)

    def connectionLost(self, reason):
        if self.name is not None:
            del self.factory.members[self.name]
            self.tell(b'%s has gone' % self.name)


class Room(protocol.Factory):
    protocol = Member

    def __init__(self):
        self.members = {}


class Guest(LineOnlyReceiver):
    def __init__(self, name):
        self.name = name
        self.heard = defer.DeferredQueue()

    def lineReceived(self, line):
        self.heard.put(line)

    @defer.inlineCallbacks
    def expect(self, count=1):
        for each in range(count):
            print(self.name, 'hears', (yield self.heard.get()).decode())


@defer.inlineCallbacks
def main():
    server = endpoints.TCP6ServerEndpoint(reactor, 0, interface='::1')
    port = yield server.listen(Room())
    host = port.getHost()
    print(type(host).__name__, host.host, host.type, host.port > 0)
    client = endpoints.TCP6ClientEndpoint(reactor, '::1', host.port)
    ann = yield endpoints.connectProtocol(client, Guest('ann'))
    peer = ann.transport.getPeer()
    print(type(peer).__name__, peer.host, peer.port == host.port)
    yield ann.expect()
    ann.sendLine(b'ann')
    yield ann.expect()
    text = endpoints.clientFromString(
        reactor, 'tcp:host=\\:\\:1:port=%d' % host.port)
    bob = yield endpoints.connectProtocol(text, Guest('bob'))
    yield bob.expect()
    bob.sendLine(b'ann')
    yield bob.expect()
    bob.sendLine(b'bob')
    yield bob.expect()
    yield ann.expect()
    bob.sendLine('héllo'.encode('utf-8'))
    yield ann.expect()
    yield bob.expect()
    ann.sendLine(b'/who')
    yield ann.expect()
    bob.sendLine(b'/quit')
    yield ann.expect()
    ann.transport.loseConnection()
    yield port.stopListening()
    # A port that no other program gets either.
    bound = socket.socket(socket.AF_INET6)
    bound.bind(('::1', 0))
    deaf = endpoints.TCP6ClientEndpoint(reactor, '::1', bound.getsockname()[1])
    try:
        yield endpoints.connectProtocol(deaf, Guest('late'))
    except Exception as e:
        print(type(e).__name__)


main().addErrback(print).addBoth(
    lambda done: reactor.stop())
reactor.run()
