# era: logs, identities and small helpers, as scripts of 2003 used them.
import StringIO
import sys
from twisted.cred import authorizer, error, identity, perspective, service
from twisted.internet import app, defer
from twisted.protocols import basic, policies, telnet
from twisted.python import components, failure, log, reflect, text
from twisted.python import threadable, threadpool


def tell(d):
    d.addErrback(lambda f: f.getErrorMessage())
    d.addCallback(lambda result: sys.stdout.write('%s\n' % (result,)))


# Whoever tests wants to see errors, or not to.
real, sys.stderr = sys.stderr, StringIO.StringIO()
log.startKeepingErrors()
log.err(KeyError('kept'))
log.err(ValueError('other'))
print [f.type.__name__ for f in log.flushErrors(KeyError)]  # expect: ['KeyError']
print len(log.flushErrors()), log.flushErrors()  # expect: 0 []
log.ignoreErrors(KeyError)
log.err(KeyError('ignored'))
print log.flushErrors()  # expect: []
log.clearIgnores()
try:
    {}['x']
except:
    log.deferr()
print [f.getErrorMessage() for f in log.flushErrors()]  # expect: ["'x'"]
sys.stderr = real


class Owner(log.Logger):
    def logPrefix(self):
        return 'me'


out = StringIO.StringIO()
log.startLogging(out, 0)
log.callWithLogger(Owner(), log.msg, 'hello', 5, ['x'])
log.logOwner.own(Owner())
log.msg('owned')
print log.logOwner.owner().logPrefix()  # expect: me
log.logOwner.disown(log.logOwner.owner())
mine = log.Log(out, Owner())
print >>mine, 'a', 'line'
mine.write('one\ntwo, ')
mine.write('the rest\n')
log.write('written\n')
log.debug('not told')
for line in out.getvalue().splitlines():
    print line[17:]
# expect: [-] Log opened.
# expect: [me] hello 5 ['x']
# expect: [me] owned
# expect: [me] a line
# expect: [me] one
# expect: [me] two, the rest
# expect: [-] written
log.discardLogs()
print repr(log.output(lambda: sys.stdout.write('said')))  # expect: 'said'


class Elsewhere(authorizer.Authorizer):
    """Identities of somewhere else."""

    def __init__(self):
        authorizer.Authorizer.__init__(self)
        self.known = {}

    def createIdentity(self, name):
        return identity.Identity(name, self)

    def addIdentity(self, made):
        self.known[made.name] = made

    def getIdentityRequest(self, name):
        return defer.succeed(self.known[name])


class Loads(service.Service):
    def loadPerspective(self, name):
        if name == 'lost':
            raise error.Unauthorized('nobody knows ' + name)
        loaded = perspective.Perspective(name)
        loaded.setService(self)
        return loaded


where = app.Application('x', authorizer=Elsewhere())
print where.authorizer.serviceCollection is where  # expect: True
loads = Loads('loads', where)
tell(loads.getPerspectiveRequest('lost'))  # expect: nobody knows lost
tell(loads.getPerspectiveRequest('found').addCallback(
    lambda p: (p.getPerspectiveName(), p.isCached(), p.getService() is loads)))
# expect: ('found', False, True)
bob = loads.createPerspective('bob')
loads.uncachePerspective(bob)
print loads.perspectives, loads.getServiceName()  # expect: {} loads
loads.cachePerspective(bob)
who = bob.makeIdentity('pw')
tell(bob.getIdentityRequest().addCallback(lambda found: found is who))  # expect: True
asked = who.challenge()
tell(who.verifyPassword(asked, identity.respond(asked, 'pw')))  # expect: password verified
tell(who.verifyPassword(asked, identity.respond(asked, 'px')))  # expect: incorrect password
tell(who.verifyPassword('', identity.respond(asked, 'pw')))  # expect: incorrect password
who.setPassword(None)
tell(who.verifyPlainPassword('pw'))  # expect: incorrect password
tell(who.verifyPlainPassword(None))  # expect: incorrect password
who.addKeyByString('other', 'x')
print who.getAllKeys()  # expect: [('loads', 'bob'), ('other', 'x')]
tell(who.requestPerspectiveForKey('other', 'x'))  # expect: There is no service other.
who.removeKey('other', 'x')
try:
    who.removeKey('other', 'x')
except KeyError, e:
    print e  # expect: ('other', 'x')
kept = authorizer.DefaultAuthorizer(where)
kept.addIdentity(who)
kept.removeIdentity('bob')
print kept.identities  # expect: {}
joe = kept.createIdentity('joe')
kept.addIdentity(joe)
jane = loads.createPerspective('jane')
jane.setIdentity(joe)
joe.addKeyForPerspective(jane)
print jane.identityName, joe.getAllKeys()  # expect: joe [('loads', 'jane')]
tell(joe.save().addCallback(lambda saved: saved is joe))  # expect: True


class A:
    pass


class B(A):
    x = ['b']


class C(B):
    x = ['c']


print [k.__name__ for k in reflect.allYourBase(C)]  # expect: ['B', 'A']
print [k.__name__ for k in reflect.allYourBase(C, A)]  # expect: ['B', 'A']
print reflect.Settable(a=1, b=2)(b=3).b  # expect: 3
print reflect.isSame('a', 'a'), reflect.isLike([1], [1]), reflect.isOfType(A(), A)  # expect: True True True
print reflect.getClass(C()).__name__  # expect: C


class IMore(components.Interface):
    pass


class IMost(IMore):
    pass


print IMore in components.superInterfaces(IMost)  # expect: True
components.registerAdapter(lambda original: 'adapted', A, IMore)
print components.getAdapter(A(), IMore, None), components.getAdapterClass(A, IMore, None) is None  # expect: adapted False
print components.getAdapter(5, IMore, 'none')  # expect: none
print text.wordWrap('a b c', 3)  # expect: ['a b', 'c']
pool = threadpool.ThreadPool()
pool.start()
pool.callInThread(sys.stdout.write, 'in thread\n')  # expect: in thread
pool.stop()


class Turns:
    synchronized = ['go']

    def go(self):
        print 'synchronized'


threadable.synchronize(Turns)
Turns().go()  # expect: synchronized
try:
    raise ValueError, 'deep'
except:
    failed = failure.Failure()
brief = StringIO.StringIO()
failed.printBriefTraceback(brief)
print brief.getvalue().splitlines()[0]  # expect: Traceback! exceptions.ValueError, deep
print [ord(c) for c in (telnet.BEL, telnet.BS, telnet.HT, telnet.VT, telnet.ESC, telnet.NOP, telnet.DM, telnet.EL, telnet.GA, telnet.SUPGA)]
# expect: [7, 8, 9, 11, 27, 241, 242, 248, 249, 3]
print repr(telnet.BOLD_MODE_ON), repr(telnet.BOLD_MODE_OFF)  # expect: '\x1b[1m' '\x1b[m'
print issubclass(basic.NetstringParseError, ValueError), issubclass(policies.TimeoutProtocol, policies.ProtocolWrapper)
# expect: True True
