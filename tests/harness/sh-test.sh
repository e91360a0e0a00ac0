# sh-test.sh - what the shell tests are written in. Sourced, never run.
# shellcheck shell=sh
#
#   . "${0%/*}/../harness/sh-test.sh"
#   test_case 'a claim' '
#       commands joined by &&
#   '
#   test_done
#
# Each script runs in a scratch directory of its own, which disappears with it.
# A case is evaluated in this shell, so variables and servers outlive it; what it
# prints is shown only if it fails. All waiting is for a condition, and bounded.
#
# In the environment:
#   MT_BIN   where the programs are (build/ at the top of the tree)
#   MT_TALK  the conversation tool ($MT_BIN/tests/talk)
#   MT_RUN   what to put before each program, as "qemu-arm-static"
#   KEEP     if not empty, scratch directories stay
#
# Variables a case may set: host, port, user, password (for `shell`), and out,
# the file that takes what a server in the foreground prints.

TOP=$(cd "${0%/*}/../.." && pwd) || exit 1
MT_BIN=$(cd "${MT_BIN:-$TOP/build}" && pwd) || exit 1
MT_TALK=${MT_TALK:-$MT_BIN/tests/talk}
MT_TALK=$(cd "${MT_TALK%/*}" && pwd)/${MT_TALK##*/} || exit 1
MT_RUN=${MT_RUN:-}
export MT_BIN MT_TALK MT_RUN TOP

scratch=$(mktemp -d "${TMPDIR:-/tmp}/mt-test.XXXXXX") || exit 1
mkdir "$scratch/work" "$scratch/home" && cd "$scratch/work" || exit 1
HOME=$scratch/home LC_ALL=C TZ=UTC
export HOME LC_ALL TZ
unset TWISTED_COMPAT PYTHONPATH PYTHONSTARTUP PYTHONUNBUFFERED
umask 022

host=127.0.0.1 port='' user=admin password=woohoo
test_count=0 test_passed=0 test_ended=
server='' server_status='' started='' out=out.txt
wait_seconds=${MT_WAIT_SECONDS:-60}

# ---- cases ------------------------------------------------------------------

# A function of its own, so that a body can say `|| return 1` inside a loop.
test_body() { eval "$1"; }

# test_case CLAIM BODY: passes if BODY, evaluated here, ends with 0.
test_case() {
	test_count=$((test_count + 1))
	if test_body "$2" >"$scratch/output" 2>&1 </dev/null; then
		test_passed=$((test_passed + 1))
		echo "ok $test_count - $1"
	else
		echo "not ok $test_count - $1"
		head -n 200 "$scratch/output" | sed 's/^/#   /'
		echo '# ---- that was printed by:'
		printf '%s\n' "$2" | sed 's/^/#   /'
	fi
	cd "$scratch/work" || exit 1
}

# test_skip CLAIM WHY: says that a case could not be tried here.
test_skip() { echo "# skipped: $1 ($2)"; }

# Ends the script; without it, the script counts as broken.
test_done() {
	test_ended=1
	test "$test_passed" -eq "$test_count"
	exit
}

test_cleanup() {
	for pid in $started; do
		is_gone "$pid" || kill -KILL "$pid" 2>/dev/null
	done
	test -n "$test_ended" || echo "not ok - ${0##*/} ended early"
	cd / || exit 1
	test -n "${KEEP:-}" || rm -rf "$scratch"
}
trap test_cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# ---- programs ---------------------------------------------------------------
# $MT_RUN is a list of words on purpose.

# shellcheck disable=SC2086
run_program() { $MT_RUN "$MT_BIN/$program" "$@"; }
mktap() { program=mktap && run_program "$@"; }
twistd() { program=twistd && run_program "$@"; }
tpython() { program=tpython && run_program "$@"; }
tapconvert() { program=tapconvert && run_program "$@"; }

# must_exit CODE COMMAND...: the command ends with this code.
must_exit() {
	wanted=$1
	shift
	"$@"
	actual=$?
	test "$actual" -eq "$wanted" && return 0
	echo "exit code $actual, not $wanted: $*"
	return 1
}

# same EXPECTED ACTUAL: two files are equal.
same() { diff -u "$1" "$2"; }

# has FILE TEXT, lacks FILE TEXT: a line of the file contains the text.
has() {
	grep -F -e "$2" "$1" >/dev/null && return 0
	echo "'$1' has no line with '$2':"
	cat "$1"
	return 1
}
lacks() {
	grep -F -e "$2" "$1" || return 0
	echo "'$1' must not have '$2'"
	return 1
}

# ---- waiting ----------------------------------------------------------------

nap() { sleep 0.05 2>/dev/null || sleep 1; }

# wait_for CONDITION: evaluates it until it is true, for $wait_seconds at most.
wait_for() {
	wait_end=$(($(date +%s) + wait_seconds))
	until eval "$1"; do
		if test "$(date +%s)" -ge "$wait_end"; then
			echo "waited $wait_seconds seconds in vain for: $1"
			return 1
		fi
		nap
	done
}
wait_for_file() { wait_for "test -s '$1'"; }
wait_for_text() { wait_for "grep -F -e '$2' '$1' >/dev/null 2>&1"; }
wait_for_port() { "$MT_TALK" --wait-listen "$1" "$wait_seconds"; }
wait_for_no_port() { "$MT_TALK" --wait-free "$1" "$wait_seconds"; }
wait_gone() { wait_for "is_gone $1"; }
free_port() { "$MT_TALK" --free-port; }

# A process that has ended but was not yet waited for is gone as well.
is_gone() {
	kill -0 "$1" 2>/dev/null || return 0
	case $(cat "/proc/$1/stat" 2>/dev/null) in
	*') Z '*) return 0 ;;
	esac
	return 1
}

# ---- servers ----------------------------------------------------------------

# start PROGRAM ARGS...: starts a server; its pid is then in $server. twistd
# goes into the background by itself unless it is told -n; anything else is put
# there, with what it prints in $out.
start() {
	server='' server_status='' pidfile=twistd.pid daemon=
	test "$1" = twistd && daemon=1
	for argument in "$@"; do
		case $argument in
		-n* | -[oqb]n* | --nodaemon) daemon= ;;
		--pidfile=*) pidfile=${argument#--pidfile=} ;;
		esac
	done
	if test -n "$daemon"; then
		"$@" || return
		wait_for_file "$pidfile" || return
		server=$(cat "$pidfile")
	else
		# Not by the function: $! must be the program, not a subshell. What
		# a shell puts into the background is deaf to SIGINT until the mark.
		program=$1
		shift
		rm -f "$scratch/mark"
		# shellcheck disable=SC2086
		case $program in
		mktap | twistd | tpython | tapconvert)
			"$MT_TALK" --run "$scratch/mark" $MT_RUN "$MT_BIN/$program" "$@" \
				>"$out" 2>&1 </dev/null &
			;;
		*)
			"$MT_TALK" --run "$scratch/mark" "$program" "$@" \
				>"$out" 2>&1 </dev/null &
			;;
		esac
		server=$!
	fi
	started="$started $server"
	test -n "$daemon" || wait_for "test -e '$scratch/mark'"
}

# stop SIGNAL: sends it to the server and waits for its end. If this shell
# started it in the background, $server_status is then its exit code.
stop() {
	test -n "$server" || return 1
	kill "-$1" "$server" || return
	wait_gone "$server" || return
	wait "$server" 2>/dev/null
	# shellcheck disable=SC2034 # for the case to look at
	server_status=$?
	server=
}

# ---- conversations ----------------------------------------------------------

# talk < SCRIPT: see talk.cc.
talk() { "$MT_TALK" "$host" "${1:-$port}"; }

# shell < TRANSCRIPT: logs in as $user with $password; lines with a prompt are
# typed, the others must come back.
shell() {
	"$MT_TALK" --shell "$host" "${1:-$port}" "$user" "$password"
}
