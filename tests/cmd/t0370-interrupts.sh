#!/bin/sh
# What runs too long can be stopped from where it was started, in every way that
# clients have of saying so.
. "${0%/*}/../harness/sh-test.sh"

port=$(free_port)
mktap telnet -p "$port" -u admin -w woohoo --interface=127.0.0.1 &&
start twistd -f telnet.tap && wait_for_port "$port" || exit 1

log_in='skip-to "username: "
send "admin\r\n"
skip-to "password: "
send "woohoo\r\n"
skip-to ">>> "'

for way in 'IP=\IAC\xf4' 'BRK=\IAC\xf3' 'ABORT=\IAC\xee' '^C=\x03'; do
	test_case "a loop is ended by ${way%%=*}" '
		talk <<-EOF
		$log_in
		send "while 1: pass\r\n"
		send "1+1\r\n"
		send "${way#*=}"
		skip-to "KeyboardInterrupt\n\r\n>>> "
		send "3+4\r\n"
		expect "7\r\n>>> "
		EOF
	'
done

test_case 'a mark behind the interrupt is answered before what it caused' '
	talk <<-EOF
	$log_in
	send "while 1: pass\r\n"
	send "\IAC\xf4\IAC\xfd\x06"
	expect "\IAC\xfb\x06Traceback"
	skip-to "KeyboardInterrupt\n\r\n>>> "
	EOF
'

test_case 'a loop whose client is gone ends' '
	talk <<-EOF &&
	$log_in
	send "looping = 1\r\n"
	expect ">>> "
	send "try:\r\n  print(1)\r\n  while 1: pass\r\nfinally: looping = 0\r\n\r\n"
	expect "... ... ... ... 1\n"
	abort
	EOF
	talk <<-EOF
	$log_in
	send "while looping: pass\r\n"
	expect ">>> "
	EOF
'

test_case 'so is the command of a visitor who typed more ahead than is read' '
	{
		printf "%s\n" "$log_in"
		cat <<-\EOF
		send "try:\r\n  print(2)\r\n  while 1: pass\r\nfinally: looping = 2\r\n\r\n"
		expect "... ... ... ... 2\n"
		EOF
		printf "send \"" && yes "some = line, that, is, typed, ahead\\r\\n" |
			head -n 6000 | tr -d "\n" && printf "\"\n%s\n" abort
	} | talk &&
	talk <<-EOF
	$log_in
	send "while looping != 2: pass\r\n"
	expect ">>> "
	EOF
'

test_case 'interrupts without end keep the others waiting for some of them' '
	{
		printf "%s\n" "$log_in"
		cat <<-\EOF
		send "heard = 0\r\n"
		expect ">>> "
		send "print(3)\r\nwhile 1:\r\n  try:\r\n    while 1: pass\r\n"
		send "  except KeyboardInterrupt: heard += 1\r\n\r\n"
		skip-to "... ... ... ... "
		EOF
		printf "send \"" && yes "\\IAC\\xf4" | head -n 8000 | tr -d "\n" &&
			printf "%s\n" "\\IAC\\xf6\"" "skip-to \"[Yes]\"" abort
	} | talk &&
	talk <<-EOF
	$log_in
	send "0 < heard < 4000\r\n"
	expect "True\r\n>>> "
	EOF
'

test_case 'frames of a command that does not end outlive its session' '
	talk <<-EOF &&
	$log_in
	send "import sys; frames = []\r\n"
	expect ">>> "
	send "def f(n):\r\n  frames.append(sys._getframe())\r\n  if n: f(n - 1)\r\n"
	send "  else: print(n)\r\n"
	send "  while 1:\r\n    try:\r\n      while 1: pass\r\n"
	send "    except KeyboardInterrupt: pass\r\n\r\n"
	expect "... ... ... ... ... ... ... ... >>> "
	send "f(300)\r\n"
	expect "0\n"
	abort
	EOF
	talk <<-EOF
	$log_in
	send "while len(frames) < 301: pass\r\n"
	expect ">>> "
	send "import gc; x = [gc.collect() for i in range(3)]\r\n"
	expect ">>> "
	send "frames[5].f_lineno, frames[250].f_locals\r\n"
	expect "(3, {\x27n\x27: 50})\r\n>>> "
	EOF
'

test_case 'native loops leave the others their turn, and can be stopped' '
	for loop in "sum(range(10**12))" "max(iter(int, 1))" "9.5 in iter(int, 1)" \
		"list(filter(None, iter(int, 1)))" "exec(bytes([119,104,105,108,101,32,49,58,48]))" \
		"pow(3, 10**400000, 10**1000+7)" "exec('\''import time; time.sleep(10**6)'\'')"
	do
		mkfifo over &&
		{
			{
				printf "%s\nsend \"%s\\\\r\\\\n\"\n" "$log_in" "$loop"
				cat over
				cat <<-\EOF
				send "\x03"
				skip-to "KeyboardInterrupt\n\r\n>>> "
				send "3+4\r\n"
				expect "7\r\n>>> "
				EOF
			} | talk &
		} &&
		talk <<-EOF &&
		$log_in
		send "6*7\r\n"
		expect "42\r\n>>> "
		EOF
		: >over && wait $! && rm over || return 1
	done
'

test_case 'native loops whose client is gone end, whatever they catch' '
	talk <<-EOF &&
	$log_in
	send "looping = 1\r\n"
	expect ">>> "
	send "def f():\r\n  while 1:\r\n    try: sum(iter(int, 1))\r\n"
	send "    except BaseException: pass\r\n\r\n"
	expect "... ... ... ... "
	skip-to ">>> "
	send "list(map(lambda x: f(), [1]))\r\n"
	abort
	EOF
	talk <<-EOF
	$log_in
	send "6*7\r\n"
	expect "42\r\n>>> "
	EOF
'

test_case 'one who prints for ever and does not read costs nobody else' '
	mkfifo hold &&
	{ { printf "%s\nsend \"while 1: print(1000 * chr(120))\\\\r\\\\n\"\n" "$log_in"; cat hold; } | talk & } &&
	talk <<-EOF && : >hold
	$log_in
	send "6*7\r\n"
	expect "42\r\n>>> "
	EOF
'

test_case 'abort output: what waits is dropped, what comes is shown' '
	talk <<-EOF >said &&
	$log_in
	send "print(12000000 * chr(120) + chr(33))\r\n"
	expect "xxxx"
	send "\IAC\xf5"
	send "3+4\r\n"
	show "7\r\n>>> "
	EOF
	test -s said && lacks said "!"
'

test_case 'a comment alone is nothing that goes on' '
	shell <<-\EOF
	>>> # tea
	>>>   # and cake
	>>> 1+1
	2
	EOF
'

test_case 'in the foreground, ^C is heard by what waits' '
	cat >sleeps.py <<-\EOF &&
	import os, signal, time
	def interrupted():
	    if os.fork() == 0:
	        time.sleep(1)
	        os.kill(os.getppid(), signal.SIGINT)
	        os._exit(0)
	try:
	    interrupted()
	    time.sleep(60)
	    print("slept")
	except KeyboardInterrupt:
	    print("heard")
	try:
	    interrupted()
	    sum(iter(int, 1))
	except KeyboardInterrupt:
	    print("heard")
	signal.signal(signal.SIGALRM, lambda number, frame: print("alarm"))
	signal.setitimer(signal.ITIMER_REAL, 0.05)
	child = os.fork()
	if child == 0:
	    time.sleep(1)
	    os._exit(5)
	print(os.waitpid(child, 0)[1])
	EOF
	tpython sleeps.py >said && printf "heard\nheard\nalarm\n1280\n" >wanted &&
	same wanted said
'

test_done
