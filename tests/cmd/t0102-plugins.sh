#!/bin/sh
# mktap: types of server that plugins make.
. "${0%/*}/../harness/sh-test.sh"

mkdir plugins there
awk '/^\.Sh / { here = $2 == "PLUGINS" } here && /^\.Bd/ { on = 1; next }
	/^\.Ed/ { on = 0 } here && on' "$TOP/man/mktap.1" |
	sed 's/\\e/\\/g' >plugins/sage.py
port=$(free_port)

test_case 'the example of the manual is listed, with its first line' '
	mktap --help >out && grep "^    sage  *A wise saying\.$" out &&
	mktap >out && grep "^    sage  *A wise saying\.$" out &&
	mktap sage --help >out && has out "Usage: mktap [options] sage [options]" &&
	has out "port number [default: 8007]" &&
	mktap --help sage >before && same out before
'

cat >asking <<'END'
expect "Know thyself.\r\n"
END
test_case 'its tap runs where it is not' '
	mktap -n telnet sage -p "$port" && mv plugins/sage.py there &&
	must_exit 2 mktap sage 2>why && has why "Unknown command: sage" &&
	start twistd -f sage.tap && talk <asking &&
	stop TERM && start twistd -f sage-shutdown.tap &&
	talk <asking && stop TERM
'

test_case 'TWISTED_PLUGINS names directories, the first of a name counts' '
	mkdir first && sed "s/wise/foolish/" there/sage.py >first/sage.py &&
	TWISTED_PLUGINS=nowhere:$PWD/first:there mktap >out &&
	has out "A foolish saying" && lacks out "A wise saying" &&
	TWISTED_PLUGINS=there mktap >out && has out "A wise saying"
'

test_case 'another one is added to an existing tap' '
	mktap telnet -p 4040 &&
	TWISTED_PLUGINS=there mktap -a telnet.tap sage -p 4041 &&
	tapconvert -i telnet.tap -o both.tas && has both.tas "  4040" &&
	has both.tas "  4041" && has both.tas "|class Sage"
'

test_case 'what is no plugin is not listed, and what is not Python is named' '
	echo "def (" >plugins/bad.py && echo "x = 1" >plugins/not.py &&
	echo "raise SystemExit(3)" >plugins/_hidden.py &&
	cp there/sage.py plugins/telnet.py && mkdir plugins/dir.py &&
	printf "%s\n" "print(\"alive\")" "Options = updateApplication = 1" \
		>plugins/bare.py &&
	mktap >out 2>why && lacks out " not " && lacks out hidden &&
	lacks out alive && grep "^    bare  *plugins/bare\.py$" out &&
	has out "A telnet shell" && lacks out "A wise saying" &&
	has why "mktap: '"'"'plugins/bad.py'"'"' is left out: invalid syntax" &&
	has why "plugins/dir.py" && test "$(wc -l <why)" -eq 2 &&
	mktap telnet -p 1 2>why && test ! -s why &&
	mktap -p >out 2>why && has why "looking at " && has why "bare.py"
'

if test -z "$MT_RUN"; then
	test_case 'what is installed has a directory of its own' '
		mkdir -p usr/bin usr/lib/microtwisted/plugins &&
		cp "$MT_BIN/mktap" usr/bin &&
		cp there/sage.py usr/lib/microtwisted/plugins/inside.py &&
		usr/bin/mktap >out && has out " inside " &&
		(PATH=$PWD/usr/bin:$PATH && export PATH && command mktap) >out &&
		has out " inside " && ln -s usr/bin/mktap link && ./link >out &&
		has out " inside "
	'
else
	test_skip 'what is installed has a directory of its own' 'emulated'
fi

test_case 'helpers beside a plugin are found' '
	rm plugins/* 2>/dev/null; echo "from protocol_of_ours import *" |
		cat - there/sage.py >plugins/helped.py &&
	echo "x = 1" >plugins/protocol_of_ours.py && mktap helped
'

test_case 'plugins.tml registers modules of packages, as in 2003' '
	mkdir -p era/wise && : >era/wise/__init__.py &&
	cp there/sage.py era/wise/tap.py && cat >era/wise/plugins.tml <<-END &&
	register("Sayings", "wise.tap", type="tap", tapname="sayings",
	         description="A saying.")
	register("Sayings", "wise.tap", type="tap", tapname="telnet")
	register("Other", "wise.other", type="bot")
	import sys; sys.stderr.write("it runs\\n")
	END
	echo "register(" >era/plugins.tml &&
	mkdir era/gone && : >era/gone/__init__.py &&
	echo "raise SystemExit, 4" >era/gone/plugins.tml &&
	PYTHONPATH=era mktap >out 2>why && grep "^    sayings  *A saying\.$" out &&
	lacks out "wise.other" && has out "A telnet shell" &&
	has why "era/plugins.tml is left out" &&
	has why "era/gone/plugins.tml is left out" &&
	PYTHONPATH=era mktap sayings -p "$port" 2>why &&
	test "$(grep -c "it runs" why)" -eq 1 &&
	cat >bots.py <<-END &&
	import sys
	from twisted.python import plugin
	sys.path.append("era")
	bot = plugin.getPlugIns("bot")[0]
	print bot, bot.name, bot.isLoaded(), plugin.getPluginFileList()[-1][-20:]
	END
	tpython bots.py >out 2>why &&
	has out "<Plugin '"'"'Other'"'"' wise.other> Other False era/wise/plugins.tml" &&
	PYTHONPATH=era start twistd -f sayings.tap && talk <asking && stop TERM
'

test_case 'plugins may be in the spelling of 2003' '
	printf "%s\n" "import string" "print \"adding\", 5L" |
		cat - there/sage.py >plugins/early.py &&
	mktap early -p "$port" >out && has out "adding 5" &&
	start twistd -f early.tap && talk <asking && stop TERM
'

test_case 'plugins.tml may lie here, and a type say nothing of itself' '
	rm -rf plugins era && mkdir here && : >here/__init__.py && cat >plugins.tml <<-\END &&
	register("Quiet", "here.quiet", type="tap", tapname="quiet")
	END
	printf "%s\n" "from twisted.python import usage" \
		"class Options(usage.Options): optFlags = [[\"loud\", \"l\"]]" \
		"def updateApplication(app, config): print app, config.opts[\"loud\"]" \
		>here/quiet.py &&
	mktap >out && grep "^    quiet  *Quiet$" out &&
	mktap quiet --help >out && has out "Usage: mktap [options] quiet [options]" &&
	has out "  -l, --loud" && mktap quiet -l >out &&
	echo "<'"'"'quiet'"'"' app> 1" | same - out &&
	printf "%s\n" "import os, sys" "from twisted.scripts import _plugins" \
		"for turn in range(3): _plugins.load(\"quiet\")" \
		"print(sys.path.count(os.getcwd()))" >thrice.py &&
	test "$(tpython thrice.py)" = 1
'

test_done
