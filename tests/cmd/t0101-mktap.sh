#!/bin/sh
# mktap: what it makes, what it prints, and what it refuses.
. "${0%/*}/../harness/sh-test.sh"

test_case 'alone, it lists the types, a line for each' '
	mktap >out && grep "^    telnet  *A telnet shell" out && has out "    wire "
'

test_case 'a type has help of its own' '
	mktap telnet --help >out &&
	has out "Usage: mktap telnet [options]" &&
	has out "  -p, --port=       port number to start telnet server on [default: 4040]" &&
	has out "  -u, --username=   set the login username [default: admin]"
'

test_case 'help for a type is found on either side of it' '
	mktap telnet --help >behind && mktap --help telnet >before &&
	same behind before && mktap --help >out && has out "  --max-heap=" &&
	for columns in 0 1 30 x; do
		COLUMNS=$columns mktap --help telnet >out && has out "  -p, --port=" ||
			return 1
	done
'

test_case 'a tap is made in silence, for its owner alone' '
	mktap telnet -p 4040 -u admin -w woohoo >out 2>&1 &&
	test ! -s out && test -s telnet.tap &&
	ls -l telnet.tap | grep "^-rw------- "
'

test_case 'the earlier personality says what it does' '
	mktap --compat 0.15.5 telnet -p 4040 -u admin -w woohoo >out &&
	cat >want <<-\EOF && same want out
	Saving telnet application to telnet.tap...
	Saved.
	EOF
'

test_case 'the environment may choose the personality' '
	TWISTED_COMPAT=0.15.5 mktap telnet -p 4040 >out && has out "Saved."
'

test_case 'the same options make the same bytes' '
	mktap -u 7 -g 8 telnet -p 4040 && mv telnet.tap one &&
	mktap -u 7 -g 8 telnet -p 4040 && cmp one telnet.tap
'

test_case 'options of the program come before the type' '
	mktap -u 7 -g 8 -n shelly -t source telnet -p 4141 &&
	has telnet.tas "\"uid\" 7" && has telnet.tas "\"gid\" 8" &&
	has telnet.tas "\"processName\" \"shelly\"" && has telnet.tas "  4141"
'

test_case 'another server is added to an existing tap' '
	mktap telnet -p 4040 && mktap -a telnet.tap wire --protocol=qotd -p 8123 &&
	test ! -e wire.tap && tapconvert -i telnet.tap -o both.tas &&
	has both.tas "  4040" && has both.tas "  8123" &&
	has both.tas "twisted.protocols.wire" && has both.tas "ShellFactory"
'

test_case 'a tap that keeps its personality when it is added to' '
	mktap --compat 0.15.5 telnet -p 4040 >out &&
	mktap -a telnet.tap wire -p 8123 >out && has out "Saved." &&
	tapconvert -i telnet.tap -o both.tas && has both.tas "H \"0.15.5\""
'

test_case 'older spellings of options are understood, or refused by name' '
	mktap -s telnet -p 4141 && has telnet.tas "  4141" &&
	must_exit 2 mktap -x telnet 2>why && has why "there is no XML" &&
	must_exit 2 mktap --encrypted telnet 2>why && has why "not encrypted"
'

test_case 'source never goes into a tap' '
	mktap telnet -p 4040 && cp telnet.tap before &&
	must_exit 2 mktap -a telnet.tap -t source wire 2>why &&
	has why "no source goes into" && cmp telnet.tap before &&
	mktap -t source telnet -p 4040 && mktap -a telnet.tas wire -p 8123 &&
	has telnet.tas "  8123"
'

test_case 'a personality that there is not is refused by every program' '
	for line in mktap "tapconvert -i a -o b" twistd "tpython -c 1"; do
		(export TWISTED_COMPAT=9 && must_exit 2 $line) >out 2>why &&
		test ! -s out && has why "no personality for Twisted " &&
		test "$(wc -l <why)" -eq 1 || return 1
	done
	(export TWISTED_COMPAT= && mktap)
'

refused() {
	must_exit "$1" mktap $2 2>why >out && test ! -s out && has why "$3"
}
test_case 'mistakes on the command line are told in one line' '
	rm -f telnet.tap &&
	refused 2 "nonsense" "mktap: Unknown command: nonsense" &&
	refused 2 "--nonsense telnet" "mktap: option --nonsense not recognized" &&
	refused 2 "telnet -p 65536" "port must be a number from 0 to 65535" &&
	refused 2 "telnet -p x" "port must be a number from 0 to 65535" &&
	refused 2 "telnet -p" "option -p requires argument" &&
	refused 2 "telnet extra" "Wrong number of arguments." &&
	refused 2 "--compat 2.0 telnet" "no personality for Twisted" &&
	refused 2 "-t xml telnet" "unknown format" &&
	refused 2 "-u root telnet" "uid must be a number" &&
	refused 2 "wire --protocol=nonsense" "unknown protocol" &&
	test ! -e telnet.tap
'

test_case 'a tap that cannot be read is not added to' '
	echo junk >telnet.tap &&
	must_exit 1 mktap -a telnet.tap wire -p 8123 2>why &&
	has why "telnet.tap" && test "$(cat telnet.tap)" = junk
'

test_case 'a file that cannot be written is named' '
	rm -f telnet.tap && mkdir telnet.tap &&
	must_exit 1 mktap telnet -p 4040 2>why && has why "telnet.tap" &&
	test -d telnet.tap && rmdir telnet.tap
'

test_done
