# What is called from a thread comes after what is due by then.
from twisted.internet import reactor


def again(count):
    print('from a thread', count)
    if count:
        reactor.callFromThread(again, count - 1)
        reactor.callLater(0, print, 'due before', count - 1)
    else:
        reactor.callLater(0.1, reactor.stop)


reactor.callFromThread(again, 3)
reactor.run()
