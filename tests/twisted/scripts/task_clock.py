# Time that passes when a test says so.
from twisted.internet import defer, error, task

clock = task.Clock()
print(clock.seconds(), clock.getDelayedCalls())
first = clock.callLater(3, print, 'three', end='!\n')
second = clock.callLater(1, print, 'one')
third = clock.callLater(2, print, 'two')
print(first.getTime(), first.active(), str(first)[:12],
      str(first)[-55:])
clock.advance(1)
print(second.active(), second.called)
third.delay(5)
first.reset(1)
clock.pump([0.5, 0.5, 0.25])
print(clock.seconds(), [call.getTime() for call in clock.getDelayedCalls()])
third.cancel()
for call in (second, third):
    for method in (call.cancel, lambda: call.reset(1), lambda: call.delay(1)):
        try:
            method()
        except (error.AlreadyCalled, error.AlreadyCancelled) as problem:
            print(type(problem).__name__, problem)

# A call may set another one, which may be due already.
clock.callLater(1, lambda: clock.callLater(1, print, 'nested'))
clock.advance(2)
clock.advance(1)

d = task.deferLater(clock, 2, lambda x, y: x * y, 6, y=7)
d.addCallback(print)
clock.advance(2)
d = task.deferLater(clock, 2, print, 'never')
d.addErrback(lambda f: print(f.type.__name__))
d.cancel()
print(clock.getDelayedCalls())
task.deferLater(clock, 1).addCallback(print)
clock.advance(1)

times = []
loop = task.LoopingCall(lambda: times.append(clock.seconds()))
loop.clock = clock
print(loop.running, loop.interval)
start = clock.seconds()
done = loop.start(10)
done.addCallback(lambda result: print('stopped', result is loop))
clock.pump([4, 6, 10, 25, 5])
print([t - start for t in times], loop.running)
loop.reset()
clock.advance(9)
print(len(times))
clock.advance(1)
print(len(times))
loop.stop()
print(clock.getDelayedCalls(), loop.running)

# A function that takes its time, and one that fails.
gate = defer.Deferred()
loop = task.LoopingCall(lambda: gate)
loop.clock = clock
ended = loop.start(1, now=False)
print(len(clock.getDelayedCalls()))
clock.advance(1)
print(len(clock.getDelayedCalls()))
gate.callback(None)
print(len(clock.getDelayedCalls()))
loop.stop()


def fails(why):
    raise ValueError(why)


loop = task.LoopingCall(fails, 'because')
loop.clock = clock
loop.start(1).addErrback(lambda f: print(repr(f.value), loop.running))
print(repr(loop))
for wrong in (loop.stop, loop.reset, lambda: loop.start(-1)):
    try:
        wrong()
    except (AssertionError, ValueError) as problem:
        print(problem)

counts = []
loop = task.LoopingCall.withCount(counts.append)
loop.clock = clock
loop.start(5)
clock.pump([5, 12, 1, 20])
print(counts)
loop.stop()


def stops():
    loop.stop()
    return 'ignored'


loop = task.LoopingCall(stops)
loop.clock = clock
loop.start(0).addCallback(lambda result: print('stopped inside'))
