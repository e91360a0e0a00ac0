"""What is so for a call and all that it calls: names that the caller gave
values."""

defaultContextDict = {}


def setDefault(key, value):
    """What it is when nobody says otherwise."""
    defaultContextDict[key] = value


class ContextTracker:
    """I know what is so now."""

    def __init__(self):
        self.contexts = [defaultContextDict]

    def callWithContext(self, newContext, func, *args, **kw):
        """Call func, for whom this is so as well."""
        from twisted.python import log
        logged = newContext.get(log.__dict__.get('ILogContext'))
        self.contexts.append({**self.contexts[-1], **newContext})
        try:
            if logged is not None:
                return log.callWithContext(logged, func, *args, **kw)
            return func(*args, **kw)
        finally:
            self.contexts.pop()

    def getContext(self, key, default=None):
        from twisted.python import log
        if key is log.__dict__.get('ILogContext', ContextTracker):
            return log.currentContext()
        return self.contexts[-1].get(key, default)


class ThreadedContextTracker:
    """There is one thread, and one who tracks it."""

    def __init__(self):
        self._tracker = ContextTracker()

    def currentContext(self):
        return self._tracker

    def callWithContext(self, ctx, func, *args, **kw):
        return self._tracker.callWithContext(ctx, func, *args, **kw)

    def getContext(self, key, default=None):
        return self._tracker.getContext(key, default)


def installContextTracker(ctr):
    """Let another one track."""
    global theContextTracker, call, get
    theContextTracker = ctr
    call = ctr.callWithContext
    get = ctr.getContext


installContextTracker(ThreadedContextTracker())
