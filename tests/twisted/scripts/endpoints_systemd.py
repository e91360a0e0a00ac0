# A socket that whoever started us has bound, as systemd hands it over.
# not emulated: starts itself
import os
import socket
import sys

from twisted.internet import defer, endpoints, error, protocol, reactor, task


class Hello(protocol.Protocol):
    def connectionMade(self):
        self.transport.write(b'hello from the child')
        self.transport.loseConnection()

    def connectionLost(self, reason):
        reactor.stop()


def child():
    for index in 1, 'x':
        try:
            endpoints.serverFromString(reactor, 'systemd:domain=INET:index=%s'
                                       % index)
        except (IndexError, ValueError) as e:
            print(type(e).__name__)
    f = protocol.Factory.forProtocol(Hello)
    f.noisy = False
    endpoints.serverFromString(reactor, 'systemd:INET:index=0').listen(f)
    sys.stdout.flush()
    reactor.run()


class Child(protocol.ProcessProtocol):
    def __init__(self):
        self.done = defer.Deferred()
        self.out = b''

    def outReceived(self, data):
        self.out += data

    def processEnded(self, reason):
        self.done.callback(reason.value.exitCode)


class Reads(protocol.Protocol):
    got = b''

    def __init__(self):
        self.lost = defer.Deferred()

    def dataReceived(self, data):
        self.got += data

    def connectionLost(self, reason):
        self.lost.callback(self.got)


@defer.inlineCallbacks
def main(reactor):
    bound = socket.socket()
    bound.bind(('127.0.0.1', 0))
    bound.listen(5)
    p = Child()
    reactor.spawnProcess(
        p, 'sh', ['sh', '-c', 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$0" "$@"',
                  sys.executable, os.path.abspath(__file__), 'child'],
        None, childFDs={0: 'w', 1: 'r', 2: 2, 3: bound.fileno()})
    reads = yield endpoints.connectProtocol(
        endpoints.TCP4ClientEndpoint(reactor, *bound.getsockname()), Reads())
    print((yield reads.lost))
    print((yield p.done), p.out)


if sys.argv[1:] == ['child']:
    child()
else:
    task.react(main)
