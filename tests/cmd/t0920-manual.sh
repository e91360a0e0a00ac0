#!/bin/sh
# The manual and the programs speak of the same options; README can be typed.
. "${0%/*}/../harness/sh-test.sh"

# options_of_help < TEXT: every spelling of every option, one a line. An option
# stands at the start of its line; two blanks end the row's left side.
options_of_help() {
	sed -n 's/^  *\(-[-a-zA-Z0-9].*\)$/\1/p' |
		sed 's/  .*$//; s/, */ /g' | tr ' ' '\n' | grep '^-' |
		sed 's/=.*$//' | sort -u
}

# options_of_page PAGE [TYPE]: those that .It lines describe, of the program or
# of one of its types (a subsection of that name).
options_of_page() {
	awk -v wanted="${2:-}" '
		/^\.S[hs] / { here = $1 == ".Ss" ? $2 : "" }
		here == wanted && /^\.It Fl / {
			for (i = 2; i < NF; ++i) {
				if ($i != "Fl") continue
				name = $(i + 1)
				gsub(/\\/, "", name)
				print "-" name
			}
		}' "$1" | sort -u
}

# types_of_help < TEXT: what mktap can make.
types_of_help() {
	awk '/^Commands:/ { on = 1; next } on && /^    [a-z]/ { print $1 }
		/^$/ { on = 0 }'
}

for name in mktap twistd tpython tapconvert; do
	page=$TOP/man/$name.1
	test_case "$name(1) describes every option, and no other" '
		"$name" --help >help &&
		options_of_help <help >said && test -s said &&
		options_of_page "$page" >written && same said written
	'
	test_case "$name(1) has its options in alphabetical order" '
		grep -q "^\.It Fl " "$page" && awk "
			/^\.Bl/ { last = \"\" }
			/^\.It Fl / {
				key = tolower(\$3); sub(/^-/, \"\", key)
				if (key < last) { print last \" before \" key; bad = 1 }
				last = key
			}
			END { exit bad }
		" "$page"
	'
done

# modules_of_page: those that tpython(1) lists.
modules_of_page() {
	awk '/^\.S[hs] / { here = $2 == "Modules" } !here { next }
		/^\.Bd/ { on = 1; next } /^\.Ed/ { on = 0 }
		on' "$TOP/man/tpython.1" | tr ' ' '\n' | sort
}

test_case 'tpython(1) lists the modules there are, and no other' '
	modules_of_page >written && test -s written &&
	while read -r name; do
		tpython -c "import $name" || { echo "no $name"; return 1; }
	done <written &&
	sed "s/\..*//" written | sort -u >first &&
	for path in "$TOP"/src/lib/*.py "$TOP"/src/lib/*/__init__.py; do
		path=${path%/__init__.py} && name=${path##*/} && name=${name%.py}
		case $name in _[a-z]* | twisted) continue ;; esac
		grep -q -x "$name" first || { echo "no word of $name"; return 1; }
	done
'

test_case 'mktap(1) describes every type, with its options' '
	mktap --help >help && types_of_help <help >types && test -s types &&
	while read -r type; do
		echo "$type:" &&
		grep -x "\.Ss $type" "$TOP/man/mktap.1" &&
		mktap "$type" --help | options_of_help |
			grep -v -x -e --help -e --version >said
		options_of_page "$TOP/man/mktap.1" "$type" >written &&
		same said written || return 1
	done <types
'

test_case 'pages refer to pages that there are' '
	sed -n "s/^\.Xr \([a-z]*\) \([1-8]\).*/\1.\2/p" "$TOP"/man/*.[1-8] |
		sort -u >named &&
	while read -r file; do
		case ${file%.*} in
		mktap | twistd | tpython | tapconvert | tap | microtwisted)
			test -s "$TOP/man/$file" || {
				echo "no $file"
				return 1
			}
			;;
		esac
	done <named
'

# session N: what the N-th telnet session of README shows after the login.
session() {
	awk -v wanted="$1" '
		/^    >>> / && !inside { inside = 1; ++count }
		/^$/ { inside = 0 }
		inside && count == wanted { print substr($0, 5) }
	' "$TOP/README"
}

test_case 'what README types by hand answers as it says' '
	port=$(free_port) &&
	mktap telnet --interface=127.0.0.1 -p "$port" -u admin -w woohoo &&
	start twistd -f telnet.tap && session 1 >one && test -s one &&
	shell <one && stop TERM &&
	start twistd -f telnet-shutdown.tap && session 2 >two && test -s two &&
	shell <two && stop TERM &&
	tapconvert -i telnet-shutdown.tap -o telnet.tas &&
	awk "/ tail -n 5 /{ on = 1; next } /^\$/{ on = 0 } on" "$TOP/README" |
		sed "s/^    //; s/^[0-9]* //" >want && test -s want &&
	tail -n 5 telnet.tas | sed "s/^[0-9]* //" >said && same want said
'

if command -v mandoc >/dev/null 2>&1; then
	test_case 'every page is lint clean' '
		mandoc -Tlint -Wwarning "$TOP"/man/*.[1-8]
	'
else
	test_skip 'every page is lint clean' 'no mandoc'
fi

test_done
