# An error that nobody looked at is logged when its Deferred is gone.
import gc
from twisted.internet import defer
from twisted.python import log

seen = []


def observer(event):
    if 'failure' in event:
        seen.append(event['failure'].type.__name__)
    elif event['isError']:
        seen.append(log.textFromEventDict(event))


log.addObserver(observer)


def forget(n):
    for i in range(n):
        defer.fail(ValueError(i))
        handled = defer.fail(KeyError(i))
        handled.addErrback(lambda f: None)
        waits = defer.fail(IndexError(i))
        defer.succeed(None).addCallback(lambda r: waits).addErrback(
            lambda f: None)


forget(100)
gc.collect()
# A collector that looks at the stack word by word may keep a few.
print(len(seen) > 180, sorted(set(seen)))
