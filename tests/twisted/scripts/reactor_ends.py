# The beginning and the end of the reactor: what is running, who is told when,
# and what becomes of ports and descriptors that nobody closed.
import os

from twisted.internet import defer, error, protocol, reactor


class Kettles(protocol.Factory):
    noisy = False
    protocol = protocol.Protocol

    def __init__(self, name):
        self.name = name

    def startFactory(self):
        print(self.name, 'starts')

    def stopFactory(self):
        ended.append(self.name)


class Datagrams(protocol.DatagramProtocol):
    noisy = False

    def stopProtocol(self):
        ended.append('datagrams')


class Pipe:
    def __init__(self, fd):
        self.fd = fd

    def fileno(self):
        return self.fd

    def logPrefix(self):
        return 'pipe'

    def doRead(self):
        print('never')

    def connectionLost(self, reason):
        ended.append('pipe: ' + reason.type.__name__)


def refused(f):
    try:
        f()
    except RuntimeError as why:
        print(type(why).__name__)


def tell(event, phase):
    print(phase, event, reactor.running)
    if phase == 'during' and event == 'shutdown':
        print(sorted(ended), os.path.exists('kettle'))
    if phase == 'after' and event == 'shutdown':
        refused(reactor.run)


def wait(seconds, what):
    d = defer.Deferred()
    d.addCallback(lambda _: print(what))
    reactor.callLater(seconds, d.callback, None)
    return d


def stop():
    reactor.stop()
    refused(reactor.stop)


ended = []
refused(reactor.stop)
for event in 'startup', 'shutdown':
    for phase in 'after', 'during', 'before':
        reactor.addSystemEventTrigger(phase, event, tell, event, phase)
reactor.addSystemEventTrigger('before', 'shutdown', wait, 0.02, 'had time')
reactor.callWhenRunning(print, 'when running', reactor.running)
gone = reactor.addSystemEventTrigger('during', 'shutdown', print, 'never')
reactor.removeSystemEventTrigger(gone)
for bad in gone, ('before', 'nothing'), 3:
    try:
        reactor.removeSystemEventTrigger(bad)
    except (ValueError, TypeError, KeyError) as why:
        print(type(why).__name__)
try:
    reactor.addSystemEventTrigger('never', 'shutdown', print)
except KeyError as why:
    print(why)
reactor.listenTCP(0, Kettles('tcp'), interface='127.0.0.1')
reactor.listenUNIX('kettle', Kettles('unix'), wantPID=True)
reactor.listenUDP(0, Datagrams(), interface='127.0.0.1')
reading, writing = os.pipe()
reactor.addReader(Pipe(reading))
reactor.callLater(0.01, refused, reactor.run)
reactor.callLater(0.02, stop)
reactor.run()
print(reactor.running, os.listdir('.'))
for again in reactor.run, reactor.stop:
    refused(again)
