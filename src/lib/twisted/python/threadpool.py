"""A pool of no threads: who is given work does it at once."""


class ThreadPool:
    """I call what others would call in a thread."""

    min = 5
    max = 20
    joined = started = False
    workers = 0
    name = None

    def __init__(self, minthreads=5, maxthreads=20, name=None):
        assert minthreads >= 0, 'minimum is negative'
        assert minthreads <= maxthreads, 'minimum is greater than maximum'
        self.min = minthreads
        self.max = maxthreads
        self.name = name

    def start(self):
        self.joined = False
        self.started = True

    def stop(self):
        self.joined = True
        self.started = False

    def adjustPoolsize(self, minthreads=None, maxthreads=None):
        self.__init__(self.min if minthreads is None else minthreads,
                      self.max if maxthreads is None else maxthreads,
                      self.name)

    def callInThread(self, func, *args, **kw):
        self.callInThreadWithCallback(None, func, *args, **kw)

    def callInThreadWithCallback(self, onResult, func, *args, **kw):
        """Tell onResult whether it went well, and the result or a Failure."""
        if self.joined:
            return
        from twisted.internet import threads
        threads.tellOnce()
        try:
            found = True, func(*args, **kw)
        except Exception:
            from twisted.python import failure, log
            found = False, failure.Failure()
            if onResult is None:
                log.err(found[1])
        if onResult is not None:
            onResult(*found)
