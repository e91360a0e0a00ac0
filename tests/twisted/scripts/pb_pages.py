# Long things in pages, things that are published, and calls to what is here.
import io
import os

from twisted.internet import defer, reactor
from twisted.spread import pb, publish, util
from zope.interface import Interface, implementer


class Root(pb.Root):
    def __init__(self):
        self.poster = Poster('poster')

    def remote_string(self, collector, size):
        util.StringPager(collector, b'x' * size, 1000,
                         print, 'all of it was sent')

    def remote_file(self, collector):
        util.FilePager(collector, io.BytesIO(b'y' * 100000),
                       lambda: print('the file was sent'))

    def remote_own(self, collector):
        Counter(collector)

    def remote_poster(self):
        return self.poster

    def remote_change(self):
        self.poster.text = 'changed'
        self.poster.republish()


class Counter(util.Pager):
    count = 0

    def nextPage(self):
        self.count += 1
        if self.count == 3:
            self.stopPaging()
        return self.count


class Poster(publish.Publishable):
    text = 'at first'

    def getStateToPublish(self):
        print('published')
        return {'text': self.text}


class PosterHere(publish.RemotePublished):
    def activated(self):
        print('activated', self.text)


pb.setUnjellyableForClass(Poster, PosterHere)


class IGreet(Interface):
    def greet(name):
        """Say hello."""


@implementer(IGreet)
class Greeter(util.LocalAsRemote):
    reportAllTracebacks = 0

    def greet(self, name):
        return 'hello ' + name

    def sync_double(self, n):
        return defer.succeed(n * 2)

    def async_half(self, n):
        return n / 2

    def async_fail(self):
        raise ValueError('no')


@defer.inlineCallbacks
def client(factory):
    root = yield factory.getRootObject()
    for size in 0, 1, 1000, 2500:
        pages = yield util.getAllPages(root, 'string', size)
        print(size, [len(page) for page in pages])
    pages = yield util.getAllPages(root, 'file')
    print(sum([len(page) for page in pages]), len(pages) > 1)
    print((yield util.getAllPages(root, 'own')))
    poster = yield publish.whenReady(root.callRemote('poster'))
    print(poster.text, poster._wasCleanWhenLoaded, os.listdir())
    poster.callWhenActivated(lambda it: print('it is', it.text))
    factory.disconnect()


@defer.inlineCallbacks
def again(factory, change):
    root = yield factory.getRootObject()
    if change:
        yield root.callRemote('change')
    poster = yield publish.whenReady(root.callRemote('poster'))
    print(poster.text, poster._wasCleanWhenLoaded)
    factory.disconnect()


def connect():
    factory = pb.PBClientFactory()
    reactor.connectTCP('127.0.0.1', port.getHost().port, factory)
    return factory


def show(result):
    print(getattr(result, 'value', result))


greeter = Greeter()
greeter.callRemote('double', 4).addCallback(show)
greeter.remoteMethod('half')(4).addCallback(show)
greeter.callRemote('fail').addErrback(show)
forward = util.LocalAsyncForwarder(greeter, IGreet)
forward.callRemote('greet', 'jane').addCallback(show)
forward.callRemote('nothing').addCallback(show)
port = reactor.listenTCP(0, pb.PBServerFactory(Root()), interface='127.0.0.1')
d = client(connect())
d.addCallback(lambda _: again(connect(), False))
d.addCallback(lambda _: again(connect(), True))
d.addErrback(lambda f: f.printTraceback())
d.addBoth(lambda _: reactor.callLater(0, reactor.stop))
reactor.run()
