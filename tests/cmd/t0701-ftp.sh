#!/bin/sh
# mktap ftp: a directory for visitors, who never leave it.
. "${0%/*}/../harness/sh-test.sh"

mkdir -p root/sub/deep outside
echo hello >root/a.txt
printf 'one\ntwo\n' >root/sub/b
echo secret >outside/secret
ln -s ../outside root/up
ln -s "$PWD/outside" root/out
ln -s /../../outside/secret root/file
ln -s /sub/b root/in
ln -s sub root/dir
ln -s loop root/loop
mkfifo root/pipe
port=$(free_port)
mktap ftp --interface=127.0.0.1 -p "$port" -r root -a --user=bob:pw || exit 1
start twistd -f ftp.tap || exit 1

test_case 'a visitor logs in, and out' '
	talk <<-\EOF
	expect "220 Welcome, twisted.ftp at your service.\r\n"
	send "PWD\r\n"
	expect "530 Please log in with USER and PASS.\r\n"
	send "USER anonymous\r\nPASS me@here\r\n"
	expect "331 Guest login ok, type your email address as password.\r\n"
	expect "230 Anonymous login ok, access restrictions apply.\r\n"
	send "pwd\r\nSYST\r\nTYPE I\r\nNOOP\n"
	expect "257 \"/\" is the current directory.\r\n"
	expect "215 UNIX Type: L8\r\n200 Type set to I.\r\n200 NOOP ok.\r\n"
	send "NONSENSE x\r\n"
	expect "500 There is no command NONSENSE.\r\n"
	send "QUIT\r\n"
	expect "221 Goodbye.\r\n"
	expect-close
	EOF
'

test_case 'commands may come in pieces, or many at once' '
	talk <<-\EOF
	skip-to "\r\n"
	send-slowly "USER bob\r\nPASS pw\r\nCWD sub\r\nPWD\r\n"
	skip-to "257 \"/sub\" is"
	send "CDUP\r\nPWD\r\nCWD ../../..\r\nPWD\r\nCWD dir/deep\r\nPWD\r\n"
	skip-to "257 \"/\" is"
	skip-to "257 \"/\" is"
	skip-to "257 \"/dir/deep\" is"
	EOF
'

test_case 'a wrong password is refused, the third ends it' '
	talk <<-\EOF
	skip-to "\r\n"
	send "USER bob\r\nPASS no\r\nPWD\r\n"
	skip-to "530 Login incorrect.\r\n530 Please"
	send "USER nobody\r\nPASS \r\n"
	skip-to "530 Login incorrect.\r\n"
	send "PASS pw\r\n"
	skip-to "503 Say USER first.\r\n"
	send "USER twisted\r\nPASS twisted\r\n"
	skip-to "421 Too many attempts.\r\n"
	expect-close
	EOF
'

test_case 'nothing outside is to be had' '
	talk <<-\EOF
	skip-to "\r\n"
	send "USER bob\r\nPASS pw\r\nTYPE I\r\n"
	skip-to "200 Type set to I.\r\n"
	send "CWD up\r\nCWD out\r\nSIZE file\r\nSIZE loop\r\nSIZE pipe\r\n"
	expect "550 No such file or directory.\r\n550 No such file or directory.\r\n"
	expect "550 No such file or directory.\r\n"
	expect "550 Too many levels of symbolic links.\r\n"
	expect "550 Not a plain file.\r\n"
	send "SIZE in\r\nSIZE ../../../a.txt\r\nSIZE /../sub/../a.txt\r\n"
	expect "213 8\r\n213 6\r\n213 6\r\n"
	send "EPSV\r\n"
	skip-to "|)."
	skip-to "\r\n"
	send "STOR out/x\r\nRETR file\r\nRETR pipe\r\nSTOR pipe\r\n"
	expect "550 No such file or directory.\r\n550 No such file or directory.\r\n"
	expect "550 Not a plain file.\r\n550 "
	skip-to "\r\n"
	send "RNFR a.txt\r\nRNTO ../../outside/a.txt\r\n"
	expect "350 And now RNTO.\r\n550 No such file or directory.\r\n"
	send "RNFR a.txt\r\nRNTO up/a.txt\r\nSIZE a\\0b\r\nDELE /\r\nRMD .\r\n"
	expect "350 And now RNTO.\r\n550 No such file or directory.\r\n"
	expect "501 No name has a NUL in it.\r\n"
	expect "550 The root stays as it is.\r\n550 The root stays as it is.\r\n"
	EOF
	test "$(ls outside)" = secret && test "$(cat root/a.txt)" = hello
'

test_case 'anonymous visitors change nothing' '
	talk <<-\EOF &&
	skip-to "\r\n"
	send "USER anonymous\r\nPASS x\r\n"
	skip-to "230 "
	skip-to "\r\n"
	send "DELE a.txt\r\nMKD x\r\nRMD sub\r\nRNFR a.txt\r\nRNTO b\r\n"
	expect "550 Permission denied.\r\n550 Permission denied.\r\n"
	expect "550 Permission denied.\r\n550 Permission denied.\r\n"
	expect "503 Say RNFR first.\r\n"
	send "STOR a.txt\r\nAPPE a.txt\r\n"
	expect "550 Permission denied.\r\n550 Permission denied.\r\n"
	EOF
	test "$(cat root/a.txt)" = hello
'

test_case 'data goes to nobody else' '
	talk <<-\EOF
	skip-to "\r\n"
	send "USER bob\r\nPASS pw\r\nRETR a.txt\r\n"
	skip-to "425 Say PASV or PORT first.\r\n"
	send "PORT 10,0,0,1,200,1\r\nPORT 127,0,0,1,0,25\r\nPORT 127,0,0,1,256,1\r\n"
	expect "501 Not there.\r\n501 Not there.\r\n501 PORT wants six numbers.\r\n"
	send "PORT 1,2,3\r\nPORT 4294967423,0,0,1,9,9\r\nEPRT |1|10.0.0.1|4000|\r\n"
	expect "501 PORT wants six numbers.\r\n501 PORT wants six numbers.\r\n"
	expect "501 Not there.\r\n"
	send "EPRT |1|127.0.0.1|99999|\r\nEPRT |2|127.0.0.1|4000|\r\nEPRT\r\n"
	expect "501 Not there.\r\n501 EPRT wants |family|address|port|.\r\n"
	expect "501 EPRT wants |family|address|port|.\r\n"
	send "REST 99999999999999999999\r\nREST -1\r\nTYPE E\r\nMODE B\r\nSTRU F\r\n"
	expect "501 REST wants a number of bytes.\r\n"
	expect "501 REST wants a number of bytes.\r\n"
	expect "504 Only the types A and I are known.\r\n504 Only S is known.\r\n"
	expect "200 Ok.\r\n"
	EOF
'

test_case 'the rest of what is not there makes no file' '
	port2=$(free_port) &&
	talk <<-EOF && test ! -e root/rest && test ! -e root/bob/rest
	skip-to "\r\n"
	send "USER bob\r\nPASS pw\r\nTYPE I\r\n"
	send "EPRT |1|127.0.0.1|$port2|\r\nREST 5\r\nSTOR rest\r\n"
	skip-to "350 "
	skip-to "550 "
	EOF
'

test_case 'a data port where nobody listens is told, and what waited goes on' '
	free=$(free_port) &&
	talk <<-EOF
	skip-to "\r\n"
	send "USER bob\r\nPASS pw\r\n"
	send "EPRT |1|127.0.0.1|$free|\r\nLIST\r\nPWD\r\n"
	skip-to "150 "
	skip-to "425 Nobody at the data connection.\r\n257 "
	EOF
'

test_case 'a line without end, and too many commands, end the session' '
	awk "BEGIN { printf \"skip-to \\\"\\\\r\\\\n\\\"\\nsend \\\"\"
		for (i = 0; i < 9000; ++i) printf \"x\"
		print \"\\\"\\nskip-to-close\" }" | talk &&
	talk <<-\EOF
	skip-to "\r\n"
	send "USER bob\r\nPASS pw\r\nEPSV\r\nRETR a.txt\r\n"
	skip-to "150 "
	flood 51 "PWD\r\n"
	skip-to "421 Too many commands at once.\r\n"
	skip-to-close
	EOF
'

test_case 'text has CR LF on the way, both ways' '
	data=$(free_port) &&
	cat >receiver <<-\EOF && cat >sender <<-\EOF &&
	expect "one\r\ntwo\r\n"
	expect-close
	EOF
	send-slowly "a\r\nb\rc\n\r\n"
	EOF
	for way in "receiver RETR sub/b" "sender STOR text"; do
		{
			"$MT_TALK" --listen "$data" <"${way%% *}" &
			peer=$!
			wait_for_port "$data"
			talk <<-EOF && wait "$peer"
			skip-to "\r\n"
			send "USER bob\r\nPASS pw\r\n"
			send "EPRT |1|127.0.0.1|$data|\r\n${way#* }\r\n"
			skip-to "226 Transfer complete."
			EOF
		} || return 1
	done
	printf "a\nb\rc\n\n" >want && same want root/text
'

test_case 'names of a list are those that RETR knows' '
	data=$(free_port) &&
	for row in "sub:sub/b sub/deep" "/sub/*:/sub/b /sub/deep" \
		"-a sub/b:sub/b" "s*:sub"; do
		for name in ${row#*:}; do echo "$name"; done >want
		sed "s/.*/expect \"&\\\\r\\\\n\"/" want >hear &&
			echo expect-close >>hear
		{
			"$MT_TALK" --listen "$data" <hear &
			peer=$!
			wait_for_port "$data"
			talk <<-EOF && wait "$peer"
			skip-to "\r\n"
			send "USER bob\r\nPASS pw\r\n"
			send "EPRT |1|127.0.0.1|$data|\r\nNLST ${row%%:*}\r\n"
			skip-to "226 Transfer complete."
			EOF
		} || return 1
	done
'

if command -v inetutils-ftp >/dev/null 2>&1; then
	test_case 'the ftp of inetutils puts and gets, passive and active' '
		head -c 100000 /dev/urandom >mine &&
		cat >commands <<-EOF && inetutils-ftp -n -v 127.0.0.1 "$port" \
			<commands >said && same mine active && same mine passive &&
		user bob pw
		binary
		mkdir shelf
		cd shelf
		put mine theirs
		get theirs active
		passive
		put mine again
		get again passive
		ls
		delete theirs
		rename again more
		cd ..
		rmdir shelf
		quit
		EOF
		has said "257 \"/shelf\" created." && has said " again" &&
		has said "250 File removed." && has said "221 Goodbye." &&
		same mine root/shelf/more && rm -r root/shelf
	'
else
	test_skip 'the ftp of inetutils puts and gets' 'no inetutils-ftp'
fi

if command -v curl >/dev/null 2>&1; then
	url=ftp://127.0.0.1:$port own=ftp://bob:pw@127.0.0.1:$port
	get() { curl -sS --max-time 60 "$@"; }
	head -c 300000 /dev/urandom >root/big

	test_case 'curl reads files, passive and active' '
		for way in "" --disable-epsv "--ftp-port 127.0.0.1" \
			"--disable-eprt --ftp-port 127.0.0.1"; do
			get $way "$url/big" | cmp - root/big &&
			get $way "$url/sub/b" >b && same root/sub/b b || return 1
		done
	'
	test_case 'curl lists directories' '
		get -l "$url/sub/" >names && printf "b\ndeep\n" >want &&
		same want names && get "$url/" >long && has long " a.txt" &&
		grep "^-rw.*  *6 ... .* a.txt" long && grep "^d.* sub" long &&
		lacks long secret && lacks long " up"
	'
	test_case 'curl continues a file, and takes a part' '
		head -c 100000 root/big >part && get -C - -o part "$url/big" &&
		cmp part root/big && get -r 10-19 "$url/big" >ten &&
		test "$(wc -c <ten)" -eq 10
	'
	test_case 'curl stores, appends, renames and removes' '
		get -T root/big "$own/new/dir/up" --ftp-create-dirs &&
		cmp root/big root/new/dir/up && head -c 50000 root/big >root/half &&
		get -C 50000 -T root/big "$own/half" && cmp root/big root/half &&
		get -a -T root/a.txt "$own/a.txt" && printf "hello\nhello\n" >want &&
		same want root/a.txt &&
		get -Q "-RNFR a.txt" -Q "-RNTO sub/c" "$own/" >/dev/null &&
		same want root/sub/c && test ! -e root/a.txt &&
		get -Q "-DELE sub/c" -Q "-RMD sub/deep" "$own/" >/dev/null &&
		test ! -e root/sub/c && test ! -e root/sub/deep
	'
	test_case 'curl gets text, and stores it' '
		get -B "$url/sub/b" >text && same root/sub/b text &&
		get -B -T text "$own/text" && same text root/text
	'
	test_case 'the tap starts again as it was' '
		stop TERM && start twistd -f ftp-shutdown.tap &&
		get "$own/sub/b" >b && same root/sub/b b &&
		must_exit 67 get ftp://twisted:twisted@127.0.0.1:"$port"/ 2>why
	'
	test_case 'a portal lets in who is in a file, and anybody to look' '
		mkdir -p public home/jeff && echo all >public/all &&
		echo own >home/jeff/own && echo jeff:bozo >pass.dat &&
		other=$(free_port) && cat >server.py <<-EOF || return 1
		from twisted.cred.checkers import AllowAnonymousAccess, FilePasswordDB
		from twisted.cred.portal import Portal
		from twisted.internet import reactor
		from twisted.protocols.ftp import FTPFactory, FTPRealm
		p = Portal(FTPRealm("public", "home"),
		           [AllowAnonymousAccess(), FilePasswordDB("pass.dat")])
		reactor.listenTCP($other, FTPFactory(p), interface="127.0.0.1")
		reactor.run()
		EOF
		first=$server at=ftp://127.0.0.1:$other
		start tpython server.py && wait_for_port "$other" &&
		test "$(get "$at/all")" = all &&
		test "$(get -u jeff:bozo "$at/own")" = own &&
		must_exit 67 get -u jeff:no "$at/own" 2>why &&
		must_exit 9 get --path-as-is "$at/../home/jeff/own" 2>why &&
		seq 9999 >numbers && get -u jeff:bozo -T numbers "$at/new" &&
		same numbers home/jeff/new &&
		must_exit 25 get -T numbers "$at/new" 2>why &&
		get -u jeff:bozo "$at/" >list && has list " new" &&
		get -l -u jeff:bozo "$at/" >list && has list "own"
		served=$?
		stop TERM
		server=$first
		test "$served" -eq 0
	'
else
	test_skip 'files go both ways' 'no curl'
fi
test_case 'whoever changes links meanwhile opens no way out' '
	mkdir root/flip && echo x >root/flip/secret && cat >ask.py <<-\EOF &&
	import os, socket, sys
	child = os.fork()
	if child == 0:
	    while True:
	        os.rename("root/flip", "root/real")
	        os.symlink("../outside", "root/flip")
	        os.unlink("root/flip")
	        os.rename("root/real", "root/flip")
	s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
	lines = s.makefile("rb")
	heard = {}
	try:
	    for text in ["USER bob", "PASS pw", "TYPE I"] + ["SIZE flip/secret"] * 3000:
	        if text[:4] != "SIZE" or len(heard) < 9:
	            s.sendall(text.encode() + b"\r\n")
	            line = lines.readline()
	            heard[line] = heard.get(line, 0) + 1
	finally:
	    os.kill(child, 9)
	    os.waitpid(child, 0)
	print(heard)
	assert heard.get(b"213 2\r\n", 0) > 0 and b"213 7\r\n" not in heard
	EOF
	tpython ask.py "$port"
'
stop TERM

test_case 'who is silent is told so and closed, a transfer to the deaf as well' '
	head -c 4000000 /dev/zero >root/huge && cat >slow.py <<-EOF &&
	from twisted.internet import app
	from twisted.protocols import _ftp_visitors as ftp, _ftp_data
	class Hasty(ftp.VisitorFactory):
	    timeOut = 2
	    maxVisitors = 2
	factory = Hasty("$PWD/root", {"bob": "pw"})
	application = app.Application("hasty")
	application.listenTCP($port, factory, interface="127.0.0.1")
	EOF
	start twistd -oy slow.py && talk <<-\EOF && data=$(free_port) &&
	skip-to "421 Nothing happened for too long.\r\n"
	expect-close
	EOF
	cat >deaf.py <<-\EOF && tpython deaf.py "$port"
	import socket, sys
	def visit():
	    return socket.create_connection(("127.0.0.1", int(sys.argv[1])))
	s = visit()
	lines = s.makefile("rb")
	s.sendall(b"USER bob\r\nPASS pw\r\nTYPE I\r\nEPSV\r\n")
	line = b""
	while line[:3] != b"229":
	    line = lines.readline()
	    assert line
	data = socket.create_connection(("127.0.0.1", int(line.split(b"|")[3])))
	s.sendall(b"RETR huge\r\n")
	rest = lines.read()
	assert rest.startswith(b"1") and b"421 Nothing" in rest, rest
	# And one too many.
	first, second, third = visit(), visit(), visit()
	said = third.makefile("rb").read()
	assert said.startswith(b"421 Too many visitors"), said
	EOF
	stop TERM && lacks twistd.log "Unhandled Error"
'

test_case 'what the options say is so' '
	mktap -t source ftp --useranonymous=guest -3 -p 1 &&
	has ftp.tas "\"/usr/local/ftp\"" && has ftp.tas "\"guest\"" &&
	has ftp.tas "\"twisted\" \"twisted\"" &&
	must_exit 2 mktap ftp --otp 2>why && has why "no one-time passwords" &&
	must_exit 2 mktap ftp --user=bob 2>why && has why "NAME:PASSWORD"
'

test_done
