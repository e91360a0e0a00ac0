# A calculator whose protocol is a row of states; the words come as strings
# with their length in front.
from twisted.internet import defer, protocol, reactor, task
from twisted.protocols import basic


class Calculator(basic.StatefulStringProtocol, basic.Int16StringReceiver):
    """My states are what I wait for: a number, a sign, another number."""

    state = 'first'
    signs = {'+': lambda a, b: a + b, '-': lambda a, b: a - b,
             '*': lambda a, b: a * b, '/': lambda a, b: a // b}

    def proto_first(self, word):
        self.value = int(word)
        return 'sign'

    def proto_sign(self, word):
        if word == b'=':
            self.sendString(b'%d' % self.value)
            return 'first'
        if word == b'off':
            self.sendString(b'bye')
            return 'done'
        self.sign = self.signs[word.decode()]
        return 'second'

    def proto_second(self, word):
        self.value = self.sign(self.value, int(word))
        # Nothing is returned, so the state would stay: it is set.
        self.state = 'sign'

    def connectionLost(self, reason):
        print('calculator', self.state, reason.type.__name__)


class Asks(basic.Int16StringReceiver):
    def __init__(self, words):
        self.words = words
        self.answers = []
        self.done = defer.Deferred()

    def connectionMade(self):
        for word in self.words.split():
            self.sendString(word.encode())

    def stringReceived(self, word):
        self.answers.append(word.decode())
        if word == b'bye':
            self.transport.loseConnection()

    def connectionLost(self, reason):
        self.done.callback(self.answers)


class Kept(protocol.ClientFactory):
    noisy = False

    def __init__(self, made):
        self.made = made

    def buildProtocol(self, addr):
        return self.made


@defer.inlineCallbacks
def main(reactor):
    factory = protocol.Factory.forProtocol(Calculator)
    factory.noisy = False
    port = reactor.listenTCP(0, factory, interface='127.0.0.1')
    for words in ('1 + 2 * 3 = 10 / 3 = off', '2 ** 3 =', '7 / 0 =', 'x',
                  '5 off more words'):
        asks = Asks(words)
        reactor.connectTCP('127.0.0.1', port.getHost().port, Kept(asks))
        print(words, '->', (yield asks.done))
    yield port.stopListening()


task.react(main)
