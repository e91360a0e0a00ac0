"""What a protocol does can be changed while it serves.

Each answer below comes from another place: the library's Echo, a class that
overrides it, an object, a function with other code, a transport in between.
"""

from twisted.internet import defer, protocol, reactor
from twisted.protocols import wire


class Caller(protocol.Protocol):
    """I ask one thing at a time."""

    def __init__(self):
        self.heard = b''
        self.waiting = None

    def ask(self, text):
        self.waiting = defer.Deferred()
        self.heard = b''
        self.length = len(text)
        self.transport.write(text)
        return self.waiting

    def dataReceived(self, data):
        self.heard += data
        if self.waiting is not None and len(self.heard) >= self.length:
            d, self.waiting = self.waiting, None
            d.callback(self.heard)


class Shouting:
    """I am put between a protocol and its transport."""

    def __init__(self, transport):
        self.transport = transport

    def write(self, data):
        self.transport.write(data.upper())


class Factory(protocol.ServerFactory):
    protocol = wire.Echo

    def buildProtocol(self, addr):
        self.last = protocol.ServerFactory.buildProtocol(self, addr)
        print('for', addr.host, self.last.factory is self)
        return self.last


def reversing(self, data):
    self.transport.write(data[::-1])


def swapping(self, data):
    self.transport.write(data.swapcase())


@defer.inlineCallbacks
def main():
    factory = Factory()
    port = reactor.listenTCP(0, factory, interface='127.0.0.1')
    creator = protocol.ClientCreator(reactor, Caller)
    caller = yield creator.connectTCP('127.0.0.1', port.getHost().port)
    echo = factory.last
    print((yield caller.ask(b'plain')), echo.connected,
          echo.transport is not None)

    echo.transport = Shouting(echo.transport)
    print((yield caller.ask(b'in between')))
    echo.transport = echo.transport.transport

    echo.dataReceived = lambda data: echo.transport.write(b'<' + data[1:])
    print((yield caller.ask(b'its own')))
    del echo.dataReceived
    print((yield caller.ask(b'plain again')))

    kept = wire.Echo.dataReceived
    wire.Echo.dataReceived = reversing
    print((yield caller.ask(b'class')))
    wire.Echo.dataReceived = kept

    code, kept.__code__ = kept.__code__, swapping.__code__
    print((yield caller.ask(b'Code')))
    kept.__code__ = code
    print((yield caller.ask(b'and back')))

    echo.__class__ = type('Other', (wire.Echo,), {'dataReceived': reversing})
    print((yield caller.ask(b'other class')))
    echo.__class__ = wire.Echo
    vars(echo)['noted'] = 1
    print((yield caller.ask(b'with a __dict__')))

    # Long ones: more than the kernel takes at a time.
    text = bytes(range(256)) * 8192
    print((yield caller.ask(text)) == text)

    lost = defer.Deferred()
    wire.Echo.connectionLost = lambda self, reason: lost.callback(reason)
    caller.transport.loseConnection()
    print((yield lost).type.__name__)
    del wire.Echo.connectionLost
    yield port.stopListening()


def stop(result):
    if result is not None:
        result.printTraceback()
    reactor.stop()


reactor.callWhenRunning(lambda: main().addBoth(stop))
reactor.run()
