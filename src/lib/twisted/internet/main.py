"""What the reactor tells protocols at the end; and the names of 0.15."""

# Those that most connections end with are made once, when the first one ends.
_reasons = {}

# The running application, as code of 0.15 finds it.
theApplication = None


def closedCleanly():
    """Why most connections are gone."""
    return _reason('ConnectionDone')


def _reason(name):
    if name not in _reasons:
        from twisted.internet import error
        from twisted.python import failure
        _reasons[name] = failure.Failure(getattr(error, name)())
    return _reasons[name]


def __getattr__(name):
    if name in ('CONNECTION_DONE', 'CONNECTION_LOST'):
        from twisted.internet import error
        kind = name[11:].lower()
        made = globals()[name] = getattr(
            error, 'Connection' + kind.title())('Connection ' + kind)
        return made
    if name == 'Application':  # where it was in 0.15
        from twisted.internet import app
        return app.Application
    raise AttributeError("module 'twisted.internet.main' has no attribute %r"
                         % name)


def installReactor(reactor=None):
    """Put a reactor where `from twisted.internet import reactor` finds it."""
    import sys
    import twisted.internet
    if 'twisted.internet.reactor' in sys.modules:
        from twisted.internet import error
        raise error.ReactorAlreadyInstalledError('reactor already installed')
    if reactor is None:
        from twisted.internet import default
        return default.install()
    twisted.internet.reactor = sys.modules['twisted.internet.reactor'] = \
        reactor
    return reactor


def failureFor(exception):
    """Why a connection is closed whose protocol raised this."""
    from twisted.python import failure
    return failure.Failure(exception)


def lostBecause(number):
    """Why a connection is gone: the kernel's errno, 0 when we aborted it."""
    if number == 0:
        return _reason('ConnectionAborted')
    import _reactor
    from twisted.internet import error
    from twisted.python import failure
    if not _reactor.eraVoice():
        return failure.Failure(error.ConnectionLost())
    import os
    return failure.Failure(error.ConnectionLost(os.strerror(number)))


def isHalfCloseable(protocol):
    """Whether it goes on when one direction of its connection is closed."""
    import sys
    if getattr(protocol, '_halfCloseable', False):
        return True  # one of ours, said without zope
    if 'zope.interface' not in sys.modules:
        return False  # nobody else can have said so
    from twisted.internet import interfaces
    return interfaces.IHalfCloseableProtocol.providedBy(protocol)


# --- 0.15 ---------------------------------------------------------------------
# The reactor was this module then.

def run(installSignalHandlers=1):
    from twisted.internet import reactor
    reactor.run(installSignalHandlers)


def stopMainLoop(ignored=None):
    from twisted.internet import reactor
    reactor.stop()


shutDown = stopMainLoop


def iterate(timeout=0):
    from twisted.internet import reactor
    reactor.iterate(timeout)


def _ofReactor(name):
    def call(*args, **kw):
        from twisted.internet import reactor
        return getattr(reactor, name)(*args, **kw)
    call.__name__ = call.__qualname__ = name
    return call


for _name in ('addReader', 'addWriter', 'removeReader', 'removeWriter',
              'removeAll', 'wakeUp'):
    globals()[_name] = _ofReactor(_name)


def addTimeout(method, seconds):
    from twisted.internet import reactor
    return reactor.callLater(seconds, method)


# What python.delay counts, and other things that are asked for their timeout().
def addDelayed(delayed):
    def tick():
        if _ticks.get(delayed) is not tick:
            return
        try:
            wait = delayed.timeout()
            if wait is not None and wait <= 0:
                delayed.runUntilCurrent()
        finally:
            wait = delayed.timeout()
            addTimeout(tick, 1.0 if wait is None else max(wait, 0))
    delayeds.append(delayed)
    _ticks[delayed] = tick
    addTimeout(tick, 0)


def removeDelayed(delayed):
    delayeds.remove(delayed)
    del _ticks[delayed]


delayeds, _ticks = [], {}


def callBeforeShutdown(function):
    from twisted.internet import reactor
    reactor.addSystemEventTrigger('before', 'shutdown', function)


def callDuringShutdown(function):
    from twisted.internet import reactor
    reactor.addSystemEventTrigger('during', 'shutdown', function)


def callAfterShutdown(function):
    from twisted.internet import reactor
    reactor.addSystemEventTrigger('after', 'shutdown', function)
