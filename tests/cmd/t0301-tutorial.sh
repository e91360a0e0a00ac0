#!/bin/sh
# The tutorial of 1.0.4 (manhole): every transcript, over real sockets.
. "${0%/*}/../harness/sh-test.sh"

port=$(free_port) user=admin password=admin

looking_around() {
	cat <<-EOF
	>>> dir()
	['__builtins__']
	>>> import __main__
	>>> dir(__main__)
	['__builtins__', '__doc__', '__name__', 'os', 'run', 'string', 'sys']
	>>> from twisted.internet import app
	>>> app.theApplication
	<'telnet' app>
	>>> app.theApplication.tcpPorts
	[($port, <twisted.manhole.telnet.ShellFactory instance at 0x\\{hex}>, 5, '')]
	EOF
}

test_case 'a telnet server is made and runs' '
	mktap telnet -p "$port" -u admin -w admin && test -s telnet.tap &&
	start twistd -f telnet.tap
'

test_case 'the greeting, byte by byte' '
	talk <<-\EOF
	expect "\r\ntwisted.manhole.telnet.ShellFactory\r\nTwisted 1.0.4\r\n"
	expect "username: "
	send "admin\r\n"
	expect "\IAC\xfb\x01password: "
	send "admin\r\n"
	expect "\IAC\xfc\x01*****\r\n>>> "
	send "1+1\r\n"
	expect "2\r\n>>> "
	send "None\r\n"
	expect ">>> "
	send "x = 5\r\n"
	expect ">>> "
	send "print x, 7\r\n"
	expect "5 7\n>>> "
	send "\r\n"
	expect ">>> "
	send "def f(n):\r\n"
	expect "... "
	send "    return n*2\r\n"
	expect "... "
	send "\r\n"
	expect ">>> "
	send "(1,\r\n"
	expect "... "
	send "2)\r\n"
	expect "... "
	send "\r\n"
	expect "(1, 2)\r\n>>> "
	send "for i in range(3): i\r\n"
	expect ">>> "
	send "\r\0"
	expect ">>> "
	EOF
'

test_case 'a wrong password closes, and says nothing' '
	talk <<-\EOF &&
	skip-to "username: "
	send "admin\r\n"
	skip-to "password: "
	send "secret\r\n"
	expect "\IAC\xfc\x01*****\r\n"
	expect-close
	EOF
	talk <<-\EOF
	skip-to "username: "
	send "nobody\r\n"
	skip-to "password: "
	send "admin\r\n"
	expect "\IAC\xfc\x01*****\r\n"
	expect-close
	EOF
'

test_case 'looking around' '
	stop TERM && start twistd -f telnet.tap &&
	looking_around >script && shell <script
'

test_case 'the server is killed by its pid file and left telnet-shutdown.tap' '
	rm -f telnet-shutdown.tap && kill `cat twistd.pid` && wait_gone "$server" &&
	server= && test -s telnet-shutdown.tap
'

after_restart() {
	cat <<-\EOF
	>>> app.theApplication.kettles
	3
	>>> greet()
	'hello'
	>>> kettle.boil()
	'hello'
	EOF
}
test_case 'what was changed is there after a restart' '
	start twistd -f telnet.tap &&
	shell <<-\EOF &&
	>>> from twisted.internet import app
	>>> app.theApplication.kettles = 3
	>>> def greet(): return "hello"
	>>> class Kettle:
	...     def boil(self):
	...         return greet()
	...
	>>> kettle = Kettle()
	EOF
	stop TERM && start twistd -f telnet-shutdown.tap &&
	after_restart >script && shell <script && stop TERM
'

cat >quotes.py <<-\END
	import os
	from twisted.internet.app import Application
	from twisted.internet.protocol import Factory
	from twisted.protocols.wire import QOTD
	from twisted.manhole.telnet import ShellFactory

	app = Application("demo")

	# The quote of the day.
	f = Factory()
	f.protocol = QOTD
	app.listenTCP(int(os.environ["QUOTES"]), f)

	# The shell beside it.
	f = ShellFactory()
	f.username = "boss"
	f.password = "sekrit"
	f.namespace['foo'] = 12
	app.listenTCP(int(os.environ["SHELL_PORT"]), f)

	app.run()
END
QUOTES=$(free_port)
SHELL_PORT=$(free_port)
export QUOTES SHELL_PORT
user=boss password=sekrit

quote() {
	talk "$QUOTES" <<-\END
	expect "An apple a day keeps the doctor away.\r\n"
	expect-close
	END
}
time_of_day() {
	talk "$QUOTES" <<-\END
	skip-to ":"
	skip-to " 20"
	skip-to "\r\n"
	expect-close
	END
}
poking_around() {
	cat <<-END
	>>> foo
	12
	>>> import twisted.internet.app         
	>>> a = twisted.internet.app.theApplication
	>>> a
	<'demo' app>
	>>> a.tcpPorts
	[($QUOTES, <twisted.internet.protocol.Factory instance at 0x\\{hex}>, 5, ''), ($SHELL_PORT, <twisted.manhole.telnet.ShellFactory instance at 0x\\{hex}>, 5, '')]
	>>> f = a.tcpPorts[0][1]
	>>> f
	<twisted.internet.protocol.Factory instance at 0x\\{hex}>
	>>> f.protocol
	<class twisted.protocols.wire.QOTD at 0x\\{hex}>
	>>> from twisted.protocols.wire import Daytime
	>>> f.protocol = Daytime
	END
}

for how in tpython 'twistd -n -y' 'twistd -y'; do
	test_case "the quote server with a shell beside it: $how" '
		rm -f demo-shutdown.tap && start $how quotes.py &&
		wait_for_port "$QUOTES" && wait_for_port "$SHELL_PORT" && quote &&
		poking_around >script && shell "$SHELL_PORT" <script && time_of_day
	'
	test_case "it still tells the time after a restart: $how" '
		stop TERM && wait_for_no_port "$QUOTES" && test -s demo-shutdown.tap &&
		start twistd -f demo-shutdown.tap && time_of_day && stop TERM &&
		wait_for_no_port "$SHELL_PORT"
	'
done

by_hand() {
	cat <<-END
	twisted.internet.protocol.Factory starting on $QUOTES
	twisted.protocols.telnet.ShellFactory starting on $SHELL_PORT
	Starting Shutdown Sequence.
	Stopping main loop.
	Main loop terminated.
	Saving demo application to demo-shutdown.tap...
	Saved.
	END
}
test_case 'a run by hand prints what the tutorial shows' '
	start tpython quotes.py && wait_for_port "$SHELL_PORT" && stop INT &&
	by_hand >want && same want out.txt
'

test_done
