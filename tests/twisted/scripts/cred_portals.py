# Portals, realms, checkers and credentials.
import hashlib
import os
import time

from twisted.cred import checkers, credentials, error, portal
from twisted.internet import defer
from zope.interface import Interface, implementer


class IShop(Interface):
    pass


class IOffice(Interface):
    pass


@implementer(portal.IRealm)
class Realm:
    def requestAvatar(self, avatarId, mind, *interfaces):
        if IShop in interfaces:
            return IShop, (avatarId, mind), lambda: print('logout', avatarId)
        raise error.LoginDenied('only the shop is open')


def show(d, what):
    d.addCallbacks(lambda found: print(what, 'yes', found[:2]),
                   lambda f: print(what, 'no', f.type.__name__, f.value))


memory = checkers.InMemoryUsernamePasswordDatabaseDontUse(jane=b'secret')
memory.addUser(b'joe', b'other')
shop = portal.Portal(Realm(), [memory])
print([each.__name__ for each in shop.listCredentialsInterfaces()])
for name, password in ((b'jane', b'secret'), (b'jane', b'wrong'),
                       (b'joe', b'other'), (b'jim', b'secret')):
    show(shop.login(credentials.UsernamePassword(name, password), 'mind',
                    IShop), (name, password))
show(shop.login(credentials.UsernamePassword(b'joe', b'other'), None, IOffice),
     'office')
show(shop.login(credentials.Anonymous(), None, IShop), 'nobody')
shop.registerChecker(checkers.AllowAnonymousAccess())
show(shop.login(credentials.Anonymous(), None, IShop), 'nobody')
print(checkers.ANONYMOUS, error.UnauthorizedLogin.__mro__[1:3])
shop.login(credentials.UsernamePassword(b'joe', b'other'), None,
           IShop).addCallback(lambda found: found[2]())


class Slow:
    credentialInterfaces = credentials.IUsernamePassword,

    def requestAvatarId(self, credentials):
        d = defer.Deferred()
        self.done = lambda: d.callback(credentials.username)
        return d


slow = Slow()
late = portal.Portal(Realm())
late.registerChecker(slow, credentials.IUsernamePassword)
show(late.login(credentials.UsernamePassword('x', 'y'), None, IShop), 'slow')
print('waiting')
slow.done()

# A file, with and without a cache, hashes, and capital letters.
with open('passwords', 'wb') as file:
    file.write(b'jane:secret\njoe:other:more\nshort\n:nobody\n')
db = checkers.FilePasswordDB('passwords')
print(db.getUser(b'joe'), db.getUser(b''))
try:
    db.getUser(b'short')
except KeyError as e:
    print('no', e)
for c in (credentials.UsernamePassword(b'jane', b'secret'),
          credentials.UsernamePassword(b'jane', b''),
          credentials.UsernameHashedPassword(b'joe', b'other'),
          credentials.UsernamePassword(b'Jane', b'secret')):
    db.requestAvatarId(c).addCallbacks(
        lambda name: print('in', name), lambda f: print('out', f.type.__name__))
loud = checkers.FilePasswordDB('passwords', caseSensitive=False)
print(loud.getUser(b'JANE'))
turned = checkers.FilePasswordDB('passwords', usernameField=1, passwordField=0)
print(turned.getUser(b'secret'))
cached = checkers.FilePasswordDB('passwords', cache=True)
print(cached.getUser(b'jane'))
with open('passwords', 'wb') as file:
    file.write(b'jane:new\n')
os.utime('passwords', (time.time() + 9, time.time() + 9))
print(cached.getUser(b'jane'), sorted(cached.__getstate__())[0])
with open('hashed', 'wb') as file:
    file.write(b'jane:' + hashlib.md5(b'secret').hexdigest().encode())
hashed = checkers.FilePasswordDB(
    'hashed', hash=lambda name, typed, kept: hashlib.md5(
        typed).hexdigest().encode())
print(len(hashed.credentialInterfaces))
for word in b'secret', b'wrong':
    hashed.requestAvatarId(credentials.UsernamePassword(
        b'jane', word)).addCallbacks(
        lambda name: print('in', name), lambda f: print('out', f.type.__name__))

# A challenge and its answer: the example of RFC 2195.
cram = credentials.CramMD5Credentials(b'example.org')
first = cram.getChallenge()
print(first == cram.getChallenge(), first[:1], first[-13:],
      cram.moreChallenges())
cram.challenge = b'<1896.697170952@postoffice.reston.mci.net>'
cram.setResponse(b'tim b913a602c7eda7a495b4e6e7334d3890')
print(cram.username, cram.checkPassword(b'tanstaaftanstaaf'),
      cram.checkPassword(b'tanstaaf'))

# Digests: the example of RFC 2617.
fields = {
    'username': b'Mufasa', 'realm': b'testrealm@host.com',
    'nonce': b'dcd98b7102dd2f0e8b11d0f600bfb0c093', 'uri': b'/dir/index.html',
    'qop': b'auth', 'nc': b'00000001', 'cnonce': b'0a4f113b',
    'response': b'6629fae49393a05397450978507c4ef1'}
digested = credentials.DigestedCredentials(
    b'Mufasa', b'GET', b'testrealm@host.com', fields)
print(digested.checkPassword(b'Circle Of Life'),
      digested.checkPassword(b'Circle of Life'),
      digested.checkHash(hashlib.md5(
          b'Mufasa:testrealm@host.com:Circle Of Life').hexdigest().encode()))
factory = credentials.DigestCredentialFactory(b'md5', b'the realm')
asked = factory.getChallenge(b'10.0.0.1')
print(sorted(asked), asked['algorithm'], asked['realm'], asked['qop'])


def answer(**changes):
    fields = {'username': '"jane"', 'uri': '/', 'response': 'x',
              'nonce': '"%s"' % asked['nonce'].decode(),
              'opaque': '"%s"' % asked['opaque'].decode()}
    fields.update(changes)
    text = ', '.join(['%s=%s' % pair for pair in fields.items() if pair[1]])
    try:
        made = factory.decode(text.encode(), b'GET', b'10.0.0.1')
    except error.LoginFailed as e:
        return e
    return made.username, made.fields['uri']


print(answer())
for changes in ({'username': ''}, {'opaque': ''}, {'nonce': ''},
                {'nonce': 'other'}, {'opaque': 'no-dGhpbmc='},
                {'opaque': 'nothing'}):
    print(changes, answer(**changes))
try:
    factory.decode(b'username="a", nonce="%s", opaque="%s"' % (
        asked['nonce'], asked['opaque']), b'GET', b'10.0.0.2')
except error.LoginFailed as e:
    print(e)
factory._getTime = lambda: time.time() + 16 * 60
print(answer())
