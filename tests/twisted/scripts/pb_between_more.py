# Errors, views, logging out, caches, limits and a peer that is gone in the
# middle of a call, between two processes of which the other one is Twisted's.
import io
import os
import subprocess
import sys

from twisted.cred import checkers, credentials, portal
from twisted.internet import defer, reactor
from twisted.python import log
from twisted.spread import banana, pb, util
from zope.interface import implementer


class Refused(pb.Error):
    pass


class Unknown(pb.Error):
    """The other end knows of no such class."""
    __module__ = 'elsewhere'


class Detailed(pb.Copyable, pb.RemoteCopy, Exception):
    """An exception whose state goes over whole."""

    def __init__(self, reason, code):
        Exception.__init__(self, reason)
        self.reason = reason
        self.code = code


pb.setUnjellyableForClass(Detailed, Detailed)


class Base(pb.Copyable):
    def __init__(self, x):
        self.x = x
        self.secret = 'not for you'

    def getStateToCopyFor(self, perspective):
        return {'x': self.x, 'whose': perspective.name}


class Derived(Base):
    def getTypeToCopyFor(self, perspective):
        return b'derived-' + perspective.name.encode()


class Received(pb.RemoteCopy):
    def setCopyableState(self, state):
        self.state = sorted(state.items())


class Plain:
    """Neither end may send it."""


pb.setUnjellyableForClass(Base, Received)
pb.setUnjellyableForClass('derived-jane', Received)


class Stock(pb.Cacheable):
    """Several may look at it."""

    def __init__(self):
        self.items = {}
        self.observers = {}

    def getStateToCacheAndObserveFor(self, perspective, observer):
        self.observers[observer] = perspective.name
        return {'items': dict(self.items), 'mine': perspective.name}

    def stoppedObserving(self, perspective, observer):
        del self.observers[observer]

    def put(self, name, count):
        self.items[name] = count
        return defer.gatherResults([
            each.callRemote('put', name, count) for each in self.observers])


class StockHere(pb.RemoteCache):
    def setCopyableState(self, state):
        self.__dict__.update(state)

    def observe_put(self, name, count):
        self.items[name] = count
        return len(self.items)


pb.setUnjellyableForClass(Stock, StockHere)


class Desk(pb.Viewable):
    def view_whose(self, perspective, *args, **kw):
        return perspective.name, args, sorted(kw.items())

    def view_fail(self, perspective):
        raise Refused('not at this desk')


class Thing(pb.Referenceable):
    def __init__(self, name):
        self.name = name

    def remote_name(self):
        return self.name

    def remote_echo(self, value):
        return value


class Avatar(pb.Avatar):
    def __init__(self, name, house):
        self.name = name
        self.house = house
        self.things = [Thing('a'), Thing('b')]
        self.kept = None

    def perspective_fail(self, kind):
        raise {'refused': lambda: Refused('no', 7),
               'unknown': lambda: Unknown('what'),
               'detailed': lambda: Detailed('because', 42),
               'zero': lambda: ZeroDivisionError('0'),
               'plain': lambda: pb.Error()}[kind]()

    def perspective_later(self):
        d = defer.Deferred()
        reactor.callLater(0, d.errback, Refused('later'))
        return d

    def perspective_copies(self):
        one = Derived(1)
        return [Base('b'), one, one, (one, {'k': one})]

    def perspective_plain(self):
        return Plain()

    def perspective_stock(self):
        return self.house.stock

    def perspective_put(self, name, count):
        return self.house.stock.put(name, count)

    def perspective_observers(self):
        return len(self.house.stock.observers)

    def perspective_desk(self):
        return self.house.desk

    def perspective_thing(self, index):
        return self.things[index]

    def perspective_isMine(self, thing, index):
        return thing is self.things[index], thing.name

    def perspective_keep(self, thing):
        same = thing is self.kept
        self.kept = thing
        return same

    def perspective_kept(self):
        return self.kept

    def perspective_echo(self, *args):
        return args

    def perspective_pages(self, collector):
        util.FilePager(collector, io.BytesIO(b'x' * 20001 + b'end'))

    def perspective_never(self):
        return defer.Deferred()

    def perspective_goAway(self):
        self.house.lastBreath()
        return defer.Deferred()

    def perspective_logouts(self):
        return self.house.logouts


@implementer(portal.IRealm)
class House:
    def __init__(self):
        self.stock = Stock()
        self.desk = Desk()
        self.logouts = []

    def requestAvatar(self, avatarId, mind, *interfaces):
        name = avatarId.decode()
        avatar = Avatar(name, self)
        return pb.IPerspective, avatar, lambda: self.logouts.append(name)


@defer.inlineCallbacks
def told(what, d):
    try:
        result = yield d
        print(what, 'gave', result)
    except Exception as e:
        print(what, 'raised', type(e).__name__, e.args, getattr(
            e, 'remoteType', None))


def login(port, name):
    factory = pb.PBClientFactory()
    reactor.connectTCP('127.0.0.1', port, factory)
    return factory, factory.login(credentials.UsernamePassword(name, b'pw'))


@defer.inlineCallbacks
def errors(jane):
    for kind in 'refused', 'unknown', 'zero', 'plain':
        yield told(kind, jane.callRemote('fail', kind))
    yield told('later', jane.callRemote('later'))
    yield told('nothing', jane.callRemote('nothing'))
    yield told('arguments', jane.callRemote('fail'))
    yield told('plain object', jane.callRemote('plain'))
    yield told('sending one', defer.maybeDeferred(
        jane.callRemote, 'echo', Plain()))
    d = jane.callRemote('fail', 'refused')
    d.addErrback(lambda f: print(
        type(f).__name__, f.trap(Refused) is Refused, f.check('nobody'),
        f.getErrorMessage(), f.parents[:1]))
    yield d
    try:
        yield jane.callRemote('fail', 'detailed')
    except Exception as e:
        print(type(e).__name__, getattr(e, 'code', None))


@defer.inlineCallbacks
def objects(jane):
    base, *derived = yield jane.callRemote('copies')
    print(base.state, [each.state for each in derived[:2]],
          derived[0] is derived[1], derived[2][0] is derived[1],
          derived[2][1]['k'] is derived[1])
    desk = yield jane.callRemote('desk')
    print(type(desk).__name__, (yield desk.callRemote('whose', 1, k=b'v')))
    yield told('desk', desk.callRemote('fail'))
    a = yield jane.callRemote('thing', 0)
    b = yield jane.callRemote('thing', 1)
    again = yield jane.callRemote('thing', 0)
    print(a == again, a == b, hash(a) == hash(again),
          (yield a.callRemote('name')),
          (yield a.remoteMethod('name')()))
    print((yield jane.callRemote('isMine', a, 0)),
          (yield jane.callRemote('isMine', b, 0)))
    print((yield a.callRemote('echo', b)) == b)
    mine = Thing('of the client')
    print((yield jane.callRemote('keep', mine)),
          (yield jane.callRemote('kept')) is mine)
    deep = []
    for _ in range(200):
        deep = [deep]
    print((yield jane.callRemote('echo', deep)) == (deep,))
    for size in banana.SIZE_LIMIT, banana.SIZE_LIMIT + 1:
        d = defer.maybeDeferred(jane.callRemote, 'echo', b'x' * size)
        d.addCallbacks(lambda echo: print('echo', len(echo[0])),
                       lambda f: print(f.type.__name__))
        yield d
    pages = yield util.getAllPages(jane, 'pages')
    print([len(page) for page in pages], pages[-1][-3:])


@defer.inlineCallbacks
def caches(port, jane):
    factory, john = login(port, b'john')
    john = yield john
    here = yield jane.callRemote('stock')
    there = yield john.callRemote('stock')
    print(here.mine, there.mine, (yield jane.callRemote('observers')))
    print((yield jane.callRemote('put', 'tea', 3)), here.items, there.items)
    print((yield jane.callRemote('echo', here))[0] is here)
    gone = defer.Deferred()
    john.notifyOnDisconnect(gone.callback)
    factory.disconnect()
    yield gone
    while (yield jane.callRemote('observers')) != 1:
        pass
    print('one is left', (yield jane.callRemote('put', 'cups', 1)), here.items,
          (yield jane.callRemote('logouts')))


@defer.inlineCallbacks
def use(port):
    factory, jane = login(port, b'jane')
    jane = yield jane
    yield errors(jane)
    yield objects(jane)
    yield caches(port, jane)
    never = jane.callRemote('never')
    yield told('going', jane.callRemote('goAway'))
    yield told('never', never)
    yield told('dead', defer.maybeDeferred(jane.callRemote, 'echo', 1))
    factory.disconnect()


def serve(lastBreath):
    house = House()
    house.lastBreath = lastBreath
    checker = checkers.InMemoryUsernamePasswordDatabaseDontUse(
        jane=b'pw', john=b'pw')
    port = reactor.listenTCP(0, pb.PBServerFactory(portal.Portal(
        house, [checker])), interface='127.0.0.1')
    return port


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


def drop():
    for each in reactor.getReaders():
        if hasattr(each, 'abortConnection'):
            each.abortConnection()


log.startLoggingWithObserver(lambda event: None, 0)
if sys.argv[1:2] == ['serve']:
    print(serve(lambda: os._exit(0)).getHost().port, flush=True)
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
        wait(other('use', str(serve(drop).getHost().port)), finished)

    use(int(server.stdout.readline())).addCallback(turn).addErrback(stop)
    reactor.run()
