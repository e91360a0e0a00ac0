"""Work for another thread, of which there are none: it is done at once."""

from twisted.internet import defer

_told = False


def tellOnce():
    """Say, the first time, what becomes of work for threads."""
    global _told
    if not _told:
        _told = True
        from twisted.python import log
        log.msg('there are no threads here: deferToThread calls at once')


def deferToThread(f, *args, **kwargs):
    """A Deferred with what f returns; f is called now, and others wait."""
    tellOnce()
    return defer.execute(f, *args, **kwargs)


def deferToThreadPool(reactor, threadpool, f, *args, **kwargs):
    return deferToThread(f, *args, **kwargs)


def callMultipleInThread(tupleList):
    """Call each (function, args, keywords)."""
    for f, args, kwargs in tupleList:
        f(*args, **kwargs)


def blockingCallFromThread(reactor, f, *a, **kw):
    """What f returns; of a Deferred, the result it must have already."""
    from twisted.python.failure import Failure
    found = []
    defer.maybeDeferred(f, *a, **kw).addBoth(found.append)
    if not found:
        raise RuntimeError('no thread is there to wait for a result that is '
                           'not there yet')
    if isinstance(found[0], Failure):
        found[0].raiseException()
    return found[0]
