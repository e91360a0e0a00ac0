# era: what an Application is told before it runs and while it does
import os
from twisted.internet import app, protocol, reactor
from twisted.protocols import wire
from twisted.python import log


class Service(app.ApplicationService):
    def startService(self):
        print self.serviceName, 'starts'
        app.ApplicationService.startService(self)

    def stopService(self):
        print self.serviceName, 'stops'
        return app.ApplicationService.stopService(self)


class Client(protocol.ClientFactory):
    protocol = wire.Discard

    def clientConnectionLost(self, connector, reason):
        print 'connection lost'
        reactor.callLater(0, meanwhile)


class Datagrams(protocol.DatagramProtocol):
    pass


def attempt(what, f, *args):
    try:
        print what, f(*args)
    except Exception, e:
        print what, e.__class__.__name__


a = app.Application('kettle')
print a, a.running, a.persistenceVersion, a.persistStyle  # expect: <'kettle' app> 0 12 pickle
quotes = protocol.Factory()
quotes.protocol = wire.QOTD
a.listenUNIX('spout', quotes, mode=0600)
a.listenTCP(4, quotes)
a.listenUDP(4, Datagrams())
print a.tcpPorts[0][2:], a.udpPorts[0][2:], a.unixPorts[0][2:]  # expect: (5, '') ('', 8192) (5, 384)
a.unlistenTCP(4)
a.unlistenUDP(4)
a.connectUNIX('spout', Client())
print a.tcpPorts, a.udpPorts, len(a.unixPorts), len(a.unixConnectors)  # expect: [] [] 1 1

one = Service('one', a)
print one.serviceParent is a, one.application is a, one.serviceRunning  # expect: True True 0
print a.getServiceNamed('one') is one  # expect: True
attempt('none', a.getServiceNamed, 'two')  # expect: none none KeyError
several = app.MultiService('several', a)
inner = Service('inner', several)
print several.getServiceNamed('inner') is inner, inner.application is a  # expect: True True


def meanwhile():
    print a.running, app.theApplication is a
    late = Service('late', a)
    print late.serviceRunning
    a.removeService(late)
    print late.serviceRunning
    later = Service('later', a)
    later.disownServiceParent()
    print later.serviceParent, later.serviceRunning
    a.listenTCP(0, quotes, interface='127.0.0.1')
    a.listenUDP(0, Datagrams(), '127.0.0.1')
    print len(a.tcpPorts), len(a.udpPorts)
    a.unlistenTCP(0, '127.0.0.1')
    a.unlistenUDP(0, '127.0.0.1')
    print a.tcpPorts, a.udpPorts
    a.listenUNIX('lid', quotes)
    print os.path.exists('lid'), len(a.unixPorts)
    a.unlistenUNIX('lid')
    print os.path.exists('lid'), len(a.unixPorts)
    attempt('nowhere', a.listenUNIX, 'no/such/place', quotes)
    print len(a.unixPorts)
    print a.save('tagged'), os.path.exists('kettle-tagged.tap')
    reactor.stop()


# What the log says is told elsewhere.
log.startLogging(open('log', 'w'), 0)
a.run(save=0)
# expect: one starts
# expect: inner starts
# expect: connection lost
# expect: 1 True
# expect: late starts
# expect: 1
# expect: late stops
# expect: 0
# expect: later starts
# expect: later stops
# expect: None 0
# expect: 1 1
# expect: [] []
# expect: True 2
# expect: False 1
# expect: nowhere nowhere CannotListenError
# expect: 1
# expect: kettle-tagged.tap True
# expect: one stops
# expect: inner stops
print a.running, os.path.exists('kettle-shutdown.tap')  # expect: 0 False
