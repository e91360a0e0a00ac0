"""Calls that come again, and a clock for tests."""

from twisted.internet import defer
from twisted.python.failure import Failure

__all__ = ['LoopingCall', 'Clock', 'SchedulerStopped', 'Cooperator',
           'coiterate', 'deferLater', 'react']


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

    running = False
    interval = starttime = call = _deferred = None
    _runAtStart = False
    _realLastTime = None

    def __init__(self, f, *a, **kw):
        self.f = f
        self.a = a
        self.kw = kw

    @property
    def clock(self):
        if '_clock' not in self.__dict__:
            self._clock = _reactor()
        return self._clock

    @clock.setter
    def clock(self, clock):
        self._clock = clock

    @classmethod
    def withCount(cls, countCallable):
        """One whose function is told how many calls are due at once."""
        def counter():
            now = self.clock.seconds()
            if self.interval == 0:
                self._realLastTime = now
                return countCallable(1)
            last = self._realLastTime
            if last is None:
                last = self.starttime
                if self._runAtStart:
                    last -= self.interval
            count = self._intervalOf(now) - self._intervalOf(last)
            if count > 0:
                self._realLastTime = now
                return countCallable(count)
            return None
        self = cls(counter)
        return self

    def __getstate__(self):
        # What is loaded again does not beat before somebody starts it.
        state = self.__dict__.copy()
        for name in 'running', 'call', '_deferred', '_clock', 'starttime':
            state.pop(name, None)
        return state

    def _intervalOf(self, t):
        return int((t - self.starttime) / self.interval)

    def start(self, interval, now=True):
        """Begin; a Deferred that gets me when I stop, or what went wrong."""
        assert not self.running, ('Tried to start an already running '
                                  'LoopingCall.')
        if interval < 0:
            raise ValueError('interval must be >= 0')
        self.running = True
        # A failure ends me before I could return what is mine no more.
        deferred = self._deferred = defer.Deferred()
        self.starttime = self.clock.seconds()
        self.interval = interval
        self._runAtStart = now
        if now:
            self()
        else:
            self._schedule(self.starttime)
        return deferred

    @property
    def deferred(self):
        from twisted.internet import _waiting
        _waiting.sayOld('task.LoopingCall.deferred', '16.0.0',
                        'the deferred returned by start()')
        return self._deferred

    def stop(self):
        assert self.running, ('Tried to stop a LoopingCall that was not '
                              'running.')
        self.running = False
        if self.call is not None:
            self.call.cancel()
            self.call = None
            self._done(self)

    def reset(self):
        """Skip the next call; the one after it comes an interval from now."""
        assert self.running, ('Tried to reset a LoopingCall that was not '
                              'running.')
        if self.call is not None:
            self.call.cancel()
            self.call = None
            self.starttime = self.clock.seconds()
            self._schedule(self.starttime)

    def __call__(self):
        self.call = None
        d = defer.maybeDeferred(self.f, *self.a, **self.kw)
        d.addCallbacks(self._called, self._failed)

    def _called(self, result):
        if self.running:
            self._schedule(self.clock.seconds())
        else:
            self._done(self)

    def _failed(self, failure):
        self.running = False
        self._done(failure)

    def _done(self, result):
        d, self._deferred = self._deferred, None
        d.callback(result)

    def _schedule(self, when):
        wait = 0
        if self.interval:
            wait = self.interval - (when - self.starttime) % self.interval
            if when == when + wait:
                # Less than a float can tell apart.
                wait = self.interval
        self.call = self.clock.callLater(wait, self)

    def __repr__(self):
        name = getattr(self.f, '__qualname__', None)
        if name is None:
            from twisted.python import reflect
            name = reflect.safe_repr(self.f)
        return 'LoopingCall<%r>(%s, *%r, **%r)' % (self.interval, name, self.a,
                                                   self.kw)


def deferLater(clock, delay, callable=None, *args, **kw):
    """A Deferred with what the function will return, after the delay."""
    d = defer.Deferred(lambda ignored: call.cancel())
    if callable is not None:
        d.addCallback(lambda ignored: callable(*args, **kw))
    call = clock.callLater(delay, d.callback, None)
    return d


class DelayedCall:
    """I am a call that a Clock is to make."""

    called = cancelled = 0

    def __init__(self, clock, time, func, args, kw):
        self.clock = clock
        self.time = time
        self.func = func
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

    def reset(self, secondsFromNow):
        self._check()
        self.time = self.clock.seconds() + secondsFromNow

    def delay(self, secondsLater):
        self._check()
        self.time += secondsLater

    def _check(self):
        from twisted.internet import error
        if self.cancelled:
            raise error.AlreadyCancelled
        if self.called:
            raise error.AlreadyCalled

    def __lt__(self, other):
        return self.time < other.time

    def __le__(self, other):
        return self.time <= other.time

    def __repr__(self):
        from twisted.python.reflect import safe_repr
        name = getattr(self.func, '__qualname__', None)
        args = [safe_repr(each) for each in self.args]
        args += ['%s=%s' % (key, safe_repr(value))
                 for key, value in self.kw.items()]
        return '<DelayedCall 0x%x [%ss] called=%s cancelled=%s %s(%s)>' % (
            id(self), self.time - self.clock.seconds(), self.called,
            self.cancelled, name or safe_repr(self.func), ', '.join(args))


class Clock:
    """I am a reactor's time, which passes when a test says so."""

    rightNow = 0.0

    def __init__(self):
        self.calls = []

    def seconds(self):
        return self.rightNow

    def callLater(self, delay, callable, *args, **kw):
        call = DelayedCall(self, self.seconds() + delay, callable, args, kw)
        self.calls.append(call)
        self.calls.sort(key=DelayedCall.getTime)
        return call

    def getDelayedCalls(self):
        return self.calls

    def advance(self, amount):
        """Let time pass, and do what has become due."""
        self.rightNow += amount
        while self.calls:
            self.calls.sort(key=DelayedCall.getTime)
            if self.calls[0].time > self.seconds():
                return
            call = self.calls.pop(0)
            call.called = 1
            call.func(*call.args, **call.kw)

    def pump(self, timings):
        for amount in timings:
            self.advance(amount)


def react(main, argv=(), _reactor=None):
    """Run the reactor until the Deferred of main(reactor, *argv) has a result.

    Ends with sys.exit: 0, or 1 after an error, which is logged.
    """
    import sys
    from twisted.internet import error
    reactor = _reactor or globals()['_reactor']()
    state = {'code': 0, 'stopping': False}

    def shutdown():
        state['stopping'] = True

    def end(result, stop):
        if stop:
            try:
                reactor.stop()
            except error.ReactorNotRunning:
                pass
        if isinstance(result, Failure):
            if result.check(SystemExit) is not None:
                state['code'] = result.value.code
            else:
                from twisted.python import log
                log.err(result, 'main function encountered error')
                state['code'] = 1

    def finished(result):
        if state['stopping']:
            end(result, False)
        else:
            reactor.callWhenRunning(end, result, True)
    d = defer.ensureDeferred(main(reactor, *argv))
    reactor.addSystemEventTrigger('before', 'shutdown', shutdown)
    d.addBoth(finished)
    reactor.run()
    sys.exit(state['code'])


def __getattr__(name):
    # What few need.
    from twisted.internet import _cooperate
    if name[0] != '_' and hasattr(_cooperate, name):
        return getattr(_cooperate, name)
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
