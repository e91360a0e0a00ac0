# argparse: what it parses, what it refuses and what it prints.
import argparse
import io
import contextlib
import os

os.environ['COLUMNS'] = '80'


def parse(parser, line):
    err = io.StringIO()
    try:
        with contextlib.redirect_stderr(err), contextlib.redirect_stdout(err):
            found = parser.parse_args(line.split())
        print(found)
    except SystemExit as e:
        print(err.getvalue() + 'exit', e.code)


p = argparse.ArgumentParser(prog='fetch', description='Fetch things from '
                            'places that are far away and hard to reach.',
                            epilog='Good luck.')
p.add_argument('place', help='where from')
p.add_argument('more', nargs='*', type=int, help='numbers')
p.add_argument('-v', '--verbose', action='count', default=0, help='say more')
p.add_argument('-o', '--output', metavar='FILE', default='out')
p.add_argument('--level', type=int, choices=[1, 2, 3], help='of %(choices)s')
p.add_argument('--pair', nargs=2, metavar=('A', 'B'))
p.add_argument('--opt', nargs='?', const='c', default='d')
p.add_argument('--flag', action=argparse.BooleanOptionalAction)
p.add_argument('--item', action='append', default=['x'])
p.add_argument('--version', action='version', version='%(prog)s 1.2')
g = p.add_mutually_exclusive_group()
g.add_argument('--fast', action='store_true')
g.add_argument('--slow', dest='fast', action='store_false')

parse(p, 'home')
# expect: Namespace(place='home', more=[], verbose=0, output='out', level=None, pair=None, opt='d', flag=None, item=['x'], fast=False)

parse(p, 'home 1 2 -vv --opt --level 2 --item=y --item z')
# expect: Namespace(place='home', more=[1, 2], verbose=2, output='out', level=2, pair=None, opt='c', flag=None, item=['x', 'y', 'z'], fast=False)

parse(p, '-vofile --pair 1 2 home --no-flag')
# expect: Namespace(place='home', more=[], verbose=1, output='file', level=None, pair=['1', '2'], opt='d', flag=False, item=['x'], fast=False)

parse(p, '--verb home -- -5')
# expect: Namespace(place='home', more=[-5], verbose=1, output='out', level=None, pair=None, opt='d', flag=None, item=['x'], fast=False)

parse(p, 'home -5')
# expect: Namespace(place='home', more=[-5], verbose=0, output='out', level=None, pair=None, opt='d', flag=None, item=['x'], fast=False)

parse(p, '')
# expect: usage: fetch [-h] [-v] [-o FILE] [--level {1,2,3}] [--pair A B] [--opt [OPT]]
# expect:              [--flag | --no-flag] [--item ITEM] [--version] [--fast | --slow]
# expect:              place [more ...]
# expect: fetch: error: the following arguments are required: place, more
# expect: exit 2


parse(p, 'home x')
# expect: usage: fetch [-h] [-v] [-o FILE] [--level {1,2,3}] [--pair A B] [--opt [OPT]]
# expect:              [--flag | --no-flag] [--item ITEM] [--version] [--fast | --slow]
# expect:              place [more ...]
# expect: fetch: error: argument more: invalid int value: 'x'
# expect: exit 2


parse(p, 'home --level 7')
# expect: usage: fetch [-h] [-v] [-o FILE] [--level {1,2,3}] [--pair A B] [--opt [OPT]]
# expect:              [--flag | --no-flag] [--item ITEM] [--version] [--fast | --slow]
# expect:              place [more ...]
# expect: fetch: error: argument --level: invalid choice: 7 (choose from 1, 2, 3)
# expect: exit 2


parse(p, 'home --pair 1')
# expect: usage: fetch [-h] [-v] [-o FILE] [--level {1,2,3}] [--pair A B] [--opt [OPT]]
# expect:              [--flag | --no-flag] [--item ITEM] [--version] [--fast | --slow]
# expect:              place [more ...]
# expect: fetch: error: argument --pair: expected 2 arguments
# expect: exit 2


parse(p, 'home --fast --slow')
# expect: usage: fetch [-h] [-v] [-o FILE] [--level {1,2,3}] [--pair A B] [--opt [OPT]]
# expect:              [--flag | --no-flag] [--item ITEM] [--version] [--fast | --slow]
# expect:              place [more ...]
# expect: fetch: error: argument --slow: not allowed with argument --fast
# expect: exit 2


parse(p, 'home --ver')
# expect: usage: fetch [-h] [-v] [-o FILE] [--level {1,2,3}] [--pair A B] [--opt [OPT]]
# expect:              [--flag | --no-flag] [--item ITEM] [--version] [--fast | --slow]
# expect:              place [more ...]
# expect: fetch: error: ambiguous option: --ver could match --verbose, --version
# expect: exit 2


parse(p, 'home --nope')
# expect: usage: fetch [-h] [-v] [-o FILE] [--level {1,2,3}] [--pair A B] [--opt [OPT]]
# expect:              [--flag | --no-flag] [--item ITEM] [--version] [--fast | --slow]
# expect:              place [more ...]
# expect: fetch: error: unrecognized arguments: --nope
# expect: exit 2


parse(p, '--version')
# expect: fetch 1.2
# expect: exit 0


print(p.format_help())
# expect: usage: fetch [-h] [-v] [-o FILE] [--level {1,2,3}] [--pair A B] [--opt [OPT]]
# expect:              [--flag | --no-flag] [--item ITEM] [--version] [--fast | --slow]
# expect:              place [more ...]
# expect:
# expect: Fetch things from places that are far away and hard to reach.
# expect:
# expect: positional arguments:
# expect:   place                 where from
# expect:   more                  numbers
# expect:
# expect: options:
# expect:   -h, --help            show this help message and exit
# expect:   -v, --verbose         say more
# expect:   -o FILE, --output FILE
# expect:   --level {1,2,3}       of 1, 2, 3
# expect:   --pair A B
# expect:   --opt [OPT]
# expect:   --flag, --no-flag
# expect:   --item ITEM
# expect:   --version             show program's version number and exit
# expect:   --fast
# expect:   --slow
# expect:
# expect: Good luck.
# expect:


print(p.parse_known_args(['a', '--zzz', '3', 'q'.upper()[:0] + '4']))
# expect: (Namespace(place='a', more=[], verbose=0, output='out', level=None, pair=None, opt='d', flag=None, item=['x'], fast=False), ['--zzz', '3', '4'])


p = argparse.ArgumentParser(prog='git', fromfile_prefix_chars='@')
p.add_argument('-C', dest='where')
s = p.add_subparsers(dest='command', title='commands', required=True)
a = s.add_parser('add', aliases=['a'], help='add files')
a.add_argument('files', nargs='+')
c = s.add_parser('commit', help='record changes')
c.add_argument('-m', required=True)
c.set_defaults(run='commit it')
parse(p, '-C x add 1 2')
# expect: Namespace(where='x', command='add', files=['1', '2'])

parse(p, 'a 3')  # expect: Namespace(where=None, command='a', files=['3'])
parse(p, 'commit -mhello')
# expect: Namespace(where=None, command='commit', m='hello', run='commit it')

parse(p, 'commit')
# expect: usage: git commit [-h] -m M
# expect: git commit: error: the following arguments are required: -m
# expect: exit 2


parse(p, 'push')
# expect: usage: git [-h] [-C WHERE] {add,a,commit} ...
# expect: git: error: argument command: invalid choice: 'push' (choose from 'add', 'a', 'commit')
# expect: exit 2


parse(p, '')
# expect: usage: git [-h] [-C WHERE] {add,a,commit} ...
# expect: git: error: the following arguments are required: command
# expect: exit 2


print(p.format_help())
# expect: usage: git [-h] [-C WHERE] {add,a,commit} ...
# expect:
# expect: options:
# expect:   -h, --help      show this help message and exit
# expect:   -C WHERE
# expect:
# expect: commands:
# expect:   {add,a,commit}
# expect:     add (a)       add files
# expect:     commit        record changes
# expect:


print(c.format_usage())
# expect: usage: git commit [-h] -m M
# expect:


base = argparse.ArgumentParser(add_help=False)
base.add_argument('--debug', action='store_const', const=7)
p = argparse.ArgumentParser(
    prog='child', parents=[base], prefix_chars='-+',
    formatter_class=argparse.ArgumentDefaultsHelpFormatter)
p.add_argument('+x', type=float, default='1.5', help='a number')
p.add_argument('rest', nargs=argparse.REMAINDER)
parse(p, '+x 2 --debug a --b -c')
# expect: Namespace(debug=7, x=2.0, rest=['a', '--b', '-c'])

parse(p, '')  # expect: Namespace(debug=None, x=1.5, rest=[])
parse(p, '+x y')
# expect: usage: child [-h] [--debug] [+x X] ...
# expect: child: error: argument +x: invalid float value: 'y'
# expect: exit 2


print(p.format_help())
# expect: usage: child [-h] [--debug] [+x X] ...
# expect:
# expect: positional arguments:
# expect:   rest
# expect:
# expect: options:
# expect:   -h, --help  show this help message and exit
# expect:   --debug
# expect:   +x X        a number (default: 1.5)
# expect:


r = argparse.ArgumentParser(prog='r')
e = r.add_mutually_exclusive_group(required=True)
e.add_argument('-a')
e.add_argument('-b', nargs='?')
parse(r, '')
# expect: usage: r [-h] (-a A | -b [B])
# expect: r: error: one of the arguments -a -b is required
# expect: exit 2


parse(r, '-a1')  # expect: Namespace(a='1', b=None)
for bad in (lambda: r.add_argument('-a'), lambda: r.add_argument('--', 'x'),
            lambda: r.add_argument('y', required=True),
            lambda: r.add_argument('y', action='what'),
            lambda: r.add_argument('y', nargs=0)):
    try:
        bad()
    except Exception as error:
        print(type(error).__name__, error)
        # expect: ArgumentError argument -a: conflicting option string: -a
        # expect: ValueError invalid option string 'x': must start with a character '-'
        # expect: TypeError 'required' is an invalid argument for positionals
        # expect: ValueError unknown action "what"
        # expect: ValueError nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const may be more appropriate


q = argparse.ArgumentParser(prog='q', exit_on_error=False)
q.add_argument('--n', type=int)
try:
    q.parse_args(['--n', 'one'])
except argparse.ArgumentError as error:
    print(error)  # expect: argument --n: invalid int value: 'one'
w = argparse.ArgumentParser(prog='a-program-with-a-long-name')
for i in range(9):
    w.add_argument('--option-%d' % i, required=i % 2 == 0)
w.add_argument('positional')
print(w.format_usage())
# expect: usage: a-program-with-a-long-name [-h] --option-0 OPTION_0
# expect:                                   [--option-1 OPTION_1] --option-2 OPTION_2
# expect:                                   [--option-3 OPTION_3] --option-4 OPTION_4
# expect:                                   [--option-5 OPTION_5] --option-6 OPTION_6
# expect:                                   [--option-7 OPTION_7] --option-8 OPTION_8
# expect:                                   positional
# expect:


print(argparse.Namespace(a=1, b='x') == argparse.Namespace(b='x', a=1))
# expect: True


print(argparse.FileType('r', encoding='utf-8'))
# expect: FileType('r', encoding='utf-8')


i = argparse.ArgumentParser(prog='i')
i.add_argument('--foo')
i.add_argument('cmd')
i.add_argument('rest', nargs='*', type=int)
print(i.parse_intermixed_args('doit 1 --foo bar 2 3'.split()))
# expect: Namespace(foo='bar', cmd='doit', rest=[1, 2, 3])


