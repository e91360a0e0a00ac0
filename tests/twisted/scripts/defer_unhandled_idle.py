# A lost error is logged while the reactor waits for something far away, and one
# that somebody keeps, or takes later, is not.
from twisted.internet import defer, reactor
from twisted.python import log

kept = []
wanted = {'dropped', 'late', 'behind another'}


def drop():
    defer.fail(ValueError('dropped'))
    waits = defer.Deferred()
    defer.succeed(None).addCallback(lambda _: waits)
    waits.errback(ValueError('behind another'))
    kept.append(defer.fail(ValueError('kept')))
    taken = defer.fail(ValueError('taken'))
    reactor.callLater(0.01, taken.addErrback, lambda f: None)


def observer(event):
    if 'failure' not in event:
        return
    wanted.discard(event['failure'].getErrorMessage())
    if event['failure'].getErrorMessage() in ('kept', 'taken'):
        print('logged what nobody lost')
    if wanted == {'late'}:
        # After the reactor has looked in vain for a while.
        reactor.callLater(0.3, lambda: defer.fail(ValueError('late')) and None)
    elif not wanted:
        far.cancel()
        reactor.stop()


log.addObserver(observer)
far = reactor.callLater(100, reactor.stop)
reactor.callLater(0, drop)
reactor.run()
print('not logged:', sorted(wanted))
kept[0].addErrback(lambda f: print('kept:', f.getErrorMessage()))
