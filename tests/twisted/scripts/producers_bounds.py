# How much may wait before a producer is paused, and what else a transport says
# of itself.
from twisted.internet import defer, protocol, reactor, task


class Producer:
    def __init__(self, transport, size):
        self.transport, self.size = transport, size

    def pauseProducing(self):
        print('pause')

    def resumeProducing(self):
        print('resume')
        if self.size:
            size, self.size = self.size, 0
            print('writes', size)
            self.transport.write(b'x' * size)
            print('wrote')
        else:
            self.transport.unregisterProducer()
            self.transport.loseConnection()

    def stopProducing(self):
        print('stop')


class Counts(protocol.Protocol):
    count = 0

    def dataReceived(self, data):
        self.count += len(data)

    def connectionLost(self, reason):
        t = self.transport
        print('heard', self.count, t.connected, t.disconnected,
              t.disconnecting)
        self.factory.done.callback(None)


class Writes(protocol.Protocol):
    def connectionMade(self):
        t, (limit, size, streaming) = self.transport, self.factory.how
        print(t.bufferSize, t.producer, t.disconnected, t.addr == where)
        t.bufferSize = limit
        producer = Producer(t, size)
        t.registerProducer(producer, streaming)
        print(t.bufferSize, t.producer is producer,
              bool(t.streamingProducer) == streaming)
        if streaming:
            producer.resumeProducing()
            if size <= limit:
                producer.resumeProducing()


async def main(reactor):
    global where
    server = protocol.Factory.forProtocol(Counts)
    port = reactor.listenTCP(0, server, interface='127.0.0.1')
    where = '127.0.0.1', port.getHost().port
    for how in (500, 501, True), (500, 500, True), (0, 1, True), \
            (500, 900, False):
        server.done = defer.Deferred()
        client = protocol.ClientFactory.forProtocol(Writes)
        client.how = how
        reactor.connectTCP(*where, client)
        await server.done
    await port.stopListening()


task.react(main)
