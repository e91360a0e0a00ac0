# Datagrams between two that know each other, and addresses that are none.
from twisted.internet import defer, error, protocol, reactor, task


class Answers(protocol.DatagramProtocol):
    noisy = False

    def startProtocol(self):
        print('answers at', self.transport.getHost().type)

    def datagramReceived(self, data, addr):
        if data == b'twice':
            self.transport.write(data, addr)
        self.transport.write(data.upper(), addr)

    def stopProtocol(self):
        print('answers no more')


class Asks(protocol.DatagramProtocol):
    noisy = False

    def __init__(self, number):
        self.number = number
        self.heard = defer.DeferredQueue()

    def startProtocol(self):
        self.transport.connect('127.0.0.1', self.number)
        try:
            self.transport.connect('127.0.0.1', self.number)
        except RuntimeError as why:
            print(type(why).__name__)

    def datagramReceived(self, data, addr):
        self.heard.put((data, addr == ('127.0.0.1', self.number)))


def refused(f, *args):
    try:
        f(*args)
    except Exception as why:
        print(type(why).__name__)
    else:
        print('taken')


@defer.inlineCallbacks
def main(reactor):
    port = reactor.listenUDP(0, Answers(), interface='127.0.0.1')
    number = port.getHost().port
    asks = Asks(number)
    own = reactor.listenUDP(0, asks, interface='127.0.0.1')
    other = reactor.listenUDP(0, protocol.DatagramProtocol(),
                              interface='127.0.0.1')
    asks.transport.write(b'hello')
    print((yield asks.heard.get()))
    # Whoever else calls is not heard.
    other.write(b'intruder', ('127.0.0.1', own.getHost().port))
    asks.transport.write(b'twice', ('127.0.0.1', number))
    print((yield asks.heard.get()), (yield asks.heard.get()))
    for bad in ('localhost', 1), ('example.com', 1), ('::1', 1):
        refused(other.write, b'x', bad)
    refused(other.write, b'x' * 70000, ('127.0.0.1', number))
    refused(other.connect, 'no address', 1)
    refused(reactor.listenUDP, number, protocol.DatagramProtocol(),
            '127.0.0.1')
    for name in 'example.com', 'localhost':
        refused(reactor.listenUDP, 0, protocol.DatagramProtocol(), name)
    print(other.getBroadcastAllowed())
    other.setBroadcastAllowed(True)
    print(other.getBroadcastAllowed())
    six = reactor.listenUDP(0, protocol.DatagramProtocol(), interface='::1')
    print(six.getHost().host, six.getHost().type)
    for host in '127.0.0.1', '<broadcast>':
        refused(six.write, b'x', (host, number))
    yield port.stopListening()
    for each in own, other, six:
        yield each.stopListening()


task.react(main)
