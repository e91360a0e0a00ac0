"""The rest of twisted.logger: those who look at events."""

from twisted.logger import (InvalidLogLevelError, LogLevel, PredicateResult,
                            _asLegacy, _Constant, formatEvent,
                            formatEventAsClassicLogText, formatTime,
                            globalLogPublisher, timeFormatRFC3339)

__name__ = 'twisted.logger'


class LegacyLogObserverWrapper:
    """I let an observer for twisted.python.log see my events."""

    def __init__(self, legacyObserver):
        self.legacyObserver = legacyObserver

    def __repr__(self):
        return '%s(%s)' % (type(self).__name__, self.legacyObserver)

    def __call__(self, event):
        self.legacyObserver(_asLegacy(event))


class FileLogObserver:
    """I write the text of events to a file."""

    def __init__(self, outFile, formatEvent):
        self._outFile = outFile
        self.formatEvent = formatEvent

    def __call__(self, event):
        text = self.formatEvent(event)
        if text:
            self._outFile.write(text)
            self._outFile.flush()


def textFileLogObserver(outFile, timeFormat=timeFormatRFC3339):
    return FileLogObserver(outFile, lambda event: formatEventAsClassicLogText(
        event, lambda when: formatTime(when, timeFormat)))


class FilteringLogObserver:
    """I pass on those events that my predicates let through."""

    def __init__(self, observer, predicates, negativeObserver=None):
        self._observer = observer
        self._predicates = list(predicates)
        self._negativeObserver = negativeObserver

    def __call__(self, event):
        for predicate in self._predicates:
            result = predicate(event)
            if result is PredicateResult.yes:
                break
            if result is PredicateResult.no:
                if self._negativeObserver is not None:
                    self._negativeObserver(event)
                return
        self._observer(event)


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
        if not isinstance(level, _Constant):
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


class LimitedHistoryLogObserver:
    """I remember the last events."""

    def __init__(self, size=1000):
        from collections import deque
        self._buffer = deque(maxlen=size)

    def __call__(self, event):
        self._buffer.append(event)

    def replayTo(self, otherObserver):
        for event in self._buffer:
            otherObserver(event)


class STDLibLogObserver:
    """I pass events on to the logging module."""

    def __init__(self, name='twisted', stackDepth=4):
        import logging
        self.logger = logging.getLogger(name)

    def __call__(self, event):
        level = event.get('log_level', LogLevel.info)
        failure = event.get('log_failure')
        self.logger.log(10 * (level._order + 1), formatEvent(event),
                        exc_info=failure and (failure.type, failure.value,
                                              failure.tb))


class LoggingFile:
    """I am a file whose lines are events."""

    closed = False
    encoding = 'utf-8'
    mode = 'w'
    newlines = None
    softspace = False

    def __init__(self, logger, level=LogLevel.info, encoding=None):
        self.log = logger
        self.level = level
        self._waiting = ''

    def write(self, message):
        if isinstance(message, bytes):
            message = message.decode(self.encoding)
        *lines, self._waiting = (self._waiting + message).split('\n')
        for line in lines:
            self.log.emit(self.level, '{log_io}', log_io=line)
        return len(message)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def close(self):
        self.closed = True

    def isatty(self):
        return False


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
