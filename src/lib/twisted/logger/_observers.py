"""The rest of twisted.logger: those who look at events."""

import sys

from zope.interface import implementer

from twisted.logger import (ILogFilterPredicate, ILogObserver,
                            InvalidLogLevelError, LogLevel, PredicateResult,
                            _Text, asLegacy, asModern,
                            formatEventAsClassicLogText, formatTime,
                            globalLogPublisher, timeFormatRFC3339)

__name__ = 'twisted.logger'


@implementer(ILogObserver)
class LegacyLogObserverWrapper:
    """I let an observer for twisted.python.log see my events."""

    def __init__(self, legacyObserver):
        self.legacyObserver = legacyObserver

    def __repr__(self):
        return '%s(%s)' % (type(self).__name__, self.legacyObserver)

    def __call__(self, event):
        self.legacyObserver(asLegacy(event))


def publishToNewObserver(observer, eventDict, textFromEventDict):
    """Let an observer see an event of twisted.python.log."""
    observer(asModern(eventDict, textFromEventDict))


@implementer(ILogObserver)
class FileLogObserver:
    """I write the text of events to a file, be it of text or of bytes."""

    def __init__(self, outFile, formatEvent):
        import io
        self._outFile = outFile
        self._text = isinstance(outFile, io.TextIOBase) or bool(
            getattr(outFile, 'encoding', None))
        self.formatEvent = formatEvent

    def __call__(self, event):
        text = self.formatEvent(event)
        if text:
            self._outFile.write(text if self._text else text.encode('utf-8'))
            self._outFile.flush()


def textFileLogObserver(outFile, timeFormat=timeFormatRFC3339):
    return FileLogObserver(outFile, lambda event: formatEventAsClassicLogText(
        event, lambda when: formatTime(when, timeFormat)))


@implementer(ILogObserver)
def bitbucketLogObserver(event):
    """Drop the event."""


@implementer(ILogObserver)
class FilteringLogObserver:
    """I pass on those events that my predicates let through."""

    def __init__(self, observer, predicates,
                 negativeObserver=bitbucketLogObserver):
        self._observer = observer
        self._predicates = list(predicates)
        self._negativeObserver = negativeObserver

    def __call__(self, event):
        for predicate in self._predicates:
            result = predicate(event)
            if result is PredicateResult.yes:
                break
            if result is PredicateResult.no:
                return self._negativeObserver(event)
            if result is not PredicateResult.maybe:
                raise TypeError('Invalid predicate result: %r' % (result,))
        if 'log_trace' in event:
            event['log_trace'].append((self, self._observer))
        self._observer(event)


@implementer(ILogFilterPredicate)
class LogLevelFilterPredicate:
    """I let events of a level and above through, for each namespace its own."""

    def __init__(self, defaultLogLevel=LogLevel.info):
        self.defaultLogLevel = defaultLogLevel
        self.clearLogLevels()

    def logLevelForNamespace(self, namespace):
        while namespace:
            if namespace in self._levels:
                return self._levels[namespace]
            namespace = namespace.rpartition('.')[0]
        return self._levels['']

    def setLogLevelForNamespace(self, namespace, level):
        if level not in LogLevel.iterconstants():
            raise InvalidLogLevelError(level)
        self._levels[namespace or ''] = level

    def clearLogLevels(self):
        self._levels = {'': self.defaultLogLevel}

    def __call__(self, event):
        level, namespace = event.get('log_level'), event.get('log_namespace')
        if level is None or not namespace or (
                level < self.logLevelForNamespace(namespace)):
            return PredicateResult.no
        return PredicateResult.maybe


@implementer(ILogObserver)
class LimitedHistoryLogObserver:
    """I remember the last events."""

    def __init__(self, size=64 * 1024):
        from collections import deque
        self._buffer = deque(maxlen=size)

    def __call__(self, event):
        self._buffer.append(event)

    def replayTo(self, otherObserver):
        for event in self._buffer:
            otherObserver(event)


class StringifiableFromEvent(_Text):
    def __bytes__(self):
        return str(self).encode('utf-8')


@implementer(ILogObserver)
class STDLibLogObserver:
    """I pass events on to the logging module."""

    # That many frames are between the finder of the caller and my own caller.
    defaultStackDepth = 4

    def __init__(self, name='twisted', stackDepth=defaultStackDepth):
        import logging
        self.logger = logging.getLogger(name)
        self.logger.findCaller = self._findCaller
        self.stackDepth = stackDepth

    def _findCaller(self, stackInfo=False, stackLevel=1):
        frame = sys._getframe(self.stackDepth)
        code = frame.f_code
        return code.co_filename, frame.f_lineno, code.co_name, None

    def __call__(self, event):
        level = event.get('log_level', LogLevel.info)
        failure = event.get('log_failure')
        self.logger.log(10 * (level._order + 1), StringifiableFromEvent(event),
                        exc_info=failure and (failure.type, failure.value,
                                              failure.getTracebackObject()))


class LoggingFile:
    """I am a file whose lines are events."""

    closed = property(lambda self: self._closed)
    encoding = property(lambda self: self._encoding)
    mode = property(lambda self: 'w')
    newlines = property(lambda self: None)
    name = property(lambda self: '<%s %s#%s>' % (
        type(self).__name__, self.log.namespace, self.level.name))
    softspace = 0

    def __init__(self, logger, level=LogLevel.info, encoding=None):
        self.log = logger
        self.level = level
        self._encoding = encoding or 'utf-8'
        self._waiting = ''
        self._closed = False

    def write(self, message):
        if self._closed:
            raise ValueError('I/O operation on closed file')
        if isinstance(message, bytes):
            message = message.decode(self._encoding)
        *lines, self._waiting = (self._waiting + message).split('\n')
        for line in lines:
            self.log.emit(self.level, '{log_io}', log_io=line)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def close(self):
        self._closed = True

    def fileno(self):
        return -1

    def isatty(self):
        return False

    def read(self, *args):
        raise OSError('unsupported operation')

    next = readline = readlines = xreadlines = seek = tell = truncate = read


class _Captured:
    def __enter__(self):
        events = []
        self._observer = events.append
        globalLogPublisher.addObserver(self._observer)
        return events

    def __exit__(self, *exc_info):
        globalLogPublisher.removeObserver(self._observer)


def capturedLogs():
    """A context in which what is logged gathers in a list."""
    return _Captured()


def formatTrace(trace):
    """The way of an event through observers, as an indented list."""
    def named(obj):
        return '%s (%s)' % (obj, obj.name) if hasattr(obj, 'name') else str(obj)
    text = ''
    parents = []
    for parent, child in trace:
        if not parents:
            text = '%s\n' % named(parent)
        if parent in parents:
            del parents[parents.index(parent) + 1:]
        else:
            parents.append(parent)
        text += '%s-> %s\n' % ('  ' * len(parents), named(child))
    return text
