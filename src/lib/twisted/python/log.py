"""Who said what, and when.

Every line names its owner: the connection, application or factory in whose
behalf the code was running. Until somebody calls startLogging the lines go
nowhere, and errors to the error output.
"""

import sys
import time


class LogOwner:
    """I know in whose behalf the code is running."""

    def __init__(self):
        self.owners = []

    def own(self, owner):
        if owner is not None:
            self.owners.append(owner)

    def disown(self, owner):
        if owner is not None and self.owners:
            self.owners.pop()

    def owner(self):
        return self.owners[-1] if self.owners else None


logOwner = LogOwner()


class Logger:
    """I am one who speaks in the log; my prefix stands before my lines."""

    written = 1

    def logPrefix(self):
        return '-'


def _prefix():
    owner = logOwner.owner()
    if owner is None:
        return '-'
    try:
        return owner.logPrefix()
    except Exception:
        return 'logPrefix of %s failed' % owner.__class__.__name__


class _Sink:
    """I write lines of the log to a file, each with time and owner."""

    def __init__(self, file):
        self.file = file

    def line(self, text):
        now = time.strftime('%d/%m/%Y %H:%M', time.localtime())
        before = '%s [%s] ' % (now, _prefix())
        lines = text.rstrip('\n').split('\n')
        try:
            self.file.write(''.join([before + each + '\n' for each in lines]))
            self.file.flush()
        except (OSError, ValueError):
            # A log that cannot be written, or was closed by somebody, must not
            # stop the server.
            pass


class _Plain(_Sink):
    """I write lines as they are: for a script that calls run() by hand.

    What the tutorials do not show of a run I leave out.
    """

    unshown = ('Starting factory ', 'Stopping factory ', 'Starting protocol ',
               'Stopping protocol ', '(Port ', 'set uid/gid ')

    def line(self, text):
        if text.startswith(self.unshown):
            return
        self.file.write(text.rstrip('\n') + '\n')
        self.file.flush()


class _Redirected:
    """I stand for stdout or stderr of a process that logs."""

    encoding = 'utf-8'
    closed = False

    def __init__(self, original):
        self.original = original
        self.waiting = ''

    def write(self, text):
        self.waiting += text
        lines = self.waiting.split('\n')
        self.waiting = lines.pop()
        for line in lines:
            msg(line)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def close(self):
        pass

    def isatty(self):
        return False

    def fileno(self):
        return -1


_sink = None
_original = (sys.stdout, sys.stderr)
_kept = None
_ignored = []
logfile = None


def msg(*parts):
    """Log the parts, joined by blanks."""
    if _sink is not None:
        _sink.line(' '.join([each if isinstance(each, str) else str(each)
                             for each in parts]))


def write(text):
    msg(text.rstrip('\n'))


def debug(*parts):
    """Log something that only developers want; silent by default."""


def err(stuff=None, why=None):
    """Log a Failure, an exception, or the exception being handled."""
    from twisted.python import failure
    if stuff is None:
        stuff = failure.Failure()
    elif isinstance(stuff, BaseException):
        stuff = failure.Failure(stuff)
    if isinstance(stuff, failure.Failure):
        if _ignored and stuff.check(*_ignored):
            return
        if _kept is not None:
            _kept.append(stuff)
        text = stuff.getTraceback()
    else:
        text = str(stuff)
    if why:
        text = '%s\n%s' % (why, text)
    if _sink is not None:
        _sink.line(text)
    else:
        _original[1].write(text if text.endswith('\n') else text + '\n')
        _original[1].flush()


def deferr():
    """Log the exception being handled."""
    err()


def startLogging(file, setStdout=1):
    """Log to this file from now on."""
    global _sink, logfile, _original
    if _sink is None:
        _original = (sys.stdout, sys.stderr)
    _sink = _Sink(file)
    logfile = file
    if setStdout:
        sys.stdout = _Redirected(_original[0])
        sys.stderr = _Redirected(_original[1])
    msg('Log opened.')


def startPlain(file):
    """Print lines as they are, unless there is a log already."""
    global _sink
    if _sink is None:
        _sink = _Plain(file)
        return True
    return False


def className(thing):
    """The full name of the class of something."""
    return '%s.%s' % (thing.__class__.__module__, thing.__class__.__name__)


def spokenName(factory):
    """The name of a factory's class; by hand, as the tutorial has it."""
    name = className(factory)
    if isinstance(_sink, _Plain):
        return getattr(factory, 'tutorialName', name)
    return name


def stopPlain():
    global _sink
    if isinstance(_sink, _Plain):
        _sink = None


def discardLogs():
    """Forget the log file; say nothing more."""
    global _sink
    _sink = None


def stopLogging():
    """Give stdout and stderr back and log no more."""
    discardLogs()
    sys.stdout, sys.stderr = _original


def startKeepingErrors():
    global _kept
    _kept = []


def flushErrors(*errorTypes):
    """Return the errors kept since the last time, and forget them."""
    global _kept
    found = _kept or []
    if _kept is not None:
        _kept = []
    if not errorTypes:
        return found
    return [each for each in found if each.check(*errorTypes)]


def ignoreErrors(*types):
    _ignored.extend(types)


def clearIgnores():
    del _ignored[:]


def output(func, *args, **kw):
    """Return what func printed, as a string."""
    import io
    stream = io.StringIO()
    old, sys.stdout = sys.stdout, stream
    try:
        func(*args, **kw)
    finally:
        sys.stdout = old
    return stream.getvalue()


class Log:
    """I am a file whose lines go to another file, with an owner before them."""

    def __init__(self, file, owner):
        self.file = file
        self.owner = owner

    def write(self, text):
        logOwner.own(self.owner)
        try:
            _Sink(self.file).line(text)
        finally:
            logOwner.disown(self.owner)

    def flush(self):
        self.file.flush()


class _ErrorFile:
    """I am where a Failure prints itself."""

    def write(self, text):
        msg(text)

    def flush(self):
        pass


logerr = _ErrorFile()
