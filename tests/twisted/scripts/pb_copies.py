# Objects that are copied, and objects that are cached and kept up to date.
import gc

from twisted.internet import defer, reactor
from twisted.spread import jelly, pb


class Point(pb.Copyable):
    def __init__(self, x, y, secret=None):
        self.x, self.y, self.secret = x, y, secret

    def getStateToCopy(self):
        return {'x': self.x, 'y': self.y}


class PointHere(pb.RemoteCopy):
    def setCopyableState(self, state):
        pb.RemoteCopy.setCopyableState(self, state)
        self.sum = self.x + self.y


class Unheard(pb.Copyable):
    pass


class Pair(pb.Copyable, pb.RemoteCopy):
    pass


class Tagged(pb.Copyable):
    def getTypeToCopy(self):
        return b'a tag'

    def getStateToCopyFor(self, perspective):
        return {'for': repr(perspective)}


class Made:
    pass


def make(state):
    made = Made()
    made.state = state
    return made


pb.setUnjellyableForClass(Point, PointHere)
pb.setUnjellyableForClass(Pair, Pair)
pb.setUnjellyableFactoryForClass('a tag', make)


class Plain:
    """Allowed by security options alone."""

    def __init__(self, value):
        self.value = value


class Board(pb.Cacheable):
    def __init__(self):
        self.lines = ['first']
        self.observers = []
        self.left = defer.Deferred()

    def getStateToCacheAndObserveFor(self, perspective, observer):
        self.observers.append(observer)
        return {'lines': self.lines}

    def write(self, line):
        self.lines.append(line)
        return defer.gatherResults([
            each.callRemote('write', line) for each in self.observers])

    def stoppedObserving(self, perspective, observer):
        self.observers.remove(observer)
        print('nobody observes:', self.observers == [])
        self.left.callback(None)


class BoardHere(pb.RemoteCache):
    def setCopyableState(self, state):
        self.lines = state['lines']

    def observe_write(self, line):
        self.lines.append(line)
        return 'seen'


pb.setUnjellyableForClass(Board, BoardHere)


class Root(pb.Root):
    def __init__(self):
        self.board = Board()

    def remote_point(self):
        return Point(3, 4, 'hidden')

    def remote_give(self, point):
        return point.__class__.__name__, point.x, point.y

    def remote_pair(self):
        pair = Pair()
        pair.other = [pair]
        return pair

    def remote_tagged(self):
        return Tagged()

    def remote_plain(self, plain=None):
        return Plain(plain and plain.value + 1)

    def remote_board(self):
        return self.board

    def remote_write(self, line):
        return self.board.write(line)

    def remote_isBoard(self, board):
        return board is self.board


@defer.inlineCallbacks
def client(factory):
    root = yield factory.getRootObject()
    point = yield root.callRemote('point')
    print(point.__class__.__name__, sorted(point.__dict__.items()))
    print((yield root.callRemote('give', Point(1, 2))))
    pair = yield root.callRemote('pair')
    print('a pair of itself:', pair.other[0] is pair)
    tagged = yield root.callRemote('tagged')
    print(tagged.__class__.__name__, list(tagged.state.values()))
    try:
        yield root.callRemote('give', Unheard())
    except pb.RemoteError as e:
        print(e.remoteType, e)
    plain = yield root.callRemote('plain', Plain(4))
    print(plain.__class__.__name__, plain.value)

    board = yield root.callRemote('board')
    print(board.__class__.__name__, board.lines)
    print((yield root.callRemote('write', 'second')), board.lines)
    again = yield root.callRemote('board')
    print('the same:', again is board, again.lines is board.lines)
    print((yield root.callRemote('write', 'third')), again.lines)
    print('back there:', (yield root.callRemote('isBoard', board)))
    factory.disconnect()
    yield served.board.left


security = jelly.SecurityOptions()
security.allowBasicTypes()
security.allowInstancesOf(Plain)
for name in list(jelly.unjellyableRegistry) + list(
        jelly.unjellyableFactoryRegistry):
    if name != b'__main__.Unheard':
        security.allowTypes(name)
served = Root()
port = reactor.listenTCP(0, pb.PBServerFactory(served, security=security),
                         interface='127.0.0.1')
factory = pb.PBClientFactory(security=security)
reactor.connectTCP('127.0.0.1', port.getHost().port, factory)
d = client(factory)
d.addErrback(lambda f: f.printTraceback())
d.addBoth(lambda _: reactor.callLater(0, reactor.stop))
reactor.run()
gc.collect()
