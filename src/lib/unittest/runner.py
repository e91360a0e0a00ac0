"""Running tests, and printing what came of them."""

import sys
import time
from . import result

__unittest = True


class _WritelnDecorator:
    """A stream that has writeln()."""

    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        if name in ('stream', '__getstate__'):
            raise AttributeError(name)
        return getattr(self.stream, name)

    def writeln(self, text=None):
        self.write((text or '') + '\n')


class TextTestResult(result.TestResult):
    """I print a letter, or a line, for each test."""

    separator1 = '=' * 70
    separator2 = '-' * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream, self.descriptions = stream, descriptions
        self.dots, self.showAll = verbosity == 1, verbosity > 1
        self._newline = True

    def getDescription(self, test):
        first_line = test.shortDescription()
        if self.descriptions and first_line:
            return '%s\n%s' % (test, first_line)
        return str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test) + ' ... ')
            self.stream.flush()
            self._newline = False

    def _write_status(self, test, status):
        part, begun = hasattr(test, 'test_case'), not self._newline
        if part and begun:
            self.stream.writeln()
        if part or not begun:
            self.stream.write('  ' * part + self.getDescription(test) + ' ... ')
        self._say(status)
        self._newline = True

    def _say(self, *lines):
        for line in lines:
            self.stream.writeln(line)
        self.stream.flush()

    def _show(self, test, word, letter):
        if self.showAll:
            self._write_status(test, word)
        elif self.dots:
            self.stream.write(letter)
            self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            if issubclass(err[0], subtest.failureException):
                self._show(subtest, 'FAIL', 'F')
            else:
                self._show(subtest, 'ERROR', 'E')
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._show(test, 'ok', '.')

    def addError(self, test, err):
        super().addError(test, err)
        self._show(test, 'ERROR', 'E')

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._show(test, 'FAIL', 'F')

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._show(test, 'skipped {0!r}'.format(reason), 's')

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._show(test, 'expected failure', 'x')

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._show(test, 'unexpected success', 'u')

    def printErrors(self):
        if self.dots or self.showAll:
            self._say('')
        for flavour, found in (('ERROR', self.errors),
                               ('FAIL', self.failures)):
            self.printErrorList(flavour, found)
        names = ['UNEXPECTED SUCCESS: %s' % self.getDescription(test)
                 for test in getattr(self, 'unexpectedSuccesses', ())]
        if names:
            self._say(self.separator1, *names)

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            self._say(self.separator1, '%s: %s' % (
                flavour, self.getDescription(test)), self.separator2,
                str(text))


class TextTestRunner:
    """I run a test and print its result, then the count."""

    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1,
                 failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False):
        self.stream = _WritelnDecorator(stream or sys.stderr)
        self.descriptions, self.verbosity = descriptions, verbosity
        self.failfast, self.buffer = failfast, buffer
        self.tb_locals, self.warnings = tb_locals, warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions,
                                self.verbosity)

    def run(self, test):
        found = self._makeResult()
        found.failfast = self.failfast
        found.buffer = self.buffer
        found.tb_locals = self.tb_locals
        if self.warnings:
            import warnings
            with warnings.catch_warnings():
                warnings.simplefilter(self.warnings)
                taken = self._timed(test, found)
        else:
            taken = self._timed(test, found)
        found.printErrors()
        if hasattr(found, 'separator2'):
            self.stream.writeln(found.separator2)
        run = found.testsRun
        self.stream.writeln('Ran %d test%s in %.3fs\n' % (
            run, run != 1 and 's' or '', taken))
        notes = []
        if found.wasSuccessful():
            self.stream.write('OK')
        else:
            self.stream.write('FAILED')
            for word, items in (('failures', found.failures),
                                ('errors', found.errors)):
                if items:
                    notes.append('%s=%d' % (word, len(items)))
        for word, name in (('skipped', 'skipped'),
                           ('expected failures', 'expectedFailures'),
                           ('unexpected successes', 'unexpectedSuccesses')):
            items = getattr(found, name, ())
            if items:
                notes.append('%s=%d' % (word, len(items)))
        self.stream.write(' (%s)\n' % ', '.join(notes) if notes else '\n')
        self.stream.flush()
        return found

    def _timed(self, test, found):
        started = time.perf_counter()
        start = getattr(found, 'startTestRun', None)
        if start is not None:
            start()
        try:
            test(found)
        finally:
            stop = getattr(found, 'stopTestRun', None)
            if stop is not None:
                stop()
        return time.perf_counter() - started
