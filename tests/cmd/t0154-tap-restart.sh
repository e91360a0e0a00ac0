#!/bin/sh
# What was typed into the shell is there after a restart: functions, classes,
# their instances, and what they share.
. "${0%/*}/../harness/sh-test.sh"

port=$(free_port)

restart() {
	stop TERM && wait_for_file telnet-shutdown.tap && wait_for_no_port "$port" &&
	start twistd -f telnet-shutdown.tap && wait_for_port "$port"
}

test_case 'functions, classes and instances are typed in' '
	mktap telnet -p "$port" -u admin -w woohoo &&
	start twistd -f telnet.tap && wait_for_port "$port" &&
	shell <<-\EOF
	>>> count = 0
	>>> def greet(name="you", *more):
	...     "Greets."
	...     global count
	...     count = count + 1
	...     return "hello " + name
	...
	>>> class Kettle:
	...     size = 2
	...     def __init__(self, name):
	...         self.name = name
	...     def boil(self):
	...         return greet(self.name)
	...
	>>> class Big(Kettle):
	...     def boil(self):
	...         return Kettle.boil(self) + "!" * self.size
	...
	>>> pot = Big("tea")
	>>> pair = [pot, pot]
	>>> double = lambda n: n * 2
	>>> boil = pot.boil
	>>> big = 2 ** 100
	>>> import os
	>>> pot.boil()
	'\''hello tea!!'\''
	EOF
'

for round in first second; do
	test_case "they are there after the $round restart" '
		restart &&
		shell <<-\EOF
		>>> greet("joe")
		'\''hello joe'\''
		>>> greet.__doc__
		'\''Greets.'\''
		>>> pot.boil()
		'\''hello tea!!'\''
		>>> boil()
		'\''hello tea!!'\''
		>>> pair[0] is pair[1] is pot
		True
		>>> isinstance(pot, Kettle), Big("x").name, double(21), big
		(True, '\''x'\'', 42, 1267650600228229401496703205376)
		>>> os.path.join("a", "b")
		'\''a/b'\''
		EOF
	'
done

test_case 'a function counts on in the namespace it was typed into' '
	shell <<-\EOF
	>>> count
	7
	EOF
'

test_case 'what cannot be stored is named in the log, the rest is saved' '
	shell <<-\EOF &&
	>>> lazy = (n for n in [1, 2])
	>>> kept = "here"
	EOF
	restart &&
	has twistd.log "namespace['\''lazy'\'']" &&
	shell <<-\EOF
	>>> lazy
	>>> kept
	'\''here'\''
	EOF
'

test_case 'two restarts in which nothing happens write the same bytes' '
	stop TERM && wait_for_file telnet-shutdown.tap && wait_for_no_port "$port" &&
	cp telnet-shutdown.tap once.tap &&
	start twistd -f telnet-shutdown.tap && wait_for_port "$port" &&
	stop TERM && cmp once.tap telnet-shutdown.tap
'

test_done
