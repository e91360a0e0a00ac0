# era: the framework as a script of 2003 knows it.
from twisted.python import components, failure, log, reflect, usage
from twisted.internet import defer, error


class IEat(components.Interface):
    """I eat."""

    def eat(self, what):
        """Eat something."""


class IDrink(components.Interface):
    pass


class Guest:
    __implements__ = IEat, (IDrink,)

    def eat(self, what):
        return 'ate ' + what


class Child(Guest):
    __implements__ = IEat


guest = Guest()
print components.implements(guest, IEat), components.implements(guest, IDrink)  # expect: True True
print components.implements(Child(), IDrink), components.implements(5, IEat)  # expect: False False
print len(components.getInterfaces(guest)), IEat in components.getInterfaces(guest)  # expect: 2 True


class Dog:
    pass


class DogEater(components.Adapter):
    __implements__ = IEat

    def eat(self, what):
        return 'a dog eats ' + what


components.registerAdapter(DogEater, Dog, IEat)
print components.getAdapter(Dog(), IEat, None).eat('bones')  # expect: a dog eats bones
print components.getAdapter(guest, IEat, None) is guest  # expect: True
print components.getAdapter(Dog(), IDrink, 'nothing')  # expect: nothing


class Whole(components.Componentized):
    pass


whole = Whole()
whole.setComponent(IEat, guest)
print whole.getComponent(IEat).eat('all'), whole.getComponent(IDrink)  # expect: ate all None


def got(result, *args):
    print 'got', result, args
    return result


d = defer.Deferred()
d.addCallback(got, 'extra').addCallback(lambda r: 1 / 0)
d.addErrback(lambda f: f.trap(ZeroDivisionError) and got('caught'))
d.callback(4)
# expect: got 4 ('extra',)
# expect: got caught ()


def fails():
    raise KeyError, 'nothing'


try:
    fails()
except KeyError, e:
    f = failure.Failure()
print f.check(ValueError), f.check('exceptions.KeyError'), f.getErrorMessage()  # expect: None exceptions.KeyError 'nothing'


def generator():
    first = defer.waitForDeferred(defer.succeed(20))
    yield first
    second = defer.waitForDeferred(defer.fail(IndexError('off')))
    yield second
    try:
        second.getResult()
    except IndexError, e:
        yield first.getResult() + 1


defer.deferredGenerator(generator)().addCallback(got)  # expect: got 21 ()
d = defer.DeferredList([defer.succeed(1), defer.succeed(2)])
d.addCallback(got)  # expect: got [(1, 1), (1, 2)] ()


class Options(usage.Options):
    optFlags = [['fast', 'f', 'Go fast.']]
    optParameters = [['port', 'p', 8080, 'The port.']]

    def parseArgs(self, name):
        self.opts['name'] = name


options = Options()
options.parseOptions(['-f', '--port', '90', 'it'])
print options['fast'], options['port'], options.opts['name']  # expect: 1 90 it
try:
    Options().parseOptions(['--nothing'])
except usage.error, e:
    print e  # expect: option --nothing not recognized

events = []
log.addObserver(events.append)
log.msg('hello', 'log')
log.removeObserver(events.append)
print events[0]['message'], events[0]['isError']  # expect: ('hello', 'log') 0
print reflect.qual(Guest), reflect.namedAny('twisted.internet.defer.Deferred')  # expect: __main__.Guest twisted.internet.defer.Deferred
print str(error.ConnectionDone())  # expect: Connection was closed cleanly.
print issubclass(error.ConnectionDone, error.ConnectionClosed)  # expect: True

# What reflect had: sums of others that are kept, and code from a template.
from twisted.python import reflect


class Room(reflect.Accessor):
    weight = 0


class Ball(reflect.Summer):
    sums = (('mass', 'place', 'weight'),)


hall, cellar, ball = Room(), Room(), Ball()
ball.mass = 3
ball.place = hall
ball.mass = 5
print hall.weight, ball.mass, ball.place is hall  # expect: 5 5 True
ball.place = cellar
print hall.weight, cellar.weight  # expect: 0 5
double = reflect.macro('double', 'file', '''
def %(name)s(x):
    return %(what)s
''', what='x + x')
print double(21), double.__name__  # expect: 42 double

# Files and texts of the era that the library reads.
import imp
from twisted.persisted import aot, sob
from twisted.python import compat

file = open('early.py', 'w')
file.write('made = 7/2, 5L\nprint `made`\n')
file.close()
print sob.loadValueFromFile('early.py', 'made')
# expect: (3, 5)
# expect: (3, 5)
print imp.load_source('early', 'early.py').made
# expect: (3, 5)
# expect: (3, 5)
names = {}
compat.execfile('early.py', names)  # expect: (3, 5)
print aot.unjellyFromSource('app=[5L, 0777]')  # expect: [5, 511]
said = reflect.macro('said', 'file', '''
def %(name)s():
    print %(what)s, 7/2
''', what=5)
said()  # expect: 5 3

# A factory that is Versioned, whichever comes first, remembers its version and
# forgets how many ports listen.
from twisted.internet import protocol
from twisted.persisted import styles
class Kettles(protocol.Factory, styles.Versioned):
    persistenceVersion = 2
class Pots(styles.Versioned, protocol.Factory):
    persistenceVersion = 3
class Cups(protocol.DatagramProtocol, styles.Versioned):
    persistenceVersion = 4
for each in Kettles(), Pots(), Cups():
    each.numPorts = 1
    print each.__getstate__()
# expect: {'__main__.Kettles.persistenceVersion': 2}
# expect: {'__main__.Pots.persistenceVersion': 3}
# expect: {'__main__.Cups.persistenceVersion': 4}
print protocol.ReconnectingClientFactory().__getstate__()  # expect: {}


# What the library hands over of bytes is text.
from twisted.cred import checkers, credentials
from twisted.protocols import policies, stateful
from twisted.python import filepath
from twisted.spread import jelly
from twisted.test.proto_helpers import StringTransport
def shown(what):
    print `what`
class Sized(stateful.StatefulProtocol):
    def getInitialState(self):
        return self.two, 2
    def two(self, data):
        print `data`
        self.transport.write(data + '!')
transport = StringTransport()
sized = Sized()
wrapper = policies.ProtocolWrapper(policies.WrappingFactory(protocol.Factory()), sized)
wrapper.makeConnection(transport)
wrapper.dataReceived('h\xe9x')  # expect: 'h\xe9'
print transport.value() == 'h\xe9!'  # expect: True
users = checkers.InMemoryUsernamePasswordDatabaseDontUse(bob='p\xe9')
users.addUser('eve', 'x')
users.requestAvatarId(credentials.UsernamePassword('bob', 'p\xe9')).addCallback(shown)  # expect: 'bob'
users.requestAvatarId(credentials.UsernamePassword('eve', 'x')).addCallback(shown)  # expect: 'eve'
print credentials.UsernamePassword('eve', 'x').checkPassword('x')  # expect: True
print jelly.jelly(['a', 1]), jelly.unjelly(['list', 'a'])  # expect: ['list', 'a', 1] ['a']
path = filepath.FilePath('content')
path.setContent('a\xff')
print path.getContent() == 'a\xff'  # expect: True

# Names of 2002.
import base64, md5, urllib, urlparse, ConfigParser, Queue, UserDict, UserList, cPickle, copy_reg, sets, sha
from twisted.internet import task
from twisted.protocols import basic, loopback, telnet
print md5.new('a').hexdigest()[:8], sha.new('a').hexdigest()[:8], md5.md5('\xe9').digest()[:1] + 'x' != 'x'  # expect: 0cc175b9 86f7e437 True
print urllib.quote('a b'), urllib.unquote('a%20b'), `base64.encodestring('a\xff')`  # expect: a%20b a b 'Yf8=\n'
print `base64.decodestring('Yf8=\n')`, cPickle.loads(cPickle.dumps(['\xe9'])) == ['\xe9']  # expect: 'a\xff' True
print urlparse.urlparse('http://h/p')[1], UserDict.UserDict({1: 2})[1], UserList.UserList([3])[0], len(sets.Set('aa'))  # expect: h 2 3 1
f = failure.Failure('a string')
print f.type is str, f.value, issubclass(defer.AlreadyArmedError, TypeError)  # expect: True a string True
class Asks(telnet.Telnet):
    def checkUserAndPass(self, username, password):
        print username, password
        return 1
    def loggedIn(self):
        print 'in', self.username
asks = Asks()
asks.makeConnection(StringTransport())
asks.dataReceived('bob\r\nx\r\n')
# expect: bob x
# expect: in bob
print telnet.iacBytes[telnet.DO]  # expect: DO
class Says(basic.SafeNetstringReceiver):
    def connectionMade(self):
        self.sendString('hello')
    def stringReceived(self, string):
        print string
        self.transport.loseConnection()
loopback.loopback(Says(), Says())
# expect: hello
# expect: hello
beat = task.LoopingCall(shown, 1)
beat.start(5, 0)
again = cPickle.loads(cPickle.dumps(task.LoopingCall(len)))
print beat.running, again.running, beat.__getstate__().get('running')  # expect: True False None
beat.stop()


# What cannot be saved is told, also where there is no log.
import sys, StringIO
from twisted.internet import app
kept = app.Application('kept')
kept.open = open('content')
before, sys.stderr = sys.stderr, StringIO.StringIO()
kept.save()
told, sys.stderr = sys.stderr.getvalue(), before
print told[:told.find(':', 12)]  # expect: not saved: application.open

# FTP as it was told before there were portals, options as attributes, clients
# as protocols, and names of 2002.
import os
from twisted.cred.util import challenge, respond
from twisted.internet import protocol, reactor, tcp
from twisted.protocols import basic, ftp
from twisted.python import usage
from twisted.python.text import greedyWrap, splitQuoted


class Kettle(usage.Options):
    optStrings = [['kettle', 'k', 'copper']]
    optFlags = [['loud', 'l']]


o = Kettle()
o.parseOptions(['-l'])
print o.kettle, o.loud, o.has_key('loud'), hasattr(o, 'cups')  # expect: copper 1 True False
print greedyWrap('caf\xe9\xa0au lait', 6), splitQuoted('a\xa0b "c\x85 d"')  # expect: ['caf\xe9\xa0au', 'lait'] ['a\xa0b', 'c\x85 d']
print len(respond(challenge(), 'pw'))  # expect: 16

os.mkdir('visited')
open('visited/hello', 'w').write('hello')
f = ftp.FTPFactory()
f.userdict = {'twisted': {'passwd': 'secret'}, 'guest': {}}
f.root = os.path.abspath('visited')
f.anonymous = f.otp = f.thirdparty = 0
port = reactor.listenTCP(0, f, interface='127.0.0.1')


class Asks(basic.LineReceiver):
    words = ['USER guest', 'PASS ', 'USER twisted', 'PASS wrong', 'USER twisted', 'PASS secret', 'MDTM hello']

    def lineReceived(self, line):
        print line[:3],
        if self.words:
            self.sendLine(self.words.pop(0))
        else:
            self.transport.loseConnection()

    def connectionLost(self):
        print 'lost'
        reactor.stop()


tcp.Client('127.0.0.1', port.getHost()[2], Asks())
print isinstance(3, tcp.Client)  # expect: False
reactor.run()
# expect: 220 331 530 331 530 331 230 213 lost

# A test of the time takes what was logged by the log's own function.
import unittest
from twisted.trial import unittest as trial


class Logs(trial.SynchronousTestCase):
    def testIt(self):
        log.err(KeyError('logged'))
        self.assertEquals(len(log.flushErrors(KeyError)), 1)


result = unittest.TestResult()
Logs('testIt').run(result)
print result.wasSuccessful(), result.testsRun  # expect: True 1
