"""Who is which thread, where there is one."""

threadingmodule = None
threaded = False
ioThread = None


def init(with_threads=1):
    """Nothing is to be made ready."""


def synchronize(*classes):
    """What others lock needs no lock."""


def whenThreaded(function):
    """There will not be threads: function is not called."""


def getThreadID():
    return 0


def registerAsIOThread():
    global ioThread
    ioThread = getThreadID()


def isInIOThread():
    import sys
    reactor = sys.modules.get('twisted.internet.reactor')
    return ioThread == getThreadID() or getattr(reactor, '_started', False) \
        or getattr(reactor, '_ended', False)


class XLock:
    """I am a lock, and nobody can hold me against you."""

    def acquire(self, blocking=True):
        return True

    def release(self):
        pass

    __enter__ = acquire

    def __exit__(self, *why):
        pass
