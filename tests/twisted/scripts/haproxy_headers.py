# Who a proxy speaks for: headers of both versions, cut anywhere, and wrong ones.
import struct

from twisted.internet import protocol
from twisted.internet.address import IPv4Address
from twisted.protocols import haproxy


class Endpoint:
    def listen(self, factory):
        self.factory = factory


class Transport:
    lost = False

    def loseConnection(self):
        self.lost = True

    def getPeer(self):
        return IPv4Address('TCP', '10.0.0.1', 1)

    def getHost(self):
        return IPv4Address('TCP', '10.0.0.2', 2)


class Hears(protocol.Protocol):
    data = b''

    def dataReceived(self, data):
        self.data += data


endpoint = Endpoint()
haproxy.proxyEndpoint(endpoint).listen(protocol.Factory.forProtocol(Hears))


def show(address):
    if hasattr(address, 'port'):
        return (address.__class__.__name__, address.type, address.host,
                address.port)
    return address


def hear(*pieces):
    wrapper = endpoint.factory.buildProtocol(None)
    transport = Transport()
    wrapper.makeConnection(transport)
    for piece in pieces:
        if not transport.lost:
            wrapper.dataReceived(piece)
    inner = wrapper.wrappedProtocol
    return (inner.data, show(inner.transport.getPeer()),
            show(inner.transport.getHost()), transport.lost)


def two(command, kind, addresses, size=None):
    return (b'\r\n\r\n\0\r\nQUIT\n' + bytes([command, kind])
            + struct.pack('!H', len(addresses) if size is None else size)
            + addresses)


v4 = bytes([192, 0, 2, 1, 192, 0, 2, 2]) + struct.pack('!HH', 4711, 80)
v6 = bytes(range(32)) + struct.pack('!HH', 65535, 1)
unix = b'/a'.ljust(108, b'\0') + b'/run/socket'.ljust(108, b'\0')
headers = [b'PROXY TCP4 192.0.2.1 192.0.2.2 4711 80\r\n',
           b'PROXY TCP6 ::1 2001:db8::2 4711 80\r\n',
           b'PROXY UNKNOWN \r\n', b'PROXY UNKNOWN ::1 ::1 1 1\r\n',
           two(0x21, 0x11, v4), two(0x21, 0x12, v4), two(0x21, 0x21, v6),
           two(0x21, 0x22, v6), two(0x20, 0x11, v4), two(0x21, 0, b''),
           two(0x21, 0x11, v4 + b'\1\0\2xy'), two(0x21, 0x31, unix),
           two(0x20, 0, b'')]
for header in headers:
    whole = hear(header + b'data', b' more')
    cut = [hear((header + b'data')[:at], (header + b'data')[at:], b' more')
           for at in range(16, len(header) + 4)]
    print(whole, all(each == whole for each in cut))
for bad in (b'PROXY TCP4 192.0.2.1 192.0.2.2 4711\r\n', b'PROXY TCP5 a b 1 2\r\n',
            b'PROXY\r\n---------', b'PROXY TCP4\r\n-----', b'GET / HTTP/1.0\r\n\r\n',
            b'PROXY TCP4 ' + b'1' * 100, b'\r\n\r\n\0\r\nQUIT\r!\x11\0\0',
            two(0x31, 0x11, v4), two(0x22, 0x11, v4), two(0x21, 0x41, v4),
            two(0x21, 0x13, v4), two(0x21, 0x11, v4[:-1]),
            two(0x21, 0x21, v4)):
    print(bad[:24], hear(bad)[3])
print(hear(two(0x21, 0x11, v4, 4000), b'x' * 100)[::3])
