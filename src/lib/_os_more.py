"""The part of os that only combines other parts.

os.__getattr__ looks into `exported` for what the module itself lacks.
"""

import abc
import os
from collections.abc import MutableMapping
from os import path
from types import GenericAlias

_own = set(globals())
supports_dir_fd = {
    os.access, os.chmod, os.chown, os.link, os.mkdir, os.mkfifo, os.open,
    os.readlink, os.rename, os.rmdir, os.stat, os.symlink, os.unlink, os.utime}
supports_effective_ids = set()
supports_fd = {os.chdir, os.chmod, os.chown, os.listdir, os.stat, os.statvfs,
               os.truncate, os.utime}
supports_follow_symlinks = {os.chown, os.stat, os.utime}
supports_bytes_environ = True
TMP_MAX = 238328
NGROUPS_MAX = 65536


class PathLike(abc.ABC):
    """What has __fspath__() is one."""

    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, other):
        if cls is not PathLike:
            return NotImplemented
        return any(['__fspath__' in c.__dict__ for c in other.__mro__]) or \
            NotImplemented

    __class_getitem__ = classmethod(GenericAlias)


PathLike.__module__ = 'os'


def _name(value):
    if not isinstance(value, bytes):
        raise TypeError('bytes expected, not ' + type(value).__name__)
    return os.fsdecode(value)


class _Environb(MutableMapping):
    """os.environ as bytes."""

    def __getitem__(self, key):
        try:
            return os.fsencode(os.environ[_name(key)])
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        os.environ[_name(key)] = _name(value)

    def __delitem__(self, key):
        try:
            del os.environ[_name(key)]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        return map(os.fsencode, os.environ)

    def __len__(self):
        return len(os.environ)

    def __repr__(self):
        return 'environ(%r)' % dict(self)


environb = _Environb()


def getenvb(key, default=None):
    return environb.get(key, default)


def _above(name):
    """The directories above, nearest first; not '' and not the root."""
    name = path.split(name)
    name = name[0] if name[1] else path.split(name[0])[0]
    while name and path.split(name)[1]:
        yield name
        name = path.split(name)[0]


def makedirs(name, mode=0o777, exist_ok=False):
    missing = []
    for directory in _above(name):
        if path.exists(directory):
            break
        missing.append(directory)
    for directory in reversed(missing):
        try:
            os.mkdir(directory)
        except FileExistsError:
            pass  # 'a/../a', or somebody was faster
    if missing and path.split(name)[1] == os.curdir:
        return
    try:
        os.mkdir(name, mode)
    except OSError:
        if not (exist_ok and path.isdir(name)):
            raise


def renames(old, new):
    directory = path.dirname(new)
    if directory and path.basename(new):
        makedirs(directory, exist_ok=True)
    os.rename(old, new)
    directory = path.dirname(old)
    if directory and path.basename(old):
        try:
            removedirs(directory)
        except OSError:
            pass  # something else is in it


def removedirs(name):
    os.rmdir(name)
    for directory in _above(name):
        try:
            os.rmdir(directory)
        except OSError:
            return


class DirEntry:
    def __init__(self, directory, name, dir_fd=None):
        self.name = name
        self.path = path.join(directory, name)
        self._dir_fd = dir_fd
        self._stats = {}

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return '<DirEntry %r>' % self.name

    def stat(self, *, follow_symlinks=True):
        if follow_symlinks not in self._stats:
            self._stats[follow_symlinks] = os.stat(
                self.path, dir_fd=self._dir_fd, follow_symlinks=follow_symlinks)
        return self._stats[follow_symlinks]

    def _is(self, kind, follow_symlinks):
        try:
            return self.stat(follow_symlinks=follow_symlinks).st_mode & \
                0o170000 == kind
        except FileNotFoundError:
            return False

    def is_dir(self, *, follow_symlinks=True):
        return self._is(0o040000, follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._is(0o100000, follow_symlinks)

    def is_symlink(self):
        return self._is(0o120000, False)

    def inode(self):
        return self.stat(follow_symlinks=False).st_ino

    __class_getitem__ = classmethod(GenericAlias)


class _Scan:
    def __init__(self, directory):
        where, dir_fd = directory, None
        if isinstance(directory, int):
            where, dir_fd = '', directory
        self._entries = iter([DirEntry(where, name, dir_fd)
                              for name in os.listdir(directory)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path=None):
    if path is None:
        path = '.'
    return _Scan(path if isinstance(path, int) else os.fspath(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    # What is still to be done: directories, and answers due on the way up.
    stack = [os.fspath(top)]
    while stack:
        top = stack.pop()
        if isinstance(top, tuple):
            yield top
            continue
        try:
            names = os.listdir(top)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        dirs = []
        others = []
        for name in names:
            (dirs if path.isdir(path.join(top, name)) else others).append(name)
        answer = (top, dirs, others)
        if topdown:
            yield answer
        else:
            stack.append(answer)
        for name in reversed(dirs):
            below = path.join(top, name)
            if followlinks or not path.islink(below):
                stack.append(below)


def execv(file, args):
    os.execve(file, args, os.environ)


def execvp(file, args):
    execvpe(file, args, os.environ)


def execvpe(file, args, env):
    if '/' in file:
        os.execve(file, args, env)
    error = None
    for directory in env.get('PATH', os.defpath).split(os.pathsep):
        try:
            os.execve(path.join(directory, file), args, env)
        except (FileNotFoundError, NotADirectoryError) as e:
            error = error or e
        except OSError as e:
            error = e
    raise error


def execl(file, *args):
    execv(file, args)


def execle(file, *args):
    os.execve(file, args[:-1], args[-1])


def execlp(file, *args):
    execvp(file, args)


def execlpe(file, *args):
    execvpe(file, args[:-1], args[-1])


def get_exec_path(env=None):
    env = os.environ if env is None else env
    found = env.get('PATH')
    if b'PATH' in env:
        if found is not None:
            raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
        found = env[b'PATH']
    return os.fsdecode(os.defpath if found is None else found).split(
        os.pathsep)


P_WAIT = 0
P_NOWAIT = P_NOWAITO = 1


def _spawn(mode, execute, *args):
    pid = os.fork()
    if not pid:
        try:
            execute(*args)
        except:
            os._exit(127)
    if mode == P_NOWAIT:
        return pid
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def spawnv(mode, file, args):
    return _spawn(mode, execv, file, args)


def spawnve(mode, file, args, env):
    return _spawn(mode, os.execve, file, args, env)


def spawnvp(mode, file, args):
    return _spawn(mode, execvp, file, args)


def spawnvpe(mode, file, args, env):
    return _spawn(mode, execvpe, file, args, env)


def spawnl(mode, file, *args):
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    return spawnvpe(mode, file, args[:-1], args[-1])


class _Popen:
    """One end of a pipe, with a shell at the other."""

    def __init__(self, file, pid):
        self._file = file
        self._pid = pid

    def close(self):
        self._file.close()
        code = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return code << 8 if code > 0 else code or None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __iter__(self):
        return iter(self._file)


def popen(cmd, mode='r', buffering=-1):
    if mode not in ('r', 'w'):
        raise ValueError('invalid mode %r' % mode)
    ours, theirs = os.pipe()
    if mode == 'w':
        ours, theirs = theirs, ours
    pid = os.fork()
    if not pid:
        try:
            os.dup2(theirs, 1 if mode == 'r' else 0)
            os.execve('/bin/sh', ['sh', '-c', cmd], os.environ)
        finally:
            os._exit(127)
    os.close(theirs)
    return _Popen(open(ours, mode, buffering), pid)


class terminal_size(tuple):
    """A tuple of columns and lines."""

    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return 'os.terminal_size(columns=%r, lines=%r)' % self


terminal_size.__module__ = 'os'


def get_terminal_size(fd=1):
    return terminal_size(os._window_size(fd))


def device_encoding(fd):
    return 'UTF-8' if os.isatty(fd) else None


def major(device):
    return device >> 8 & 0xfff | device >> 32 & ~0xfff


def minor(device):
    return device & 0xff | device >> 12 & ~0xff


def makedev(major, minor):
    return (minor & 0xff | (major & 0xfff) << 8 | (minor & ~0xff) << 12 |
            (major & ~0xfff) << 32)


exported = {_name: _value for _name, _value in globals().items()
            if _name not in _own and _name[0] != '_'}
