# Who is there? A question to a group, answered by each who has joined it.
# not emulated: groups
import sys

from twisted.internet import defer, protocol, reactor

GROUP = '228.0.0.5'


class Answers(protocol.DatagramProtocol):
    def __init__(self, name):
        self.name = name

    @defer.inlineCallbacks
    def startProtocol(self):
        self.transport.setTTL(0)
        self.transport.setLoopbackMode(1)
        self.joined = yield self.transport.joinGroup(GROUP, '127.0.0.1')
        print(self.name, 'joined', self.joined)

    def datagramReceived(self, data, addr):
        if data == b'who?':
            self.transport.write(b'I, ' + self.name.encode(), addr)


class Asks(protocol.DatagramProtocol):
    def __init__(self, count):
        self.count = count
        self.heard = set()
        self.done = defer.Deferred()

    def datagramReceived(self, data, addr):
        self.heard.add(data)
        if len(self.heard) == self.count and not self.done.called:
            self.done.callback(sorted(self.heard))


@defer.inlineCallbacks
def main():
    first = reactor.listenMulticast(0, Answers('first'), listenMultiple=True)
    number = first.getHost().port
    second = reactor.listenMulticast(number, Answers('second'),
                                     listenMultiple=True)
    print(first.getTTL(), first.getLoopbackMode(),
          second.getHost().port == number, second.getHost().type)
    asker = Asks(2)
    port = reactor.listenMulticast(0, asker)
    yield port.setOutgoingInterface('127.0.0.1')
    print(port.getOutgoingInterface())
    port.setTTL(0)
    ask = lambda: asker.done.called or (
        asker.transport.write(b'who?', (GROUP, number)),
        reactor.callLater(0.1, ask))
    ask()
    print((yield asker.done))
    print((yield second.leaveGroup(GROUP, '127.0.0.1')))
    why = yield second.leaveGroup(GROUP, '127.0.0.1').addErrback(
        lambda failure: failure.value)
    print(type(why).__name__, why.args[:2], len(why.args))
    why = yield second.joinGroup('127.0.0.1', '127.0.0.1').addErrback(
        lambda failure: failure.value)
    print(type(why).__name__, why.args[:2], len(why.args))
    for each in first, second, port:
        yield each.stopListening()


main().addErrback(lambda why: why.printTraceback(sys.stdout)).addBoth(
    lambda done: reactor.stop())
reactor.run()
