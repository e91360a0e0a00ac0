"""Events with a level and a format, and those who look at them.

What is logged here also reaches the observers and the file of
twisted.python.log, and what is logged there reaches my observers.
"""

import sys
import time
import warnings

from twisted.python import log
from twisted.python.failure import Failure
from zope.interface import Interface, implementer

__all__ = ['FileLogObserver', 'FilteringLogObserver', 'ILogFilterPredicate',
           'ILogObserver', 'InvalidLogLevelError',
           'LegacyLogObserverWrapper', 'LimitedHistoryLogObserver',
           'LogBeginner', 'LogEvent', 'LogLevel', 'LogLevelFilterPredicate',
           'LogPublisher', 'Logger', 'LoggingFile', 'PredicateResult',
           'STDLibLogObserver', 'capturedLogs', 'eventAsJSON', 'eventAsText',
           'eventFromJSON', 'eventsFromJSONLogFile', 'extractField',
           'formatEvent', 'formatEventAsClassicLogText', 'formatTime',
           'globalLogBeginner', 'globalLogPublisher', 'jsonFileLogObserver',
           'textFileLogObserver', 'timeFormatRFC3339']

timeFormatRFC3339 = '%Y-%m-%dT%H:%M:%S%z'
LogEvent = dict[str, object]


class ILogObserver(Interface):
    """I am called with an event, which is a dictionary."""

    def __call__(event):
        """An event has happened."""


class ILogFilterPredicate(Interface):
    """I am called with an event, and give a PredicateResult."""

    def __call__(event):
        """Shall it pass?"""


class InvalidLogLevelError(Exception):
    """There is no such level."""

    def __init__(self, level):
        Exception.__init__(self, str(level))
        self.level = level


class _Constant:
    """I am one of a few; those that come later are greater."""

    def __init__(self, family, name, order):
        self.name = name
        self._family = family
        self._order = order

    def __lt__(self, other):
        return self._order < other._order

    def __le__(self, other):
        return self._order <= other._order

    def __gt__(self, other):
        return self._order > other._order

    def __ge__(self, other):
        return self._order >= other._order

    def __repr__(self):
        return '<%s=%s>' % (self._family, self.name)


class _Constants:
    @classmethod
    def iterconstants(cls):
        return iter([getattr(cls, name) for name in cls._names])

    @classmethod
    def lookupByName(cls, name):
        if name not in cls._names:
            raise ValueError(name)
        return getattr(cls, name)


def _constants(cls):
    for order, name in enumerate(cls._names):
        setattr(cls, name, _Constant(cls.__name__, name, order))
    return cls


@_constants
class LogLevel(_Constants):
    """How much an event matters."""

    _names = 'debug', 'info', 'warn', 'error', 'critical'

    @classmethod
    def levelWithName(cls, name):
        if name not in cls._names:
            raise InvalidLogLevelError(name)
        return getattr(cls, name)


@_constants
class PredicateResult(_Constants):
    """Whether an event passes; `maybe` asks the next predicate."""

    _names = 'yes', 'no', 'maybe'


class Logger:
    """I emit events in the name of a module, a class or an object."""

    def __init__(self, namespace=None, source=None, observer=None):
        if namespace is None:
            namespace = sys._getframe(1).f_globals.get('__name__', '<unknown>')
        self.namespace = namespace
        self.source = source
        self.observer = globalLogPublisher if observer is None else observer

    def __get__(self, instance, owner=None):
        owner = owner or type(instance)
        return type(self)('%s.%s' % (owner.__module__, owner.__name__),
                          owner if instance is None else instance,
                          self.observer)

    def __repr__(self):
        return '<%s %r>' % (type(self).__name__, self.namespace)

    def emit(self, level, format=None, **kwargs):
        if level not in LogLevel.iterconstants():
            self.failure('Got invalid log level {invalidLevel!r} in {logger}'
                         '.emit().', Failure(InvalidLogLevelError(level)),
                         invalidLevel=level, logger=self)
            return
        kwargs.update(log_logger=self, log_level=level,
                      log_namespace=self.namespace, log_source=self.source,
                      log_format=format, log_time=time.time())
        if 'log_trace' in kwargs:
            kwargs['log_trace'].append((self, self.observer))
        self.observer(kwargs)

    def failure(self, format, failure=None, level=LogLevel.critical, **kwargs):
        """Log a Failure, by default of the exception being handled."""
        self.emit(level, format, log_failure=failure or Failure(), **kwargs)

    def debug(self, format=None, **kwargs):
        self.emit(LogLevel.debug, format, **kwargs)

    def info(self, format=None, **kwargs):
        self.emit(LogLevel.info, format, **kwargs)

    def warn(self, format=None, **kwargs):
        self.emit(LogLevel.warn, format, **kwargs)

    def error(self, format=None, **kwargs):
        self.emit(LogLevel.error, format, **kwargs)

    def critical(self, format=None, **kwargs):
        self.emit(LogLevel.critical, format, **kwargs)


# --- text ---------------------------------------------------------------------

class _Fields:
    """I am an event to a format, where {name()} is called."""

    def __init__(self, event):
        self._event = event

    def __getitem__(self, key):
        if key.endswith('()'):
            return self._event[key[:-2]]()
        return self._event[key]


def formatWithCall(formatString, mapping):
    """Format by a mapping; {name()} stands for what calling it gives."""
    return formatString.format_map(_Fields(mapping))


def formatEvent(event):
    """The text of an event; of a wrong one, what is wrong with it."""
    try:
        if 'log_flattened' in event:
            return _saved().flatFormat(event)
        pattern = event.get('log_format')
        if pattern is None:
            return ''
        if isinstance(pattern, bytes):
            pattern = pattern.decode('utf-8')
        if not isinstance(pattern, str):
            raise TypeError('Log format must be str, not %r' % (pattern,))
        return formatWithCall(pattern, event)
    except BaseException as error:
        return formatUnformattableEvent(event, error)


def formatUnformattableEvent(event, error):
    """What can be said of an event whose text cannot be made."""
    try:
        return 'Unable to format event %r: %s' % (event, error)
    except BaseException:
        from twisted.python.reflect import safe_repr
        return ('MESSAGE LOST: unformattable object logged: %s\n'
                'Recoverable data: %s\nException during formatting:\n%s' % (
                    safe_repr(error),
                    ', '.join(['%s = %s' % (safe_repr(key), safe_repr(value))
                               for key, value in event.items()]), Failure()))


def formatTime(when, timeFormat=timeFormatRFC3339, default='-'):
    if timeFormat is None or when is None:
        return default
    if '%f' in timeFormat:
        from datetime import datetime
        return datetime.fromtimestamp(when).astimezone().strftime(timeFormat)
    return time.strftime(timeFormat, time.localtime(when))


def eventAsText(event, includeTraceback=True, includeTimestamp=True,
                includeSystem=True, formatTime=formatTime):
    text = formatEvent(event)
    if includeTraceback and 'log_failure' in event:
        try:
            traceback = event['log_failure'].getTraceback()
        except BaseException as error:
            traceback = '(UNABLE TO OBTAIN TRACEBACK FROM EVENT):%s' % error
        text = '\n'.join((text, traceback))
    if not text:
        return text
    if includeSystem:
        text = '[%s] %s' % (_system(event), text)
    if includeTimestamp:
        text = '%s %s' % (formatTime(event.get('log_time')), text)
    return text


def _system(event):
    system = event.get('log_system')
    if system is None:
        level = event.get('log_level')
        return '%s#%s' % (event.get('log_namespace', '-'),
                          '-' if level is None else level.name)
    try:
        return str(system)
    except Exception:
        return 'UNFORMATTABLE'


def formatEventAsClassicLogText(event, formatTime=formatTime):
    """One line, the rest of a longer text indented; or None."""
    text = eventAsText(event, formatTime=formatTime)
    return text.replace('\n', '\n\t') + '\n' if text else None


# --- observers ----------------------------------------------------------------

@implementer(ILogObserver)
class LogPublisher:
    """I pass events on to any number of observers."""

    def __init__(self, *observers):
        self._observers = list(observers)
        self.log = Logger('twisted.logger._observer', observer=self)

    def addObserver(self, observer):
        if not callable(observer):
            raise TypeError('Observer is not callable: %r' % (observer,))
        if observer not in self._observers:
            self._observers.append(observer)

    def removeObserver(self, observer):
        if observer in self._observers:
            self._observers.remove(observer)

    def __call__(self, event):
        broken = []
        for observer in list(self._observers):
            if 'log_trace' in event:
                event['log_trace'].append((self, observer))
            try:
                observer(event)
            except Exception:
                broken.append((observer, Failure()))
        for observer, failure in broken:
            others = LogPublisher(*[each for each in self._observers
                                    if each is not observer])
            Logger('twisted.logger._observer', observer=others).failure(
                'Temporarily disabling observer {observer} due to exception: '
                '{log_failure}', failure, observer=observer)


class _GlobalPublisher(LogPublisher):
    """I tell twisted.python.log as well."""

    def __call__(self, event):
        LogPublisher.__call__(self, event)
        if log._observers or log._sink is not None:
            log._tell(asLegacy(event))

    def fromLog(self, event):
        """An event of twisted.python.log."""
        LogPublisher.__call__(self, asModern(event, log.textFromEventDict))
        asLegacy(event)


class _Text:
    """I am the text of an event, made when it is wanted."""

    def __init__(self, event):
        self._event = event

    def __str__(self):
        return formatEvent(self._event)


def asLegacy(event):
    """Give an event what observers of twisted.python.log look for."""
    event.setdefault('message', ())
    event.setdefault('system', event.get('log_system', '-'))
    if 'time' not in event:
        event['time'] = event['log_time']
    if 'format' not in event and event.get('log_format') is not None:
        event['log_legacy'] = _Text(dict(event))
        event['format'] = '%(log_legacy)s'
        if not isinstance(event['message'], tuple):
            event['message'] = ()
    if 'log_failure' in event:
        event.setdefault('failure', event['log_failure'])
        event.setdefault('isError', 1)
        if 'why' not in event:
            event['why'] = formatEvent(event)
    elif 'isError' not in event:
        event['isError'] = int(event['log_level'] in (LogLevel.error,
                                                      LogLevel.critical))
    return event


_KNOWN_LEVELS = {
    number: level for order, level in enumerate(LogLevel.iterconstants())
    for number in (10 * order + 10,
                   {'warn': 'WARNING'}.get(level.name, level.name.upper()))}


def asModern(event, textFromEventDict):
    """Give an event of twisted.python.log what my observers look for."""
    if 'log_time' not in event:
        event['log_time'] = event['time']
    if 'log_format' not in event:
        text = textFromEventDict(event)
        if text is not None:
            event.update(log_text=text, log_format='{log_text}')
    if 'log_level' not in event:
        level = LogLevel.critical if event.get('isError') else LogLevel.info
        if 'logLevel' in event:
            level = _KNOWN_LEVELS.get(event['logLevel'])
        if level is not None:
            event['log_level'] = level
    event.setdefault('log_namespace', 'log_legacy')
    if 'system' in event:
        event.setdefault('log_system', event['system'])
    return event


class LogBeginner:
    """I keep the last events until somebody says who is to have them.

    Those that are critical can be read on errorStream meanwhile.
    """

    _DEFAULT_BUFFER_SIZE = 200

    def __init__(self, publisher, errorStream, stdio, warningsModule,
                 initialBufferSize=None):
        self._publisher = publisher
        self._errors = errorStream
        self._stdio = stdio
        self._warnings = warningsModule
        self._oldshowwarning = warningsModule.showwarning
        self._size = initialBufferSize or self._DEFAULT_BUFFER_SIZE
        self._before = []
        self._begun = '', 0
        self._log = Logger('twisted.logger._global', observer=publisher)
        publisher.addObserver(self._remember)

    def _remember(self, event):
        self._before.append(event)
        del self._before[:-self._size]
        if event.get('log_namespace') and \
                event.get('log_level') is LogLevel.critical:
            self._errors.write(eventAsText(event, includeTimestamp=False,
                                           includeSystem=False) + '\n')
            self._errors.flush()

    def beginLoggingTo(self, observers, discardBuffer=False,
                       redirectStandardIO=True):
        """Log to these from now on, and what was logged so far, too."""
        frame = sys._getframe(1)
        here = frame.f_code.co_filename, frame.f_lineno
        for observer in observers:
            self._publisher.addObserver(observer)
        if self._before is not None:
            self._publisher.removeObserver(self._remember)
            before, self._before = self._before, None
            for event in () if discardBuffer else before:
                self._publisher(event)
            self._warnings.showwarning = self.showwarning
        else:
            self._log.warn(
                'Warning: primary log target selected twice at <{fileNow}:'
                '{lineNow}> - previously selected at <{fileThen}:{lineThen}>.'
                '  Remove one of the calls to beginLoggingTo.',
                fileNow=here[0], lineNow=here[1],
                fileThen=self._begun[0], lineThen=self._begun[1])
        self._begun = here
        if redirectStandardIO:
            LoggingFile = __getattr__('LoggingFile')
            for name, level in (('stdout', LogLevel.info),
                                ('stderr', LogLevel.error)):
                setattr(self._stdio, name, LoggingFile(
                    Logger(name, observer=self._publisher), level,
                    getattr(getattr(self._stdio, name), 'encoding', None)))

    def showwarning(self, message, category, filename, lineno, file=None,
                    line=None):
        """Log a warning that has no file of its own to go to."""
        if file is not None:
            self._oldshowwarning(message, category, filename, lineno, file,
                                 line)
        else:
            self._log.warn('{filename}:{lineno}: {category}: {warning}',
                           warning=message, filename=filename, lineno=lineno,
                           category='%s.%s' % (category.__module__,
                                               category.__qualname__))


class _GlobalBeginner(LogBeginner):
    """I begin nothing that twisted.python.log has begun already."""

    def _remember(self, event):
        if log._sink is not None or log._observed:
            self._before.clear()
        else:
            self._errors = log._original[1]
            LogBeginner._remember(self, event)

    def beginLoggingTo(self, *args, **kw):
        LogBeginner.beginLoggingTo(self, *args, **kw)
        log._observed = True


globalLogPublisher = _GlobalPublisher()
globalLogBeginner = _GlobalBeginner(globalLogPublisher, sys.stderr, sys,
                                    warnings)
log._modern = globalLogPublisher.fromLog
_loggerFor = lambda obj: Logger('twisted.logger._logger').__get__(
    obj, obj.__class__)

_SAVED = ('eventAsJSON eventFromJSON eventsFromJSONLogFile extractField'
          ' flatFormat flattenEvent jsonFileLogObserver').split()


def _saved():
    import twisted.logger._json
    return sys.modules['twisted.logger._json']


def __getattr__(name):
    # What not everybody needs.
    if name in _SAVED:
        return getattr(_saved(), name)
    if name[0] != '_':
        __import__('twisted.logger._observers')
        found = sys.modules['twisted.logger._observers']
        if hasattr(found, name):
            return getattr(found, name)
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
