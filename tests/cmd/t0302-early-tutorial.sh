#!/bin/sh
# The tutorial of 0.15.5 (the basics): every transcript, over real sockets.
. "${0%/*}/../harness/sh-test.sh"

port=$(free_port) user=admin password=woohoo

looking_around() {
	cat <<-\EOF
	>>> dir()
	['__builtins__']
	>>> import __main__
	>>> dir(__main__)
	['EverythingEphemeral', 'ServerOptions', '__builtins__', '__doc__', '__name__', 'application', 'config', 'copyright', 'imp', 'initRun', 'load', 'log', 'logFile', 'logPath', 'logfile', 'main', 'mainMod', 'oldstderr', 'oldstdin', 'oldstdout', 'os', 'platformType', 'rotateLog', 'runtime', 'signal', 'string', 'styles', 'sys', 'traceback', 'usage', 'util']
	>>> __main__.application
	<telnet app>
	>>> dir(__main__.application)
	['authorizer', 'connectors', 'delayeds', 'gid', 'name', 'persistenceVersion', 'ports', 'resolver', 'running', 'services', 'uid', 'written']
	>>> dir()
	['__builtins__', '__main__']
	>>> 7 / 2
	3
	EOF
}

test_case 'a telnet server of the time is made and runs' '
	mktap --compat 0.15.5 telnet -p "$port" -u admin -w woohoo >out &&
	start twistd -f telnet.tap
'

test_case 'the greeting, byte by byte' '
	talk <<-\EOF
	expect "\r\ntwisted.protocols.telnet.ShellFactory\r\nTwisted 0.15.5\r\n"
	expect "username: "
	send "admin\r\n"
	expect "\IAC\xfb\x01password: "
	send "woohoo\r\n"
	expect "\IAC\xfc\x01******\r\n>>> "
	EOF
'

test_case 'looking around' 'looking_around >script && shell <script'

mistake() {
	cat <<-\EOF
	>>> foo
	Traceback (most recent call last):
	  File "$telnet$", line 1, in ?
	    
	exceptions.NameError: name 'foo' is not defined

	EOF
}
test_case 'a traceback looks as it did' 'mistake >script && shell <script'

test_case 'killed and started again, it is what it was' '
	shell <<-\EOF &&
	>>> import __main__
	>>> __main__.application.kettles = 3
	EOF
	kill `cat twistd.pid` && wait_gone "$server" && server= &&
	test -s telnet-shutdown.tap && start twistd -f telnet-shutdown.tap &&
	looking_around | sed 1,3d >script &&
	shell <<-\EOF && shell <script && stop TERM
	>>> import __main__
	>>> __main__.application.kettles
	3
	EOF
'

test_done
