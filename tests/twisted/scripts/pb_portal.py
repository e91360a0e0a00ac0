# Logging in by PB, with a mind, as nobody, and in vain.
import re
from zope.interface import implementer
from twisted.cred import portal, checkers, credentials, error as cerror
from twisted.spread import pb
from twisted.internet import reactor, defer


class MyPerspective(pb.Avatar):

    def __init__(self, name):
        self.name = name

    def perspective_foo(self, arg):
        print('I am', self.name, 'perspective_foo(', arg, ') called')
        return self.name

    def perspective_obj(self):
        return V(self)

    def perspective_fail(self):
        raise pb.Error('persp fail')

    def logout(self):
        print(self.name, 'logged out')
        left.put(self)


class V(pb.Viewable):

    def __init__(self, p):
        self.p = p

    def view_who(self, persp, x):
        print('view', persp.name, x)
        return persp.name + x


@implementer(portal.IRealm)
class MyRealm:

    def requestAvatar(self, avatarId, mind, *ifaces):
        print('request', avatarId, type(mind).__name__,
              [i.__name__ for i in ifaces])
        if pb.IPerspective not in ifaces:
            raise NotImplementedError
        a = MyPerspective('anon' if avatarId == ()
                          or avatarId is checkers.ANONYMOUS
                          else avatarId.decode() if isinstance(avatarId, bytes)
                          else avatarId)
        return (pb.IPerspective, a, a.logout)


left = defer.DeferredQueue()
c = checkers.InMemoryUsernamePasswordDatabaseDontUse(user1=b'pass1')
c.addUser(b'user2', b'pass2')
p = portal.Portal(MyRealm(), [c])
p.registerChecker(checkers.AllowAnonymousAccess(), credentials.IAnonymous)
print([i.__name__ for i in p.listCredentialsInterfaces()]
      and len(p.listCredentialsInterfaces()))


class Mind(pb.Referenceable):
    pass


@defer.inlineCallbacks
def main():
    port = reactor.listenTCP(0, pb.PBServerFactory(p), interface='127.0.0.1')
    n = port.getHost().port
    for cred in ((b'user1', b'pass1'), (b'user2', b'wrong'), (b'nobody', b'x'),
                 None):
        f = pb.PBClientFactory()
        f.noisy, a = 0, None
        reactor.connectTCP('127.0.0.1', n, f)
        try:
            a = (yield f.login(credentials.UsernamePassword(*cred) if cred
                               else credentials.Anonymous(),
                               Mind() if cred else None))
            print((yield a.callRemote('foo', 12)))
            v = (yield a.callRemote('obj'))
            print((yield v.callRemote('who', '!')))
            try:
                yield a.callRemote('fail')
            except pb.Error as e:
                print('pbE', e)
            except Exception as e:
                print('exc', type(e), e)
        except Exception as e:
            print('login', type(e).__module__, type(e).__name__, e)
        f.disconnect()
        if a is not None:
            yield left.get()
    yield port.stopListening()
    for iface in (pb.IPerspective,):
        for cr in (credentials.UsernamePassword(b'user1', b'pass1'),
                   credentials.UsernamePassword(b'user1', b'no'),
                   credentials.Anonymous()):
            try:
                print((yield p.login(cr, None, iface))[0].__name__)
            except Exception as e:
                print(type(e).__name__, e, isinstance(e, cerror.LoginFailed))
    p2 = portal.Portal(MyRealm())
    try:
        yield p2.login(credentials.UsernamePassword(b'a', b'b'), None,
                       pb.IPerspective)
    except Exception as e:
        print(type(e).__name__, str(e)[:40])
    open('pw', 'w').write('alice:secret\nBob:x:y\n# c\nbad\n')
    fdb = checkers.FilePasswordDB('pw')
    print((yield fdb.requestAvatarId(credentials.UsernamePassword(b'alice',
                                                                  b'secret'))))
    for u, w in ((b'alice', b'bad'), (b'zed', b'q'), (b'Bob', b'x:y'),
                 (b'bob', b'x:y')):
        try:
            print((yield fdb.requestAvatarId(credentials.UsernamePassword(u,
                                                                          w))))
        except Exception as e:
            print(type(e).__name__, e)
    try:
        print(fdb.getUser(b'alice'), fdb.getUser(b'zed'))
    except KeyError as e:
        print('KeyError', e)
    h = credentials.UsernameHashedPassword(b'u', b'h')
    print(h.checkPassword(b'h'),
          credentials.UsernamePassword(b'a', b'b').checkPassword(b'b'),
          h.username, vars(h))
    ck = checkers.AllowAnonymousAccess()
    ck.requestAvatarId(None).addCallback(print)
    print(checkers.ANONYMOUS)
    cf = credentials.CramMD5Credentials(b'user', host=b'h')
    ch = cf.getChallenge()
    print(type(ch),
          cf.moreChallenges() if hasattr(cf, 'moreChallenges') else '')
    reactor.stop()


reactor.callWhenRunning(
    lambda: main().addErrback(lambda f: (f.printTraceback(), reactor.stop())))
reactor.run()
