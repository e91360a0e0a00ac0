# Generators and coroutines that wait, and how they end.
import re
from twisted.internet import defer, reactor, task
from twisted.internet.defer import inlineCallbacks, returnValue, ensureDeferred


def show(x):
    print(re.sub('0x[0-9a-f]+', 'X', repr(x)))


clock = task.Clock()


def later(v, t=1):
    d = defer.Deferred()
    clock.callLater(t, d.callback, v)
    return d


@inlineCallbacks
def f(x):
    a = (yield later(x))
    print('a', a)
    try:
        yield defer.fail(ValueError('bad'))
    except ValueError as e:
        print('caught', e)
    b = (yield 5)
    print('plain', b)
    returnValue(a * 2)


d = f(3)
show(d)
d.addCallback(print)
clock.advance(1)


@inlineCallbacks
def g():
    try:
        yield later(1, 10)
    except defer.CancelledError as e:
        print('cancelled in g', repr(e))
        raise


d = g()
d.addErrback(lambda f: print(f.type.__name__))
d.cancel()


@inlineCallbacks
def h():
    yield f(1)
    raise KeyError('h')


d = h()
d.addErrback(lambda f: print(f.value, f.getTraceback().count('in h')))
clock.advance(1)
try:
    inlineCallbacks(lambda: 3)()
except TypeError as e:
    print(re.sub('0x[0-9a-f]+|<function.*?>', 'X', str(e)))


async def co(x):
    r = await later(x)
    print('await', r)
    try:
        await defer.fail(OSError('o'))
    except OSError as e:
        print('co caught', e)
    return r + 1


d = ensureDeferred(co(1))
show(d)
d.addCallback(print)
clock.advance(1)
d = defer.Deferred.fromCoroutine(co(2))
d.addCallback(print)
clock.advance(1)


async def bad():
    await later(1)
    raise RuntimeError('co bad')


d = ensureDeferred(bad())
d.addErrback(lambda f: print(f.getErrorMessage()))
clock.advance(1)
for x in (3, 'x'):
    try:
        ensureDeferred(x)
    except Exception as e:
        print(type(e).__name__, re.sub('<function.*?>', 'FN', str(e)))
print(ensureDeferred(defer.succeed(1)).result)


async def par():
    return await defer.gatherResults([ensureDeferred(co(1)),
                                      ensureDeferred(co(2))])


d = ensureDeferred(par())
d.addCallback(print)
clock.advance(1)


async def canc():
    try:
        await later(1, 99)
    except defer.CancelledError:
        print('co cancelled')
        return 'after'


d = ensureDeferred(canc())
d.addCallback(print)
d.cancel()


def gen():
    w = defer.waitForDeferred(later('w'))
    yield w
    print('gen', w.getResult())
    w = defer.waitForDeferred(defer.fail(ValueError('wf')))
    yield w
    try:
        w.getResult()
    except ValueError as e:
        print('gen caught', e)
    yield 'result'


import warnings
warnings.simplefilter('ignore')
d = defer.deferredGenerator(gen)()
d.addCallback(print)
clock.advance(1)


@inlineCallbacks
def nested():

    @inlineCallbacks
    def inner():
        yield later(0)
        returnValue('in')
    r = (yield inner())
    return [r, (yield inner())]


d = nested()
d.addBoth(print)
clock.pump([1, 1, 1])


@inlineCallbacks
def loop(n):
    t = 0
    for i in range(n):
        t += (yield defer.succeed(i))
    return t


print(loop(20000).result)


class A:

    @inlineCallbacks
    def m(self, *a, k=None):
        """doc"""
        yield
        return (a, k)


print(A().m(1, k=2).result, A.m.__name__, A.m.__doc__, f.__name__)


def react(reactor, *args):
    print('react', args)
    return task.deferLater(reactor, 0, lambda: None)


try:
    task.react(react, ('a', 'b'))
except SystemExit as e:
    print('exit', e.code)
