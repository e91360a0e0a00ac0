#!/bin/sh
# mktap finger: who is who, from a file.
. "${0%/*}/../harness/sh-test.sh"

port=$(free_port)
printf 'bob: is at home\n# no user\nal : works: hard\n' >users
mktap finger --interface=127.0.0.1 -p "$port" -f users || exit 1
start twistd -f finger.tap || exit 1

ask() {
	talk <<-EOF
	send "$1"
	expect "$2"
	expect-close
	EOF
}
test_case 'it tells what the file says' '
	ask "bob\r\n" "is at home\r\n" && ask "/W al\n" "works: hard\r\n"
'
test_case 'others are unknown, lists and other hosts refused' '
	ask "eve\r\n" "Login: eve\nNo such user\n" &&
	ask "\r\n" "Finger online list denied\n" &&
	ask "bob@far\r\n" "Finger forwarding service denied\n"
'
long=$(printf '%0600d' 0)
test_case 'the question may come in pieces, and does not go on for ever' '
	talk <<-\EOF && sed "s/LONG/$long/" <<-\EOF | talk
	send-slowly "bob\r\n"
	expect "is at home\r\n"
	expect-close
	EOF
	send "LONG"
	skip-to-close
	EOF
'
test_case 'the file may change while it serves, and be gone' '
	echo "eve: is new" >users && ask "eve\r\n" "is new\r\n" && rm users &&
	ask "eve\r\n" "Login: eve\nNo such user\n" && echo "eve: is back" >users
'
test_case 'the tap starts again as it was' '
	mkdir elsewhere && stop TERM &&
	start twistd -d elsewhere -f ../finger-shutdown.tap \
		--pidfile="$PWD/twistd.pid" && ask "eve\r\n" "is back\r\n"
'
if command -v finger >/dev/null 2>&1 && test "$(id -u)" -eq 0 &&
	! "$MT_TALK" --wait-listen 79 0 2>/dev/null; then
	test_case "finger(1) hears it" '
		stop TERM && mktap finger --interface=127.0.0.1 -f users &&
		start twistd -f finger.tap && finger eve@127.0.0.1 >out &&
		has out "is back"
	'
else
	test_skip 'finger(1) hears it' 'no finger, no root, or port 79 in use'
fi

test_done
