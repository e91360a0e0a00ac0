"""Timers of the time before reactor.callLater; they are saved with the tap.

A Delayed counts ticks. An Application that was given one lets it do what is
due, tick after tick, and after a restart it goes on where it was.
"""

import time


class _Event:
    """I wait for a tick."""

    def __init__(self, ticks, function, args, every=0):
        self.ticks = ticks
        self.function = function
        self.args = args
        self.every = every
        self.stopped = 0

    def stop(self):
        self.stopped = 1


class Delayed:
    """I call functions after so many ticks of `ticktime` seconds."""

    ticktime = 1.0

    def __init__(self):
        self.events = []
        self.tick = 0
        self.next = None

    def later(self, func, ticks=0, args=()):
        """Call it once, that many ticks from now."""
        event = _Event(self.tick + ticks, func, args)
        self.events.append(event)
        return event

    def loop(self, func, ticks=1, args=()):
        """Call it again and again; stop() of what I return ends it."""
        event = _Event(self.tick + ticks, func, args, max(ticks, 1))
        self.events.append(event)
        return event

    def step(self):
        """Let one tick pass, and do what is due."""
        self.tick = self.tick + 1
        due = [event for event in self.events if event.ticks <= self.tick]
        for event in due:
            if event.stopped or not event.every:
                self.events.remove(event)
            if event.stopped:
                continue
            event.ticks = self.tick + event.every
            try:
                event.function(*event.args)
            except Exception:
                from twisted.python import log
                log.deferr()

    def stop(self):
        """Forget everything."""
        self.events = []

    # What an Application asks.

    def timeout(self):
        """Seconds until something may be due; None when nothing is waiting."""
        if not self.events:
            self.next = None
            return None
        now = time.time()
        if self.next is None:
            self.next = now + self.ticktime
        return self.next - now

    def runUntilCurrent(self):
        self.next = time.time() + self.ticktime
        self.step()

    def __getstate__(self):
        state = self.__dict__.copy()
        state['next'] = None
        return state


class Time(Delayed):
    """My ticks are fine enough for seconds."""

    ticktime = 0.1

    def runLater(self, seconds, func, *args):
        return self.later(func, int(seconds / self.ticktime), args)
