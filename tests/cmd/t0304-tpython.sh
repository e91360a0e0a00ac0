#!/bin/sh
# tpython from the outside: its options, its exit codes, its prompt.
. "${0%/*}/../harness/sh-test.sh"

test_case 'programs from a file, an option, a module, the input' '
	echo "import sys; print(sys.argv[1:], __name__)" >prog.py &&
	test "$(tpython prog.py a b)" = "['\''a'\'', '\''b'\''] __main__" &&
	test "$(tpython -c "import sys; print(sys.argv)" x)" = "['\''-c'\'', '\''x'\'']" &&
	test "$(tpython -m prog c)" = "['\''c'\''] __main__" &&
	test "$(tpython - <prog.py)" = "[] __main__" &&
	test "$(echo "print(1 + 1)" | tpython)" = 2
'

test_case 'modules beside the script are found' '
	mkdir -p sub && echo "name = 5" >sub/beside.py &&
	echo "import beside; print(beside.name)" >sub/main.py &&
	test "$(tpython sub/main.py)" = 5 &&
	test "$(PYTHONPATH=sub tpython -c "import beside; print(beside.name)")" = 5
'

test_case 'exit codes are those of Python' '
	must_exit 0 tpython -c "" &&
	must_exit 3 tpython -c "raise SystemExit(3)" &&
	must_exit 1 tpython -c "import sys; sys.exit(\"why\")" 2>err &&
	has err "why" &&
	must_exit 1 tpython -c "1/0" 2>err && has err "ZeroDivisionError" &&
	must_exit 2 tpython --nonsense 2>err && has err "--nonsense" &&
	must_exit 2 tpython -c 2>err && has err "must follow" &&
	must_exit 2 tpython no-such-file.py 2>err &&
	echo "tpython: can'\''t open file '\''$PWD/no-such-file.py'\'': [Errno 2] No such file or directory" | same - err &&
	must_exit 2 tpython . 2>err &&
	echo "tpython: can'\''t open file '\''$PWD/.'\'': [Errno 21] Is a directory" | same - err &&
	must_exit 2 tpython -Bz 2>err && has err "-Bz" &&
	must_exit 0 tpython -BEIsSu -c "" &&
	tpython -u -c "import os; print(1); os.write(1, b'\''2'\''); print(3)" >out &&
	printf "1\n23\n" | same - out &&
	PYTHONUNBUFFERED=1 tpython -c "import os; print(1); os._exit(0)" >out &&
	echo 1 | same - out &&
	must_exit 2 tpython --max-heap 1 -c "" 2>err &&
	echo "tpython: --max-heap must be 4M or more, not '\''1'\''" | same - err &&
	must_exit 2 tpython --compat 7 2>err && has err "no personality" &&
	must_exit 0 tpython --help >out && has out "usage: tpython" &&
	must_exit 0 tpython --version >out && has out "tpython"
'

test_case 'a module that there is not is told in a line' '
	must_exit 1 tpython -m nosuch 2>err &&
	echo "tpython: No module named nosuch" | same - err &&
	must_exit 1 tpython -m os.nosuch 2>err && has err "__path__ attribute not" &&
	must_exit 1 tpython -m email 2>err && has err "cannot be directly executed" &&
	echo "import nosuch" >prog.py &&
	must_exit 1 tpython -m prog 2>err && has err "Traceback"
'

test_case 'files that nobody can reach make room for others' '
	cat >open.py <<-\EOF &&
	import errno, os, socket, subprocess
	for i in range(60):
	    open("/dev/null").read()
	    os.fdopen(os.dup(0), closefd=True)
	    socket.socketpair()
	    os.listdir("/")
	print("all of them")
	kept = []
	try:
	    while True:
	        kept.append(open("/dev/null"))
	except OSError as error:
	    print(errno.errorcode[error.errno])
	import random
	print(len(os.urandom(300)), 0 <= random.Random().random() < 1)
	EOF
	(ulimit -S -n 40 && tpython open.py) >out &&
	printf "all of them\nEMFILE\n300 True\n" | same - out
'

sine="math.sin(0.0)"
if test -n "$MT_RUN" && ! tpython -c "import math; $sine" >/dev/null 2>&1; then
	sine=0.0  # the emulator cannot run libm
fi
if test "$(id -u)" -eq 0; then
	test_case 'where there is nothing else, it finds what it needs' '
		mkdir -p empty && tpython -c "import os, math; os.chroot(\"empty\")
print($sine, len(os.urandom(8)), 0 <= __import__(\"random\").random() < 1)" >out &&
		echo "0.0 8 True" | same - out
	'
else
	test_skip 'where there is nothing else, it finds what it needs' 'not root'
fi

test_case 'what has no end is too much, and an exception' '
	cat >endless.py <<-\EOF &&
	def ask(what):
	    try:
	        print(what())
	    except MemoryError:
	        print("MemoryError")
	for mode in "r", "rb":
	    ask(lambda: open("/dev/zero", mode).readline())
	    ask(lambda: open("/dev/zero", mode).read())
	ask(lambda: bytes(iter(int, 1)))
	ask(lambda: bytearray(iter(int, 1)))
	ask(lambda: ("\t" * 2000).expandtabs(20000))
	import csv, io, itertools
	row = csv.writer(io.StringIO()).writerow
	ask(lambda: row(itertools.repeat(None)))
	ask(lambda: row(["\"" * 4000000]))
	ask(lambda: itertools.product(*[()] * 300000, repeat=8))
	EOF
	tpython --max-heap=16M endless.py >out &&
	test "$(grep -c "^MemoryError$" out)" -eq 10
'

test_case 'the bound of the heap stays where it is' '
	cat >bound.py <<-\EOF &&
	def fill():
	    rows = []
	    try:
	        while True:
	            rows.append((len(rows), rows))
	    except MemoryError:
	        count = len(rows)
	        rows = None
	        return count
	counts = [0] * 8
	for turn in range(8): counts[turn] = fill()
	print(max(counts) < counts[0] * 1.05)
	EOF
	test "$(tpython --max-heap=40M bound.py)" = True
'

# Addresses that may be used are counted by this machine alone, and a sanitizer
# needs more of them to begin with: what it says of that is no complaint.
# shellcheck disable=SC3045 # every sh we meet has it
if test -z "$MT_RUN" &&
	(ulimit -v 65536 && ASAN_OPTIONS='' "$MT_BIN/tpython" -c pass) 2>err
then test_case 'where addresses are few, what needs too many is an exception' '
	cat >few.py <<-\EOF &&
	import ast, binascii, io, json, os, pickle, re
	def ask_for(what, character, size):
	    s = r = None
	    try:
	        s = character * ((size << 20) // len(character.encode()))
	        r = what(s)
	    except (MemoryError, LookupError, ValueError, SyntaxError, OSError):
	        pass
	def ask(what):
	    for character in "a", "\xe9", "\n", "\1", "\U0001F600":
	        for size in 6, 12, 18, 24, 30, 36:
	            # What a native function ran out of is said at a safe point,
	            # which may be the next turn of this loop.
	            try:
	                ask_for(what, character, size)
	                for later in range(2): pass
	            except MemoryError:
	                pass
	for code in ("utf-32", "utf-16", "unicode_escape", "raw_unicode_escape",
	             "latin-1", "utf-8-sig"):
	    ask(lambda s: s.encode(code, "replace"))
	for code in "utf-16", "ascii", "unicode_escape", "cp1252":
	    for errors in "replace", "backslashreplace":
	        ask(lambda s: s.encode().decode(code, errors))
	ask(lambda s: s.encode("ascii", "xmlcharrefreplace"))
	for what in repr, ascii, str.title, str.swapcase, float, list, sorted:
	    ask(what)
	ask(lambda s: s.translate({97: "xyz"}))
	ask(lambda s: "%s%r" % (s, s))
	ask(lambda s: b"%a" % s)
	ask(lambda s: "{0}{0!r:>9}".format(s))
	ask(lambda s: "%9s%9s" % (s, s))
	ask(lambda s: f"{s}{s}")
	ask(lambda s: s[::2])
	ask(json.dumps)
	ask(lambda s: json.dumps(list(s)))
	ask(lambda s: re.sub("a", "bbb", s))
	ask(re.compile)
	ask(lambda s: compile(s, "", "exec"))
	ask(lambda s: ast.parse("[" + "1," * (len(s) // 9) + "]"))
	ask(lambda s: pickle.dumps([(i,) for i in range(len(s) // 8)]))
	ask(lambda s: memoryview(s.encode()).hex())
	ask(lambda s: binascii.b2a_qp(s.encode()))
	ask(lambda s: os.path.normpath("a/" * (len(s) // 2)))
	ask(lambda s: io.StringIO().write(s))
	ask(lambda s: getattr(1, s, 2))
	print("all of them")
	EOF
	(ulimit -v 65536 && tpython few.py) >out &&
	echo "all of them" | same - out
'

test_case 'where addresses do not do for a start, a line says so' '
	for room in $(seq 4000 60 7600); do
		(ulimit -v $room && tpython -c "import json; print(json.dumps([1]))") \
			>said 2>&1
		case $? in
		0) has said "[1]" ;;
		1) grep -x -e "fatal: out of memory" -e "MemoryError" said >/dev/null ;;
		127) ;;  # libc found no room for itself
		*) cat said; false ;;
		esac || return 1
	done && has said "[1]"
'

test_case 'memory that is out is found again, whoever took it' '
	cat >again.py <<-\EOF
	import sys
	sys.setrecursionlimit(10 ** 8)
	class Link: pass
	def rows():
	    rows = []
	    while True: rows.append((len(rows), rows))
	def texts():
	    rows = []
	    while True: rows.append("x" * 1000 + str(len(rows)))
	def arrays():
	    rows = []
	    while True: rows.append(bytearray(5000))
	def links():
	    last = None
	    while True:
	        link = Link()
	        link.last = last
	        last = link
	def codes():
	    rows = []
	    while True: rows.append(compile("x = [i for i in y]", "", "exec"))
	def deep(n=None):
	    return deep([n])
	def ask(fill):
	    try:
	        fill()
	    except MemoryError:
	        return 1
	print(sum(ask(fill) for turn in range(3)
	          for fill in (rows, texts, arrays, links, codes, deep)))
	EOF
	for room in 12000 14000 18000 21600 25000 31000; do
		test "$(ulimit -v $room && tpython again.py)" = 18 || return 1
	done &&
	test "$(ulimit -d 15000 && tpython again.py)" = 18
'
fi

test_case '-W and PYTHONWARNINGS say what becomes of warnings' '
	echo "import warnings; warnings.warn(\"told\"); print(1)" >prog.py &&
	must_exit 0 tpython prog.py 2>err && has err "UserWarning: told" &&
	must_exit 0 tpython -Wignore prog.py 2>err && test ! -s err &&
	must_exit 1 tpython -W error prog.py 2>err && has err "Traceback" &&
	must_exit 0 tpython -W error -W ignore::UserWarning prog.py 2>err &&
	test ! -s err &&
	PYTHONWARNINGS=error must_exit 1 tpython prog.py 2>err &&
	PYTHONWARNINGS=error,ignore must_exit 0 tpython prog.py 2>err && test ! -s err &&
	must_exit 0 tpython -W bogus -c "import warnings" 2>err &&
	echo "Invalid -W option ignored: invalid action: '\''bogus'\''" | same - err
'

test_case 'text that is not UTF-8 says so, unless it is of the era' '
	printf "%b\n" "x = 1" "print(len(\"caf\0351\"))" >three.py &&
	must_exit 1 tpython three.py 2>err >out && test ! -s out &&
	echo "SyntaxError: Non-UTF-8 code starting with '\''\\xe9'\'' in file $PWD/three.py on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details" >want &&
	same want err &&
	printf "%b\n" "# coding: latin-1" "print(len(\"caf\0351\"))" >said.py &&
	test "$(tpython said.py)" = 4 &&
	printf "%b\n" "print len(\"caf\0351\")" >era.py && test "$(tpython era.py)" = 4
'

test_case 'what is printed and what is complained about arrive in order' '
	cat >mixed.py <<-\EOF &&
	import sys, atexit
	atexit.register(print, "at exit")
	print("out")
	sys.stdout.flush()
	sys.stderr.write("err\n")
	print("late")
	1/0
	EOF
	must_exit 1 tpython mixed.py >all 2>&1 &&
	head -n 3 all >three && printf "out\nerr\nlate\n" | same - three &&
	tail -n 1 all >last && echo "at exit" | same - last
'

test_case 'the prompt shows values, goes on asking, survives errors' '
	printf "%s\n" "x = 6" "x * 7" "def f():" "    return 5" "" "f()" "1/0" \
		"(1," "2)" "_" "print \"tea\", 7 / 2" "if x:" "  x" "" >typed &&
	tpython -i <typed >shown 2>said &&
	printf "%s\n" 42 5 "(1, 2)" "(1, 2)" "tea 3" 6 | same - shown &&
	has said "ZeroDivisionError: division by zero" &&
	has said "Python 3.11" && has said ">>> ... ... >>> "
'

test_case 'SystemExit ends the prompt, with its code' '
	echo "raise SystemExit(7)" >typed && must_exit 7 tpython -i <typed 2>said &&
	echo "exit()" >typed && must_exit 0 tpython -i <typed 2>said &&
	echo "exit" >typed && tpython -i <typed 2>said >shown && has shown "Ctrl-D"
'

test_case '-i prompts with the names a program has left' '
	echo "left = 9" >prog.py && echo "left" >typed &&
	tpython -i prog.py <typed >shown 2>said && echo 9 | same - shown &&
	echo "1/0" >prog.py && echo "2 + 2" >typed &&
	tpython -i prog.py <typed >shown 2>said && echo 4 | same - shown
'

test_case 'print to a file is of the era by itself' '
	echo "import sys" >then.py && echo "print >>sys.stdout, 7 / 2," >>then.py &&
	tpython then.py >out && echo 3 | same - out &&
	printf "%s\n" "import sys" "if 1: print >>sys.stdout, 7 / 2" "" \
		"for i in 1, 2: print \`i\`," "" "7 / 2" >typed &&
	tpython -i <typed >shown 2>said &&
	printf "3\n1 2\n3.5\n" | same - shown &&
	echo "print = 1; print >> 0" >now.py && tpython now.py &&
	must_exit 1 tpython -c "exec(\"print >>1\"); print(end=str())" 2>err &&
	has err "unsupported operand"
'

test_case 'files of the earlier personality are of its Python' '
	echo "half = 7 / 2" >both.py &&
	echo "import both, today; print(both.half, today.half, 7 / 2)" >main.py &&
	printf "exec = 7 / 2\\nhalf = str(exec)\\n" >today.py &&
	tpython main.py >out && echo "3.5 3.5 3.5" | same - out &&
	TWISTED_COMPAT=0.15.5 tpython main.py >out && echo "(3, '\''3.5'\'', 3)" | same - out &&
	tpython --compat 0.15.5 main.py >out && echo "(3, '\''3.5'\'', 3)" | same - out &&
	tpython --compat=0.15.5 -c "print(7 / 2)" >out && echo 3 | same - out &&
	tpython --compat 0.15.5 -m today
'

test_case 'the earlier personality speaks the era' '
	printf "%s\n" "print 7 / 2" "range(3)" "class A: pass" "" >typed &&
	tpython --compat 0.15.5 -i <typed >shown 2>said &&
	printf "3\n[0, 1, 2]\n" | same - shown && has said "Python 1.5.2"
'

test_case 'an interrupt ends a program as it ends any other' '
	echo "print(\"ready\", flush=True)" >loop.py && echo "while True: pass" >>loop.py &&
	start tpython loop.py && wait_for_text out.txt ready &&
	kill -INT "$server" && wait_gone "$server" && has out.txt KeyboardInterrupt
'

test_case 'names of the system are bytes to the era' '
	cat >names.py <<-\EOF &&
	import sys, os, glob
	print `sys.argv[1]`, `os.environ["SAID"]`, os.path.basename(__file__)
	os.mkdir("d\xc3\xa9")
	open("d\xc3\xa9/f\xc3\xa9", "w").write("x")
	print `os.listdir("d\xc3\xa9")`, glob.glob("d*/*") == ["d\xc3\xa9/f\xc3\xa9"]
	print os.stat(glob.glob("d*/*")[0])[6], open("d\xc3\xa9/f\xc3\xa9").read()
	os.rename("d\xc3\xa9", "e\xff")
	print os.path.isdir("e\xff"), "e\xff" in os.listdir(".")
	os.chdir("e\xff")
	print `os.path.basename(os.getcwd())`, sys.argv[1] == "caf\xc3\xa9\xff"
	os.environ["SAID"] = "n\xc3\xa9"
	print `os.popen("echo $SAID").read()`
	EOF
	accents=$(printf "caf\303\251\377") &&
	SAID=$accents tpython names.py "$accents" >out && same - out <<-\EOF
	'\''caf\xc3\xa9\xff'\'' '\''caf\xc3\xa9\xff'\'' names.py
	['\''f\xc3\xa9'\''] True
	1 x
	True True
	'\''e\xff'\'' True
	'\''n\xc3\xa9\n'\''
	EOF
'

test_case 'a database whose disk is full is as it was' '
	cat >fill.py <<-\END &&
		# era
		import dumbdbm, sys
		db = dumbdbm.open("full")
		for i in range(int(sys.argv[1])): db["key" + str(i)] = ""
		try: del db["key" + sys.argv[2]]
		except IOError: print "full"
	END
	echo "import dumbdbm; print len(dumbdbm.open(\"full\"))" >count.py &&
	tpython fill.py 500 1 &&
	(trap "" XFSZ && ulimit -f 4 && tpython fill.py 0 2 2>/dev/null) >out &&
	tpython count.py >>out && same - out <<-\END && test ! -e full.dir.new
		full
		499
	END
'

test_done
