# A chat: names, everybody told, a state for each who has come.
from twisted.internet import defer, endpoints, protocol, reactor, task
from twisted.protocols.basic import LineReceiver


class Chat(LineReceiver):
    def __init__(self, users):
        self.users = users
        self.name = None
        self.state = 'GETNAME'

    def connectionMade(self):
        self.sendLine(b"What's your name?")

    def connectionLost(self, reason):
        if self.users.pop(self.name, None) is not None:
            self.tell(b'%s has left.' % self.name)

    def lineReceived(self, line):
        getattr(self, 'handle_' + self.state)(line)

    def handle_GETNAME(self, name):
        if name in self.users:
            self.sendLine(b'Name taken, please choose another.')
            return
        self.sendLine(b'Welcome, %s!' % name)
        self.tell(b'%s has come.' % name)
        self.name = name
        self.users[name] = self
        self.state = 'CHAT'

    def handle_CHAT(self, message):
        if message == b'/quit':
            self.transport.loseConnection()
        else:
            self.tell(b'<%s> %s' % (self.name, message))

    def tell(self, message):
        for name, user in sorted(self.users.items()):
            if user is not self:
                user.sendLine(message)


class ChatFactory(protocol.Factory):
    noisy = False

    def __init__(self):
        self.users = {}

    def buildProtocol(self, addr):
        return Chat(self.users)


class Guest(LineReceiver):
    def __init__(self, name):
        self.who = name
        self.waiting = []
        self.lines = []

    def lineReceived(self, line):
        if self.waiting:
            self.waiting.pop(0).callback(line)
        else:
            self.lines.append(line)

    def hear(self):
        if self.lines:
            return defer.succeed(self.lines.pop(0))
        d = defer.Deferred()
        self.waiting.append(d)
        return d


@defer.inlineCallbacks
def main(reactor):
    factory = ChatFactory()
    server = endpoints.TCP4ServerEndpoint(reactor, 0, interface='127.0.0.1')
    port = yield server.listen(factory)
    client = endpoints.clientFromString(
        reactor, 'tcp:127.0.0.1:%d' % port.getHost().port)

    @defer.inlineCallbacks
    def come(name):
        guest = yield endpoints.connectProtocol(client, Guest(name))
        print(name, (yield guest.hear()))
        guest.sendLine(name.encode())
        print(name, (yield guest.hear()))
        return guest

    anna = yield come('anna')
    bert = yield come('bert')
    print('anna', (yield anna.hear()))
    other = yield come('anna')
    other.sendLine(b'cleo')
    print('cleo', (yield other.hear()))
    for guest in anna, bert:
        print(guest.who, (yield guest.hear()))
    anna.sendLine(b'hello, you two')
    for guest in bert, other:
        print(guest.who, (yield guest.hear()))
    bert.sendLine(b'hello')
    bert.sendLine(b'/quit')
    bert.sendLine(b'not said any more')
    for i in range(2):
        for guest in anna, other:
            print(guest.who, (yield guest.hear()))
    print(sorted(factory.users))
    yield port.stopListening()


task.react(main)
