# Datagrams and what the log says of them; addresses that do not fit.
import errno
import os
import re
import sys
from twisted.internet import reactor, protocol, error, defer
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


log.startLogging(Lines())


class Echo(protocol.DatagramProtocol):

    def startProtocol(self):
        log.msg('start', self.transport.getHost().type)

    def stopProtocol(self):
        log.msg('stop')

    def datagramReceived(self, data, addr):
        log.msg('got', data, addr[0])
        print('print')
        if data == b'die':
            raise ValueError('die')
        self.transport.write(data.upper(), addr)


class C(protocol.DatagramProtocol):
    noisy = False

    def startProtocol(self):
        self.transport.connect('127.0.0.1', p.getHost().port)
        self.transport.write(b'hello')
        self.transport.write(b'die')
        try:
            self.transport.connect('127.0.0.1', 1)
        except Exception as e:
            print(type(e).__name__, e)

    def datagramReceived(self, d, a):
        log.msg('client', d, self.transport.getHost().host)
        d = self.transport.stopListening()
        print(d is None or 'deferred')
        reactor.callLater(0.05, end)


def end():
    p.stopListening()
    reactor.callLater(0.02, nxt)


def nxt():
    for bad in (lambda: reactor.listenUDP(70000, Echo()),
                lambda: reactor.listenUDP(0, Echo(), interface='1.1.1.1'),
                lambda: reactor.listenUDP(0, Echo(), interface='bad')):
        try:
            print(bad())
        except Exception as e:
            # What the system says of it is in the words of the C library.
            print(type(e).__name__, str(e).replace(
                os.strerror(errno.EADDRNOTAVAIL), 'not here'))
    q = reactor.listenUDP(0, Echo(), interface='127.0.0.1')
    for bad in (lambda: q.write(b'x', ('localhost', 1)),
                lambda: q.write(b'x' * 70000, ('127.0.0.1', 9)),
                lambda: q.write(b'x'), lambda: q.connect('localhost', 3),
                lambda: q.write(b'x', ('::1', 9))):
        try:
            print(bad())
        except Exception as e:
            print(type(e).__name__, e)
    print(q.getBroadcastAllowed(), q.setBroadcastAllowed(True),
          q.getBroadcastAllowed())
    d = q.stopListening()
    d.addCallback(lambda r: (print('closed', r, q.getHost() if 0 else ''),
                             reactor.stop()))


p = reactor.listenUDP(0, Echo(), interface='127.0.0.1')
print(p, p.logPrefix())
reactor.listenUDP(0, C())
reactor.run()
