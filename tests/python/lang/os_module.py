# os and os.path.
import errno
import os
import stat

here = '/tmp/mt-os-%d' % os.getpid()


def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except BaseException as e:
        print(type(e).__name__, str(e).replace(here, 'HERE'), sep=': ')


j = os.path.join
print(j('a', 'b', '/c', 'd'), j('a/', 'b'), j('a', ''), j(b'a', b'b'))
# expect: /c/d a/b a/ b'a/b'
attempt(j, 5)
# expect: TypeError: expected str, bytes or os.PathLike object, not int
attempt(j, 'a', b'b')
# expect: TypeError: Can't mix strings and bytes in path components
for p in ['/a/b', 'a', '', '/', '//x', 'a/b/', '/a//b']:
    print(p, os.path.split(p), os.path.basename(p), os.path.dirname(p), os.path.normpath(p))
    # expect: /a/b ('/a', 'b') b /a /a/b
    # expect: a ('', 'a') a  a
    # expect:  ('', '')   .
    # expect: / ('/', '')  / /
    # expect: //x ('//', 'x') x // //x
    # expect: a/b/ ('a/b', '')  a/b a/b
    # expect: /a//b ('/a', 'b') b /a /a/b






for p in ['a.b.c', '.foo', 'x', '..x', 'a.d/b', 'a.']:
    print(os.path.splitext(p))
    # expect: ('a.b', '.c')
    # expect: ('.foo', '')
    # expect: ('x', '')
    # expect: ('..x', '')
    # expect: ('a.d/b', '')
    # expect: ('a', '.')





print(os.path.normpath('/a/../b//c/./d'), os.path.normpath('../../a/..'), os.path.normpath('a/../..'))
# expect: /b/c/d ../.. ..
print(os.path.abspath('/a/b/..'), os.path.isabs('a'), os.path.relpath('/a/b', '/a/c'), os.path.relpath('/a', '/a'))
# expect: /a False ../b .
print(os.path.commonprefix(['/abc', '/abd']), os.path.expanduser('~root') != '~root')
# expect: /ab True
os.makedirs(j(here, 'd', 'e'), exist_ok=True)
attempt(os.mkdir, here)
# expect: FileExistsError: [Errno 17] File exists: 'HERE'
attempt(os.makedirs, here)
# expect: FileExistsError: [Errno 17] File exists: 'HERE'
with open(j(here, 'f'), 'w') as f:
    f.write('12345')
os.symlink('f', j(here, 'l'))
print(sorted(os.listdir(here)), os.readlink(j(here, 'l')))
# expect: ['d', 'f', 'l'] f
print([(r.replace(here, ''), sorted(d), sorted(f)) for r, d, f in os.walk(here)])
# expect: [('', ['d'], ['f', 'l']), ('/d', ['e'], []), ('/d/e', [], [])]
print(sorted((e.name, e.is_dir(), e.is_file(), e.is_symlink()) for e in os.scandir(here)))
# expect: [('d', True, False, False), ('f', False, True, False), ('l', False, True, True)]
s = os.stat(j(here, 'f'))
print(s.st_size, s[6], stat.S_ISREG(s.st_mode), s.st_mtime > 1e9, len(s), s.st_uid == os.getuid())
# expect: 5 5 True True 10 True
print(os.path.isfile(j(here, 'l')), os.path.islink(j(here, 'l')), os.path.isdir(here), os.path.exists(here + 'x'))
# expect: True True True False
print(os.path.realpath(j(here, 'l')).replace(here, 'HERE'), os.path.samefile(j(here, 'l'), j(here, 'f')))
# expect: HERE/f True
os.rename(j(here, 'f'), j(here, 'g'))
os.chmod(j(here, 'g'), 0o640)
print(oct(os.stat(j(here, 'g')).st_mode), os.access(j(here, 'g'), os.R_OK), stat.filemode(os.stat(j(here, 'g')).st_mode))
# expect: 0o100640 True -rw-r-----
attempt(os.rename, j(here, 'f'), j(here, 'h'))
# expect: FileNotFoundError: [Errno 2] No such file or directory: 'HERE/f' -> 'HERE/h'
attempt(os.listdir, j(here, 'nope'))
# expect: FileNotFoundError: [Errno 2] No such file or directory: 'HERE/nope'
attempt(os.remove, j(here, 'nope'))
# expect: FileNotFoundError: [Errno 2] No such file or directory: 'HERE/nope'
attempt(os.stat, j(here, 'nope'))
# expect: FileNotFoundError: [Errno 2] No such file or directory: 'HERE/nope'
attempt(os.stat, 'a\0b')  # expect: ValueError: embedded null byte
os.remove(j(here, 'g'))
os.unlink(j(here, 'l'))
os.removedirs(j(here, 'd', 'e'))
print(os.path.exists(here), os.name, os.sep, os.linesep == '\n', os.devnull)
# expect: False posix / True /dev/null
os.environ['MT_FOO'] = 'bar'
print(os.environ['MT_FOO'], os.getenv('MT_FOO'), os.getenv('MT_NOPE', 5), 'MT_FOO' in os.environ)
# expect: bar bar 5 True
print(os.popen('echo $MT_FOO').read(), end='')  # expect: bar
del os.environ['MT_FOO']
attempt(os.environ.__getitem__, 'MT_FOO')  # expect: KeyError: 'MT_FOO'
attempt(os.environ.__setitem__, 'a', 5)
# expect: TypeError: str expected, not int
print(os.path.expandvars('$HOME/x') == os.environ['HOME'] + '/x', os.path.expandvars('$MT_NOPE ${'))
# expect: True $MT_NOPE ${
r, w = os.pipe()
print(os.write(w, b'hi'), os.read(r, 10), os.close(w), os.read(r, 1))
# expect: 2 b'hi' None b''
os.close(r)
attempt(os.close, r)  # expect: OSError: [Errno 9] Bad file descriptor
pid = os.fork()
if not pid:
    os._exit(3)
status = os.waitpid(pid, 0)[1]
print(os.WIFEXITED(status), os.WEXITSTATUS(status), os.waitstatus_to_exitcode(status))
# expect: True 3 3
print(os.strerror(2), len(os.urandom(5)), os.getpid() > 0, os.fspath('x'), os.fsencode('\xe9'), os.fsdecode(b'a'))
# expect: No such file or directory 5 True x b'\xc3\xa9' a
print(os.fsencode('\0a\udcff'), os.fsencode(b'\0'))  # expect: b'\x00a\xff' b'\x00'
print(os.system('exit 3') >> 8, os.cpu_count() > 0)  # expect: 3 True

# --- what is Python, and what takes files by number

os.mkdir(here)
name = os.path.join(here, 'f')
fd = os.open(name, os.O_CREAT | os.O_RDWR)
print(os.write(fd, b'hello'), os.pread(fd, 3, 1), os.pwrite(fd, b'J', 0), os.get_inheritable(fd), os.get_blocking(fd))
# expect: 5 b'ell' 1 False True
os.truncate(fd, 4)
os.chmod(fd, 0o600)
print(os.stat(fd).st_size, stat.filemode(os.stat(fd).st_mode), os.fstat(fd) == os.lstat(name))
# expect: 4 -rw------- True
os.utime(name, ns=(5, 1500000000))
print(os.stat(name).st_mtime_ns, os.path.getmtime(name))
# expect: 1500000000 1.5
os.close(fd)
os.symlink('f', os.path.join(here, 'l'))
os.mkdir(os.path.join(here, 'd'))
with os.scandir(here) as scan:
    for e in sorted(scan, key=lambda e: e.name):
        print(e.name, e, e.is_dir(), e.is_file(), e.is_symlink(), os.fspath(e) == e.path)
        # expect: d <DirEntry 'd'> True False False True
        # expect: f <DirEntry 'f'> False True False True
        # expect: l <DirEntry 'l'> False True True True
print(sorted(os.listdir(os.fsencode(here))), os.readlink(os.path.join(here, 'l')))
# expect: [b'd', b'f', b'l'] f
print([(t == here, d, sorted(f)) for t, d, f in os.walk(here)])
# expect: [(True, ['d'], ['f', 'l']), (False, [], [])]
print([t == here for t, d, f in os.walk(here, topdown=False)])
# expect: [False, True]
os.makedirs(os.path.join(here, 'x', 'y'))
os.renames(os.path.join(here, 'x', 'y'), os.path.join(here, 'z', 'w'))
print(sorted(os.listdir(here)))  # expect: ['d', 'f', 'l', 'z']
os.removedirs(os.path.join(here, 'z', 'w'))
attempt(os.mkdir, here)
# expect: FileExistsError: [Errno 17] File exists: 'HERE'
attempt(os.fspath, 5)
# expect: TypeError: expected str, bytes or os.PathLike object, not int
attempt(os.terminal_size, (80, 24))
# expect: os.terminal_size(columns=80, lines=24)
attempt(lambda: os.nothing_of_this_name)
# expect: AttributeError: module 'os' has no attribute 'nothing_of_this_name'
attempt(lambda: os.path.commonpath(['/a/b', '/a/c']))  # expect: '/a'
attempt(os.path.commonpath, ['/a', 'b'])
# expect: ValueError: Can't mix absolute and relative paths
attempt(os.path.commonpath, [])
# expect: ValueError: commonpath() arg is an empty sequence


class P:
    def __fspath__(self):
        return here


print(isinstance(P(), os.PathLike), isinstance('x', os.PathLike), os.path.isdir(P()))
# expect: True False True
attempt(os.mkdir, P())
# expect: FileExistsError: [Errno 17] File exists: 'HERE'
print(os.getpgid(0) == os.getpgrp(), os.major(os.makedev(5, 9)), os.minor(os.makedev(5, 9)))
# expect: True 5 9
pid = os.spawnlp(os.P_NOWAIT, 'sh', 'sh', '-c', 'exit 3')
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), os.spawnv(os.P_WAIT, '/bin/true', ['true']))
# expect: 3 0
for n in ('f', 'l'):
    os.unlink(os.path.join(here, n))
os.rmdir(os.path.join(here, 'd'))
os.rmdir(here)
os.mkdir(here)
os.symlink('loop', j(here, 'loop'))
os.symlink('nowhere/x', j(here, 'broken'))
print(os.path.realpath('/usr/../etc/./x//../nope/'), os.path.realpath(j(here, 'broken')) == j(here, 'nowhere/x'))
# expect: /etc/nope True
print(os.path.realpath(j(here, 'loop')) == j(here, 'loop'))  # expect: True
try:
    os.path.realpath(j(here, 'loop'), strict=True)
except OSError as e:
    print(e.errno == errno.ELOOP, e.filename == j(here, 'loop'))  # expect: True True
attempt(os.path.realpath, j(here, 'nope'), strict=True)
# expect: FileNotFoundError: [Errno 2] No such file or directory: 'HERE/nope'
os.unlink(j(here, 'loop'))
os.unlink(j(here, 'broken'))
os.rmdir(here)

# Names from its other half are listed once, asked for or not, and can be put
# in another's place.
before = dir(os)
kept = os.makedirs, os.makedirs
print(kept[0] is kept[1], dir(os) == before, len(set(before)) == len(before))  # expect: True True True
os.makedirs = 'mine'
print(os.makedirs, 'makedirs' in vars(os))  # expect: mine True
os.makedirs = kept[0]
