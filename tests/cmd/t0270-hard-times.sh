#!/bin/sh
# Servers where something is in their way: no rights, no room, no parent.
. "${0%/*}/../harness/sh-test.sh"

TMPDIR=$PWD/tmp && export TMPDIR && mkdir "$TMPDIR" || exit 1
port=$(free_port)
mktap telnet -p "$port" -u admin -w woohoo --interface=127.0.0.1 || exit 1

serve() { start twistd "$@" -f telnet.tap && wait_for_port "$port"; }

test_case 'numbers that are none are refused in a line' '
	for number in ² x "" -1 4294967295 99999999999999999999; do
		must_exit 2 mktap -u "$number" telnet 2>said &&
		has said "mktap: uid must be a number below 4294967295, not" &&
		lacks said Traceback || return 1
	done &&
	must_exit 2 mktap telnet -p ² 2>said && has said "mktap: port must be"
'

test_case 'a pid file of anything else is told in a line' '
	for text in ² abc "\377\376" " "; do
		printf "$text" >twistd.pid &&
		must_exit 1 twistd -f telnet.tap 2>said &&
		echo "twistd: Pidfile twistd.pid contains non numeric value" >wanted &&
		same wanted said || return 1
	done; rm twistd.pid
'

test_case 'a process that nobody has buried is no server' '
	start twistd -n -f telnet.tap && wait_for_file twistd.pid &&
	kill -KILL "$server" &&
	wait_for "grep -q \"^State:.Z\" /proc/$server/status 2>/dev/null ||
		! kill -0 $server" &&
	first=$server &&
	serve >said && has said "Removing stale pidfile twistd.pid" &&
	stop TERM; status=$?; wait "$first" 2>/dev/null; return $status
'

test_case 'a log that somebody has moved away is begun anew' '
	rm -f twistd.log && serve && mv twistd.log moved.log && kill -USR1 "$server" &&
	wait_for "test -e twistd.log" && stop TERM &&
	has twistd.log "Server Shut Down." && lacks moved.log "Server Shut Down."
'

test_case 'a log that cannot be rotated does not stop the server, or its end' '
	mkdir logs && serve -l logs/server.log && rm -r logs &&
	rm -f telnet-shutdown.tap && kill -USR1 "$server" &&
	echo ">>> 1+1
2" | shell && stop TERM && test -s telnet-shutdown.tap
'

test_case 'three signals at once end it as one does' '
	for signal in INT TERM; do
		rm -f telnet-shutdown.tap && serve &&
		kill -$signal $server && kill -$signal $server &&
		{ stop $signal || wait_gone "$server"; } &&
		test -s telnet-shutdown.tap && test ! -e twistd.pid &&
		wait_for_no_port "$port" || return 1
	done
'

test_case 'no room to save: the session is told, and the server goes on' '
	cp telnet-shutdown.tap before.tap &&
	(ulimit -f 8 && start twistd -f telnet.tap) && wait_for_file twistd.pid &&
	server=$(cat twistd.pid) && started="$started $server" &&
	wait_for_port "$port" &&
	shell <<-\EOF
	>>> big = "y" * 100000
	>>> from twisted.internet import app
	>>> try: app.theApplication.save("x")
	... except Exception as e: print(str(e)[:33])
	...
	cannot save '\''telnet-x.tap'\'': canno
	>>> len(big)
	100000
	EOF
'

test_case 'no room at the end: a line says so, and the old tap stays' '
	stop TERM && cmp before.tap telnet-shutdown.tap &&
	has twistd.log "cannot save '\''telnet-shutdown.tap'\'': " &&
	has twistd.log "Server Shut Down." && lacks twistd.log Traceback &&
	test ! -e TWISTD-CRASH.log && test ! -e twistd.pid &&
	! ls ./*.tmp 2>/dev/null
'

# Addresses that may be used are counted by this machine alone, and a sanitizer
# needs more of them to begin with.
# shellcheck disable=SC3045 # every sh we meet has it
if test -z "$MT_RUN" &&
	(ulimit -v 65536 && ASAN_OPTIONS='' "$MT_BIN/tpython" -c pass) 2>err
then test_case 'no memory, three times: the session is told, and may go on' '
	rm -f twistd.log && cp telnet.tap telnet-shutdown.tap &&
	(ulimit -v 16000 && start twistd -f telnet.tap) && wait_for_file twistd.pid &&
	server=$(cat twistd.pid) && started="$started $server" &&
	wait_for_port "$port" && for turn in 1 2 3; do
	shell <<-\EOF || return 1
	>>> rows = []
	>>> while True: rows.append((len(rows), rows))
	Traceback (most recent call last):
	  File "$telnet$", line 1, in <module>
	    while True: rows.append((len(rows), rows))
	                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	exceptions.MemoryError

	>>> len(rows) > 9999
	True
	EOF
	done
'

test_case 'no memory at the end: a line says so, and the old tap stays' '
	stop TERM; cmp telnet.tap telnet-shutdown.tap &&
	has twistd.log "cannot save '\''telnet'\'': out of memory" &&
	has twistd.log "Server Shut Down." && test ! -e twistd.pid
'
fi

test_case 'no directory to save in: the one the tap came from, or another' '
	rm -f telnet-shutdown.tap && mkdir away && cp telnet.tap away/ &&
	for place in there nowhere; do
		mkdir run && start twistd -d run -f ../away/telnet.tap -l "$PWD/away.log" \
			--pidfile="$PWD/away.pid" && wait_for_port "$port" && rm -r run &&
		{ test "$place" = there || rm -r away; } &&
		{ stop TERM || true; } && wait_for_no_port "$port" || return 1
		case $place in
		there) test -s away/telnet-shutdown.tap &&
			has away.log "saved as '\''$PWD/away/telnet-shutdown.tap'\'' instead" &&
			rm away.log ;;
		nowhere) test -s "$TMPDIR/telnet-shutdown.tap" &&
			has away.log "saved as '\''$TMPDIR/telnet-shutdown.tap'\'' instead" ;;
		esac || return 1
	done
'

test_case 'a module that is gone is named, and stops nothing' '
	echo "def boil(): return 100" >kettle.py &&
	rm -f twistd.log && serve &&
	shell <<-\EOF &&
	>>> import sys
	>>> sys.path.insert(0, "")
	>>> import kettle
	>>> from kettle import boil
	>>> tea = 5
	>>> def brew(): return tea
	EOF
	stop TERM && wait_for_no_port "$port" && mv kettle.py gone.py &&
	rm -f twistd.log && start twistd -f telnet-shutdown.tap &&
	wait_for_port "$port" &&
	has twistd.log "not loaded: cannot import '\''kettle'\'': ModuleNotFoundError: " &&
	shell <<-\EOF &&
	>>> brew()
	5
	>>> "kettle" in globals(), "boil" in globals()
	(False, False)
	EOF
	stop TERM && wait_for_no_port "$port"
'

test_case 'a script that ends itself is no server' '
	echo "import sys; sys.exit(3)" >ends.py &&
	must_exit 1 twistd -y ends.py 2>said &&
	has said "twistd: the server ended before it was ready (exit code 3)"
'

test_case 'a service that cannot start says why, and leaves no pid file' '
	rm -f TWISTD-CRASH.log twistd.pid &&
	cat >starts.tac <<-\EOF && must_exit 1 twistd -y starts.tac 2>said &&
	from twisted.application import service
	class Kettle(service.Service):
	    def startService(self):
	        raise ValueError("no tea")
	application = service.Application("kettle")
	Kettle().setServiceParent(application)
	EOF
	has said "twistd: cannot start: line 4: ValueError: no tea" &&
	has TWISTD-CRASH.log "starts.tac\", line 4, in startService" &&
	test ! -e twistd.pid && rm TWISTD-CRASH.log &&
	printf "%s\n" "from twisted.internet import app, protocol" \
		"application = app.Application(\"port\")" \
		"application.listenTCP(\"28800\", protocol.Factory())" >port.tac &&
	must_exit 1 twistd -y port.tac 2>said &&
	has said "twistd: cannot start: TypeError: " &&
	test -s TWISTD-CRASH.log && test ! -e twistd.pid
'

test_case 'output that cannot be written is no success' '
	test -c /dev/full || { test_skip "a full device" "there is none"; return 0; }
	must_exit 120 tpython -c "print(1)" >/dev/full 2>said &&
	has said "OSError: [Errno 28] No space left on device" &&
	must_exit 1 mktap --help >/dev/full 2>said && has said "No space left"
'

test_done
