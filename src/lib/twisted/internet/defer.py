"""Results that are not there yet."""

import types

from twisted.python.failure import Failure

__all__ = '''
    Deferred DeferredList succeed fail FAILURE SUCCESS
    AlreadyCalledError TimeoutError gatherResults maybeDeferred
    ensureDeferred waitForDeferred deferredGenerator inlineCallbacks
    returnValue DeferredLock DeferredSemaphore DeferredQueue
    CancelledError'''.split()


class AlreadyCalledError(Exception):
    """A Deferred gets one result."""


class CancelledError(Exception):
    """Nobody wants the result any more."""


class TimeoutError(Exception):
    """It took too long."""


class NotACoroutineError(TypeError):
    """Only a coroutine or a Deferred can be waited for."""


class QueueOverflow(Exception):
    """There is no more room."""


class QueueUnderflow(Exception):
    """Too many wait already."""


class FirstError(Exception):
    """The first of several Deferreds that failed."""

    def __init__(self, failure, index):
        Exception.__init__(self, failure, index)
        self.subFailure = failure
        self.index = index

    def __eq__(self, other):
        if isinstance(other, FirstError):
            return self.args == other.args
        return NotImplemented

    __hash__ = Exception.__hash__

    def __repr__(self):
        return 'FirstError[#%d, %r]' % (self.index, self.subFailure.value)

    def __str__(self):
        return 'FirstError[#%d, %s]' % (self.index, self.subFailure)


def _circular(deferred, function):
    """The result of a callback that returned the Deferred it belongs to."""
    import warnings
    code = getattr(function, '__code__', None)
    try:
        warnings.warn_explicit(
            'Callback returned the Deferred it was attached to',
            DeprecationWarning, code and code.co_filename or 'unknown',
            code and code.co_firstlineno or 1)
    except DeprecationWarning:
        return Failure()
    return deferred


SUCCESS, FAILURE = True, False
_NO_KEYWORDS = {}


def passthru(arg):
    return arg


def logError(err):
    """Log a Failure, and pass it on."""
    from twisted.python import log
    log.err(err)
    return err


class DebugInfo:
    """I am let go of together with a Deferred, and see whether it failed."""

    failResult = None

    def __del__(self):
        if self.failResult is not None:
            from twisted.python import log
            log.unhandled(self.failResult)


class Deferred:
    """I get a result some day, and hand it from callback to callback.

    What one callback returns, the next one gets. An exception turns the result
    into a Failure, which goes to the errbacks; an errback that returns
    something else turns it back. One that returns a Deferred lets me wait for
    it.
    """

    called = False
    paused = 0
    debug = False
    timeoutCall = None
    _canceller = _chainedTo = _debugInfo = None
    _running = _suppressed = False

    def __init__(self, canceller=None):
        # Of each pair the callback with its arguments, then the errback with
        # its own, None for one that passes the result on; or a Deferred that
        # waits for me.
        self.callbacks = []
        if canceller is not None:
            self._canceller = canceller

    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)

    # --- who is called --------------------------------------------------------

    def addCallbacks(self, callback, errback=None, callbackArgs=(),
                     callbackKeywords=_NO_KEYWORDS, errbackArgs=(),
                     errbackKeywords=_NO_KEYWORDS):
        """Add a pair: one of the two is called, as the result is."""
        assert callable(callback)
        self.callbacks.append((
            callback, callbackArgs or (), callbackKeywords or _NO_KEYWORDS,
            errback, errbackArgs or (), errbackKeywords or _NO_KEYWORDS))
        if self.called:
            self._run()
        return self

    def addCallback(self, callback, *args, **kwargs):
        assert callable(callback)
        self.callbacks.append((callback, args, kwargs, None, None, None))
        if self.called:
            self._run()
        return self

    def addErrback(self, errback, *args, **kwargs):
        assert callable(errback)
        self.callbacks.append((None, None, None, errback, args, kwargs))
        if self.called:
            self._run()
        return self

    def addBoth(self, callback, *args, **kwargs):
        assert callable(callback)
        self.callbacks.append((callback, args, kwargs, callback, args, kwargs))
        if self.called:
            self._run()
        return self

    def chainDeferred(self, d):
        """Give my result to another Deferred too."""
        d._chainedTo = self
        return self.addCallbacks(d.callback, d.errback)

    def addTimeout(self, timeout, clock, onTimeoutCancel=None):
        """Cancel me unless a result comes within so many seconds."""
        late = []

        def cancel():
            late.append(1)
            self.cancel()

        def explain(value):
            if not late:
                return value
            if onTimeoutCancel is not None:
                return onTimeoutCancel(value, timeout)
            if isinstance(value, Failure):
                value.trap(CancelledError)
                raise TimeoutError(timeout, 'Deferred')
            return value

        def settle(result):
            if call.active():
                call.cancel()
            return result
        call = clock.callLater(timeout, cancel)
        return self.addBoth(explain).addBoth(settle)

    def setTimeout(self, seconds, timeoutFunc=None, *args, **kw):
        """Older code: call timeoutFunc (or fail) unless a result comes."""
        from twisted.internet import reactor

        def late():
            self.timeoutCall = None
            (timeoutFunc or timeout)(self, *args, **kw)
        self.timeoutCall = reactor.callLater(seconds, late)
        return self.timeoutCall

    def arm(self):
        """Older code calls this; it has no effect."""

    # --- the result -----------------------------------------------------------

    def callback(self, result):
        assert not isinstance(result, Deferred)
        self._start(result)

    def errback(self, fail=None):
        if not isinstance(fail, Failure):
            fail = Failure(fail)
        self._start(fail)

    def cancel(self):
        """Say that the result is no longer wanted."""
        if not self.called:
            if self._canceller is not None:
                self._canceller(self)
            else:
                # Whoever was to call me doesn't know of it.
                self._suppressed = True
            if not self.called:
                self.errback(Failure(CancelledError()))
        elif isinstance(self.result, Deferred):
            self.result.cancel()

    def pause(self):
        self.paused += 1

    def unpause(self):
        self.paused -= 1
        if not self.paused and self.called:
            self._run()

    def _start(self, result):
        if self.called:
            if self._suppressed:
                self._suppressed = False
                return
            raise AlreadyCalledError
        if self.timeoutCall is not None:
            self.timeoutCall.cancel()
            self.timeoutCall = None
        self.called = True
        self.result = result
        if self.callbacks:
            self._run()
            return
        if self._chainedTo is not None:
            self._chainedTo = None
        if isinstance(result, Failure):
            self._failed(result)

    def _failed(self, result):
        result.cleanFailure()
        if self._debugInfo is None:
            self._debugInfo = DebugInfo()
        self._debugInfo.failResult = result

    def _give(self):
        """My result, which is no longer mine to worry about."""
        result, self.result = self.result, None
        if self._debugInfo is not None:
            self._debugInfo.failResult = None
        return result

    def _run(self):
        if self._running:
            return
        # Those that wait for each other, the last of them running: however many
        # they are, they take no stack.
        chain = [self]
        while chain:
            current = chain[-1]
            if current.paused:
                return
            current._chainedTo = None
            current._running = True
            callbacks = current.callbacks
            result = current.result
            while callbacks:
                item = callbacks.pop(0)
                if item.__class__ is not tuple:
                    item.result = current._give()
                    item.paused -= 1
                    chain.append(item)
                    break
                if isinstance(result, Failure):
                    _, _, _, function, args, kwargs = item
                else:
                    function, args, kwargs, _, _, _ = item
                if function is None:
                    continue
                try:
                    result = function(result, *args, **kwargs)
                except BaseException:
                    result = Failure()
                if result is current:
                    result = _circular(current, function)
                elif isinstance(result, Deferred):
                    if (not result.called or result.paused
                            or isinstance(result.result, Deferred)):
                        current.result = current._chainedTo = result
                        current.paused += 1
                        result.callbacks.append(current)
                        break
                    result = result._give()
                current.result = result
            current._running = False
            if chain[-1] is not current:
                continue
            if isinstance(result, Failure):
                current._failed(result)
            elif current._debugInfo is not None:
                current._debugInfo.failResult = None
            chain.pop()

    def __repr__(self):
        name = '%s at 0x%x' % (self.__class__.__name__, id(self))
        if self._chainedTo is not None:
            return '<%s waiting on Deferred at 0x%x>' % (
                name, id(self._chainedTo))
        if self.called:
            return '<%s current result: %r>' % (name, self.result)
        return '<%s>' % name

    __str__ = __repr__

    def __iter__(self):
        # `await d` inside a coroutine that ensureDeferred() drives.
        return (yield self)

    __await__ = __iter__

    @classmethod
    def fromCoroutine(cls, coro):
        """A Deferred for what a coroutine returns."""
        if not isinstance(coro, _DRIVEN):
            raise NotACoroutineError('%r is not a coroutine' % (coro,))
        return _Driver(coro).begin(cls)


_DRIVEN = (types.GeneratorType, types.CoroutineType)


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


def execute(callable, *args, **kwargs):
    """Call it now; a Deferred with what it returned or raised."""
    try:
        return succeed(callable(*args, **kwargs))
    except BaseException:
        return fail()


def maybeDeferred(f, *args, **kwargs):
    """As execute, and a Deferred that f returns is returned itself."""
    try:
        result = f(*args, **kwargs)
    except BaseException:
        return fail()
    if isinstance(result, Deferred):
        return result
    if isinstance(result, Failure):
        return fail(result)
    if isinstance(result, types.CoroutineType):
        return Deferred.fromCoroutine(result)
    return succeed(result)


def timeout(deferred):
    deferred.errback(Failure(TimeoutError('Callback timed out')))


def getDebugging():
    return Deferred.debug


def setDebugging(on):
    """Where a Deferred was made is not kept, in debugging neither."""
    Deferred.debug = bool(on)


class DeferredList(Deferred):
    """I wait for several Deferreds: [(SUCCESS or FAILURE, result), ...]."""

    fireOnOneCallback = fireOnOneErrback = False

    def __init__(self, deferredList, fireOnOneCallback=False,
                 fireOnOneErrback=False, consumeErrors=False):
        self._deferredList = list(deferredList)
        Deferred.__init__(self)
        self.resultList = [None] * len(self._deferredList)
        self.finishedCount = 0
        self.consumeErrors = consumeErrors
        if not self.resultList and not fireOnOneCallback:
            self.callback(self.resultList)
        self.fireOnOneCallback = fireOnOneCallback
        self.fireOnOneErrback = fireOnOneErrback
        for index, each in enumerate(self._deferredList):
            each.addCallbacks(self._done, self._done, (index, SUCCESS), None,
                              (index, FAILURE))

    def _done(self, result, index, succeeded):
        self.resultList[index] = (succeeded, result)
        self.finishedCount += 1
        if not self.called:
            if succeeded and self.fireOnOneCallback:
                self.callback((result, index))
            elif not succeeded and self.fireOnOneErrback:
                self.errback(Failure(FirstError(result, index)))
            elif self.finishedCount == len(self.resultList):
                self.callback(self.resultList)
        return result if succeeded or not self.consumeErrors else None

    def cancel(self):
        """Cancel all that I wait for."""
        if not self.called:
            for each in self._deferredList:
                try:
                    each.cancel()
                except Exception:
                    from twisted.python import log
                    log.err(None,
                            'Exception raised from user supplied canceller')


def gatherResults(deferredList, consumeErrors=False):
    """A Deferred with the list of all results, or the first error."""
    d = DeferredList(deferredList, fireOnOneErrback=True,
                     consumeErrors=consumeErrors)
    return d.addCallback(lambda results: [result for _, result in results])


class _ReturnValue(BaseException):
    def __init__(self, value):
        self.value = value


def returnValue(val):
    """Leave a function under inlineCallbacks with a value."""
    raise _ReturnValue(val)


class _Driver:
    """I run a generator, from one Deferred that it waits for to the next."""

    __slots__ = 'generator', 'deferred', 'waitingOn'

    def __init__(self, generator):
        self.generator = generator
        self.waitingOn = None

    def begin(self, cls=Deferred):
        """Run until it has to wait; the Deferred for what it returns."""
        d = self.deferred = cls(self._cancel)
        self._run(None)
        return d

    def _run(self, result):
        self.waitingOn = None
        generator = self.generator
        while True:
            try:
                if isinstance(result, Failure):
                    # One from elsewhere knows what to raise here.
                    result = result.throwExceptionIntoGenerator(generator)
                else:
                    result = generator.send(result)
            except StopIteration as stop:
                return self.deferred.callback(stop.value)
            except _ReturnValue as done:
                return self.deferred.callback(done.value)
            except BaseException:
                return self.deferred.errback()
            if isinstance(result, _DRIVEN):
                result = _Driver(result).begin()
            if not isinstance(result, Deferred):
                continue
            if (not result.called or result.paused or result._running
                    or isinstance(result.result, Deferred)):
                self.waitingOn = result
                result.addBoth(self._run)
                return None
            # It is there already, and needs nobody to call us.
            result = result._give()

    def _cancel(self, deferred):
        # What it waits for is cancelled, and the generator says what comes of
        # that: it may well go on.
        waitingOn = self.waitingOn
        result = self.deferred = Deferred(self._cancel)
        if waitingOn is not None:
            deferred.callbacks.insert(
                0, (lambda ignored: result, (), _NO_KEYWORDS, None, None, None))
            deferred.callback(None)
            waitingOn.cancel()


def inlineCallbacks(f):
    """Let a generator wait for the Deferreds that it yields."""
    def unwindGenerator(*args, **kwargs):
        try:
            generator = f(*args, **kwargs)
        except _ReturnValue:
            raise TypeError(
                'inlineCallbacks requires %r to produce a generator; instead '
                'caught returnValue being used in a non-generator' % (f,))
        if not isinstance(generator, types.GeneratorType):
            raise TypeError('inlineCallbacks requires %r to produce a '
                            'generator; instead got %r' % (f, generator))
        return _Driver(generator).begin()
    for name in ('__module__', '__name__', '__qualname__', '__doc__'):
        if hasattr(f, name):
            setattr(unwindGenerator, name, getattr(f, name))
    unwindGenerator.__dict__.update(getattr(f, '__dict__', {}))
    unwindGenerator.__wrapped__ = f
    return unwindGenerator


def ensureDeferred(coro):
    """A Deferred for what a coroutine returns."""
    if isinstance(coro, Deferred):
        return coro
    try:
        return Deferred.fromCoroutine(coro)
    except NotACoroutineError:
        raise NotACoroutineError('%r is not a coroutine or a Deferred'
                                 % (coro,)) from None


def __getattr__(name):
    # What few need.
    from twisted.internet import _waiting
    if name[0] != '_' and hasattr(_waiting, name):
        return getattr(_waiting, name)
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
