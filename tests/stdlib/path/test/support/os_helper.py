"""Files and the environment, as CPython's tests ask for them."""

import contextlib
import os
import sys
import unittest

TESTFN = '@test_%d_tmp' % os.getpid()
TESTFN_ASCII = TESTFN
TESTFN_UNICODE = TESTFN + '-\xe0\xf2\u0258\u0141\u011f'
TESTFN_NONASCII = TESTFN_UNICODE
TESTFN_UNENCODABLE = None
TESTFN_UNDECODABLE = None
FS_NONASCII = '\xe6'
SAVEDCWD = os.getcwd()
_longpath = None


class FakePath:
    """A path that is not a string."""

    def __init__(self, path):
        self.path = path

    def __repr__(self):
        return '<FakePath %r>' % (self.path,)

    def __fspath__(self):
        if isinstance(self.path, BaseException) or (
                isinstance(self.path, type) and
                issubclass(self.path, BaseException)):
            raise self.path
        return self.path


def unlink(path):
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        os.unlink(path)


def rmdir(path):
    with contextlib.suppress(FileNotFoundError):
        os.rmdir(path)


def rmtree(path):
    if os.path.isdir(path) and not os.path.islink(path):
        if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
            os.chmod(path, 0o700)
        for name in os.listdir(path):
            rmtree(os.path.join(path, name))
        os.rmdir(path)
    else:
        unlink(path)


@contextlib.contextmanager
def open_dir_fd(path):
    fd = os.open(path, os.O_RDONLY)
    try:
        yield fd
    finally:
        os.close(fd)


def create_empty_file(path):
    open(path, 'wb').close()


@contextlib.contextmanager
def temp_dir(path=None, quiet=False):
    made = path or os.path.abspath('%s_%s' % (TESTFN, os.urandom(4).hex()))
    os.mkdir(made)
    try:
        yield made
    finally:
        rmtree(made)


@contextlib.contextmanager
def change_cwd(path, quiet=False):
    before = os.getcwd()
    os.chdir(path)
    try:
        yield os.getcwd()
    finally:
        os.chdir(before)


@contextlib.contextmanager
def temp_cwd(name='tempcwd', quiet=False):
    with temp_dir() as path, change_cwd(path) as here:
        yield here


@contextlib.contextmanager
def temp_umask(umask):
    before = os.umask(umask)
    try:
        yield
    finally:
        os.umask(before)


class EnvironmentVarGuard:
    """os.environ, with changes that are undone."""

    def __init__(self):
        self._before = {}

    def __getitem__(self, name):
        return os.environ[name]

    def _note(self, name):
        self._before.setdefault(name, os.environ.get(name))

    def __setitem__(self, name, value):
        self._note(name)
        os.environ[name] = value

    def __delitem__(self, name):
        self._note(name)
        os.environ.pop(name, None)

    def set(self, name, value):
        self[name] = value

    def unset(self, name):
        del self[name]

    def pop(self, name, *default):
        self._note(name)
        return os.environ.pop(name, *default)

    def clear(self):
        for name in list(os.environ):
            del self[name]

    def keys(self):
        return os.environ.keys()

    def __iter__(self):
        return iter(os.environ)

    def __len__(self):
        return len(os.environ)

    def copy(self):
        return dict(os.environ)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def can_symlink():
    return True


can_xattr = can_chmod = can_symlink


def _as_is(test):
    return test


skip_unless_symlink = skip_unless_working_chmod = _as_is


def skip_unless_xattr(test):
    return unittest.skip('extended attributes are not for us')(test)


def skip_if_dac_override(test):
    return unittest.skipIf(os.geteuid() == 0,
                           'root may do everything')(test)


def skip_unless_dac_override(test):
    return unittest.skipIf(os.geteuid() != 0, 'needs root')(test)


def fs_is_case_insensitive(directory):
    return False


def make_bad_fd():
    """A descriptor that is closed."""
    read, write = os.pipe()
    os.close(read)
    os.close(write)
    return read


def fd_count():
    return len(os.listdir('/proc/self/fd'))
