#!/bin/sh
# A tap that is no tap: one line that says what is wrong, exit 1, nothing written.
. "${0%/*}/../harness/sh-test.sh"

# refused FILE TEXT: twistd and tapconvert say TEXT, in one line, and leave.
refused() {
	must_exit 1 twistd -n -f "$1" >error 2>&1 || return 1
	grep -F -e "$2" error >line || { cat error; return 1; }
	test "$(grep -c . line)" -eq 1 || { cat error; return 1; }
	grep -F -e "'$1'" line >/dev/null || { cat error; return 1; }
	if test -e "$1"; then
		must_exit 1 tapconvert -i "$1" -o out.tas -t source 2>error ||
			return 1
		has error "$2" && test "$(grep -c . error)" -eq 1 || return 1
	fi
	test ! -e out.tas && test ! -e twistd.pid &&
		! ls ./*-shutdown.tap >/dev/null 2>&1
}

port=$(free_port)

test_case 'there is one to spoil' '
	mktap telnet -p "$port" -u admin -w woohoo && cp telnet.tap good.tap
'
test_case 'missing' 'refused nowhere.tap "no such file"'
test_case 'empty' ': >empty.tap && refused empty.tap "offset 0: it is empty"'
test_case 'cut short' '
	for size in 1 18 19 40 100 500; do
		head -c "$size" good.tap >cut.tap && refused cut.tap "offset" || return 1
	done
'
test_case 'one letter changed' '
	sed s/woohoo/woohop/ good.tap >changed.tap &&
	refused changed.tap "checksum of the record is"
'
test_case 'more behind the end' '
	{ cat good.tap && echo x; } >long.tap &&
	refused long.tap "bytes behind the end record"
'
test_case 'of a later version' '
	sed "1s/tap 1/tap 2/" good.tap >later.tap &&
	refused later.tap "offset 17: needs format version 2, this program reads up to 1"
'
test_case 'a pickle of the original' '
	printf "(itwisted.internet.app\nApplication\np1\n(dp2\nb." >old.tap &&
	refused old.tap "not a tap: it is a Python pickle"
'
test_case 'something else' 'echo hello >text.tap && refused text.tap "not a tap"'
test_case 'a directory' 'mkdir dir.tap && refused dir.tap "directory"'

test_done
