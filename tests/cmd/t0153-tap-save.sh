#!/bin/sh
# Saving replaces the old tap at one blow, or leaves it alone.
. "${0%/*}/../harness/sh-test.sh"

cat >save.py <<-\EOF
	import _tap, sys
	class Thing: pass
	x = Thing()
	x.numbers = list(range(int(sys.argv[2])))
	try:
	    for path, reason in _tap.dump(x, sys.argv[1]):
	        print(path, reason)
	except _tap.TapError as error:
	    print(error)
	    sys.exit(1)
EOF

cat >count.py <<-\EOF
	import _tap, sys
	print(len(_tap.load(sys.argv[1]).numbers))
EOF

cat >forever.py <<-\EOF
	import _tap
	class Thing: pass
	x = Thing()
	x.numbers = list(range(2000))
	while True:
	    _tap.dump(x, 'k.tap')
	    x.numbers.append(0)
EOF

cat >leave.py <<-\EOF
	import _tap
	print(_tap.dump({'a': [1, iter([])], 'b': 2}, 'left.tap'))
	print(_tap.load('left.tap'))
EOF

cat >wanted <<-\EOF
	[("application['a'][1]", "a 'list_iterator' object cannot be stored")]
	{'a': [1, None], 'b': 2}
EOF

test_case 'what was saved is there' '
	tpython save.py a.tap 10 && test "$(tpython count.py a.tap)" = 10 &&
	test "$(ls -l a.tap | cut -c1-10)" = -rw-------
'

test_case 'no room: the old one stays, nothing is left behind' '
	(trap "" XFSZ && ulimit -f 8 && must_exit 1 tpython save.py a.tap 100000) >said 2>&1 &&
	has said "cannot save '\''a.tap'\'': " &&
	test "$(tpython count.py a.tap)" = 10 && ! ls ./*.tmp 2>/dev/null
'

test_case 'a directory that is not there' '
	must_exit 1 tpython save.py no/where/a.tap 1 >said &&
	has said "cannot save '\''no/where/a.tap'\'': " &&
	test "$(grep -c . said)" -eq 1
'

test_case 'killed at any moment: the old one or the new one, whole' '
	for round in 1 2 3 4 5 6 7 8; do
		start tpython forever.py && wait_for_file k.tap && sleep 0.0$round &&
		kill -KILL "$server" && wait_gone "$server" &&
		test "$(tpython count.py k.tap)" -ge 2000 || return 1
	done
'

test_case 'what cannot be stored is named, the rest is saved' '
	tpython leave.py >said && same wanted said
'

test_done
