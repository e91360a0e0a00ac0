# era
# -*- coding: utf-8 -*-
# Programs, datagrams and descriptors as code of 2002 knows them: text.
from twisted.internet import app, main, protocol, reactor
from twisted.internet import error, utils


class Talks(protocol.ProcessProtocol):
    def connectionMade(self):
        self.text = ''
        self.transport.write('caf\xe9\n')
        self.transport.closeStdin()

    def outReceived(self, data):
        self.text = self.text + data

    def errReceived(self, data):
        print 'error', `data`

    def processEnded(self, reason):
        if not self.text:
            return reactor.stop()
        print `self.text`, reason.value.exitCode
        reactor.listenUDP(0, Server(), interface='127.0.0.1')


class Server(protocol.DatagramProtocol):
    def startProtocol(self):
        reactor.connectUDP('localhost', self.transport.getHost()[2], Client())

    def datagramReceived(self, data, addr):
        print `data`
        self.transport.write('answer \xff', addr)


class Client(protocol.ConnectedDatagramProtocol):
    def startProtocol(self):
        self.transport.write('question \xfe')

    def datagramReceived(self, data):
        print `data`
        reactor.connectUDP('no-such-name.invalid', 1, Lost())

    def stopProtocol(self):
        print 'stopped'


class Lost(protocol.ConnectedDatagramProtocol):
    def connectionFailed(self, failure):
        print failure.type
        d = utils.getProcessOutput('/bin/echo', ['voil\xc3\xa0'])
        d.addCallback(said)
        d.addCallback(lambda _: utils.getProcessOutputAndValue(
            '/bin/cat', stdinBytes='\xe9'))
        d.addCallback(said)
        d.addCallback(lambda _: reactor.spawnProcess(
            Talks(), '/bin/sh', ['sh', '-c', 'cat >/dev/null; echo "$1$X" >&2', '', '\xe8'],
            {'X': '\xe7'}))


def said(what):
    print `what`



class Service(app.ApplicationService):
    def startService(self):
        app.ApplicationService.startService(self)
        print 'starts', self.serviceName

    def stopService(self):
        app.ApplicationService.stopService(self)
        print 'stops', self.serviceName


# Ports and services come and go while it runs.
# expect: wrapClientTLS: there is no SSL here
# expect: ssl: there is no SSL here
# expect: tls: there is no SSL here
# expect: starts first
# expect: starts late
# expect: 1 1 True
# expect: stops late
# expect: 0 0 late
# expect: [] [] 1
def changed():
    late = Service('late', a)
    factory = protocol.Factory()
    factory.noisy = 0
    a.listenTCP(0, factory, interface='127.0.0.1')
    number = a.ports[0].getHost()[2]
    print len(a.tcpPorts), len(a.ports), number > 0
    late.disownServiceParent()
    a.unlistenTCP(0, '127.0.0.1')
    print len(a.tcpPorts), len(a.ports), late.serviceName
    try:
        a.getServiceNamed('late')
    except KeyError, e:
        pass
    print a.sslPorts, a.sslConnectors, len(a.udpConnectors)
    reactor.spawnProcess(Talks(), '/bin/cat', ['cat'])


class Refuses(protocol.ConnectedDatagramProtocol):
    pass


a = app.Application('era')
Service('first', a)
a.connectUDP('127.0.0.1', 1, Refuses())
main.addTimeout(changed, 0)
# There is no TLS, and what would need it says so by its name.
from twisted.internet import endpoints
for refused in (lambda: endpoints.wrapClientTLS(None, None),
                lambda: endpoints.serverFromString(reactor, 'ssl:443'),
                lambda: endpoints.clientFromString(reactor, 'tls:host:443')):
    try:
        refused()
    except NotImplementedError, e:
        print e
a.bindPorts()
reactor.run()
# expect: 'caf\xe9\n' 0
# expect: 'question \xfe'
# expect: 'answer \xff'
# expect: twisted.internet.error.DNSLookupError
# expect: 'voil\xc3\xa0\n'
# expect: ('\xe9', '', 0)
# expect: error '\xe8\xe7\n'
# expect: stopped
