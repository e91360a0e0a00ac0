# Who is called at an event: who asks meanwhile, who takes it back, and what
# becomes of signals that somebody else takes care of.
import gc
import os
import signal
import warnings

from twisted.internet import defer, reactor
from twisted.python import log, threadable


def attempt(what, call, *args):
    try:
        print(what, call(*args))
    except Exception as e:
        print(what, type(e).__name__, e)


def add(phase, *args):
    return reactor.addSystemEventTrigger(phase, 'tea', *args)


def more():
    print('more')
    for phase in 'before', 'during', 'after':
        add(phase, print, phase, 'asked meanwhile')


def undo():
    reactor.removeSystemEventTrigger(unwanted)
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        reactor.removeSystemEventTrigger(own)
    print([str(each.message) for each in seen])


print(add('before', print, 'before'))
print(add('after', sorted, [1], *[])[1][0])
unwanted = add('during', print, 'never')
own = add('before', undo)
add('before', more)
add('during', more)
for count in range(3):
    print('fired', reactor.fireSystemEvent('tea'))
once = add('during', print, 'once', 1)
add('during', print, 'once', 2)
attempt('removed', reactor.removeSystemEventTrigger, once)
attempt('removed', reactor.removeSystemEventTrigger, once)
attempt('no event', reactor.removeSystemEventTrigger, ('coffee', once[1]))
attempt('no phase', reactor.removeSystemEventTrigger,
        ('tea', ('late',) + once[1][1:]))
attempt('nothing', reactor.removeSystemEventTrigger, None)
reactor.fireSystemEvent('tea')

failures = []
log.addObserver(lambda event: 'failure' in event and failures.append(
    event['failure'].type.__name__))
waiting = defer.Deferred()


def mine(number, frame):
    print('mine', number == signal.SIGINT, frame is not None)
    signal.signal(signal.SIGTERM, mine_too)
    os.kill(os.getpid(), signal.SIGTERM)


def mine_too(number, frame):
    print('mine too', threadable.isInIOThread())
    reactor.stop()
    reactor.callLater(0, waiting.errback, ValueError('not ready'))


def look():
    print('SIGTERM', signal.getsignal(signal.SIGTERM) == reactor.sigTerm)
    print('SIGINT', signal.getsignal(signal.SIGINT) is mine)
    os.kill(os.getpid(), signal.SIGINT)


def pause():
    # The failure is nobody's, and logged.
    return waiting


signal.signal(signal.SIGINT, mine)
reactor.callWhenRunning(look)
reactor.addSystemEventTrigger('before', 'shutdown', pause)
reactor.addSystemEventTrigger('during', 'shutdown', print, 'during')
reactor.run()
del waiting, pause
gc.collect()
print(failures, signal.getsignal(signal.SIGINT) is mine,
      signal.getsignal(signal.SIGTERM) is mine_too)
