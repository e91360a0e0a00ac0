# era: so many from one host at once.
from twisted.internet import protocol
from twisted.protocols import policies


class Address:
    def __init__(self, host):
        self.host = host


class Wire:
    def __init__(self, host):
        self.host = host

    def getPeer(self):
        return Address(self.host)


factory = protocol.ServerFactory()
factory.protocol = protocol.Protocol
few = policies.LimitConnectionsByPeer(factory)
few.maxConnectionsPerPeer = 2
few.startFactory()


def begin(host):
    made = few.buildProtocol(Address(host))
    if made is not None:
        made.makeConnection(Wire(host))
    return made


guests = [begin(host) for host in 'a', 'b', 'a', 'a', 'b', 'b']
print [guest is not None for guest in guests]  # expect: [True, True, True, False, True, False]
guests[0].connectionLost(None)
print begin('a') is not None, begin('a'), few.peerConnections  # expect: True None {'a': 2, 'b': 2}


class Shouts(protocol.Protocol):
    def dataReceived(self, data):
        self.transport.write(data.upper() + '\xff')
        self.transport.writeSequence(['a', '\xfe'])


class Keeps(Wire):
    def __init__(self):
        self.said = []

    def write(self, data):
        self.said.append(data)

    def writeSequence(self, parts):
        self.said.extend(parts)


factory.protocol = Shouts
wrapped = policies.WrappingFactory(factory).buildProtocol(None)
wrapped.makeConnection(Keeps())
wrapped.dataReceived('h\xe4'.encode('latin-1'))
print wrapped.transport.said  # expect: ['H\xe4\xff', 'a', '\xfe']
