# UNIX sockets whose clients have names, ports that somebody else has bound, and
# services for datagrams.
import os
import socket

from twisted.application import internet
from twisted.internet import defer, protocol, reactor, task
from twisted.python import log


class Server(protocol.Protocol):
    def connectionMade(self):
        print(self.transport.getPeer(), self.transport.getHost())
        self.transport.loseConnection()

    def connectionLost(self, reason):
        served.put(self)


class Factory(protocol.Factory):
    protocol = Server
    noisy = False

    def buildProtocol(self, addr):
        if addr.name:
            print('for', addr)
        return protocol.Factory.buildProtocol(self, addr)


class Datagrams(protocol.DatagramProtocol):
    def datagramReceived(self, data, addr):
        print('datagram', data)
        served.put(self)


def say(event):
    if not event['isError']:
        print(' '.join(event['message']).split(' of ')[0])


def connect(where, name=None):
    client = socket.socket(socket.AF_UNIX)
    if name is not None:
        client.bind(name)
    client.connect(where)
    return client


served = defer.DeferredQueue()


async def main(reactor):
    port = reactor.listenUNIX('door', Factory())
    clients = [connect('door', 'visitor'), connect('door')]
    for each in clients:
        await served.get()
    await port.stopListening()
    for each in clients:
        each.close()

    listening = socket.socket(socket.AF_UNIX)
    listening.bind('given')
    listening.listen(5)
    listening.setblocking(False)
    log.addObserver(say)
    port = reactor.adoptStreamPort(listening.fileno(), socket.AF_UNIX,
                                   Factory())
    listening.close()
    client = connect('given')
    await served.get()
    await port.stopListening()
    client.close()
    log.removeObserver(say)

    service = internet.UNIXDatagramServer('letters', Datagrams())
    service.startService()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.sendto(b'hello', 'letters')
    await served.get()
    await service.stopService()
    print(os.path.exists('letters'), internet.UNIXDatagramClient.method)


task.react(main)
