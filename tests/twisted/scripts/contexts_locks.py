# What is so for a call, and locks that other processes see.
import os
import tempfile

from twisted.internet import defer, task
from twisted.python import context, lockfile, log

os.chdir(tempfile.mkdtemp())


def known():
    return context.get('a'), context.get('b'), context.get('c', 3)


print(known())
print(context.call({'a': 1}, context.call, {'b': 2}, known))
context.setDefault('c', 26)
print(context.call({'a': 1}, known), known())
tracker = context.theContextTracker.currentContext()
print(tracker.callWithContext({'b': 5}, tracker.getContext, 'b'))


def show(event):
    print({key: event[key] for key in ('isError', 'system', 'message', 'who')
           if key in event})


class Speaker(log.Logger):
    def logPrefix(self):
        return 'prefix'


log.addObserver(show)
log.callWithContext({'system': 'me', 'who': 'x'}, log.msg, 'hello')
context.call({log.ILogContext: {'system': 'you', 'isError': 0}}, log.msg, 'ho')
log.callWithLogger(Speaker(), log.msg, 'as')
log.removeObserver(show)
print(context.get(log.ILogContext))
log.callWithContext({'q': 1}, lambda: print(context.get(log.ILogContext)))

lock = lockfile.FilesystemLock('lock')
print(lock.locked, lock.lock(), lock.clean, lock.locked)
print(lockfile.isLocked('lock'), os.readlink('lock') == str(os.getpid()))


def waits(clock, **kw):
    one = defer.DeferredFilesystemLock('lock', clock)
    d = one.deferUntilLocked(**kw)
    d.addCallbacks(lambda _: print('locked'),
                   lambda f: print(f.type.__name__, f.value))
    return one, d


clock = task.Clock()
one, d = waits(clock, timeout=2.5)
one.deferUntilLocked().addErrback(lambda f: print(f.type.__name__, f.value))
clock.pump([1, 1, 1])
one, d = waits(clock)
d.cancel()
one, d = waits(clock)
lock.unlock()
clock.advance(1)
print(one.locked, clock.getDelayedCalls())
one.unlock()

gone = os.fork()
if gone == 0:
    os._exit(0)
os.waitpid(gone, 0)
os.symlink(str(gone), 'lock')
print(lock.lock(), lock.clean)
os.remove('lock')
os.symlink('1', 'lock')
try:
    lock.unlock()
except ValueError as e:
    print(e)
