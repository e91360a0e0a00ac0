"""High-level operations on files and trees of them."""

import os
import stat
import sys

__all__ = ['copyfileobj', 'copyfile', 'copymode', 'copystat', 'copy', 'copy2',
           'copytree', 'move', 'rmtree', 'Error', 'SpecialFileError',
           'ExecError', 'disk_usage', 'chown', 'which',
           'get_terminal_size', 'SameFileError', 'ignore_patterns']

COPY_BUFSIZE = 64 * 1024


class Error(OSError):
    pass


class SameFileError(Error):
    pass


class SpecialFileError(OSError):
    pass


class ExecError(OSError):
    pass


def copyfileobj(fsrc, fdst, length=0):
    length = length or COPY_BUFSIZE
    while True:
        piece = fsrc.read(length)
        if not piece:
            break
        fdst.write(piece)


def _samefile(src, dst):
    try:
        return os.path.samefile(src, dst)
    except OSError:
        return False


def copyfile(src, dst, *, follow_symlinks=True):
    """The contents alone."""
    if _samefile(src, dst):
        raise SameFileError('%r and %r are the same file' % (src, dst))
    for path in (src, dst):
        try:
            mode = os.stat(path).st_mode
        except OSError:
            continue
        if stat.S_ISFIFO(mode):
            raise SpecialFileError('`%s` is a named pipe' % os.fspath(path))
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, 'rb') as fsrc:
        try:
            with open(dst, 'wb') as fdst:
                copyfileobj(fsrc, fdst)
        except IsADirectoryError as e:
            if not os.path.exists(dst):
                raise FileNotFoundError('Directory does not exist: %s' %
                                        dst) from e
            raise
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    if not follow_symlinks and os.path.islink(src) and os.path.islink(dst):
        return
    os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    """Mode and times."""
    if not follow_symlinks and os.path.islink(src) and os.path.islink(dst):
        st = os.lstat(src)
        os.utime(dst, ns=(st.st_atime_ns, st.st_mtime_ns),
                 follow_symlinks=False)
        return
    st = os.stat(src)
    os.utime(dst, ns=(st.st_atime_ns, st.st_mtime_ns))
    os.chmod(dst, stat.S_IMODE(st.st_mode))


def _target(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) \
        else dst


def copy(src, dst, *, follow_symlinks=True):
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    dst = _target(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


def ignore_patterns(*patterns):
    def ignore(path, names):
        import fnmatch
        ignored = set()
        for pattern in patterns:
            ignored.update(fnmatch.filter(names, pattern))
        return ignored
    return ignore


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2,
             ignore_dangling_symlinks=False, dirs_exist_ok=False):
    """Copy a tree; what could not be copied is told at the end."""
    with os.scandir(src) as scan:
        entries = list(scan)
    ignored = ignore(os.fspath(src), [e.name for e in entries]) \
        if ignore is not None else ()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    errors = []
    for entry in entries:
        if entry.name in ignored:
            continue
        source = os.path.join(src, entry.name)
        target = os.path.join(dst, entry.name)
        try:
            if entry.is_symlink() and symlinks:
                os.symlink(os.readlink(source), target)
                copystat(source, target, follow_symlinks=False)
            elif entry.is_symlink() and ignore_dangling_symlinks and \
                    not os.path.exists(source):
                continue
            elif entry.is_dir():
                copytree(source, target, symlinks, ignore, copy_function,
                         ignore_dangling_symlinks, dirs_exist_ok)
            else:
                copy_function(source, target)
        except Error as e:
            errors.extend(e.args[0])
        except OSError as e:
            errors.append((source, target, str(e)))
    try:
        copystat(src, dst)
    except OSError as e:
        errors.append((src, dst, str(e)))
    if errors:
        raise Error(errors)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, dir_fd=None):
    """Remove a tree, links in it but not what they point to."""
    if ignore_errors:
        def onerror(*args):
            pass
    elif onerror is None:
        def onerror(*args):
            raise
    step = os.lstat
    try:
        if stat.S_ISLNK(os.lstat(path, dir_fd=dir_fd).st_mode):
            step = os.path.islink
            raise OSError('Cannot call rmtree on a symbolic link')
        step = os.open
        fd = os.open(path, _INSIDE, dir_fd=dir_fd)
    except OSError:
        onerror(step, path, sys.exc_info())
        return
    try:
        _rmtree_safe_fd(fd, path, onerror)
    finally:
        os.close(fd)
    try:
        os.rmdir(path, dir_fd=dir_fd)
    except OSError:
        onerror(os.rmdir, path, sys.exc_info())


_use_fd_functions = rmtree.avoids_symlink_attacks = True
_INSIDE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK


def _rmtree_safe_fd(top, path, onerror):
    """Empty a directory that is open, by names in it: nobody can lead us away
    by putting a link in our path."""
    try:
        names = os.listdir(top)
    except OSError as error:
        error.filename = path
        onerror(os.scandir, path, sys.exc_info())
        return
    for name in names:
        if isinstance(path, bytes):
            name = os.fsencode(name)
        full = os.path.join(path, name)
        step = os.unlink
        try:
            info = os.stat(name, dir_fd=top, follow_symlinks=False)
            if stat.S_ISDIR(info.st_mode):
                step = os.open
                fd = os.open(name, _INSIDE, dir_fd=top)
                try:
                    _rmtree_safe_fd(fd, full, onerror)
                finally:
                    os.close(fd)
                step = os.rmdir
                os.rmdir(name, dir_fd=top)
            else:
                os.unlink(name, dir_fd=top)
        except OSError as error:
            error.filename = full
            onerror(step, full, sys.exc_info())


def move(src, dst, copy_function=copy2):
    target = dst
    if os.path.isdir(dst):
        if _samefile(src, dst) and not os.path.islink(src):
            os.rename(src, dst)
            return dst
        target = os.path.join(dst, os.path.basename(
            os.fspath(src).rstrip(os.path.sep)))
        if os.path.exists(target):
            raise Error("Destination path '%s' already exists" % target)
    try:
        os.rename(src, target)
    except OSError:
        if os.path.islink(src):
            os.symlink(os.readlink(src), target)
            os.unlink(src)
        elif os.path.isdir(src):
            inside = os.path.join(os.path.abspath(dst), '')
            if inside.startswith(os.path.join(os.path.abspath(src), '')):
                raise Error("Cannot move a directory '%s' into itself '%s'." %
                            (src, dst))
            copytree(src, target, copy_function=copy_function, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, target)
            os.unlink(src)
    return target


def disk_usage(path):
    from collections import namedtuple
    st = os.statvfs(path)
    return namedtuple('usage', 'total used free')(
        st.f_blocks * st.f_frsize, (st.f_blocks - st.f_bfree) * st.f_frsize,
        st.f_bavail * st.f_frsize)


def chown(path, user=None, group=None):
    if user is None and group is None:
        raise ValueError('user and/or group must be set')
    ids = []
    for kind, who in (('user', user), ('group', group)):
        if who is None:
            who = -1
        elif isinstance(who, str):
            number = _id_of(kind, who)
            if number is None:
                raise LookupError('no such %s: %r' % (kind, who))
            who = number
        ids.append(who)
    os.chown(path, *ids)


def _id_of(kind, name):
    file = '/etc/passwd' if kind == 'user' else '/etc/group'
    with open(file, encoding='utf-8', errors='replace') as lines:
        for line in lines:
            fields = line.split(':')
            if fields[0] == name:
                return int(fields[2])
    return None


def get_terminal_size(fallback=(80, 24)):
    size = [0, 0]
    for i, name in enumerate(('COLUMNS', 'LINES')):
        try:
            size[i] = int(os.environ[name])
        except (KeyError, ValueError):
            pass
    if min(size) <= 0:
        try:
            real = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            real = fallback
        size = [n if n > 0 else there or other
                for n, there, other in zip(size, real, fallback)]
    return os.terminal_size(size)


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """Where the shell would find a command; None: nowhere."""
    def fits(name):
        return os.path.exists(name) and os.access(name, mode) and \
            not os.path.isdir(name)

    if os.path.dirname(cmd):
        return cmd if fits(cmd) else None
    is_bytes = isinstance(cmd, bytes)
    if path is None:
        path = os.environ.get('PATH', os.defpath)
    if not path:
        return None
    if is_bytes:
        path = os.fsencode(path)
    seen = set()
    for directory in path.split(b':' if is_bytes else ':'):
        if directory not in seen:
            seen.add(directory)
            name = os.path.join(directory, cmd)
            if fits(name):
                return name
    return None
