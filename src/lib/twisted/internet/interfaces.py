"""What others may expect of a reactor, a transport, a protocol.

The names are there for code that declares or asks for them; what each promises
is said where it is kept.
"""

from twisted.python.components import Interface

_NAMES = '''
    IAddress IConnector IResolver IReactorTCP IReactorSSL IReactorUNIX
    IReactorUDP IReactorMulticast IReactorProcess IReactorTime IDelayedCall
    IReactorThreads IReactorCore IReactorPluggableResolver IReactorFDSet
    IListeningPort IFileDescriptor IReadDescriptor IWriteDescriptor
    IReadWriteDescriptor IConsumer IProducer IPushProducer IPullProducer
    IProtocol IProtocolFactory ITransport ITCPTransport IUDPTransport
    IUDPConnectedTransport IMulticastTransport IUNIXTransport IProcessTransport
    IProcessProtocol ILoggingContext IHalfCloseableProtocol
    IHalfCloseableDescriptor IStreamClientEndpoint IStreamServerEndpoint
'''.split()

for _name in _NAMES:
    globals()[_name] = type(Interface)(
        _name, (Interface,), {'__module__': __name__})
del _name
