"""Temporary files and directories that clean up after themselves."""

import errno as _errno
import io as _io
import os as _os
from types import GenericAlias as _GenericAlias

__all__ = ['NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile',
           'TemporaryDirectory', 'mkstemp', 'mkdtemp', 'mktemp', 'TMP_MAX',
           'gettempprefix', 'tempdir', 'gettempdir', 'gettempprefixb',
           'gettempdirb']

TMP_MAX = 10000
template = 'tmp'
tempdir = None
_text_openflags = _bin_openflags = (_os.O_RDWR | _os.O_CREAT | _os.O_EXCL |
                                     _os.O_NOFOLLOW)
_names = None


class _RandomNameSequence:
    """Names of eight random characters."""

    characters = 'abcdefghijklmnopqrstuvwxyz0123456789_'

    def __iter__(self):
        return self

    def __next__(self):
        number = int.from_bytes(_os.urandom(8), 'big')
        out = ''
        for _ in range(8):
            number, digit = divmod(number, 37)
            out += self.characters[digit]
        return out


def _get_candidate_names():
    global _names
    if _names is None:
        _names = _RandomNameSequence()
    return _names


def _candidate_tempdir_list():
    found = [_os.path.abspath(_os.environ[name])
             for name in ('TMPDIR', 'TEMP', 'TMP') if _os.environ.get(name)]
    return found + ['/tmp', '/var/tmp', '/usr/tmp', _os.getcwd()]


def _get_default_tempdir():
    """The first directory that a file can be made in, and removed again."""
    candidates = _candidate_tempdir_list()
    for directory in candidates:
        if _os.path.isdir(directory) and _os.access(directory, _os.W_OK |
                                                    _os.X_OK):
            return directory
    raise FileNotFoundError(_errno.ENOENT, 'No usable temporary directory '
                            'found in %s' % candidates)


def gettempdir():
    global tempdir
    if tempdir is None:
        tempdir = _get_default_tempdir()
    return _os.fsdecode(tempdir)


def gettempdirb():
    return _os.fsencode(gettempdir())


def gettempprefix():
    return template


def gettempprefixb():
    return _os.fsencode(template)


def _infer_return_type(*args):
    """bytes or str, whichever all that are given are."""
    kinds = {bytes if isinstance(_os.fspath(arg), bytes) else str
             for arg in args if arg is not None}
    if len(kinds) > 1:
        raise TypeError("Can't mix bytes and non-bytes in path components.")
    for kind in kinds:
        return kind
    return bytes if isinstance(tempdir, bytes) else str


def _sanitize_params(prefix, suffix, dir):
    """The three of one type, defaults filled in."""
    kind = _infer_return_type(prefix, suffix, dir)
    convert = _os.fsencode if kind is bytes else _os.fsdecode
    if suffix is None:
        suffix = kind()
    if prefix is None:
        prefix = convert(template)
    if dir is None:
        dir = convert(gettempdir())
    return prefix, suffix, dir, kind


def _make(make, prefix, suffix, dir, what):
    """The first candidate for which make(path) finds nothing in the way."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    names = _get_candidate_names()
    for _ in range(TMP_MAX):
        name = next(names)
        if kind is bytes:
            name = _os.fsencode(name)
        path = _os.path.join(dir, prefix + name + suffix)
        try:
            return make(path), path
        except FileExistsError:
            continue
    raise FileExistsError(_errno.EEXIST, 'No usable temporary %s name found' %
                          what)


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """A new file, open, and its path."""
    fd, path = _make(lambda path: _os.open(path, _bin_openflags, 0o600), prefix,
                     suffix, dir, 'file')
    return fd, _os.path.abspath(path)


def mkdtemp(suffix=None, prefix=None, dir=None):
    return _make(lambda path: _os.mkdir(path, 0o700), prefix, suffix, dir,
                 'directory')[1]


def mktemp(suffix='', prefix=template, dir=None):
    def free(path):
        if _os.path.lexists(path):
            raise FileExistsError
    return _make(free, prefix, suffix, dir, '')[1]


class _TemporaryFileWrapper:
    """A file and the name that goes with it when it is closed."""

    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.__dict__['file'], name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        for line in self.file:
            yield line

    def __repr__(self):
        return '<%s %s>' % (type(self).__name__, self.file)

    def close(self):
        try:
            self.file.close()
        finally:
            if self.delete:
                self.delete = False
                try:
                    _os.unlink(self.name)
                except FileNotFoundError:
                    pass

    def __del__(self):
        if self.__dict__.get('delete'):
            self.close()


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None,
                       suffix=None, prefix=None, dir=None, delete=True, *,
                       errors=None):
    fd, name = mkstemp(suffix, prefix, dir)
    try:
        file = open(fd, mode, buffering, encoding=encoding, newline=newline,
                    errors=errors)
    except:
        _os.close(fd)
        _os.unlink(name)
        raise
    return _TemporaryFileWrapper(file, name, delete)


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None,
                  suffix=None, prefix=None, dir=None, *, errors=None):
    fd, name = mkstemp(suffix, prefix, dir)
    _os.unlink(name)
    try:
        return open(fd, mode, buffering, encoding=encoding, newline=newline,
                    errors=errors)
    except:
        _os.close(fd)
        raise


class SpooledTemporaryFile(_io.IOBase):
    """I am in memory until I get too large, then I become a file."""

    _rolled = False
    __class_getitem__ = classmethod(_GenericAlias)

    def __init__(self, max_size=0, mode='w+b', buffering=-1, encoding=None,
                 newline=None, suffix=None, prefix=None, dir=None, *,
                 errors=None):
        if 'b' in mode:
            self._file = _io.BytesIO()
        else:
            self._file = _io.StringIO(newline='\n' if newline is None
                                     else newline)
        self._max_size = max_size
        self._mode = mode
        self._arguments = {'mode': mode, 'buffering': buffering,
                           'suffix': suffix, 'prefix': prefix,
                           'encoding': encoding, 'newline': newline,
                           'dir': dir, 'errors': errors}

    def _check(self):
        if not self._rolled and self._max_size and \
                self._file.tell() > self._max_size:
            self.rollover()

    def rollover(self):
        if self._rolled:
            return
        file = self._file
        new = self._file = TemporaryFile(**self._arguments)
        at = file.tell()
        new.write(file.getvalue())
        new.seek(at, 0)
        self._rolled = True

    def __enter__(self):
        if self._file.closed:
            raise ValueError('Cannot enter context with closed file')
        return self

    def __exit__(self, *args):
        self._file.close()

    def __iter__(self):
        return iter(self._file)

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    @property
    def name(self):
        return self._file.name if self._rolled else None

    @property
    def mode(self):
        return self._file.mode if self._rolled else self._mode

    def truncate(self, size=None):
        if size is not None and size > self._max_size:
            self.rollover()
        return self._file.truncate(size)

    def write(self, s):
        result = self._file.write(s)
        self._check()
        return result

    def writelines(self, iterable):
        self._file.writelines(iterable)
        self._check()


def _of_the_file(name):
    if name in ('closed', 'encoding', 'errors', 'newlines'):
        return property(lambda self: getattr(self._file, name))
    return lambda self, *args: getattr(self._file, name)(*args)


for _name in ('__next__ close closed detach encoding errors flush isatty '
              'newlines read read1 readable readinto readinto1 readline '
              'readlines seek seekable tell writable').split():
    setattr(SpooledTemporaryFile, _name, _of_the_file(_name))


class TemporaryDirectory:
    """A directory that is there as long as I am, or my `with` block."""

    def __init__(self, suffix=None, prefix=None, dir=None,
                 ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore = ignore_cleanup_errors
        self._alive = True

    __class_getitem__ = classmethod(_GenericAlias)

    def __repr__(self):
        return '<%s %r>' % (type(self).__name__, self.name)

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        self.cleanup()

    def __del__(self):
        if self.__dict__.get('_alive'):
            import warnings
            warnings.warn('Implicitly cleaning up %r' % self, ResourceWarning)
            self._ignore = True
            self.cleanup()

    def cleanup(self):
        if self._alive or _os.path.exists(self.name):
            self._alive = False
            import shutil

            def onerror(func, path, exc_info):
                if issubclass(exc_info[0], FileNotFoundError):
                    return
                if issubclass(exc_info[0], PermissionError):
                    try:
                        if path != self.name:
                            _os.chmod(_os.path.dirname(path), 0o700)
                        _os.chmod(path, 0o700)
                        if _os.path.isdir(path):
                            shutil.rmtree(path, self._ignore)
                        else:
                            _os.unlink(path)
                        return
                    except OSError:
                        pass
                if not self._ignore:
                    raise
            shutil.rmtree(self.name, onerror=onerror)
