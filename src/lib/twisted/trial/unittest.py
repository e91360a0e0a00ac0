"""Test cases whose tests may return Deferreds.

A test that returns one has the reactor run until it fires. What is logged as an
error, still waits or is still open after a test makes it fail. Methods, classes
and modules may have attributes: skip = 'why', todo = 'why', timeout = seconds,
suppress = [util.suppress(...)].
"""

import sys
import unittest as pyunit
from unittest import SkipTest

from twisted.internet import defer
from twisted.python import failure, log
from twisted.trial import util
from twisted.trial._assertions import Assertions, FailTest

# Where a traceback of the unittest module shall not look.
__unittest = True

__all__ = ['FailTest', 'decorate', 'makeTodo', 'PyUnitResultAdapter',
           'SkipTest', 'SynchronousTestCase', 'TestCase', 'TestSuite', 'Todo']


class Todo:
    """I am why a test is expected to fail, and with which errors."""

    def __init__(self, reason, errors=None):
        self.reason = reason
        self.errors = errors

    def __repr__(self):
        return '<Todo reason=%r errors=%r>' % (self.reason, self.errors)

    def expected(self, failure):
        return self.errors is None or bool(failure.check(*self.errors))


def makeTodo(value):
    """The Todo of a reason, or of (errors, reason)."""
    if isinstance(value, tuple):
        errors, reason = value
        return Todo(reason, list(errors) if hasattr(errors, '__iter__')
                    else [errors])
    return Todo(value)


class PyUnitResultAdapter:
    """I tell a result of the unittest module what it understands."""

    def __init__(self, original):
        self.original = original
        for name in ('startTest', 'stopTest', 'addSuccess', 'addSkip', 'stop'):
            setattr(self, name, getattr(original, name))

    def _info(self, f):
        return f.type, f.value, f.getTracebackObject()

    def addFailure(self, test, fail):
        self.original.addFailure(test, self._info(fail))

    def addError(self, test, error):
        self.original.addError(test, self._info(error))

    def addExpectedFailure(self, test, error, todo=None):
        self.original.addExpectedFailure(test, self._info(error))

    def addUnexpectedSuccess(self, test, todo=None):
        self.original.addUnexpectedSuccess(test)


class _LogObserver:
    """I keep the errors that are logged while a test runs."""

    def __init__(self):
        self.errors = []

    def __call__(self, event):
        if event.get('isError') and 'failure' in event:
            self.errors.append(event['failure'])

    def flush(self, *types):
        """Take those of these types, or all."""
        found = [each for each in self.errors
                 if not types or each.check(*types)]
        self.errors = [each for each in self.errors if each not in found]
        return found


class SynchronousTestCase(Assertions):
    """My tests are done when they return."""

    _observer = None

    def __init__(self, methodName='runTest'):
        pyunit.TestCase.__init__(self, methodName)
        self._parents = [getattr(self, methodName), self,
                         sys.modules.get(self.__class__.__module__)]
        self._warnings = []

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return hash((self.__class__, self._testMethodName))

    def runTest(self):
        """What is run of a case made without the name of a method."""

    def shortDescription(self):
        return pyunit.TestCase.shortDescription(self) or self._testMethodName

    # --- help for tests ------------------------------------------------------

    def mktemp(self):
        """The name of a file or directory that can be made."""
        import os
        import tempfile
        base = os.path.join(*[name[:32] for name in (
            self.__class__.__module__, self.__class__.__name__,
            self._testMethodName)])
        if not os.path.isdir(base):
            os.makedirs(base)
        return os.path.join(tempfile.mkdtemp('', '', base), 'temp')

    def patch(self, obj, attribute, value):
        """Let an attribute have another value until the test is done."""
        from twisted.python import monkey
        patcher = monkey.MonkeyPatcher((obj, attribute, value))
        patcher.patch()
        self.addCleanup(patcher.restore)
        return patcher

    def flushLoggedErrors(self, *errorTypes):
        """Take what was logged as errors, so that it does no harm."""
        return self._observer.flush(*errorTypes)

    def flushWarnings(self, offendingFunctions=None):
        """Take the warnings that were given, or those from some functions."""
        found = []
        for each in self._warnings[:]:
            if offendingFunctions is None or any(
                    [_within(each, f) for f in offendingFunctions]):
                self._warnings.remove(each)
                found.append({'message': str(each.message),
                              'category': each.category,
                              'filename': each.filename,
                              'lineno': each.lineno})
        return found

    def getSkip(self):
        """Whether I am skipped, and why."""
        reason = util.acquireAttribute(self._parents, 'skip', None)
        if reason is None and getattr(self, '__unittest_skip__', False):
            reason = getattr(self, '__unittest_skip_why__', '')
        return reason is not None, reason

    def getTodo(self):
        """Why I am expected to fail, or None."""
        value = util.acquireAttribute(self._parents, 'todo', None)
        return None if value is None else makeTodo(value)

    # --- running -------------------------------------------------------------

    def run(self, result=None):
        from twisted.trial import reporter
        if result is None:
            result = self.defaultTestResult()
        log.msg('--> %s <--' % self.id())
        told = result
        if not isinstance(result, reporter.TestResult):
            told = PyUnitResultAdapter(result)
        told.startTest(self)
        skipped, reason = self.getSkip()
        if skipped:
            told.addSkip(self, reason)
        else:
            self._runObserved(told)
        told.stopTest(self)
        return result

    def _runObserved(self, result):
        import warnings
        log._test = self._observer = _LogObserver()
        log.addObserver(self._observer)
        with warnings.catch_warnings(record=True) as self._warnings:
            warnings.simplefilter('always')
            for args, kw in util.acquireAttribute(self._parents, 'suppress',
                                                  []):
                warnings.filterwarnings(*args, **kw)
            try:
                self._runFixturesAndTest(result)
            finally:
                log.removeObserver(self._observer)
                log._test = None
        # What no test asked for is everybody's.
        for each in self.flushWarnings():
            warnings.warn_explicit(**each)

    def _script(self, result):
        """What is done for one test: I yield the name of a method, and what to
        call, and am sent None or the Failure it ended in."""
        self._passed = True
        failed = yield 'setUp', self.setUp
        ready = failed is None
        if failed is not None:
            self._tell(result, failed, around=True)
        else:
            todo = self.getTodo()
            failed = yield (self._testMethodName,
                            getattr(self, self._testMethodName))
            if failed is not None:
                self._tell(result, failed, todo)
            # Tests that return Deferreds say so before the cleanups run.
            elif todo is not None and not self._aroundMayFail:
                result.addUnexpectedSuccess(self, todo)
                self._passed, todo = False, None
        bad = []
        while self._cleanups:
            function, args, kw = self._cleanups.pop()
            late = yield None, lambda: function(*args, **kw)
            if late is not None:
                bad.append(late)
        for late in bad:
            self._passed = False
            result.addError(self, late)
        if ready:
            if failed is None and todo is not None:
                result.addUnexpectedSuccess(self, todo)
                self._passed = False
            late = yield 'tearDown', self.tearDown
            if late is not None:
                self._tell(result, late, around=True)

    # Whether an assertion of setUp or tearDown counts as one of the test.
    _aroundMayFail = True

    def _tell(self, result, failed, todo=None, around=False):
        self._passed = False
        if todo is not None and todo.expected(failed):
            result.addExpectedFailure(self, failed, todo)
        elif failed.check(SkipTest):
            args = failed.value.args
            result.addSkip(self, args[0] if args else failed.value)
        elif failed.check(self.failureException) and (
                not around or self._aroundMayFail):
            result.addFailure(self, failed)
        else:
            result.addError(self, failed)
            if failed.check(KeyboardInterrupt):
                result.stop()

    def _attempt(self, name, call):
        """What it returned, and None or a Failure."""
        if name is not None:
            code = getattr(call, '__code__', None) or getattr(
                getattr(call, '__func__', None), '__code__', None)
            if code is not None and code.co_flags & 0x20:
                return None, failure.Failure(TypeError(
                    '%r is a generator function and therefore will never run'
                    % (call,)))
        try:
            return call(), None
        except BaseException:
            return None, failure.Failure()

    def _runFixturesAndTest(self, result):
        failures = failure.count
        script = self._script(result)
        failed = None
        try:
            while True:
                _, failed = self._attempt(*script.send(failed))
        except StopIteration:
            pass
        self._letGo(failures)
        self._tellLogged(result)
        if self._passed:
            result.addSuccess(self)

    def _letGo(self, failures):
        if failure.count != failures:
            # One that nobody looked at is logged when it is let go of.
            import gc
            gc.collect()

    def _tellLogged(self, result):
        for each in self._observer.flush():
            result.addError(self, each)
            self._passed = False


class TestCase(SynchronousTestCase):
    """My tests, setUp, tearDown and cleanups may return Deferreds, and be
    coroutines."""

    _aroundMayFail = False

    def assertFailure(self, deferred, *expectedFailures):
        """It must fail with one of these; return it, its result is the
        exception."""
        def succeeded(result):
            self.fail('did not catch an error, instead got %r' % (result,))

        def failed(f):
            if f.check(*expectedFailures):
                return f.value
            self.fail('\nExpected: %r\nGot:\n%s' % (expectedFailures, f))
        return deferred.addCallbacks(succeeded, failed)

    failUnlessFailure = assertFailure

    def getTimeout(self):
        """How many seconds each of my methods may take."""
        seconds = util.acquireAttribute(self._parents, 'timeout',
                                        util.DEFAULT_TIMEOUT_DURATION)
        try:
            return float(seconds)
        except (TypeError, ValueError):
            return util.DEFAULT_TIMEOUT_DURATION

    @defer.inlineCallbacks
    def _drive(self, script):
        failed = None
        try:
            while True:
                name, call = script.send(failed)
                result, failed = self._attempt(name, call)
                if hasattr(result, 'throw') and not isinstance(
                        result, defer.Deferred):
                    result = defer.ensureDeferred(result)
                if isinstance(result, defer.Deferred):
                    failed, = yield self._timed(name, result)
        except StopIteration:
            pass

    def _timed(self, name, d):
        """A Deferred of [None] or [Failure]; d fails when its time is over."""
        outcome = defer.Deferred()
        if not d.called or d.paused:
            from twisted.internet import reactor
            seconds = self.getTimeout()

            def late():
                why = failure.Failure(defer.TimeoutError(
                    '%r (%s) still running at %s secs' % (self, name,
                                                          seconds)))
                if d.called:
                    # It waits for another, which may never fire.
                    outcome.callback([why])
                else:
                    d.errback(why)
            call = reactor.callLater(seconds, late)
            outcome.addBoth(
                lambda found: (call.active() and call.cancel(), found)[1])

        def ended(result):
            if not outcome.called:
                outcome.callback([result if isinstance(
                    result, failure.Failure) else None])
        d.addBoth(ended)
        return outcome

    def _runFixturesAndTest(self, result):
        failures = failure.count
        try:
            self._wait(self._drive(self._script(result)))
        except KeyboardInterrupt:
            self._tell(result, failure.Failure())
        self._letGo(failures)
        self._tellLogged(result)
        calls = util.cancelPending()
        if calls:
            self._tell(result, failure.Failure(
                util.DirtyReactorAggregateError(calls)))
        self._tellLogged(result)
        if self._passed:
            result.addSuccess(self)
        open = util.closeAll()
        calls = util.cancelPending() if open else []
        if open or calls:
            result.addError(self, failure.Failure(
                util.DirtyReactorAggregateError(calls, open)))

    def _wait(self, d):
        """Let the reactor run until a Deferred has fired."""
        ended = []
        d.addBoth(ended.append)
        if ended:
            return
        from twisted.internet import reactor
        d.addBoth(lambda _: reactor.crash())
        # Who stops it, by Ctrl-C for one, stops the test.
        reactor.stop = reactor.crash
        try:
            reactor.run()
        finally:
            del reactor.stop
        if not ended:
            raise KeyboardInterrupt()


class TestSuite(pyunit.TestSuite):
    """I am tests, and can be run again."""

    _cleanup = False


def decorate(test, decorator):
    """A test with the decorator around it; of a suite, around each test."""
    try:
        tests = list(test)
    except TypeError:
        return decorator(test)
    test._tests = [decorate(each, decorator) for each in tests]
    return test


def _within(warning, function):
    """Whether a warning points into a function."""
    code = getattr(getattr(function, '__func__', function), '__code__', None)
    if code is None:
        raise ValueError('%r is not a function' % (function,))
    lines = [line for _, _, line in code.co_lines() if line is not None]
    return warning.filename == code.co_filename and \
        min(lines) <= warning.lineno <= max(lines)
