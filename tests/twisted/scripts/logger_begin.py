# Nothing is lost that was logged before somebody said where it goes.
import io
import sys
from twisted.logger import (FilteringLogObserver, Logger, LogLevel,
                            LogLevelFilterPredicate, STDLibLogObserver,
                            formatEvent, globalLogBeginner, globalLogPublisher,
                            textFileLogObserver)
from twisted.python import log

logger = Logger('early')
logger.info('before {n}', n=1)
log.msg('before 2')
out = io.StringIO()
stdout = sys.stdout
levels = LogLevelFilterPredicate(LogLevel.warn)
globalLogBeginner.beginLoggingTo([
    textFileLogObserver(out, timeFormat='T'),
    FilteringLogObserver(lambda e: stdout.write('warned %s\n'
                                                % formatEvent(e)), [levels])])
logger.warn('after {what!r}', what='that')
print('printed', 1)
sys.stdout = stdout
log.msg('from the log', system='here')
print(out.getvalue(), end='')

import logging
stream = io.StringIO()
logging.basicConfig(stream=stream, format='%(levelname)s %(name)s %(message)s',
                    level=logging.INFO)
globalLogPublisher.addObserver(STDLibLogObserver('bridge'))
logger.error('to logging {x}', x=5)
logger.debug('too quiet')
print(stream.getvalue(), end='')
stream.truncate(0)
stream.seek(0)
log.PythonLoggingObserver('old').start()
log.msg('old to logging')
log.err('old error')
print([line for line in stream.getvalue().splitlines() if ' old ' in line])
