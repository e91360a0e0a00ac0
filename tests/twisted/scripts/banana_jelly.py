# What lists, numbers and objects are on the wire, and what may come from there.
import datetime

from twisted.spread import banana, jelly


class Wire:
    def __init__(self):
        self.sent = []
        self.lost = False

    def write(self, data):
        self.sent.append(data)

    def loseConnection(self):
        self.lost = True


class Speaker(banana.Banana):
    def __init__(self, isClient):
        banana.Banana.__init__(self, isClient)
        self.heard = []
        self.transport = Wire()

    def connectionReady(self):
        self.heard.append(('ready', self.currentDialect))

    def expressionReceived(self, lst):
        self.heard.append(lst)


def speaker(isClient=0, dialect=b'pb'):
    made = Speaker(isClient)
    made.connectionMade()
    if dialect:
        made._selectDialect(dialect)
        del made.heard[:], made.transport.sent[:]
    return made


# Each end says what it can, and one is chosen.
server, client = speaker(0, None), speaker(1, None)
print(server.transport.sent, client.transport.sent)
client.dataReceived(server.transport.sent[0])
server.dataReceived(client.transport.sent[0])
print(client.heard, server.heard)
for isClient, said in ((1, [b'other']), (0, b'other'), (1, [b'new', b'none'])):
    wrong = speaker(isClient, None)
    wrong.dataReceived(banana.encode(said))
    print(wrong.transport.lost, wrong.heard, wrong.transport.sent[-1:])

# Every kind of element, cut at every byte.
EXPRESSIONS = (0, 1, -1, 127, 128, 2 ** 31 - 1, 2 ** 31, -2 ** 31,
               -2 ** 31 - 1, 2 ** 447, -2 ** 447, 0.0, -1.5, 1e300,
               float('inf'), b'', b'x', b'\x80' * 200, [], [[]], [1, [2, [3]]],
               [b'list', [b'None'], b'cached', b'unknown'], (1, (2,)), True)
wire = b''
for dialect in b'pb', b'none':
    for each in EXPRESSIONS:
        out = speaker(0, dialect)
        out.sendEncoded(each)
        data = b''.join(out.transport.sent)
        if len(data) < 40:
            print(each, data)
        for cut in range(len(data) + 1):
            there = speaker(1, dialect)
            there.dataReceived(data[:cut])
            there.dataReceived(data[cut:])
            if repr(there.heard) != repr([each]).replace('(', '[').replace(
                    ',)', ']').replace(')', ']').replace('True', '1'):
                print('cut', cut, there.heard)
        if dialect == b'pb':
            wire += data
there = speaker(1)
for at in range(len(wire)):
    there.dataReceived(wire[at:at + 1])
print(len(there.heard) == len(EXPRESSIONS))
for wrong in ('text', None, {1: 2}, 2 ** 448, -2 ** 448, [object],
              b'x' * (banana.SIZE_LIMIT + 1)):
    try:
        speaker().sendEncoded(wrong)
    except banana.BananaError as e:
        print(str(e)[:60])

# What is wrong, or too much.
for wrong in (b'\x00' * 65, b'\x01' * 65 + b'\x81', b'\x01\x00\x40\x00\x80',
              b'\x00\x00\x40\x82', b'\x00\x00\x28\x82', b'\x01\x88', b'\xff',
              b'\x40\x00\x87', b'\x01\x80\x05\x87'):
    there = speaker()
    try:
        there.dataReceived(wrong)
        print(wrong[:9], 'waits or heard', there.heard)
    except Exception as e:
        print(wrong[:9], type(e).__name__)
there = speaker(0, b'none')
try:
    there.dataReceived(b'\x05\x87')
except NotImplementedError:
    print('no words of pb here')
print(banana.decode(banana.encode([1, [b'two', -3.5]])))
print(banana.b1282int(b'\x7f\x01'), banana.b1282int(b''))
parts = []
banana.int2b128(300, parts.append)
banana.int2b128(0, parts.append)
print(b''.join(parts))


# Jelly.
class Thing:
    def __init__(self, **kw):
        self.__dict__.update(kw)

    def method(self):
        return self


class Stated(Thing):
    def __getstate__(self):
        return ['my state']

    def __setstate__(self, state):
        self.was = state


class Own(jelly.Jellyable, jelly.Unjellyable):
    def getStateFor(self, jellier):
        return {'only': self.only}

    def postUnjelly(self):
        print('post', self.only)


shared = [1]
pair = (shared, shared)
around = []
around.append((around, {'k': around}))
for thing in (None, True, 5, 2.5, b'b', 'text \u20ac', [1, 'x'], (), (1,),
              {'a': 1}, {b'k': [None]}, {1}, frozenset([2]), pair, around,
              datetime.datetime(2003, 3, 20, 1, 2, 3, 4),
              datetime.date(2003, 3, 20), datetime.time(1, 2, 3, 4),
              datetime.timedelta(1, 2, 3), Thing(a=1), Stated(), Thing, datetime,
              jelly.jelly):
    sexp = jelly.jelly(thing)
    print(sexp)
    if not callable(thing):
        back = jelly.unjelly(sexp)
        print(type(back).__name__, jelly.jelly(back) == sexp)
own = Own()
own.only, own.other = 'this', 'that'
sexp = jelly.jelly(own)
print(sexp)
jelly.setUnjellyableForClass(Own, Own)
print(jelly.unjelly(sexp).__dict__)
thing = Thing(name='n')
thing.itself = thing
print(jelly.unjelly(jelly.jelly(thing)).itself.name)
print(jelly.jelly(thing.method)[:2])

security = jelly.SecurityOptions()
for sexp in ([b'list', 1], [b'unicode', b'x'], [b'dictionary'],
             [b'__main__.Thing', [b'dictionary']], [b'module', b'os'],
             [b'class', b'__main__.Thing'], [b'function', b'os.system'],
             [b'os.system', [b'tuple']], [b'None']):
    for allow in (lambda: None, security.allowBasicTypes):
        allow()
        try:
            print(sexp[0], 'allowed', jelly.unjelly(sexp, security))
        except jelly.InsecureJelly as e:
            print(sexp[0], 'refused')
        security = jelly.SecurityOptions()
security.allowInstancesOf(Thing)
print(jelly.unjelly([b'__main__.Thing', [b'dictionary', [[b'unicode', b'a'],
                                                         5]]], security).a)
print(jelly.unjelly([b'class', b'__main__.Thing'], security))
for sexp in ([b'class', b'__main__.Stated'], [b'__main__.Stated', [b'list']],
             [b'class', b'__main__.banana'], [b'function', b'os.system'],
             [b'module', b'os']):
    try:
        print(sexp, jelly.unjelly(sexp, security))
    except jelly.InsecureJelly:
        print(sexp, 'refused')
print(jelly.jelly(Stated(), jelly.SecurityOptions()))
print(jelly.unjelly([b'unpersistable', b'why']),
      jelly.unjelly([b'persistent', 5]))
print(jelly.unjelly([b'persistent', 5], persistentLoad=lambda key, unjellier:
                    ['loaded', key]))
print(jelly.jelly([Thing(a=1)], persistentStore=lambda obj, jellier:
                  b'stored' if isinstance(obj, Thing) else None))
