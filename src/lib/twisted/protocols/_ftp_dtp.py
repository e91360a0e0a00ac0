"""The data connection of an FTP session, on the side of the server."""

from zope.interface import implementer

from twisted.internet import defer, error, interfaces, protocol
from twisted.protocols._ftp_replies import PortConnectionError
from twisted.protocols._ftp_text import bare

__name__ = 'twisted.protocols.ftp'


@implementer(interfaces.IConsumer)
class DTP(protocol.Protocol):
    """I am the data connection of a session."""

    isConnected = False
    _cons = _onConnLost = _buffer = None

    def connectionMade(self):
        self.isConnected = True
        self._buffer = []
        self.factory.deferred.callback(None)

    def connectionLost(self, reason):
        self.isConnected = False
        self._finish(None)

    def _finish(self, result):
        if self._onConnLost is not None:
            d, self._onConnLost = self._onConnLost, None
            d.callback(result)

    def sendLine(self, line):
        self.transport.write(line + b'\r\n')

    def sendListResponse(self, name, response):
        self.sendLine(self._formatOneListResponse(name, *response))

    def _formatOneListResponse(self, name, size, directory, permissions,
                               hardlinks, modified, owner, group):
        import time
        when = time.gmtime(modified)
        # "Sun Sep 16 01:03:52 1973"
        words = time.asctime(when).split()
        words = '%s %02d %5s' % (
            words[1], when.tm_mday, words[4]
            if when.tm_year != time.gmtime().tm_year else words[3][:5])
        return ('%s%s%4d %-9s %-9s %15d %12s ' % (
            'd' if directory else '-', permissions.shorthand(), hardlinks,
            owner[:8], group[:8], size, words)).encode('latin-1') + name

    # Of a file that is sent I am the consumer, of one that is stored the
    # producer.

    def registerProducer(self, producer, streaming):
        return self.transport.registerProducer(producer, streaming)

    def unregisterProducer(self):
        self.transport.unregisterProducer()
        self.transport.loseConnection()

    def write(self, data):
        if not self.isConnected:
            raise error.ConnectionLost('the data connection is gone')
        self.transport.write(data)

    def registerConsumer(self, cons):
        """Give it all that has come and will come; a Deferred for the end."""
        assert self._cons is None
        self._cons = cons
        cons.registerProducer(self, True)
        self._onConnLost = d = defer.Deferred()

        def end(result):
            self._cons = None
            cons.unregisterProducer()
            return result
        d.addBoth(end)
        pieces, self._buffer = self._buffer, []
        for piece in pieces:
            self.dataReceived(piece)
        if not self.isConnected:
            self._finish(None)
        return d

    def dataReceived(self, bytes):
        if self._cons is None:
            self._buffer.append(bytes)
            return
        try:
            self._cons.write(bytes)
        except Exception:
            from twisted.python.failure import Failure
            self._finish(Failure())
            self.transport.loseConnection()

    def resumeProducing(self):
        self.transport.resumeProducing()

    def pauseProducing(self):
        self.transport.pauseProducing()

    def stopProducing(self):
        self.transport.stopProducing()


class DTPFactory(protocol.ClientFactory):
    """I make the one data connection that was asked for; my Deferred fires when
    it is there. Nobody but the client is let in or connected to."""

    noisy = False
    delayedCall = None
    _isOver = False

    def __init__(self, pi, peerHost=None, reactor=None):
        if reactor is None:
            from twisted.internet import reactor
        self.pi = pi
        self.peerHost = peerHost
        self.deferred = defer.Deferred()
        self._reactor = reactor

    def buildProtocol(self, addr):
        if self._isOver or self.peerHost is not None and addr is not None \
                and bare(addr.host) != bare(self.peerHost):
            return None
        self._isOver = True
        self.cancelTimeout()
        p = DTP()
        p.factory = self
        p.pi = self.pi
        self.pi.dtpInstance = p
        return p

    def setTimeout(self, seconds):
        self.delayedCall = self._reactor.callLater(seconds, self.timeoutFactory)

    def cancelTimeout(self):
        if self.delayedCall is not None and self.delayedCall.active():
            self.delayedCall.cancel()

    stopFactory = cancelTimeout

    def timeoutFactory(self):
        self._fail(defer.TimeoutError('DTPFactory timeout'))

    def clientConnectionFailed(self, connector, reason):
        self._fail(reason)

    def _fail(self, why):
        if not self._isOver:
            self._isOver = True
            self.cancelTimeout()
            d, self.deferred = self.deferred, None
            d.errback(PortConnectionError(why))


class ASCIIConsumerWrapper:
    """I pass on lines as the network has them."""

    def __init__(self, cons):
        self.cons = cons
        self.registerProducer = cons.registerProducer
        self.unregisterProducer = cons.unregisterProducer

    def write(self, bytes):
        return self.cons.write(bytes.replace(b'\n', b'\r\n'))
