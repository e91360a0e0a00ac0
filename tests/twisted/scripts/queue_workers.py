# Work shared out: a queue and who takes from it, locks, and at most so many at
# the same time.
from twisted.internet import defer, task


def worker(clock, name, queue, seen):
    @defer.inlineCallbacks
    def work():
        while True:
            job = yield queue.get()
            if job is None:
                break
            yield task.deferLater(clock, job, seen.append, (name, job))
        return name + ' is done'
    return work()


clock = task.Clock()
queue = defer.DeferredQueue(size=5, backlog=2)
seen = []
workers = [worker(clock, name, queue, seen) for name in ('ann', 'bob')]
try:
    queue.get()
except defer.QueueUnderflow:
    print('no more may wait')
for job in 3, 1, 1, 4, 1, None, None:
    queue.put(job)
try:
    queue.put(0)
except defer.QueueOverflow:
    print('no more fits in', len(queue.pending))
for _ in range(12):
    clock.advance(1)
    if seen and seen[0]:
        print(clock.seconds(), seen)
        seen[:] = [None]
        del seen[:]
defer.gatherResults(workers).addCallback(print)

waits = queue.get()
waits.addErrback(lambda f: print('waiter', f.type.__name__))
waits.cancel()
queue.put('kept')
queue.get().addCallback(print)

# One at a time, in the order they came.
lock = defer.DeferredLock()
order = []


def step(name, seconds):
    order.append(name + ' begins')
    return task.deferLater(clock, seconds, order.append, name + ' ends')


for name in 'abc':
    lock.run(step, name, 2)
given_up = lock.acquire()
given_up.addErrback(lambda f: order.append(f.type.__name__))
given_up.cancel()
clock.pump([1] * 7)
print(order, lock.locked)

# Two at a time.
tokens = defer.DeferredSemaphore(2)
del order[:]
for name in 'abcd':
    tokens.run(step, name, 1)
print(order, tokens.tokens, tokens.limit)
clock.advance(1)
print(order, tokens.tokens)
clock.advance(1)
print(order[-2:], tokens.tokens)


def broken():
    raise ValueError('broken')


tokens.run(broken).addErrback(lambda f: print(f.getErrorMessage(),
                                              tokens.tokens))

# Many jobs, three of them at work.
active, most = [], []


def jobs():
    for i in range(8):
        def one(i=i):
            active.append(i)
            most.append(len(active))
            return task.deferLater(clock, 1 + i % 2, active.remove, i)
        yield one


cooperator = task.Cooperator(scheduler=lambda f: clock.callLater(0.01, f))
work = jobs()


def turn():
    for job in work:
        yield job()


ended = defer.gatherResults([cooperator.coiterate(turn()) for _ in range(3)])
ended.addCallback(lambda _: print('ended', active, max(most), len(most)))
clock.pump([0.1] * 100)
