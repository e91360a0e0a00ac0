# era: the data connections of FTP that are asked for and then not wanted.
import os

from twisted.internet import error, reactor
from twisted.internet.testing import StringTransport
from twisted.protocols import _ftp_visitors as ftp
from twisted.python.failure import Failure

os.mkdir('root')
with open('root/file', 'wb') as f:
    f.write(b'x' * 100000)


class Connector:
    state = 'connecting'

    def __init__(self, host, number, factory, *rest):
        self.factory = factory
        made.append(self)

    def disconnect(self):
        if self.state == 'connecting':
            self.fail(error.UserError())

    def fail(self, why):
        self.state = 'disconnected'
        self.factory.clientConnectionFailed(self, Failure(why))

    def succeed(self):
        self.state = 'connected'
        p = self.factory.buildProtocol(None)
        p.makeConnection(Data())
        return p


class Data(StringTransport):
    aborted = False

    def abortConnection(self):
        self.aborted = True


made = []
reactor.connectTCP = Connector
factory = ftp.VisitorFactory('root')
factory.anonymous = 1
session = factory.buildProtocol(None)
control = StringTransport(lenient=True)
session.makeConnection(control)


def say(*lines):
    control.clear()
    session.dataReceived(b''.join([line + b'\r\n' for line in lines]))
    return [int(line[:3]) for line in control.value().split(b'\r\n')[:-1]]


say(b'USER anonymous', b'PASS x', b'TYPE I')
ask = b'PORT 192,168,1,1,100,0', b'RETR file'

# Whoever has given up waits for none of them.
for i in range(3):
    print(say(*ask, b'ABOR'))
# expect: [200, 150, 426, 226]
# expect: [200, 150, 426, 226]
# expect: [200, 150, 426, 226]
print(say(*ask), [each.state for each in made])
# expect: [200, 150] ['disconnected', 'disconnected', 'disconnected', 'connecting']
# The end of an old one is not the end of this one.
made[0].fail(error.TimeoutError())
print(session.busy)  # expect: True

# One that came all the same is sent away, and the other goes on.
data = made[3].succeed()
late = made[0].succeed()
print(data.transport.aborted, late.transport.aborted)  # expect: False True
late.connectionLost(Failure(error.ConnectionDone()))
for i in range(3):
    data.resumeProducing()
print(len(data.transport.value()), data.transport.disconnecting)
# expect: 100000 True
control.clear()
data.connectionLost(Failure(error.ConnectionDone()))
print(control.value())  # expect: b'226 Transfer complete.\r\n'

print(say(*ask))  # expect: [200, 150]
made[-1].fail(error.TimeoutError())
print(control.value()[-6:], session.busy)  # expect: b'ion.\r\n' False
print(say(b'PORT 192,168,1,1,100,0', b'NOOP'))  # expect: [200, 200]
say(b'RETR file')
session.connectionLost(Failure(error.ConnectionDone()))
print(made[-1].state, len(made))  # expect: disconnected 6
