# An application's parts: whose process it is, and what its services are.
import os
from twisted.application import internet, service
from twisted.internet import defer, interfaces, protocol, reactor
from twisted.internet.endpoints import (TCP4ClientEndpoint,
                                        TCP4ServerEndpoint)
from twisted.persisted import sob
from zope.interface import implementer
from zope.interface.verify import verifyObject

for args in ('plain',), ('named', 5), ('named', 5, 6):
    process = service.IProcess(service.Application(*args))
    print(process.uid, process.gid, process.processName)
application = service.Application('kettle')
process = service.IProcess(application)
process.uid, process.processName = 7, 'boiler'
again = service.IProcess(application)
print(again.uid, again.gid, again.processName)
process.uid = None
print(service.IProcess(application).uid)
for interface in (service.IService, service.IServiceCollection,
                  service.IProcess, sob.IPersistable):
    print(interface.__name__, verifyObject(interface, interface(application)))
print(service.IService(application) is service.IServiceCollection(application),
      service.IService(application).name)
print(all([hasattr(internet, name) for name in internet.__all__]),
      'ClientService' in internet.__all__)


@implementer(interfaces.IHalfCloseableProtocol)
class Half(protocol.Protocol):
    """What the peer has closed I can still answer."""

    def connectionMade(self):
        print('connected', interfaces.IHalfCloseableProtocol.providedBy(self))

    def dataReceived(self, data):
        print('received', data)

    def readConnectionLost(self):
        print('the peer has no more to say')
        self.transport.write(b'thanks')
        self.transport.loseConnection()

    def writeConnectionLost(self):
        print('nothing more to write')

    def connectionLost(self, reason):
        print('lost', reason.type.__name__)


class Closes(protocol.Protocol):
    answer = b''

    def connectionMade(self):
        self.transport.write(b'once')
        self.transport.loseWriteConnection()

    def dataReceived(self, data):
        self.answer += data

    def connectionLost(self, reason):
        self.factory.done.callback(self.answer)


@defer.inlineCallbacks
def run():
    factory = protocol.Factory.forProtocol(Closes)
    factory.noisy, factory.done = False, defer.Deferred()
    port = yield TCP4ServerEndpoint(reactor, 0,
                                    interface='127.0.0.1').listen(factory)
    client = internet.ClientService(
        TCP4ClientEndpoint(reactor, '127.0.0.1', port.getHost().port),
        protocol.Factory.forProtocol(Half), retryPolicy=lambda attempt: 3600)
    client.startService()
    made = yield client.whenConnected()
    print(type(made).__name__)
    print('answered', (yield factory.done))
    yield port.stopListening()
    yield client.stopService()
    print(client.running)


run().addErrback(lambda f: f.printTraceback()).addBoth(
    lambda ignored: reactor.stop())
reactor.run()
