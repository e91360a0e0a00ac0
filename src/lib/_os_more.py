"""The part of os that only combines other parts."""

import os
from os import path


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == os.curdir:
            return
    try:
        os.mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    os.rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            os.rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


class DirEntry:
    def __init__(self, directory, name):
        self.name = name
        self.path = path.join(directory, name)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return '<DirEntry %r>' % self.name

    def is_dir(self, *, follow_symlinks=True):
        if not follow_symlinks and self.is_symlink():
            return False
        return path.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        if not follow_symlinks and self.is_symlink():
            return False
        return path.isfile(self.path)

    def is_symlink(self):
        return path.islink(self.path)

    def stat(self, *, follow_symlinks=True):
        return os.stat(self.path, follow_symlinks=follow_symlinks)

    def inode(self):
        return os.lstat(self.path).st_ino


class _Scan:
    def __init__(self, directory):
        self._entries = iter([DirEntry(directory, name)
                              for name in os.listdir(directory)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def close(self):
        pass


def scandir(path='.'):
    return _Scan(os.fspath(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = os.fspath(top)
    try:
        names = os.listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    dirs = []
    others = []
    for name in names:
        if path.isdir(path.join(top, name)):
            dirs.append(name)
        else:
            others.append(name)
    if topdown:
        yield top, dirs, others
    for name in dirs:
        below = path.join(top, name)
        if followlinks or not path.islink(below):
            yield from walk(below, topdown, onerror, followlinks)
    if not topdown:
        yield top, dirs, others


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


def execlp(file, *args):
    execvp(file, args)


P_WAIT = 0
P_NOWAIT = 1


def spawnv(mode, file, args):
    pid = os.fork()
    if not pid:
        try:
            execv(file, args)
        except:
            os._exit(127)
    if mode == P_NOWAIT:
        return pid
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


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
