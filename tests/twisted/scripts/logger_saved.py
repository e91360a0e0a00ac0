# Events kept as JSON on lines, and read again.
import io
from twisted.logger import (FileLogObserver, FilteringLogObserver, Logger,
                            LogBeginner, LogLevel, LogLevelFilterPredicate,
                            LogPublisher, eventAsJSON, eventAsText,
                            eventFromJSON, eventsFromJSONLogFile,
                            extractField, formatEvent,
                            formatEventAsClassicLogText, formatTime,
                            jsonFileLogObserver)
from twisted.python.failure import Failure


class Kettle:
    def __init__(self, litres):
        self.litres = litres

    def __repr__(self):
        return '<Kettle of %s>' % self.litres


events = []
log = Logger('kitchen', observer=events.append)
log.info('boils {kettle.litres} in {kettle!r}, {minutes:>4}{minutes}',
         kettle=Kettle(2), minutes=3)
log.warn('calls {when()}, items {d[key]} {d[other]!r}',
         when=lambda: 'now', d={'key': 1, 'other': b'\xff'})
try:
    1 // 0
except ZeroDivisionError:
    log.failure('cold: {why}', why='no gas')
log.debug('unformattable {missing}')
log.error(None, text='no format')
log.info('bytes', data=b'\x00\xe9', nested=[Kettle(1), {'k': (1, None)}],
         **{'n\u00e9': '\u20ac'})

for event in events:
    event['log_time'] = 1.0
    try:
        text = eventAsJSON(event)
    except KeyError as error:
        print('not kept, for', error)
        continue
    again = eventFromJSON(text)
    print(formatEvent(again), again['log_level'] is event['log_level'],
          again['log_logger'], again['log_namespace'])
    print(sorted(again.get('log_flattened', {})))
    if 'log_failure' in again:
        failure = again['log_failure']
        print(type(failure).__name__, failure.type.__name__,
              failure.getErrorMessage())
    if 'data' in again:
        print(repr(again['data']), again['nested'], again['n\u00e9'])
    print('\n' not in text)
print(extractField('kettle.litres', events[0]), extractField(
    'kettle!r', events[0]), extractField('minutes:>4', events[0]))

out = io.StringIO()
keep = jsonFileLogObserver(out)
for n in range(3):
    keep({'log_format': 'event {n}', 'n': n, 'log_level': LogLevel.info})
text = out.getvalue()
print(repr(text))
print([formatEvent(e) for e in eventsFromJSONLogFile(io.StringIO(text))])
print([formatEvent(e) for e in eventsFromJSONLogFile(
    io.BytesIO(text.encode()), bufferSize=3)])
print([formatEvent(e) for e in eventsFromJSONLogFile(io.BytesIO(
    text.encode()[:-1] + b'\x1e{"x": \n\x1e\xff\n'))])
print([e for e in eventsFromJSONLogFile(io.StringIO('{"a": 1}\n{"b": 2}\n'))])
print([e for e in eventsFromJSONLogFile(io.StringIO('{"a": 1},{"b": 2}\n,'),
                                        recordSeparator=',')])

# What cannot be said is said to have been lost.
class Bad:
    def __repr__(self):
        raise RuntimeError('no words')


for event in ({'log_format': 7}, {'log_format': b'x {y}', 'y': 1},
              {'log_format': '{bad}', 'bad': Bad()},
              {'log_format': '{a.b.c}', 'a': 1}):
    text = formatEvent(event)
    print(text.split('\nRecov')[0])
print(eventAsText({'log_format': 'f', 'log_failure': 'none'},
                  includeTimestamp=False))
print(repr(formatEventAsClassicLogText(
    {'log_format': 'a\nb', 'log_system': Bad()})))
print(formatTime(0.25, '%f'), formatTime(1.0, None), formatTime(None, '%Y'))


class Stdio:
    stdout, stderr = io.StringIO(), io.StringIO()


class Warnings:
    @staticmethod
    def showwarning(*args, **kw):
        print('shown', args[0])


errors = io.StringIO()
publisher = LogPublisher()
beginner = LogBeginner(publisher, errors, Stdio, Warnings, 2)
for n in range(4):
    publisher({'n': n})
Logger('x', observer=publisher).critical('at once')
print(repr(errors.getvalue()))
seen = []
beginner.beginLoggingTo([seen.append])
Stdio.stdout.write('a line\nhalf')
Stdio.stderr.write(' of it\nbytes\n')
Warnings.showwarning('careful', UserWarning, 'file', 3)
Warnings.showwarning('to a file', UserWarning, 'file', 3, file=errors)
beginner.beginLoggingTo([], redirectStandardIO=False)
for event in seen:
    print(event.get('n'), event.get('log_namespace'), event.get('log_level'),
          formatEvent(event).partition(' at <')[0])
print(Stdio.stdout.name, Stdio.stdout.mode, Stdio.stdout.fileno(),
      Stdio.stdout.isatty(), Stdio.stderr.encoding)
for wrong in (Stdio.stdout.read, lambda: setattr(Stdio.stdout, 'mode', 'r')):
    try:
        wrong()
    except (OSError, AttributeError) as error:
        print(type(error).__name__)
Stdio.stdout.close()
try:
    Stdio.stdout.write('late')
except ValueError as error:
    print(error, Stdio.stdout.closed)
file = io.BytesIO()
FileLogObserver(file, lambda event: event['text'])({'text': '\u20ac'})
print(file.getvalue())
levels = LogLevelFilterPredicate(LogLevel.error)
try:
    FilteringLogObserver(print, [lambda event: 'yes'])({})
except TypeError as error:
    print(error)
trace = []
FilteringLogObserver(trace.append, [levels])(
    {'log_level': LogLevel.error, 'log_namespace': 'x', 'log_trace': trace})
print(len(trace))
