# UDP ports: what they send and refuse, connected ones, groups.
# not emulated: groups
import gc

from twisted.internet import defer, error, reactor, task
from twisted.internet.protocol import DatagramProtocol


class Told(DatagramProtocol):
    noisy = False

    def __init__(self, name):
        self.name = name
        self.next = defer.Deferred()

    def startProtocol(self):
        print(self.name, 'starts')

    def stopProtocol(self):
        print(self.name, 'stops')

    def datagramReceived(self, data, addr):
        print(self.name, data, addr[0])
        d, self.next = self.next, defer.Deferred()
        d.callback(addr)


def refused(function, *args):
    try:
        function(*args)
    except Exception as e:
        print(type(e).__name__, e.args[:1])


class Fails(Told):
    def startProtocol(self):
        raise ValueError('not today')


@defer.inlineCallbacks
def main(reactor):
    a, b = Told('a'), Told('b')
    port = reactor.listenUDP(0, a, interface='127.0.0.1')
    other = reactor.listenUDP(0, b, interface='127.0.0.1')
    here = port.getHost()
    print(here.type, here.host, here.port > 0)
    b.transport.write(b'one', ('127.0.0.1', here.port))
    addr = yield a.next
    a.transport.writeSequence([b'two', b'three'], addr)
    yield b.next
    b.transport.connect('127.0.0.1', here.port)
    refused(b.transport.connect, '127.0.0.1', 1)
    b.transport.write(b'connected')
    yield a.next
    refused(a.transport.write, b'x', ('localhost', 1))
    refused(a.transport.write, b'x', ('nowhere', 1))
    refused(a.transport.connect, 'localhost', 1)
    refused(a.transport.write, b'x' * 70000, addr)
    refused(reactor.listenUDP, 0, Told('c'), 'nowhere')
    print(a.transport.getBroadcastAllowed())
    a.transport.setBroadcastAllowed(True)
    print(a.transport.getBroadcastAllowed())
    try:
        reactor.listenUDP(here.port, Told('c'), interface='127.0.0.1')
    except error.CannotListenError as e:
        print('taken', e.interface, e.port == here.port)
    d = port.stopListening()
    print('stopping')
    yield d
    yield other.stopListening()

    # Of a port whose protocol cannot start nothing is left.
    for kind, name in (Fails, 'd'), (Fails, 'd'), (Told, 'e'):
        try:
            port = reactor.listenUDP(here.port, kind(name),
                                     interface='127.0.0.1')
            yield port.stopListening()
        except ValueError as e:
            print(e)
        gc.collect()  # to which Twisted leaves it

    m, n = Told('m'), Told('n')
    port = reactor.listenMulticast(0, m, listenMultiple=True)
    t = m.transport
    print(t.getTTL(), t.getLoopbackMode(), t.getOutgoingInterface())
    t.setTTL(3)
    t.setLoopbackMode(False)
    print(t.getTTL(), t.getLoopbackMode())
    t.setLoopbackMode(True)
    print((yield t.setOutgoingInterface('127.0.0.1')),
          t.getOutgoingInterface())
    print((yield t.joinGroup('225.0.0.250', '127.0.0.1')))
    number = port.getHost().port
    other = reactor.listenMulticast(number, n, listenMultiple=True)
    t.write(b'to all', ('225.0.0.250', number))
    yield m.next
    print((yield t.leaveGroup('225.0.0.250', '127.0.0.1')))
    try:
        yield t.joinGroup('127.0.0.1', '127.0.0.1')
    except error.MulticastJoinError as e:
        print('no group', e.args[2:])
    yield defer.gatherResults([port.stopListening(), other.stopListening()])
    for name in '127.0.0.1', 'localhost', '':
        print((yield reactor.resolve(name)))
    yield reactor.resolve('no-such-name.invalid').addErrback(
        lambda f: print(f.type.__name__))


task.react(main)
