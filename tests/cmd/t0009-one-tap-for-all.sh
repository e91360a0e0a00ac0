#!/bin/sh
# A tap is the same bytes whichever machine writes it, and runs on all of them.
# MT_NATIVE_BIN holds this machine's programs, MT_BIN and MT_RUN the others.
. "${0%/*}/../harness/sh-test.sh"

if test -z "${MT_NATIVE_BIN:-}" || test -z "$MT_RUN"; then
	test_skip 'one tap for all machines' 'no second machine in this build'
	test_done
fi

port=$(free_port)

test_case 'both machines write the same bytes' '
	mkdir here there &&
	(cd here && "$MT_NATIVE_BIN/mktap" telnet -p $port -u admin -w woohoo) &&
	(cd there && mktap telnet -p $port -u admin -w woohoo) &&
	cmp here/telnet.tap there/telnet.tap
'

test_case 'what this machine wrote is served by the other' '
	start twistd -n -f here/telnet.tap && wait_for_port "$port" &&
	shell <<-\EOF &&
	>>> from twisted.internet import app
	>>> app.theApplication.kettles = 3
	>>> 2 ** 70, 0.1
	(1180591620717411303424, 0.1)
	EOF
	stop TERM && wait_for_file telnet-shutdown.tap
'

test_case 'and what the other saved is served by this one' '
	wait_for_no_port "$port" &&
	start "$MT_NATIVE_BIN/twistd" -n -f telnet-shutdown.tap &&
	wait_for_port "$port" &&
	shell <<-\EOF &&
	>>> from twisted.internet import app
	>>> app.theApplication.kettles
	3
	EOF
	stop TERM
'

test_done
