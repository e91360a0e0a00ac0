# Events, their formats, and what observers of both kinds see of them.
import io
from twisted.logger import (FilteringLogObserver, InvalidLogLevelError,
                            LimitedHistoryLogObserver, Logger, LogLevel,
                            LogLevelFilterPredicate, LogPublisher,
                            PredicateResult, capturedLogs, eventAsText,
                            formatEvent, formatEventAsClassicLogText,
                            formatTime, globalLogPublisher,
                            textFileLogObserver)
from twisted.python import failure, log

events = []
globalLogPublisher.addObserver(events.append)
logger = Logger()


class Server:
    log = Logger()

    def serve(self):
        self.log.warn('{log_source} serves {what!r:>8}', what='tea')

    def __repr__(self):
        return '<Server>'


logger.info('hello {name} {x.real} {f()} {d[k]}', name='you', x=5,
            f=lambda: 'called', d={'k': 'item'})
Server().serve()
Server.log.debug('{{braces}}')
logger.error('bad {nothing}')
logger.info('')
logger.emit(LogLevel.critical, 'emitted')
try:
    {}['missing']
except KeyError:
    logger.failure('went wrong: {why}', why='because')
log.msg('from', 'the', 'old', 'one', key='value')
log.msg(format='%(a)s and %(b)d', a='x', b=2)
log.err(failure.Failure(ValueError('v')), 'old error')
for event in events:
    print(event['log_level'], event['log_namespace'],
          event.get('log_system'), event.get('isError'))
    text = formatEvent(event)
    print(repr(text) if 'nothing' not in text else text[:22])
print(repr(eventAsText(events[0], includeTimestamp=False)))
print(repr(eventAsText(events[0], includeTimestamp=False,
                       includeSystem=False)))
print(repr(formatEventAsClassicLogText(events[1], lambda when: 'now')))
print('builtins.KeyError' in eventAsText(events[6]),
      'KeyError' in eventAsText(events[6], includeTraceback=False))
print(formatTime(0.0), formatTime(None), formatTime(3.5, '%Y'))

print(list(LogLevel.iterconstants()), LogLevel.levelWithName('warn'),
      LogLevel.debug < LogLevel.info < LogLevel.critical)
try:
    LogLevel.levelWithName('loud')
except InvalidLogLevelError as error:
    print('invalid', error)
print(logger, Server.log, Server().log.namespace, Logger('named'))

out = io.StringIO()
observer = textFileLogObserver(out, timeFormat='T')
for event in events[:2] + [{}, {'log_format': 'two\nlines',
                                'log_system': 'sys', 'log_time': 1.0}]:
    observer(event)
print(out.getvalue())

predicate = LogLevelFilterPredicate()
predicate.setLogLevelForNamespace('a.b', LogLevel.error)
print(predicate.logLevelForNamespace('a.b.c'),
      predicate.logLevelForNamespace('a'))
filtering = FilteringLogObserver(
    lambda e: print('passes', e['log_namespace'], e['log_level']),
    [predicate], lambda e: print('stays', e['log_namespace'], e['log_level']))
for namespace, level in (('a.b', LogLevel.info), ('a.b', LogLevel.critical),
                         ('a', LogLevel.info), ('a', LogLevel.debug)):
    filtering({'log_namespace': namespace, 'log_level': level})
FilteringLogObserver(print, [lambda e: PredicateResult.no])({})
FilteringLogObserver(print, [lambda e: PredicateResult.yes,
                             lambda e: PredicateResult.no])({'yes': 1})

got = []
publisher = LogPublisher(lambda event: 1 // 0)
publisher.addObserver(got.append)
publisher({'log_format': 'through'})
print([formatEvent(event)[:32] for event in got])
publisher.removeObserver(got.append)

history = LimitedHistoryLogObserver(2)
for i in range(3):
    history({'i': i})
history.replayTo(print)
with capturedLogs() as captured:
    logger.info('captured')
print([formatEvent(event) for event in captured])
