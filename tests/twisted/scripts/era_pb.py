# era: services and perspectives, as a script of 2003 has them; strings are bytes.
from twisted.cred.authorizer import DefaultAuthorizer
from twisted.cred.error import Unauthorized
from twisted.internet import app, reactor
from twisted.spread import banana, pb


class Chatter(pb.Perspective):
    def attached(self, client, identity):
        print 'attached', self.perspectiveName, identity.name
        self.client = client
        return self

    def detached(self, client, identity):
        print 'detached', self.getPerspectiveName()
        reactor.callLater(0, reactor.stop)

    def perspective_say(self, text, loud=0):
        print 'said', repr(text), loud
        return self.client.callRemote('hear', text + '!')

    def perspective_list(self):
        return self.service.perspectives.keys(), 5L, u'caf\xe9', 'raw\xff'


class Chat(pb.Service):
    perspectiveClass = Chatter


class Client(pb.Referenceable):
    def remote_hear(self, text):
        print 'heard', repr(text)
        return len(text)


class Plain(pb.Root):
    def remote_fails(self, oddly):
        if oddly:
            raise 'no tea', 'today'
        return {}['tea']

    def remote_kinds(self, *things):
        return [type(thing) is str for thing in things], things


application = app.Application('chat', authorizer=DefaultAuthorizer())
print application.authorizer.serviceCollection is application  # expect: True
chat = Chat('chat', application)
print chat.authorizer is application.authorizer, chat.serviceName  # expect: True chat
jane = chat.createPerspective('jane')
identity = jane.makeIdentity('secret')
print identity.getAllKeys(), jane.identityName  # expect: [('chat', 'jane')] jane
chat.createPerspective('joe')
print chat.getPerspectiveNamed('joe').isCached()  # expect: True
try:
    chat.getPerspectiveNamed('nobody')
except KeyError, e:
    print 'no', e  # expect: no 'nobody'


def show(result):
    print result


def failed(f):
    print f.type, f.getErrorMessage()


identity.verifyPlainPassword('secret').addCallbacks(show, failed)  # expect: password verified
identity.verifyPlainPassword('wrong').addErrback(lambda f: show(f.check(Unauthorized) is Unauthorized))  # expect: True
identity.requestPerspectiveForKey('chat', 'jane').addCallback(lambda p: show(p is jane))  # expect: True
identity.requestPerspectiveForKey('chat', 'joe').addErrback(lambda f: show(f.getErrorMessage()))  # expect: You have no key for chat/joe.
application.authorizer.getIdentityRequest('jim').addErrback(lambda f: show(f.getErrorMessage()))  # expect: unauthorized
try:
    application.authorizer.addIdentity(identity)
except KeyError, e:
    print e  # expect: 'Already have an identity by that name.'

print repr(banana.encode(['hello', 1, 'raw\xff']))  # expect: '\x03\x80\x05\x82hello\x01\x81\x04\x82raw\xff'
print banana.decode('\x02\x80\x02\x82hi\x01\x83')  # expect: ['hi', -1]

port = reactor.listenTCP(0, pb.BrokerFactory(pb.AuthRoot(application.authorizer)))
number = port.getHost()[2]
plainPort = reactor.listenTCP(0, pb.BrokerFactory(Plain()))


def refused(f):
    print 'refused:', f.getErrorMessage()
    d = pb.connect('localhost', number, 'jim', 'secret', 'chat')
    d.addErrback(lambda f: show(f.getErrorMessage()))
    d.addCallback(lambda _: pb.connect('localhost', number, 'jane', 'secret', 'chat', 'joe'))
    d.addErrback(lambda f: show(f.getErrorMessage()))
    d.addCallback(lambda _: pb.connect('localhost', number, 'jane', 'secret', 'chat', client=Client()))
    d.addCallback(connected)
    return d


def connected(perspective):
    d = perspective.callRemote('say', 'hello', loud=1)
    d.addCallback(show)
    d.addCallback(lambda _: perspective.callRemote('list'))
    d.addCallback(listed, perspective)
    return d


def listed((names, number, text, raw), perspective):
    print names, number, text == u'caf\xe9', repr(raw)
    d = pb.getObjectAt('localhost', plainPort.getHost()[2])
    d.addCallback(lambda root: root.callRemote('kinds', 'a', '\x80', u'\u20ac', 1))
    d.addCallback(show)
    for oddly in 1, 0:
        d.addCallback(lambda _, oddly=oddly: pb.getObjectAt(
            'localhost', plainPort.getHost()[2]).addCallback(
            lambda root: root.callRemote('fails', oddly)))
        d.addErrback(lambda f: show((f.type, f.value, f.check('no tea', KeyError) in ('no tea', KeyError))))
    d.addCallback(lambda _: perspective.broker.transport.loseConnection())
    return d


d = pb.connect('localhost', number, 'jane', 'wrong', 'chat')
d.addErrback(refused)
d.addErrback(lambda f: (failed(f), reactor.stop()))
reactor.run()
# expect: refused: incorrect password
# expect: incorrect password
# expect: You have no key for chat/joe.
# expect: attached jane jane
# expect: said 'hello' 1
# expect: heard 'hello!'
# expect: 6
# expect: ['jane', 'joe'] 5 True 'raw\xff'
# expect: ([True, True, True, False], ('a', '\x80', '\u20ac', 1))
# expect: ('no tea', 'today', True)
# expect: ('exceptions.KeyError', "'tea'", True)
# expect: detached jane
