#!/bin/sh
# mktap socks: a proxy for every version of SOCKS.
. "${0%/*}/../harness/sh-test.sh"

port=$(free_port) closed=$(free_port) back=$(free_port)
mktap socks -p "$port" -l all.log || exit 1
mktap -a socks.tap socks -p "$closed" --user=bob:pw || exit 1
mktap -a socks.tap wire --protocol=qotd -p "$back" || exit 1
start twistd -f socks.tap || exit 1
hex=$(printf '\\x%02x\\x%02x' $((back / 256)) $((back % 256)))

test_case 'version 4 connects, and says where to' '
	talk <<-EOF
	send-slowly "\x04\x01$hex\x7f\0\0\x01me\0"
	expect "\0\x5a$hex\x7f\0\0\x01An apple a day"
	skip-to-close
	EOF
'

test_case 'version 5 does, by address and by name' '
	talk <<-EOF &&
	send-slowly "\x05\x02\x02\0\x05\x01\0\x01\x7f\0\0\x01$hex"
	expect "\x05\0\x05\0\0\x01"
	skip-to "An apple a day keeps"
	skip-to-close
	EOF
	talk <<-EOF
	send "\x05\x01\0"
	expect "\x05\0"
	send "\x05\x01\0\x03\x09localhost$hex"
	expect "\x05\0\0"
	skip-to "An apple a day keeps"
	EOF
'

test_case 'the help has no indent of its source in it' '
	mktap socks --help >out && has out "of who may use it, if not everybody; may be"
'

test_case 'with users only they may, and only by version 5' '
	talk "$closed" <<-EOF &&
	send "\x05\x02\0\x02"
	expect "\x05\x02"
	send "\x01\x03bob\x02pw\x05\x01\0\x01\x7f\0\0\x01$hex"
	expect "\x01\0\x05\0"
	skip-to "An apple"
	EOF
	talk "$closed" <<-EOF &&
	send "\x05\x01\x02\x01\x03bob\x02no"
	expect "\x05\x02\x01\x01"
	expect-close
	EOF
	talk "$closed" <<-EOF &&
	send "\x05\x01\0"
	expect "\x05\xff"
	expect-close
	EOF
	talk "$closed" <<-EOF
	send "\x04\x01$hex\x7f\0\0\x01me\0"
	skip-to-close
	EOF
'

test_case 'what makes no sense is closed' '
	for request in "GET / HTTP/1.0\r\n\r\n" "\x04\x09$hex\x7f\0\0\x01\0" \
		"\x05\0" "\x05\x01\0\x05\x01\0\x09\0\0" "\x05\x01\0\x05\x01\0\x03\0$hex"; do
		printf "send \"%s\"\nskip-to-close\n" "$(printf "%s" "$request")" |
			sed "s/\\\\\\\\/\\\\/g" | talk || return 1
	done
'

test_case 'who says more than a request is long is closed' '
	talk <<-EOF
	send "\x04\x01$hex\x7f\0\0\x01$(printf '%01200d' 0)"
	skip-to-close
	EOF
'

if command -v curl >/dev/null 2>&1; then
	for way in socks4 socks4a socks5 socks5-hostname; do
		test_case "curl goes through by --$way" '
			curl -sS --max-time 60 --"$way" "127.0.0.1:$port" \
				"telnet://127.0.0.1:$back" </dev/null >got &&
			has got "An apple a day"
		'
	done
	test_case 'curl logs in' '
		curl -sS --max-time 60 --socks5 "bob:pw@127.0.0.1:$closed" \
			"telnet://127.0.0.1:$back" </dev/null >got && has got "An apple" &&
		must_exit 97 curl -sS --socks5 "bob:no@127.0.0.1:$closed" \
			"telnet://127.0.0.1:$back" </dev/null 2>why
	'
else
	test_skip 'curl goes through' 'no curl'
fi

test_case 'all that was said is in the log that -l names' '
	has all.log "127.0.0.1:$back" && has all.log "An apple"
'

test_case 'the tap starts again as it was' '
	stop TERM && start twistd -f socks-shutdown.tap &&
	talk <<-EOF && stop TERM
	send "\x04\x01$hex\x7f\0\0\x01\0"
	skip-to "An apple a day"
	EOF
'

test_done
