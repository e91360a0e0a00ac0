# era: names of UNIX sockets that are no text, which the Twisted of today has not.
import os

from twisted.internet import defer, protocol, reactor, task
from twisted.internet.address import UNIXAddress


@defer.inlineCallbacks
def main(reactor):
    for name in b'caf\xe9', b'\0any\xe9%d' % os.getpid():
        served = protocol.Factory()
        served.noisy = False
        served.protocol = protocol.Protocol
        port = reactor.listenUNIX(name, served)
        print(name in os.listdir(b'.'), port.getHost().name == name,
              port.getHost() == UNIXAddress(name))
        p = yield protocol.ClientCreator(
            reactor, protocol.Protocol).connectUNIX(name)
        print(p.transport.getPeer().name == name)
        p.transport.loseConnection()
        yield port.stopListening()
    # expect: True True True
    # expect: True
    # expect: False True True
    # expect: True


task.react(main)
