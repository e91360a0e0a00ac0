# Who has a loop of his own calls the reactor from there, and lets it have one.
from twisted.internet import reactor

done = []
reactor.callWhenRunning(done.append, 'running')
reactor.addSystemEventTrigger('before', 'shutdown', done.append, 'shutdown')
reactor.callLater(0.01, done.append, 'later')
reactor.startRunning()
print(reactor.running, done)
while 'later' not in done:
    reactor.runUntilCurrent()
    reactor.doIteration(0.01)
print(done)
reactor.callLater(0.01, reactor.stop)
reactor.mainLoop()
print(done, reactor.running)
