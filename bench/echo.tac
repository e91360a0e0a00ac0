# An echo server as a user writes it; PORT is filled in.
from twisted.application import internet, service
from twisted.internet import protocol


class E(protocol.Protocol):
    def dataReceived(self, d):
        self.transport.write(d)


application = service.Application('echo')
internet.TCPServer(PORT, protocol.Factory.forProtocol(E),
                   interface='127.0.0.1').setServiceParent(application)
