# What removeAll() takes out is open still, and is waited for when it asks.
import os
import socket

from twisted.internet import defer, protocol, task


class Server(protocol.Protocol):
    def dataReceived(self, data):
        heard.append(data)


class Reader:
    def __init__(self, fd):
        self.fd = fd
        self.done = defer.Deferred()

    def fileno(self):
        return self.fd

    def logPrefix(self):
        return 'reader'

    def doRead(self):
        print('read', os.read(self.fd, 10))
        self.done.callback(None)

    def connectionLost(self, reason):
        print('never')


heard = []


async def main(reactor):
    factory = protocol.Factory.forProtocol(Server)
    port = reactor.listenTCP(0, factory, interface='127.0.0.1')
    where = port.getHost()
    client = await protocol.ClientCreator(reactor, Server).connectTCP(
        where.host, where.port)
    idle = await protocol.ClientCreator(reactor, Server).connectTCP(
        where.host, where.port)
    idle.transport.pauseProducing()
    await task.deferLater(reactor, 0.05)
    reading, writing = os.pipe()
    reader = Reader(reading)
    reactor.addReader(reader)
    watched = reader, port, client.transport, idle.transport
    found = reactor.removeAll()
    print([each in found for each in watched])
    print([each in reactor.getReaders() for each in watched])
    client.transport.write(b'to nobody')
    os.write(writing, b'nor this')
    late = socket.create_connection((where.host, where.port))
    await task.deferLater(reactor, 0.1)
    print(client.transport.connected, port.connected, heard)
    reactor.addReader(reader)
    for each in reactor.removeAll():
        print(each is reader)
    reactor.addReader(reader)
    await reader.done
    for count in range(2):
        reactor.removeReader(reader)
    reactor.removeWriter(reader)
    late.close()


task.react(main)
