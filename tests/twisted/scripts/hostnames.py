# Names of hosts: who is asked for their addresses, and which of these answers.

from zope.interface import implementer

from twisted.internet import (address, defer, endpoints, error, interfaces,
                              protocol, reactor)
from twisted.internet.testing import MemoryReactorClock
from twisted.python import failure


@implementer(interfaces.IHostnameResolver)
class Table:
    """I know by heart where everybody lives."""

    def __init__(self, **rows):
        self.rows = rows

    def resolveHostName(self, resolutionReceiver, hostName, portNumber=0,
                        addressTypes=None, transportSemantics='TCP'):
        self.name = hostName
        resolutionReceiver.resolutionBegan(self)
        for host in self.rows.get(hostName, ()):
            cls = (address.IPv6Address if ':' in host
                   else address.IPv4Address)
            if addressTypes is None or cls in addressTypes:
                resolutionReceiver.addressResolved(
                    cls(transportSemantics, host, portNumber))
        resolutionReceiver.resolutionComplete()


@implementer(interfaces.IReactorPluggableNameResolver)
class Memory(MemoryReactorClock):
    nameResolver = Table(both=['::1', '127.0.0.1'], one=['127.0.0.9'])

    def tried(self):
        return [each[:2] for each in self.tcpClients]


class Quiet(protocol.Protocol):
    pass


def begin(name, **kw):
    memory = Memory()
    endpoint = endpoints.HostnameEndpoint(memory, name, 80, **kw)
    factory = protocol.Factory.forProtocol(Quiet)
    d = endpoint.connect(factory)
    return memory, endpoint, d


# The second address is tried while the first is still silent.
memory, endpoint, d = begin('both')
print(endpoint, memory.tried())
memory.advance(0.1)
print(memory.tried())
memory.advance(0.25)
print(memory.tried())
made = memory.tcpClients[1][2].buildProtocol(None)
made.makeConnection(object())
d.addCallback(lambda p: print('won by', type(p).__name__))
print('given up:', memory.connectors[0].stoppedConnecting)
memory.advance(10)
print(memory.tried())

memory, endpoint, d = begin('both', attemptDelay=2)
memory.advance(1.9)
print(len(memory.tried()))
memory.advance(0.2)
print(len(memory.tried()))
d.addErrback(lambda f: print(f.type.__name__))
d.cancel()
print([each.stoppedConnecting for each in memory.connectors])

# None is left, or there was none.
memory, endpoint, d = begin('one')
memory.tcpClients[0][2].clientConnectionFailed(
    None, failure.Failure(error.ConnectionRefusedError()))
memory.advance(1)
d.addErrback(lambda f: print(f.type.__name__))
memory, endpoint, d = begin('nobody')
d.addErrback(lambda f: print(f.type.__name__, f.getErrorMessage()))

print(address.HostnameAddress(b'both', 80),
      address.HostnameAddress(b'a', 1) == address.HostnameAddress(b'a', 1))
far = address.IPv6Address('TCP', 'fe80::1', 80, 5, 2)
print(far, far.flowInfo, far.scopeID)
print(far == address.IPv6Address('TCP', 'fe80::1', 80, flowInfo=5, scopeID=2),
      far == address.IPv6Address('TCP', 'fe80::1', 80))
print(address.IPv6Address('UDP', '::1', 80))


# --- the reactor's own -------------------------------------------------------

class Receiver:
    def resolutionBegan(self, resolution):
        print('asking for', resolution.name)
        self.found = []

    def addressResolved(self, each):
        self.found.append(each)

    def resolutionComplete(self):
        print(sorted(set(self.found), key=repr))
        reactor.callLater(0, another)


class Greeting(protocol.Protocol):
    def connectionMade(self):
        self.transport.write(b'welcome')
        self.transport.loseConnection()


class Hearing(protocol.Protocol):
    def dataReceived(self, data):
        print('heard', data)

    def connectionLost(self, reason):
        reactor.callLater(0, simple)


class Failing(protocol.ClientFactory):
    def clientConnectionFailed(self, connector, reason):
        print('no connection:', reason.type.__name__)
        reactor.stop()


def another():
    before = reactor.installNameResolver(Table(sage=['127.0.0.1']))
    print(interfaces.IHostnameResolver.providedBy(before),
          isinstance(reactor.nameResolver, Table))
    reactor.resolve('sage').addCallback(print)
    reactor.resolve('rue').addErrback(lambda f: print(f.type.__name__))
    port = reactor.listenTCP(0, protocol.Factory.forProtocol(Greeting),
                             interface='127.0.0.1')
    endpoints.connectProtocol(endpoints.HostnameEndpoint(
        reactor, b'sage', port.getHost().port), Hearing())


@implementer(interfaces.IResolverSimple)
class OnlyOne:
    def getHostByName(self, name, timeout=()):
        print('asked for', name)
        if name == 'mint':
            return defer.succeed('127.0.0.1')
        return defer.fail(error.DNSLookupError(name))


def simple():
    reactor.installResolver(OnlyOne())
    reactor.resolve('mint').addCallback(print)
    reactor.connectTCP('dill', 80, Failing())


reactor.callWhenRunning(reactor.nameResolver.resolveHostName, Receiver(),
                        '127.0.0.1', 80)
reactor.run()
