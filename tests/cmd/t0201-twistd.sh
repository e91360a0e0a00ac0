#!/bin/sh
# twistd: the life of a daemon, its files, and what it refuses.
. "${0%/*}/../harness/sh-test.sh"

port=$(free_port)
mktap telnet --interface=127.0.0.1 -p "$port" -u admin -w woohoo || exit 1

test_case 'a daemon is there when its command returns' '
	start twistd -f telnet.tap && "$MT_TALK" --wait-listen "$port" 0 &&
	test -s twistd.pid && test -s twistd.log &&
	kill -0 "$(cat twistd.pid)" &&
	ls -l twistd.pid | grep "^-rw-------"
'

test_case 'a second one in the same directory is refused' '
	must_exit 1 twistd -f telnet.tap 2>why &&
	has why "Another twistd server is running, PID $(cat twistd.pid)"
'

test_case 'a port in use is told before the command returns' '
	mkdir -p other && cp telnet.tap other/ &&
	must_exit 1 twistd -d other -f telnet.tap 2>why >out &&
	has why "twistd: Couldn'"'"'t listen on 127.0.0.1:$port: (98, '"'"'Address " &&
	test ! -s out && test ! -e other/twistd.pid
'

test_case 'SIGUSR1 begins a new log' '
	kill -USR1 "$server" && wait_for_file twistd.log.1 &&
	has twistd.log.1 "Log opened."
'

test_case 'SIGTERM closes, saves, and cleans up' '
	stop TERM && wait_for_no_port "$port" &&
	test -s telnet-shutdown.tap && test ! -e twistd.pid &&
	ls -l telnet-shutdown.tap | grep "^-rw-------"
'

test_case 'what was saved runs, and is saved under the same name' '
	rm -f twistd.log* && mv telnet-shutdown.tap again.tap &&
	start twistd -f again.tap && stop INT && test -s telnet-shutdown.tap
'

log_wanted() {
	cat <<-\EOF
	[-] Log opened.
	[-] twistd 1.0.4 (EXE VERSION) starting up
	[-] license user: Nobody <>
	[-] organization: No Organization
	[-] reactor class: twisted.internet.default.SelectReactor
	[-] Loading telnet.tap...
	[-] Loaded.
	[*telnet*] twisted.manhole.telnet.ShellFactory starting on PORT
	[*telnet*] Starting factory <twisted.manhole.telnet.ShellFactory instance at 0xADDRESS>
	[*telnet*] Starting Shutdown Sequence.
	[twisted.manhole.telnet.ShellFactory] (Port PORT Closed)
	[twisted.manhole.telnet.ShellFactory] Stopping factory <twisted.manhole.telnet.ShellFactory instance at 0xADDRESS>
	[*telnet*] Stopping main loop.
	[*telnet*] Main loop terminated.
	[*telnet*] Saving telnet application to telnet-shutdown.tap...
	[*telnet*] Saved.
	[-] Server Shut Down.
	EOF
}
log_seen() {
	grep -v 'set uid/gid' "$1" |
		sed -E "s/^[0-9]{2}\/[0-9]{2}\/[0-9]{4} [0-9]{2}:[0-9]{2} //
			s/0x[0-9a-f]+/0xADDRESS/; s/$port/PORT/
			s/(twistd [0-9.]+) \([^)]*\)/\1 (EXE VERSION)/"
}
test_case 'the log tells the whole life, line by line' '
	rm -f twistd.log && start twistd -f telnet.tap && stop TERM &&
	log_wanted >want && log_seen twistd.log >seen && same want seen
'

early_log_wanted() {
	cat <<-\EOF
	[-] Log opened.
	[-] twistd 0.15.5 (EXE VERSION) starting up
	[-] Loading telnet.tap...
	[-] Loaded.
	[telnet application] twisted.protocols.telnet.ShellFactory starting on PORT
	[telnet application] Starting Shutdown Sequence.
	[telnet application] Stopping main loop.
	[telnet application] Main loop terminated.
	[telnet application] Saving telnet application to telnet-shutdown.tap...
	[telnet application] Saved.
	[-] Server Shut Down.
	EOF
}
test_case 'the log of the earlier personality' '
	mkdir -p early && cd early &&
	mktap --compat 0.15.5 telnet --interface=127.0.0.1 -p "$port" >out &&
	start twistd -f telnet.tap && stop TERM &&
	early_log_wanted >want && log_seen twistd.log >seen && same want seen
'

test_case 'in the foreground the log goes to stdout' '
	start twistd -n -f telnet.tap && wait_for_port "$port" && stop TERM &&
	test "$server_status" = 0 && log_wanted >want &&
	log_seen out.txt >seen && same want seen
'

test_case 'a log file of another name' '
	start twistd -f telnet.tap -l other.log --pidfile=other.pid &&
	test -s other.pid && stop TERM && has other.log "Server Shut Down."
'

waits_by() {
	twistd -n -o -r "$1" -y waits.tac >out &&
		has out "reactor class: twisted.internet.$2" &&
		has out "waits by ${2#*.}"
}
test_case 'it waits by what it is told to' '
	cat >waits.tac <<-\EOF &&
	from twisted.application import service
	from twisted.internet import reactor
	application = service.Application("waits")
	reactor.callWhenRunning(reactor.stop)
	print("waits by", type(reactor).__name__)
	EOF
	waits_by poll pollreactor.PollReactor &&
	waits_by select default.SelectReactor &&
	waits_by default default.SelectReactor &&
	must_exit 1 twistd -n -r kettle -y waits.tac 2>why &&
	has why "no reactor is called '"'"'kettle'"'"'"
'

test_case 'nothing is saved when nothing shall be' '
	rm -f telnet-shutdown.tap && start twistd -o -f telnet.tap && stop TERM &&
	test ! -e telnet-shutdown.tap
'

test_case 'a stale pid file is removed, and that is said' '
	sh -c "echo \$\$" >twistd.pid && start twistd -f telnet.tap >out &&
	has out "Removing stale pidfile twistd.pid" && stop TERM &&
	sh -c "echo \$\$" >twistd.pid && start twistd -q -f telnet.tap >out &&
	test ! -s out && stop TERM &&
	: >twistd.pid && start twistd -f telnet.tap >out &&
	has out "Removing stale pidfile twistd.pid" && stop TERM
'

test_case 'a pid file that is none is left alone' '
	echo soup >twistd.pid && must_exit 1 twistd -f telnet.tap 2>why &&
	has why "Pidfile twistd.pid contains non numeric value" &&
	test "$(cat twistd.pid)" = soup && rm twistd.pid
'

refused() {
	must_exit "$1" twistd $2 2>why >out && has why "$3"
}
test_case 'what cannot be is told in a line' '
	refused 1 "-f missing.tap" "missing.tap" &&
	refused 1 "-n -f missing.tap" "missing.tap" &&
	refused 1 "-y missing.py" "missing.py" &&
	printf "x = 1\n\ny = QTOD\n" >slip.py &&
	refused 1 "-y slip.py" "cannot load '\''slip.py'\'': line 3: NameError: name '\''QTOD'\'' is not defined" &&
	refused 1 "-s missing.tas" "missing.tas" &&
	refused 1 "-d missing -f telnet.tap" "cannot change to" &&
	refused 1 "-l - -f telnet.tap" "daemons cannot log to stdout" &&
	refused 1 "-r soup -f telnet.tap" "soup" &&
	refused 1 "-l missing/log -f telnet.tap" "cannot write" &&
	refused 2 "--soup" "option --soup not recognized" &&
	refused 2 "-e -f telnet.tap" "no encrypted taps" &&
	refused 2 "soup" "Wrong number of arguments." &&
	test ! -e twistd.pid
'

test_case 'version and help' '
	twistd --version >out && has out "twistd (the Twisted daemon) 1.0.4" &&
	twistd --help >out && has out "  -n, --nodaemon  " &&
	has out "name of the pidfile [default: twistd.pid]"
'

test_case 'every way of waiting serves' '
	for name in default poll epoll kqueue; do
		must_exit 1 twistd -r $name -f missing.tap 2>why
		grep -q "missing.tap" why || {
			test $name != default && has why "this system has no '\''$name'\''; there is" &&
			has why "'\''poll'\''" || return 1
			continue
		}
		start twistd -r $name -f telnet.tap && wait_for_port "$port" &&
		shell <<-\EOF && stop TERM || return 1
		>>> 6 * 7
		42
		EOF
	done
'

test_case 'the readable form of a tap runs as well' '
	tapconvert -i telnet.tap -o telnet.tas && start twistd -s telnet.tas &&
	shell <<-\EOF && stop TERM
	>>> 1 + 1
	2
	EOF
'

test_done
