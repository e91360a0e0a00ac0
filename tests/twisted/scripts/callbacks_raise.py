# What raises while a connection is made, and what becomes of that.
from twisted.internet import defer, endpoints, protocol, reactor, task
from twisted.python import log

log.startLogging(open('/dev/null', 'w'), setStdout=False)
log.addObserver(lambda event: event['isError'] and print(
    'logged', repr(event['failure'].value)))


class Host(protocol.Protocol):
    def dataReceived(self, data):
        print('host hears', data)
        self.transport.write(data)

    def connectionLost(self, reason):
        print('host', reason.value)
        hosts.put(self)


class Guest(protocol.Protocol):
    def connectionMade(self):
        self.transport.write(b'good day')

    def dataReceived(self, data):
        print('guest hears', data)
        self.transport.loseConnection()

    def connectionLost(self, reason):
        print('guest', reason.type.__name__, reason.value)


class Shy(Guest):
    def connectionMade(self):
        raise KeyError('afraid')


class Guests(protocol.ClientFactory):
    def __init__(self, kind):
        self.protocol, self.ended = kind, defer.Deferred()

    def clientConnectionLost(self, connector, reason):
        self.ended.callback(reason.type.__name__)

    def clientConnectionFailed(self, connector, reason):
        print(connector.state, reason.type.__name__, str(reason.value)[:70])
        self.ended.callback('failed')


def refuse(*args):
    raise RuntimeError('none today')


hosts = defer.DeferredQueue()


@defer.inlineCallbacks
def main(reactor):
    port = reactor.listenTCP(0, protocol.Factory.forProtocol(Host),
                             interface='127.0.0.1')
    number = port.getHost().port
    for kind in Guest, Shy, refuse:
        guests = Guests(kind)
        reactor.connectTCP('127.0.0.1', number, guests)
        print((yield guests.ended))
        yield hosts.get()
    end = endpoints.TCP4ClientEndpoint(reactor, '127.0.0.1', number)
    try:
        yield end.connect(protocol.Factory.forProtocol(refuse))
    except Exception as error:
        print(repr(error))
    yield hosts.get()
    yield port.stopListening()
    # Who called is not who logs it.
    log.addObserver(lambda event: event['isError'] and print(
        [row[0] for row in event['failure'].stack if 'log.py' in row[1]],
        [row[0] for row in event['failure'].frames][-1]))
    yield reactor.callLater(0, refuse)
    yield task.deferLater(reactor, 0.02, int)


task.react(main)
