# What a protocol is given when it is built and connected, however its class
# takes it; methods that change while connections come and go.
from twisted.internet import defer, protocol, reactor, task


class Plain(protocol.Protocol):
    def connectionMade(self):
        print(type(self).__name__, 'made', self.connected,
              self.factory is server, self.transport is not None)

    def dataReceived(self, data):
        self.transport.write(b'plain ' + data)


class Told(Plain):
    def __setattr__(self, name, value):
        if name in ('factory', 'transport', 'connected'):
            print('set', name)
        Plain.__setattr__(self, name, value)


class Property(Plain):
    @property
    def factory(self):
        return self._factory

    @factory.setter
    def factory(self, factory):
        print('given a factory')
        self._factory = factory


class Many(Plain):
    def __init__(self):
        for i in range(30):
            setattr(self, 'a%d' % i, i)


class Own(Plain):
    def __init__(self):
        self.connectionMade = lambda: print('my own made')
        self.dataReceived = lambda data: self.transport.write(b'own ' + data)


class Client(protocol.Protocol):
    def connectionMade(self):
        self.done = defer.Deferred()

    def dataReceived(self, data):
        self.done.callback(data)


server = protocol.ServerFactory()


@defer.inlineCallbacks
def ask(cls, port, between=None):
    server.protocol = cls
    creator = protocol.ClientCreator(reactor, Client)
    client = yield creator.connectTCP('127.0.0.1', port)
    for word in (b'one', b'two'):
        client.done = defer.Deferred()
        client.transport.write(word)
        print(cls.__name__, (yield client.done))
        if between:
            between()
    client.transport.loseConnection()


@defer.inlineCallbacks
def main(reactor):
    listening = reactor.listenTCP(0, server, interface='127.0.0.1')
    port = listening.getHost().port
    for cls in (Plain, Plain, Told, Property, Many, Own, Plain):
        yield ask(cls, port)

    def change():
        Plain.dataReceived = lambda self, data: self.transport.write(
            b'changed ' + data)

    yield ask(Plain, port, change)
    Plain.connectionMade = lambda self: print('made anew')
    yield ask(Plain, port)
    Plain.factory = property(lambda self: None,
                             lambda self, value: print('taken'))
    yield ask(Plain, port)
    yield listening.stopListening()


task.react(main)
