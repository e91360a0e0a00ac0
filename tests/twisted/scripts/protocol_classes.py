# Protocols and factories alone: what they provide, begin with and keep.
from twisted.internet import protocol, interfaces, reactor, defer
from twisted.internet.testing import StringTransport
from twisted.python import log
from zope.interface.verify import verifyObject, verifyClass
from twisted.internet.protocol import (
    ClientCreator, ClientFactory, ConnectedDatagramProtocol,
    ConsumerToProtocolAdapter,
    DatagramProtocol, Factory, FileWrapper, ProcessProtocol, Protocol,
    ProtocolToConsumerAdapter, ReconnectingClientFactory, ServerFactory)
import twisted.internet.protocol as P
for cls, ifs in ((Protocol, ['IProtocol', 'ILoggingContext']),
                 (Factory, ['IProtocolFactory', 'ILoggingContext']),
                 (ClientFactory, []), (ServerFactory, []),
                 (ProcessProtocol, ['IProcessProtocol']),
                 (DatagramProtocol, ['ILoggingContext']),
                 (ConnectedDatagramProtocol, []), (FileWrapper, [])):
    o = cls() if cls is not FileWrapper else cls(__import__('io').BytesIO())
    print(cls.__name__, [verifyObject(getattr(interfaces, i), o) for i in ifs],
          sorted((i.__name__
                  for i in __import__('zope.interface').interface.providedBy(
                      o))))
for name in ('IReactorTCP', 'IReactorUDP', 'IReactorTime', 'IReactorCore',
             'IReactorUNIX', 'IReactorMulticast', 'IReactorProcess',
             'IReactorFDSet', 'IReactorThreads', 'IReactorFromThreads',
             'IReactorPluggableNameResolver', 'IReactorPluggableResolver',
             'IReactorSocket'):
    print(name, getattr(interfaces, name).providedBy(reactor))
p = Protocol()
print(p.connected, p.transport, p.factory, p.logPrefix())
t = StringTransport()
p.makeConnection(t)
print(p.connected, p.transport is t, p.dataReceived(b'x'), p.connectionLost(),
      p.connectionMade())
f = Factory()
print(f.numPorts, f.protocol, f.noisy, f.logPrefix())
try:
    f.buildProtocol(None)
except Exception as e:
    print(type(e).__name__)
f = Factory.forProtocol(Protocol)
q = f.buildProtocol('addr')
print(q.factory is f, type(q).__name__)


class A(Protocol):

    def __init__(self, a, b=2):
        self.a, self.b = (a, b)


try:
    Factory.forProtocol(A).buildProtocol(None)
except TypeError as e:
    print(e)


class FF(Factory):

    def __init__(self, x, y=1):
        self.x, self.y = (x, y)


f = FF.forProtocol(Protocol, 5, y=6)
print(f.x, f.y, f.protocol)
f.doStart()
f.doStart()
print(f.numPorts)
f.doStop()
f.doStop()
f.doStop()
print(f.numPorts)
r = ReconnectingClientFactory()
print(r.maxDelay, r.initialDelay, r.factor, r.jitter, r.delay, r.retries,
      r.maxRetries, r.continueTrying, r.connector, r.clock)
from twisted.internet.task import Clock


class Con:

    def connect(self):
        print('connect')

    def stopConnecting(self):
        print('stopConnecting')

    def __repr__(self):
        return 'Con'


r.clock = Clock()
r.jitter = 0
r.noisy = False
for i in range(4):
    r.retry(Con())
    print(r.delay, r.retries)
    r.clock.advance(r.delay)
r.resetDelay()
print(r.delay, r.retries)
said = []
log.addObserver(lambda event: said.append(' '.join(event['message'])))
r.clientConnectionLost(Con(), None)
r.noisy = True
r.maxRetries = 1
r.clientConnectionLost(Con(), None)
r.stopTrying()
print(r.continueTrying)
r.retry(Con())
print(said)
print(r.clock.getDelayedCalls(), sorted(r.__getstate__()))
d = DatagramProtocol()
print(d.transport, d.noisy, d.numPorts)
print([base.__name__ for base in DatagramProtocol.__mro__[:2]])
try:
    ClientCreator(None, Protocol).connectSSL('host', 1, None)
except AttributeError as e:
    print(e)
c = ConnectedDatagramProtocol()
print(c.connectionFailed.__doc__ is not None, hasattr(c, 'connectionRefused'))
pp = ProcessProtocol()
pp.childDataReceived(7, b'x')
print(pp.outReceived(b''), pp.errReceived(b''), pp.inConnectionLost(),
      pp.processExited(None), pp.processEnded(None))
fw = FileWrapper(__import__('io').BytesIO())
fw.write(b'a')
print(P.connectionDone, str(P.connectionDone.value))
pc = ProtocolToConsumerAdapter(p)
pc.write(b'x')
print(interfaces.IConsumer.providedBy(pc), pc.registerProducer(1, 2),
      pc.unregisterProducer())
cp = ConsumerToProtocolAdapter(t)
cp.dataReceived(b'cons')
print(t.value(), cp.connectionLost(None), cp.makeConnection(t),
      cp.connectionMade())
print(interfaces.IConsumer(p).__class__.__name__)
