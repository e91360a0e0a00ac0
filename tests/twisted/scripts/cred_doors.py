# One portal, several ways to show who one is, and several faces to see.
import hashlib
import sys

from twisted.cred import checkers, credentials, error, portal
from twisted.internet import defer, protocol, reactor
from twisted.protocols.basic import LineReceiver
from zope.interface import Interface, implementer


class IReads(Interface):
    def read(name):
        """What there is."""


class IWrites(IReads):
    def write(name, text):
        """Change it."""


@implementer(IReads)
class Reader:
    def __init__(self, name, pages):
        self.name, self.pages = name, pages

    def __repr__(self):
        return '<%s %s>' % (type(self).__name__, self.name)

    def read(self, name):
        return self.pages.get(name, '')


@implementer(IWrites)
class Writer(Reader):
    def write(self, name, text):
        self.pages[name] = '%s: %s' % (self.name, text)


@implementer(portal.IRealm)
class Pages:
    def __init__(self):
        self.pages = {'front': 'welcome'}
        self.here = []

    def requestAvatar(self, avatarId, mind, *interfaces):
        anonymous = avatarId is checkers.ANONYMOUS
        name = 'guest' if anonymous else avatarId.decode()
        for each in interfaces:
            if each is IWrites and not anonymous:
                avatar = Writer(name, self.pages)
            elif each is IReads:
                avatar = Reader(name, self.pages)
            else:
                continue
            self.here.append(name)
            return each, avatar, lambda: self.here.remove(name)
        raise NotImplementedError('no %s for %s' % (
            [each.__name__ for each in interfaces], name))


class ITicket(credentials.ICredentials):
    """A number that is good once."""


@implementer(ITicket)
class Ticket:
    def __init__(self, number):
        self.number = number


@implementer(checkers.ICredentialsChecker)
class Tickets:
    credentialInterfaces = ITicket,

    def __init__(self, **tickets):
        self.tickets = {number: name for name, number in tickets.items()}

    def requestAvatarId(self, ticket):
        d = defer.Deferred()
        name = self.tickets.pop(ticket.number, None)
        if name is None:
            reactor.callLater(0, d.errback, error.UnauthorizedLogin('used up'))
        else:
            reactor.callLater(0, d.callback, name.encode())
        return d


def hashed(name, password, stored):
    return hashlib.md5(password).hexdigest().encode()


with open('users', 'wb') as file:
    file.write(b'ann:' + hashlib.md5(b'a1').hexdigest().encode() + b'\n'
               b'Bob:' + hashlib.md5(b'b2').hexdigest().encode() + b'\nbad\n')

realm = Pages()
files = checkers.FilePasswordDB('users', hash=hashed, caseSensitive=False)
door = portal.Portal(realm, [files, Tickets(carl=7)])
door.registerChecker(checkers.AllowAnonymousAccess())
print(sorted(each.__name__ for each in door.listCredentialsInterfaces()))


class Wiki(LineReceiver):
    avatar = logout = None

    def lineReceived(self, line):
        word, *rest = line.decode().split(' ', 2)
        d = defer.maybeDeferred(getattr(self, 'do_' + word), *rest)
        d.addErrback(lambda why: '%s %s' % (why.type.__name__,
                                            why.getErrorMessage()))
        d.addCallback(lambda text: self.sendLine(str(text).encode()))

    def enter(self, shown, *wanted):
        def welcome(result):
            interface, self.avatar, self.logout = result
            return '%s as %s, here: %s' % (
                interface.__name__, self.avatar.name, realm.here)
        self.leave()
        return door.login(shown, None, *wanted).addCallback(welcome)

    def leave(self):
        if self.logout is not None:
            self.logout()
            self.logout = None

    def connectionLost(self, reason):
        self.leave()
        print(realm.here, realm.pages)
        reactor.stop()

    def do_user(self, name, password):
        return self.enter(credentials.UsernamePassword(
            name.encode(), password.encode()), IWrites)

    def do_ticket(self, number):
        return self.enter(Ticket(int(number)), IWrites, IReads)

    def do_guest(self, wanted='IReads'):
        return self.enter(credentials.Anonymous(), globals()[wanted])

    def do_read(self, name):
        return self.avatar.read(name)

    def do_write(self, name, text):
        return IWrites(self.avatar).write(name, text)


class Visitor(LineReceiver):
    def connectionMade(self):
        self.lines = [
            'guest', 'read front', 'write front mine', 'guest IWrites',
            'user ann wrong', 'user ann a1', 'write front new', 'read front',
            'user BOB b2', 'write back x', 'read back', 'user nobody x',
            'ticket 8', 'ticket 7', 'ticket 7', 'read back', 'guest']
        self.ask()

    def ask(self):
        if self.lines:
            print('>', self.lines[0])
            self.sendLine(self.lines.pop(0).encode())
        else:
            self.transport.loseConnection()

    def lineReceived(self, line):
        print('<', line.decode())
        self.ask()


port = reactor.listenTCP(0, protocol.Factory.forProtocol(Wiki),
                         interface='127.0.0.1')
reactor.connectTCP('127.0.0.1', port.getHost().port,
                   protocol.ClientFactory.forProtocol(Visitor))
reactor.run()
challenge = credentials.CramMD5Credentials()
text = challenge.getChallenge()
print(text[:1], text[-1:], challenge.checkPassword(b'x'))
again = credentials.CramMD5Credentials(text)
print(again.getChallenge() == text)
