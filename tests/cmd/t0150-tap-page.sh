#!/bin/sh
# tap(5) shows the bytes of a real tap. They are those that mktap writes.
. "${0%/*}/../harness/sh-test.sh"

test_case 'the dump in the page is the dump of a tap' '
	sed -n "/dump begins/,/dump ends/p" "$TOP/man/tap.5" |
		grep -v "^\." | sed "s/\\\\e/\\\\/g" >page &&
	test -s page &&
	"$TOP/scripts/gen-tap-dump" -n "$MT_BIN" >real &&
	same page real || { echo "run scripts/gen-tap-dump"; false; }
'

test_case 'a length that is too large is reported as the page says' '
	mktap -u 0 -g 0 telnet -p 4040 -u admin -w changeme &&
	{
		head -c 20 telnet.tap && printf "\377\377\377\377" &&
		tail -c +25 telnet.tap
	} >bad.tap && mv bad.tap telnet.tap &&
	must_exit 1 tapconvert -i telnet.tap -o telnet.tas -t source 2>error &&
	has error "$(sed -n "s/^cannot load .telnet.tap.: //p" "$TOP/man/tap.5")" &&
	test ! -e telnet.tas
'

test_done
