# Logging in to a server of perspectives, and what happens to references.
from twisted.cred import checkers, credentials, portal
from twisted.internet import defer, reactor
from twisted.spread import pb
from zope.interface import implementer


class Avatar(pb.Avatar):
    def __init__(self, name):
        self.name = name
        self.note = Note(self)

    def perspective_hello(self, greeting):
        return '%s, %s' % (greeting, self.name)

    def perspective_note(self):
        return self.note


class Note(pb.Viewable):
    def __init__(self, owner):
        self.owner = owner

    def view_read(self, perspective, loud=False):
        text = '%s reads the note of %s' % (perspective.name, self.owner.name)
        return text.upper() if loud else text


@implementer(portal.IRealm)
class Realm:
    def requestAvatar(self, avatarId, mind, *interfaces):
        assert pb.IPerspective in interfaces
        name = avatarId.decode() if avatarId else 'nobody'
        print('login', name, mind and mind.__class__.__name__)
        if mind is not None:
            mind.callRemote('welcome', name)
        return pb.IPerspective, Avatar(name), lambda: left.put(
            print('logout', name))


class Mind(pb.Referenceable):
    def remote_welcome(self, name):
        print('the mind was welcomed as', name)


left = defer.DeferredQueue()


@defer.inlineCallbacks
def client(port):
    for name, password in ((b'jane', b'secret'), (b'jane', b'wrong'),
                           (b'jim', b'secret')):
        factory = pb.PBClientFactory()
        reactor.connectTCP('127.0.0.1', port, factory)
        try:
            avatar = yield factory.login(
                credentials.UsernamePassword(name, password), Mind())
        except Exception as e:
            print(name, password, getattr(e, 'remoteType', e))
        else:
            print((yield avatar.callRemote('hello', 'good day')))
            note = yield avatar.callRemote('note')
            print((yield note.callRemote('read')),
                  (yield note.callRemote('read', loud=True)))
            try:
                yield avatar.callRemote('nothing')
            except pb.RemoteError as e:
                print(e.remoteType, e)
        gone = defer.Deferred()
        factory._broker.notifyOnDisconnect(lambda: gone.callback(None))
        factory.disconnect()
        yield gone
        if (name, password) == (b'jane', b'secret'):
            yield left.get()
    factory = pb.PBClientFactory()
    reactor.connectTCP('127.0.0.1', port, factory)
    avatar = yield factory.login(credentials.Anonymous())
    print((yield avatar.callRemote('hello', 'hi')))
    factory.disconnect()
    yield left.get()

    factory = pb.PBClientFactory()
    closed = reactor.listenTCP(0, pb.PBServerFactory(pb.Root()))
    nowhere = closed.getHost().port
    yield closed.stopListening()
    reactor.connectTCP('127.0.0.1', nowhere, factory)
    try:
        yield factory.login(credentials.Anonymous())
    except Exception as e:
        print(type(e).__name__)


checker = checkers.InMemoryUsernamePasswordDatabaseDontUse(jane=b'secret')
shop = portal.Portal(Realm(), [checker, checkers.AllowAnonymousAccess()])
port = reactor.listenTCP(0, pb.PBServerFactory(shop), interface='127.0.0.1')
d = client(port.getHost().port)
d.addErrback(lambda f: f.printTraceback())
d.addBoth(lambda _: reactor.callLater(0, reactor.stop))
reactor.run()
