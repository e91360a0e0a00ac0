#!/bin/sh
# A tap becomes readable source and the same tap again.
. "${0%/*}/../harness/sh-test.sh"

port=$(free_port)

test_case 'to source and back, byte for byte' '
	mktap telnet -p "$port" -u admin -w woohoo &&
	tapconvert -i telnet.tap -o telnet.tas -t source &&
	has telnet.tas "\"password\" \"woohoo\"" &&
	tapconvert -i telnet.tas -o again.tap -t tap &&
	cmp telnet.tap again.tap
'

test_case 'both are for the owner alone' '
	for file in telnet.tas again.tap telnet.tap; do
		test "$(ls -l $file | cut -c1-10)" = -rw------- || return 1
	done
'

test_case 'what was edited is what runs' '
	sed "s/\"woohoo\"/\"changed\"/" telnet.tas >edited.tas &&
	tapconvert -i edited.tas -o edited.tap -t tap &&
	start twistd -n -o -f edited.tap && wait_for_port "$port" &&
	password=changed && shell <<-\EOF &&
	>>> 1 + 1
	2
	EOF
	stop TERM
'

test_case 'a mistake is named with its line' '
	sed "4s/\"/?/" telnet.tas >wrong.tas &&
	must_exit 1 tapconvert -i wrong.tas -o wrong.tap -t tap 2>error &&
	has error "line 4: " && test ! -e wrong.tap
'

test_case 'it reads and writes pipes, and what links lead to' '
	tapconvert -i - -o - <telnet.tap >out && same telnet.tas out &&
	tapconvert -i telnet.tap -o /dev/stdout | same telnet.tas - &&
	cat telnet.tas | tapconvert -i - -o - -t tap | cmp telnet.tap - &&
	echo old >real.tas && ln -s real.tas link.tas &&
	tapconvert -i telnet.tap -o link.tas && test -h link.tas &&
	same telnet.tas real.tas
'

# Only root can make a device to try it with.
if mknod null c 1 3 2>/dev/null && : 2>/dev/null >null; then
	test_case 'a device stays one' '
		tapconvert -i telnet.tap -o null && test -c null &&
		mknod full c 1 7 &&
		must_exit 1 tapconvert -i telnet.tap -o full 2>error && test -c full &&
		has error "cannot save" && has error "cannot write" &&
		start twistd -n --pidfile=null -l null -f telnet.tap &&
		wait_for_port "$port" && password=woohoo &&
		shell <<-\EOF && kill -USR1 "$server" && shell <<-\EOF &&
		>>> 1 + 1
		2
		EOF
		>>> from twisted.python import log
		>>> for n in range(20): log.msg("x" * 100000)
		>>> 2 + 2
		4
		EOF
		stop TERM && test "$server_status" -eq 0 && test -c null &&
		test ! -e null.1
	'
else
	test_skip 'a device stays one' 'cannot make one'
fi

test_done
