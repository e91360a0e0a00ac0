"""Who said what, and when.

Every line names its owner: the connection, application or factory in whose
behalf the code was running. Until somebody calls startLogging the lines go
nowhere, and errors to the error output. Observers, if there are any, see each
event as a dictionary. twisted.logger has the ways of today, and joins when it
is imported, or an observer added to a program of today.
"""

import sys
import time

import _reactor


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


_asked = None


def _prefix():
    global _asked
    owner = logOwner.owner()
    if owner is None or owner is _asked:
        return '-'    # or it logs while it thinks about its prefix
    before, _asked = _asked, owner
    try:
        return owner.logPrefix()
    except Exception:
        return 'logPrefix of %s failed' % owner.__class__.__name__
    finally:
        _asked = before


class _Sink:
    """I write lines of the log to a file, each with time and owner."""

    def __init__(self, file):
        self.file = file

    def line(self, text, system=None):
        now = time.strftime('%d/%m/%Y %H:%M', time.localtime())
        before = '%s [%s] ' % (now, system or _prefix())
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

    def line(self, text, system=None):
        if text.startswith(self.unshown):
            return
        self.file.write(text.rstrip('\n') + '\n')
        self.file.flush()


class StdioOnnaStick:
    """I stand for stdout or stderr of a process that logs."""

    closed = 0
    softspace = 0
    mode = 'wb'
    _said = {}
    name = '<stdio (log)>'

    def __init__(self, isError=0, encoding=None):
        self.isError = isError
        self.encoding = encoding or 'utf-8'
        self.buf = ''

    def write(self, data):
        *lines, self.buf = (self.buf + data).split('\n')
        StdioOnnaStick.writelines(self, lines)
        return len(data)

    def writelines(self, lines):
        for line in lines:
            msg(line, printed=1, isError=self.isError, **self._said)

    def flush(self):
        pass

    def close(self):
        pass

    def isatty(self):
        return False

    def fileno(self):
        return -1

    def read(self, *args):
        raise OSError("can't read from the log!")

    readline = readlines = seek = tell = read


class LoggingFile(StdioOnnaStick):
    """I am what print() writes to today: nobody in particular has said it."""

    closed = False
    mode = 'w'
    _said = {'system': '-'}

    def writelines(self, lines):
        for line in lines:
            self.write(line)


_sink = None
_original = (sys.stdout, sys.stderr)
_kept = None
_ignored = []
_context = {}
_observers = []
# What twisted.logger wants to know of each event.
_modern = None
# An observer took the place of the file.
_observed = False
logfile = StdioOnnaStick(0)


def addObserver(other):
    """Call the observer with each event, a dictionary."""
    if _modern is None and not _reactor.eraVoice():
        import twisted.logger  # whose keys today's observers look for
    _observers.append(other)


def removeObserver(other):
    if other in _observers:
        _observers.remove(other)


def _event(message, kw):
    event = {'isError': 0, 'message': message, 'time': time.time(),
             **_context, **kw}
    if 'system' not in event:
        event['system'] = _prefix()
    return event


def msg(*message, **kw):
    """Log the parts, joined by blanks."""
    if _observers or _modern is not None or kw or _context:
        event = _event(message, kw)
        if _modern is not None:
            _modern(event)
        _tell(event)
    elif _sink is not None:
        _sink.line(' '.join([each if isinstance(each, str) else str(each)
                             for each in message]))


def _tell(event):
    """Give an event to the observers, and its text to the file."""
    _inform(_observers, event, msg)
    if _sink is not None:
        text = textFromEventDict(event)
        if text is not None:
            _sink.line(text, event['system'])
    elif event['isError'] and ('why' in event or _reactor.eraVoice()) \
            and not _observed and _modern is None:
        text = textFromEventDict(event) or ''
        if not _reactor.eraVoice():
            # As twisted.logger says it.
            if event['why'] == '':
                text = text.removeprefix('Unhandled Error')
            text += '\n'
        elif not text.endswith('\n'):
            text += '\n'
        _original[1].write(text)
        _original[1].flush()


def complain(text):
    """Log it; where nobody keeps a log, who runs the program shall see it."""
    msg(text)
    if _sink is None and not _observers:
        sys.stderr.write(text + '\n')


def _inform(observers, event, tell):
    broken = []
    for observer in list(observers):
        try:
            observer(event)
        except Exception:
            from twisted.python import failure
            broken.append((observer, failure.Failure()))
    for observer, why in broken:
        # The others are told; the next event it sees again.
        if observer in observers:
            observers.remove(observer)
            tell(failure=why, isError=1, why='Temporarily disabling observer '
                 'LegacyLogObserverWrapper(%r) due to exception: %s'
                 % (observer, why))
            observers.append(observer)


def _showwarning(tell, message, category, filename, lineno, file, line):
    if file is not None:
        import warnings
        file.write(warnings.formatwarning(message, category, filename, lineno,
                                          line))
    else:
        name = '%s.%s' % (category.__module__, category.__name__)
        tell(warning=message, category=name, filename=filename, lineno=lineno,
             format='%(filename)s:%(lineno)s: %(category)s: %(warning)s')


def textFromEventDict(eventDict):
    """The text of an event, or None when it has none."""
    from twisted.python import reflect
    if eventDict['message']:
        return ' '.join([reflect.safe_str(part)
                         for part in eventDict['message']])
    if eventDict['isError'] and 'failure' in eventDict:
        failure = eventDict['failure']
        try:
            traceback = failure.getTraceback()
        except Exception as error:
            traceback = '(unable to obtain traceback): %s' % error
        return '%s\n%s' % (eventDict.get('why') or 'Unhandled Error',
                           traceback)
    if 'format' in eventDict:
        return _safeFormat(eventDict['format'], eventDict)
    return None


def _safeFormat(fmtString, fmtDict):
    """Format, or say what can be said of what cannot be formatted."""
    for text, parts in (
            ('%s', (fmtString, fmtDict)),
            ('Invalid format string or unformattable object in log message: '
             '%r, %s', (fmtString, fmtDict)),
            ('UNFORMATTABLE OBJECT WRITTEN TO LOG with fmt %r, MESSAGE LOST',
             (fmtString,))):
        try:
            return fmtString % fmtDict if text == '%s' else text % parts
        except KeyboardInterrupt:
            raise
        except BaseException:
            pass
    return 'PATHOLOGICAL ERROR IN BOTH FORMAT STRING AND MESSAGE DETAILS, ' \
           'MESSAGE LOST'


def write(text):
    msg(text.rstrip('\n'))


def debug(*parts):
    """Log something that only developers want; silent by default."""


def err(_stuff=None, _why=None, **kw):
    """Log a Failure, an exception, or the exception being handled."""
    from twisted.python import failure
    if _stuff is None:
        _stuff = failure.Failure()
    elif isinstance(_stuff, BaseException) and not isinstance(
            _stuff, failure.Failure):
        _stuff = failure.Failure(_stuff)
    if not isinstance(_stuff, failure.Failure):
        msg(repr(_stuff), why=_why, isError=1, **kw)
    elif not (_ignored and _stuff.check(*_ignored)):
        if _kept is not None:
            _kept.append(_stuff)
        msg(failure=_stuff, why=_why, isError=1, **kw)


def unhandled(failure, debug=''):
    """Log what nobody looked at before its Deferred was gone."""
    msg('Unhandled error in Deferred:', isError=1, why='')
    err(failure, debug and '(debug: %s)' % debug)


def deferr():
    """Log the exception being handled."""
    err()


def callWithContext(ctx, func, *args, **kw):
    """Call func; what it logs has these keys as well, 'system' for one."""
    global _context
    before = _context
    _context = {**before, **ctx}
    try:
        return func(*args, **kw)
    finally:
        _context = before


def currentContext():
    """What is known of whatever is logged now."""
    return {'system': _prefix(), **_context}


def callWithLogger(logger, func, *args, **kw):
    """Call func in behalf of a Logger; log what it raises."""
    try:
        system = logger.logPrefix()
    except Exception:
        system = '(buggy logPrefix method)'
        err(system=system)
    try:
        return callWithContext({'system': system}, func, *args, **kw)
    except Exception:
        err(system=system)


def startLogging(file, setStdout=1):
    """Log to this file from now on; return who does it.

    Lines are those of today, or of the era for who is written in its spelling.
    """
    global logfile
    from twisted import _era
    if isinstance(file, StdioOnnaStick):
        # What is written there is logged already.
        return None
    if _era.called_from_era():
        return startSink(file, setStdout)
    observer = FileLogObserver(file)
    startLoggingWithObserver(observer.emit, setStdout)
    logfile = file
    return observer


def startSink(file, setStdout=1):
    """Log to this file as the era did, and to no other."""
    global _sink, logfile, _original
    if isinstance(file, StdioOnnaStick):
        return
    if _sink is None:
        _original = (sys.stdout, sys.stderr)
    _sink = _Sink(file)
    logfile = file
    if setStdout:
        _redirect()
    msg('Log opened.')


def leaveSink():
    """Let observers alone have what is logged from now on."""
    global _observed, _sink
    _observed, _sink = True, None


def _redirect():
    kind = StdioOnnaStick if _reactor.eraVoice() else LoggingFile
    sys.stdout, sys.stderr = [
        kind(i, getattr(file, 'encoding', None))
        for i, file in enumerate(_original)]


def startLoggingWithObserver(observer, setStdout=1):
    """Let an observer have what is logged, instead of a file."""
    global _observed, _original
    if _sink is None and not _observed:
        _original = (sys.stdout, sys.stderr)
    _observed = True
    import warnings
    warnings.showwarning = showwarning
    _observers.append(observer)
    if setStdout:
        _redirect()
    msg('Log opened.')


class LogPublisher:
    """I tell my observers what is logged with my msg(), and nobody else."""

    def __init__(self):
        self.observers = []

    def addObserver(self, other):
        assert callable(other)
        self.observers.append(other)

    def removeObserver(self, other):
        if other in self.observers:
            self.observers.remove(other)

    def msg(self, *message, **kw):
        _inform(self.observers, _event(message, kw), self.msg)

    def showwarning(self, message, category, filename, lineno, file=None,
                    line=None):
        """Log a warning that has no file of its own to go to."""
        _showwarning(self.msg, message, category, filename, lineno, file, line)

    def _stopLogging(self):
        stopLogging()


class _ThePublisher(LogPublisher):
    """I am what addObserver() and msg() speak for."""

    msg = staticmethod(msg)

    def __init__(self):
        self.observers = _observers


theLogPublisher = _ThePublisher()
showwarning = theLogPublisher.showwarning


class FileLogObserver:
    """I write events to a file as today's programs expect them."""

    timeFormat = None

    def __init__(self, f):
        self.write = f.write
        self.flush = f.flush

    def getTimezoneOffset(self, when):
        """How many seconds local time is behind UTC."""
        return -time.localtime(when).tm_gmtoff

    def formatTime(self, when):
        if self.timeFormat is not None:
            if '%f' not in self.timeFormat:
                return time.strftime(self.timeFormat, time.localtime(when))
            from datetime import datetime
            return datetime.fromtimestamp(when).strftime(self.timeFormat)
        # A class derived from me may have an offset of its own.
        offset = -self.getTimezoneOffset(when)
        return '%s%s%02d%02d' % (
            time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(when + offset)),
            '-' if offset < 0 else '+', *divmod(abs(offset) // 60, 60))

    def emit(self, eventDict):
        text = textFromEventDict(eventDict)
        if text is not None:
            self.write('%s %s' % (
                self.formatTime(eventDict['time']),
                _safeFormat('[%(system)s] %(text)s\n', {
                    'system': eventDict['system'],
                    'text': text.replace('\n', '\n\t')})))
            self.flush()

    def start(self):
        addObserver(self.emit)

    def stop(self):
        removeObserver(self.emit)


class DefaultObserver:
    """I write the text of errors where errors go."""

    stderr = sys.stderr

    def emit(self, eventDict):
        if eventDict['isError']:
            text = textFromEventDict(eventDict)
            if text is not None:
                self.stderr.write(text)
            self.stderr.flush()

    start = FileLogObserver.start
    stop = FileLogObserver.stop


defaultObserver = DefaultObserver()


class PythonLoggingObserver:
    """I pass events on to a logger of the logging module."""

    def __init__(self, loggerName='twisted'):
        import logging
        self.logger = logging.getLogger(loggerName)

    def emit(self, eventDict):
        text = textFromEventDict(eventDict)
        if text is not None:
            self.logger.log(eventDict.get('logLevel') or (
                50 if eventDict['isError'] else 20), text)

    start = FileLogObserver.start
    stop = FileLogObserver.stop


def startPlain(file):
    """Print lines as they are, unless there is a log already."""
    global _sink
    if _sink is None and not _observed:
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
    global _observed
    discardLogs()
    _observed = False
    warnings = sys.modules.get('warnings')
    if warnings is not None and warnings.showwarning == showwarning:
        warnings.showwarning = warnings._showwarning_orig
    sys.stdout, sys.stderr = _original


# What keeps the errors of the test that runs.
_test = None


def startKeepingErrors():
    global _kept
    _kept = []


def flushErrors(*errorTypes):
    """Return the errors kept since the last time, and forget them."""
    global _kept
    if _test is not None:
        return _test.flush(*errorTypes)
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

    _begun = ''

    def __init__(self, file, owner):
        self.file = file
        self.owner = owner

    def write(self, text):
        lines, end, self._begun = (self._begun + text).rpartition('\n')
        if not end:
            return
        logOwner.own(self.owner)
        try:
            _Sink(self.file).line(lines)
        finally:
            logOwner.disown(self.owner)

    def flush(self):
        self.file.flush()


class NullFile:
    """I look like a file, and keep nothing."""

    softspace = 0

    def read(self):
        pass

    def write(self, bytes):
        pass

    flush = close = read


# Where a Failure prints itself.
logerr = StdioOnnaStick(1)


def __getattr__(name):
    if name == 'ILogContext':
        from zope.interface.interface import InterfaceClass
        globals()[name] = made = InterfaceClass(name, __module__=__name__)
        return made
    if name == 'context':
        from twisted.python import context
        return context
    if name == 'ILogObserver':
        from zope.interface import Interface

        class ILogObserver(Interface):
            """I am called with an event, which is a dictionary."""

            def __call__(eventDict):
                """An event has happened."""

        return globals().setdefault(name, ILogObserver)
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
