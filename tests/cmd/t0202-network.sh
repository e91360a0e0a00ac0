#!/bin/sh
# The reactor of a script: TCP, UNIX sockets, UDP, timers, names, producers.
. "${0%/*}/../harness/sh-test.sh"

cat >net.py <<\END
from twisted.internet import reactor, protocol, defer, error
from twisted.protocols import basic, wire

log = []
class Echo(protocol.Protocol):
    def connectionMade(self):
        pass
    def dataReceived(self, data):
        self.transport.write(data)
    def connectionLost(self, reason):
        log.append('server lost %s' % reason.value.__class__.__name__)

class Client(protocol.Protocol):
    got = b''
    def connectionMade(self):
        self.transport.write(b'hello ')
        self.transport.write('w\xf6rld')
        self.transport.writeSequence([b'!', b'\n'])
    def dataReceived(self, data):
        self.got += data
        if self.got.endswith(b'\n'):
            log.append(repr(self.got))
            self.transport.loseConnection()
    def connectionLost(self, reason):
        log.append('client lost %s' % reason.value.__class__.__name__)

class CF(protocol.ClientFactory):
    protocol = Client
    noisy = 0
    def startedConnecting(self, c): log.append('connecting %s' % (c.getDestination()[0],))
    def clientConnectionLost(self, c, reason): log.append('factory lost %s' % reason.value); nxt()
    def clientConnectionFailed(self, c, reason): log.append('failed %s' % reason.value); nxt()

f = protocol.Factory(); f.protocol = Echo
port = reactor.listenTCP(0, f, interface='127.0.0.1')
n = port.getHost().port

class Big(protocol.Protocol):
    def connectionMade(self):
        self.transport.registerProducer(self, 1)
        self.n = 0
        self.paused = 0
        self.resumeProducing()
    def resumeProducing(self):
        self.go = True
        while self.go and self.n < 2000:
            self.transport.write(b'x' * 1000); self.n += 1
        if self.n == 2000:
            self.transport.unregisterProducer(); self.transport.loseConnection()
    def pauseProducing(self): self.go = False; self.paused += 1
    def stopProducing(self): log.append('stopped')

class Sink(protocol.Protocol):
    total = 0
    def dataReceived(self, data): self.total += len(data)
    def connectionLost(self, reason): log.append('sink %d' % self.total)

class UDPEcho(protocol.DatagramProtocol):
    noisy = 0
    def datagramReceived(self, data, addr): self.transport.write(data.upper(), addr)
class UDPClient(protocol.DatagramProtocol):
    noisy = 0
    def __init__(self, port): self.port = port
    def startProtocol(self): self.transport.write(b'datagram', ('127.0.0.1', self.port))
    def datagramReceived(self, data, addr): log.append('udp %r %s' % (data, addr[0])); nxt()

class Boom(protocol.Protocol):
    def dataReceived(self, data): raise ValueError('boom')
    def connectionLost(self, reason): log.append('boom lost %s' % reason.value)

def steps():
    yield lambda: reactor.connectTCP('127.0.0.1', n, CF())
    yield lambda: reactor.connectTCP('localhost', n, CF())
    yield lambda: reactor.connectTCP('127.0.0.1', 1, CF())
    yield lambda: reactor.connectTCP('no.such.name.invalid', 1, CF())
    def unix():
        global up
        up = reactor.listenUNIX('sock', f)
        reactor.connectUNIX('sock', CF())
    yield unix
    def big():
        bf = protocol.Factory(); bf.protocol = Big
        bp = reactor.listenTCP(0, bf, interface='127.0.0.1')
        cf = CF(); cf.protocol = Sink
        reactor.connectTCP('127.0.0.1', bp.getHost().port, cf)
    yield big
    def udp():
        a = reactor.listenUDP(0, UDPEcho(), '127.0.0.1')
        reactor.listenUDP(0, UDPClient(a.getHost().port), '127.0.0.1')
    yield udp
    def boom():
        bf = protocol.Factory(); bf.protocol = Boom
        bp = reactor.listenTCP(0, bf, interface='127.0.0.1')
        reactor.connectTCP('127.0.0.1', bp.getHost().port, CF())
    yield boom
    def creator():
        c = protocol.ClientCreator(reactor, Sink)
        d = c.connectTCP('127.0.0.1', n)
        d.addCallback(lambda p: (log.append('created %s' % p.__class__.__name__), p.transport.abortConnection(), reactor.callLater(0.05, nxt)))
    yield creator
    def res():
        reactor.resolve('localhost').addCallback(lambda a: (log.append('resolved ' + a), nxt()))
    yield res
    def calls():
        c = reactor.callLater(10, log.append, 'never')
        c.reset(0.01)
        def late():
            try: c.cancel()
            except error.AlreadyCalled: log.append('already called')
            d = reactor.callLater(5, None or print); d.cancel()
            try: d.cancel()
            except error.AlreadyCancelled: log.append('already cancelled')
            log.append(str(len(reactor.getDelayedCalls())))
            nxt()
        reactor.callLater(0.05, late)
    yield calls
    yield reactor.stop

it = steps()
def nxt():
    log.append('--')
    reactor.callLater(0, lambda: next(it)())
reactor.callWhenRunning(nxt)
reactor.addSystemEventTrigger('before', 'shutdown', lambda: log.append('before'))
reactor.addSystemEventTrigger('after', 'shutdown', lambda: log.append('after'))
reactor.run()
print('\n'.join([each for each in log if not each.startswith('server lost')]))
try: reactor.listenTCP(99999, f)
except OverflowError as e: print(e)
try:
    p = reactor.listenTCP(0, f); reactor.listenTCP(p.getHost().port, f)
except error.CannotListenError as e: print(str(e).split(':')[0])
END

cat >want <<\END
--
connecting INET
b'hello w\xc3\xb6rld!\n'
client lost ConnectionDone
factory lost Connection was closed cleanly.
--
connecting INET
b'hello w\xc3\xb6rld!\n'
client lost ConnectionDone
factory lost Connection was closed cleanly.
--
connecting INET
failed Connection was refused by other side: 111: Connection refused.
--
connecting INET
failed DNS lookup failed: no.such.name.invalid.
--
connecting UNIX
b'hello w\xc3\xb6rld!\n'
client lost ConnectionDone
factory lost Connection was closed cleanly.
--
connecting INET
sink 2000000
factory lost Connection was closed cleanly.
--
udp b'DATAGRAM' 127.0.0.1
--
connecting INET
boom lost boom
client lost ConnectionDone
factory lost Connection was closed cleanly.
--
created Sink
sink 0
--
resolved 127.0.0.1
--
never
already called
already cancelled
0
--
before
after
bind(): port must be 0-65535.
Couldn't listen on any
END

test_case 'a script of today runs with every kind of transport' '
	tpython net.py >out 2>errors && same want out &&
	has errors "ValueError: boom"
'

cat >era.py <<\END
import os
from twisted.internet.app import Application
from twisted.internet.protocol import Factory, Protocol

class Shout(Protocol):
    def connectionMade(self):
        print "made", len(self.transport.getPeer())
    def dataReceived(self, data):
        if type(data) is not type(""):
            self.transport.write("no str\r\n")
        self.transport.write(chr(255) + data)
        self.transport.loseConnection()
    def connectionLost(self):
        print "lost"

app = Application("shout")
f = Factory()
f.protocol = Shout
app.listenTCP(int(os.environ["PORT"]), f)
app.run()
END
PORT=$(free_port)
export PORT

test_case 'code of the era is handed bytes as text, and writes them so' '
	start tpython era.py && wait_for_port "$PORT" &&
	talk "$PORT" <<-\END &&
	send "\xe9\xff\x80"
	expect "\xff\xe9\xff\x80"
	expect-close
	END
	stop INT && has out.txt "made 3" && has out.txt lost &&
	test -s shout-shutdown.tap
'

test_case 'a class of a script is there after a restart' '
	start twistd -f shout-shutdown.tap &&
	talk "$PORT" <<-\END &&
	send "a"
	expect "\xffa"
	expect-close
	END
	stop TERM
'

# What a visitor says to each service, and hears.
visit_echo() {
	cat <<-\END
	send "abc"
	expect "abc"
	END
}
visit_discard() { echo 'send "abc"'; }
visit_chargen() { echo 'skip-to "@ABCDE"' && echo 'skip-to "@ABCDE"'; }
visit_qotd() {
	cat <<-\END
	expect "An apple a day keeps the doctor away.\r\n"
	expect-close
	END
}
visit_daytime() {
	cat <<-\END
	skip-to ":"
	skip-to " 20"
	skip-to "\r\n"
	expect-close
	END
}
visit_time() { echo 'timeout 60'; }
visit_who() {
	cat <<-\END
	expect "root\r\n"
	expect-close
	END
}
for name in echo discard chargen qotd daytime time who; do
	port=$(free_port)
	test_case "mktap wire makes $name" '
		rm -f wire.tap &&
		mktap wire --protocol=$name -p "$port" --interface=127.0.0.1 &&
		start twistd -o -f wire.tap && visit_$name >script &&
		talk <script && stop TERM
	'
done

cat >handles.py <<\END
import os
import socket
import struct
from twisted.internet import protocol, reactor

class Server(protocol.Protocol):
    heard = b''

    def connectionMade(self):
        copy = self.transport.getHandle().dup()
        print(copy.send(b'by a copy'), copy.getpeername()[0])
        copy.close()

    def dataReceived(self, data):
        own = self.transport.getHandle().detach()
        with socket.socket(fileno=own) as kept:
            print(struct.unpack('ii', kept.getsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, 8)))
            kept.send(b', by its heir')

    def connectionLost(self, reason):
        print(reason.type.__name__)

class Client(protocol.Protocol):
    heard = b''

    def dataReceived(self, data):
        if not self.heard:
            self.transport.write(b'go')
        self.heard += data

    def connectionLost(self, reason):
        print(self.heard, reason.type.__name__)
        reactor.stop()

port = reactor.listenTCP(0, protocol.Factory.forProtocol(Server),
                         interface='127.0.0.1')
reactor.connectTCP('127.0.0.1', port.getHost().port,
                   protocol.ClientFactory.forProtocol(Client))
reactor.run()
END
cat >want <<\END
9 127.0.0.1
(0, 0)
ConnectionAborted
b'by a copy, by its heir' ConnectionDone
END
test_case 'a descriptor taken from a transport is whole' '
	tpython handles.py >got && same want got
'

cat >source.py <<\END
import collections
from twisted.persisted import aot

class Plain:
    pass

class Slotted:
    __slots__ = 'a', 'b'

class Shadowed:
    held = property(lambda self: 'seen')

class Key:
    def __hash__(self):
        return self.n

shadowed = Shadowed()
vars(shadowed)['held'] = 3
key = Key()
key.n = 4

plain = Plain()
vars(plain).update({'class': 1, 'self': 2, 'most': float('inf')})
slotted = Slotted()
slotted.a = 1
again = lambda it: aot.unjellyFromSource(aot.jellyToSource(it))
print(vars(again(plain)), again(slotted).a, hasattr(again(slotted), 'b'))
print(again({1}), again(bytearray(b'a')), again(collections.deque([2])))
print(vars(again(shadowed)), again(shadowed).held,
      [each.n for each in again({key: 1})])
try:
    again(collections.OrderedDict(a=1))
except TypeError as error:
    print(error)
END
cat >want <<\END
{'class': 1, 'self': 2, 'most': inf} 1 False
{1} bytearray(b'a') deque([2])
{'held': 3} seen [4]
there is no source for OrderedDict([('a', 1)])
END
test_case 'an object becomes source and back, or is refused' '
	tpython source.py >got && same want got
'

test_done
