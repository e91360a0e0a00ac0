# Events with fields, seen by several observers, each in its own way.
import io
import sys

from twisted.internet import defer, protocol, reactor, task
from twisted.logger import (
    FilteringLogObserver, FileLogObserver, ILogObserver, LogLevel,
    LogLevelFilterPredicate, Logger, LogPublisher, PredicateResult,
    eventAsJSON, eventFromJSON, eventsFromJSONLogFile, extractField,
    formatEvent, formatEventAsClassicLogText, globalLogPublisher,
    jsonFileLogObserver)
from twisted.protocols.basic import LineReceiver
from zope.interface import implementer, provider


class Account:
    log = Logger()

    def __init__(self, owner):
        self.owner = owner
        self.total = 0

    def __repr__(self):
        return '<%s>' % self.owner

    def add(self, amount):
        self.total += amount
        self.log.info('{log_source.owner} {verb} {amount:+d}, now {total()}',
                      verb='adds' if amount > 0 else 'takes', amount=amount,
                      total=lambda: self.total)
        if self.total < 0:
            self.log.warn('{account!r} is overdrawn by {by}', account=self,
                          by=-self.total)

    def close(self):
        try:
            assert self.total == 0, 'there is something left'
            self.log.debug('closed')
        except AssertionError:
            self.log.failure('cannot close {who}', who=self.owner)


@implementer(ILogObserver)
class Counts:
    def __init__(self):
        self.counts = {}

    def __call__(self, event):
        name = event['log_level'].name
        self.counts[name] = self.counts.get(name, 0) + 1


@provider(ILogObserver)
def says(event):
    text = formatEvent(event).split(' {')[0].split(' 0x')[0]
    print('[%s] %s' % (event['log_level'].name, text))


def loud(event):
    if event['log_namespace'].endswith('.Account'):
        return PredicateResult.maybe
    return PredicateResult.no


text, rows = io.StringIO(), io.StringIO()
counts = Counts()
levels = LogLevelFilterPredicate(LogLevel.warn)
levels.setLogLevelForNamespace('__main__.Account', LogLevel.info)
audit = LogPublisher(
    FilteringLogObserver(says, [levels]), counts,
    FilteringLogObserver(jsonFileLogObserver(rows, ''), [loud]))
text_observer = FileLogObserver(
    text, lambda event: (formatEvent(event) or '') + '|')
audit.addObserver(text_observer)
Account.log = Logger(namespace='__main__.Account', observer=audit)
other = Logger(namespace='elsewhere', observer=audit)

ann = Account('ann')
ann.add(5)
ann.add(-8)
ann.close()
ann.add(3)
ann.close()
other.info('not shown')
other.error('shown {n}', n=1)
audit.removeObserver(text_observer)
other.critical('{missing} field')
other.emit(LogLevel.warn, 'by {0}', **{'0': 'number'})
print(sorted(counts.counts.items()))
print(text.getvalue())

rows.seek(0)
for event in eventsFromJSONLogFile(rows, '', ):
    print(event['log_level'].name, formatEvent(event),
          'log_failure' in event)
event = {'log_format': 'x {a[0]} {b.c} {d!r:>5}', 'a': [1], 'b': task,
         'd': 'e', 'log_level': LogLevel.info, 'log_time': 0,
         'log_namespace': 'n'}
try:
    formatEvent(dict(event, b=None))
except Exception as e:
    print(type(e))
event['b'] = type('B', (), {'c': 'see'})
print(formatEvent(event))
again = eventFromJSON(eventAsJSON(event))
print(again['log_level'], again['d'], formatEvent(again))
print(formatEventAsClassicLogText(event, lambda when: 'then'))
print(extractField('a[0]', event), extractField('b.c', event))


def broken(event):
    raise RuntimeError('no paper')


caught = []
globalLogPublisher.addObserver(
    lambda event: caught.append(event) if 'observer' in event else None)
publisher = LogPublisher(broken, says)
publisher({'log_level': LogLevel.info, 'log_format': 'still said'})
for event in caught:
    print(event['log_failure'].type.__name__, event['log_level'].name)
print([level.name for level in LogLevel.iterconstants()],
      LogLevel.levelWithName('warn') is LogLevel.warn)
try:
    LogLevel.levelWithName('shout')
except Exception as e:
    print(type(e).__name__, e)
