# era: timers of before reactor.callLater, in the main loop of 0.15
from twisted.internet import main
from twisted.python import delay

ticks = []


def tick(what):
    ticks.append(what)
    if len(ticks) == 3:
        main.removeDelayed(timers)
        main.addTimeout(main.stopMainLoop, 0.1)


class Stumbles:
    asked = 0

    def timeout(self):
        return 0

    def runUntilCurrent(self):
        self.asked = self.asked + 1
        if self.asked == 3:
            main.removeDelayed(self)
        raise ValueError, 'again'


stumbles = Stumbles()
main.addDelayed(stumbles)
# Asked for twice, it is asked as often as others.
main.removeDelayed(stumbles)
main.addDelayed(stumbles)
timers = delay.Delayed()
timers.ticktime = 0.01
timers.later(tick, 2, ('once',))
timers.loop(tick, 3, ('every',))
main.addDelayed(timers)
print main.delayeds == [stumbles, timers]  # expect: True
main.run()
print ticks, main.delayeds  # expect: ['once', 'every', 'every'] []
print stumbles.asked  # expect: 3
