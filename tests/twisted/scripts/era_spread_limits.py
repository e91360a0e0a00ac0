# era: what a hostile peer may do to an end of a PB connection, which Twisted
# leaves open; Python 3 all the same.
import gc

from twisted.internet import defer
from twisted.spread import banana, jelly, pb


class Wire:
    lost = False

    def __init__(self):
        self.sent = b''

    def write(self, data):
        self.sent += data

    def loseConnection(self):
        self.lost = True


def heard(data, size=None):
    there = banana.Banana(0)
    there.transport = Wire()
    there.connectionMade()
    there._selectDialect(b'pb')
    found = []
    there.expressionReceived = found.append
    for at in range(0, len(data), size or len(data)):
        there.dataReceived(data[at:at + (size or len(data))])
    return found


def refused(call, *args):
    try:
        return call(*args)
    except (banana.BananaError, jelly.InsecureJelly, pb.Error,
            pb.ProtocolError, KeyError, TypeError) as e:
        return '%s: %s' % (type(e).__name__, e)


# Lists in lists, and small things without end.
deep = b'\x01\x80' * banana.DEPTH_LIMIT
print(refused(heard, deep + b'\x01\x80'))  # expect: BananaError: Security precaution: Lists too deep.
print(len(heard(deep + b'\x05\x81')))  # expect: 1
full = b'\x00\x00\x28\x80' + b'\x7f\x7f\x27\x82' + bytes(639 * 1024)
print(refused(heard, full[:4] + (b'\x00\x00\x20\x82' + bytes(512 * 1024)) * 64, 65536))  # expect: BananaError: Security precaution: Expression too long.
print(len(heard((b'\x01\x80\x00\x00\x20\x82' + bytes(512 * 1024)) * 40, 65536)))  # expect: 40
# What it takes here counts: of elements of a byte each there are fewer.
small = b'\x00\x00\x28\x80' + b'\x05\x81' * 640 * 1024
print(len(heard(small)[0]))  # expect: 655360
lists = b'\x00\x00\x28\x80' + b'\x80' * 640 * 1024
print(refused(heard, lists, 65536))  # expect: BananaError: Security precaution: Expression too long.
# Before it has chosen a dialect a peer has little to say.
stranger = banana.Banana(0)
stranger.transport = Wire()
stranger.connectionMade()
print(refused(stranger.dataReceived, b'\x7f\x7f\x80' + b'\x00\x80' * 3000))  # expect: BananaError: Security precaution: Expression too long.
# A string that comes byte by byte is put together once.
print(len(heard(b'\x00\x10\x82' + b'y' * 2048, 1)[0]))  # expect: 2048

# References that lie.
print(refused(jelly.unjelly, [b'dereference', 1]))  # expect: InsecureJelly: there is no reference 1
print(refused(jelly.unjelly, [b'list', [b'reference', 1, [b'list']], [b'reference', 1, [b'list']]]))  # expect: InsecureJelly: there are two references 1
print(refused(jelly.unjelly, [b'reference', 1, [b'tuple', [b'dereference', 1]]]))  # expect: InsecureJelly: reference 1 holds itself
print(refused(jelly.unjelly, [b'reference', 1, [b'dereference', 1]]))  # expect: InsecureJelly: reference 1 holds itself
print(jelly.unjelly([b'list', [b'dereference', 1], [b'reference', 1, [b'tuple', 5]]]))  # expect: [(5,), (5,)]
loop = jelly.unjelly([b'reference', 1, [b'tuple', [b'list', [b'dereference', 1]]]])
print(loop[0][0] is loop)  # expect: True
both = [b'dereference', 1], [b'dereference', 2]
print(jelly.unjelly([b'list', [b'tuple', *both, *both], [b'reference', 2, [b'tuple', 3]], [b'reference', 1, [b'tuple', 4]]]))  # expect: [((4,), (3,), (4,), (3,)), (3,), (4,)]
print(len(jelly.unjelly([b'list', [b'tuple'] + [both[0]] * 100000, [b'reference', 1, [b'tuple']]])[0]))  # expect: 100000
print(jelly.unjelly([b'list', [b'dictionary', [[b'dereference', 7], 1]], [b'set', [b'dereference', 7]], [b'reference', 7, [b'tuple', 2]]]))  # expect: [{(2,): 1}, {(2,)}, (2,)]


class Copy(pb.Copyable, pb.RemoteCopy):
    pass


pb.setUnjellyableForClass(Copy, Copy)
broker = pb.Broker()
broker.transport = Wire()
copy = broker.unserialize([b'reference', 1, [b'__main__.Copy', [b'dictionary', [b'me', [b'dereference', 1]]]]])
print(copy.me is copy)  # expect: True


# A broker that is told nonsense.
class Factory:
    unsafeTracebacks = 0

    def clientConnectionMade(self, broker):
        pass


class Root(pb.Root):
    def remote_hello(self, *args):
        return len(args)

    def remote_pair(self, one, two):
        return 2


def server():
    broker = pb.Broker(0)
    broker.factory = Factory()
    broker.transport = Wire()
    broker.setNameForLocal('root', Root())
    broker.connectionMade()
    broker.dataReceived(banana.encode(b'pb'))
    broker.transport.sent = b''
    return broker


def told(*expression):
    broker = server()
    result = refused(broker.expressionReceived, list(expression))
    sent = broker.transport.sent
    answers = []
    if sent:
        reader = banana.Banana()
        reader.transport = Wire()
        reader.connectionMade()
        reader._selectDialect(b'pb')
        reader.expressionReceived = answers.append
        reader.dataReceived(sent)
    return result, [answer[:2] for answer in answers]


log = []
from twisted.python import log as logs
logs.startLoggingWithObserver(log.append, 0)
# One that speaks no dialect of ours is told so once.
del log[:]
stranger = banana.Banana(0)
stranger.transport = Wire()
stranger.connectionMade()
stranger.dataReceived(b'\x00\x80' * 1000)
print(len(log), stranger.transport.lost)  # expect: 1 True
args, kw = [b'tuple', 1], [b'dictionary']
print(told(b'message', 1, b'root', b'hello', 1, args, kw))  # expect: (None, [[b'answer', 1]])
print(told(b'message', 1, b'root', b'nothing', 1, args, kw))  # expect: (None, [[b'error', 1]])
print(told(b'message', 1, b'root', b'hello', 1, [b'os.system', [b'tuple']], kw))  # expect: (None, [[b'error', 1]])
print(told(b'message', 1, b'root', b'hello', 1, 5, 6))  # expect: (None, [[b'error', 1]])
print(told(b'message', 1, 99, b'hello', 1, args, kw))  # expect: (None, [[b'error', 1]])
print(told(b'message', 1, b'root', b'hello', 0, args, kw))  # expect: (None, [])
bomb = [b'list', b'secret']
for number in range(1, 60):
    bomb = [b'reference', number, [b'list', bomb, [b'dereference', number - 1]]] if number > 1 else [b'reference', 1, bomb]
del log[:]
print(told(b'message', 1, b'root', b'pair', 1, [b'tuple', bomb], kw))  # expect: (None, [[b'error', 1]])
print(any('secret' in str(event) for event in log), len(str(log)) < 10000)  # expect: False True
print(told(b'dance', 1))  # expect: (None, [[b'didNotUnderstand', b'dance']])
print(told(b'version', 7)[0])  # expect: ProtocolError: Version Incompatibility: 6 7
print(told()[0])  # expect: ProtocolError: Non-list expression received.
print(told(b'answer', 5, 5)[0])  # expect: KeyError: 5
print(told(b'decref', b'root')[0])  # expect: ProtocolError: b'root' has no count of references
print(told(b'decref', 4)[0], told(b'decache', 4)[0], told(b'uncache', 4)[0])  # expect: KeyError: 4 KeyError: 4 KeyError: 4
nested = [b'list']
for _ in range(300):
    nested = [b'list', nested]
print(told(b'message', 1, b'root', b'hello', 1, [b'tuple', nested], kw))  # expect: (None, [[b'answer', 1]])
for _ in range(3000):
    nested = [b'list', nested]
print(told(b'message', 1, b'root', b'hello', 1, [b'tuple', nested], kw))  # expect: (None, [[b'error', 1]])

# An answer that may not come in fails the call, and the connection lives.
broker = server()
results = []
for value in ([b'os.system', 5], [b'list', 1]):
    d = broker.remoteForName('root').callRemote('x')
    d.addCallbacks(results.append, lambda f: results.append(f.type.__name__))
    broker.expressionReceived([b'answer', broker.currentRequestID, value])
print(results, broker.transport.lost)  # expect: ['InsecureJelly', [1]] False
del results[:]
for value in ([b'None'], [b'dereference', 1], [b'list']):
    d = broker.remoteForName('root').callRemote('x')
    d.addErrback(lambda f: results.append(f.type.__name__))
    broker.expressionReceived([b'error', broker.currentRequestID, value])
print(results)  # expect: ['ProtocolError', 'InsecureJelly', 'list']

# No more references than a connection may have.
given = [pb.Referenceable() for _ in range(pb.MAX_BROKER_REFS + 9)]
for each in given[:pb.MAX_BROKER_REFS]:
    broker.registerReference(each)
print([refused(broker.registerReference, each) for each in given[-4:]])  # expect: ['Error: Maximum PB reference count exceeded.', 'Error: Maximum PB reference count exceeded.', 'Error: Maximum PB reference count exceeded.', 'Error: Maximum PB reference count exceeded.  Goodbye.']
print(broker.transport.lost, broker.registerReference(given[0]))  # expect: True 1

# References that are let go of are given back, once each, most of them.
broker = server()
for number in range(200):
    broker.unserialize([b'remote', number])
gc.collect()
broker.unserialize([b'list'])
gc.collect()
print(broker.transport.sent.count(b'\x1d\x87') > 150)  # expect: True

# Who has to log in first says little before that.
from twisted.cred import checkers, portal


class Realm:
    def requestAvatar(self, avatarId, mind, *interfaces):
        return pb.IPerspective, pb.Avatar(), lambda: None


doorkeeper = portal.Portal(Realm(), [checkers.AllowAnonymousAccess()])
many = banana.encode([b'message', 1, b'root', b'x', 0, [b'tuple', [b'list'] + [5] * 100000], [b'dictionary']])
login = banana.encode([b'message', 1, b'root', b'loginAnonymous', 1, [b'tuple', [b'None']], [b'dictionary']])
for said in many, login + many:
    broker = pb.PBServerFactory(doorkeeper).buildProtocol(None)
    broker.transport = Wire()
    broker.connectionMade()
    broker.dataReceived(banana.encode(b'pb'))
    print(refused(broker.dataReceived, said))
    # expect: BananaError: Security precaution: Expression too long.
    # expect: None
