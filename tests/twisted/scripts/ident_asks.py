# era: whose a connection is, asked and answered.
# not emulated: the tables of the kernel have its byte order
import os

from twisted.internet import defer, protocol, reactor, task
from twisted.internet.endpoints import TCP4ClientEndpoint, connectProtocol
from twisted.protocols import ident


class Server(ident.IdentServer):
    def lookup(self, serverAddress, clientAddress):
        print('asked', serverAddress, clientAddress)
        if serverAddress[1] == 1:
            return 'UNIX', 'root'
        if serverAddress[1] == 2:
            return task.deferLater(reactor, 0.01, lambda: ('OTHER', 'a:b'))
        if serverAddress[1] == 3:
            raise ident.HiddenUser()
        if serverAddress[1] == 4:
            return defer.fail(ident.NoUser())
        return ident.IdentServer.lookup(self, serverAddress, clientAddress)


class Own(ident.ProcServerMixin, ident.IdentServer):
    pass


def why(failure):
    return failure.type.__name__


@defer.inlineCallbacks
def main(reactor):
    port = reactor.listenTCP(0, protocol.Factory.forProtocol(Server),
                             interface='127.0.0.1')
    number = port.getHost().port

    def connect(n):
        return connectProtocol(TCP4ClientEndpoint(reactor, '127.0.0.1', n),
                               ident.IdentClient())
    client = yield connect(number)
    asked = [client.lookup(n, 99).addErrback(why)
             for n in (1, 2, 3, 4, 5, 0, 65536)]
    for d in asked:
        print((yield d))
    # expect: asked ('127.0.0.1', 1) ('127.0.0.1', 99)
    # expect: ('USERID', 'UNIX : root')
    # expect: asked ('127.0.0.1', 2) ('127.0.0.1', 99)
    # expect: ('USERID', 'OTHER : a:b')
    # expect: asked ('127.0.0.1', 3) ('127.0.0.1', 99)
    # expect: HiddenUser
    # expect: asked ('127.0.0.1', 4) ('127.0.0.1', 99)
    # expect: NoUser
    # expect: asked ('127.0.0.1', 5) ('127.0.0.1', 99)
    # expect: IdentError
    # expect: InvalidPort
    # expect: InvalidPort
    print((yield client.lookup(1, 99).addCallback(
        lambda _: client.lookup(2, 99))))
    # expect: asked ('127.0.0.1', 1) ('127.0.0.1', 99)
    # expect: asked ('127.0.0.1', 2) ('127.0.0.1', 99)
    # expect: ('USERID', 'OTHER : a:b')
    client.transport.write(b'what?\r\n')
    print((yield client.lookup(1, 2).addErrback(why)))  # expect: IdentError

    # This very connection, as the system knows it.
    own = reactor.listenTCP(0, protocol.Factory.forProtocol(Own),
                            interface='127.0.0.1')
    client = yield connect(own.getHost().port)
    found = yield client.lookup(client.transport.getPeer().port,
                                client.transport.getHost().port)
    me = [line.split(':')[0] for line in open('/etc/passwd')
          if line.split(':')[2] == str(os.getuid())][0]
    print(found == ('USERID', 'LINUX : ' + me))  # expect: True
    print((yield client.lookup(1, 1).addErrback(why)))  # expect: NoUser
    client.transport.loseConnection()
    yield port.stopListening()
    yield own.stopListening()


task.react(main)
