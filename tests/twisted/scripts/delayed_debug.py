# Delayed calls that remember who set them, and such as are moved to the past.
import os

from twisted.internet import base, reactor
from twisted.python import log

told = []


def observe(event):
    if event['isError']:
        print('error', event['failure'].type.__name__)
    else:
        told.append(' '.join(event['message']))


def names(text):
    """The functions of this file that a traceback goes through."""
    found = []
    for line in text.replace(' C:', '').splitlines():
        if os.path.basename(__file__) in line:
            found.append(line.split(' in ')[1])
    return found


def sets(seconds, function, *args):
    return reactor.callLater(seconds, function, *args)


def fails(what):
    raise ValueError(what)


plain = sets(60, print)
base.DelayedCall.debug = True
call = sets(60, print, 'never')
print(hasattr(plain, 'creator'), isinstance(call.creator, list), call.debug,
      plain.debug)
base.DelayedCall.debug = 1
counted = sets(60, print)
print(hasattr(counted, 'creator'))
counted.cancel()
base.DelayedCall.debug = True
shown = str(call)
print(shown.count('traceback at creation'), names(shown), shown[-1])
call.cancel()
print(names(str(call)), str(call).endswith('>'))
sets(0, fails, 'remembered')
base.DelayedCall.debug = False
sets(0, fails, 'not remembered')
print('traceback' in str(plain))

calls = [sets(seconds, print) for seconds in (3000, 1000, 2000)]
late, soon, between = calls
print([each is wanted for each, wanted in zip(sorted(calls),
                                              (soon, between, late))])
print(soon < late, soon <= late, soon > late, late >= soon, late == late,
      late != soon, reactor.seconds() <= late.seconds() <= reactor.seconds())
try:
    late < 3
except TypeError:
    print('no number')
for each in calls:
    each.cancel()

for seconds in -600, 0:
    sets(30, print, 'was late').reset(seconds)
sets(30, print, 'was late, too').delay(-330)
plain.cancel()
log.addObserver(observe)
sets(0.05, reactor.stop)
reactor.run()
log.removeObserver(observe)
for each in told:
    if 'created here' in each:
        print(each.strip().splitlines()[0], names(each))
