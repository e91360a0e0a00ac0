"""Helpers for objects that are used from elsewhere: pages of what is long."""

from twisted.internet import defer
from twisted.python import failure
from twisted.spread import pb


class LocalMethod:
    """I am one method of a LocalAsRemote."""

    def __init__(self, local, name):
        self.local = local
        self.name = name

    def __call__(self, *args, **kw):
        return self.local.callRemote(self.name, *args, **kw)


class LocalAsRemote:
    """I am here and am called as if I were not: callRemote('x') calls sync_x,
    or async_x, whose result becomes a Deferred."""

    reportAllTracebacks = 1

    def callRemote(self, name, *args, **kw):
        method = getattr(self, 'sync_' + name, None)
        if method is not None:
            return method(*args, **kw)
        try:
            return defer.succeed(getattr(self, 'async_' + name)(*args, **kw))
        except Exception:
            f = failure.Failure()
            if self.reportAllTracebacks:
                f.printTraceback()
            return defer.fail(f)

    def remoteMethod(self, name):
        return LocalMethod(self, name)


class LocalAsyncForwarder:
    """I am called as if I were not here, and pass on what an interface has."""

    def __init__(self, forwarded, interfaceClass, failWhenNotImplemented=0):
        assert interfaceClass.providedBy(forwarded)
        self.forwarded = forwarded
        self.interfaceClass = interfaceClass
        self.failWhenNotImplemented = failWhenNotImplemented

    def callRemote(self, method, *args, **kw):
        if method in self.interfaceClass:
            return defer.maybeDeferred(getattr(self.forwarded, method), *args,
                                       **kw)
        if self.failWhenNotImplemented:
            return defer.fail(NotImplementedError(
                'No Such Method in Interface: %s' % method))
        return defer.succeed(None)


class Pager:
    """I send something long to a collector, a page whenever the connection has
    room; then I call the callback."""

    def __init__(self, collector, callback=None, *args, **kw):
        self.callback = callback if callable(callback) else None
        self.callbackArgs, self.callbackKeyword = args, kw
        self._stillPaging = 1
        self.collector = collector
        collector.broker.registerPageProducer(self)

    def stillPaging(self):
        if not self._stillPaging:
            self.collector.callRemote('endedPaging', pbanswer=False)
            if self.callback is not None:
                self.callback(*self.callbackArgs, **self.callbackKeyword)
        return self._stillPaging

    def sendNextPage(self):
        self.collector.callRemote('gotPage', self.nextPage(), pbanswer=False)

    def nextPage(self):
        """Override me: the next page."""
        raise NotImplementedError()

    def stopPaging(self):
        self._stillPaging = 0


class StringPager(Pager):
    """I send a string."""

    def __init__(self, collector, st, chunkSize=8192, callback=None, *args,
                 **kw):
        self.string = st
        self.pointer = 0
        self.chunkSize = chunkSize
        Pager.__init__(self, collector, callback, *args, **kw)

    def nextPage(self):
        begin = self.pointer
        self.pointer = begin + self.chunkSize
        if self.pointer >= len(self.string):
            self.stopPaging()
        return self.string[begin:self.pointer]


class FilePager(Pager):
    """I send what is in a file, and close it."""

    chunkSize = 16384

    def __init__(self, collector, fd, callback=None, *args, **kw):
        self.file = fd
        Pager.__init__(self, collector, callback, *args, **kw)

    def sendNextPage(self):
        page = self.nextPage()
        if page:
            self.collector.callRemote('gotPage', page, pbanswer=False)

    def nextPage(self):
        page = self.file.read(self.chunkSize)
        if not page:
            self.file.close()
            self.stopPaging()
        return page


class CallbackPageCollector(pb.Referenceable):
    """I collect pages, and call the callback with the list of them."""

    def __init__(self, callback):
        self.pages = []
        self.callback = callback

    def remote_gotPage(self, page):
        self.pages.append(page)

    def remote_endedPaging(self):
        self.callback(self.pages)


def getAllPages(referenceable, methodName, *args, **kw):
    """A Deferred of all pages that a method sends, which takes a collector as
    its first argument."""
    d = defer.Deferred()
    referenceable.callRemote(methodName, CallbackPageCollector(d.callback),
                             *args, **kw).addErrback(
        lambda f: d.called or d.errback(f))
    return d
