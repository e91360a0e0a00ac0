"""What others may expect of a reactor, a transport, a protocol.

What each promises is said where it is kept; here are the names of it. An
interface is made when somebody first asks for it, and our own classes that keep
it say so then.
"""

# Each interface, then <those it is derived from, the classes that keep it, and
# in lines of their own what these have.
_ROWS = '''
IAcceptableCiphers
    selectCiphers(availableCiphers)
IAddress                address.IPv4Address address.IPv6Address
                        address.UNIXAddress address.HostnameAddress
                        address._ProcessAddress
ICipher
    fullName
IConnector              tcp.BaseConnector
    stopConnecting() disconnect() connect() getDestination()
IConsumer               _reactor.Connection abstract.FileDescriptor
                        protocol.ProtocolToConsumerAdapter
    registerProducer(producer,streaming) unregisterProducer() write(data)
IDelayedCall            _reactor.DelayedCall task.DelayedCall
    getTime() cancel() delay(secondsLater) reset(secondsFromNow) active()
IFileDescriptor         <ILoggingContext
    fileno() connectionLost(reason)
IFileDescriptorReceiver
    fileDescriptorReceived(descriptor)
IHalfCloseableDescriptor abstract.FileDescriptor
    writeConnectionLost(reason) readConnectionLost(reason)
IHalfCloseableProtocol
    readConnectionLost() writeConnectionLost()
IHandshakeListener
    handshakeCompleted()
IHostResolution         _hostnames.Resolution
    name cancel()
IHostnameResolver       _hostnames.HostnameResolver
    resolveHostName(resolutionReceiver,hostName,portNumber,\
addressTypes,transportSemantics)
IListeningPort          tcp.BasePort udp.Port
    startListening() stopListening() getHost()
ILoggingContext         protocol.Factory protocol.Protocol
                        protocol.DatagramProtocol abstract.FileDescriptor
    logPrefix()
IMulticastTransport     udp.MulticastPort
    getOutgoingInterface() setOutgoingInterface(addr) getLoopbackMode()
    setLoopbackMode(mode) getTTL() setTTL(ttl) joinGroup(addr,interface)
    leaveGroup(addr,interface)
INegotiated             <ISSLTransport
    negotiatedProtocol
IProcessProtocol        protocol.ProcessProtocol
    makeConnection(process) childDataReceived(childFD,data)
    childConnectionLost(childFD) processExited(reason) processEnded(reason)
IProcessTransport       <ITransport process.Process process.PTYProcess
    pid closeStdin() closeStdout() closeStderr() closeChildFD(descriptor)
    writeToChild(childFD,data) loseConnection() signalProcess(signalID)
IProducer               protocols.basic.FileSender protocols.wire.Chargen
    stopProducing()
IProtocol               protocol.Protocol protocol.ConsumerToProtocolAdapter
    dataReceived(data) connectionLost(reason) makeConnection(transport)
    connectionMade()
IProtocolFactory        protocol.Factory
    buildProtocol(addr) doStart() doStop()
IProtocolNegotiationFactory
    acceptableProtocols()
IPullProducer           <IProducer
    resumeProducing()
IPushProducer           <IProducer _reactor.Connection abstract.FileDescriptor
    pauseProducing() resumeProducing()
IReactorCore            base.ReactorBase
    running resolve(name,timeout) run() stop() crash() iterate(delay)
    fireSystemEvent(eventType)
    addSystemEventTrigger(phase,eventType,callable,*args,**kwargs)
    removeSystemEventTrigger(triggerID)
    callWhenRunning(callable,*args,**kwargs)
IReactorDaemonize
    beforeDaemonize() afterDaemonize()
IReactorFDSet           base.ReactorBase
    addReader(reader) addWriter(writer) removeReader(reader)
    removeWriter(writer) removeAll() getReaders() getWriters()
IReactorFromThreads     base.ReactorBase
    callFromThread(callable,*args,**kwargs)
IReactorInThreads
    callInThread(callable,*args,**kwargs)
IReactorMulticast       base.ReactorBase
    listenMulticast(port,protocol,interface,maxPacketSize,listenMultiple)
IReactorPluggableNameResolver base.ReactorBase
    nameResolver installNameResolver(resolver)
IReactorPluggableResolver base.ReactorBase
    installResolver(resolver)
IReactorProcess         base.ReactorBase
    spawnProcess(processProtocol,executable,args,env,path,uid,gid,\
usePTY,childFDs)
IReactorSSL
    connectSSL(host,port,factory,contextFactory,timeout,bindAddress)
    listenSSL(port,factory,contextFactory,backlog,interface)
IReactorSocket          base.ReactorBase
    adoptStreamPort(fileDescriptor,addressFamily,factory)
    adoptStreamConnection(fileDescriptor,addressFamily,factory)
    adoptDatagramPort(fileDescriptor,addressFamily,protocol,maxPacketSize)
IReactorTCP             base.ReactorBase
    listenTCP(port,factory,backlog,interface)
    connectTCP(host,port,factory,timeout,bindAddress)
IReactorThreads         <IReactorFromThreads <IReactorInThreads
                        base.ReactorBase
    getThreadPool() suggestThreadPoolSize(size)
IReactorTime            base.ReactorBase task.Clock
    seconds() callLater(delay,callable,*args,**kwargs) getDelayedCalls()
IReactorUDP             base.ReactorBase
    listenUDP(port,protocol,interface,maxPacketSize)
IReactorUNIX            base.ReactorBase
    connectUNIX(address,factory,timeout,checkPID)
    listenUNIX(address,factory,backlog,mode,wantPID)
IReactorUNIXDatagram    base.ReactorBase
    connectUNIXDatagram(address,protocol,maxPacketSize,mode,bindAddress)
    listenUNIXDatagram(address,protocol,maxPacketSize,mode)
IReadDescriptor         <IFileDescriptor
    doRead()
IReadWriteDescriptor    <IReadDescriptor <IWriteDescriptor
                        abstract.FileDescriptor
IResolutionReceiver     _hostnames._Receiver
    resolutionBegan(resolutionInProgress) addressResolved(address)
    resolutionComplete()
IResolver               <IResolverSimple
    query(query,timeout) lookupAddress(name,timeout)
    lookupAddress6(name,timeout) lookupIPV6Address(name,timeout)
    lookupMailExchange(name,timeout) lookupNameservers(name,timeout)
    lookupCanonicalName(name,timeout) lookupMailBox(name,timeout)
    lookupMailGroup(name,timeout) lookupMailRename(name,timeout)
    lookupPointer(name,timeout) lookupAuthority(name,timeout)
    lookupNull(name,timeout) lookupWellKnownServices(name,timeout)
    lookupHostInfo(name,timeout) lookupMailboxInfo(name,timeout)
    lookupText(name,timeout) lookupResponsibility(name,timeout)
    lookupAFSDatabase(name,timeout) lookupService(name,timeout)
    lookupAllRecords(name,timeout) lookupSenderPolicy(name,timeout)
    lookupNamingAuthorityPointer(name,timeout) lookupZone(name,timeout)
IResolverSimple         _hostnames.FirstAddress
    getHostByName(name,timeout)
ISSLTransport           <ITCPTransport
    getPeerCertificate()
IServiceCollection
    getServiceNamed(serviceName) addService(service) removeService(service)
IStreamClientEndpoint   endpoints._Client endpoints.ProcessEndpoint
    connect(protocolFactory)
IStreamClientEndpointStringParserWithReactor
    prefix parseStreamClient(reactor,*args,**kwargs)
IStreamServerEndpoint   endpoints._Server
    listen(protocolFactory)
IStreamServerEndpointStringParser
    prefix parseStreamServer(reactor,*args,**kwargs)
ISystemHandle
    getHandle()
ITCPTransport           <ITransport _reactor.Connection
    loseWriteConnection() abortConnection() getTcpNoDelay()
    setTcpNoDelay(enabled) getTcpKeepAlive() setTcpKeepAlive(enabled)
    getHost() getPeer()
ITLSTransport           <ITCPTransport
    startTLS(contextFactory)
ITransport              _reactor.Connection abstract.FileDescriptor
                        protocol.FileWrapper
    write(data) writeSequence(data) loseConnection() getPeer() getHost()
IUDPTransport           udp.Port
    write(packet,addr) connect(host,port) getHost() stopListening()
    setBroadcastAllowed(enabled) getBroadcastAllowed()
IUDPConnectedTransport
IUNIXDatagramConnectedTransport unix.ConnectedDatagramPort
    write(packet) getHost() getPeer()
IUNIXDatagramTransport  unix.DatagramPort
    write(packet,addr) getHost()
IUNIXTransport          <ITransport
    sendFileDescriptor(descriptor)
IWriteDescriptor        <IFileDescriptor
    doWrite()
'''


def _interface(name):
    return globals().get(name) or __getattr__(name)


def _member(word):
    """An Attribute, or the Method that `name(parameter,*rest)` describes."""
    from zope.interface.interface import Attribute, Method
    name, _, parameters = word.partition('(')
    if not parameters:
        return Attribute(name)
    made = Method(name)
    each = [one for one in parameters[:-1].split(',') if one]
    if each and each[-1].startswith('**'):
        made.kwargs = each.pop()[2:]
        made.varargs = each.pop()[1:]
    made.positional = made.required = tuple(each)
    return made


def __getattr__(name):
    for row in _ROWS.replace('\n ', ' ').split('\n'):
        if row and row.split()[0] == name:
            break
    else:
        raise AttributeError('module %r has no attribute %r'
                             % (__name__, name))
    from zope.interface import Interface, classImplements
    from zope.interface.interface import InterfaceClass
    words = row.split()[1:]
    keepers = [word for word in words if '.' in word]
    made = globals()[name] = InterfaceClass(
        name, [_interface(word[1:]) for word in words if word[0] == '<']
        or [Interface],
        {word.partition('(')[0]: _member(word) for word in words
         if '.' not in word and word[0] != '<'}, __module__=__name__)
    for keeper in keepers:
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
