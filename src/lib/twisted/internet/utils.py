"""What another program says, as a Deferred."""

from twisted import _era
from twisted.internet import defer, protocol


class _Collector(protocol.ProcessProtocol):
    """I gather what a child writes; one of my kinds knows what is asked."""

    def __init__(self, deferred, is_era):
        self.deferred = deferred
        self.said = _era.to_text if is_era else bytes
        self.written = {1: [], 2: []}

    def childDataReceived(self, childFD, data):
        self.written[childFD].append(data)


class _UnexpectedErrorOutput(IOError):
    """It wrote to its error output; `processEnded` fails when it has ended."""

    def __init__(self, text, processEnded):
        IOError.__init__(self, 'got stderr: %r' % (text,))
        self.processEnded = processEnded


class _Output(_Collector):
    errortoo = 0

    def childDataReceived(self, childFD, data):
        if childFD == 2 and not self.errortoo:
            if self.deferred is not None:
                self.onProcessEnded = defer.Deferred()
                waiting, self.deferred = self.deferred, None
                waiting.errback(
                    _UnexpectedErrorOutput(self.said(data),
                                           self.onProcessEnded))
                self.transport.loseConnection()
        else:
            self.written[1].append(data)

    def processEnded(self, reason):
        if self.deferred is not None:
            self.deferred.callback(self.said(b''.join(self.written[1])))
        else:
            self.onProcessEnded.errback(reason)


class _Value(_Collector):
    def childDataReceived(self, childFD, data):
        pass

    def processEnded(self, reason):
        self.deferred.callback(reason.value.exitCode)


class _Everything(_Collector):
    stdinBytes = None

    def connectionMade(self):
        if self.stdinBytes is not None:
            self.transport.writeToChild(0, _era.to_bytes(self.stdinBytes))
            self.transport.closeStdin()

    def processEnded(self, reason):
        out, err = [self.said(b''.join(self.written[fd])) for fd in (1, 2)]
        signal = reason.value.signal
        if signal:
            self.deferred.errback((out, err, signal))
        else:
            self.deferred.callback((out, err, reason.value.exitCode))


def _ask(kind, executable, args, env, path, reactor, **settings):
    if reactor is None:
        from twisted.internet import reactor
    d = defer.Deferred()
    is_era = _era.called_from_era(3)
    p = kind(d, is_era)
    p.__dict__.update(settings)
    words = executable, *args
    if is_era:
        words = _era.to_words(*words)
    reactor.spawnProcess(p, words[0], words, env, path)
    return d


def getProcessOutput(executable, args=(), env={}, path=None, reactor=None,
                     errortoo=0):
    """A Deferred with all that it wrote; it fails if that includes errors,
    unless they are wanted too."""
    return _ask(_Output, executable, args, env, path, reactor,
                errortoo=errortoo)


def getProcessValue(executable, args=(), env={}, path=None, reactor=None):
    """A Deferred with its exit code."""
    return _ask(_Value, executable, args, env, path, reactor)


def getProcessOutputAndValue(executable, args=(), env={}, path=None,
                             reactor=None, stdinBytes=None):
    """A Deferred with (output, errors, exit code); it fails with (output,
    errors, signal)."""
    return _ask(_Everything, executable, args, env, path, reactor,
                stdinBytes=stdinBytes)


def runWithWarningsSuppressed(suppressedWarnings, f, *a, **kw):
    """f(*a, **kw), with these (args, kwargs) of warnings.filterwarnings until
    its result is there."""
    import warnings
    before = list(warnings.filters)
    for args, kwargs in suppressedWarnings:
        warnings.filterwarnings(*args, **kwargs)
    added = [each for each in warnings.filters if each not in before]

    def done(result):
        for each in added:
            if each in warnings.filters:
                warnings.filters.remove(each)
        return result
    try:
        result = f(*a, **kw)
    except BaseException:
        done(None)
        raise
    if isinstance(result, defer.Deferred):
        return result.addBoth(done)
    return done(result)


def suppressWarnings(f, *suppressedWarnings):
    """f, always run so."""
    import functools

    @functools.wraps(f)
    def quietly(*a, **kw):
        return runWithWarningsSuppressed(suppressedWarnings, f, *a, **kw)
    return quietly
