#!/bin/sh
# mktap portforward: a port that leads to another one.
. "${0%/*}/../harness/sh-test.sh"

port=$(free_port) back=$(free_port) nobody=$(free_port)
mktap portforward --interface=127.0.0.1 -p "$port" -h 127.0.0.1 \
	-d "$back" || exit 1
mktap -a portforward.tap wire --interface=127.0.0.1 -p "$back" || exit 1
mktap -a portforward.tap portforward --interface=127.0.0.1 -p "$nobody" \
	-h 127.0.0.1 -d 1 || exit 1
start twistd -f portforward.tap || exit 1

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
