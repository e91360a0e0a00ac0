"""What others may expect of a reactor, a transport, a protocol.

The names are there for code that declares or asks for them; what each promises
is said where it is kept. An interface is made when somebody first asks for it,
and our own classes that keep it say so then.
"""

# Each interface, after it those it is derived from, and who keeps it.
_ROWS = '''
IAcceptableCiphers
IAddress                address.IPv4Address address.IPv6Address \
                        address.UNIXAddress address.HostnameAddress \
                        address._ProcessAddress
ICipher
IConnector              tcp.BaseConnector
IConsumer               _reactor.Connection abstract.FileDescriptor \
                        protocol.ProtocolToConsumerAdapter
IDelayedCall            _reactor.DelayedCall task.DelayedCall
IFileDescriptor         (ILoggingContext)
IFileDescriptorReceiver
IHalfCloseableDescriptor abstract.FileDescriptor
IHalfCloseableProtocol
IHandshakeListener
IHostResolution         _hostnames.Resolution
IHostnameResolver       _hostnames.HostnameResolver
IListeningPort          tcp.BasePort udp.Port
ILoggingContext         protocol.Factory protocol.Protocol \
                        protocol.DatagramProtocol abstract.FileDescriptor
IMulticastTransport     udp.MulticastPort
INegotiated             (ISSLTransport)
IProcessProtocol        protocol.ProcessProtocol
IProcessTransport       (ITransport) process.Process process.PTYProcess
IProducer               protocols.basic.FileSender protocols.wire.Chargen
IProtocol               protocol.Protocol \
                        protocol.ConsumerToProtocolAdapter
IProtocolFactory        protocol.Factory
IProtocolNegotiationFactory
IPullProducer           (IProducer)
IPushProducer           (IProducer) _reactor.Connection \
                        abstract.FileDescriptor
IReactorCore            base.ReactorBase
IReactorDaemonize
IReactorFDSet           base.ReactorBase
IReactorFromThreads     base.ReactorBase
IReactorInThreads
IReactorMulticast       base.ReactorBase
IReactorPluggableNameResolver base.ReactorBase
IReactorPluggableResolver base.ReactorBase
IReactorProcess         base.ReactorBase
IReactorSSL
IReactorSocket          base.ReactorBase
IReactorTCP             base.ReactorBase
IReactorThreads         (IReactorFromThreads IReactorInThreads) \
                        base.ReactorBase
IReactorTime            base.ReactorBase task.Clock
IReactorUDP             base.ReactorBase
IReactorUNIX            base.ReactorBase
IReactorUNIXDatagram    base.ReactorBase
IReadDescriptor         (IFileDescriptor)
IReadWriteDescriptor    (IReadDescriptor IWriteDescriptor) \
                        abstract.FileDescriptor
IResolutionReceiver     _hostnames._Receiver
IResolver               (IResolverSimple)
IResolverSimple         _hostnames.FirstAddress
ISSLTransport           (ITCPTransport)
IServiceCollection
IStreamClientEndpoint   endpoints._Client endpoints.ProcessEndpoint
IStreamClientEndpointStringParserWithReactor
IStreamServerEndpoint   endpoints._Server
IStreamServerEndpointStringParser
ISystemHandle
ITCPTransport           (ITransport) _reactor.Connection
ITLSTransport           (ITCPTransport)
ITransport              _reactor.Connection abstract.FileDescriptor \
                        protocol.FileWrapper
IUDPTransport           udp.Port
IUDPConnectedTransport
IUNIXDatagramConnectedTransport unix.ConnectedDatagramPort
IUNIXDatagramTransport  unix.DatagramPort
IUNIXTransport          (ITransport)
IWriteDescriptor        (IFileDescriptor)
'''


def _interface(name):
    return globals().get(name) or __getattr__(name)


def __getattr__(name):
    for row in _ROWS.split('\n'):
        if row and row.split()[0] == name:
            break
    else:
        raise AttributeError('module %r has no attribute %r'
                             % (__name__, name))
    from zope.interface import Interface, classImplements
    from zope.interface.interface import InterfaceClass
    _, _, rest = row.partition(name)
    bases, _, keepers = rest.strip().rpartition(')')
    made = globals()[name] = InterfaceClass(
        name, [_interface(each) for each in bases.strip('(').split()]
        or [Interface], __module__=__name__)
    for keeper in keepers.split():
        where, _, cls = keeper.rpartition('.')
        if where != '_reactor':
            where = ('twisted.' if '.' in where
                     else 'twisted.internet.') + where
        module = __import__(where, None, None, ['*'])
        classImplements(getattr(module, cls), made)
    if name == 'IConsumer':
        from twisted.internet import protocol
        from twisted.python.components import registerAdapter
        heard = _interface('IProtocol')
        registerAdapter(protocol.ProtocolToConsumerAdapter, heard, made)
        registerAdapter(protocol.ConsumerToProtocolAdapter, made, heard)
    return made
