# A producer that comes when much waits already is paused like others.
from twisted.internet import defer, protocol, reactor, task

said = []


class Producer:
    def pauseProducing(self):
        if said[-1:] != ['pause']:
            said.append('pause')
            # Now the other side may read.
            reading.callback(None)

    def resumeProducing(self):
        said.append('resume')
        transport.unregisterProducer()
        transport.loseConnection()

    def stopProducing(self):
        said.append('stop')


class Reads(protocol.Protocol):
    count = 0

    def connectionMade(self):
        self.transport.pauseProducing()
        reading.addCallback(lambda _: self.transport.resumeProducing())

    def dataReceived(self, data):
        self.count += len(data)

    def connectionLost(self, reason):
        said.append(self.count)
        done.callback(None)


class Writes(protocol.Protocol):
    def connectionMade(self):
        global transport
        transport = self.transport
        self.transport.write(b'x' * 20000000)
        self.transport.registerProducer(Producer(), True)
        self.transport.write(b'x')


async def main(reactor):
    global reading, done
    reading, done = defer.Deferred(), defer.Deferred()
    port = reactor.listenTCP(0, protocol.Factory.forProtocol(Reads),
                             interface='127.0.0.1')
    creator = protocol.ClientCreator(reactor, Writes)
    await creator.connectTCP('127.0.0.1', port.getHost().port)
    await done
    print(*said)
    await port.stopListening()


task.react(lambda reactor: defer.ensureDeferred(main(reactor)))
