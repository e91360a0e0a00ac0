"""Suites: tests in a row, with the fixtures of their classes and modules."""

import sys
from . import case, util

__unittest = True


class BaseTestSuite:
    """Tests in a row, without fixtures."""

    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        return '<%s tests=%s>' % (util.strclass(self.__class__), list(self))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return self._removed_tests + sum([
            test.countTestCases() for test in self._tests if test])

    def addTest(self, test):
        if isinstance(test, type) and issubclass(
                test, (case.TestCase, TestSuite)):
            raise TypeError('TestCases and TestSuites must be instantiated '
                            'before passing them to addTest()')
        if not callable(test):
            raise TypeError('%r is not callable' % (test,))
        self._tests.append(test)

    def addTests(self, tests):
        if not isinstance(tests, str):
            for test in tests:
                self.addTest(test)
            return
        raise TypeError('tests must be an iterable of tests, not a string')

    def run(self, result):
        for at, test in enumerate(self):
            if result.shouldStop:
                return result
            test(result)
            self._removeTestAtIndex(at)
        return result

    def _removeTestAtIndex(self, at):
        """Lets go of a test that was run, so that what it holds can die."""
        if not self._cleanup:
            return
        try:
            test, self._tests[at] = self._tests[at], None
        except TypeError:
            return
        if hasattr(test, 'countTestCases'):
            self._removed_tests += test.countTestCases()

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    def debug(self):
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """Tests in a row, with setUpModule(), setUpClass() and their kin called
    where one class or module follows another."""

    def run(self, result, debug=False):
        inside = getattr(result, '_testRunEntered', False)
        result._testRunEntered = True
        for at, test in enumerate(self):
            if result.shouldStop:
                break
            if not _is_test(test) or self._enter_class_of(test, result):
                if debug:
                    test.debug()
                else:
                    test(result)
                self._removeTestAtIndex(at)
        if not inside:
            self._tearDownPreviousClass(None, result)
            self._handleModuleTearDown(result)
            result._testRunEntered = False
        return result

    def _enter_class_of(self, test, result):
        """Runs the fixtures between the last test and this one; false when
        they failed."""
        self._tearDownPreviousClass(test, result)
        self._handleModuleFixture(test, result)
        self._handleClassSetUp(test, result)
        cls = result._previousTestClass = test.__class__
        return not getattr(cls, '_classSetupFailed', False) and \
            not getattr(result, '_moduleSetUpFailed', False)

    def debug(self):
        self.run(_DebugResult(), True)

    def _handleClassSetUp(self, test, result):
        cls = test.__class__
        if cls == getattr(result, '_previousTestClass', None) or \
                getattr(result, '_moduleSetUpFailed', False) or \
                getattr(cls, '__unittest_skip__', False):
            return
        try:
            cls._classSetupFailed = False
        except TypeError:
            pass  # a class of C++ has no fixtures
        set_up = getattr(cls, 'setUpClass', None)
        if set_up is None:
            return
        name = util.strclass(cls)
        if not self._fixture(result, set_up, 'setUpClass', name):
            cls._classSetupFailed = True
            self._class_cleanups(cls, result, 'setUpClass', name)

    def _class_cleanups(self, cls, result, method, name):
        clean = getattr(cls, 'doClassCleanups', None)
        if clean is not None:
            clean()
            for error in cls.tearDown_exceptions:
                if isinstance(result, _DebugResult):
                    raise error[1]
                self._fixture_error(result, method, name, error)

    def _tearDownPreviousClass(self, test, result):
        cls = getattr(result, '_previousTestClass', None)
        if cls is None or cls == test.__class__ or \
                getattr(cls, '_classSetupFailed', False) or \
                getattr(result, '_moduleSetUpFailed', False) or \
                getattr(cls, '__unittest_skip__', False):
            return
        name = util.strclass(cls)
        tear_down = getattr(cls, 'tearDownClass', None)
        if tear_down is not None:
            self._fixture(result, tear_down, 'tearDownClass', name)
        self._class_cleanups(cls, result, 'tearDownClass', name)

    def _handleModuleFixture(self, test, result):
        cls = getattr(result, '_previousTestClass', None)
        before = cls.__module__ if cls is not None else None
        name = test.__class__.__module__
        if name == before:
            return
        self._handleModuleTearDown(result)
        result._moduleSetUpFailed = False
        set_up = getattr(sys.modules.get(name), 'setUpModule', None)
        if set_up is not None and \
                not self._fixture(result, set_up, 'setUpModule', name):
            result._moduleSetUpFailed = True
            self._fixture(result, case.doModuleCleanups, 'setUpModule', name)

    def _handleModuleTearDown(self, result):
        cls = getattr(result, '_previousTestClass', None)
        if cls is None or getattr(result, '_moduleSetUpFailed', False):
            return
        name = cls.__module__
        module = sys.modules.get(name)
        if module is None:
            return
        tear_down = getattr(module, 'tearDownModule', None)
        if tear_down is not None:
            self._fixture(result, tear_down, 'tearDownModule', name)
        self._fixture(result, case.doModuleCleanups, 'tearDownModule', name)

    def _fixture(self, result, function, method, name):
        """Calls a fixture; whether it went well."""
        setup = getattr(result, '_setupStdout', None)
        if setup is not None:
            setup()
        try:
            function()
            return True
        except Exception:
            if isinstance(result, _DebugResult):
                raise
            self._fixture_error(result, method, name, sys.exc_info())
            return False
        finally:
            restore = getattr(result, '_restoreStdout', None)
            if restore is not None:
                restore()

    def _fixture_error(self, result, method, name, error):
        holder = _ErrorHolder('%s (%s)' % (method, name))
        skip = getattr(result, 'addSkip', None)
        if skip is not None and isinstance(error[1], case.SkipTest):
            skip(holder, str(error[1]))
        else:
            result.addError(holder, error)


class _ErrorHolder:
    """Stands for a test where a fixture failed."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return '<ErrorHolder description=%r>' % (self.description,)

    def __str__(self):
        return self.description

    def run(self, result):
        pass

    def __call__(self, result):
        pass

    def countTestCases(self):
        return 0


def _is_test(test):
    """Whether it is one test, not a row of them."""
    try:
        iter(test)
    except TypeError:
        return True
    else:
        return False


class _DebugResult:
    _previousTestClass = None
    _moduleSetUpFailed = False
    shouldStop = False
