#!/bin/sh
# mktap wire: the small services, each at a port of one tap.
. "${0%/*}/../harness/sh-test.sh"

append=
for name in echo discard chargen qotd daytime time who; do
	eval "$name=\$(free_port)"
	eval "number=\$$name"
	mktap $append wire --interface=127.0.0.1 --protocol=$name -p "$number" ||
		exit 1
	append='-a wire.tap'
done

answer() {
	talk "$echo" <<-\EOF &&
	send-slowly "tea\r\n\0\xff"
	expect "tea\r\n\0\xff"
	EOF
	talk "$discard" <<-\EOF &&
	flood 100 "nobody hears this"
	shutdown
	expect-close
	EOF
	talk "$chargen" <<-\EOF &&
	expect "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~ !\"#$%&?\r\n@AB"
	EOF
	talk "$qotd" <<-\EOF &&
	expect "An apple a day keeps the doctor away.\r\n"
	expect-close
	EOF
	talk "$who" <<-\EOF &&
	expect "root\r\n"
	expect-close
	EOF
	printf 'show "\\r\\n"\nexpect-close\n' >asking &&
	talk "$daytime" <asking >said && grep -E \
		'^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 0-3][0-9] [0-9:]{8} [0-9]{4}' said
}

test_case 'each says what it should' '
	start twistd -f wire.tap && answer
'
test_case 'time is four bytes, counted from 1970' '
	cat >ask.py <<-\EOF && tpython ask.py "$time" "$(date +%s)"
	import socket, sys
	with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as s:
	    said = b""
	    while part := s.recv(100):
	        said += part
	assert len(said) == 4, said
	assert 0 <= int.from_bytes(said, "big") - int(sys.argv[2]) < 600, said
	EOF
'
test_case 'who never reads costs nothing but patience' '
	cat >deaf.py <<-\EOF && tpython deaf.py "$chargen" "$server" && answer
	import os, socket, sys, time
	deaf = [socket.create_connection(("127.0.0.1", int(sys.argv[1])))
	        for _ in range(20)]
	time.sleep(0.3)
	status = "/proc/%s/status" % sys.argv[2]
	for line in open(status) if os.path.exists(status) else ():
	    if line[:6] == "VmRSS:":
	        assert int(line.split()[1]) < 200000, line
	EOF
'
if command -v nc >/dev/null 2>&1; then
	test_case 'nc hears them' '
		nc -N 127.0.0.1 "$qotd" </dev/null >out && has out "An apple a day" &&
		nc -N 127.0.0.1 "$who" </dev/null >out && has out root
	'
else
	test_skip 'nc hears them' 'no nc'
fi
test_case 'the tap starts again as it was' '
	stop TERM && start twistd -f wire-shutdown.tap && answer && stop TERM
'
test_case 'others are refused' '
	must_exit 2 mktap wire --protocol=finger 2>why &&
	has why "only chargen, daytime, discard, echo, qotd, time, who"
'

test_done
