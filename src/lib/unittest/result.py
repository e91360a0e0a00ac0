"""Where the outcomes of tests are collected."""

import sys
from . import util

__unittest = True


def failfast(method):
    """Makes `method` stop the run when failfast was asked for."""
    def stopping(self, *args, **kwargs):
        if getattr(self, 'failfast', False):
            self.stop()
        return method(self, *args, **kwargs)
    return stopping


def _ours(tb):
    return '__unittest' in tb.tb_frame.f_globals


class TestResult:
    """I hold what a run found: errors, failures and the rest, as pairs of a
    test and a text."""

    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        for kind in ('failures', 'errors', 'skipped', 'expectedFailures',
                     'unexpectedSuccesses'):
            setattr(self, kind, [])
        self.testsRun = 0
        self.failfast = self.shouldStop = self.tb_locals = False
        self.buffer = self._mirrorOutput = False
        self._stdout_buffer = None
        self._original_stdout, self._original_stderr = sys.stdout, sys.stderr

    def printErrors(self):
        """Called after a run."""

    def startTest(self, test):
        self.testsRun += 1
        self._mirrorOutput = False
        self._setupStdout()

    def _setupStdout(self):
        if not self.buffer:
            return
        if self._stdout_buffer is None:
            from io import StringIO
            self._stdout_buffer, self._stderr_buffer = StringIO(), StringIO()
        sys.stdout, sys.stderr = self._stdout_buffer, self._stderr_buffer

    def startTestRun(self):
        """Called once, before any test."""

    def stopTest(self, test):
        self._restoreStdout()
        self._mirrorOutput = False

    def _restoreStdout(self):
        if not self.buffer or self._stdout_buffer is None:
            return
        for buffer, original, title in (
                (self._stdout_buffer, self._original_stdout, 'Stdout'),
                (self._stderr_buffer, self._original_stderr, 'Stderr')):
            if self._mirrorOutput and buffer.getvalue():
                original.write(self._captured(buffer, title))
            buffer.seek(0)
            buffer.truncate()
        sys.stdout = self._original_stdout
        sys.stderr = self._original_stderr

    def _captured(self, buffer, title):
        text = buffer.getvalue()
        return '\n%s:\n%s%s' % (title, text,
                                '' if text.endswith('\n') else '\n')

    def stopTestRun(self):
        """Called once, after all tests."""

    @failfast
    def addError(self, test, err):
        self.errors.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    @failfast
    def addFailure(self, test, err):
        self.failures.append((test, self._exc_info_to_string(err, test)))
        self._mirrorOutput = True

    def addSubTest(self, test, subtest, err):
        if err is not None:
            if getattr(self, 'failfast', False):
                self.stop()
            failed = issubclass(err[0], test.failureException)
            (self.failures if failed else self.errors).append(
                (subtest, self._exc_info_to_string(err, test)))
            self._mirrorOutput = True

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append(
            (test, self._exc_info_to_string(err, test)))

    @failfast
    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not (self.failures or self.errors or
                    getattr(self, 'unexpectedSuccesses', None))

    def stop(self):
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        import traceback
        kind, value, tb = err
        tb = self._clean_tracebacks(kind, value, tb, test)
        text = ''.join(traceback.TracebackException(
            kind, value, tb, capture_locals=self.tb_locals,
            compact=True).format())
        if self.buffer and self._stdout_buffer is not None:
            for buffer, title in ((self._stdout_buffer, 'Stdout'),
                                  (self._stderr_buffer, 'Stderr')):
                if buffer.getvalue():
                    text += self._captured(buffer, title)
        return text

    def _clean_tracebacks(self, kind, value, tb, test):
        """Takes the frames of this package off both ends of the traceback of
        an exception and of those that led to it."""
        seen = {id(value)}
        pending = [(kind, value, tb)]
        result = None
        while pending:
            kind, value, tb = pending.pop()
            while tb is not None and _ours(tb):
                tb = tb.tb_next
            if kind is test.failureException:
                self._remove_unittest_tb_frames(tb)
            if result is None:
                result = (tb,)
            else:
                value.__traceback__ = tb
            if value is not None:
                for before in (value.__cause__, value.__context__):
                    if before is not None and id(before) not in seen:
                        seen.add(id(before))
                        pending.append((type(before), before,
                                        before.__traceback__))
        return result[0]

    def _remove_unittest_tb_frames(self, tb):
        last = None
        while tb is not None and not _ours(tb):
            last = tb
            tb = tb.tb_next
        if last is not None:
            last.tb_next = None

    def __repr__(self):
        return '<%s run=%i errors=%i failures=%i>' % (
            util.strclass(self.__class__), self.testsRun, len(self.errors),
            len(self.failures))
