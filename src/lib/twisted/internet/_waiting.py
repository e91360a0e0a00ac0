"""The rest of twisted.internet.defer: those who let others wait."""

from twisted.internet.defer import (CancelledError, Deferred, Failure,
                                    QueueOverflow, QueueUnderflow,
                                    TimeoutError, fail, maybeDeferred, succeed)
from twisted.python.lockfile import FilesystemLock

__name__ = 'twisted.internet.defer'


class _Primitive:
    """Who waits for me gets a Deferred, and is served in order."""

    def __init__(self):
        self.waiting = []

    def _wait(self):
        d = Deferred(self.waiting.remove)
        self.waiting.append(d)
        return d

    def run(self, f, *args, **kwargs):
        """Acquire, call f, release when its result is there."""
        def release(result):
            self.release()
            return result

        def acquired(ignored):
            return maybeDeferred(f, *args, **kwargs).addBoth(release)
        return self.acquire().addCallback(acquired)

    def __aenter__(self):
        return self.acquire()

    def __aexit__(self, kind, value, tb):
        self.release()
        return succeed(False)


class DeferredLock(_Primitive):
    """I let one in at a time."""

    locked = False

    def acquire(self):
        if self.locked:
            return self._wait()
        self.locked = True
        return succeed(self)

    def release(self):
        assert self.locked, 'Tried to release an unlocked lock'
        self.locked = False
        if self.waiting:
            self.locked = True
            self.waiting.pop(0).callback(self)


class DeferredSemaphore(_Primitive):
    """I let so many in at a time."""

    def __init__(self, tokens):
        _Primitive.__init__(self)
        if tokens < 1:
            raise ValueError('DeferredSemaphore requires tokens >= 1')
        self.tokens = self.limit = tokens

    def acquire(self):
        assert self.tokens >= 0, 'Internal inconsistency??'
        if not self.tokens:
            return self._wait()
        self.tokens -= 1
        return succeed(self)

    def release(self):
        assert self.tokens < self.limit, (
            'Someone released me too many times: too many tokens!')
        if self.waiting:
            self.waiting.pop(0).callback(self)
        else:
            self.tokens += 1


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
            raise QueueOverflow

    def get(self):
        if self.pending:
            return succeed(self.pending.pop(0))
        if self.backlog is not None and len(self.waiting) >= self.backlog:
            raise QueueUnderflow
        d = Deferred(self.waiting.remove)
        self.waiting.append(d)
        return d


class AlreadyTryingToLockError(Exception):
    """One who waits for a lock is enough."""


class DeferredFilesystemLock(FilesystemLock):
    """I try again and again until the lock is ours."""

    _interval = 1
    _tryLockCall = _timeoutCall = None

    def __init__(self, name, scheduler=None):
        FilesystemLock.__init__(self, name)
        if scheduler is None:
            from twisted.internet import reactor as scheduler
        self._scheduler = scheduler

    def deferUntilLocked(self, timeout=None):
        """A Deferred for when it is ours, or TimeoutError."""
        if self._tryLockCall is not None:
            return fail(AlreadyTryingToLockError(
                "deferUntilLocked isn't safe for concurrent use."))
        d = Deferred(lambda d: self._last(d, CancelledError()))
        self._try(d, timeout)
        return d

    def _try(self, d, timeout):
        if self.lock():
            self._stop()
            d.callback(None)
            return
        later = self._scheduler.callLater
        if timeout is not None and self._timeoutCall is None:
            self._timeoutCall = later(timeout, self._last, d, Failure(
                TimeoutError('Timed out acquiring lock: %s after %fs'
                             % (self.name, timeout))))
        self._tryLockCall = later(self._interval, self._try, d, timeout)

    def _last(self, d, why):
        self._stop()
        if self.lock():
            d.callback(None)
        else:
            d.errback(why)

    def _stop(self):
        for call in self._tryLockCall, self._timeoutCall:
            if call is not None and call.active():
                call.cancel()
        self._tryLockCall = self._timeoutCall = None


def sayOld(name, version, instead='twisted.internet.defer.inlineCallbacks'):
    """Warn whoever called my caller, unless it is the era."""
    import _reactor
    if not _reactor.eraVoice():
        import warnings
        warnings.warn('twisted.internet.%s was deprecated in Twisted %s; '
                      'please use %s instead' % (name, version, instead),
                      DeprecationWarning, stacklevel=3)


class waitForDeferred:
    """A generator of the time before inlineCallbacks yields me."""

    def __init__(self, d):
        sayOld('defer.waitForDeferred', '15.0.0')
        if not isinstance(d, Deferred):
            raise TypeError('You must give waitForDeferred a Deferred. You '
                            'gave it %r.' % (d,))
        self.d = d

    def getResult(self):
        if isinstance(self.result, Failure):
            self.result.raiseException()
        return self.result


def deferredGenerator(f):
    """Let a generator wait for Deferreds; the last that it yields is its
    result."""
    sayOld('defer.deferredGenerator', '15.0.0')

    def unwindGenerator(*args, **kwargs):
        return _drive(f(*args, **kwargs), Deferred())
    unwindGenerator.__name__ = f.__name__
    unwindGenerator.__doc__ = f.__doc__
    return unwindGenerator


def _drive(generator, deferred, result=None):
    try:
        for result in generator:
            if isinstance(result, Deferred):
                raise TypeError('Yield waitForDeferred(d), not d!')
            if isinstance(result, waitForDeferred):
                waiting, returned = result, []

                def got(value):
                    waiting.result = value
                    if returned:
                        _drive(generator, deferred)
                    returned.append(1)
                waiting.d.addBoth(got)
                if not returned:
                    returned.append(1)
                    return deferred
                result = None
    except BaseException:
        deferred.errback()
    else:
        deferred.callback(result)
    return deferred
