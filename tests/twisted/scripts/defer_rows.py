# What a Deferred says of itself, and what happens to it in between.
from twisted.internet import defer


def told(*args, **kwargs):
    print(args, sorted(kwargs.items()))
    return args[0]


d = defer.Deferred()
print(d.called, d.paused, hasattr(d, 'result'), d.callbacks)
d.addCallback(told, 1, two=2)
d.addErrback(told)
d.addCallbacks(told, told, (3,), {'four': 4}, errbackArgs=[5])
d.addBoth(told)
rows = d.callbacks
print(len(rows), [[len(half) for half in row] for row in rows])
print(rows[0][0] == (told, (1,), {'two': 2}), rows[1][1] == (told, (), {}))
print(rows[2][0][1:], tuple(rows[2][1][1]), rows[3][0] == rows[3][1])

# The list is what it goes by: what is taken out of it is not called.
del rows[3]
rows.insert(0, ((told, ('first',), {}), (told, ('first',), {})))
d.addCallback(told, 'last')
print(len(d.callbacks))
d.callback('result')
print(d.called, d.result, d.callbacks)

# Another list.
e = defer.Deferred()
e.addCallback(told, 'lost')
e.callbacks = [((told, ('kept',), {}), (told, (), {}))]
e.callback(1)

# A result that is changed, and one that is looked at from a callback.
f = defer.succeed(1)
f.result = 'another'
f.addCallback(told)
f.addCallback(lambda result: told(f.result, f.called))

# Paused twice, and told meanwhile.
g = defer.Deferred()
g.pause()
g.pause()
g.addCallback(told, 'paused')
g.callback(1)
print(g.paused, g.result)
g.unpause()
print(g.paused)
g.unpause()
print(g.paused)

# A callback that adds another runs before what comes later.
h = defer.Deferred()


def adds(result):
    h.addCallback(told, 'added')
    print('adds')
    return result


h.addCallback(adds)
h.addCallback(told, 'was there')
h.callback(0)

# Who waits for whom.
outer, inner = defer.Deferred(), defer.Deferred()
outer.addCallback(lambda ignored: inner)
outer.addCallback(told, 'outer')
outer.callback(None)
print(outer.paused, outer.result is inner, len(inner.callbacks))
inner.addCallback(told, 'late')
inner.callback('inner')
print(inner.result, outer.result, outer.paused)


class Own(defer.Deferred):
    attribute = 'of the class'

    def __init__(self, name):
        defer.Deferred.__init__(self, self.stopped)
        self.name = name

    def stopped(self, deferred):
        print('cancelling', deferred is self, self.name)

    def addCallback(self, *args, **kwargs):
        print('adding')
        return defer.Deferred.addCallback(self, *args, **kwargs)


own = Own('mine')
own.addCallback(told)
own.addErrback(lambda why: print(why.type.__name__))
own.cancel()
print(own.name, own.attribute, isinstance(own, defer.Deferred))

for wrong in (lambda: own.addCallback(None), lambda: own.addBoth(3),
              lambda: own.callback(defer.Deferred()),
              lambda: own.callback(1), lambda: own.addCallbacks(None)):
    try:
        wrong()
    except (AssertionError, defer.AlreadyCalledError) as error:
        print(type(error).__name__)


# By hand, as whoever drives a coroutine does.
async def waits(deferred):
    return await deferred


waiting = defer.Deferred()
coroutine = waits(waiting)
print(coroutine.send(None) is waiting)
waiting.callback('came')
try:
    coroutine.send(None)
except StopIteration as stop:
    print(stop.value)
print(next(iter(defer.Deferred())).called)


def recurses(n):
    d = defer.Deferred()
    d.addCallback(lambda n: recurses(n - 1) if n else None)
    d.addErrback(lambda why: why.trap(RecursionError) and None)
    d.callback(n)


recurses(100000)
print('still here')
