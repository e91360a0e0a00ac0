# twisted.python.log: observers that fail, times, warnings, stdout.
import io
import sys
import time
import warnings
from twisted.python import failure, log

out = io.StringIO()
publisher = log.LogPublisher()
observer = log.FileLogObserver(out)
observer.timeFormat = 'T'
publisher.addObserver(observer.emit)


class Bad:
    def __repr__(self):
        raise RuntimeError('no words')
    __str__ = __repr__


publisher.msg('one', 2, system='me')
publisher.msg('two\nlines', system='me')
publisher.msg(format='%(a)s%%', a=1, system='-')
publisher.msg(format='%(missing)s', a=1, system='-')
publisher.msg(format=7, system='-')
publisher.msg('bytes', b'\xc3\xa9', system='-')
publisher.msg(failure=failure.Failure(ValueError('v')), isError=1, why='Why',
              system='-')
publisher.msg(failure=failure.Failure(ValueError('v')), isError=1, why=None,
              system='-')
publisher.msg(system='nothing to say')
for line in out.getvalue().splitlines():
    print(line.partition('{')[0])
out.truncate(0)
out.seek(0)
publisher.msg(format=Bad(), system='-')
publisher.msg(Bad(), system='-')
publisher.msg(format='%(bad)s', bad=Bad(), system='-')
publisher.msg('x', system=Bad())
print([line.split(' at 0x')[0][:50] for line in out.getvalue().splitlines()
       if line.startswith('T ')])

seen = []
broken = log.LogPublisher()
broken.addObserver(lambda event: 1 // 0)
broken.addObserver(seen.append)
broken.msg('told')
broken.msg('again')
print([log.textFromEventDict(each).split(' <')[0] for each in seen
       if not each['isError']],
      [each['failure'].type.__name__ for each in seen if each['isError']])
print(len(broken.observers))
broken.removeObserver(seen.append)
broken.removeObserver(len)
print(len(broken.observers))

when = time.mktime((2003, 3, 20, 12, 0, 0, 0, 0, -1))
plain = log.FileLogObserver(out)
print(plain.formatTime(when)[:19])
plain.getTimezoneOffset = lambda when: 5 * 3600 + 1800
print(plain.formatTime(3600 * 24))
plain.getTimezoneOffset = lambda when: -3600
print(plain.formatTime(3600 * 24))
plain.timeFormat = '%H:%M'
print(plain.formatTime(when))

got = []
log.startLoggingWithObserver(got.append)
print('printed', 1)
sys.stderr.write('not good\n')
warnings.warn_explicit('careful', UserWarning, 'file.py', 3)
log.showwarning('to a file', UserWarning, 'f', 1, file=out)
log.err(KeyError('k'), 'why', extra=1)
log.err('no exception')
log.deferr = None
sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
for event in got:
    print(log.textFromEventDict(event).split('\n')[0], event['isError'],
          event['system'], event.get('category'), event.get('extra'))
log.removeObserver(got.append)
out = io.StringIO()
log.startLogging(out)
log.startLogging(sys.stdout)
print('printed', 2)
sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
print([line.partition('] ')[2] for line in out.getvalue().splitlines()
       if 'twice' not in line and 'Remove one' not in line])
stick = log.StdioOnnaStick(isError=True)
got = []
log.addObserver(got.append)
stick.write('one\ntwo')
stick.writelines([' and', 'more'])
print([(each['message'], each['isError'], each['printed']) for each in got])
print(stick.name, stick.mode, stick.closed, stick.fileno())
try:
    stick.read()
except OSError as error:
    print(error)
log.callWithLogger(log.Logger(), lambda: log.msg('in its name'))


class Named(log.Logger):
    def logPrefix(self):
        return 'named'


log.callWithLogger(Named(), lambda: log.msg('named'))
log.callWithLogger(Named(), lambda: 1 // 0)
log.callWithContext({'system': 'ctx', 'more': 1}, log.msg, 'with context')
print([(each['system'], each.get('more'), each['isError'])
       for each in got[-4:]])
null = log.NullFile()
print(null.read(), null.write(b'lost'), null.flush(), null.close())
# Observers that were added here find what today's look for.
log.msg('plain', 'text')
log.err(ValueError('wrong'), 'why')
log.msg('warned', logLevel=30, system='mine')
log.msg(format='%(a)s teas', a=2)
for each in got[-4:]:
    print({key: str(each[key]) for key in sorted(each)
           if key not in ('time', 'log_time', 'failure')})
print(isinstance(log.defaultObserver, log.DefaultObserver),
      log.context.get('nothing', 'here'))
