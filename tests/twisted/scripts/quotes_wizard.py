# Quotes by TCP and PB, set up by options; what the log says.
import re
import os, random, sys
from twisted.python import components, usage, reflect, util
from twisted.internet import protocol, reactor, endpoints, defer
from zope.interface import Interface, implementer
from twisted.spread import pb
from twisted.protocols import basic
from twisted.python import log


class Lines:
    """I leave out the time, numbers of ports, and frames of the library."""

    def write(self, text):
        text = re.sub(r'^\S+ \S+ ', '', text)
        text = re.sub(r'\b\d{4,5}\b', 'PORT', text)
        text = re.sub('0x[0-9a-f]+', 'X', text)
        text = re.sub(r'\t  File "(?!%s).*\n.*\n(\t\s*[~^]+\n)?'
                      % re.escape(__file__), '', text)
        sys.__stdout__.write(text.replace(__file__, 'FILE'))

    def flush(self):
        sys.__stdout__.flush()


class IQuoter(Interface):

    def getQuote():
        """Return a quote."""


@implementer(IQuoter)
class StaticQuoter:

    def __init__(self, q):
        self.q = q

    def getQuote(self):
        return self.q


@implementer(IQuoter)
class FortuneQuoter:

    def __init__(self, files):
        self.files = files

    def getQuote(self):
        with open(self.files[0]) as f:
            qs = f.read().split('\n%\n')
        return qs[0]


class QOTD(protocol.Protocol):

    def connectionMade(self):
        self.transport.write(self.factory.quoter.getQuote().encode() + b'\r\n')
        self.transport.loseConnection()


class QOTDFactory(protocol.Factory):
    protocol = QOTD

    def __init__(self, quoter):
        self.quoter = quoter


class QuoteReader(pb.Root):

    def __init__(self, q):
        self.q = q

    def remote_nextQuote(self):
        return self.q.getQuote()


components.registerAdapter(QuoteReader, IQuoter, pb.IPBRoot)


class Options(usage.Options):
    optParameters = [['port', 'p', 8007, 'Port', int],
                     ['static', 's', 'An apple a day', 'A static quote'],
                     ['file', 'f', None, 'fortune file'],
                     ['pb', 'b', None, 'PB port']]


open('fort', 'w').write('first\n%\nsecond\n')


@defer.inlineCallbacks
def main():
    for argv in (['-p', '0'], ['-p0', '--file=fort', '--pb', '0'],
                 ['--static', 'x y', '-p', 'zz']):
        o = Options()
        try:
            o.parseOptions(argv)
        except usage.UsageError as e:
            print('%s: %s' % (os.path.basename(sys.argv[0]), e))
            continue
        q = FortuneQuoter([o['file']]) if o['file'] else StaticQuoter(
            o['static'])
        p = reactor.listenTCP(o['port'], QOTDFactory(q), interface='127.0.0.1')
        class C(protocol.Protocol):
            def __init__(self):
                self.b = b''
                self.d = defer.Deferred()
            def dataReceived(self, d):
                self.b += d
            def connectionLost(self, r):
                self.d.callback(self.b)
        c = (
            yield endpoints.connectProtocol(
                endpoints.TCP4ClientEndpoint(reactor, '127.0.0.1',
                                             p.getHost().port), C()))
        print((yield c.d))
        if o['pb'] is not None:
            pp = reactor.listenTCP(int(o['pb']), pb.PBServerFactory(q),
                                   interface='127.0.0.1')
            f = pb.PBClientFactory()
            reactor.connectTCP('127.0.0.1', pp.getHost().port, f)
            r = (yield f.getRootObject())
            print((yield r.callRemote('nextQuote')))
            f.disconnect()
            yield pp.stopListening()
        yield p.stopListening()
    reactor.stop()


log.startLogging(Lines())
reactor.callWhenRunning(
    lambda: main().addErrback(lambda f: (f.printTraceback(), reactor.stop())))
reactor.run()
