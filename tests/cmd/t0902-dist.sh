#!/bin/sh
# A tarball holds what is committed, and the tree stays as make found it.
. "${0%/*}/../harness/sh-test.sh"

if ! git -C "$TOP" rev-parse HEAD >/dev/null 2>&1 || test -n "${MT_KIND:-}"; then
	test_skip 'packing' 'wants a plain build in a clone'
	test_done
fi

make_top() { env -u MAKEFLAGS -u MAKELEVEL make -s -C "$TOP" "$@"; }

test_case 'the tarball holds every committed file' '
	make_top BUILD="$PWD/out" dist &&
	tar -tzf out/*.tar.gz | sed -n "s,^[^/]*/,,p" | grep -v "/\$" | grep . |
		sort >packed &&
	git -C "$TOP" ls-tree -r --name-only HEAD | sort >committed &&
	same committed packed
'

test_case 'two tarballs of one commit are the same' '
	make_top BUILD="$PWD/again" dist && cmp out/*.tar.gz again/*.tar.gz
'

test_case 'nothing that is built is committed' '
	! grep -E "\.(o|a|d|tap|pid|log)\$" committed
'

test_case 'make help names every target that people type' '
	make_top help >help.txt &&
	for target in check check-cross bench install uninstall dist distcheck \
		clean; do
		has help.txt "$target" || return 1
	done
'

test_done
