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

test_done
