# Datagrams between paths, and at a socket that somebody else has bound.
import errno
import os
import socket
import tempfile

from twisted.internet import error, protocol, reactor

os.chdir(tempfile.mkdtemp())


class Server(protocol.DatagramProtocol):
    noisy = False

    def startProtocol(self):
        print('serving', self.transport.getHost())

    def datagramReceived(self, data, address):
        print('server hears', data, 'from', address)
        print(self.transport.write(b're: ' + data, address))


class Client(protocol.ConnectedDatagramProtocol):
    noisy = False

    def startProtocol(self):
        print('client', self.transport.getHost(), self.transport.getPeer())

    def datagramReceived(self, data):
        print('client hears', data)
        outer.write(b'0123456789', ('127.0.0.1', number))

    def connectionFailed(self, reason):
        print('failed:', reason.getErrorMessage())


class Short(protocol.DatagramProtocol):
    noisy = False

    def datagramReceived(self, data, address):
        print('no more than', data)
        client.stopListening()
        reactor.callLater(0.05, reactor.stop)


served = reactor.listenUNIXDatagram('server', Server(), mode=0o600)
print(oct(os.stat('server').st_mode & 0o777))
client = reactor.connectUNIXDatagram('server', Client(), bindAddress='client')
try:
    reactor.listenUNIXDatagram('server', Server())
except error.CannotListenError as e:
    print(str(e).replace(os.strerror(errno.EADDRINUSE), 'in use'))

bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
bound.bind(('127.0.0.1', 0))
bound.setblocking(False)
number = bound.getsockname()[1]
adopted = reactor.adoptDatagramPort(bound.fileno(), socket.AF_INET, Short(), 5)
bound.close()
print(adopted.getHost().port == number)
try:
    reactor.adoptDatagramPort(0, socket.AF_UNIX, Short())
except error.UnsupportedAddressFamily as e:
    print('unsupported', e.args[0] == socket.AF_UNIX)
outer = reactor.listenUDP(0, protocol.DatagramProtocol(),
                          interface='127.0.0.1')
reactor.callLater(0.05, client.write, b'hello')
reactor.run()
print(sorted(os.listdir('.')))
