#!/bin/sh
# Peers and protocols that behave badly: nobody else hears of it.
. "${0%/*}/../harness/sh-test.sh"

port=$(free_port)

# One connection that is served properly whatever else goes on.
cat >served.py <<END
from twisted.internet import defer, protocol, reactor, task
from twisted.protocols import basic


class Echo(basic.LineReceiver):
    def lineReceived(self, line):
        self.sendLine(line)


class Asks(basic.LineReceiver):
    def connectionMade(self):
        self.answer = None
        self.factory.d.callback(self)

    def ask(self, line):
        self.answer = defer.Deferred()
        self.sendLine(line)
        return self.answer

    def lineReceived(self, line):
        self.answer.callback(line)


def connect(number, protocolClass=Asks):
    f = protocol.ClientFactory()
    f.noisy, f.protocol, f.d = 0, protocolClass, defer.Deferred()
    reactor.connectTCP('127.0.0.1', number, f)
    return f.d


def listen(protocolClass):
    f = protocol.Factory()
    f.noisy, f.protocol = 0, protocolClass
    return reactor.listenTCP($port, f, interface='127.0.0.1')
END

cat >raises.py <<END
import sys
from served import *
from twisted.python import log
log.startLogging(sys.stdout)


class Bad(Echo):
    def connectionMade(self):
        self.factory.count = getattr(self.factory, 'count', 0) + 1

    def lineReceived(self, line):
        if line == b'connectionMade':
            self.factory.protocol = Worse
        if line == b'raise':
            raise ValueError('bad line')
        if line == b'lose':
            self.transport.loseConnection()
        self.sendLine(line)

    def connectionLost(self, reason):
        print('server lost', reason.type.__name__)
        raise KeyError('at the end')


class Worse(Bad):
    def connectionMade(self):
        raise OSError('made badly')


class Quiet(Asks):
    def connectionLost(self, reason):
        self.factory.lost = reason.type.__name__
        if hasattr(self, 'gone'):
            self.gone.callback(None)


@defer.inlineCallbacks
def main(reactor):
    listen(Bad)
    good = yield connect($port)
    bad = yield connect($port, Quiet)
    bad.gone = defer.Deferred()
    bad.ask(b'raise')
    yield bad.gone
    print('still', (yield good.ask(b'good')))
    bad = yield connect($port, Quiet)
    bad.gone = defer.Deferred()
    bad.ask(b'lose').addErrback(lambda f: None)
    yield bad.gone
    print('still', (yield good.ask(b'good')))
    yield good.ask(b'connectionMade')
    bad = yield connect($port, Quiet)
    bad.gone = defer.Deferred()
    yield bad.gone
    print('still', (yield good.ask(b'good')))
    reactor.callLater(0, lambda: 1 / 0)
    yield task.deferLater(reactor, 0.01)
    print('still', (yield good.ask(b'good')))

task.react(main)
END

test_case 'a protocol that raises loses its connection, and nobody else' '
	tpython raises.py >seen 2>&1 &&
	test "$(grep -c "still b.good" seen)" = 4 &&
	has seen "ValueError: bad line" && has seen "OSError: made badly" &&
	has seen "KeyError" &&
	has seen "server lost ValueError" && has seen "server lost ConnectionDone" &&
	has seen "server lost OSError" && has seen ZeroDivisionError &&
	test "$(grep -c Traceback seen)" = 7
'

cat >server.py <<END
from served import *
listen(Echo)
reactor.run()
END
cat >crowd.py <<END
import resource_limit, socket, sys, time
wanted = resource_limit.count
crowd = []
for i in range(wanted):
    s = socket.create_connection(('127.0.0.1', $port))
    crowd.append(s)
    if i % 1000 == 7:
        # In the middle of a line, for ever.
        s.sendall(b'half a li')
s = socket.create_connection(('127.0.0.1', $port))
s.sendall(b'hello\r\n')
print(len(crowd), s.recv(100))
sys.stdout.flush()
time.sleep(0.1)
END

test_case '10,000 connections that say nothing are in nobodys way' '
	limit=$(ulimit -H -n) &&
	{ test "$limit" != unlimited || limit=20000; } &&
	ulimit -n "$limit" && count=$((limit - 100)) &&
	{ test "$count" -lt 10000 || count=10000; } &&
	echo "count = $count" >resource_limit.py &&
	start tpython server.py && wait_for_port "$port" &&
	PYTHONPATH=. tpython crowd.py >seen && has seen "$count b" &&
	has seen "hello" &&
	printf "send \"after\\\\r\\\\n\"\nexpect \"after\\\\r\\\\n\"\n" | talk &&
	stop INT && lacks "$out" Traceback
'

cat >deaf.py <<END
import socket, sys
from served import *
from twisted.python import log
log.startLogging(sys.stdout)


class Sends(protocol.Protocol):
    sent = 0

    def connectionMade(self):
        self.going = True
        self.transport.registerProducer(self, True)
        self.resumeProducing()

    def resumeProducing(self):
        self.going = True
        while self.going and self.sent < 2 ** 30:
            self.transport.write(b'x' * 10000)
            self.sent += 10000

    def pauseProducing(self):
        self.going = False
        print('paused below 16 MB', self.sent < 2 ** 24)
        if not self.factory.paused.called:
            self.factory.paused.callback(self)

    def stopProducing(self):
        print('stopped')


class Floods(Echo):
    def connectionMade(self):
        # Nobody asked it to pause, and it would not.
        self.writeMore()

    def writeMore(self):
        if self.transport.connected:
            self.transport.write(b'y' * 1000000)
            reactor.callLater(0, self.writeMore)

    def connectionLost(self, reason):
        print('lost', reason.value)
        self.factory.paused.callback(None)


@defer.inlineCallbacks
def main(reactor):
    for kind in Sends, Floods:
        port = listen(kind)
        port.factory.paused = defer.Deferred()
        deaf = socket.create_connection(('127.0.0.1', $port))
        yield port.factory.paused
        yield port.stopListening()
        port = listen(Echo)
        good = yield connect($port)
        print('still', (yield good.ask(b'good')))
        deaf.close()
        yield port.stopListening()

task.react(main)
END

test_case 'a peer that never reads costs no more than producers allow' '
	tpython deaf.py >seen 2>&1 && has seen "paused below 16 MB True" &&
	test "$(grep -c "still b.good" seen)" = 2 &&
	has seen "lost Connection to the other side" && lacks seen Traceback
'

cat >slow.py <<END
import socket
from served import *


@defer.inlineCallbacks
def main(reactor):
    listen(Echo)
    slow = socket.create_connection(('127.0.0.1', $port))
    good = yield connect($port)
    for byte in b'slowly\r\n':
        slow.send(bytes([byte]))
        yield task.deferLater(reactor, 0.02)
        if (yield good.ask(b'%d' % byte)) != b'%d' % byte:
            print('delayed')
    print(slow.recv(100))

task.react(main)
END

test_case 'a peer that sends a byte at a time is understood, and delays nobody' '
	tpython slow.py >seen && has seen "slowly" && lacks seen delayed
'

cat >nowhere.py <<END
from served import *
from twisted.internet import endpoints, error


class Failing(protocol.ClientFactory):
    noisy = 0

    def __init__(self):
        self.d = defer.Deferred()

    def clientConnectionFailed(self, connector, reason):
        self.d.callback(reason.type.__name__)


@defer.inlineCallbacks
def main(reactor):
    listen(Echo)
    good = yield connect($port)
    # RFC 6761: there is none of that name, whoever is asked.
    for name in 'nobody.invalid', 'a' * 70 + '.invalid', 'two words', '':
        f = Failing()
        reactor.connectTCP(name or '.', 1, f, timeout=5)
        print('tcp', (yield f.d), (yield good.ask(b'good')))
        try:
            yield endpoints.connectProtocol(endpoints.HostnameEndpoint(
                reactor, name or '.', 1, timeout=5), Asks())
        except Exception as why:
            print('endpoint', type(why).__name__)
    try:
        yield reactor.resolve('nobody.invalid')
    except error.DNSLookupError as why:
        print('resolve', type(why).__name__)

task.react(main)
END

test_case 'an address that does not resolve fails alone' '
	tpython nowhere.py >seen 2>&1 &&
	test "$(grep -c "^tcp DNSLookupError b.good" seen)" = 4 &&
	test "$(grep -c "^endpoint DNSLookupError" seen)" = 1 &&
	test "$(grep -c "^endpoint ValueError" seen)" = 3 &&
	has seen "resolve DNSLookupError" && lacks seen Traceback
'

cat >path.py <<END
import os, signal, sys
from twisted.internet import error, protocol, reactor
from twisted.protocols import wire
f = protocol.Factory()
f.protocol = wire.Echo
try:
    reactor.listenUNIX('sock', f, wantPID=len(sys.argv) > 1)
except error.CannotListenError as why:
    print('refused:', why)
    sys.exit(3)
reactor.run()
END

test_case 'a UNIX socket of a dead process is taken over, of a living one not' '
	for lock in "" lock; do
		start tpython path.py $lock && wait_for "test -S sock" &&
		kill -KILL "$server" && wait_gone "$server" && test -S sock &&
		start tpython path.py $lock &&
		wait_for "echo send \\\"hello\\\" | $MT_TALK ./sock - 2>/dev/null" &&
		printf "send \"hello\"\nexpect \"hello\"\n" | "$MT_TALK" ./sock - &&
		must_exit 3 tpython path.py $lock >said && has said "refused:" &&
		printf "send \"still\"\nexpect \"still\"\n" | "$MT_TALK" ./sock - &&
		stop INT && test ! -e sock && test ! -e sock.lock || return 1
	done
'

test_done
