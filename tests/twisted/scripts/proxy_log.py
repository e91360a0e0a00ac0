# A proxy that writes down what goes through it, and changes some of it.
from twisted.internet import defer, endpoints, protocol, reactor, task
from twisted.protocols import basic, policies, portforward


class Answers(basic.LineReceiver):
    def lineReceived(self, line):
        self.sendLine(b'you said ' + line)
        if line == b'bye':
            self.transport.loseConnection()


class LogClient(portforward.ProxyClient):
    def dataReceived(self, data):
        for line in data.splitlines():
            log.append(('server', line))
        portforward.ProxyClient.dataReceived(self, data.replace(b'you', b'YOU'))


class LogClientFactory(portforward.ProxyClientFactory):
    protocol = LogClient
    noisy = False


class LogServer(portforward.ProxyServer):
    clientProtocolFactory = LogClientFactory

    def dataReceived(self, data):
        for line in data.splitlines():
            log.append(('client', line))
        portforward.ProxyServer.dataReceived(self, data)


class LogFactory(portforward.ProxyFactory):
    protocol = LogServer
    noisy = False


class Lines(basic.LineOnlyReceiver):
    def __init__(self):
        self.queue = defer.DeferredQueue()
        self.lost = defer.Deferred()

    def lineReceived(self, line):
        self.queue.put(line)

    def connectionLost(self, reason):
        self.lost.callback(reason.type.__name__)


log = []


@defer.inlineCallbacks
def main(reactor):
    answers = protocol.Factory.forProtocol(Answers)
    answers.noisy = False
    there = reactor.listenTCP(0, policies.LimitTotalConnectionsFactory(),
                              interface='127.0.0.1')
    there.factory.protocol = Answers
    there.factory.noisy = False
    there.factory.connectionLimit = 1
    here = reactor.listenTCP(0, LogFactory('127.0.0.1', there.getHost().port),
                             interface='127.0.0.1')
    way = endpoints.TCP4ClientEndpoint(reactor, '127.0.0.1',
                                       here.getHost().port)
    client = yield endpoints.connectProtocol(way, Lines())
    for line in b'hello', b'two words', b'':
        client.sendLine(line)
        print((yield client.queue.get()))
    # The one behind takes no second guest.
    second = yield endpoints.connectProtocol(way, Lines())
    print((yield second.lost))
    client.sendLine(b'bye')
    print((yield client.queue.get()), (yield client.lost))
    for entry in log:
        print(*entry)
    yield here.stopListening()
    yield there.stopListening()


task.react(main)
