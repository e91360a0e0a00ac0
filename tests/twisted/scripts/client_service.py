# A connection that a service keeps, and an endpoint of one's own.
from zope.interface import implementer

from twisted.application import internet, service
from twisted.internet import (defer, error, interfaces, protocol, task)
from twisted.internet.testing import StringTransportWithDisconnection
from twisted.logger import formatEvent, globalLogPublisher
from twisted.python import failure


@implementer(interfaces.IStreamClientEndpoint)
class Moody:
    """I connect when I am told to, or fail."""

    def __init__(self):
        self.asked = []

    def connect(self, factory):
        d = defer.Deferred(lambda _: print('an attempt is cancelled'))
        self.asked.append((factory, d))
        return d

    def succeed(self):
        factory, d = self.asked.pop(0)
        made = factory.buildProtocol(None)
        transport = StringTransportWithDisconnection()
        transport.protocol = made
        made.makeConnection(transport)
        d.callback(made)
        return made

    def fail(self):
        self.asked.pop(0)[1].errback(error.ConnectionRefusedError())


class Quiet(protocol.Protocol):
    def connectionMade(self):
        print('connected')

    def connectionLost(self, reason):
        print('lost', reason.type.__name__)


def said(what):
    def tell(result):
        if isinstance(result, failure.Failure):
            print(what, 'failed:', result.type.__name__)
        else:
            print(what, type(result).__name__)
    return tell


clock = task.Clock()
place = Moody()
factory = protocol.Factory.forProtocol(Quiet)
factory.noisy = False
parent = service.MultiService()
client = internet.ClientService(place, factory, clock=clock,
                                retryPolicy=lambda attempt: attempt)
client.setName('client')
client.setServiceParent(parent)
client.whenConnected().addBoth(said('early'))
print(len(place.asked))
parent.startService()
print(len(place.asked), client.running)
place.fail()
print(len(place.asked), len(clock.getDelayedCalls()))
clock.advance(1)
client.whenConnected(failAfterFailures=1).addBoth(said('impatient'))
place.fail()
clock.advance(1)
print(len(place.asked))
clock.advance(1)
made = place.succeed()
client.whenConnected().addBoth(said('at once'))
made.transport.loseConnection()
print(len(place.asked))
# A success forgives the failures before it.
clock.advance(1)
made = place.succeed()
parent.getServiceNamed('client').stopService().addBoth(said('stopped'))
client.whenConnected().addBoth(said('late'))
print(client.running, len(place.asked))

parent.startService()
waiting = client.whenConnected().addBoth(said('waiting'))
parent.stopService().addBoth(said('all stopped'))
print(client.running)

# How long one waits grows, to a bound.
policy = internet.backoffPolicy(initialDelay=1, factor=2, maxDelay=9,
                                jitter=lambda: 0.5)
print([policy(n) for n in range(6)])


# What shall be done before anybody else uses a connection.
def prepare(made):
    print('prepares', made.transport.connected)
    made.transport.write(b'hello')
    return ready


ready = defer.Deferred()
client = internet.ClientService(place, factory, clock=clock,
                                prepareConnection=prepare)
place.asked.clear()
client.startService()
client.whenConnected().addBoth(said('prepared'))
made = place.succeed()
print(made.transport.value())
ready.callback(None)
client.stopService().addBoth(said('stopped'))


class Prompt(Moody):
    """I connect at once."""

    def connect(self, factory):
        d = Moody.connect(self, factory)
        self.last = self.succeed()
        return d


# Started anew before the connection is gone, it connects when it is.
place = Prompt()
client = internet.ClientService(place, factory, clock=clock)
client.startService()
first = place.last
first.transport.loseConnection = lambda: print('going')
stopped = client.stopService()
stopped.addCallback(said('stopped'))
client.startService()
first.connectionLost(failure.Failure(error.ConnectionDone()))
print(place.last is not first)
client.stopService().addCallback(said('stopped again'))


def told(event):
    if event['log_namespace'].endswith('ClientService'):
        print(event['log_level'].name, event['log_namespace'],
              event['log_system'], formatEvent(event).split(' <')[0])


globalLogPublisher.addObserver(told)
place = Moody()
client = internet.ClientService(place, factory, clock=clock,
                                retryPolicy=lambda n: n)
client.startService()
client.startService()
place.fail()
client.stopService()
