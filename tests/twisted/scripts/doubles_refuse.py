# The doubles for tests, also where they refuse.
import re
from twisted.internet import protocol, task, defer, error, address, reactor
from twisted.internet.testing import (StringTransport,
                                      StringTransportWithDisconnection,
                                      MemoryReactor, MemoryReactorClock,
                                      StringIOWithoutClosing,
                                      LineSendingProtocol,
                                      FakeDatagramTransport,
                                      AccumulatingProtocol,
                                      RaisingMemoryReactor,
                                      NonStreamingProducer)
from twisted.internet.endpoints import TCP4ServerEndpoint, TCP4ClientEndpoint
from twisted.protocols import basic
from twisted.python import failure


def show(x):
    print(re.sub('0x[0-9a-f]+', 'X', repr(x)))


r = MemoryReactorClock()
f = protocol.ClientFactory.forProtocol(protocol.Protocol)
show(r.tcpClients)
p = r.listenTCP(80, f, backlog=3, interface='i')
show(p)
print(r.tcpServers[0][0], r.tcpServers[0][2:])
show(p.getHost())
c = r.connectTCP('host', 81, f, timeout=5, bindAddress=('x', 1))
print(r.tcpClients[0][:2], r.tcpClients[0][3:])
show(c)
show(c.getDestination())
r.connectUNIX('path', f)
r.listenUNIX('path', f)
print(r.unixClients[0][0], r.unixServers[0][0], r.unixServers[0][2:],
      r.unixClients[0][2:])
d = TCP4ClientEndpoint(r, 'h', 1).connect(f)
print(len(r.tcpClients))
cf = r.tcpClients[-1][2]
pr = cf.buildProtocol(None)
pr.makeConnection(StringTransport())
show(r.connectors)
d.addCallback(lambda x: print(type(x).__name__))
d = TCP4ClientEndpoint(r, 'h', 1).connect(f)
r.tcpClients[-1][2].clientConnectionFailed(
    r.connectors[-1], failure.Failure(error.ConnectionRefusedError()))
d.addErrback(lambda f: print(f.value))
TCP4ServerEndpoint(r, 8).listen(f).addCallback(show)
r.callLater(2, print, 'later')
r.advance(2)
r.callWhenRunning(print, 'when running')
r.run()
print(r.running, r.hasRun)


class R:
    pass


x = type('X', (), {'fileno': lambda s: 3})()
r.addReader(x)
r.addWriter(x)
print(r.getReaders() == [x], r.getWriters() == [x])
r.removeReader(x)
print(r.removeAll())
i = r.addSystemEventTrigger('before', 'shutdown', print, 'trig')
print(i is not None, list(r.triggers))
try:
    r.resolve('x')
except Exception as e:
    print(type(e).__name__)
rr = RaisingMemoryReactor(listenException=error.CannotListenError('', 1, 'no'),
                          connectException=ValueError('c'))
for m in (lambda: rr.listenTCP(1, f), lambda: rr.connectTCP('h', 1, f)):
    try:
        m()
    except Exception as e:
        print(type(e).__name__, e)
t = StringTransport(hostAddress=address.IPv4Address('TCP', 'h', 1),
                    peerAddress='peer')
print(t.getHost(), t.getPeer())
for m in ('registerProducer',):
    pass
t.registerProducer(5, True)
try:
    t.registerProducer(5, True)
except RuntimeError as e:
    print(e)
t.unregisterProducer()
try:
    t.unregisterProducer()
except RuntimeError as e:
    print(e)
try:
    t.write('x')
except TypeError as e:
    print(e)
t.writeSequence([b'a', b'b'])
t.writeSomeData if hasattr(t, 'writeSomeData') else None
print(t.value())
t.clear()
print(t.value())
t.pauseProducing()
print(t.producerState, t.disconnecting)
t.resumeProducing()
t.loseConnection()
print(t.disconnecting, t.disconnected,
      t.disconnectReason if hasattr(t, 'disconnectReason') else '')
t.stopProducing()
for m in (t.pauseProducing, t.resumeProducing):
    try:
        m()
    except RuntimeError as e:
        print(e)
s = StringIOWithoutClosing()
s.write(b'x')
s.close()
print(s.getvalue())
l = LineSendingProtocol([b'a', b'b'])
t = StringTransport()
l.makeConnection(t)
print(t.value(), l.lostConn)
l.dataReceived(b'resp\r\n')
print(l.response)
fd = FakeDatagramTransport()
fd.write(b'x', ('a', 1))
print(fd.written)
a = AccumulatingProtocol()
a.factory = type('F', (),
                 {'protocolConnectionMade': None,
                  'protocolConnectionLost': None})
a.makeConnection(StringTransport())
a.dataReceived(b'ab')
print(a.data, a.made, a.closed)
n = NonStreamingProducer(StringTransport())
n.resumeProducing()
n.resumeProducing()
print(n.consumer.value(), n.counter)
tw = StringTransportWithDisconnection()
pp = protocol.Protocol()
tw.protocol = pp
pp.connectionLost = lambda r: print('lost', r.value)
pp.makeConnection(tw)
tw.loseConnection()
print(tw.connected)
