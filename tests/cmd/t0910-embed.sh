#!/bin/sh
# A program of somebody else's, against what make installs and nothing more.
. "${0%/*}/../harness/sh-test.sh"

# The archive must be for this machine, and for its own C++ library.
case ${MT_KIND:-} in
*san* | *cross* | *musl*)
	test_skip 'embedding' "not from a build of kind ${MT_KIND#-}"
	test_done
	;;
esac
command -v c++ >/dev/null 2>&1 || {
	test_skip 'embedding' 'no c++ here'
	test_done
}

include=$PWD/root/opt/mt/include
library=$PWD/root/opt/mt/lib/libmicrotwisted.a

test_case 'headers and library are installed' '
	env -u MAKEFLAGS -u MAKELEVEL make -s -C "$TOP" BUILD="$MT_BIN" \
		DESTDIR="$PWD/root" PREFIX=/opt/mt install &&
	test -s "$library" && test -s "$include/microtwisted/embed.h"
'

test_case 'each header stands alone' '
	for header in "$include"/microtwisted/*.h; do
		echo "#include <microtwisted/${header##*/}>" >alone.cc &&
		c++ -std=c++17 -Wall -Wextra -Werror -I"$include" \
			-fsyntax-only alone.cc || return 1
	done
'

test_case 'no header includes what is not installed' '
	! grep -h "#include \"" "$include"/microtwisted/*.h |
		grep -v "\"microtwisted/"
'

test_case 'a program compiles with c++ -std=c++17 and the archive alone' '
	c++ -std=c++17 -Wall -Wextra -Werror -I"$include" \
		"$TOP/tests/cmd/embed_example.cc" "$library" -o example
'

test_case 'it runs Python, and Python calls it' '
	cat >expected <<-\EOF &&
	Assam 96.5 ['"'ADA', 'GRACE'"']
	Hello, Ada!
	Hello, Grace!
	3 cups, 600 ml
	ValueError: how many cups?
	EOF
	./example >printed && same expected printed
'

test_case 'a file it runs sees the arguments and chooses the exit status' '
	echo "import sys; print(sys.argv[1:], __name__, tea_left)" >file.py &&
	must_exit 1 ./example file.py 2>why &&
	has why "NameError: name '"'tea_left'"' is not defined" &&
	echo "import sys; sys.exit(len(sys.argv))" >file.py &&
	must_exit 3 ./example file.py more
'

test_case 'a program that wants a server gets the reactor too' '
	cat >server.cc <<-\EOF &&
	#include <microtwisted/embed.h>
	#include <microtwisted/twisted.h>
	int main() {
	  microtwisted::Interpreter interpreter;
	  microtwisted::add_twisted();
	  return microtwisted::exit_status(microtwisted::run(
	      "import _reactor as reactor\n"
	      "reactor.callLater(0, print, \"the kettle boils\")\n"
	      "reactor.callLater(0, reactor.stop)\n"
	      "reactor.run()\n"));
	}
	EOF
	c++ -std=c++17 -Wall -Wextra -Werror -I"$include" server.cc "$library" \
		-o server && ./server >printed &&
	echo "the kettle boils" >expected && same expected printed
'

test_done
