#!/bin/sh
# mktap inetd: services of its own, and programs for those who connect.
. "${0%/*}/../harness/sh-test.sh"

me=$(id -un) group=$(id -gn)
cat >greeter <<'EOF'
echo "hello from $0, as $(id -un) with $#: $1"
read -r line && echo "you said $line" && echo "to two" >&2
EOF
cat >waiter <<'EOF'
import os, socket
listening = socket.socket(fileno=0)
one, _ = listening.accept()
one.sendall(b'accepted by %d\n' % listening.getsockname()[1])
EOF
cat >datagrams <<'EOF'
import socket
waiting = socket.socket(fileno=0)
data, addr = waiting.recvfrom(100)
waiting.sendto(data.upper(), addr)
EOF
for name in echo qotd greet wait limit udp uecho noprog; do
	eval "$name=\$(free_port)"
done
# Under an emulator that is the program, and its argument ours.
python="$MT_BIN/tpython tpython"
test -z "$MT_RUN" || python="$(command -v "$MT_RUN") $MT_RUN $MT_BIN/tpython"
cat >inetd.conf <<EOF
# programs

127.0.0.1:$greet stream tcp nowait $me:$group /bin/sh greeter greeter word # here
127.0.0.1:$wait	stream	tcp	wait	$me	$python $PWD/waiter
127.0.0.1:$limit stream tcp nowait.2	$me.$group	/bin/echo echo limited
127.0.0.1:$udp	dgram	udp	wait	$me	$python $PWD/datagrams
127.0.0.1:$noprog stream tcp nowait	$me	/no/such/program
rpc/mount	stream	rpc/tcp	nowait	$me	/bin/true
$noprog stream udp nowait $me /bin/true
sillyname stream tcp nowait $me /bin/true
99999 stream tcp nowait $me /bin/true
1 stream tcp
127.0.0.1:$noprog stream tcp nowait $me internal
EOF
cat >left <<EOF
mktap: left out: 'rpc/mount stream rpc/tcp nowait $me /bin/true': only stream tcp and dgram udp are served
mktap: left out: '$noprog stream udp nowait $me /bin/true': only stream tcp and dgram udp are served
mktap: left out: 'sillyname stream tcp nowait $me /bin/true': Unknown service: sillyname (tcp)
mktap: left out: '99999 stream tcp nowait $me /bin/true': Unknown service: 99999 (tcp)
mktap: left out: '1 stream tcp': too few words, or one that makes no sense
mktap: left out: '127.0.0.1:$noprog stream tcp nowait $me internal': internal are chargen, daytime, discard, echo, qotd, time, by these names, at their standard ports
EOF
mktap inetd -f inetd.conf 2>why || exit 1

cat >services.py <<'END_OF_SCRIPT'
# Names of services, without being root: the ports are moved.
import sys
from twisted.internet import app
from twisted.python import usage
from twisted.runner import inetdconf
from twisted.tap import inetd
known = inetdconf.ServicesConf()
known.parseFile(iter(['# none', 'echo %s/tcp speak # x\n' % sys.argv[1],
                      'echo %s/udp' % sys.argv[2], 'qotd %s/tcp quote' % sys.argv[3]]))
conf = inetdconf.InetdConf(known)
conf.parseFile(iter(['127.0.0.1:echo stream tcp nowait %s internal' % sys.argv[4],
                     '127.0.0.1:echo dgram udp wait %s internal' % sys.argv[4],
                     '127.0.0.1:qotd stream tcp nowait %s internal' % sys.argv[4]]))
first = conf.services[0]
print(first.name, first.port == int(sys.argv[1]), first.interface)
for line in 'echo stream tcp', 'nobody-knows stream tcp nowait root internal', '99999 stream tcp nowait root x':
    try:
        inetdconf.InetdConf(known).parseFile(iter([line]))
    except (inetdconf.InvalidConfError, inetdconf.UnknownService) as error:
        print(error)
try:
    known.parseFile(iter(['echo seven/tcp']))
except inetdconf.InvalidServicesConfError as error:
    print(error)
application = app.Application('internal')
for service in conf.services:
    inetd.add(application, service, {'nointernal': 0})
application.save()
END_OF_SCRIPT
cat >want <<'END_OF_TEXT'
echo True 127.0.0.1
Invalid line: 'echo stream tcp'
Unknown service: nobody-knows (tcp)
Unknown service: 99999 (tcp)
Invalid port/protocol: 'seven/tcp'
END_OF_TEXT

test_case 'what cannot be served is told, the rest is' '
	same left why && start twistd -f inetd.tap
'
test_case 'a program has the connection as input and output' '
	for round in 1 2; do
		talk "$greet" <<-EOF || return 1
		expect "hello from greeter, as $me with 1: word\n"
		send-slowly "tea\n"
		expect "you said tea\nto two\n"
		expect-close
		EOF
	done
'
test_case 'one that waits has the port itself, time after time' '
	for round in 1 2 3; do
		talk "$wait" <<-EOF || return 1
		expect "accepted by $wait\n"
		expect-close
		EOF
	done
'
test_case 'one for datagrams has the socket' '
	cat >ask.py <<-\EOF &&
	import socket, sys
	s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
	s.settimeout(60)
	s.connect(("127.0.0.1", int(sys.argv[1])))
	for text in (b"once", b"twice"):
	    s.send(text)
	    print(s.recv(100).decode())
	EOF
	tpython ask.py "$udp" >out && printf "ONCE\nTWICE\n" >say && same say out
'
test_case 'one that comes too often is not started' '
	wait_for "echo skip-to-close | talk $limit &&
		grep -F \"/bin/echo is started too often\" twistd.log"
'
test_case 'one that is not there closes the connection' '
	echo expect-close | talk "$noprog" &&
	has twistd.log "cannot start /no/such/program: no such program" &&
	talk "$greet" <<-EOF
	skip-to "as $me"
	EOF
'
test_case 'the tap starts again as it was' '
	stop TERM && start twistd -f inetd-shutdown.tap &&
	talk "$wait" <<-EOF && stop TERM
	expect "accepted by $wait\n"
	EOF
'
test_case 'lines and names are read as they should be' '
	tpython services.py "$echo" "$uecho" "$qotd" "$me" >said &&
	grep -v -i sav said >out; same want out
'
test_case 'internal services answer, by TCP and UDP' '
	start twistd -f internal.tap && talk "$echo" <<-\EOF &&
	send-slowly "tea\n"
	expect "tea\n"
	EOF
	talk "$qotd" <<-\EOF &&
	skip-to "An apple"
	EOF
	tpython ask.py "$uecho" >out && printf "once\ntwice\n" >say &&
	same say out && stop TERM
'
test_case 'a file that is wrong or not there is told' '
	must_exit 1 mktap inetd -f nowhere 2>err && has err "mktap: cannot read '\''nowhere'\'': " &&
	echo "1 stream tcp nowait no-such-user /bin/true" >bad &&
	mktap inetd -f bad 2>err && has err "no-such-user"
'
if command -v nc >/dev/null 2>&1; then
	test_case 'nc hears a program' '
		start twistd -f inetd-shutdown.tap &&
		echo tea | nc -N 127.0.0.1 "$greet" >out &&
		has out "you said tea" && stop TERM
	'
else
	test_skip 'nc hears a program' 'no nc'
fi

test_done
