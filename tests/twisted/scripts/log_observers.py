# The log of old: dictionaries, and what they say.
import io
from twisted.logger import Logger
from twisted.python import failure, log


def observer(event):
    text = log.textFromEventDict(event).split('\n')
    print(event['isError'], event['system'], event['message'], text[0],
          text[-2:])


log.addObserver(observer)
log.msg('one', 2, [3], key='value')
log.msg(format='%(what)s is %(how)d', what='this', how=4)
log.err(failure.Failure(ValueError('wrong')))
log.err(failure.Failure(ValueError('wrong')), 'This is why')
log.err(KeyError('an exception'), 'Explained')
log.err('only text')
try:
    1 // 0
except ZeroDivisionError:
    log.err()
    log.err(None, 'divided')
log.callWithContext({'system': 'elsewhere'}, log.msg, 'in context')


class Speaker:
    def logPrefix(self):
        return 'Speaker'

    def fails(self):
        raise IndexError('in a callback')


speaker = Speaker()
log.callWithLogger(speaker, log.msg, 'by a speaker')
log.callWithLogger(speaker, speaker.fails)
Logger().warn('new {kind}', kind='event')
log.removeObserver(observer)
log.msg('nobody sees this')

out = io.StringIO()
file = log.FileLogObserver(out)
file.timeFormat = 'TIME'
file.start()
log.msg('to a file')
log.msg('two\nlines', system='sys')
file.stop()
log.msg('not this')
print(out.getvalue(), end='')


def broken(event):
    raise RuntimeError('observer')


seen = []
log.addObserver(broken)
log.addObserver(seen.append)
log.msg('all the same')
print([log.textFromEventDict(event).split('\n')[0][:30] for event in seen])
log.removeObserver(broken)

publisher = log.LogPublisher()
publisher.addObserver(lambda event: print('apart', event['message'],
                                          event['more']))
publisher.msg('only here', more=1)
log.theLogPublisher.addObserver(observer)
log.theLogPublisher.msg('everywhere')
log.theLogPublisher.removeObserver(observer)

why = failure.Failure(ValueError('kept as it is'))
same = lambda event: print(event['failure'] is why)
log.addObserver(same)
log.err(why)
log.removeObserver(same)
