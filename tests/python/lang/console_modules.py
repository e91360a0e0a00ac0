# codeop, code, timeit, optparse, platform, importlib.util.
import code
import codeop
import importlib.util
import io
import optparse
import os
import platform
import sys
import timeit

os.environ['COLUMNS'] = '80'


def attempt(f, *args, **keywords):
    try:
        print(f(*args, **keywords))
    except Exception as e:
        print(type(e).__name__, e)


for text in ('x = 1', 'if x:', 'if x:\n  y', 'if x:\n  y\n', 'f(1,', '"""abc', '1 +', 'x = (', '# only', '',
             'a b', 'def f():', '@d', 'try:\n  x\n', 'class C:\n  pass\n', 'x \\', "'abc"):
    try:
        got = codeop.compile_command(text)
        print(repr(text), got if got is None else 'complete')
        # expect: 'x = 1' complete
        # expect: 'if x:' None
        # expect: 'if x:\n  y' None
        # expect: 'if x:\n  y\n' complete
        # expect: 'f(1,' None
        # expect: '"""abc' None
    except SyntaxError:
        print(repr(text), 'error')
        # expect: '1 +' error
        # expect: 'x = (' None
        # expect: '# only' complete
        # expect: '' complete
        # expect: 'a b' error
        # expect: 'def f():' None
        # expect: '@d' None
        # expect: 'try:\n  x\n' None
        # expect: 'class C:\n  pass\n' complete
        # expect: 'x \\' None
        # expect: "'abc" error
space = {}
console = code.InteractiveInterpreter(space)
print(console.runsource('x = 6 * 7'), space['x'], console.runsource('for i in x:'))
# expect: False 42 True
said = []
console.write = said.append
console.runsource('1/0')
console.runsource('a b')
print(said[0].splitlines()[0], said[0].splitlines()[-1], said[-1].splitlines()[-1])
# expect: Traceback (most recent call last): ZeroDivisionError: division by zero SyntaxError: invalid syntax
lines = iter(['def f():', '  return 5', '', 'x = f()'])


def read(prompt):
    try:
        return next(lines)
    except StopIteration:
        raise EOFError from None


err, sys.stderr = sys.stderr, io.StringIO()
code.interact('hi', read, {}, 'bye')
text, sys.stderr = sys.stderr.getvalue(), err
print(repr(text))  # expect: 'hi\n\nbye\n'

print(timeit.timeit('x + 1', 'x = 1', number=10) >= 0, len(timeit.repeat(lambda: 1, repeat=3, number=5)))
# expect: True 3
attempt(timeit.Timer, 5)
# expect: ValueError stmt is neither a string nor callable
attempt(timeit.timeit, 'x', timer=iter([1.0, 3.5]).__next__, number=0)
# expect: 2.5
print(platform.system() == os.uname().sysname, platform.python_version_tuple()[0], platform.architecture()[0][2:])
# expect: True 3 bit
print(importlib.util.find_spec('no_such_module'), importlib.util.find_spec('json') is not None)
# expect: None True
attempt(importlib.util.resolve_name, '.b', 'a.c')  # expect: a.c.b
attempt(importlib.util.resolve_name, '..b', 'a')
# expect: ImportError attempted relative import beyond top-level package

p = optparse.OptionParser(usage='%prog [-x] FILE', version='%prog 1', prog='tool', description='Does things.')
p.add_option('-n', '--number', type='int', default=3, help='a number [%default]')
p.add_option('-q', action='store_false', dest='loud', default=True)
p.add_option('-v', action='count')
p.add_option('--name', metavar='N', help='the name of the thing, which may be long enough to be broken')
p.add_option('-c', type='choice', choices=['a', 'b'])
p.add_option('--pair', nargs=2, type='float')
p.add_option('-a', action='append')
g = p.add_option_group('More', 'Rarely used.')
g.add_option('--rare', action='store_true')


def parse(*args):
    err, sys.stderr = sys.stderr, io.StringIO()
    out, sys.stdout = sys.stdout, sys.stderr
    try:
        found = p.parse_args(list(args))
        text = '%s %s' % found
    except SystemExit as e:
        text = sys.stderr.getvalue() + 'exit %s' % e.code
    sys.stderr, sys.stdout = err, out
    print(text)


parse('x', '-n5', '-qvv', '--name=y', 'z', '-a', '1', '-a2')
# expect: {'number': 5, 'loud': False, 'v': 2, 'name': 'y', 'c': None, 'pair': None, 'a': ['1', '2'], 'rare': None} ['x', 'z']
parse('--pair', '1', '2.5', '--', '-n')
# expect: {'number': 3, 'loud': True, 'v': None, 'name': None, 'c': None, 'pair': (1.0, 2.5), 'a': None, 'rare': None} ['-n']
parse('--num', '0x10', '--rare')
# expect: {'number': 16, 'loud': True, 'v': None, 'name': None, 'c': None, 'pair': None, 'a': None, 'rare': True} []
parse('-n')
# expect: Usage: tool [-x] FILE
# expect:
# expect: tool: error: -n option requires 1 argument
# expect: exit 2
parse('-n', 'x')
# expect: Usage: tool [-x] FILE
# expect:
# expect: tool: error: option -n: invalid integer value: 'x'
# expect: exit 2
parse('-c', 'z')
# expect: Usage: tool [-x] FILE
# expect:
# expect: tool: error: option -c: invalid choice: 'z' (choose from 'a', 'b')
# expect: exit 2
parse('--n', '1')
# expect: Usage: tool [-x] FILE
# expect:
# expect: tool: error: ambiguous option: --n (--name, --number?)
# expect: exit 2
parse('--nope')
# expect: Usage: tool [-x] FILE
# expect:
# expect: tool: error: no such option: --nope
# expect: exit 2
parse('-z')
# expect: Usage: tool [-x] FILE
# expect:
# expect: tool: error: no such option: -z
# expect: exit 2
parse('--rare=1')
# expect: Usage: tool [-x] FILE
# expect:
# expect: tool: error: --rare option does not take a value
# expect: exit 2
parse('--version')
# expect: tool 1
# expect: exit 0
parse('-h')
# expect: Usage: tool [-x] FILE
# expect:
# expect: Does things.
# expect:
# expect: Options:
# expect:   --version             show program's version number and exit
# expect:   -h, --help            show this help message and exit
# expect:   -n NUMBER, --number=NUMBER
# expect:                         a number [3]
# expect:   -q                    
# expect:   -v                    
# expect:   --name=N              the name of the thing, which may be long enough to be
# expect:                         broken
# expect:   -c C                  
# expect:   --pair=PAIR           
# expect:   -a A                  
# expect:
# expect:   More:
# expect:     Rarely used.
# expect:
# expect:     --rare              
# expect: exit 0
attempt(p.add_option, '-n')
# expect: OptionConflictError option -n: conflicting option string(s): -n
attempt(p.add_option, 'n')
# expect: OptionError invalid option string 'n': must be at least two characters long
attempt(p.add_option, '-y', action='nope')
# expect: OptionError option -y: invalid action: 'nope'
attempt(p.add_option, '-y', action='store_true', type='int')
# expect: OptionError option -y: must not supply a type for action 'store_true'
attempt(p.add_option, '-y', bad=1)
# expect: OptionError option -y: invalid keyword arguments: bad
print(p.has_option('--rare'), p.get_option('-q').dest, p.defaults['number'])
# expect: True loud 3
