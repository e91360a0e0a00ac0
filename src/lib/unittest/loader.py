"""Finding tests: in a class, in a module, by a name, in a directory."""

import os
import sys
from . import case, suite

__unittest = True


class _FailedTest(case.TestCase):
    """Stands for a test that could not be loaded, and says why."""

    _testMethodName = None

    def __init__(self, name, exception):
        self._exception = exception
        self._testMethodName = name
        super().__init__(name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super().__getattribute__(name)

        def failing():
            raise self._exception
        return failing


def _failed(name, exception, suite_class, message):
    return suite_class((_FailedTest(name, exception),)), message


def _failed_import(name, suite_class):
    import traceback
    message = 'Failed to import test module: %s\n%s' % (
        name, traceback.format_exc())
    return _failed(name, ImportError(message), suite_class, message)


def _skipped(name, reason, suite_class):
    @case.skip(reason)
    def skipped(self):
        pass
    return suite_class((type('ModuleSkipped', (case.TestCase,),
                             {name: skipped})(name),))


class TestLoader:
    """I make suites out of classes, modules, names and directories."""

    testMethodPrefix = 'test'
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        self.errors = []
        self._loading_packages = set()

    @staticmethod
    def sortTestMethodsUsing(a, b):
        return (a > b) - (a < b)

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError('Test cases should not be derived from TestSuite. '
                            'Maybe you meant to derive from TestCase?')
        if testCaseClass in (case.TestCase, case.FunctionTestCase):
            return self.suiteClass()
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, 'runTest'):
            names = ['runTest']
        return self.suiteClass([testCaseClass(name) for name in names])

    def loadTestsFromModule(self, module, *args, pattern=None, **kws):
        tests = []
        for name in dir(module):
            found = getattr(module, name)
            if isinstance(found, type) and issubclass(found, case.TestCase) \
                    and found not in (case.TestCase, case.FunctionTestCase):
                tests.append(self.loadTestsFromTestCase(found))
        tests = self.suiteClass(tests)
        load_tests = getattr(module, 'load_tests', None)
        if load_tests is not None:
            try:
                return load_tests(self, tests, pattern)
            except Exception as e:
                import traceback
                tests, message = _failed(
                    module.__name__, e, self.suiteClass,
                    'Failed to call load_tests:\n' + traceback.format_exc())
                self.errors.append(message)
        return tests

    def loadTestsFromName(self, name, module=None):
        """The tests of "module.Class.method", or of its beginning."""
        parts = name.split('.')
        error_case = message = None
        if module is None:
            count = len(parts)
            while True:
                tried = '.'.join(parts[:count])
                try:
                    module = __import__(tried)
                    break
                except ImportError:
                    count -= 1
                    error_case, message = _failed_import(parts[count],
                                                         self.suiteClass)
                    if count == 0:
                        self.errors.append(message)
                        return error_case
            parts = parts[1:]
        obj = module
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as e:
                if getattr(obj, '__path__', None) is None or \
                        error_case is None:
                    import traceback
                    error_case, message = _failed(
                        part, e, self.suiteClass,
                        'Failed to access attribute:\n' +
                        traceback.format_exc())
                self.errors.append(message)
                return error_case
        return self._tests_of(obj, parent if parts else None,
                              parts[-1] if parts else None)

    def _tests_of(self, obj, parent, name):
        function = type(_skipped)
        if isinstance(obj, type(sys)):
            return self.loadTestsFromModule(obj)
        if isinstance(obj, type) and issubclass(obj, case.TestCase):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, function) and isinstance(parent, type) and \
                issubclass(parent, case.TestCase):
            test = parent(name)
            if not isinstance(getattr(test, name), function):
                return self.suiteClass([test])
        elif isinstance(obj, suite.TestSuite):
            return obj
        if callable(obj):
            test = obj()
            if isinstance(test, suite.TestSuite):
                return test
            if isinstance(test, case.TestCase):
                return self.suiteClass([test])
            raise TypeError('calling %s returned %s, not a test' % (obj, test))
        raise TypeError("don't know how to make test from: %s" % obj)

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module)
                                for name in names])

    def getTestCaseNames(self, testCaseClass):
        names = [name for name in dir(testCaseClass)
                 if self._is_wanted(testCaseClass, name)]
        if self.sortTestMethodsUsing:
            import functools
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def _is_wanted(self, cls, name):
        if not name.startswith(self.testMethodPrefix) or \
                not callable(getattr(cls, name)):
            return False
        if self.testNamePatterns is None:
            return True
        import fnmatch
        full = '%s.%s.%s' % (cls.__module__, cls.__qualname__, name)
        return any([fnmatch.fnmatchcase(full, pattern)
                    for pattern in self.testNamePatterns])

    # --- in directories ------------------------------------------------------

    def discover(self, start_dir, pattern='test*.py', top_level_dir=None):
        """The tests of all modules below a directory, or of a package, whose
        file is named like `pattern`."""
        implicit = top_level_dir is None
        if implicit:
            top_level_dir = self._top_level_dir or start_dir
        top_level_dir = os.path.abspath(top_level_dir)
        if top_level_dir not in sys.path:
            sys.path.insert(0, top_level_dir)
        self._top_level_dir = top_level_dir
        if os.path.isdir(os.path.abspath(start_dir)):
            start_dir = os.path.abspath(start_dir)
            if start_dir != top_level_dir and not os.path.isfile(
                    os.path.join(start_dir, '__init__.py')):
                raise ImportError('Start directory is not importable: %r'
                                  % start_dir)
        else:
            module = self._package(start_dir)
            start_dir = os.path.dirname(os.path.abspath(module.__file__))
            if implicit:
                for _ in module.__name__.split('.'):
                    top_level_dir = os.path.dirname(start_dir)
                self._top_level_dir = top_level_dir
        return self.suiteClass(list(self._find_tests(start_dir, pattern)))

    def _package(self, name):
        try:
            __import__(name)
        except ImportError:
            raise ImportError('Start directory is not importable: %r'
                              % name) from None
        module = sys.modules[name]
        if getattr(module, '__file__', None) is None:
            if name in sys.builtin_module_names:
                raise TypeError('Can not use builtin modules as dotted module '
                                'names')
            raise TypeError("don't know how to discover from %r" % module)
        return module

    def _name_of(self, path):
        path = os.path.splitext(os.path.normpath(path))[0]
        return os.path.relpath(path, self._top_level_dir).replace(os.sep, '.')

    def _find_tests(self, directory, pattern):
        package = self._name_of(directory)
        if package == '.' or package in self._loading_packages:
            found, below = None, True
        else:
            found, below = self._find_in(directory, pattern)
        if found is not None:
            yield found
        for entry in sorted(os.listdir(directory)) if below else ():
            path = os.path.join(directory, entry)
            name = self._name_of(path)
            found, below = self._find_in(path, pattern)
            if found is not None:
                yield found
            if below:
                self._loading_packages.add(name)
                try:
                    yield from self._find_tests(path, pattern)
                finally:
                    self._loading_packages.discard(name)

    def _match_path(self, path, full_path, pattern):
        import fnmatch
        return fnmatch.fnmatch(path, pattern)

    def _find_in(self, path, pattern):
        """The tests of one file or package, and whether to look below it."""
        base = os.path.basename(path)
        if os.path.isfile(path):
            if not base.endswith('.py') or \
                    not base[:-3].isidentifier() or \
                    not self._match_path(base, path, pattern):
                return None, False
        elif not os.path.isfile(os.path.join(path, '__init__.py')):
            return None, False
        name = self._name_of(path)
        is_package = os.path.isdir(path)
        try:
            __import__(name)
            module = sys.modules[name]
        except case.SkipTest as e:
            return _skipped(name, str(e), self.suiteClass), False
        except:
            tests, message = _failed_import(name, self.suiteClass)
            self.errors.append(message)
            return tests, False
        if not is_package:
            return self.loadTestsFromModule(module, pattern=pattern), False
        load_tests = getattr(module, 'load_tests', None)
        tests = None
        if self._match_path(base, path, pattern) or load_tests is not None:
            self._loading_packages.add(name)
            try:
                tests = self.loadTestsFromModule(module, pattern=pattern)
            finally:
                self._loading_packages.discard(name)
        return tests, load_tests is None


defaultTestLoader = TestLoader()
