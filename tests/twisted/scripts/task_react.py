# A main function, run by the reactor until it is done.
from twisted.internet import defer, task


@defer.inlineCallbacks
def main(reactor, name, how):
    print('hello', name)
    order = []
    reactor.callLater(0.03, order.append, 3)
    reactor.callLater(0.01, order.append, 1)
    reactor.callLater(0.02, order.append, 2)
    late = reactor.callLater(0.02, order.append, 'cancelled')
    late.cancel()
    value = yield task.deferLater(reactor, 0.05, lambda: 'later')
    print(value, order)
    ticks = []
    loop = task.LoopingCall(lambda: ticks.append(1) or
                            len(ticks) == 3 and loop.stop())
    loop.clock = reactor
    yield loop.start(0.001)
    print('ticks', len(ticks))
    if how == 'raise':
        raise ValueError(how)
    if how == 'exit':
        raise SystemExit(7)


def attempt(main, *argv):
    # One reactor, one run: what is asked of it is seen through another.
    class Reactor:
        def __init__(self):
            self.clock = task.Clock()
            self.callLater = self.clock.callLater
            self.seconds = self.clock.seconds

        def addSystemEventTrigger(self, phase, event, function):
            print('trigger', phase, event)

        def callWhenRunning(self, function, *args):
            function(*args)

        def stop(self):
            print('stop')

        def run(self):
            print('run')
            self.clock.pump([0.01] * 20)
    try:
        task.react(main, argv, _reactor=Reactor())
    except SystemExit as error:
        print('exit', error.code)


attempt(main, 'you', 'return')
attempt(main, 'you', 'raise')
attempt(main, 'you', 'exit')
try:
    attempt(lambda reactor: 5)
except defer.NotACoroutineError as error:
    print(error)


async def coroutine(reactor):
    await task.deferLater(reactor, 0.01)
    print('async')
    raise SystemExit(3)


task.react(coroutine)
