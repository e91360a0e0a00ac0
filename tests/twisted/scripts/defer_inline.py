# Generators and coroutines that wait for Deferreds.
from twisted.internet import defer
from twisted.internet.defer import (Deferred, ensureDeferred, inlineCallbacks,
                                    returnValue)


@inlineCallbacks
def adds(a, b):
    """Adds what it waits for."""
    x = yield a
    y = yield b
    print('adding', x, y)
    return x + y


print(adds.__name__, adds.__doc__)
later = Deferred()
d = adds(defer.succeed(1), later)
print(d.called)
d.addCallback(lambda r: print('sum', r))
later.callback(2)


@inlineCallbacks
def handles():
    try:
        yield defer.fail(KeyError('missing'))
    except KeyError as error:
        print('caught', error)
    plain = yield 'not a Deferred'
    print(plain)
    value = yield adds(3, 4)
    returnValue(value * 10)


handles().addCallback(print)


@inlineCallbacks
def raises():
    yield defer.succeed(None)
    raise IndexError('off')


raises().addErrback(lambda f: print(f.type.__name__, f.value))


@inlineCallbacks
def counts(n):
    total = 0
    for i in range(n):
        total += yield defer.succeed(i)
    return total


counts(5000).addCallback(print)


@inlineCallbacks
def notAGenerator():
    return 5


try:
    notAGenerator()
except TypeError as error:
    print('requires', 'to produce a generator; instead got 5' in str(error))


async def awaits(d):
    try:
        first = await d
        second = await defer.succeed(2)
        third = await nested()
        return [first, second, third]
    except ValueError as error:
        return 'error: %s' % error


async def nested():
    return await defer.succeed('nested')


d = Deferred()
e = ensureDeferred(awaits(d))
e.addCallback(print)
print(e.called)
d.callback(1)
ensureDeferred(awaits(defer.fail(ValueError('v')))).addCallback(print)
Deferred.fromCoroutine(nested()).addCallback(print)
same = Deferred()
print(ensureDeferred(same) is same)
try:
    ensureDeferred(5)
except defer.NotACoroutineError as error:
    print(error)


@inlineCallbacks
def mixes():
    got = yield Deferred.fromCoroutine(awaits(defer.succeed(0)))
    return got


mixes().addCallback(print)


async def locked(lock, name, d):
    async with lock:
        print(name, 'is in')
        await d
    print(name, 'is out')


lock, gate = defer.DeferredLock(), Deferred()
ensureDeferred(locked(lock, 'one', gate))
ensureDeferred(locked(lock, 'two', defer.succeed(None)))
gate.callback(None)


def oldStyle():
    wait = defer.waitForDeferred(defer.succeed('old'))
    yield wait
    print(wait.getResult())
    yield 'last'


oldStyle = defer.deferredGenerator(oldStyle)
oldStyle().addCallback(print)
