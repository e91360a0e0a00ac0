# What the log of a server and its client says, and in whose behalf.
import re
import sys
from twisted.internet import protocol, reactor
from twisted.python import log


class Lines:
    """I leave out the time, the numbers, and frames of the library."""

    def write(self, text):
        text = re.sub(r'^\S+ \S+ ', '', text)
        text = re.sub(r'\b\d{4,5}\b', 'PORT', text)
        text = re.sub(r'\t  File "(?!%s).*\n.*\n(\t\s*[~^]+\n)?'
                      % re.escape(__file__), '', text)
        sys.__stdout__.write(text.replace(__file__, 'FILE'))

    def flush(self):
        sys.__stdout__.flush()


class Echo(protocol.Protocol):
    def connectionMade(self):
        log.msg('made', self.transport.getPeer().host)
        print('printed', self.factory)
        reactor.callLater(0, log.msg, 'called later')

    def dataReceived(self, data):
        log.msg('received', data)
        raise RuntimeError('asked to die')

    def connectionLost(self, reason):
        log.msg('lost: %s' % reason.getErrorMessage())


class EchoFactory(protocol.ServerFactory):
    protocol = Echo

    def __repr__(self):
        return '<EchoFactory>'


class Client(protocol.Protocol):
    def connectionMade(self):
        log.msg('made', self.transport.getPeer().host)
        self.transport.write(b'hello')

    def connectionLost(self, reason):
        log.msg('lost', reason.value)

    def logPrefix(self):
        return 'the client'


class ClientFactory(protocol.ClientFactory):
    protocol = Client

    def __repr__(self):
        return '<ClientFactory>'

    def clientConnectionLost(self, connector, reason):
        log.msg(connector.state, reason.getErrorMessage())
        reactor.callLater(0, finish)


def finish():
    port.stopListening().addCallback(finished)


def finished(_):
    print(port, port.connected)
    reactor.stop()


log.startLogging(Lines())
port = reactor.listenTCP(0, EchoFactory(), interface='127.0.0.1')
print(port, port.connected, port.interface, port.backlog)
reactor.connectTCP('127.0.0.1', port.getHost().port, ClientFactory())
reactor.run()
log.msg('after')
