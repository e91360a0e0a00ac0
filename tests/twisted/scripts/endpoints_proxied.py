# Connections that come through a proxy, which says for whom: PROXY protocol,
# both versions.
from twisted.internet import defer, endpoints, protocol, reactor, task

HEADERS = [
    b'PROXY TCP4 10.1.2.3 10.9.8.7 1000 2000\r\n',
    b'\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\1\2\3\4\5\6\7\x08\0\1\0\2',
    b'something else, which is long enough to be told apart\r\n']


class Told(protocol.Protocol):
    def connectionMade(self):
        print('made')

    def dataReceived(self, data):
        print(data, self.transport.getPeer(), self.transport.getHost())
        self.transport.loseConnection()

    def connectionLost(self, reason):
        print('lost', reason.type.__name__)
        self.factory.done.callback(None)


@defer.inlineCallbacks
def main(reactor):
    for header in HEADERS:
        f = protocol.Factory.forProtocol(Told)
        f.done, f.noisy = defer.Deferred(), False
        port = yield endpoints.serverFromString(
            reactor, 'haproxy:tcp:0:interface=127.0.0.1').listen(f)
        p = yield endpoints.connectProtocol(
            endpoints.TCP4ClientEndpoint(reactor, '127.0.0.1',
                                         port.getHost().port),
            protocol.Protocol())
        p.transport.write(header + b'payload')
        yield f.done
        yield port.stopListening()


task.react(main)
