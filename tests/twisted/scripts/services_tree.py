# Services in an application: names, parents, what starts and stops when.
from zope.interface import implementer, providedBy

from twisted.application import internet, service, strports
from twisted.internet import defer, error, protocol, reactor, task


class Counted(service.Service):
    def privilegedStartService(self):
        print('privileged', self.name)

    def startService(self):
        service.Service.startService(self)
        print('started', self.name, self.running)

    def stopService(self):
        service.Service.stopService(self)
        print('stopped', self.name, self.running)
        return self.slow

    slow = None


def counted(name, parent=None):
    made = Counted()
    made.setName(name)
    if parent is not None:
        made.setServiceParent(parent)
    return made


@defer.inlineCallbacks
def main(reactor):
    application = service.Application('app', uid=1, gid=2)
    whole = service.IService(application)
    print(whole.name, whole.running, service.IServiceCollection(
        application) is whole, service.IService.providedBy(whole))
    process = service.IProcess(application)
    print(process.uid, process.gid, process.processName)
    one, two = counted('one', application), counted('two', application)
    print([each.name for each in whole], one.parent is whole)
    print(whole.getServiceNamed('two') is two)
    for wrong in (lambda: whole.getServiceNamed('three'),
                  lambda: one.setName('other'),
                  lambda: counted('one', application),
                  lambda: whole.removeService(counted(None)),
                  lambda: service.IService(3)):
        try:
            wrong()
        except Exception as e:
            print(type(e).__name__, str(e)[:60])
    whole.privilegedStartService()
    whole.startService()
    print(whole.running)
    nested = service.MultiService()
    nested.setName('nested')
    inner = counted('inner', nested)
    nested.setServiceParent(application)
    late = counted('late', application)
    print([bool(each.running) for each in (inner, late)])
    nested.disownServiceParent()
    print(nested.parent, len(list(whole)), 'nested' in whole.namedServices)
    two.setServiceParent(nested)
    print([each.name for each in nested], two.running)
    late.slow = defer.Deferred()
    ended = []
    whole.stopService().addCallback(ended.append)
    print(ended)
    late.slow.callback('at last')
    print(ended, whole.running)
    print('running' in one.__getstate__(), sorted(one.__getstate__()))

    server = internet.TCPServer(0, protocol.Factory(), interface='127.0.0.1')
    server.privilegedStartService()
    number = server._port.getHost().port
    print(server.running, number > 0, '_port' in server.__getstate__())
    server.startService()
    print(server._port.getHost().port == number)
    again = internet.TCPServer(number, protocol.Factory(),
                               interface='127.0.0.1')
    try:
        again.startService()
    except error.CannotListenError:
        print('taken')
    client = internet.TCPClient('127.0.0.1', number, protocol.ClientFactory())
    client.startService()
    client.stopService()
    yield server.stopService()
    print(server._port, client._connection)
    for kind in (internet.UNIXServer, internet.UNIXClient, internet.UDPServer,
                 internet.MulticastServer):
        print(kind.__name__, kind.method)
    udp = internet.UDPServer(0, protocol.DatagramProtocol(), '127.0.0.1')
    udp.startService()
    yield udp.stopService()

    # A clock of one's own, a function that fails.
    clock = task.Clock()
    ticks = []
    timer = internet.TimerService(2, ticks.append, 'tick')
    timer.clock = clock
    timer.startService()
    clock.pump([1, 1, 1, 1])
    d = timer.stopService()
    clock.advance(10)
    yield d
    print(ticks, timer.running)

    coop = internet.CooperatorService()
    steps = []
    done = coop.coiterate(steps.append(i) for i in range(3))
    print(steps)
    coop.startService()
    yield done
    coop.stopService()
    print(steps)

    # Nobody is there, as often as it is tried.
    refused = internet.ClientService(
        Nowhere(), protocol.Factory(), clock=clock,
        retryPolicy=lambda attempt: (print('attempt', attempt), attempt)[1])
    early = refused.whenConnected()
    early.addErrback(lambda f: print('early', f.type.__name__))
    refused.startService()
    refused.startService()
    refused.whenConnected(2).addErrback(
        lambda f: print('two are enough', f.value))
    clock.advance(1)
    clock.advance(2)
    yield refused.stopService()
    print(refused.running, clock.getDelayedCalls())
    yield refused.whenConnected().addErrback(
        lambda f: print('stopped', f.type.__name__))
    refused.startService()
    yield refused.stopService()

    bad = strports.service('tcp:%s' % 70000, protocol.Factory())
    try:
        bad.startService()
    except Exception as e:
        print(type(e).__name__)


class Nowhere:
    def connect(self, factory):
        return defer.fail(ValueError('nowhere'))


task.react(main)
