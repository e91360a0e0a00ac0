"""assertLogs() and assertNoLogs()."""

import collections
import logging

from .assertions import _RaisesBase

__unittest = True

_LoggingWatcher = collections.namedtuple('_LoggingWatcher',
                                         ['records', 'output'])


class _CapturingHandler(logging.Handler):
    def __init__(self):
        logging.Handler.__init__(self)
        self.watcher = _LoggingWatcher([], [])

    def flush(self):
        pass

    def emit(self, record):
        self.watcher.records.append(record)
        self.watcher.output.append(self.format(record))


class _AssertLogsContext(_RaisesBase):
    LOGGING_FORMAT = '%(levelname)s:%(name)s:%(message)s'

    def __init__(self, test_case, logger_name, level, no_logs):
        self.test_case = test_case
        self.logger_name = logger_name
        self.level = logging._nameToLevel.get(level, level) if level \
            else logging.INFO
        self.no_logs = no_logs
        self.msg = None

    def __enter__(self):
        logger = self.logger_name
        if not isinstance(logger, logging.Logger):
            logger = logging.getLogger(logger)
        self.logger = logger
        handler = _CapturingHandler()
        handler.setLevel(self.level)
        handler.setFormatter(logging.Formatter(self.LOGGING_FORMAT))
        self.watcher = handler.watcher
        self.old = logger.handlers[:], logger.level, logger.propagate
        logger.handlers = [handler]
        logger.setLevel(self.level)
        logger.propagate = False
        return None if self.no_logs else handler.watcher

    def __exit__(self, exc_type, exc_value, tb):
        self.logger.handlers, level, self.logger.propagate = self.old
        self.logger.setLevel(level)
        seen = self.watcher
        if exc_type is None and bool(seen.records) == bool(self.no_logs):
            self._raiseFailure(
                'Unexpected logs found: %r' % (seen.output,) if self.no_logs
                else 'no logs of level %s or higher triggered on %s' % (
                    logging.getLevelName(self.level), self.logger.name))
