#!/bin/sh
# What make installs, and that it needs nothing but libc.
. "${0%/*}/../harness/sh-test.sh"

# Only a plain build says anything about what is installed from it.
case ${MT_KIND:-} in
*san* | *cross* | *musl*)
	test_skip 'installing' "not from a build of kind ${MT_KIND#-}"
	test_done
	;;
esac

programs='mktap twistd tpython tapconvert'

make_top() {
	env -u MAKEFLAGS -u MAKELEVEL make -s -C "$TOP" BUILD="$MT_BIN" \
		DESTDIR="$PWD/root" PREFIX=/opt/mt "$@"
}

test_case 'everything is installed below DESTDIR and PREFIX' '
	make_top install &&
	for name in $programs; do
		test -x "root/opt/mt/bin/$name" || {
			echo "no $name"
			return 1
		}
	done &&
	test -s root/opt/mt/lib/libmicrotwisted.a &&
	test -z "$(find root -type f | grep -v "^root/opt/mt/")"
'

test_case 'every manual page of the tree is installed' '
	for page in "$TOP"/man/*.[1-8]; do
		test -e "$page" || continue
		name=${page##*/} &&
		cmp "$page" "root/opt/mt/share/man/man${name##*.}/$name" ||
			return 1
	done
'

test_case 'every public header of the tree is installed' '
	for header in "$TOP"/include/microtwisted/*.h; do
		test -e "$header" || continue
		cmp "$header" "root/opt/mt/include/microtwisted/${header##*/}" ||
			return 1
	done
'

for name in $programs; do
	test_case "$name needs libc.so.6 and nothing else" '
		readelf -d "root/opt/mt/bin/$name" |
			sed -n "s/.*(NEEDED).*\[\(.*\)\]/\1/p" >needed &&
		echo libc.so.6 >want && same want needed
	'
	# How large it is, scripts/figures says, beside the budget.
	test_case "$name is stripped" '
		test -s "root/opt/mt/bin/$name" &&
		! readelf -S "root/opt/mt/bin/$name" | grep -F .symtab
	'
	test_case "$name says its name and version, and refuses what it does not know" '
		"root/opt/mt/bin/$name" --version >out 2>&1 && test -s out &&
		must_exit 2 "root/opt/mt/bin/$name" --no-such-option
	'
done

test_case 'uninstalling takes all of it away' '
	make_top uninstall && test -z "$(find root -type f)"
'

test_done
