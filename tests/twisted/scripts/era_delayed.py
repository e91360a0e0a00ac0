# era: timers of before reactor.callLater, in the main loop of 0.15
from twisted.internet import main
from twisted.python import delay

ticks = []


def tick(what):
    ticks.append(what)
    if len(ticks) == 3:
        main.removeDelayed(timers)
        main.addTimeout(main.stopMainLoop, 0.1)


timers = delay.Delayed()
timers.ticktime = 0.01
timers.later(tick, 2, ('once',))
timers.loop(tick, 3, ('every',))
main.addDelayed(timers)
print main.delayeds == [timers]  # expect: True
main.run()
print ticks, main.delayeds  # expect: ['once', 'every', 'every'] []
