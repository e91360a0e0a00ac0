#!/bin/sh
# mktap portforward: a port that leads to another one.
. "${0%/*}/../harness/sh-test.sh"

port=$(free_port) back=$(free_port) nobody=$(free_port)
counts=$(free_port) through=$(free_port)
mktap portforward --interface=127.0.0.1 -p "$port" -h 127.0.0.1 \
	-d "$back" || exit 1
mktap -a portforward.tap wire --interface=127.0.0.1 -p "$back" || exit 1
mktap -a portforward.tap portforward --interface=127.0.0.1 -p "$nobody" \
	-h 127.0.0.1 -d 1 || exit 1
mktap -a portforward.tap portforward --interface=127.0.0.1 -p "$through" \
	-h 127.0.0.1 -d "$counts" || exit 1
start twistd -f portforward.tap || exit 1
forwarder=$server

echoed() {
	talk <<-\EOF
	send "hello\r\n"
	expect "hello\r\n"
	send-slowly "piece by piece\0\xff\r\n"
	expect "piece by piece\0\xff\r\n"
	EOF
}
test_case 'what goes in comes out, in both directions' 'echoed'

test_case 'much of it does, too' '
	talk <<-\EOF
	flood 2000 "a line that is repeated until there are many of them\r\n"
	send "end"
	skip-to "them\r\nend"
	EOF
'

cat >answers.py <<END
from zope.interface import implementer

from twisted.internet import interfaces, protocol, reactor


@implementer(interfaces.IHalfCloseableProtocol)
class Answers(protocol.Protocol):
    heard = 0

    def dataReceived(self, data):
        self.heard += len(data)

    def readConnectionLost(self):
        # Only who has heard all can count it.
        reactor.callLater(0.05, self.tell)

    def tell(self):
        self.transport.write(b'%d bytes\n' % self.heard)
        self.transport.loseConnection()


f = protocol.Factory()
f.protocol = Answers
reactor.listenTCP($counts, f, interface='127.0.0.1')
reactor.run()
END
test_case 'who has said all still hears the answer' '
	start tpython answers.py && wait_for_port "$counts" &&
	talk "$through" <<-\EOF && stop INT
	flood 20000 "a line that is repeated until there are many of them\r\n"
	shutdown
	expect "1080000 bytes\n"
	expect-close
	EOF
	server=$forwarder
'

if command -v nc >/dev/null 2>&1; then
	test_case 'nc goes through, and hears the answer to the end' '
		start tpython answers.py && wait_for_port "$counts" &&
		yes 1234567 | head -n 100000 | nc -N 127.0.0.1 "$through" >out &&
		stop INT && echo "800000 bytes" | same - out
		server=$forwarder
	'
else
	test_skip 'nc goes through' 'no nc'
fi

test_case 'where nobody is, the connection is closed' '
	talk "$nobody" <<-\EOF
	skip-to-close
	EOF
'

test_case 'the tap starts again as it was' '
	stop TERM && start twistd -f portforward-shutdown.tap && echoed && stop TERM
'

test_case 'the options have the defaults of the era' '
	mktap -t source portforward && has portforward.tas "  6666" &&
	has portforward.tas "\"localhost\"" && has portforward.tas "6665" &&
	must_exit 2 mktap portforward -d 70000
'

test_done
