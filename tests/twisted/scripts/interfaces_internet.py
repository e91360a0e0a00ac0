# What the interfaces of twisted.internet name, and that ours keep them.
from twisted.internet import (address, endpoints, interfaces, protocol, reactor,
                              task)
from twisted.internet.testing import MemoryReactorClock, StringTransport
from twisted.python.components import proxyForInterface
from zope.interface import Invalid, implementer
from zope.interface.verify import verifyClass, verifyObject

for name in '''IAddress IConnector IConsumer IDelayedCall IFileDescriptor
        IFileDescriptorReceiver IHalfCloseableDescriptor IHalfCloseableProtocol
        IHostResolution IHostnameResolver IListeningPort ILoggingContext
        IMulticastTransport IProcessProtocol IProcessTransport IProducer
        IProtocol IProtocolFactory IPullProducer IPushProducer IReactorCore
        IReactorFDSet IReactorFromThreads IReactorMulticast IReactorProcess
        IReactorSocket IReactorTCP IReactorTime IReactorUDP IReactorUNIX
        IReactorUNIXDatagram IReadDescriptor IReadWriteDescriptor
        IResolutionReceiver IResolver IResolverSimple IServiceCollection
        IStreamClientEndpoint IStreamClientEndpointStringParserWithReactor
        IStreamServerEndpoint IStreamServerEndpointStringParser ISystemHandle
        ITCPTransport ITransport IUDPTransport IUNIXDatagramTransport
        IUNIXTransport IWriteDescriptor'''.split():
    found = getattr(interfaces, name)
    print(name, *[base.__name__ for base in found.__bases__])
    for each in sorted(found.names()):
        what = found[each]
        print('   ', type(what).__name__, each, what.interface is found,
              getattr(what, 'getSignatureString', str)())
    assert sorted(found) == sorted(found.names(all=True))


def verified(interface, candidate, verify=verifyObject):
    try:
        print(interface.__name__, type(candidate).__name__,
              verify(interface, candidate))
    except Invalid as e:
        print(type(e).__name__, str(e).partition(' object at ')[0],
              str(e).partition('>')[2])


for name in '''Core Time TCP UDP UNIX UNIXDatagram Multicast Process FDSet
        FromThreads Socket PluggableResolver PluggableNameResolver'''.split():
    print(name, verifyObject(getattr(interfaces, 'IReactor' + name), reactor))
verified(interfaces.IReactorTime, task.Clock())
verified(interfaces.IReactorTCP, MemoryReactorClock())
verified(interfaces.ITransport, StringTransport())
verified(interfaces.IProtocol, protocol.Protocol())
verified(interfaces.IProtocol, protocol.Protocol, verifyClass)
verified(interfaces.IProtocolFactory, protocol.ClientFactory())
verified(interfaces.IProcessProtocol, protocol.ProcessProtocol())
verified(interfaces.IAddress, address.UNIXAddress('x'))
for kind in (endpoints.TCP4ServerEndpoint, endpoints.StandardIOEndpoint,
             endpoints.UNIXServerEndpoint):
    verified(interfaces.IStreamServerEndpoint,
             kind(reactor, *['0'][:kind is not endpoints.StandardIOEndpoint]))
for made in (endpoints.HostnameEndpoint(reactor, 'localhost', 1),
             endpoints.ProcessEndpoint(reactor, 'x')):
    verified(interfaces.IStreamClientEndpoint, made)
later = reactor.callLater(1, int)
print(verifyObject(interfaces.IDelayedCall, later))
later.cancel()


@implementer(interfaces.IProtocol)
class Half:
    def dataReceived(self, data):
        """Something came."""

    def connectionLost(self):
        """Whoever calls me gives a reason."""


verified(interfaces.IProtocol, Half())
verified(interfaces.IProtocol, 3)


class Told(protocol.Protocol):
    def connectionMade(self):
        for interface in (interfaces.ITCPTransport, interfaces.ITransport,
                          interfaces.IConsumer, interfaces.IPushProducer):
            print(interface.__name__, verifyObject(interface, self.transport))
        reactor.stop()


class Quiet(protocol.ClientFactory):
    protocol = protocol.Protocol


factory = protocol.Factory.forProtocol(Told)
port = reactor.listenTCP(0, factory, interface='127.0.0.1')
udp = reactor.listenUDP(0, protocol.DatagramProtocol(), interface='127.0.0.1')
many = reactor.listenMulticast(0, protocol.DatagramProtocol())
for interface, thing in (
        (interfaces.IListeningPort, port), (interfaces.IListeningPort, udp),
        (interfaces.IUDPTransport, udp),
        (interfaces.IMulticastTransport, many),
        (interfaces.IConnector, reactor.connectTCP(
            '127.0.0.1', port.getHost().port, Quiet()))):
    verified(interface, thing)
reactor.run()


class Told(proxyForInterface(interfaces.ITransport, 'inner')):
    def write(self, data):
        print('writing', data)
        return super().write(data)


inner = StringTransport()
outer = Told(inner)
outer.write(b'abc')
print(inner.value(), outer.getPeer(), outer.inner is inner,
      interfaces.ITransport.providedBy(outer))
