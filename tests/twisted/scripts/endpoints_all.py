# Endpoints: what descriptions mean, when connecting is told, and what is not.
import os
import socket

from twisted.internet import defer, endpoints, error, interfaces, reactor, task
from twisted.internet.protocol import Factory, Protocol


class Told(Protocol):
    def connectionMade(self):
        # Which of the two ends hears first is nobody's business.
        if self.factory.name != 'server':
            print(self.factory.name, 'made')

    def dataReceived(self, data):
        print(self.factory.name, data)
        if self.factory.name == 'server':
            self.transport.write(data.upper())
            self.transport.loseConnection()

    def connectionLost(self, reason):
        print(self.factory.name, 'lost', reason.type.__name__)
        self.factory.done.callback(None)


def factory(name, protocol=Told):
    made = Factory.forProtocol(protocol)
    made.name, made.noisy, made.done = name, False, defer.Deferred()
    return made


def told(failure):
    print('failed', failure.type.__name__)


@defer.inlineCallbacks
def talk(server, describe):
    f = factory('server')
    port = yield endpoints.serverFromString(reactor, server).listen(f)
    client = endpoints.clientFromString(reactor, describe(port))
    c = factory('client')
    p = yield client.connect(c)
    print('connected', type(p).__name__, p.transport.protocol is not None)
    p.transport.write(b'hello')
    yield c.done
    yield f.done
    yield port.stopListening()


@defer.inlineCallbacks
def main(reactor):
    quote = endpoints.quoteStringArgument
    yield talk('tcp:0:interface=127.0.0.1',
               lambda port: 'tcp:127.0.0.1:%d' % port.getHost().port)
    yield talk('tcp:port=0:backlog=5:interface=127.0.0.1',
               lambda port: 'tcp:host=127.0.0.1:port=%d:timeout=60:'
               'bindAddress=127.0.0.1' % port.getHost().port)
    yield talk('tcp6:0:interface=' + quote('::1'),
               lambda port: 'tcp:%s:%d' % (quote('::1'),
                                           port.getHost().port))
    yield talk('unix:a\\:b:mode=600', lambda port: 'unix:a\\:b:timeout=60')
    yield talk('unix:address=c:lockfile=0', lambda port: 'unix:path=c')
    print(quote('a:b\\c=d'))

    for bad in 'nothing:1', 'tcp', 'tcp:x', 'unix:a:mode=9', 'systemd:INET:0':
        try:
            print(endpoints.serverFromString(reactor, bad))
        except Exception as e:
            print(bad, type(e).__name__)
    try:
        endpoints.clientFromString(reactor, 'nothing:1')
    except ValueError as e:
        print(e)

    # The connection is told of in the turn that it stands in.
    f = factory('server')
    port = yield endpoints.TCP4ServerEndpoint(
        reactor, 0, interface='127.0.0.1').listen(f)
    where = endpoints.TCP4ClientEndpoint(reactor, '127.0.0.1',
                                         port.getHost().port)
    order = []

    class Early(Told):
        def connectionMade(self):
            order.append('made')
            reactor.callLater(0, order.append, 'a turn later')

    p = Early()
    p.factory = factory('early')
    d = endpoints.connectProtocol(where, p)
    d.addCallback(lambda found: order.append(found is p))
    yield d
    yield task.deferLater(reactor, 0)
    print(order)
    p.transport.loseConnection()
    yield f.done

    class Refuses(Factory):
        noisy = False

        def buildProtocol(self, addr):
            return None

    class Raises(Refuses):
        def buildProtocol(self, addr):
            raise ZeroDivisionError

    f.done = defer.Deferred()
    yield where.connect(Refuses()).addErrback(told)
    yield f.done
    f.done = defer.Deferred()
    yield where.connect(Raises()).addErrback(told)
    yield f.done
    d = where.connect(factory('cancelled')).addErrback(told)
    d.cancel()
    try:
        yield endpoints.TCP4ServerEndpoint(
            reactor, port.getHost().port, interface='127.0.0.1').listen(f)
    except error.CannotListenError:
        print('taken')
    number = port.getHost().port
    yield port.stopListening()
    yield where.connect(factory('late')).addErrback(told)
    name = endpoints.HostnameEndpoint(reactor, b'localhost', number)
    print(repr(name) == '<HostnameEndpoint localhost:%d>' % number)
    yield name.connect(factory('named')).addErrback(told)
    yield endpoints.HostnameEndpoint(reactor, 'no-such-name.invalid', 1) \
        .connect(factory('nowhere')).addErrback(told)

    # A socket that somebody else has bound.
    bound = socket.socket()
    bound.bind(('127.0.0.1', 0))
    bound.listen(5)
    adopted = endpoints.AdoptedStreamServerEndpoint(
        reactor, os.dup(bound.fileno()), socket.AF_INET)
    f = factory('server')
    port = yield adopted.listen(f)
    print(port.getHost().port == bound.getsockname()[1])
    yield adopted.listen(f).addErrback(told)
    c = factory('client')
    p = yield endpoints.TCP4ClientEndpoint(
        reactor, *bound.getsockname()).connect(c)
    p.transport.write(b'adopted')
    yield c.done
    yield f.done
    yield port.stopListening()
    bound.close()

    # A connection that somebody else has made.
    theirs, ours = socket.socketpair()
    f = factory('server')
    reactor.adoptStreamConnection(ours.fileno(), socket.AF_UNIX, f)
    ours.close()
    theirs.sendall(b'handed over')
    yield f.done
    print(theirs.recv(100))
    theirs.close()

    # A program.
    c = factory('child')
    p = yield endpoints.ProcessEndpoint(
        reactor, 'cat', ['cat'], {'PATH': '/usr/bin:/bin'}).connect(c)
    heard = defer.Deferred()
    p.dataReceived = lambda data: (Told.dataReceived(p, data),
                                   heard.callback(None))
    p.transport.write(b'through it')
    yield heard
    p.transport.loseConnection()
    yield c.done
    c = factory('fails')
    yield endpoints.ProcessEndpoint(
        reactor, 'sh', ['sh', '-c', 'exit 4'],
        {'PATH': '/usr/bin:/bin'}).connect(c)
    yield c.done

    for kind, cls in (
            (interfaces.IStreamServerEndpoint, endpoints.UNIXServerEndpoint),
            (interfaces.IStreamServerEndpoint, endpoints.StandardIOEndpoint),
            (interfaces.IStreamClientEndpoint, endpoints.HostnameEndpoint),
            (interfaces.IStreamClientEndpoint, endpoints.ProcessEndpoint)):
        print(kind.implementedBy(cls))


task.react(main)
