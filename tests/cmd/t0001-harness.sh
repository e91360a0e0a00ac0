#!/bin/sh
# What the other shell tests lean on: claims, waiting, servers, conversations.
. "${0%/*}/../harness/sh-test.sh"

nested() {
	cat >nested.sh
	mkdir -p tree/tests/cmd tree/tests
	ln -sfn "$TOP/tests/harness" tree/tests/harness
	cp nested.sh tree/tests/cmd/nested.sh
	sh tree/tests/cmd/nested.sh >nested.out 2>&1
}

test_case 'a failing case makes the script fail and is shown' '
	! nested <<-\EOF &&
	. "${0%/*}/../harness/sh-test.sh"
	test_case "one is two" "echo looked; test 1 = 2"
	test_case "one is one" "test 1 = 1"
	test_done
	EOF
	has nested.out "not ok 1 - one is two" &&
	has nested.out "looked" &&
	has nested.out "ok 2 - one is one"
'

test_case 'a script that ends early is broken' '
	nested <<-\EOF
	. "${0%/*}/../harness/sh-test.sh"
	test_case "one is one" "exit 0"
	EOF
	has nested.out "ended early"
'

test_case 'a case cannot be passed by a later command alone' '
	! { false && true; }
'

test_case 'a body can give up inside a loop' '
	nested <<-\EOF
	. "${0%/*}/../harness/sh-test.sh"
	test_case "loops" "for n in 1 2; do test \$n = 1 || return 1; done"
	test_done
	EOF
	has nested.out "not ok 1 - loops"
'

test_case 'must_exit wants the very code' '
	must_exit 3 sh -c "exit 3" &&
	! must_exit 1 sh -c "exit 3"
'

test_case 'has and lacks look at whole files' '
	printf "%s\n" alpha "beta gamma" >words &&
	has words "beta g" && lacks words delta &&
	! has words delta && ! lacks words alpha
'

test_case 'waiting ends, with a reason' '
	wait_seconds=1 &&
	! wait_for false >why &&
	wait_seconds=60 &&
	has why "in vain for: false"
'

test_case 'a server is started, seen, and stopped' '
	start sleep 600 &&
	one=$server && ! is_gone "$one" &&
	stop TERM && is_gone "$one" && test "$server_status" -eq 143
'

test_case 'a server in the background hears an interrupt' '
	start sleep 600 && stop INT && test "$server_status" -eq 130
'

test_case 'what a script started does not outlive it' '
	OUT=$PWD/pid && export OUT &&
	nested <<-\EOF &&
	. "${0%/*}/../harness/sh-test.sh"
	test_case "starts" "start sleep 600 && echo \$server >\$OUT"
	test_done
	EOF
	wait_gone "$(cat pid)"
'

test_case 'a free port is free, and seen when it is taken' '
	port=$(free_port) && wait_for_no_port "$port" &&
	start "$MT_TALK" --listen "$port" && wait_for_port "$port" &&
	stop KILL && wait_for_no_port "$port"
'

listen() {
	port=$(free_port) && cat >script &&
	start sh -c "exec \"\$MT_TALK\" --listen $port <script" &&
	wait_for_port "$port"
}
heard() { wait "$server" || { cat out.txt; return 1; }; }

test_case 'a conversation is held byte by byte' '
	listen <<-\EOF &&
	send "\IAC\xfbhello\r\n"
	expect "you\0too\n"
	send-slowly "bye 0x81f3 and 12.\r\n"
	EOF
	talk <<-\EOF &&
	# The greeting.
	expect "\IAC\xfb"
	skip-to "\r\n"
	send "you\0too\n"
	expect "bye 0x\{hex} and \{num}.\{line}\r\n"
	expect-close
	EOF
	heard
'

test_case 'a conversation that goes otherwise fails with both sides shown' '
	listen <<-\EOF &&
	send "hello\n"
	EOF
	! talk 2>why <<-\EOF &&
	expect "help!"
	EOF
	has why "other bytes came" && has why "68 65 6c 70 21" &&
	has why "68 65 6c 6c 6f 0a"
'

test_case 'a peer that closes too soon is noticed' '
	listen <<-\EOF &&
	send "hel"
	EOF
	! talk 2>why <<-\EOF &&
	expect "hello"
	EOF
	has why "the peer closed"
'

test_case 'a transcript is typed and compared' '
	listen <<-\EOF &&
	send "\r\nfactory\r\nusername: "
	expect "admin\r\n"
	send "\IAC\xfb\x01password: "
	expect "woohoo\r\n"
	send "\IAC\xfc\x01*****\r\n>>> "
	expect "def f():\r\n"
	send "... "
	expect "    return 1\r\n"
	send "... "
	expect "\r\n"
	send ">>> "
	expect "f\r\n"
	send "<function f at 0x7f00>\r\n>>> "
	expect "print 5\r\n"
	send "5\n>>> "
	EOF
	shell <<-\EOF &&
	>>> def f():
	...     return 1
	...
	>>> f
	<function f at 0x\{hex}>
	>>> print 5
	5
	EOF
	heard
'

test_case 'a transcript that differs fails' '
	listen <<-\EOF &&
	send "username: "
	expect "admin\r\n"
	send "password: "
	expect "woohoo\r\n"
	send "\r\n>>> "
	expect "1+1\r\n"
	send "3\r\n>>> "
	EOF
	! shell 2>why <<-\EOF &&
	>>> 1+1
	2
	EOF
	has why "line 2: other bytes came"
'

test_case 'what our reactor says of a slow machine is no part of what a script says' '
	cat >slow.py <<-\EOF &&
	# era
	from twisted.internet import base
	from twisted.python import log
	log.addObserver(lambda event: said.extend(event["message"]))
	said = []
	base._reportSlow(None, 1.5)
	log.msg("done")
	print said[0]
	print said[1]  # expect: done
	EOF
	sh "$TOP/tests/harness/scripts" slow.py >out &&
	sed "s/said.0./said[0][:9]/" slow.py >other.py &&
	! sh "$TOP/tests/harness/scripts" other.py >out && has out "+1.5 secon"
'

test_done
