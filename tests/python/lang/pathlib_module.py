# pathlib: pure paths of both kinds, and files.
import os
from pathlib import PurePath, PurePosixPath, PureWindowsPath, Path, PosixPath


def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except Exception as e:
        print(type(e).__name__, e)


P, W = PurePosixPath, PureWindowsPath
for p in (P('a/b.tar.gz'), P('/'), P('//x/y'), P('///x'), P(), P('a//b/./c/../d/'), P('.hid'), P('x.'),
          W('c:/a/b.txt'), W('c:a'), W('//host/share/x'), W('a\\b'), W('/x')):
    print(p, repr(p), p.parts, p.drive, p.root, p.anchor, p.name, p.suffix, p.suffixes, p.stem)
    # expect: a/b.tar.gz PurePosixPath('a/b.tar.gz') ('a', 'b.tar.gz')    b.tar.gz .gz ['.tar', '.gz'] b.tar
    # expect: / PurePosixPath('/') ('/',)  / /   [] 
    # expect: //x/y PurePosixPath('//x/y') ('//', 'x', 'y')  // // y  [] y
    # expect: /x PurePosixPath('/x') ('/', 'x')  / / x  [] x
    # expect: . PurePosixPath('.') ()      [] 
    # expect: a/b/c/../d PurePosixPath('a/b/c/../d') ('a', 'b', 'c', '..', 'd')    d  [] d
    # expect: .hid PurePosixPath('.hid') ('.hid',)    .hid  [] .hid
    # expect: x. PurePosixPath('x.') ('x.',)    x.  [] x.
    # expect: c:\a\b.txt PureWindowsPath('c:/a/b.txt') ('c:\\', 'a', 'b.txt') c: \ c:\ b.txt .txt ['.txt'] b
    # expect: c:a PureWindowsPath('c:a') ('c:', 'a') c:  c: a  [] a
    # expect: \\host\share\x PureWindowsPath('//host/share/x') ('\\\\host\\share\\', 'x') \\host\share \ \\host\share\ x  [] x
    # expect: a\b PureWindowsPath('a/b') ('a', 'b')    b  [] b
    # expect: \x PureWindowsPath('/x') ('\\', 'x')  \ \ x  [] x
    # one line for each
print(P('a') / 'b' / '/c', 'x' / P('y'), P('a', 'b', P('c')), W('c:/a') / '/b', W('c:/a') / 'd:b', W('c:x', 'c:y'))
# expect: /c x/y a/b/c c:\b d:b c:y
print(P('/a/b/c').parent, list(P('/a/b/c').parents), P('a').parent, P('/').parent, P('a/b').parents[-1], len(P('a/b').parents))
# expect: /a/b [PurePosixPath('/a/b'), PurePosixPath('/a'), PurePosixPath('/')] . / . 2
print(P('/a/b').relative_to('/a'), P('a/b').is_relative_to('a'), P('a/b').is_relative_to('c'), W('C:/a/B').relative_to('c:/A'))
# expect: b True False B
attempt(P('/a').relative_to, 'b')
# expect: ValueError '/a' is not in the subpath of 'b' OR one path is relative and the other is absolute.
attempt(P('a').with_name, 'x/y')  # expect: ValueError Invalid name 'x/y'
attempt(P('/').with_name, 'x')
# expect: ValueError PurePosixPath('/') has an empty name
attempt(P('a.b').with_suffix, 'c')  # expect: ValueError Invalid suffix 'c'
attempt(P, 5)
# expect: TypeError expected str, bytes or os.PathLike object, not int
attempt(P, b'a')
# expect: TypeError argument should be a str object or an os.PathLike object returning str, not <class 'bytes'>
print(P('a/b.c').with_name('d'), P('a/b.c').with_suffix('.x'), P('a/b.c').with_suffix(''), P('b.c').with_stem('z'))
# expect: a/d a/b.x a/b z.c
print(P('a') == P('a/'), P('a') == W('a'), W('A') == W('a'), P('a') < P('b'), hash(P('a')) == hash(P('./a')), sorted([P('b'), P('a')]))
# expect: True False True True True [PurePosixPath('a'), PurePosixPath('b')]
attempt(lambda: P('a') < W('b'))
# expect: TypeError '<' not supported between instances of 'PurePosixPath' and 'PureWindowsPath'
print(P('/a/b').as_uri(), P('a b').as_posix(), bytes(P('x')), os.fspath(P('y')), W('c:/a b').as_uri())
# expect: file:///a/b a b b'x' y file:///c:/a%20b
attempt(P('a').as_uri)
# expect: ValueError relative path can't be expressed as a file URI
print(P('a/b.py').match('*.py'), P('/a/b.py').match('/*.py'), P('/a/b/c.py').match('b/*.py'), W('X.PY').match('*.py'))
# expect: True False True True
attempt(P('a').match, '')  # expect: ValueError empty pattern
print(P('/a').is_absolute(), W('/a').is_absolute(), W('c:/a').is_absolute(), W('nul.txt').is_reserved(), P('nul').is_reserved())
# expect: True False True True False
print(P('a/b').__reduce__())
# expect: (<class 'pathlib.PurePosixPath'>, ('a', 'b'))
print(type(PurePath('a')).__name__, type(Path('a')).__name__, isinstance(Path(), os.PathLike))
# expect: PurePosixPath PosixPath True
here = Path('/tmp') / ('mt-pathlib-%d' % os.getpid())
here.mkdir()
attempt(lambda: here.mkdir(exist_ok=True))  # expect: None
(here / 'd' / 'e').mkdir(parents=True)
f = here / 'f.txt'
print(f.write_text('hello\n'), f.read_text(), f.read_bytes(), f.write_bytes(b'xyz'), f.stat().st_size, f.exists(), f.is_file(), f.is_dir())
# expect: 6 hello
# expect:  b'hello\n' 3 3 True True False
(here / 'd' / 'g.txt').touch()
(here / 'l').symlink_to('f.txt')
print((here / 'l').is_symlink(), (here / 'l').readlink(), (here / 'l').resolve() == f.resolve(), (here / 'l').samefile(f))
# expect: True f.txt True True
print(sorted(p.name for p in here.iterdir()), sorted(str(p.relative_to(here)) for p in here.rglob('*.txt')))
# expect: ['d', 'f.txt', 'l'] ['d/g.txt', 'f.txt']
print(sorted(str(p.relative_to(here)) for p in here.glob('**/*')), [p.name for p in here.glob('d/g.*')], [p.name for p in here.glob('*/e')])
# expect: ['d', 'd/e', 'd/g.txt', 'f.txt', 'l'] ['g.txt'] ['e']
attempt(lambda: list(here.glob('')))
# expect: ValueError Unacceptable pattern: ''
attempt(lambda: list(here.glob('/x')))
# expect: NotImplementedError Non-relative patterns are unsupported
attempt(lambda: list(here.glob('a**')))
# expect: ValueError Invalid pattern: '**' can only be an entire path component
with f.open() as file:
    print(file.read())  # expect: xyz
print(f.rename(here / 'r').name, f.exists(), (here / 'r').replace(f).name)
# expect: r False f.txt
f.chmod(0o600)
print(oct(f.stat().st_mode & 0o777), (here / 'nope').exists(), Path.cwd() == Path().absolute(), Path('~').expanduser() == Path.home())
# expect: 0o600 False True True
f.unlink(missing_ok=True)
f.unlink(missing_ok=True)
try:
    f.unlink()
except FileNotFoundError:
    print('gone')  # expect: gone
attempt(f.touch, exist_ok='') if False else print(f.parent == here)
# expect: True
import shutil
shutil.rmtree(here)
print(here.exists())  # expect: False
