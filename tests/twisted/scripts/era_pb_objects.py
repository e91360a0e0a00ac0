# era: objects of every kind between two ends, and what becomes of them.
import gc
import sys
from twisted.cred.authorizer import DefaultAuthorizer
from twisted.internet import app, defer, reactor
from twisted.spread import pb, util


class Note(pb.Copyable):
    def __init__(self, text):
        self.text = text
        self.secret = 1

    def getStateToCopyFor(self, perspective):
        state = self.__dict__.copy()
        del state['secret']
        state['to'] = perspective.perspectiveName
        return state


class NoteHere(pb.RemoteCopy):
    def setCopyableState(self, state):
        self.__dict__ = state
        self.came = 1


class Board(pb.Cacheable):
    def __init__(self):
        self.lines = ['one']
        self.observers = []

    def getStateToCacheAndObserveFor(self, perspective, observer):
        self.observers.append(observer)
        return {'lines': self.lines[:]}

    def stoppedObserving(self, perspective, observer):
        print 'stopped observing for', perspective.perspectiveName
        self.observers.remove(observer)

    def add(self, line):
        self.lines.append(line)
        for each in self.observers:
            each.callRemote('add', line)


class BoardHere(pb.RemoteCache):
    def observe_add(self, line):
        self.lines.append(line)


pb.setCopierForClass(str(Note), NoteHere)
pb.setCopierForClass(str(Board), BoardHere)


class Door(pb.Viewable):
    def view_knock(self, perspective, times=1):
        return 'knock ' * times + perspective.perspectiveName


class Thing(pb.Referenceable):
    def remote_name(self):
        return 'thing'


class User(pb.Perspective):
    def attached(self, mind, identity):
        self.mind = mind
        return self

    def detached(self, mind, identity):
        print 'detached', identity.name
        return self

    def perspective_note(self):
        return Note('hi')

    def perspective_board(self):
        return self.service.board

    def perspective_add(self, line):
        self.service.board.add(line)

    def perspective_door(self):
        return Door()

    def perspective_thing(self):
        return Thing()

    def perspective_fail(self):
        raise ValueError, 'as told'

    def perspective_pberror(self):
        raise pb.Error, 'of pb'

    def perspective_pages(self, collector):
        util.StringPager(collector, 'x' * 20000, 6000)

    def perspective_bye(self):
        self.mind.broker.transport.loseConnection()


class Desk(pb.Service):
    perspectiveClass = User


here = app.Application('x', authorizer=DefaultAuthorizer())
desk = Desk('desk', here)
desk.board = Board()
desk.createPerspective('bob').makeIdentity('pw')
port = reactor.listenTCP(0, pb.BrokerFactory(pb.AuthRoot(here.authorizer)))


def go():
    d = defer.waitForDeferred(pb.getObjectAt('localhost',
                                             port.getHost()[2]))
    yield d
    d = defer.waitForDeferred(pb.authIdentity(d.getResult(), 'bob', 'pw'))
    yield d
    # Text of the era goes as bytes.
    d = defer.waitForDeferred(d.getResult().callRemote(
        'attach', 'desk', 'bob', Thing()))
    yield d
    me = d.getResult()
    lost = []
    me.notifyOnDisconnect(lambda r: lost.append('lost'))
    never = lambda r: lost.append('never')
    me.notifyOnDisconnect(never)
    me.dontNotifyOnDisconnect(never)

    def ask(*words):
        d = me.callRemote(*words)
        d.addErrback(lambda f: (f.check('exceptions.ValueError', 'twisted.spread.pb.Error', 'exceptions.AttributeError'), f.getErrorMessage()))
        return defer.waitForDeferred(d)
    found = {}
    for word in 'note', 'board', 'door', 'thing', 'pberror':
        d = ask(word)
        yield d
        found[word] = d.getResult()
        print word, found[word].__class__.__name__
    print found['note'].text, found['note'].to, found['note'].came
    print found['pberror']
    d = ask('add', 'two')
    yield d
    print d.getResult(), found['board'].lines
    d = defer.waitForDeferred(found['door'].callRemote('knock', times=2))
    yield d
    print d.getResult()
    d = defer.waitForDeferred(util.getAllPages(me, 'pages'))
    yield d
    print [len(page) for page in d.getResult()]
    del found['board']
    gc.collect()
    d = ask('add', 'three')
    yield d
    d.getResult()
    gone = defer.Deferred()
    found['thing'].notifyOnDisconnect(gone.callback)
    d = ask('bye')
    yield d
    d.getResult()
    d = defer.waitForDeferred(gone)
    yield d
    d.getResult()
    try:
        d = defer.waitForDeferred(found['thing'].callRemote('name'))
        yield d
        d.getResult()
    except pb.DeadReferenceError, e:
        print 'dead:', e
    print lost, desk.board.observers


go = defer.deferredGenerator(go)
go().addErrback(lambda f: f.printTraceback(sys.stdout)).addBoth(lambda _: reactor.stop())
reactor.run()
# expect: note NoteHere
# expect: board BoardHere
# expect: door RemoteReference
# expect: thing RemoteReference
# expect: pberror tuple
# expect: hi bob 1
# expect: ('twisted.spread.pb.Error', 'of pb')
# expect: None ['one', 'two']
# expect: knock knock bob
# expect: [6000, 6000, 6000, 2000]
# expect: stopped observing for bob
# expect: detached bob
# expect: dead: Calling Stale Broker
# expect: ['lost'] []
