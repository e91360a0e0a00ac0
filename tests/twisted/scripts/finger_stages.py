# Finger as the tutorial leaves it: services, adapters, two ports.
from twisted.internet import protocol, reactor, defer, endpoints, task
from twisted.protocols import basic
from twisted.application import service, internet, strports
from twisted.python import components
from zope.interface import Interface, implementer
import sys


def catchError(err):
    return b'Internal error in server'


class IFingerService(Interface):

    def getUser(user):
        """Return a deferred returning L{bytes}"""

    def getUsers():
        """Return a deferred returning a list"""


class IFingerSetterService(Interface):

    def setUser(user, status):
        """Set"""


class IFingerFactory(Interface):

    def getUser(user):
        """x"""

    def buildProtocol(addr):
        """y"""


class FingerProtocol(basic.LineReceiver):

    def lineReceived(self, user):
        d = self.factory.getUser(user)
        d.addErrback(catchError)
        def writeValue(value):
            self.transport.write(value + b'\r\n')
            self.transport.loseConnection()
        d.addCallback(writeValue)


@implementer(IFingerFactory)
class FingerFactoryFromService(protocol.ServerFactory):
    protocol = FingerProtocol

    def __init__(self, service):
        self.service = service

    def getUser(self, user):
        return self.service.getUser(user)


components.registerAdapter(FingerFactoryFromService, IFingerService,
                           IFingerFactory)


class FingerSetterProtocol(basic.LineReceiver):

    def connectionMade(self):
        self.lines = []

    def lineReceived(self, line):
        self.lines.append(line)

    def connectionLost(self, reason):
        if len(self.lines) == 2:
            self.factory.setUser(*self.lines)


class IFingerSetterFactory(Interface):
    pass


@implementer(IFingerSetterFactory)
class FingerSetterFactoryFromService(protocol.ServerFactory):
    protocol = FingerSetterProtocol

    def __init__(self, service):
        self.service = service

    def setUser(self, user, status):
        self.service.setUser(user, status)


components.registerAdapter(FingerSetterFactoryFromService,
                           IFingerSetterService, IFingerSetterFactory)


@implementer(IFingerService, IFingerSetterService)
class FingerService(service.Service):

    def __init__(self, filename):
        self.filename = filename
        self.users = {}

    def _read(self):
        self.users.clear()
        with open(self.filename, 'rb') as f:
            for line in f:
                user, status = line.split(b':', 1)
                self.users[user.strip()] = status.strip()
        self.call = reactor.callLater(30, self._read)

    def getUser(self, user):
        if user == b'fail':
            return defer.fail(KeyError(user))
        return defer.succeed(self.users.get(user, b'No such user'))

    def getUsers(self):
        return defer.succeed(list(self.users.keys()))

    def setUser(self, u, s):
        self.users[u] = s

    def startService(self):
        self._read()
        service.Service.startService(self)

    def stopService(self):
        service.Service.stopService(self)
        self.call.cancel()


open('users', 'w').write('moshez: Happy and well\nbob:  busy\n')
application = service.Application('finger', uid=1, gid=1)
f = FingerService('users')
sc = service.IServiceCollection(application)
f.setServiceParent(sc)
fs = strports.service('tcp:0:interface=127.0.0.1', IFingerFactory(f))
fs.setServiceParent(sc)
ss = strports.service('tcp:0:interface=127.0.0.1', IFingerSetterFactory(f))
ss.setServiceParent(sc)
print(IFingerFactory.providedBy(IFingerFactory(f)),
      IFingerService.implementedBy(FingerService), list(IFingerService),
      IFingerService['getUser'].getDoc(),
      IFingerService['getUser'].getSignatureString())
try:
    IFingerFactory(3)
except TypeError as e:
    print(e.args[0], e.args[1])


class Ask(basic.LineReceiver):

    def __init__(self, lines):
        self.lines = lines
        self.got = []
        self.d = defer.Deferred()

    def connectionMade(self):
        for l in self.lines:
            self.sendLine(l)
        if len(self.lines) == 2:
            self.transport.loseConnection()

    def lineReceived(self, l):
        self.got.append(l)

    def connectionLost(self, r):
        self.d.callback(self.got)


def connect(number, guest):
    return endpoints.connectProtocol(
        endpoints.TCP4ClientEndpoint(reactor, '127.0.0.1', number), guest)


@defer.inlineCallbacks
def main():
    service.IService(application).startService()
    p1 = (yield fs._waitingForPort).getHost().port
    p2 = (yield ss._waitingForPort).getHost().port
    for l in ([b'moshez'], [b'nobody'], [b'fail']):
        a = yield connect(p1, Ask(l))
        print((yield a.d))
    a = yield connect(p2, Ask([b'eve', b'new status']))
    yield a.d
    while b'eve' not in f.users:
        yield task.deferLater(reactor, 0.01)
    a = yield connect(p1, Ask([b'eve']))
    print((yield a.d))
    yield service.IService(application).stopService()
    print(f.running)
    reactor.stop()


reactor.callWhenRunning(
    lambda: main().addErrback(lambda f: (f.printTraceback(), reactor.stop())))
reactor.run()
