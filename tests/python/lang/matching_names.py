# Names that match a pattern, in lists and in directories; who asks for a word.
import fnmatch
import getpass
import glob
import os
import re
import tempfile

names = ['a.py', 'b.txt', 'A.PY', '.hidden', 'x[1].py', 'deep']
for pattern in '*', '*.py', '?.py', '[ab].*', '[!a]*', 'x[[]1].py', '.*', '':
    print(pattern, fnmatch.filter(names, pattern), [name for name in names if fnmatch.fnmatchcase(name, pattern)])
# expect: * ['a.py', 'b.txt', 'A.PY', '.hidden', 'x[1].py', 'deep'] ['a.py', 'b.txt', 'A.PY', '.hidden', 'x[1].py', 'deep']
# expect: *.py ['a.py', 'x[1].py'] ['a.py', 'x[1].py']
# expect: ?.py ['a.py'] ['a.py']
# expect: [ab].* ['a.py', 'b.txt'] ['a.py', 'b.txt']
# expect: [!a]* ['b.txt', 'A.PY', '.hidden', 'x[1].py', 'deep'] ['b.txt', 'A.PY', '.hidden', 'x[1].py', 'deep']
# expect: x[[]1].py ['x[1].py'] ['x[1].py']
# expect: .* ['.hidden'] ['.hidden']
# expect:  [] []
print(fnmatch.fnmatch('abc', 'a[b-d]c'), fnmatch.fnmatch('a\nb', 'a?b'), fnmatch.fnmatch('[', '['))
# expect: True True True
print(fnmatch.fnmatch(b'x.c', b'*.c'), bool(re.match(fnmatch.translate('*.py'), 'z.py')))
# expect: True True
try:
    fnmatch.fnmatch('x', b'x')
except TypeError as e:
    print('TypeError')
# expect: TypeError

with tempfile.TemporaryDirectory() as top:
    os.makedirs(os.path.join(top, 'one', 'two'))
    for name in 'a.py', 'b.txt', '.c.py', 'one/d.py', 'one/two/e.py', 'one/[f].py':
        open(os.path.join(top, name), 'w').close()

    def show(pattern, **keywords):
        print(pattern, sorted(glob.glob(pattern, root_dir=top, **keywords)))

    for pattern in '*.py', '.*', '*/', '*/*.py', '**/*.py', 'no/*', 'a.py', 'one/[[]f].py', '?.*', '':
        show(pattern)
    show('**/*.py', recursive=True)
    show('**', recursive=True)
    show('**', recursive=True, include_hidden=True)
    print(len(glob.glob(os.path.join(glob.escape(top), '*.py'))), next(glob.iglob(os.path.join(top, 'b*')))[-5:])
    there = os.open(top, os.O_RDONLY)
    print(glob.glob('*.txt', dir_fd=there), sorted(glob.glob('**/*.py', dir_fd=there, recursive=True)), sorted(glob.glob('o*/*', root_dir='.', dir_fd=there)), glob.glob(b'*.txt', dir_fd=there))
    os.close(there)
# expect: *.py ['a.py']
# expect: .* ['.c.py']
# expect: */ ['one/']
# expect: */*.py ['one/[f].py', 'one/d.py']
# expect: **/*.py ['one/[f].py', 'one/d.py']
# expect: no/* []
# expect: a.py ['a.py']
# expect: one/[[]f].py ['one/[f].py']
# expect: ?.* ['a.py', 'b.txt']
# expect:  []
# expect: **/*.py ['a.py', 'one/[f].py', 'one/d.py', 'one/two/e.py']
# expect: ** ['a.py', 'b.txt', 'one', 'one/[f].py', 'one/d.py', 'one/two', 'one/two/e.py']
# expect: ** ['.c.py', 'a.py', 'b.txt', 'one', 'one/[f].py', 'one/d.py', 'one/two', 'one/two/e.py']
# expect: 1 b.txt
# expect: ['b.txt'] ['a.py', 'one/[f].py', 'one/d.py', 'one/two/e.py'] ['one/[f].py', 'one/d.py', 'one/two'] [b'b.txt']
print(glob.escape('a*[b]?'), glob.has_magic('a*'), glob.has_magic('a'))
# expect: a[*][[]b][?] True False

for variable in 'LNAME', 'USER', 'USERNAME':
    os.environ.pop(variable, None)
os.environ['LOGNAME'] = 'somebody'
print(getpass.getuser(), issubclass(getpass.GetPassWarning, UserWarning))
# expect: somebody True

# Entries of a directory that is open are looked at from there.
with tempfile.TemporaryDirectory() as top:
    os.mkdir(os.path.join(top, 'd'))
    open(os.path.join(top, 'f'), 'w').close()
    os.symlink('d', os.path.join(top, 'l'))
    there = os.open(top, os.O_RDONLY)
    with os.scandir(there) as entries:
        print(sorted((e.name, e.path, e.is_dir(), e.is_file(), e.is_symlink(), e.stat().st_size >= 0) for e in entries))
    os.close(there)
# expect: [('d', 'd', True, False, False, True), ('f', 'f', False, True, False, True), ('l', 'l', True, False, True, True)]
