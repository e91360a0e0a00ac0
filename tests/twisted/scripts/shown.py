# How ports, transports and calls show themselves.
import errno
import os
import re
from twisted.internet import address, protocol, reactor
from twisted.internet.error import CannotListenError


def show(*things):
    print(re.sub(r'(0x| at )[0-9a-f]+(x[0-9a-f]+)?|\d{4,5}|\d+\.\d+(e-\d+)?(?=s)',
                 'N', ' '.join([repr(each) for each in things])))


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        # What the system says of it is in the words of the C library.
        print(type(error).__name__, re.sub(r'\d{4,5}', 'N', str(error)).replace(
            os.strerror(errno.EADDRINUSE), 'in use'))


class Server(protocol.Protocol):
    def connectionMade(self):
        transport = self.transport
        show(transport, transport.getHost(), transport.sessionno)
        print(transport.logstr, transport.hostname, transport.client[0],
              transport.connected, transport.disconnecting,
              transport.reactor is reactor, transport.protocol is self)
        print(transport.setTcpNoDelay(True), transport.getTcpNoDelay(),
              transport.getTcpKeepAlive())


class Client(protocol.Protocol):
    def connectionMade(self):
        show(self.transport, self.transport.logstr)
        reactor.callLater(0, print, 'first')
        self.transport.loseConnection()

    def connectionLost(self, reason):
        print('then', reason.value)


def quiet(of, **methods):
    factory = of.forProtocol(methods.pop('protocol'))
    factory.noisy = False
    vars(factory).update(methods)
    return factory


def lost(connector, reason):
    print(connector.state, connector.transport is not None)
    reactor.callLater(0, calls)


def calls():
    call = reactor.callLater(9, print, 'a', end='x')
    show(call)
    print(str(call) == repr(call), call.func is print, call.args, call.kw)
    call.cancel()
    show(call)
    attempt(reactor.callLater, -1, print)
    attempt(reactor.callLater, 1, None)
    attempt(reactor.run)
    attempt(reactor.listenTCP, port.getHost().port, factory,
            interface='127.0.0.1')
    attempt(reactor.listenTCP, 65536, factory)
    attempt(reactor.listenTCP, 0, factory, interface='not-an-address')
    attempt(reactor.listenUNIX, 'x' * 200, factory)
    try:
        reactor.listenTCP(port.getHost().port, factory, 5, '127.0.0.1')
    except CannotListenError as error:
        print(type(error.socketError).__name__, error.interface)
    reactor.connectTCP('no.such.host.invalid', 1, quiet(
        protocol.ClientFactory, protocol=Client,
        clientConnectionFailed=lambda connector, reason: (
            print(reason.value), datagrams())))


def datagrams():
    protocol_ = protocol.DatagramProtocol()
    protocol_.noisy = False
    udp = reactor.listenUDP(0, protocol_, interface='127.0.0.1')
    show(udp)
    for one in port, udp, reactor.listenUNIX('sock', factory):
        show(one)
        one.stopListening()
    reactor.callLater(0.01, lambda: (
        show(port, udp, port.connected), reactor.stop()))


show(protocol.Factory(), protocol.Factory, address.UNIXAddress(None),
     address.UNIXAddress('path'), protocol.Factory.noisy)
print(protocol.Factory)
factory = quiet(protocol.ServerFactory, protocol=Server)
port = reactor.listenTCP(0, factory, interface='127.0.0.1')
show(port, port.connected)
reactor.connectTCP('127.0.0.1', port.getHost().port, quiet(
    protocol.ClientFactory, protocol=Client, clientConnectionLost=lost))
reactor.run()
