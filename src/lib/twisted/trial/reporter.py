"""What came of tests, and how it is printed."""

import sys
import time
import unittest as pyunit

from twisted.python import failure, reflect
from twisted.trial import itrial
from twisted.trial.unittest import makeTodo
from zope.interface import implementer

_LIBRARY = '<embedded>/'


@implementer(itrial.IReporter)
class TestResult(pyunit.TestResult):
    """I keep what came of tests; errors are Failures."""

    def __init__(self):
        pyunit.TestResult.__init__(self)
        self.skips = []
        self.successes = 0

    def __repr__(self):
        return '<%s run=%d errors=%d failures=%d todos=%d dones=%d skips=%d>' \
            % (reflect.qual(self.__class__), self.testsRun, len(self.errors),
               len(self.failures), len(self.expectedFailures),
               len(self.unexpectedSuccesses), len(self.skips))

    def _getFailure(self, error):
        if isinstance(error, tuple):
            return failure.Failure(error[1], error[0], error[2])
        return error

    def addFailure(self, test, fail):
        self.failures.append((test, self._getFailure(fail)))

    def addError(self, test, error):
        self.errors.append((test, self._getFailure(error)))

    def addSkip(self, test, reason):
        self.skips.append((test, reason))

    def addExpectedFailure(self, test, error, todo=None):
        self.expectedFailures.append((
            test, self._getFailure(error),
            todo or makeTodo('Test expected to fail')))

    def addUnexpectedSuccess(self, test, todo=None):
        self.unexpectedSuccesses.append((
            test, todo or makeTodo('Test expected to fail')))

    def addSuccess(self, test):
        self.successes += 1

    def wasSuccessful(self):
        return not (self.failures or self.errors)

    def done(self):
        """There are no more tests."""


class Reporter(TestResult):
    """I print what failed in the end, or at once if `realtime`."""

    _separator = '-' * 79
    _doubleSeparator = '=' * 79

    def __init__(self, stream=None, tbformat='default', realtime=False,
                 publisher=None):
        TestResult.__init__(self)
        self._stream = stream or sys.stdout
        self.tbformat = tbformat
        self.realtime = realtime
        self._startTime = None
        self._publisher = publisher
        self._warned = set()
        if publisher is not None:
            publisher.addObserver(self._observeWarnings)

    def _observeWarnings(self, event):
        # Each once for each test.
        if 'warning' in event:
            text = '%s:%s: %s: %s\n' % (
                event['filename'], event['lineno'],
                event['category'].split('.')[-1], event['warning'])
            if text not in self._warned:
                self._warned.add(text)
                self._stream.write(text)

    def _write(self, format, *args):
        self._stream.write(format % args if args else format)
        self._stream.flush()

    def _writeln(self, format, *args):
        self._write(format, *args)
        self._write('\n')

    def startTest(self, test):
        TestResult.startTest(self, test)
        self._warned = set()
        if self._startTime is None:
            self._startTime = time.time()

    def addFailure(self, test, fail):
        TestResult.addFailure(self, test, fail)
        self._atOnce(self.failures)

    def addError(self, test, error):
        TestResult.addError(self, test, error)
        self._atOnce(self.errors)

    def _atOnce(self, results):
        if self.realtime:
            self._write(self._formatFailureTraceback(results[-1][1]))

    def _formatFailureTraceback(self, fail):
        if isinstance(fail, str):
            return fail.rstrip() + '\n'
        # How the library came to call the test, and what it did in the end, is
        # of no interest.
        frames = fail.frames[:]
        while frames and frames[0][1].startswith(_LIBRARY):
            del frames[0]
        while frames and frames[-1][1].startswith(_LIBRARY):
            del frames[-1]
        shown = failure.Failure(fail.value, fail.type)
        shown.tb, shown.stack = None, []
        shown._frames = frames or fail.frames
        text = shown.getTraceback(detail=self.tbformat)
        return text.replace(failure.EXCEPTION_CAUGHT_HERE + '\n', '', 1)

    def _printResults(self, flavor, results, formatter):
        # Tests that ended alike are printed together.
        groups = {}
        for test, *outcome in results:
            groups.setdefault(formatter(*outcome), []).append(test)
        for text, tests in groups.items():
            self._writeln(self._doubleSeparator)
            self._writeln(flavor)
            self._writeln('%s', text)
            for test in tests:
                self._writeln('%s', test.id())

    def _expected(self, error, todo):
        return 'Reason: %r\n%s' % (todo.reason,
                                   self._formatFailureTraceback(error))

    def _unexpected(self, todo):
        text = 'Reason: %r\n' % (todo.reason,)
        if todo.errors:
            text += 'Expected errors: %s\n' % ', '.join(
                [each.__name__ for each in todo.errors])
        return text

    def _printErrors(self):
        self._writeln('')
        failed = self._formatFailureTraceback
        for row in (('[SKIPPED]', self.skips, '{}\n'.format),
                    ('[TODO]', self.expectedFailures, self._expected),
                    ('[FAIL]', self.failures, failed),
                    ('[ERROR]', self.errors, failed),
                    ('[SUCCESS!?!]', self.unexpectedSuccesses,
                     self._unexpected)):
            self._printResults(*row)

    def _getSummary(self):
        counts = ['%s=%d' % (name, len(getattr(self, name))) for name in (
            'skips', 'expectedFailures', 'failures', 'errors',
            'unexpectedSuccesses') if getattr(self, name)]
        if self.successes:
            counts.append('successes=%d' % self.successes)
        return ' (%s)' % ', '.join(counts) if counts else ''

    def _status(self):
        return 'PASSED' if self.wasSuccessful() else 'FAILED'

    def _printSummary(self):
        self._writeln('%s%s', self._status(), self._getSummary())

    def done(self):
        if self._publisher is not None:
            self._publisher.removeObserver(self._observeWarnings)
        self._printErrors()
        self._writeln(self._separator)
        if self._startTime is not None:
            self._writeln('Ran %d tests in %.3fs', self.testsRun,
                          time.time() - self._startTime)
        self._writeln('')
        self._printSummary()


class MinimalReporter(Reporter):
    """I print one line of numbers, for programs."""

    def _printErrors(self):
        """I do not."""

    def _printSummary(self):
        number = '%d' % self.testsRun
        self._writeln('%s %s %s %d %d %d', self._startTime and
                      time.time() - self._startTime or 0, number, number,
                      len(self.errors), len(self.failures), len(self.skips))


# What each outcome is called: by the method that tells of it a letter, a word,
# and a color for terminals.
_OUTCOMES = {
    'addSuccess': ('.', '[OK]', 32), 'addError': ('E', '[ERROR]', 31),
    'addFailure': ('F', '[FAIL]', 31), 'addSkip': ('S', '[SKIPPED]', 34),
    'addExpectedFailure': ('T', '[TODO]', 34),
    'addUnexpectedSuccess': ('!', '[SUCCESS!?!]', 31)}


def _told(name, letter, word, color):
    def method(self, *args):
        getattr(Reporter, name)(self, *args)
        self._outcome(letter, word, color)
    return method


class _Teller(Reporter):
    for _name, _row in _OUTCOMES.items():
        vars()[_name] = _told(_name, *_row)


class TextReporter(_Teller):
    """I print a letter for each test."""

    def _outcome(self, letter, word, color):
        self._write(letter)


class VerboseTextReporter(_Teller):
    """I print a line for each test."""

    def startTest(self, tm):
        self._write('%s ... ', tm.id())
        Reporter.startTest(self, tm)

    def _outcome(self, letter, word, color):
        self._write('[FAILURE]' if letter == 'F' else word)

    def stopTest(self, test):
        Reporter.stopTest(self, test)
        self._writeln('')


class TimingTextReporter(VerboseTextReporter):
    """I print how long each test took as well."""

    def startTest(self, tm):
        self._begun = time.time()
        VerboseTextReporter.startTest(self, tm)

    def stopTest(self, method):
        VerboseTextReporter.stopTest(self, method)
        self._writeln('(%.03f secs)', time.time() - self._begun)


class TreeReporter(_Teller):
    """I print a line for each test, below its class and its module, in colors
    where there are some."""

    columns = 79

    def __init__(self, stream=None, *args, **kwargs):
        Reporter.__init__(self, stream, *args, **kwargs)
        self._lastTest = []
        self._line = ''
        import os
        terminal = getattr(self._stream, 'isatty', None)
        self._colored = bool(terminal and terminal()) and os.environ.get(
            'TERM', 'dumb') != 'dumb'

    def _paint(self, text, color):
        return '\x1b[%d;1m%s\x1b[0m' % (color, text) if self._colored else text

    def startTest(self, test):
        *path, name = test.id().split('.')
        segments = [each for each in ('.'.join(path[:-1]), *path[-1:]) if each]
        for depth, segment in enumerate(segments):
            if self._lastTest[depth:depth + 1] != [segment]:
                self._writeln('%s%s', '  ' * depth, segment)
        self._lastTest = segments
        self._line = '%s%s ... ' % ('  ' * len(segments), name)
        self._write('%s', self._line)
        Reporter.startTest(self, test)

    def _outcome(self, letter, word, color):
        spaces = ' ' * (self.columns - len(self._line) - len(word))
        self._writeln('%s%s', spaces, self._paint(word, color))

    def _atOnce(self, results):
        Reporter._atOnce(self, results)
        if self.realtime:
            self._line = self._formatFailureTraceback(results[-1][1])

    def _printSummary(self):
        self._writeln('%s%s', self._paint(
            self._status(), 32 if self.wasSuccessful() else 31),
            self._getSummary())


class UncleanWarningsReporterWrapper:
    """I print what tests left in the reactor, and let them pass."""

    def __init__(self, original):
        self._originalReporter = original

    def __getattr__(self, name):
        return getattr(self._originalReporter, name)

    def addError(self, test, error):
        from twisted.trial.util import DirtyReactorAggregateError
        error = self._originalReporter._getFailure(error)
        if error.check(DirtyReactorAggregateError):
            import warnings
            warnings.warn(error.getErrorMessage())
        else:
            self._originalReporter.addError(test, error)
