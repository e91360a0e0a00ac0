# Long work in small pieces, taking turns.
from twisted.internet import defer, task

ticks = []


def schedule(function):
    call = task.Clock().callLater(0, function)
    ticks.append(function)
    return call


def onePerTick():
    return lambda: True


def tick():
    function = ticks.pop(0)
    c._delayedCall = None
    function()


def count(name, n):
    for i in range(n):
        print(name, i)
        yield None


c = task.Cooperator(onePerTick, schedule)
a = c.coiterate(count('a', 3))
b = c.cooperate(count('b', 5))
a.addCallback(lambda it: print('a is done', type(it).__name__))
b.whenDone().addErrback(lambda f: print('b ended', f.type.__name__))
for i in range(6):
    tick()
b.pause()
print(len(ticks), a.called)
b.resume()
try:
    b.resume()
except task.NotPaused:
    print('not paused')
b.stop()
for method in (b.stop, b.pause):
    try:
        method()
    except task.TaskStopped:
        print('stopped already')

gate = defer.Deferred()


def waits():
    print('before')
    yield gate
    print('after')
    raise ValueError('failed')


del ticks[:]
c = task.Cooperator(onePerTick, schedule)
t = c.cooperate(waits())
t.whenDone().addErrback(lambda f: print(repr(f.value)))
tick()
gate.callback(None)
tick()
try:
    t.stop()
except task.TaskFailed:
    print('failed already')
t.whenDone().addErrback(lambda f: print('again', repr(f.value)))

d = c.coiterate(iter([]))
c.stop()
d.addErrback(lambda f: print(f.type.__name__, c.running))
c.coiterate(iter([])).addErrback(lambda f: print(f.type.__name__))


def main(reactor):
    done = []

    def work(name):
        for i in range(50):
            yield None
        done.append(name)
    both = defer.gatherResults([task.coiterate(work('x')),
                                task.cooperate(work('y')).whenDone()])
    return both.addCallback(lambda r: print(sorted(done)))


task.react(main)
print([issubclass(getattr(task, name), task.SchedulerError) for name in (
    'NotPaused', 'TaskFinished', 'TaskDone', 'SchedulerStopped')])
