# A server of objects and its client, over loopback.
from twisted.internet import defer, reactor
from twisted.python import log
from twisted.spread import pb


class Counter(pb.Referenceable):
    """I stay at the server."""

    def __init__(self):
        self.count = 0

    def remote_add(self, n, times=1):
        self.count += n * times
        return self.count


class OwnError(pb.Error):
    pass


class Root(pb.Root):
    def __init__(self):
        self.counter = Counter()

    def remote_echo(self, *args, **kw):
        return list(args), kw

    def remote_counter(self):
        return self.counter

    def remote_same(self, counter):
        return counter is self.counter

    def remote_later(self, seconds):
        d = defer.Deferred()
        reactor.callLater(seconds, d.callback, 'later')
        return d

    def remote_fail(self):
        raise ValueError('a wrong value')

    def remote_refuse(self):
        raise OwnError('refused')

    def remote_failLater(self):
        return defer.fail(KeyError('gone'))

    def remote_callBack(self, listener):
        d = listener.callRemote('tell', 'from the server')
        return d.addCallback(lambda said: 'told, and heard ' + said)

    def remote_silent(self):
        print('silently called')


class Listener(pb.Referenceable):
    def remote_tell(self, text):
        print('listener heard', text)
        return 'thanks'


log.addObserver(lambda event: event['isError'] and 'failure' not in event
                and print('logged:', log.textFromEventDict(event)))


@defer.inlineCallbacks
def client(factory):
    root = yield factory.getRootObject()
    for value in (1, -5, 2 ** 40, -2 ** 70, 2.5, 'text \u20ac', b'bytes\xff',
                  None, True, [1, [2, []]], (1, 'x'), {'a': 1, 2: [b'b']},
                  {1, 2}, frozenset('q')):
        args, kw = yield root.callRemote('echo', value, key=value)
        print(repr(value), args == [value], kw == {'key': value},
              type(args[0]) is type(value))
    shared = ['shared']
    args, _ = yield root.callRemote('echo', shared, shared)
    print('still shared:', args[0] is args[1])
    loop = []
    loop.append(loop)
    args, _ = yield root.callRemote('echo', loop)
    print('still a cycle:', args[0][0] is args[0])

    counter = yield root.callRemote('counter')
    print('counter', counter.__class__.__name__)
    print((yield counter.callRemote('add', 2)),
          (yield counter.callRemote('add', 3, times=4)),
          (yield counter.remoteMethod('add')(1)))
    again = yield root.callRemote('counter')
    print('same reference:', again == counter, again is counter)
    print('same object there:', (yield root.callRemote('same', counter)))
    print((yield root.callRemote('later', 0.01)))
    print((yield root.callRemote('callBack', Listener())))
    print('no answer:', root.callRemote('silent', pbanswer=0))

    for name in 'fail', 'refuse', 'failLater', 'nothing':
        try:
            yield root.callRemote(name)
        except pb.RemoteError as e:
            print(name, e.remoteType, e, repr(e.remoteTraceback))
    d = root.callRemote('fail')
    d.addErrback(lambda f: print(
        f.check(ValueError), f.check('builtins.KeyError'), f.value,
        f.getErrorMessage(), f.__class__.__name__, f.trap(Exception)))
    yield d
    d = root.callRemote('add')
    yield d.addErrback(lambda f: print(f.type))
    try:
        yield root.callRemote('echo', object())
    except Exception as e:
        print('echo of an object:', type(e).__name__)
    unknown = yield factory._broker.remoteForName('elsewhere').callRemote(
        'x').addErrback(lambda f: (f.type, f.value))
    print(unknown)

    gone = defer.Deferred()
    root.notifyOnDisconnect(gone.callback)
    late = root.callRemote('later', 1)
    late.addErrback(lambda f: print('late:', f.type.__name__))
    factory.disconnect()
    print('disconnected:', (yield gone) is root)
    try:
        yield root.callRemote('echo')
    except pb.DeadReferenceError as e:
        print('dead:', e)


port = reactor.listenTCP(0, pb.PBServerFactory(Root()), interface='127.0.0.1')
factory = pb.PBClientFactory()
reactor.connectTCP('127.0.0.1', port.getHost().port, factory)
d = client(factory)
d.addErrback(lambda f: f.printTraceback())
d.addBoth(lambda _: reactor.callLater(0, reactor.stop))
reactor.run()
