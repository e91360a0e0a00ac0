# What is called from a thread comes before what is due in the next turn, and
# what that asks for after it; and the pool of those that would be called in one.
import time

from twisted.internet import reactor
from twisted.python import threadable


def again(count):
    print('from a thread', count)
    if count:
        reactor.callFromThread(again, count - 1)
        reactor.callLater(0, print, 'due before', count - 1)
    else:
        reactor.callLater(0, late)


def pool():
    own = reactor.getThreadPool()
    print(own is reactor.threadpool, own.started, threadable.isInIOThread())
    reactor.suggestThreadPoolSize(17)
    print(own.min, own.max, reactor.getThreadPool() is own)


def late():
    # What was due before a thread asked for anything still comes after it.
    print('late')
    reactor.callLater(0.01, print, 'was due')
    time.sleep(0.05)
    reactor.callFromThread(print, 'as soon as possible')
    reactor.callLater(0, reactor.stop)


print(threadable.isInIOThread(), reactor.getThreadPool().started)
reactor.callWhenRunning(pool)
reactor.callFromThread(again, 3)
reactor.run()
print(reactor.getThreadPool().joined, threadable.isInIOThread())
