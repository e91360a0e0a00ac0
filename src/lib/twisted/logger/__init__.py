"""Events with a level and a format, and those who look at them.

What is logged here also reaches the observers and the file of
twisted.python.log, and what is logged there reaches my observers.
"""

import sys
import time

from twisted.python import log
from twisted.python.failure import Failure
from zope.interface import Interface

__all__ = ['FileLogObserver', 'FilteringLogObserver', 'ILogFilterPredicate',
           'ILogObserver', 'InvalidLogLevelError',
           'LegacyLogObserverWrapper', 'LimitedHistoryLogObserver',
           'LogBeginner', 'LogLevel', 'LogLevelFilterPredicate',
           'LogPublisher', 'Logger', 'LoggingFile', 'PredicateResult',
           'STDLibLogObserver', 'capturedLogs', 'eventAsText',
           'formatEvent', 'formatEventAsClassicLogText', 'formatTime',
           'globalLogBeginner', 'globalLogPublisher',
           'textFileLogObserver', 'timeFormatRFC3339']

timeFormatRFC3339 = '%Y-%m-%dT%H:%M:%S%z'


class ILogObserver(Interface):
    """I am called with an event, which is a dictionary."""


class ILogFilterPredicate(Interface):
    """I am called with an event, and give a PredicateResult."""


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
        return Logger('%s.%s' % (owner.__module__, owner.__qualname__),
                      owner if instance is None else instance, self.observer)

    def __repr__(self):
        return '<Logger %r>' % (self.namespace,)

    def emit(self, level, format=None, **kwargs):
        if not isinstance(level, _Constant):
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

class _Value:
    """I stand for a value in a format, where {name()} calls it."""

    def __init__(self, value):
        self._value = value

    def __getattr__(self, name):
        return _called(getattr, self._value, name)

    def __getitem__(self, key):
        return _Value(self._value[key])

    def __format__(self, spec):
        return format(self._value, spec)

    def __str__(self):
        return str(self._value)

    def __repr__(self):
        return repr(self._value)


class _Keys:
    def __init__(self, event):
        self._event = event

    def __getitem__(self, key):
        return _called(dict.__getitem__, self._event, key)


def _called(find, thing, name):
    if name.endswith('()'):
        return _Value(find(thing, name[:-2])())
    return _Value(find(thing, name))


def formatEvent(event):
    """The text of an event; of a wrong one, what is wrong with it."""
    try:
        pattern = event.get('log_format')
        if pattern is None:
            return ''
        if isinstance(pattern, bytes):
            pattern = pattern.decode('utf-8')
        return pattern.format_map(_Keys(event))
    except Exception as error:
        from twisted.python.reflect import safe_repr
        return 'Unable to format event %s: %s' % (safe_repr(event), error)


def formatTime(when, timeFormat=timeFormatRFC3339, default='-'):
    if timeFormat is None or when is None:
        return default
    return time.strftime(timeFormat, time.localtime(when))


def eventAsText(event, includeTraceback=True, includeTimestamp=True,
                includeSystem=True, formatTime=formatTime):
    text = formatEvent(event)
    if includeTraceback and 'log_failure' in event:
        try:
            traceback = event['log_failure'].getTraceback()
        except Exception as error:
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
        system = '%s#%s' % (event.get('log_namespace', '-'),
                            '-' if level is None else level.name)
    return system


def formatEventAsClassicLogText(event, formatTime=formatTime):
    """One line, the rest of a longer text indented; or None."""
    text = eventAsText(event, formatTime=formatTime)
    return text.replace('\n', '\n\t') + '\n' if text else None


# --- observers ----------------------------------------------------------------

class LogPublisher:
    """I pass events on to any number of observers."""

    def __init__(self, *observers):
        self._observers = list(observers)

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
            Logger('twisted.logger._observer', self, others).failure(
                'Temporarily disabling observer {observer} due to exception: '
                '{log_failure}', failure, observer=observer)


class _GlobalPublisher(LogPublisher):
    """I tell twisted.python.log as well."""

    def __call__(self, event):
        LogPublisher.__call__(self, event)
        if log._observers or log._sink is not None or not log._observed:
            log._tell(_asLegacy(event))

    def fromLog(self, event):
        """An event of twisted.python.log."""
        level = LogLevel.critical if event['isError'] else LogLevel.info
        names = {10: 'debug', 20: 'info', 30: 'warn', 40: 'error',
                 50: 'critical'}
        if event.get('logLevel') in names:
            level = getattr(LogLevel, names[event['logLevel']])
        LogPublisher.__call__(self, {
            **event, 'log_level': level, 'log_namespace': 'log_legacy',
            'log_format': '{log_text}', 'log_system': event['system'],
            'log_time': event['time'],
            'log_text': log.textFromEventDict(event)})


class _Text:
    def __init__(self, event):
        self._event = event

    def __str__(self):
        return formatEvent(self._event)


def _asLegacy(event):
    """An event as the observers of twisted.python.log know it."""
    event = {'message': (), 'system': event.get('log_system') or '-',
             'time': event.get('log_time'), 'isError': 0, **event}
    if event.get('log_format') is not None and 'format' not in event:
        event['log_legacy'] = _Text(dict(event))
        event['format'] = '%(log_legacy)s'
    if 'log_failure' in event:
        event.update(failure=event['log_failure'], isError=1,
                     why=formatEvent(event))
    elif event.get('log_level') in (LogLevel.error, LogLevel.critical):
        event['isError'] = 1
    return event


# Of what is logged before somebody says where to: that much is kept.
_MOST_BEFORE = 65536


class LogBeginner:
    """I keep events until somebody says who is to have them."""

    def __init__(self, publisher):
        self._publisher = publisher
        self._before = []
        publisher.addObserver(self._remember)

    def _remember(self, event):
        if log._sink is not None:    # those of log have it all
            self._before.clear()
        elif len(self._before) < _MOST_BEFORE:
            self._before.append(event)

    def beginLoggingTo(self, observers, discardBuffer=False,
                       redirectStandardIO=True):
        """Log to these from now on, and what was logged so far, too."""
        before, self._before = self._before, None
        observers = list(observers)
        log._observed = True
        if before is None:
            Logger('twisted.logger._global', self, self._publisher).warn(
                'Warning: primary log target selected twice.')
        else:
            self._publisher.removeObserver(self._remember)
            for event in () if discardBuffer else before:
                LogPublisher(*observers)(event)
        for observer in observers:
            self._publisher.addObserver(observer)
        if redirectStandardIO:
            LoggingFile = __getattr__('LoggingFile')
            for name, level in (('stdout', LogLevel.info),
                                ('stderr', LogLevel.error)):
                setattr(sys, name, LoggingFile(
                    Logger(name, self, self._publisher), level))


globalLogPublisher = _GlobalPublisher()
globalLogBeginner = LogBeginner(globalLogPublisher)
log._modern = globalLogPublisher.fromLog


def __getattr__(name):
    # What not everybody needs.
    if name[0] != '_':
        __import__('twisted.logger._observers')
        found = sys.modules['twisted.logger._observers']
        if hasattr(found, name):
            return getattr(found, name)
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
