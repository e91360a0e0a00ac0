# Perspective Broker: references, copies, caches, and every error.
import sys, re
from twisted.spread import pb, jelly, util
from twisted.internet import reactor, defer, error
from twisted.python import log, failure
from twisted.cred import portal, checkers, credentials
from zope.interface import implementer


def show(x):
    print(re.sub('0x[0-9a-f]+', 'X', repr(x)), flush=True)


class MyError(pb.Error):
    """expected"""


class Other(Exception):
    pass


class Two(pb.Referenceable):

    def remote_three(self, arg):
        print('Two.three was given', arg)
        return arg * 2


class Pond(pb.Copyable):

    def __init__(self, n):
        self.frogs = n

    def count(self):
        return self.frogs


class RPond(pb.RemoteCopy):

    def setCopyableState(self, state):
        print('state', sorted(state.items()))
        self.__dict__.update(state)


pb.setUnjellyableForClass(Pond, RPond)


class NoCopy(pb.Copyable):
    pass


class Plain:
    pass


class Duck(pb.Cacheable):

    def __init__(self):
        self.obs = []
        self.v = 1

    def set(self, v):
        self.v = v
        return defer.DeferredList([o.callRemote('setV', v) for o in self.obs])

    def getStateToCacheAndObserveFor(self, persp, o):
        self.obs.append(o)
        return {'v': self.v}

    def stoppedObserving(self, persp, o):
        print('stopped observing', len(self.obs))
        self.obs.remove(o)


class RDuck(pb.RemoteCache):

    def setCopyableState(self, st):
        self.v = st['v']

    def observe_setV(self, v):
        print('observed', v)
        self.v = v


pb.setUnjellyableForClass(Duck, RDuck)
duck = Duck()


class Root(pb.Root):

    def __init__(self):
        self.two = Two()

    def remote_echo(self, *a, **k):
        return (a, k)

    def remote_getTwo(self):
        return self.two

    def remote_checkTwo(self, t):
        return t is self.two

    def remote_callBack(self, ref, v):
        return ref.callRemote('hello', v)

    def remote_pond(self):
        return Pond(5)

    def remote_takePond(self, p):
        return p.count() if hasattr(p, 'count') else type(p).__name__

    def remote_err(self):
        raise MyError('exp', 3)

    def remote_bad(self):
        raise Other('unexpected')

    def remote_later(self):
        d = defer.Deferred()
        reactor.callLater(0.01, d.errback, MyError('later'))
        return d

    def remote_nocopy(self):
        return NoCopy()

    def remote_plain(self):
        return Plain()

    def remote_duck(self):
        return duck

    def remote_setDuck(self, v):
        return duck.set(v).addCallback(lambda _: None)

    def remote_big(self):
        return 'x' * 700000

    def remote_types(self):
        return [1, 2.5, 'uni€', b'bytes', None, True, (1, (2,)), {'a': [1]},
                {1, 2}, frozenset([3]), 10 ** 30, -5]

    def remote_recursive(self):
        l = [1]
        l.append(l)
        return l

    def remote_sec(self):
        raise jelly.InsecureJelly('x')


class Cl(pb.Referenceable):

    def remote_hello(self, v):
        print('client hello', v)
        return 'hi ' + v


@defer.inlineCallbacks
def main():
    port = reactor.listenTCP(0, pb.PBServerFactory(Root()),
                             interface='127.0.0.1')
    f = pb.PBClientFactory()
    f.noisy = 0
    reactor.connectTCP('127.0.0.1', port.getHost().port, f)
    root = (yield f.getRootObject())
    show(type(root))
    print(root.luid, root.broker is not None)
    print((yield root.callRemote('echo', 1, 'two', three=[3])))
    print((yield root.callRemote('types')))
    r = (yield root.callRemote('recursive'))
    print(r[1] is r)
    two = (yield root.callRemote('getTwo'))
    print((yield two.callRemote('three', 6)),
          (yield root.callRemote('checkTwo', two)))
    print((yield root.callRemote('callBack', Cl(), 'there')))
    p = (yield root.callRemote('pond'))
    print(type(p).__name__, p.frogs)
    print((yield root.callRemote('takePond', Pond(2))))
    for m in ('err', 'bad', 'later', 'nosuch', 'sec'):
        try:
            print(m, (yield root.callRemote(m)))
        except Exception as e:
            print(m, type(e).__module__, type(e).__name__, str(e)[:60])
    d = root.callRemote('bad')
    d.addErrback(lambda f: (print(type(f).__name__, f.type, f.value,
                                  f.check(Other), f.check('__main__.Other'),
                                  f.getErrorMessage()),
                            print(re.sub('".*/', '"', f.getTraceback()[:60]))))
    yield d
    d = root.callRemote('err')
    d.addErrback(lambda f: print(f.type, f.check(MyError),
                                 f.check('__main__.MyError'),
                                 f.trap('__main__.MyError')))
    yield d
    k = (yield root.callRemote('duck'))
    print(k.v, isinstance(k, RDuck))
    yield root.callRemote('setDuck', 9)
    print(k.v)
    for bad in (lambda: root.callRemote(),
                lambda: root.callRemote('echo', Plain()),
                lambda: root.callRemote('echo', lambda: 1)):
        try:
            x = bad()
            print('returned', type(x).__name__)
            x.addErrback(lambda f: print('F', f.type, str(f.value)[:50]))
            yield x
        except Exception as e:
            print(type(e).__name__, str(e)[:60])
    gone = defer.Deferred()
    root.notifyOnDisconnect(gone.callback)
    f.disconnect()
    print('disconnected', (yield gone) is root)
    try:
        yield root.callRemote('echo')
    except pb.DeadReferenceError as e:
        print('DRE', e)
    yield port.stopListening()
    reactor.connectTCP('127.0.0.1', 1, f)
    try:
        yield f.getRootObject()
    except error.ConnectionRefusedError as e:
        print('refused')
    reactor.stop()


reactor.callWhenRunning(
    lambda: main().addErrback(lambda f: (f.printTraceback(), reactor.stop())))
reactor.run()
