# A server behind a proxy that says who is really there, in both versions of
# the PROXY protocol, in pieces; and what is no such header.
import struct
import sys

from twisted.internet import defer, endpoints, protocol, reactor
from twisted.internet.testing import StringTransport
from twisted.protocols.basic import LineReceiver
from twisted.protocols.haproxy import proxyEndpoint


class Greeter(LineReceiver):
    def connectionMade(self):
        self.sendLine(b'ready')

    def lineReceived(self, line):
        peer, host = self.transport.getPeer(), self.transport.getHost()
        self.sendLine(b'%s: %s to %s' % (line, spoken(peer), spoken(host)))
        self.transport.loseConnection()


def spoken(address):
    name = type(address).__name__
    if name == 'UNIXAddress':
        return (b'UNIX ' + (address.name or b''))
    if address.host == '127.0.0.1':
        return b'loopback'
    return ('%s %s %d' % (name, address.host, address.port)).encode()


class Raw(protocol.Protocol):
    def __init__(self, pieces):
        self.pieces = list(pieces)
        self.heard = b''
        self.done = defer.Deferred()

    def connectionMade(self):
        self.next()

    def next(self):
        if self.pieces and self.transport.connected:
            self.transport.write(self.pieces.pop(0))
            reactor.callLater(0.01, self.next)

    def dataReceived(self, data):
        self.heard += data

    def connectionLost(self, reason):
        self.done.callback(self.heard)


SIGNATURE = b'\r\n\r\n\0\r\nQUIT\n'
four = (SIGNATURE + b'\x21\x11' + struct.pack('!H', 12)
        + bytes([10, 0, 0, 1, 10, 0, 0, 2]) + struct.pack('!HH', 5000, 80))
six = (SIGNATURE + b'\x21\x21' + struct.pack('!H', 36)
       + bytes(15) + b'\x01' + bytes(15) + b'\x02'
       + struct.pack('!HH', 5001, 81))
unix = (SIGNATURE + b'\x21\x31' + struct.pack('!H', 216)
        + b'/from'.ljust(108, b'\0') + b'/to'.ljust(108, b'\0'))
local = SIGNATURE + b'\x20\x00' + struct.pack('!H', 0)
spec = (SIGNATURE + b'\x21\x11' + struct.pack('!H', 17)
        + bytes([10, 0, 0, 3, 10, 0, 0, 4]) + struct.pack('!HH', 5002, 82)
        + b'\x04\0\x02xx')
conversations = [
    [b'PROXY TCP4 192.0.2.1 192.0.2.2 4000 80\r\nfirst\r\n'],
    [b'PROXY TCP6 2001:db8::1 2001:db8::2 4001 443\r\n', b'second\r\n'],
    [b'PROXY TCP4 192.0.2.3 192.', b'0.2.4 4002 81\r', b'\nthird\r\n'],
    [b'PROXY UNKNOWN\r\nfourth\r\n'],
    [four + b'fifth\r\n'],
    [six[:20], six[20:] + b'sixth\r\n'],
    [unix + b'seventh\r\n'],
    [local + b'eighth\r\n'],
    [four[:16], four[16:], b'ninth\r\n'],
    [b'GET / HTTP/1.0\r\n\r\n'],
    [b'PROXY TCP4 nonsense\r\n'],
    [b'PROXY TCP9 192.0.2.1 192.0.2.2 4000 80\r\nx\r\n'],
    [SIGNATURE + b'\x31\x11\0\x0c' + bytes(12) + b'x\r\n'],
]


@defer.inlineCallbacks
def main():
    factory = protocol.Factory.forProtocol(Greeter)
    factory.noisy = False
    port = yield proxyEndpoint(endpoints.serverFromString(
        reactor, 'tcp:0:interface=127.0.0.1')).listen(factory)
    string = yield endpoints.serverFromString(
        reactor, 'haproxy:tcp:0:interface=127.0.0.1').listen(factory)
    for pieces in conversations:
        for each in port, string:
            client = Raw(pieces)
            yield endpoints.TCP4ClientEndpoint(
                reactor, '127.0.0.1', each.getHost().port).connect(
                    protocol.Factory.forProtocol(lambda: client))
            print(pieces[0][:20], repr((yield client.done)))
    for each in port, string:
        yield each.stopListening()


main().addErrback(lambda why: why.printTraceback(sys.stdout)).addBoth(
    lambda done: reactor.stop())
reactor.run()
