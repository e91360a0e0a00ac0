# Finger, step by step: users in a dictionary, answers that come later, a client
# that asks another server, and who asks too much.
from twisted.internet import defer, endpoints, protocol, reactor, task
from twisted.protocols import basic, finger


class Finger(finger.Finger):
    def getDomain(self, slash_w):
        self.answer(defer.succeed(b', '.join(sorted(self.factory.users))))

    def getUser(self, slash_w, user):
        self.answer(self.factory.getUser(user, slash_w))

    def forwardQuery(self, slash_w, user, host):
        if user != b'bob':
            finger.Finger.forwardQuery(self, slash_w, user, host)
            return
        self.answer(ask(self.factory.next, user))

    def answer(self, d):
        def failed(reason):
            print('failed', reason.type.__name__)
            return b'Internal error in server'
        d.addErrback(failed)

        def write(message):
            self.transport.write(message + b'\r\n')
            self.transport.loseConnection()
        d.addCallback(write)


class Factory(protocol.ServerFactory):
    protocol = Finger
    noisy = False
    next = None

    def __init__(self, users):
        self.users = users

    def getUser(self, user, verbose):
        if user == b'slow':
            return task.deferLater(reactor, 0.02, lambda: b'came late')
        return defer.maybeDeferred(self.users.__getitem__, user).addCallback(
            lambda status: status + b' (in full)' * verbose)


class Asks(basic.LineReceiver):
    def __init__(self, question):
        self.question = question
        self.answer = b''
        self.done = defer.Deferred()

    def connectionMade(self):
        self.setRawMode()
        self.sendLine(self.question)

    def rawDataReceived(self, data):
        self.answer += data

    def connectionLost(self, reason):
        self.done.callback(self.answer.rstrip())


@defer.inlineCallbacks
def ask(port, question):
    asks = yield endpoints.connectProtocol(endpoints.TCP4ClientEndpoint(
        reactor, '127.0.0.1', port.getHost().port), Asks(question))
    return (yield asks.done)


@defer.inlineCallbacks
def main(reactor):
    factory = Factory({b'moshez': b'happy and well', b'anna': b'has gone out'})
    port = reactor.listenTCP(0, factory, interface='127.0.0.1')
    factory.next = reactor.listenTCP(0, Factory({b'bob': b'lives elsewhere'}),
                                     interface='127.0.0.1')
    for question in (b'moshez', b'/W anna', b'', b'nobody', b'slow', b'bob@next',
                     b'anna@elsewhere', b'a@b@next', b'  anna  '):
        print(question, (yield ask(port, question)))
    bare = protocol.ServerFactory()
    bare.protocol = finger.Finger
    bare.noisy = False
    plain = reactor.listenTCP(0, bare, interface='127.0.0.1')
    for question in b'root', b'', b'root@here', b'x' * 20000:
        print(question[:10], (yield ask(plain, question)))
    for each in port, plain, factory.next:
        yield each.stopListening()


task.react(main)
