"""Calls that come again, and a clock for tests."""

from twisted.internet import defer


def _reactor():
    from twisted.internet import reactor
    return reactor


def schedule(function, *args, **kw):
    """Call it at the next turn; older code calls this."""
    return _reactor().callLater(0, function, *args, **kw)


class LoopingCall:
    """I call a function every so many seconds, until stopped.

    When a call takes longer than that, the ones in between are left out.
    """

    clock = None
    running = False
    interval = None
    deferred = None
    call = None
    _due = None

    def __init__(self, f, *a, **kw):
        self.f = f
        self.a = a
        self.kw = kw

    def start(self, interval, now=True):
        """Begin; a Deferred that gets me when I stop, or what went wrong."""
        if self.running:
            raise AssertionError('Tried to start an already running '
                                 'LoopingCall.')
        if interval < 0:
            raise ValueError('interval must be >= 0')
        if self.clock is None:
            self.clock = _reactor()
        self.running = True
        self.interval = interval
        self._due = self.clock.seconds()
        deferred = self.deferred = defer.Deferred()
        if now:
            self()
        else:
            self._again()
        return deferred

    def stop(self):
        if not self.running:
            raise AssertionError('Tried to stop a LoopingCall that was not '
                                 'running.')
        self.running = False
        if self.call is not None:
            self.call.cancel()
            self.call = None
            self._done(self)

    def reset(self):
        """Skip the next call; the one after it comes an interval from now."""
        if self.call is not None:
            self.call.cancel()
            self.call = None
            self._due = self.clock.seconds()
            self._again()

    def __call__(self):
        self.call = None
        d = defer.maybeDeferred(self.f, *self.a, **self.kw)
        d.addCallbacks(self._called, self._failed)

    def _called(self, result):
        if self.running:
            self._again()
        else:
            self._done(self)

    def _failed(self, reason):
        self.running = False
        d, self.deferred = self.deferred, None
        d.errback(reason)

    def _done(self, result):
        d, self.deferred = self.deferred, None
        if d is not None:
            d.callback(result)

    def _again(self):
        now = self.clock.seconds()
        if self.interval == 0:
            self.call = self.clock.callLater(0, self)
            return
        missed = int((now - self._due) / self.interval)
        self._due += (missed + 1) * self.interval
        self.call = self.clock.callLater(max(0, self._due - now), self)

    def __repr__(self):
        return 'LoopingCall<%r>(%s)' % (
            self.interval, getattr(self.f, '__qualname__', self.f))


def deferLater(clock, delay, function=None, *args, **kw):
    """A Deferred with what the function will return, after the delay."""
    def cancel(deferred):
        call.cancel()
    d = defer.Deferred(cancel)
    if function is not None:
        d.addCallback(lambda ignored: function(*args, **kw))
    call = clock.callLater(delay, d.callback, None)
    return d


class _ClockCall:
    called = 0
    cancelled = 0

    def __init__(self, clock, time, function, args, kw):
        self.clock = clock
        self.time = time
        self.func = function
        self.args = args
        self.kw = kw

    def getTime(self):
        return self.time

    def active(self):
        return not (self.called or self.cancelled)

    def cancel(self):
        self._check()
        self.cancelled = 1
        self.clock.calls.remove(self)

    def reset(self, seconds):
        self._check()
        self.time = self.clock.rightNow + seconds

    def delay(self, seconds):
        self._check()
        self.time += seconds

    def _check(self):
        from twisted.internet import error
        if self.cancelled:
            raise error.AlreadyCancelled()
        if self.called:
            raise error.AlreadyCalled()


class Clock:
    """I am a reactor's time, which passes when a test says so."""

    def __init__(self):
        self.rightNow = 0.0
        self.calls = []

    def seconds(self):
        return self.rightNow

    def callLater(self, when, what, *a, **kw):
        call = _ClockCall(self, self.rightNow + when, what, a, kw)
        self.calls.append(call)
        return call

    def getDelayedCalls(self):
        return list(self.calls)

    def advance(self, amount):
        """Let time pass, and do what has become due."""
        self.rightNow += amount
        while True:
            due = [call for call in self.calls if call.time <= self.rightNow]
            if not due:
                return
            call = min(due, key=_ClockCall.getTime)
            self.calls.remove(call)
            call.called = 1
            call.func(*call.args, **call.kw)

    def pump(self, timings):
        for amount in timings:
            self.advance(amount)
