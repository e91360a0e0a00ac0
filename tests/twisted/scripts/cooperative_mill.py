# Long work in small steps: a mill that grinds, pauses and stops, a few hands
# that share a queue, and locks that are given back.
import itertools
import sys

from twisted.internet import defer, reactor, task


def grind(name, count, said):
    for each in range(count):
        said.append('%s%d' % (name, each))
        yield None


def wait(seconds, result=None):
    return task.deferLater(reactor, seconds, lambda: result)


@defer.inlineCallbacks
def main():
    said = []
    mill = task.Cooperator(terminationPredicateFactory=lambda: lambda: True)
    jobs = [mill.cooperate(grind(name, 3, said)) for name in 'abc']
    results = yield defer.gatherResults([job.whenDone() for job in jobs])
    print(said, len(results))

    turns = itertools.count()
    job = mill.cooperate(next(turns) and None for each in itertools.repeat(0))
    job.pause()
    job.pause()
    yield wait(0.02)
    print(turns)
    job.resume()
    job.resume()
    try:
        job.resume()
    except task.NotPaused as e:
        print(type(e).__name__)
    yield wait(0.02)
    print(next(turns) > 0)
    job.stop()
    done = yield job.whenDone().addErrback(lambda why: why.type.__name__)
    print(done)
    for call in job.stop, job.pause:
        try:
            call()
        except task.TaskStopped as e:
            print(type(e).__name__)

    def breaks():
        yield None
        raise ValueError('stone')
    job = task.cooperate(breaks())
    print((yield job.whenDone().addErrback(lambda why: why.value)))
    try:
        job.stop()
    except task.TaskFailed as e:
        print(type(e).__name__)
    d = task.coiterate(iter([wait(0.01), wait(0)]))
    print(type((yield d)).__name__)

    # Three hands, one queue.
    queue = defer.DeferredQueue(size=7, backlog=3)
    order = []

    def hand(name):
        while True:
            d = queue.get()
            d.addCallback(lambda item: order.append(item))
            yield d
    hands = [task.cooperate(hand(name)) for name in 'xyz']
    for item in range(7):
        queue.put(item)
    try:
        for item in range(20):
            queue.put(item)
    except defer.QueueOverflow as e:
        print(type(e).__name__)
    while len(order) < 7:
        yield wait(0.01)
    print(sorted(set(order)), len(order))
    for each in hands:
        each.stop()

    # As many at once as there are tokens.
    tokens = defer.DeferredSemaphore(2)
    now, most = [0], [0]

    @defer.inlineCallbacks
    def work(n):
        now[0] += 1
        most[0] = max(most[0], now[0])
        yield wait(0.005)
        now[0] -= 1
        if n == 3:
            raise KeyError(n)
        return n * n
    rows = yield defer.DeferredList([tokens.run(work, n) for n in range(6)],
                                    consumeErrors=True)
    print([row if good else row.value for good, row in rows], most,
          tokens.tokens)

    lock = defer.DeferredLock()
    yield lock.acquire()
    second = lock.acquire()
    third = lock.acquire()
    second.cancel()
    print((yield second.addErrback(lambda why: why.type.__name__)))
    lock.release()
    print((yield third) is lock, lock.locked)
    lock.release()
    print(lock.locked)

    async def both():
        first, second = await defer.gatherResults([wait(0.01, 1), wait(0, 2)])
        async_sum = first + second
        await wait(0)
        return async_sum
    print((yield defer.ensureDeferred(both())))
    firsts = yield defer.DeferredList([wait(9e3, 'late'), wait(0, 'early')],
                                      fireOnOneCallback=True)
    print(firsts)


main().addErrback(lambda why: why.printTraceback(sys.stdout)).addBoth(
    lambda done: reactor.stop())
reactor.run()
