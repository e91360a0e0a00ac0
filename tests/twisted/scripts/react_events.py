# The events of a reactor that react() runs.
import sys
from twisted.internet import task, defer, error


async def main(reactor):
    print(type(reactor).__name__ != '', reactor.running)
    reactor.addSystemEventTrigger('before', 'shutdown', print, 'before')
    reactor.addSystemEventTrigger('during', 'shutdown', print, 'during')
    i = reactor.addSystemEventTrigger('after', 'shutdown', print, 'after')
    reactor.addSystemEventTrigger('after', 'shutdown', lambda: 1 / 0)
    j = reactor.addSystemEventTrigger('after', 'shutdown', print, 'never')
    reactor.removeSystemEventTrigger(j)
    for bad in (lambda: reactor.removeSystemEventTrigger(j),
                lambda: reactor.addSystemEventTrigger('odd', 'shutdown',
                                                      print),
                lambda: reactor.addSystemEventTrigger('before', 'shutdown',
                                                      None)):
        try:
            bad()
        except Exception as e:
            print(type(e).__name__)
    d = defer.Deferred()

    def finish():
        print('waited')
        d.callback(None)

    def wait():
        reactor.callLater(0.01, finish)
        return d

    reactor.addSystemEventTrigger('before', 'shutdown', wait)
    reactor.addSystemEventTrigger('during', 'custom', print, 'custom event')
    reactor.fireSystemEvent('custom')
    reactor.fireSystemEvent('custom')
    await task.deferLater(reactor, 0.01, lambda: None)
    print('threads', reactor.callFromThread(print, 'from thread'))
    await task.deferLater(reactor, 0.01, lambda: None)
    raise SystemExit(5)


try:
    task.react(main)
except SystemExit as e:
    print('code', e.code)
