# Services that listen, connect again, and tick, and are stopped together.
from twisted.application import internet, service, strports
from twisted.internet import defer, error, protocol, reactor, task
from twisted.internet.endpoints import TCP4ClientEndpoint, TCP4ServerEndpoint


class Greets(protocol.Protocol):
    def connectionMade(self):
        print('server: made')
        self.transport.write(b'hello')

    def dataReceived(self, data):
        print('server:', data)
        self.transport.loseConnection()


class Client(protocol.Protocol):
    def dataReceived(self, data):
        print('client:', data)
        if self.factory.got is not None:
            d, self.factory.got = self.factory.got, None
            d.callback(self)

    def connectionLost(self, reason):
        print('client lost', reason.type.__name__)


class Counted(service.Service):
    def startService(self):
        service.Service.startService(self)
        print('started', self.name, self.running)

    def stopService(self):
        print('stopped', self.name)
        return service.Service.stopService(self)


@defer.inlineCallbacks
def main(reactor):
    every = service.MultiService()
    counted = Counted()
    counted.setName('counted')
    counted.setServiceParent(every)
    listening = internet.StreamServerEndpointService(
        TCP4ServerEndpoint(reactor, 0, interface='127.0.0.1'),
        protocol.Factory.forProtocol(Greets))
    listening.setServiceParent(every)
    print(every.getServiceNamed('counted') is counted, len(list(every)))
    every.startService()
    port = yield listening._waitingForPort
    listening._waitingForPort = defer.succeed(port)
    number = port.getHost().port
    for listen in strports.listen, strports.service:
        try:
            listen('tcp:%d:interface=127.0.0.1' % number,
                   protocol.Factory()).startService()
        except error.CannotListenError:
            print('taken')

    factory = protocol.Factory.forProtocol(Client)
    factory.got = defer.Deferred()
    client = internet.ClientService(
        TCP4ClientEndpoint(reactor, '127.0.0.1', number), factory,
        retryPolicy=lambda attempt: 0.01)
    waiting = client.whenConnected()
    waiting.addErrback(lambda f: print('not running', f.type.__name__))
    client.startService()
    instance = yield client.whenConnected()
    first = yield factory.got
    print(instance is first)
    factory.got = defer.Deferred()
    first.transport.write(b'again')
    second = yield factory.got
    print(second is first)
    yield client.stopService()
    print('client stopped', client.running)
    yield every.stopService()
    refused = internet.ClientService(
        TCP4ClientEndpoint(reactor, '127.0.0.1', number), factory,
        retryPolicy=internet.backoffPolicy(0.001, 0.002, jitter=lambda: 0))
    refused.startService()
    try:
        yield refused.whenConnected(failAfterFailures=2)
    except Exception as e:
        print(type(e).__name__)
    yield refused.stopService()
    policy = internet.backoffPolicy(1, 10, 2, lambda: 0.5)
    print([policy(attempt) for attempt in range(5)])

    ticks, ticked = [], defer.Deferred()

    def tick(what):
        ticks.append(what)
        if len(ticks) == 3:
            ticked.callback(None)
    timer = internet.TimerService(0.001, tick, 1)
    timer.startService()
    yield ticked
    yield timer.stopService()
    print(ticks, timer.running)
    strport = strports.service('tcp:0:interface=127.0.0.1',
                               protocol.Factory())
    strport.startService()
    print(type(strport).__name__, strport.running)
    yield strport.stopService()
    print(strport.running)


task.react(main)
