"""A test: TestCase, and the decorators that speak about whether it runs."""

import sys
import warnings
from . import util
from .assertions import Assertions, _AssertRaisesContext, _AssertWarnsContext
from .result import TestResult

__unittest = True


class SkipTest(Exception):
    """Raised in a test, or in a fixture, it skips what it is raised in."""


class _ShouldStop(Exception):
    """Ends a test whose subtest failed under failfast."""


# --- skipping and expecting failure -----------------------------------------

def skip(reason):
    if isinstance(reason, type(skip)):
        return _skipped(reason, '')
    return lambda test: _skipped(test, reason)


def _skipped(test, why):
    if not isinstance(test, type):
        import functools

        @functools.wraps(test)
        def refuse(*args, **kwargs):
            raise SkipTest(why)
        test = refuse
    test.__unittest_skip__, test.__unittest_skip_why__ = True, why
    return test


def _same(test):
    return test


def skipIf(condition, reason):
    return skip(reason) if condition else _same


def skipUnless(condition, reason):
    return _same if condition else skip(reason)


def expectedFailure(test):
    test.__unittest_expecting_failure__ = True
    return test


# --- cleanups ---------------------------------------------------------------

_module_cleanups = []


def _enter_context(cm, add_cleanup):
    cls = type(cm)
    try:
        enter, leave = cls.__enter__, cls.__exit__
    except AttributeError:
        raise TypeError("'%s.%s' object does not support the context manager "
                        "protocol" % (cls.__module__,
                                      cls.__qualname__)) from None
    result = enter(cm)
    add_cleanup(leave, cm, None, None, None)
    return result


def addModuleCleanup(function, /, *args, **kwargs):
    """Has `function` called after tearDownModule, the last added first."""
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    return _enter_context(cm, addModuleCleanup)


def _cleaned(stack):
    """Calls what is on the stack, the last first; the exc_info of failures."""
    failed = []
    while stack:
        function, args, kwargs = stack.pop()
        try:
            function(*args, **kwargs)
        except Exception:
            failed.append(sys.exc_info())
    return failed


def doModuleCleanups():
    for failure in _cleaned(_module_cleanups):
        raise failure[1]


class _Outcome:
    """How one run of a test goes: whether it succeeded so far, and whom to
    tell."""

    def __init__(self, result):
        self.expecting_failure = False
        self.expected_failure = None
        self.result = result
        self.result_supports_subtests = hasattr(result, 'addSubTest')
        self.success = True

    def part(self, test, sub, function, *args):
        """Calls `function`, a part of `test`; whether nothing was raised."""
        before = self.success
        self.success = True
        try:
            function(*args)
        except KeyboardInterrupt:
            raise
        except SkipTest as e:
            self.success = False
            _add_skip(self.result, test, str(e))
        except _ShouldStop:
            # Its result knows already.
            pass
        except:
            self.raised(test, sub)
        else:
            if sub and self.success:
                self.result.addSubTest(test.test_case, test, None)
        good = self.success
        self.success = self.success and before
        return good

    def raised(self, test, sub):
        error = sys.exc_info()
        if self.expecting_failure:
            self.expected_failure = error
        else:
            self.success = False
            if sub:
                self.result.addSubTest(test.test_case, test, error)
            elif issubclass(error[0], test.failureException):
                self.result.addFailure(test, error)
            else:
                self.result.addError(test, error)


def _knows(result, method, otherwise):
    """Whether a result has a method; some are older than it."""
    found = hasattr(result, method)
    if not found:
        _warn('TestResult has no %s method, %s' % (method, otherwise),
              RuntimeWarning)
    return found


def _add_skip(result, test, reason):
    if _knows(result, 'addSkip', 'skips not reported'):
        result.addSkip(test, reason)
    else:
        result.addSuccess(test)


def _warn(text, category):
    warnings.warn(text, category, 3)


class _SubTestContext:
    """What subTest() returns: a part of a test that may fail alone."""

    def __init__(self, case, subtest):
        self.case = case
        self.subtest = subtest

    def __enter__(self):
        outcome = self.case._outcome
        self.parent = self.case._subtest
        self.case._subtest = self.subtest
        self.before = outcome.success
        outcome.success = True

    def __exit__(self, exc_type, exc_value, tb):
        case = self.case
        outcome = case._outcome
        result = outcome.result
        try:
            if exc_type is None:
                if outcome.success:
                    result.addSubTest(case, self.subtest, None)
            elif issubclass(exc_type, KeyboardInterrupt):
                return False
            elif issubclass(exc_type, SkipTest):
                outcome.success = False
                _add_skip(result, self.subtest, str(exc_value))
            elif issubclass(exc_type, _ShouldStop):
                pass
            elif outcome.expecting_failure:
                outcome.expected_failure = (exc_type, exc_value, tb)
            else:
                outcome.success = False
                result.addSubTest(case, self.subtest,
                                  (exc_type, exc_value, tb))
        finally:
            good = outcome.success
            outcome.success = good and self.before
            case._subtest = self.parent
        if not good:
            if getattr(result, 'failfast', False):
                raise _ShouldStop
        elif outcome.expected_failure:
            raise _ShouldStop
        return True


class TestCase(Assertions):
    """A fixture, and the tests that use it: methods whose names begin with
    "test". Each is run in an object of its own."""

    _classSetupFailed = False
    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed = False
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName='runTest'):
        self._testMethodName = methodName
        method = getattr(self, methodName, None)
        if method is None and methodName != 'runTest':
            raise ValueError('no such test method in %s: %s' % (
                self.__class__, methodName))
        self._testMethodDoc = 'No test' if method is None else method.__doc__
        self._outcome = self._subtest = None
        self._cleanups = []
        self._type_equality_funcs = {
            dict: 'assertDictEqual', list: 'assertListEqual',
            tuple: 'assertTupleEqual', set: 'assertSetEqual',
            frozenset: 'assertSetEqual', str: 'assertMultiLineEqual'}

    def setUp(self):
        """Called before each test."""

    def tearDown(self):
        """Called after each test that setUp() let begin."""

    @classmethod
    def setUpClass(cls):
        """Called before the tests of the class."""

    @classmethod
    def tearDownClass(cls):
        """Called after the tests of the class."""

    def addCleanup(self, function, /, *args, **kwargs):
        """Has `function` called after tearDown, the last added first."""
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        return _enter_context(cm, self.addCleanup)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        return _enter_context(cm, cls.addClassCleanup)

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = _cleaned(cls._class_cleanups)

    def doCleanups(self):
        outcome = self._outcome or _Outcome(TestResult())
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            outcome.part(self, False, lambda: self._callCleanup(
                function, *args, **kwargs))
        return outcome.success

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        if method() is not None:
            _warn('It is deprecated to return a value that is not None from '
                  'a test case (%s)' % method, DeprecationWarning)

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    # --- running -------------------------------------------------------------

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def _test_method(self):
        """The method, and why it is skipped: None when it is not."""
        method, skip = getattr(self, self._testMethodName), None
        for marked in method, self.__class__:
            if getattr(marked, '__unittest_skip__', False):
                skip = getattr(marked, '__unittest_skip_why__', '') or \
                    skip or ''
        return method, skip

    def run(self, result=None):
        stop_run = None
        if result is None:
            result = self.defaultTestResult()
            stop_run = getattr(result, 'stopTestRun', None)
            start_run = getattr(result, 'startTestRun', None)
            if start_run is not None:
                start_run()
        result.startTest(self)
        try:
            method, skip = self._test_method()
            if skip is not None:
                _add_skip(result, self, skip)
                return result
            expecting = (
                getattr(self, '__unittest_expecting_failure__', False) or
                getattr(method, '__unittest_expecting_failure__', False))
            outcome = _Outcome(result)
            self._outcome = outcome
            try:
                if outcome.part(self, False, self._callSetUp):
                    outcome.expecting_failure = expecting
                    outcome.part(self, False, self._callTestMethod, method)
                    outcome.expecting_failure = False
                    outcome.part(self, False, self._callTearDown)
                self.doCleanups()
                if outcome.success:
                    self._succeeded(result, expecting,
                                    outcome.expected_failure)
            finally:
                # What they hold refers to frames, and those to this test.
                outcome.expected_failure = None
                self._outcome = None
            return result
        finally:
            result.stopTest(self)
            if stop_run is not None:
                stop_run()

    def _succeeded(self, result, expecting, expected_failure):
        if not expecting:
            result.addSuccess(self)
        elif expected_failure:
            if _knows(result, 'addExpectedFailure', 'reporting as passes'):
                result.addExpectedFailure(self, expected_failure)
            else:
                result.addSuccess(self)
        elif _knows(result, 'addUnexpectedSuccess', 'reporting as failure'):
            result.addUnexpectedSuccess(self)
        else:
            try:
                raise _ShouldStop
            except _ShouldStop:
                result.addFailure(self, sys.exc_info())

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        """Runs the test without catching what it raises."""
        method, skip = self._test_method()
        if skip is not None:
            raise SkipTest(skip)
        self._callSetUp()
        self._callTestMethod(method)
        self._callTearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._callCleanup(function, *args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def subTest(self, msg=None, **params):
        """A context for a part of the test, which goes on when it fails."""
        if self._outcome is None or \
                not self._outcome.result_supports_subtests:
            import contextlib
            return contextlib.nullcontext()
        if self._subtest is not None:
            params = {**self._subtest.params, **params}
        return _SubTestContext(self, _SubTest(self, msg, params))

    # --- names ---------------------------------------------------------------

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split('\n')[0].strip() if doc else None

    def id(self):
        return '%s.%s' % (util.strclass(self.__class__),
                          self._testMethodName)

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return '%s (%s.%s)' % (self._testMethodName,
                               util.strclass(self.__class__),
                               self._testMethodName)

    def __repr__(self):
        return '<%s testMethod=%s>' % (util.strclass(self.__class__),
                                       self._testMethodName)


class FunctionTestCase(TestCase):
    """A test case made of functions."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._testFunc, self._description = testFunc, description
        self._setUpFunc, self._tearDownFunc = setUp, tearDown

    def setUp(self):
        if self._setUpFunc is not None:
            self._setUpFunc()

    def tearDown(self):
        if self._tearDownFunc is not None:
            self._tearDownFunc()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def _key(self):
        return (self._setUpFunc, self._tearDownFunc, self._testFunc,
                self._description)

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash((type(self), self._key()))

    def __str__(self):
        return '%s (%s)' % (util.strclass(self.__class__),
                            self._testFunc.__name__)

    def __repr__(self):
        return '<%s tec=%s>' % (util.strclass(self.__class__), self._testFunc)

    def shortDescription(self):
        text = self._description
        if text is None:
            text = (self._testFunc.__doc__ or '').split('\n')[0].strip() or None
        return text


class _SubTest(TestCase):
    """A part of a test, as a result is told of it."""

    def __init__(self, test_case, message, params):
        super().__init__()
        self.test_case, self.params = test_case, params
        self.failureException = test_case.failureException
        self._message = message

    def runTest(self):
        raise NotImplementedError('subtests cannot be run directly')

    def _subDescription(self):
        parts = []
        if self._message is not None:
            parts.append('[%s]' % (self._message,))
        if self.params:
            parts.append('(%s)' % ', '.join([
                '%s=%r' % pair for pair in self.params.items()]))
        return ' '.join(parts) or '(<subtest>)'

    def id(self):
        return '%s %s' % (self.test_case.id(), self._subDescription())

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return '%s %s' % (self.test_case, self._subDescription())
