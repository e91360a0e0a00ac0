# A conversation written as a coroutine, that waits for lines.
from twisted.internet import defer, endpoints, protocol, task
from twisted.protocols import basic


class Conversation(basic.LineOnlyReceiver):
    """What I talk about is said by a coroutine; it asks me for lines."""

    def __init__(self, talk=None):
        self.lines = defer.DeferredQueue()
        self.talk = talk or self.serve
        self.ended = defer.Deferred()

    def connectionMade(self):
        d = defer.ensureDeferred(self.talk(self))
        d.addErrback(self.failed)
        d.addBoth(lambda _: self.transport.loseConnection())

    def failed(self, why):
        print(type(self).__name__, 'failed:', why.type.__name__)
        failures.put(why)

    def lineReceived(self, line):
        self.lines.put(line.decode())

    def connectionLost(self, reason):
        self.lines.put(reason)
        self.ended.callback(None)

    async def ask(self, text):
        self.sendLine(text.encode())
        return await self.hear()

    async def hear(self):
        line = await self.lines.get()
        if not isinstance(line, str):
            line.raiseException()
        return line

    async def serve(self, peer):
        name = await self.ask('Your name?')
        total = 0
        while True:
            line = await self.ask('%s has %d; more?' % (name, total))
            if line == 'no':
                break
            try:
                total += int(line)
            except ValueError as why:
                self.sendLine(str(why).encode())
        self.sendLine(b'%d in all' % total)


class Customer(Conversation):
    pass


def visits(*answers):
    async def talk(peer):
        for answer in answers:
            while True:
                line = await peer.hear()
                print('  server:', line)
                if line.endswith('?'):
                    break
            peer.sendLine(answer.encode())
        if answers[-1] == 'no':
            print('  server:', await peer.hear())
    return talk


failures = defer.DeferredQueue()


async def main(reactor):
    factory = protocol.Factory.forProtocol(Conversation)
    factory.noisy = False
    port = await endpoints.TCP4ServerEndpoint(
        reactor, 0, interface='127.0.0.1').listen(factory)
    there = endpoints.TCP4ClientEndpoint(reactor, '127.0.0.1',
                                         port.getHost().port)
    for answers in ('ann', '3', 'four', '5', 'no'), ('bob', '1'):
        print(answers[0])
        made = await endpoints.connectProtocol(there,
                                               Customer(visits(*answers)))
        await made.ended
    await failures.get()
    await port.stopListening()
    try:
        await endpoints.connectProtocol(there, Customer())
    except Exception as why:
        print(type(why).__name__)
    return 'not shown'


task.react(main)
