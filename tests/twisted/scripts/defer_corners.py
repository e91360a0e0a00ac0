# What is done to Deferreds by those who know them too well.
import copy
import pickle
import types
import warnings
from twisted.internet import defer
from twisted.internet.defer import Deferred

warnings.simplefilter('ignore')


def tried(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, str(error)[:60])


# A result that is not there.
tried(Deferred()._runCallbacks)
d = Deferred()
d.addCallback(print)
tried(d._runCallbacks)
for callback in (print, len, lambda r: [r], {}.get, [].append):
    d = Deferred()
    d.called = True
    tried(d.addCallback, callback)
    print('result' in str(d))
d = defer.succeed(1)
del d.result
tried(d.addCallback, print)
tried(delattr, d, 'result')

# Arguments by name.
tried(lambda: len(Deferred().addCallback(callback=len).callbacks))
tried(lambda: len(Deferred().addErrback(errback=len).callbacks))
tried(lambda: len(Deferred().addBoth(callback=len).callbacks))
d = Deferred()
d.addCallback(more=1, callback=lambda r, **k: print(r, k), last=2)
d.callback(result=5)
d = Deferred()
d.errback(fail=ValueError(3))
d.addErrback(lambda f, x: print(f.value, x), x=4)
for wrong in ((lambda: Deferred().addCallback()),
              (lambda: Deferred().addCallback(len, callback=len)),
              (lambda: Deferred().addCallback(nobody=1)),
              (lambda: Deferred().callback()),
              (lambda: Deferred().callback(1, 2)),
              (lambda: Deferred().callback(1, result=2)),
              (lambda: Deferred().errback(1, 2))):
    try:
        wrong()
    except TypeError:
        print('no')

# Arguments that come when they are used.
positional, named = [1], {'a': 1}


def takes(result, *args, **kwargs):
    kwargs['more'] = 1
    print(result, args, kwargs)


d = Deferred()
d.addCallbacks(takes, None, positional, named)
d.addCallbacks(takes, callbackKeywords=types.MappingProxyType({'a': 2}))
d.addCallbacks(takes, callbackArgs=iter('xyz'))
d.addCallbacks(takes, callbackArgs=5)
d.addErrback(lambda f: print(f.type.__name__))
d.addCallbacks(takes, callbackKeywords=5)
d.addErrback(lambda f: print(f.type.__name__))
positional.append(2)
named['b'] = 2
d.callback(0)
print(named)


class Empty:
    def __bool__(self):
        return False

    def __call__(self, result):
        print('empty, and called')
        return result


d = Deferred()
d.addCallback(Empty())
print(len(d.callbacks))
d.callback(0)
d = Deferred(canceller=0)
d.cancel()
d.addErrback(lambda f: print(f.type.__name__))


# Copies.
def doubles(result):
    return result * 2


d = Deferred()
d.addBoth(doubles)
d.name = 'original'
for twin in (copy.copy(d), copy.deepcopy(d)):
    print(type(twin) is Deferred, len(twin.callbacks), twin.called, twin.name)
    print(twin.callbacks is d.callbacks)
twin = copy.deepcopy(d)
twin.callback(4)
print(twin.result, d.called, len(d.callbacks))
d = defer.succeed([3])
for twin in (copy.copy(d), copy.deepcopy(d), pickle.loads(pickle.dumps(d))):
    print(twin.result, twin.called, twin.paused, twin.result is d.result)


class Stateful(Deferred):
    def __getstate__(self):
        return {'kept': 1}


print(copy.copy(Stateful()).kept)

# One that waits for itself.
d = Deferred()
d.addCallback(lambda r: d)
d.addCallback(lambda r: print('next', r))
d.callback(5)
print(d.paused, d.result is d, len(d.callbacks))


# Methods of one's own are the ones that are called.
class Own(Deferred):
    def errback(self, fail=None):
        print('errback')
        return Deferred.errback(self, fail)

    def addCallbacks(self, *args, **kwargs):
        print('addCallbacks', len(args), sorted(kwargs))
        return Deferred.addCallbacks(self, *args, **kwargs)

    def pause(self):
        print('pause')
        return Deferred.pause(self)

    def _runCallbacks(self):
        print('run')
        return Deferred._runCallbacks(self)


own = Own()
own.addErrback(lambda f: None)
own.cancel()
own = Own()
own.addCallback(lambda r, x: Deferred(), 1)
own.addBoth(print)
own.callback(1)
own = Own()
own.addCallbacks(print)
own.pause()
own.callback(2)
own.unpause()
plain = Deferred()
plain.addCallbacks = lambda *args, **kwargs: print('its own', len(args))
plain.addCallback(len)
plain = Deferred()
plain.pause = lambda: print('never')
plain.addCallback(lambda r: Deferred())
plain.callback(1)
print(plain.paused)
given = Deferred.errback
Deferred.errback = lambda self, fail=None: print('replaced')
Deferred().cancel()
Deferred.errback = given
d = Deferred()
d.addErrback(lambda f: print(f.type.__name__))
d.cancel()


@defer.inlineCallbacks
def waits(d):
    print('got', (yield d))


own = Own()
waits(own)
own.callback(7)
waits(own)


# Generators.
class Sub(Deferred):
    pass


async def nothing():
    return 5


print(type(Sub.fromCoroutine(nothing())).__name__)


@defer.inlineCallbacks
def yields():
    inner = nothing()
    got = yield inner
    print(got is inner)
    inner.close()
    got = yield (each for each in 'abc')
    print(list(got))
    return 'end'


yields().addCallback(print)


# A generator that cancels itself while it runs.
def cancels():
    @defer.inlineCallbacks
    def runs():
        yield first
        promised[0].cancel()
        print('after')
        return 5
    first, promised = Deferred(), []
    promised.append(runs())
    promised[0].addBoth(lambda r: print('result', r))
    first.callback(1)
    first.addErrback(lambda f: print(f.type))
    promised[0].cancel()


cancels()


# Debugging that is turned on and off.
def remembers(cls):
    return cls()._debugInfo is not None


class Middle(Deferred):
    pass


class Low(Middle):
    debug = False


class Truthful(Deferred):
    debug = 'yes'


print(remembers(Truthful))
for debug in (False, True, True, False, True, 0, 1, False, True, False):
    defer.setDebugging(debug)
    Low.debug = not debug
    print(remembers(Deferred), remembers(Middle), remembers(Low))
for debug in (1, 0, [], [1], None, False) * 3:
    Deferred.debug = debug
    print(remembers(Deferred), end=' ')
print()
d = Deferred()
d.debug = True
d.callback(1)
print(d._debugInfo.invoker is not None)
print([remembers(type('Made', (Deferred,), {'debug': bool(i % 2)}))
       for i in range(6)])

# Counts, and a queue that is never empty.
d = Deferred()
d.paused = 2 ** 31 - 1
d.pause()
d.paused += 2 ** 40
print(d.paused)
queue, waiting, order = defer.succeed(None), [], []


def next_one(_, i):
    order.append(i)
    waiting.append(Deferred())
    return waiting[-1]


for i in range(5):
    queue.addCallback(next_one, i)
for i in range(5, 200):
    queue.addCallback(next_one, i)
    waiting.pop(0).callback(None)
print(order == list(range(196)), len(queue.callbacks))


async def coroutine():
    return 5


# It is a result like any other.
made = []
defer.maybeDeferred(coroutine).addCallback(made.append)
print(type(made[0]).__name__)
defer.Deferred.fromCoroutine(made[0]).addCallback(print)
