# era: how things show themselves to code of 2003.
import os
import re
from twisted.internet import app, defer, error, protocol, reactor
from twisted.protocols import wire
from twisted.python import failure, hook, usage


def show(*things):
    for thing in things:
        print re.sub('0x[0-9a-f]+', 'ADDRESS', repr(thing))


class Quotes(protocol.Factory):
    protocol = wire.QOTD


show(Quotes(), protocol.Factory(), Quotes.protocol)
# expect: <__main__.Quotes instance at ADDRESS>
# expect: <twisted.internet.protocol.Factory instance at ADDRESS>
# expect: <class twisted.protocols.wire.QOTD at ADDRESS>
print protocol.Factory, wire.QOTD
# expect: twisted.internet.protocol.Factory twisted.protocols.wire.QOTD
a = app.Application('demo')
a.listenTCP(8123, Quotes())
show(a, a.tcpPorts)
# expect: <'demo' app>
# expect: [(8123, <__main__.Quotes instance at ADDRESS>, 5, '')]

d = defer.Deferred()
show(d)                   # expect: <Deferred at ADDRESS>
d.callback(5)
show(d)                   # expect: <Deferred at ADDRESS  current result: 5>
call = reactor.callLater(120, Quotes, 'x')
show(call)
# expect: <twisted.internet.base.DelayedCall instance at ADDRESS>
print re.sub(r'\d+s', 'SECONDS', str(call))
# expect: <DelayedCall [SECONDS] called=0 cancelled=0 Quotes('x')>
call.cancel()
try:
    {}['x']
except KeyError:
    why = failure.Failure()
show(why)
# expect: <twisted.python.failure.Failure exceptions.KeyError>
print str(why).split('\n')[0]
# expect: [Failure instance: Traceback! exceptions.KeyError, 'x'


def told(results):
    show(results)


defer.DeferredList([defer.succeed(1), defer.fail(why)],
                   consumeErrors=1).addCallback(told)
# expect: [(1, 1), (0, <twisted.python.failure.Failure exceptions.KeyError>)]

port = reactor.listenTCP(0, Quotes(), interface='127.0.0.1')
number = str(port.getHost()[2])
print str(port).replace(number, 'N')      # expect: <__main__.Quotes on N>
try:
    reactor.listenTCP(int(number), Quotes(), interface='127.0.0.1')
except error.CannotListenError, e:
    print str(e).replace(number, 'N').replace(os.strerror(98), 'in use')
# expect: Couldn't listen on 127.0.0.1:N: (98, 'in use').


class Options(usage.Options):
    def opt_x(self):
        print 'one letter'


Options().parseOptions(['-x'])            # expect: one letter
try:
    Options().parseOptions(['--x'])
except usage.UsageError, e:
    print e                               # expect: option --x not recognized


class Bell:
    def ring(self, how):
        print 'ding', how


def before(bell, how):
    print 'before', how


def after(bell, how):
    print 'after', how


hook.addPre(Bell, 'ring', before)
hook.addPost(Bell, 'ring', after)
Bell().ring('loud')
# expect: before loud
# expect: ding loud
# expect: after loud
hook.removePre(Bell, 'ring', before)
hook.removePost(Bell, 'ring', after)
Bell().ring('low')                        # expect: ding low
try:
    hook.removePre(Bell, 'ring', before)
except hook.HookError:
    print 'gone'                          # expect: gone

# A Failure says where it comes from on stderr, while nobody logs.
import StringIO
import sys
from twisted.python import failure, log
try:
    {}['y']
except KeyError:
    mine = failure.Failure()
real, sys.stderr = log._original, StringIO.StringIO()
log._original = sys.stdout, sys.stderr
mine.printTraceback()
log.logfile.write('nobody hears it\n')
log._original = real
print sys.stderr.getvalue().splitlines()[-1]  # expect: exceptions.KeyError: 'y'
