# The same objects between two processes, of which the other one is Twisted's.
import os
import subprocess
import sys

from twisted.cred import checkers, credentials, portal
from twisted.internet import defer, reactor
from twisted.spread import pb, util
from zope.interface import implementer

VALUES = (1, -7, 2 ** 31, -2 ** 31 - 1, 2 ** 60, 1.5, 'text \u20ac',
          b'\x00\xff', '', b'', b'message', None, False, [1, [2.5, []]],
          ('a', b'b'), {'k': {}},
          {1, 'x'}, frozenset([b'y']), 'long' * 5000)


class Note(pb.Copyable, pb.RemoteCopy):
    def __init__(self, text):
        self.text = text


class Board(pb.Cacheable):
    observer = None

    def __init__(self):
        self.lines = [b'first']

    def getStateToCacheAndObserveFor(self, perspective, observer):
        self.observer = observer
        return {'lines': list(self.lines)}

    def stoppedObserving(self, perspective, observer):
        self.observer = None

    def write(self, line):
        self.lines.append(line)
        return self.observer.callRemote('write', line)


class BoardHere(pb.RemoteCache):
    def observe_write(self, line):
        self.lines.append(line)
        return len(self.lines)


pb.setUnjellyableForClass(Note, Note)
pb.setUnjellyableForClass(Board, BoardHere)


class Avatar(pb.Avatar):
    def __init__(self, name):
        self.name = name
        self.board = Board()

    def perspective_echo(self, *args, **kw):
        return list(args), kw

    def perspective_note(self, note):
        return Note('%s, %s' % (note.text, self.name))

    def perspective_call(self, listener, count):
        d = listener.callRemote('tell', count, name=self.name)
        return d.addCallback(lambda heard: (heard, self.name))

    def perspective_fail(self, kind):
        raise {'error': pb.Error, 'value': ValueError}[kind]('on purpose')

    def perspective_board(self):
        return self.board

    def perspective_write(self, line):
        return self.board.write(line)

    def perspective_pages(self, collector):
        util.StringPager(collector, b'0123456789' * 3000, 10000)


@implementer(portal.IRealm)
class Realm:
    def requestAvatar(self, avatarId, mind, *interfaces):
        return pb.IPerspective, Avatar(
            avatarId.decode() if avatarId else 'nobody'), lambda: None


class Listener(pb.Referenceable):
    def remote_tell(self, count, name):
        return '%s counts %s' % (name, count)


@defer.inlineCallbacks
def use(port):
    factory = pb.PBClientFactory()
    reactor.connectTCP('127.0.0.1', port, factory)
    try:
        yield factory.login(credentials.UsernamePassword(b'jane', b'wrong'))
    except pb.RemoteError as e:
        print(e.remoteType)
    nobody = yield factory.login(credentials.Anonymous())
    print((yield nobody.callRemote('note', Note('hello'))).text)
    jane = yield factory.login(credentials.UsernamePassword(b'jane', b'pw'))
    args, kw = yield jane.callRemote('echo', *VALUES, key=VALUES)
    print([a == b and type(a) is type(b) for a, b in zip(VALUES, args)])
    print(len(args), kw == {'key': VALUES})
    loop = {}
    loop['self'] = [loop]
    (loop,), _ = yield jane.callRemote('echo', loop)
    print('cycle', loop['self'][0] is loop)
    print((yield jane.callRemote('call', Listener(), 5)))
    for kind in 'error', 'value':
        d = jane.callRemote('fail', kind)
        d.addErrback(lambda f: print(
            kind, f.type, f.value, f.check(ValueError), f.check(pb.Error)))
        yield d
    board = yield jane.callRemote('board')
    print(board.lines, (yield jane.callRemote('write', 'second')), board.lines)
    again = yield jane.callRemote('board')
    print(again is board, again.lines is board.lines)
    pages = yield util.getAllPages(jane, 'pages')
    print([len(page) for page in pages])
    gone = defer.Deferred()
    jane.notifyOnDisconnect(gone.callback)
    factory.disconnect()
    print((yield gone) is jane)


def serve():
    checker = checkers.InMemoryUsernamePasswordDatabaseDontUse(jane=b'pw')
    shop = portal.Portal(Realm(), [checker, checkers.AllowAnonymousAccess()])
    port = reactor.listenTCP(0, pb.PBServerFactory(shop),
                             interface='127.0.0.1')
    return port.getHost().port


def stop(result):
    if result is not None:
        result.printTraceback(sys.stdout)
    reactor.callLater(0, reactor.stop)


def other(*args):
    return subprocess.Popen(
        [os.environ.get('MT_TWISTED') or '/usr/bin/python3', __file__, *args],
        stdout=subprocess.PIPE, text=True)


def wait(process, done):
    if process.poll() is None:
        reactor.callLater(0.05, wait, process, done)
    else:
        done(process)


if sys.argv[1:2] == ['serve']:
    print(serve(), flush=True)
    reactor.run()
elif sys.argv[1:2] == ['use']:
    use(int(sys.argv[2])).addBoth(stop)
    reactor.run()
else:
    server = other('serve')

    def finished(process):
        print('and the other way round')
        print(process.stdout.read(), end='')
        stop(None)

    def turn(result):
        server.kill()
        server.wait()
        if result is not None:
            return result
        wait(other('use', str(serve())), finished)

    use(int(server.stdout.readline())).addCallback(turn).addErrback(stop)
    reactor.run()
