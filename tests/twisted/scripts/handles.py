# What a connection says of itself, its socket, and ports by their names.
import socket

from twisted.internet import defer, error, protocol, reactor, task
from twisted.internet import endpoints


class Says(protocol.Protocol):
    def connectionMade(self):
        self.factory.made.callback(self)


def factory(cls=protocol.Factory):
    made = cls()
    made.protocol, made.noisy, made.made = Says, False, defer.Deferred()
    return made


class Tries(protocol.ClientFactory):
    noisy = False
    protocol = protocol.Protocol

    def __init__(self):
        self.failed = defer.Deferred()

    def clientConnectionFailed(self, connector, reason):
        self.failed.callback(reason.type.__name__)


@defer.inlineCallbacks
def main(reactor):
    server, client = factory(), factory(protocol.ClientFactory)
    port = reactor.listenTCP(0, server, interface='127.0.0.1')
    number = port.getHost().port
    connector = reactor.connectTCP('127.0.0.1', number, client)
    print(connector.state, repr(connector).endswith(
        ' connecting %s>' % str(connector.getDestination())))
    theirs, ours = yield defer.gatherResults([server.made, client.made])
    print(connector.state, repr(theirs.transport)
          == '<Says #0 on %d>' % number)
    handle = theirs.transport.getHandle()
    print(handle.getsockname() == ('127.0.0.1', number),
          handle.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE)
          == socket.SOCK_STREAM)
    handle.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    print(bool(theirs.transport.getTcpKeepAlive()))
    here = theirs.transport.getHost()
    print('%s' % here == str(here), '%r' % here == repr(here))
    match here:
        case [_, _, _]:
            print('never')
    # The address that it is to come from is taken.
    tries = Tries()
    reactor.connectTCP('127.0.0.1', number, tries,
                       bindAddress=('127.0.0.1', number))
    print((yield tries.failed))
    try:
        reactor.connectTCP('127.0.0.1', 'no such service', Tries())
    except error.ServiceNameUnknownError as why:
        print(type(why).__name__)
    for description in 'nothing:80', 'Nothing':
        for make in endpoints.serverFromString, endpoints.clientFromString:
            try:
                make(reactor, description)
            except ValueError as why:
                print(why)
    print(type(endpoints.serverFromString(reactor, 'stdio:')).__name__)
    try:
        yield endpoints.HostnameEndpoint(reactor, b'\xff\xfe', 80).connect(
            factory())
    except ValueError as why:
        print(why)
    del handle
    ours.transport.loseConnection()
    yield port.stopListening()


task.react(main)
