# Descriptors that the script reads and writes itself; UNIX sockets; work from
# other threads.
import os
import socket

from twisted.internet import defer, error, main, protocol, reactor, task


class End:
    def __init__(self, sock):
        self.sock = sock
        sock.setblocking(False)
        self.done = defer.Deferred()

    def fileno(self):
        return self.sock.fileno()

    def logPrefix(self):
        return 'End'

    def doRead(self):
        data = self.sock.recv(100)
        print('read', data)
        if not data:
            return main.CONNECTION_DONE
        self.done.callback(None)

    def doWrite(self):
        self.sock.send(b'written')
        print('wrote')
        reactor.removeWriter(self)

    def connectionLost(self, reason):
        print('lost', reason.type.__name__)
        self.done.callback(None)


class FileEnd(End):
    def __init__(self, f):
        self.f = f
        self.done = defer.Deferred()

    def fileno(self):
        return self.f.fileno()

    def doRead(self):
        data = os.read(self.fileno(), 1)
        print('file', data)
        if not data:
            return main.CONNECTION_DONE

    def doWrite(self):
        print('file written')
        reactor.removeWriter(self)


@defer.inlineCallbacks
def descriptors(reactor):
    x, y = socket.socketpair()
    a, b = End(x), End(y)
    before = len(reactor.getReaders())
    reactor.addReader(a)
    reactor.addReader(a)
    reactor.addWriter(b)
    print(a in reactor.getReaders(), b in reactor.getWriters(),
          len(reactor.getReaders()) - before)
    yield a.done
    print(b in reactor.getWriters())
    a.done = defer.Deferred()
    y.close()
    yield a.done
    print(a in reactor.getReaders())
    x.close()
    with open('file', 'wb+') as f:
        f.write(b'four')
        f.seek(0)
        # Files are always ready.
        a = FileEnd(f)
        reactor.addReader(a)
        reactor.addWriter(a)
        print(a in reactor.getReaders(), a in reactor.getWriters())
        yield a.done
        print(a in reactor.getReaders(), a in reactor.getWriters())
        a.done = defer.Deferred()
        reactor.addWriter(a)
        reactor.removeWriter(a)
        f.seek(2)
        reactor.addReader(a)
        yield a.done
    order = []
    reactor.callFromThread(order.append, 1)
    reactor.callFromThread(order.append, 2)
    print(order, len(reactor.getDelayedCalls()))
    yield task.deferLater(reactor, 0)
    print(order)


class Told(protocol.Protocol):
    def connectionMade(self):
        self.factory.up.callback(self)

    def connectionLost(self, reason):
        print(self.factory.name, 'lost', reason.type.__name__)
        self.factory.down.callback(None)


def factory(name):
    made = protocol.ClientFactory()
    made.protocol, made.name, made.noisy = Told, name, False
    made.up, made.down = defer.Deferred(), defer.Deferred()
    made.clientConnectionFailed = lambda connector, reason: (
        print(name, 'failed', issubclass(reason.type, error.ConnectError)),
        made.down.callback(None))
    return made


@defer.inlineCallbacks
def paths(reactor):
    server, client = factory('server'), factory('client')
    port = reactor.listenUNIX('socket', server, mode=0o600, wantPID=1)
    print(oct(os.stat('socket').st_mode & 0o777),
          os.readlink('socket.lock') == str(os.getpid()), port)
    connector = reactor.connectUNIX('socket', client, checkPID=1)
    print(connector.getDestination())
    p = yield server.up
    print(p.transport.getHost().name, p.transport.getPeer().name)
    p = yield client.up
    print(p.transport.getHost().name, p.transport.getPeer().name)
    connector.disconnect()
    yield client.down
    yield server.down
    try:
        reactor.listenUNIX('socket', server, wantPID=1)
    except error.CannotListenError:
        print('taken')
    yield port.stopListening()
    print(os.path.exists('socket'), os.path.lexists('socket.lock'))
    for check in 1, 0:
        client = factory('check %d' % check)
        reactor.connectUNIX('socket', client, checkPID=check)
        yield client.down

    # What a process that is no more has left behind.
    dead = socket.socket(socket.AF_UNIX)
    dead.bind('socket')
    dead.close()
    os.symlink('999999999', 'socket.lock')
    client = factory('dead')
    reactor.connectUNIX('socket', client)
    yield client.down
    # A path is bytes for the system.
    for name in b'socket', b'caf\xc3\xa9':
        server, client = factory('server'), factory('client')
        port = reactor.listenUNIX(name, server, wantPID=1)
        print(port, port.getHost().name, name in os.listdir(b'.'))
        print(reactor.connectUNIX(name, client, checkPID=1).getDestination())
        yield server.up
        (yield client.up).transport.loseConnection()
        yield server.down
        yield port.stopListening()


task.react(lambda reactor: descriptors(reactor).addCallback(
    lambda ignored: paths(reactor)))
