"""Results that are not there yet."""

import types

from twisted.python import failure, log


class AlreadyCalledError(Exception):
    """A Deferred gets one result."""


class TimeoutError(Exception):
    """It took too long."""


class CancelledError(Exception):
    """Nobody wants the result any more."""


class FirstError(Exception):
    """The first of several Deferreds that failed."""

    def __init__(self, subFailure, index):
        Exception.__init__(self, subFailure, index)
        self.subFailure = subFailure
        self.index = index

    def __str__(self):
        return 'FirstError[#%d, %s]' % (self.index, self.subFailure)


def passthru(arg):
    return arg


class Deferred:
    """I get a result some day, and hand it from callback to callback.

    What one callback returns, the next one gets. An exception turns the result
    into a Failure, which goes to the errbacks; an errback that returns something
    else turns it back.
    """

    called = 0
    paused = 0
    timeoutCall = None
    _chained = None
    _running = False
    _suppressed = False

    def __init__(self, canceller=None):
        self.callbacks = []
        self._canceller = canceller

    def addCallbacks(self, callback, errback=None, callbackArgs=None,
                     callbackKeywords=None, errbackArgs=None,
                     errbackKeywords=None, asDefaults=0):
        """Add a pair: one of the two is called, as the result is."""
        self.callbacks.append((
            (callback or passthru, callbackArgs or (), callbackKeywords or {}),
            (errback or passthru, errbackArgs or (), errbackKeywords or {})))
        if self.called:
            self._run()
        return self

    def addCallback(self, callback, *args, **kw):
        return self.addCallbacks(callback, callbackArgs=args,
                                 callbackKeywords=kw)

    def addErrback(self, errback, *args, **kw):
        return self.addCallbacks(passthru, errback, errbackArgs=args,
                                 errbackKeywords=kw)

    def addBoth(self, callback, *args, **kw):
        return self.addCallbacks(callback, callback, args, kw, args, kw)

    def chainDeferred(self, d):
        """Give my result to another Deferred too."""
        return self.addCallbacks(d.callback, d.errback)

    def callback(self, result):
        self._start(result)

    def errback(self, fail=None):
        if fail is None:
            fail = failure.Failure()
        elif not isinstance(fail, failure.Failure):
            fail = failure.Failure(fail)
        self._start(fail)

    def cancel(self):
        """Say that the result is no longer wanted."""
        if not self.called:
            if self._canceller is not None:
                self._canceller(self)
            else:
                self._suppressed = True
            if not self.called:
                self.errback(CancelledError())
        elif isinstance(self.result, Deferred):
            self.result.cancel()

    def pause(self):
        self.paused = self.paused + 1

    def unpause(self):
        self.paused = self.paused - 1
        if self.paused == 0 and self.called:
            self._run()

    def arm(self):
        """Older code calls this; it has no effect."""

    def setTimeout(self, seconds, timeoutFunc=None, *args, **kw):
        """Call timeoutFunc (or fail) unless a result comes within seconds."""
        if timeoutFunc is None:
            timeoutFunc = timeout
        from twisted.internet import reactor

        def late():
            self.timeoutCall = None
            timeoutFunc(self, *args, **kw)
        self.timeoutCall = reactor.callLater(seconds, late)
        return self.timeoutCall

    def _start(self, result):
        if self.called:
            if self._suppressed:
                self._suppressed = False
                return
            raise AlreadyCalledError()
        if self.timeoutCall is not None:
            self.timeoutCall.cancel()
            self.timeoutCall = None
        self.called = 1
        self.result = result
        self._run()

    def _run(self):
        if self._running or self.paused:
            return
        self._running = True
        try:
            while self.callbacks and not self.paused:
                pair = self.callbacks.pop(0)
                failed = isinstance(self.result, failure.Failure)
                function, args, kw = pair[1 if failed else 0]
                try:
                    self.result = function(self.result, *args, **kw)
                except Exception:
                    self.result = failure.Failure()
                if isinstance(self.result, Deferred):
                    # The chain goes on when that one has its result.
                    inner = self.result
                    self.pause()
                    inner.addBoth(self._continue)
        finally:
            self._running = False

    def _continue(self, result):
        self.result = result
        self.paused = self.paused - 1
        if not self._running:
            self._run()
        return None

    def __del__(self):
        result = self.__dict__.get('result')
        if isinstance(result, failure.Failure) and not self.callbacks:
            log.msg('Unhandled error in Deferred:')
            log.err(result)

    def __repr__(self):
        if 'result' in self.__dict__:
            return '<Deferred at %s  current result: %r>' % (
                hex(id(self)), self.result)
        return '<Deferred at %s>' % hex(id(self))

    __str__ = __repr__

    def __iter__(self):
        # `await d` inside a coroutine that ensureDeferred() drives.
        result = yield self
        return result

    __await__ = __iter__


def succeed(result):
    """A Deferred that already has its result."""
    d = Deferred()
    d.callback(result)
    return d


def fail(result=None):
    """A Deferred that has already failed."""
    d = Deferred()
    d.errback(result)
    return d


def execute(callableObj, *args, **kw):
    """Call it now; a Deferred with what it returned or raised."""
    try:
        return succeed(callableObj(*args, **kw))
    except Exception:
        return fail()


def maybeDeferred(f, *args, **kw):
    """As execute, and a Deferred that f returns is returned itself."""
    try:
        result = f(*args, **kw)
    except Exception:
        return fail()
    if isinstance(result, Deferred):
        return result
    if isinstance(result, failure.Failure):
        return fail(result)
    if isinstance(result, types.CoroutineType):
        return ensureDeferred(result)
    return succeed(result)


def timeout(deferred):
    deferred.errback(failure.Failure(TimeoutError('Callback timed out')))


def logError(err):
    log.err(err)
    return err


SUCCESS, FAILURE = 1, 0


class DeferredList(Deferred):
    """I wait for several Deferreds: [(SUCCESS or FAILURE, result), ...]."""

    def __init__(self, deferredList, fireOnOneCallback=0, fireOnOneErrback=0,
                 consumeErrors=0):
        Deferred.__init__(self)
        self.resultList = [None] * len(deferredList)
        self.finishedCount = 0
        self.fireOnOneCallback = fireOnOneCallback
        self.fireOnOneErrback = fireOnOneErrback
        self.consumeErrors = consumeErrors
        if not deferredList and not fireOnOneCallback:
            self.callback(self.resultList)
        for index, each in enumerate(deferredList):
            each.addCallbacks(self._done, self._done,
                              callbackArgs=(index, SUCCESS),
                              errbackArgs=(index, FAILURE))

    def _done(self, result, index, succeeded):
        self.resultList[index] = (succeeded, result)
        self.finishedCount = self.finishedCount + 1
        if not self.called:
            if succeeded and self.fireOnOneCallback:
                self.callback((result, index))
            elif not succeeded and self.fireOnOneErrback:
                self.errback(failure.Failure(FirstError(result, index)))
            elif self.finishedCount == len(self.resultList):
                self.callback(self.resultList)
        if not succeeded and self.consumeErrors:
            return None
        return result


def gatherResults(deferredList, consumeErrors=0):
    """A Deferred with the list of all results, or the first error."""
    d = DeferredList(deferredList, fireOnOneErrback=1,
                     consumeErrors=consumeErrors)
    return d.addCallback(lambda results: [result for _, result in results])


class _ReturnValue(BaseException):
    def __init__(self, value):
        self.value = value


def returnValue(value):
    """Leave a function under inlineCallbacks with a value."""
    raise _ReturnValue(value)


def _drive(result, generator, deferred):
    """Run a generator until it waits for a Deferred that has no result."""
    while True:
        try:
            if isinstance(result, failure.Failure):
                waiting = generator.throw(result.value)
            else:
                waiting = generator.send(result)
        except StopIteration as stop:
            deferred.callback(stop.value)
            return deferred
        except _ReturnValue as done:
            deferred.callback(done.value)
            return deferred
        except Exception:
            deferred.errback()
            return deferred
        if not isinstance(waiting, Deferred):
            result = waiting
            continue
        # A Deferred that has its result already needs no recursion.
        state = {'waiting': True, 'result': None}

        def got(value, state=state):
            if state['waiting']:
                state['waiting'] = False
                state['result'] = value
            else:
                _drive(value, generator, deferred)
            return None

        waiting.addBoth(got)
        if state['waiting']:
            state['waiting'] = False
            return deferred
        result = state['result']


def inlineCallbacks(f):
    """Let a generator wait for the Deferreds that it yields."""
    def unwound(*args, **kw):
        try:
            generator = f(*args, **kw)
        except _ReturnValue as done:
            return succeed(done.value)
        if not isinstance(generator, types.GeneratorType):
            raise TypeError('inlineCallbacks requires %r to produce a '
                            'generator; instead got %r' % (f, generator))
        return _drive(None, generator, Deferred())
    unwound.__name__ = f.__name__
    unwound.__qualname__ = f.__qualname__
    unwound.__doc__ = f.__doc__
    unwound.__wrapped__ = f
    return unwound


def ensureDeferred(coroutine):
    """A Deferred for what a coroutine returns."""
    if isinstance(coroutine, Deferred):
        return coroutine
    return _drive(None, coroutine, Deferred())


class DeferredLock:
    """I let one in at a time; acquire() gives a Deferred."""

    def __init__(self):
        self.waiting = []
        self.locked = 0

    def acquire(self):
        d = Deferred()
        if self.locked:
            self.waiting.append(d)
        else:
            self.locked = 1
            d.callback(self)
        return d

    def release(self):
        if not self.locked:
            raise AssertionError('Tried to release an unlocked lock')
        self.locked = 0
        if self.waiting:
            self.locked = 1
            self.waiting.pop(0).callback(self)

    def run(self, f, *args, **kw):
        def locked(lock):
            d = maybeDeferred(f, *args, **kw)

            def release(result):
                lock.release()
                return result
            return d.addBoth(release)
        return self.acquire().addCallback(locked)


class DeferredQueue:
    """I hand objects from put() to get(), in order."""

    def __init__(self, size=None, backlog=None):
        self.waiting = []
        self.pending = []
        self.size = size
        self.backlog = backlog

    def put(self, obj):
        if self.waiting:
            self.waiting.pop(0).callback(obj)
        elif self.size is None or len(self.pending) < self.size:
            self.pending.append(obj)
        else:
            raise QueueOverflow()

    def get(self):
        if self.pending:
            return succeed(self.pending.pop(0))
        if self.backlog is not None and len(self.waiting) >= self.backlog:
            raise QueueUnderflow()
        d = Deferred()
        self.waiting.append(d)
        return d


class QueueOverflow(Exception):
    """There is no more room."""


class QueueUnderflow(Exception):
    """Too many wait already."""
