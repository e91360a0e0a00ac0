#!/bin/sh
# The shell: commands that fail, never end, print for ever, or are interrupted.
. "${0%/*}/../harness/sh-test.sh"

port=$(free_port)
mktap telnet --interface=127.0.0.1 -p "$port" -u admin -w woohoo || exit 1

log_in() {
	cat <<-\END
	skip-to "username: "
	send "admin\r\n"
	skip-to "password: "
	send "woohoo\r\n"
	skip-to ">>> "
	END
}
# session < SCRIPT: the same as talk, after the login.
session() { { log_in && cat; } | talk; }

test_case 'an exception is shown in the session, and told to the log' '
	start twistd -f telnet.tap &&
	session <<-\END &&
	send "1/0\r\n"
	expect "Traceback (most recent call last):\n"
	expect "  File \"$telnet$\", line 1, in <module>\n"
	expect "    1/0\n    ~^~\n"
	expect "exceptions.ZeroDivisionError: division by zero\n\r\n>>> "
	send "def f():\r\n"
	expect "... "
	send "    raise KeyError(5)\r\n"
	expect "... "
	send "\r\n"
	expect ">>> "
	send "f()\r\n"
	skip-to ", in f\n    raise KeyError(5)\nexceptions.KeyError: 5\n\r\n>>> "
	send "class Mine(Exception): pass\r\n"
	expect ">>> "
	send "raise Mine(7)\r\n"
	skip-to "Mine: 7\n\r\n>>> "
	send "raise \"odd\", 8\r\n"
	skip-to "\nodd: 8\n\r\n>>> "
	send "x = )\r\n"
	skip-to "exceptions.SyntaxError: unmatched "
	skip-to "\r\n>>> "
	END
	has twistd.log "[Shell,0,127.0.0.1] exceptions.ZeroDivisionError: division by zero" &&
	has twistd.log "[Shell,0,127.0.0.1] exceptions.KeyError: 5"
'

test_case 'a failing expression runs once' '
	session <<-\END
	send "calls = []\r\n"
	expect ">>> "
	send "calls.append(1) or 1/0\r\n"
	skip-to "\r\n>>> "
	send "calls\r\n"
	expect "[1]\r\n>>> "
	END
'

test_case 'a value is remembered, nothing else is' '
	session <<-\END
	send "6*7\r\n"
	expect "42\r\n>>> "
	send "x = 5\r\n"
	expect ">>> "
	send "None\r\n"
	expect ">>> "
	send "_\r\n"
	expect "42\r\n>>> "
	END
'

test_case 'all line ends end a line, and all that came is run' '
	session <<-\END
	send "1\r\n2\n3\r\x00"
	send "4\r\n"
	expect "1\r\n>>> 2\r\n>>> 3\r\n>>> 4\r\n>>> "
	END
'

test_case 'what is typed may be in either spelling' '
	session <<-\END
	send "print 1, 2\r\n"
	expect "1 2\n>>> "
	send "print(1, 2)\r\n"
	expect "1 2\n>>> "
	send "7/2\r\n"
	expect "3.5\r\n>>> "
	send "exec \"y = 3\"\r\n"
	expect ">>> "
	send "y\r\n"
	expect "3\r\n>>> "
	END
'

test_case 'two sessions share names, and not what they print' '
	session <<-\END &&
	send "shared = \"tea\"\r\n"
	expect ">>> "
	END
	session <<-\END
	send "print(shared)\r\n"
	expect "tea\n>>> "
	send "import sys; sys.stderr.write(\"to the log\\n\")\r\n"
	expect ">>> "
	END
	has twistd.log "] to the log"
'

test_case 'a command that never ends stops nobody, and can be stopped' '
	session <<-\END
	send "while True: pass\r\n"
	send "\IAC\xf4"
	skip-to "exceptions.KeyboardInterrupt\n\r\n>>> "
	send "import time\r\n"
	expect ">>> "
	send "while 1: 1\r\n"
	send "\IAC\xf3"
	skip-to "exceptions.KeyboardInterrupt\n\r\n>>> "
	send "1+1\r\n"
	expect "2\r\n>>> "
	END
'

test_case 'others are served while a command loops' '
	session <<-\END
	send "ticks = [0]\r\n"
	expect ">>> "
	send "from twisted.internet import reactor\r\n"
	expect ">>> "
	send "def tick():\r\n"
	expect "... "
	send "    ticks[0] += 1\r\n"
	expect "... "
	send "    if ticks[0] < 20: reactor.callLater(0.001, tick)\r\n"
	expect "... "
	send "\r\n"
	expect ">>> "
	send "tick()\r\n"
	expect ">>> "
	send "while ticks[0] < 20: pass\r\n"
	expect ">>> "
	send "ticks\r\n"
	expect "[20]\r\n>>> "
	END
'

# repeated COUNT TEXT
repeated() {
	left=$1
	while test "$left" -gt 0; do
		printf '%s' "$2"
		left=$((left - 1))
	done
}

test_case 'others are served while what was typed at once is run' '
	{
		cat <<-\END &&
		send "from twisted.internet import reactor\r\n"
		expect ">>> "
		send "turns, seen = [0], []\r\n"
		expect ">>> "
		send "def turn():\r\n    turns[0] += 1\r\n"
		send "    if len(seen) < 2500: reactor.callLater(0, turn)\r\n\r\n"
		skip-to "... >>> "
		send "turn()\r\nwhile turns[0] < 2000: pass\r\n\r\n"
		END
		printf "send \"%s\"\n" "$(repeated 2500 "seen.append(turns[0])\\r\\n")" &&
		cat <<-\END
		send "print(len(seen), seen == sorted(seen), len(set(seen)) > 1)\r\n"
		skip-to "2500 True True\n>>> "
		END
	} | session
'

test_case 'others are served while many Tabs are answered' '
	{
		cat <<-\END &&
		send "from twisted.internet import reactor\r\n"
		expect ">>> "
		send "turns, last = [0], []\r\n"
		expect ">>> "
		send "def turn():\r\n    turns[0] += 1\r\n"
		send "    if not last: reactor.callLater(0, turn)\r\n\r\n"
		skip-to "... >>> "
		send "turn()\r\nwhile turns[0] < 2000: pass\r\n\r\n"
		send "\IAC\xfd\x01\IAC\xfe\x01\IAC\xfd\x01\IAC\xfd\x03first = turns[0]\r\n"
		END
		printf "send \"%s\"\n" "$(repeated 3000 "imp\\t")" &&
		cat <<-\END
		send "\x15last.append(turns[0])\r\nprint(last[0] > first + 9)\r\n"
		skip-to "\nTrue\r\n"
		END
	} | session
'

test_case 'what was typed before the end is run' '
	{
		printf "send \"%s\"\n" "typed = 0\\r\\n" \
			"$(repeated 3000 "typed += 1\\r\\n")" &&
		printf "%s\n" shutdown skip-to-close
	} | session &&
	session <<-\END
	send "typed\r\n"
	expect "3000\r\n>>> "
	END
'

test_case 'a session that leaves takes its command along' '
	session <<-\END &&
	send "alive = [0]\r\n"
	expect ">>> "
	send "while True: alive[0] += 1\r\n"
	END
	session <<-\END
	send "import time\r\n"
	expect ">>> "
	send "a = alive[0]\r\n"
	expect ">>> "
	send "for i in range(1000): pass\r\n"
	expect ">>> "
	send "from twisted.internet import reactor\r\n"
	expect ">>> "
	send "alive[0] == a or alive\r\n"
	expect "True\r\n>>> "
	END
'

test_case 'output that nobody reads waits, and does not fill the memory' '
	session <<-\END
	send "while True: print(\"x\" * 1000)\r\n"
	skip-to "x\nxxx"
	send "\IAC\xf4"
	skip-to "exceptions.KeyboardInterrupt\n\r\n>>> "
	send "1+1\r\n"
	expect "2\r\n>>> "
	END
'

test_case 'a deep recursion is an error like others' '
	session <<-\END
	send "def f(): return f()\r\n"
	expect ">>> "
	send "f()\r\n"
	skip-to "exceptions.RecursionError: "
	skip-to "\r\n>>> "
	send "1+1\r\n"
	expect "2\r\n>>> "
	END
'

test_case 'a line without end is refused in bounded memory' '
	# It hangs up on whoever goes on; sending may fail then.
	talk <<-\END 2>/dev/null || :
	skip-to "username: "
	flood 2000 "0123456789012345678901234567890123456789012345678901234567890123"
	END
	session <<-\END
	send "1+1\r\n"
	expect "2\r\n>>> "
	END
'

test_case 'are you there is answered while a command runs' '
	session <<-\END
	send "while True: pass\r\n"
	send "\IAC\xf6"
	expect "\r\n[Yes]\r\n"
	send "\IAC\xf4"
	skip-to ">>> "
	END
'

if command -v telnet >/dev/null 2>&1; then
	test_case 'telnet(1) logs in, runs a command and hears its answer' '
		mkfifo typed &&
		{ telnet 127.0.0.1 "$port" <typed >said 2>&1 & } &&
		client=$! && started="$started $client" && exec 3>typed &&
		wait_for_text said "username: " && echo admin >&3 &&
		wait_for_text said "password: " && echo woohoo >&3 &&
		wait_for_text said ">>> " && echo "6 * 111111" >&3 &&
		wait_for_text said 666666 && lacks said woohoo && exec 3>&- &&
		wait_gone "$client"
	'
else
	test_skip 'telnet(1) logs in' 'no telnet'
fi

test_case 'exit() ends the visit, and nobody else hears of it' '
	session <<-\END &&
	send "exit()\r\nexited = 1\r\n"
	expect-close
	END
	session <<-\END &&
	send "raise SystemExit(\"so long\")\r\n"
	expect "so long\r\n"
	expect-close
	END
	session <<-\END && lacks twistd.log SystemExit
	send "exited\r\n"
	skip-to "name \x27exited\x27 is not defined"
	skip-to ">>> "
	END
'

test_case 'the server can be stopped from within' '
	session <<-\END &&
	send "from twisted.internet import reactor\r\n"
	expect ">>> "
	send "reactor.stop()\r\n"
	skip-to-close
	END
	wait_gone "$server" && server= && test -s telnet-shutdown.tap
'

test_done
