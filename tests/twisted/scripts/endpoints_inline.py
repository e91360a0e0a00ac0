# Endpoints, Deferreds and generators, over TCP and a UNIX socket.
from twisted.internet import defer, endpoints, protocol, task
from twisted.internet.endpoints import (TCP4ClientEndpoint, connectProtocol,
                                        serverFromString)


class Reverse(protocol.Protocol):
    def dataReceived(self, data):
        self.transport.write(data[::-1])


class Asks(protocol.Protocol):
    def __init__(self):
        self.done = defer.Deferred()
        self.data = b''

    def ask(self, what):
        self.wanted = len(what)
        self.transport.write(what)
        return self.done

    def dataReceived(self, data):
        self.data += data
        if len(self.data) == self.wanted:
            self.transport.loseConnection()

    def connectionLost(self, reason):
        self.done.callback(self.data)


@defer.inlineCallbacks
def main(reactor):
    factory = protocol.Factory.forProtocol(Reverse)
    server = serverFromString(reactor, 'tcp:0:interface=127.0.0.1')
    port = yield server.listen(factory)
    number = port.getHost().port
    client = yield connectProtocol(
        TCP4ClientEndpoint(reactor, '127.0.0.1', number), Asks())
    print((yield client.ask(b'hello')))
    client = yield endpoints.clientFromString(
        reactor, 'tcp:host=127.0.0.1:port=%d' % number).connect(
            protocol.Factory.forProtocol(Asks))
    print((yield client.ask(b'again')))
    yield port.stopListening()
    try:
        yield TCP4ClientEndpoint(reactor, '127.0.0.1', number).connect(factory)
    except Exception as error:
        print(type(error).__name__, str(error)[:39])

    port = yield serverFromString(reactor, 'unix:reverse.sock').listen(factory)
    client = yield connectProtocol(endpoints.clientFromString(
        reactor, 'unix:reverse.sock'), Asks())
    print((yield client.ask(b'unix')), port.getHost().name)
    yield defer.maybeDeferred(port.stopListening)
    for wrong in ('nothing:1', 'tcp:x'):
        try:
            serverFromString(reactor, wrong)
        except ValueError as error:
            print(error)
    d = defer.Deferred().addTimeout(0.01, reactor)
    try:
        yield d
    except defer.TimeoutError as error:
        print('timeout', error)


task.react(main)
