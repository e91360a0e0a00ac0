"""Finding tests by names, and running them in a directory of their own."""

import os
import sys
import unittest as pyunit

from twisted.python import failure, log, reflect
from twisted.trial import reporter
from twisted.trial.unittest import TestSuite


class ErrorHolder(pyunit.TestCase):
    """I stand for tests that could not be loaded."""

    def __init__(self, description, error):
        pyunit.TestCase.__init__(self, 'run')
        self.description = description
        self.error = error

    def id(self):
        return self.description

    shortDescription = id

    def __repr__(self):
        error = self.error
        return '<ErrorHolder description=%r error=%r>' % (
            self.description,
            error[1] if isinstance(error, tuple) else error.value)

    def countTestCases(self):
        return 0

    def run(self, result=None):
        result.startTest(self)
        result.addError(self, self.error)
        result.stopTest(self)


def name(thing):
    """What tests are sorted by."""
    if isinstance(thing, str):
        return thing
    return thing.__name__ if isinstance(thing, type) else thing.id()


def isTestCase(obj):
    """Whether it is a class of test cases."""
    return isinstance(obj, type) and issubclass(obj, pyunit.TestCase)


class TestLoader:
    """I make suites of classes, modules, files and names."""

    methodPrefix = 'test'
    modulePrefix = 'test_'
    suiteFactory = TestSuite

    def __init__(self):
        self.sorter = name

    def sort(self, xs):
        return sorted(xs, key=self.sorter)

    def findTestClasses(self, module):
        return self.sort([each for each in vars(module).values()
                          if isTestCase(each)])

    def loadClass(self, klass):
        names = self.sort([name for name in dir(klass)
                           if name.startswith(self.methodPrefix)
                           and callable(getattr(klass, name))])
        return self.suiteFactory([klass(name) for name in names])

    getTestCaseNames = loadTestsFromTestCase = loadClass

    def loadModule(self, module):
        if hasattr(module, 'testSuite'):
            return module.testSuite()
        suite = self.suiteFactory()
        if hasattr(module, 'test_suite'):
            suite.addTest(module.test_suite())
        else:
            for klass in self.findTestClasses(module):
                suite.addTest(self.loadClass(klass))
            for each in getattr(module, '__doctests__', ()):
                suite.addTest(self.loadDoctests(each))
        return suite

    loadTestsFromModule = loadModule

    def loadDoctests(self, module):
        """The examples in the docstrings of a module, which may be a name."""
        import doctest
        if isinstance(module, str):
            module = reflect.namedAny(module)
        return doctest.DocTestSuite(module)

    def loadPackage(self, package, recurse=False):
        """The tests of modules called test_*, below it too if `recurse`."""
        suite = self.suiteFactory()
        for directory in package.__path__:
            for file in sorted(os.listdir(directory)):
                stem, extension = os.path.splitext(file)
                inner = os.path.join(directory, file, '__init__.py')
                full = '%s.%s' % (package.__name__, stem)
                if extension == '.py' and stem.startswith(self.modulePrefix):
                    suite.addTest(self.loadByName(full))
                elif recurse and os.path.exists(inner):
                    suite.addTest(self.loadByName(full, recurse))
        return suite

    def loadAnything(self, thing, recurse=False):
        if isinstance(thing, type(os)):
            if hasattr(thing, '__path__') and not hasattr(thing, 'testSuite'):
                return self.loadPackage(thing, recurse)
            return self.loadModule(thing)
        if isTestCase(thing):
            return self.loadClass(thing)
        if isinstance(thing, pyunit.TestSuite):
            return thing
        raise TypeError('No loader for %r. Unrecognized type' % (thing,))

    def loadFile(self, fileName, recurse=False):
        """The tests of a file, or of a directory that is a package."""
        if os.path.isdir(fileName):
            fileName = os.path.join(fileName, '__init__.py')
        path = os.path.abspath(fileName)
        module = reflect.filenameToModuleName(path)
        top = path
        for _ in range(module.count('.') + 1 + path.endswith('__init__.py')):
            top = os.path.dirname(top)
        known = sys.modules.get(module)
        if known is not None and getattr(known, '__file__', None) != path:
            from importlib import util
            spec = util.spec_from_file_location(module, path)
            known = util.module_from_spec(spec)
            spec.loader.exec_module(known)
        elif known is None:
            if not os.path.exists(path):
                raise ValueError('no such file: %r' % (fileName,))
            sys.path.insert(0, top)
            known = reflect.namedModule(module)
        return self.loadAnything(known, recurse)

    def loadByName(self, name, recurse=False):
        """The tests of a file, package, module, class or method; if it cannot
        be loaded, one that says why."""
        try:
            if os.sep in name or os.path.isfile(name):
                return self.loadFile(name, recurse)
            try:
                thing = reflect.namedAny(name)
            except AttributeError:
                raise AttributeError('%s does not exist.' % name) from None
            owner, dot, method = name.rpartition('.')
            if dot:
                owner = reflect.namedAny(owner)
                if isTestCase(owner):
                    return self.suiteFactory([owner(method)])
            return self.loadAnything(thing, recurse)
        except BaseException:
            return self.suiteFactory([ErrorHolder(name, failure.Failure())])

    loadTestsFromName = loadByName

    def loadByNames(self, names, recurse=False):
        return self.suiteFactory([self.loadByName(each, recurse)
                                  for each in dict.fromkeys(names)])


def tests(suite):
    """Each test of a suite."""
    try:
        inner = iter(suite)
    except TypeError:
        yield suite
        return
    for each in inner:
        yield from tests(each)


class TrialSuite(pyunit.TestSuite):
    """I am tests, and collect garbage between them when I am asked to."""

    def __init__(self, tests=(), forceGarbageCollection=False):
        pyunit.TestSuite.__init__(self, tests)
        self._collects = forceGarbageCollection

    def run(self, result, debug=False):
        if self._collects:
            import gc
            stop = result.stopTest
            result.stopTest = lambda test: (stop(test), gc.collect())[0]
        return pyunit.TestSuite.run(self, result, debug)


class TrialRunner:
    """I run tests in a new directory, with what is logged in a file there."""

    DRY_RUN = 'dry-run'

    def __init__(self, reporterFactory, mode=None, logfile='test.log',
                 stream=None, profile=False, tracebackFormat='default',
                 realTimeErrors=False, uncleanWarnings=False,
                 workingDirectory=None, forceGarbageCollection=False,
                 debugger=None, exitFirst=False):
        self.reporterFactory = reporterFactory
        self.mode = mode
        self.logfile = logfile
        self.stream = stream or sys.stdout
        self.tbformat = tracebackFormat
        self.rterrors = realTimeErrors
        self.uncleanWarnings = uncleanWarnings
        self.workingDirectory = workingDirectory or '_trial_temp'
        self._collects = forceGarbageCollection
        self._exitFirst = exitFirst

    def _makeResult(self):
        result = self.reporterFactory(self.stream, self.tbformat,
                                      self.rterrors, log.theLogPublisher)
        if self._exitFirst:
            for name in 'addError', 'addFailure':
                setattr(result, name, _stopping(result, getattr(result, name)))
        if self.uncleanWarnings:
            result = reporter.UncleanWarningsReporterWrapper(result)
        return result

    def run(self, test):
        """Run a test, or a suite; the result."""
        result = self._makeResult()
        if self.mode == self.DRY_RUN:
            for each in tests(test):
                result.startTest(each)
                result.addSuccess(each)
                result.stopTest(each)
        else:
            before = os.getcwd()
            lock = _enter(self.workingDirectory)
            try:
                self._runLogged(TrialSuite([test], self._collects), result)
            finally:
                os.chdir(before)
                os.remove(lock)
        result.done()
        return result

    def _runLogged(self, suite, result):
        file = sys.stdout
        if self.logfile != '-':
            file = open(self.logfile, 'w')
        observer = log.FileLogObserver(file)
        log.startLoggingWithObserver(observer.emit, 0)
        try:
            suite.run(result)
        finally:
            observer.stop()
            if file is not sys.stdout:
                file.close()

    def runUntilFailure(self, test):
        """Run it again and again until it fails."""
        count = 0
        while True:
            count += 1
            self.stream.write('Test Pass %d\n' % count)
            # A suite lets go of what it has run.
            result = self.run(pyunit.TestSuite(list(tests(test))))
            if result.testsRun == 0 or not result.wasSuccessful():
                return result


def _stopping(result, method):
    def told(*args):
        method(*args)
        result.stop()
    return told


def _enter(base):
    """Make a directory and go there, BASE or BASE-1 and so on if others use
    them; the name of the file that says that it is ours."""
    number = 0
    while True:
        path = os.path.abspath(base + ('-%d' % number if number else ''))
        lock = path + '.lock'
        try:
            os.symlink(str(os.getpid()), lock)
            break
        except FileExistsError:
            number += 1
            try:
                os.kill(int(os.readlink(lock)), 0)
            except (ProcessLookupError, ValueError):
                os.remove(lock)
                number -= 1
            except OSError:
                pass
    marker = os.path.join(path, '_trial_marker')
    if os.path.exists(path):
        if not os.path.exists(marker):
            os.remove(lock)
            raise SystemExit('%s exists, and was not made by trial; it will '
                             'not be removed' % path)
        import shutil
        shutil.rmtree(path)
    os.makedirs(path)
    open(marker, 'w').close()
    os.chdir(path)
    return lock
