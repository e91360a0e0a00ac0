#!/bin/sh
# mktap procmon: programs that are kept running.
. "${0%/*}/../harness/sh-test.sh"

cat >worker <<'EOF'
echo "born $$"
echo "$1" >&2
trap 'echo "asked to end"; printf "without a line end"; exit' TERM
echo $$ >"$1.pid"
while :; do sleep 0.05; done
EOF
cat >stubborn <<'EOF'
trap '' TERM
echo $$ >stubborn.pid
while :; do sleep 0.05; done
EOF
mktap procmon -k 0.3 -m 0.05 -M 0.2 one /bin/sh worker one || exit 1
mktap -a procmon.tap procmon two sh worker two || exit 1
mktap -a procmon.tap procmon none /no/such/program || exit 1
mktap -a procmon.tap procmon stubborn sh stubborn || exit 1
start twistd -f procmon.tap || exit 1

test_case 'they run, and what they say is logged with their name' '
	wait_for_file one.pid && wait_for_file two.pid &&
	wait_for_text twistd.log "[one] born $(cat one.pid)" &&
	wait_for_text twistd.log " [-] [one] one" &&
	wait_for_text twistd.log "[two] two"
'
test_case 'one that is killed comes back, the others stay' '
	old=$(cat one.pid) other=$(cat two.pid) && kill -KILL "$old" &&
	wait_for "test \"\$(cat one.pid)\" != $old" &&
	test "$(cat two.pid)" = "$other" && kill -0 "$other"
'
test_case 'one that cannot be started is tried again and again' '
	wait_for "test \"\$(grep -c -F \"/no/such/program\" twistd.log)\" -gt 2"
'
test_case 'options of the command are its own' '
	mktap -t source procmon heap /bin/echo --max-heap=1 --max-heap 2 &&
	has procmon.tas "  \"--max-heap=1\"" && has procmon.tas "  \"2\"" &&
	must_exit 2 mktap --max-heap=1 procmon heap /bin/echo 2>said &&
	has said "mktap: --max-heap must be 4M or more, not '\''1'\''" &&
	must_exit 2 twistd --max-heap 1K -f procmon.tap 2>said &&
	has said "twistd: --max-heap must be 4M or more, not '\''1K'\''" &&
	mktap --max-heap=64M -t source procmon heap /bin/echo
'

test_case 'a name is taken once, and a command is wanted' '
	must_exit 2 mktap -a procmon.tap procmon one sh 2>why &&
	has why "is kept running already" &&
	must_exit 2 mktap procmon one 2>why && has why "which command" &&
	must_exit 2 mktap procmon -t x one sh 2>why && has why "threshold must be" &&
	must_exit 2 mktap procmon --uid=99999999 one sh 2>why && has why "which --gid"
'
test_case 'all end with the server, also who does not want to' '
	wait_for_file stubborn.pid && last=$(cat stubborn.pid) &&
	rest="$(cat one.pid) $(cat two.pid)" && stop TERM &&
	for each in $last $rest; do is_gone "$each" || return 1; done &&
	has twistd.log "[two] asked to end" &&
	has twistd.log "[two] without a line end" &&
	lacks twistd.log "Unhandled Error"
'
test_case 'the tap starts again as it was' '
	rm ./*.pid twistd.log && start twistd -f procmon-shutdown.tap &&
	wait_for_file one.pid && wait_for_file stubborn.pid && stop TERM
'
cat >add.py <<'END_OF_SCRIPT'
from twisted.internet import app, reactor
from twisted.python import log
from twisted.runner.procmon import ProcessMonitor
application = app.Application('script')
heard = []
log.addObserver(lambda event: heard.extend(event['message']))
monitor = ProcessMonitor()
monitor.threshold = 0
monitor.setServiceParent(application)
monitor.addProcess('shell', ['/bin/sh', '-c', 'echo $HOME-; exec sleep 600'])
try:
    monitor.addProcess('shell', ['x'])
except KeyError as error:
    print(error)
def begin():
    first = monitor.protocols['shell'].transport.pid
    monitor.restartAll()
    again(first)
def again(first):
    if 'shell' not in monitor.protocols \
            or monitor.protocols['shell'].transport.pid in (None, first) \
            or '[shell] -' not in heard:
        reactor.callLater(0.02, again, first)
        return
    print(monitor)
    monitor.removeProcess('shell')
    try:
        monitor.removeProcess('shell')
    except KeyError as error:
        print(error)
    monitor.addProcess('shell', ['/bin/sleep', '600'])
    print(sorted(monitor.processes.items()))
    reactor.callLater(0, reactor.stop)
reactor.callLater(0, begin)
application.run(save=0)
END_OF_SCRIPT
cat >want <<'END_OF_TEXT'
'remove shell first'
<ProcessMonitor 'shell': ['/bin/sh', '-c', 'echo $HOME-; exec sleep 600']>
'Unrecognized process name: shell'
[('shell', (['/bin/sleep', '600'], None, None, {}))]
END_OF_TEXT
test_case 'a script adds, restarts and removes them while they run' '
	tpython add.py >said && grep -v "^.shell. \|^[SM]" said >seen
	same want seen &&
	has said "[shell] -"
'

if test "$(id -u)" -eq 0 && id nobody >want 2>/dev/null; then
	test_case 'root may have them run as somebody else, with that group alone' '
		mktap procmon --uid="$(id -u nobody)" who sh -c "id; exec sleep 600" &&
		rm -f twistd.log && start twistd -f procmon.tap &&
		wait_for_text twistd.log "[who] $(cut -d " " -f 1,2 want)" && stop TERM &&
		lacks twistd.log "(root)"
	'
else
	test_skip 'root may have them run as somebody else' 'no root, or no nobody'
fi

test_done
