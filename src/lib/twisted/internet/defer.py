"""Results that are not there yet."""

import types

import _defer
import _reactor

from twisted.python.failure import Failure

__all__ = '''
    Deferred DeferredList succeed fail FAILURE SUCCESS
    AlreadyCalledError TimeoutError gatherResults maybeDeferred
    ensureDeferred waitForDeferred deferredGenerator inlineCallbacks
    returnValue DeferredLock DeferredSemaphore DeferredQueue
    CancelledError
    DeferredFilesystemLock AlreadyTryingToLockError
'''.split()


class AlreadyCalledError(Exception):
    """A Deferred gets one result."""


class AlreadyArmedError(TypeError):
    """Of the era, when a Deferred was armed by hand."""


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


SUCCESS, FAILURE = (1, 0) if _reactor.eraVoice() else (True, False)
_NO_KEYWORDS = {}


def passthru(arg):
    return arg


def logError(err):
    """Log a Failure, and pass it on."""
    from twisted.python import log
    log.err(err)
    return err


class DebugInfo:
    """I am let go of together with a Deferred, and see whether it failed.

    In debugging I know where it was made, and where it got its result.
    """

    failResult = creator = invoker = None

    def _getDebugTracebacks(self):
        text = ''
        for told, lines in ((' C: Deferred was created:', self.creator),
                            (' I: First Invoker was:', self.invoker)):
            if lines is not None:
                lines = ''.join(lines).rstrip().split('\n')
                text += ('\n' + told[:3]).join([told] + lines) + '\n'
        return text

    def __del__(self):
        if self.failResult is not None:
            _defer.told()
            from twisted.python import log
            log.unhandled(self.failResult, self._getDebugTracebacks())


class Deferred(_defer.Deferred):
    """I get a result some day, and hand it from callback to callback.

    What one callback returns, the next one gets. An exception turns the result
    into a Failure, which goes to the errbacks; an errback that returns
    something else turns it back. One that returns a Deferred lets me wait for
    it.
    """

    debug = False

    def __class_getitem__(cls, item):
        return types.GenericAlias(cls, item)

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

    def armAndCallback(self, result):
        self.callback(result)

    def armAndErrback(self, error):
        self.errback(error)

    def armAndChain(self, deferred):
        self.chainDeferred(deferred)

    def __repr__(self):
        name = '%s at 0x%x' % (self.__class__.__name__, id(self))
        if self._chainedTo is not None:
            return '<%s waiting on Deferred at 0x%x>' % (
                name, id(self._chainedTo))
        if hasattr(self, 'result'):
            return '<%s%s current result: %r>' % (
                name, ' ' if _reactor.eraVoice() else '', self.result)
        return '<%s>' % name

    __str__ = __repr__

    @classmethod
    def fromCoroutine(cls, coro):
        """A Deferred for what a coroutine returns."""
        if not isinstance(coro, _DRIVEN):
            raise NotACoroutineError('%r is not a coroutine' % (coro,))
        return _defer.drive(coro)

    def asFuture(self, loop):
        """A future of that loop, with what this one gets; cancelling it cancels
        this one."""
        future = loop.create_future()

        def succeed(result):
            if not future.cancelled():
                future.set_result(result)

        def fail(why):
            if not future.cancelled():
                future.set_exception(why.value)

        def done(future):
            if future.cancelled():
                self.cancel()

        self.addCallbacks(succeed, fail)
        future.add_done_callback(done)
        return future

    @classmethod
    def fromFuture(cls, future):
        """A Deferred with what a future gets; cancelling it cancels that."""
        waiting = []

        def cancel(deferred):
            # What the future makes of it comes through another one.
            future.cancel()
            waiting[0] = cls()
            deferred.callback(waiting)

        def done(future):
            try:
                result = future.result()
            except BaseException:
                result = Failure()
            waiting[0].callback(result)

        made = cls(cancel)
        waiting.append(made)
        made.addCallback(lambda got: waiting[0] if got is waiting else got)
        future.add_done_callback(done)
        return made

    def __reduce__(self):
        import copyreg
        cls = self.__class__
        if cls.__getstate__ is not object.__getstate__:
            state = self.__getstate__()
        else:
            state = self.__dict__ or None, {
                name: getattr(self, name) for name in
                ('callbacks', '_canceller', 'called', 'paused', 'result',
                 '_chainedTo', '_debugInfo', '_suppressAlreadyCalled')
                if hasattr(self, name)}
        return copyreg.__newobj__, (cls,), state


_DRIVEN = (types.GeneratorType, types.CoroutineType)


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
    return succeed(result)


def timeout(deferred):
    import warnings
    warnings.warn(
        'twisted.internet.defer.timeout was deprecated in Twisted 17.1.0; '
        'please use twisted.internet.defer.Deferred.addTimeout instead',
        DeprecationWarning, 2)
    deferred.errback(Failure(TimeoutError('Callback timed out')))


def getDebugging():
    return Deferred.debug


def setDebugging(on):
    """Whether to remember where Deferreds were made and got their results."""
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


class _DefGen_Return(BaseException):
    def __init__(self, value):
        self.value = value


def returnValue(val):
    """Leave a function under inlineCallbacks with a value."""
    raise _DefGen_Return(val)


def inlineCallbacks(f):
    """Let a generator wait for the Deferreds that it yields."""
    def unwindGenerator(*args, **kwargs):
        try:
            generator = f(*args, **kwargs)
        except _DefGen_Return:
            raise TypeError(
                'inlineCallbacks requires %r to produce a generator; instead '
                'caught returnValue being used in a non-generator' % (f,))
        if not isinstance(generator, types.GeneratorType):
            raise TypeError('inlineCallbacks requires %r to produce a '
                            'generator; instead got %r' % (f, generator))
        return _defer.drive(generator)
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


_defer.start(Failure, Deferred, DebugInfo, _DefGen_Return)
succeed = _defer.succeed


# --- what the native half asks for --------------------------------------------

def _circular(deferred, function):
    """What to do about a callback that returned the Deferred it belongs to."""
    import warnings
    code = getattr(function, '__code__', None)
    lines = [line for _, _, line in code.co_lines() if line] if code else [1]
    try:
        warnings.warn_explicit(
            'Callback returned the Deferred it was attached to; this breaks '
            'the callback chain and will raise an exception in the future.',
            DeprecationWarning, code.co_filename if code else 'unknown',
            max(lines))
    except DeprecationWarning:
        return Failure()
    return deferred



def _CONTINUE(result, deferred):
    """I stand in `callbacks` where another Deferred waits; nobody calls me."""


def _pair(callback, errback, extra):
    """A row of `callbacks`, from what the native half has instead of it."""
    if extra is ...:
        return ((_CONTINUE, (callback,), _NO_KEYWORDS),) * 2
    args, keywords, errArgs, errKeywords = extra or ((), None, (), None)
    return (_half(callback, args, keywords), _half(errback, errArgs,
                                                   errKeywords))


def _half(function, args, keywords):
    return (passthru if function is None else function, args,
            _NO_KEYWORDS if keywords is None else keywords)


def _unpair(pair):
    (callback, args, keywords), (errback, errArgs, errKeywords) = pair
    if callback is _CONTINUE:
        return args[0], None, ...
    return callback, errback, (args, keywords, errArgs, errKeywords)


def _spread(function, result, args, keywords):
    """Call it with what need not be a tuple and a dict."""
    return function(result, *args, **{} if keywords is None else keywords)


def _add(deferred, callback, errback, extra):
    """Add one callback where addCallbacks() is another."""
    args, keywords, errArgs, errKeywords = extra or ((), None, (), None)
    functions, given = (callback or passthru,), {}
    if callback is not None:
        given.update(callbackArgs=args, callbackKeywords=keywords or {})
    if errback is not None:
        functions += errback,
        given.update(errbackArgs=errArgs, errbackKeywords=errKeywords or {})
    return deferred.addCallbacks(*functions, **given)


def _cancelled():
    return Failure(CancelledError())


def _captured():
    return Failure(captureVars=True)


def _stack():
    import traceback
    return traceback.format_stack()[:-2]


def _info(deferred):
    info = deferred._debugInfo
    if info is None:
        info = deferred._debugInfo = DebugInfo()
    return info


def _created(deferred):
    _info(deferred).creator = _stack()


def _invoked(deferred):
    _info(deferred).invoker = _stack()


def _again(deferred):
    """It has its result already."""
    if deferred.debug:
        raise AlreadyCalledError('\n' + _info(deferred)._getDebugTracebacks())
    raise AlreadyCalledError


def _thrown(deferred, failure):
    """What a coroutine that waits for it is to raise."""
    _info(deferred).failResult = None
    return _prepared(failure)


def _prepared(failure):
    """The exception of a Failure, to be raised in a generator."""
    exception = failure.value
    try:
        exception.__failure__ = failure
        exception.__traceback__ = failure.tb
    except (AttributeError, TypeError):
        pass
    return exception


def _returned(exception):
    """The value of returnValue(), which had to be called by the generator."""
    tb = exception.__traceback__
    if tb.tb_next and tb.tb_next.tb_next:
        import warnings
        left = tb.tb_frame.f_code.co_name
        while tb.tb_next.tb_next:
            tb = tb.tb_next
        code = tb.tb_frame.f_code
        warnings.warn_explicit(
            'returnValue() in %r causing %r to exit: returnValue should only '
            'be invoked by functions decorated with inlineCallbacks'
            % (code.co_name, left), DeprecationWarning, code.co_filename,
            tb.tb_lineno)
    return exception.value


def _refused():
    raise AssertionError


def __getattr__(name):
    # What few need.
    from twisted.internet import _waiting
    if name[0] != '_' and hasattr(_waiting, name):
        return getattr(_waiting, name)
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
