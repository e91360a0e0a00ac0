# crash(), iterate(), and running once more.
from twisted.internet import reactor, defer, error
out = []
reactor.callLater(0, lambda: (print('one'), reactor.crash()))
reactor.run()
print('crashed', reactor.running)
reactor.callLater(0, print, 'two')
reactor.iterate()
reactor.iterate(0.01)
print(len(reactor.getDelayedCalls()))
reactor.callLater(0, lambda: (print('three'), reactor.crash()))
reactor.run()
print('again')
reactor.callWhenRunning(print, 'cwr')
reactor.callLater(0.01, reactor.stop)
reactor.addSystemEventTrigger('after', 'shutdown', print, 'shut')
reactor.run()
d = reactor.resolve('127.0.0.1')
d.addBoth(print)
print(reactor.seconds() > 1000000000.0, repr(reactor).split()[0],
      reactor.__class__.__module__ if 0 else '')
