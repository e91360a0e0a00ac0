# What is called from a thread comes after what is due by then; and the pool of
# those that would be called in one.
from twisted.internet import reactor
from twisted.python import threadable


def again(count):
    print('from a thread', count)
    if count:
        reactor.callFromThread(again, count - 1)
        reactor.callLater(0, print, 'due before', count - 1)
    else:
        reactor.callLater(0.1, reactor.stop)


def pool():
    own = reactor.getThreadPool()
    print(own is reactor.threadpool, own.started, threadable.isInIOThread())
    reactor.suggestThreadPoolSize(17)
    print(own.min, own.max, reactor.getThreadPool() is own)


print(threadable.isInIOThread(), reactor.getThreadPool().started)
reactor.callWhenRunning(pool)
reactor.callFromThread(again, 3)
reactor.run()
print(reactor.getThreadPool().joined, threadable.isInIOThread())
