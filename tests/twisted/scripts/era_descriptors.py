# era: numbers that no descriptor can have; Python 3 all the same.
import _reactor

for name, rest in (('watchDescriptor', (print,)), ('adopt', (None, None)),
                   ('adoptPort', (None, None))):
    for number in 1 << 32, 'x':
        try:
            getattr(_reactor, name)(number, *rest)
            print('taken')
        except (OverflowError, TypeError) as e:
            print(name, type(e).__name__)
# expect: watchDescriptor OverflowError
# expect: watchDescriptor TypeError
# expect: adopt OverflowError
# expect: adopt TypeError
# expect: adoptPort OverflowError
# expect: adoptPort TypeError

# A port whose socket somebody else shuts down says so once, and accepts again
# when it listens again; and a prefix that logs while it is asked for.
import socket
from twisted.internet import protocol, reactor
from twisted.python import log

events = []
log.addObserver(events.append)


class Asked(protocol.Protocol):
    def logPrefix(self):
        log.msg('thinking')
        return 'Asked'

    def dataReceived(self, data):
        log.msg('heard')
        reactor.stop()


class Asking(protocol.Protocol):
    def connectionMade(self):
        self.transport.write(b'?')


bound = socket.socket()
bound.bind(('127.0.0.1', 0))
bound.listen(5)
port = reactor.adoptStreamPort(bound.fileno(), socket.AF_INET,
                               protocol.Factory.forProtocol(Asked))
bound.shutdown(socket.SHUT_RDWR)


def look():
    told = [event for event in events if 'cannot accept' in str(event)]
    if not told:
        return reactor.callLater(0.01, look)
    print(len(told), 'told')
    bound.listen(5)
    reactor.connectTCP('127.0.0.1', bound.getsockname()[1],
                       protocol.ClientFactory.forProtocol(Asking))


reactor.callWhenRunning(look)
reactor.run()
# expect: 1 told
for event in events:
    if event['message'] in (('thinking',), ('heard',)):
        print(event['system'], event['message'][0])
# expect: - thinking
# expect: Asked,0,127.0.0.1 heard
