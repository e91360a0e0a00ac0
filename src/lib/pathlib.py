"""Paths as objects, pure ones and those of this machine."""

import os

__all__ = ['PurePath', 'PurePosixPath', 'PureWindowsPath', 'Path',
           'PosixPath', 'WindowsPath']

_reserved = {'CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$'} | {
    name + digit for name in ('COM', 'LPT')
    for digit in '123456789\xb9\xb2\xb3'}


class _PosixFlavour:
    sep, altsep = '/', ''
    is_supported = True

    def splitroot(self, part):
        """(drive, root, the rest)"""
        if part[:1] != '/':
            return '', '', part
        rest = part.lstrip('/')
        # POSIX lets two slashes mean something else.
        return '', '//' if len(part) - len(rest) == 2 else '/', rest

    def casefold(self, s):
        return s

    def is_reserved(self, parts):
        return False

    def make_uri(self, path):
        from urllib.parse import quote_from_bytes
        return 'file://' + quote_from_bytes(bytes(path))


class _WindowsFlavour(_PosixFlavour):
    sep, altsep = '\\', '/'
    is_supported = False

    def splitroot(self, part):
        if part[:2] == '\\\\' and part[2:3] not in ('', '\\'):
            # \\host\share\
            end = part.find('\\', 2)
            if end >= 0:
                share = part.find('\\', end + 1)
                if share != end + 1:
                    if share < 0:
                        return part, '\\', ''
                    return part[:share], '\\', part[share:].lstrip('\\')
        drive = ''
        if part[1:2] == ':' and part[0].isascii() and part[0].isalpha():
            drive, part = part[:2], part[2:]
        rest = part.lstrip('\\')
        return drive, '\\' if rest != part else '', rest

    def casefold(self, s):
        return s.lower()

    def is_reserved(self, parts):
        return bool(parts) and not parts[0].startswith('\\\\') and \
            parts[-1].partition('.')[0].partition(':')[0].rstrip(
                ' ').upper() in _reserved

    def make_uri(self, path):
        from urllib.parse import quote_from_bytes
        text = path.as_posix()
        if path.drive[1:2] == ':':
            return 'file:///' + path.drive + quote_from_bytes(
                text[2:].encode())
        return 'file:' + quote_from_bytes(text.encode())


_posix_flavour = _PosixFlavour()
_windows_flavour = _WindowsFlavour()


_Parents = None


def _parents_of(path):
    # Few programs ask for them, and Sequence brings much along.
    global _Parents
    if _Parents is None:
        from collections.abc import Sequence

        class _Parents(Sequence):
            """The ancestors of a path, the nearest first."""

            def __init__(self, path):
                self._path = path

            def __len__(self):
                parts = self._path._parts
                return len(parts) - bool(self._path._drv or self._path._root)

            def __getitem__(self, index):
                if isinstance(index, slice):
                    return tuple([self[i] for i in
                                  range(*index.indices(len(self)))])
                if not -len(self) <= index < len(self):
                    raise IndexError(index)
                if index < 0:
                    index += len(self)
                path = self._path
                return path._make(path._drv, path._root,
                                  path._parts[:-index - 1])

            def __repr__(self):
                return '<%s.parents>' % type(self._path).__name__
    return _Parents(path)


class PurePath:
    """A path that never asks the system anything."""

    __slots__ = ('_drv', '_root', '_parts', '_str', '_hash', '__weakref__')
    _flavour = _posix_flavour

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        return cls._make(*cls._parse(args))

    @classmethod
    def _make(cls, drive, root, parts):
        self = object.__new__(cls)
        self._drv = drive
        self._root = root
        self._parts = parts
        return self

    @classmethod
    def _parse(cls, args):
        """(drive, root, parts) of arguments joined; the first part is drive
        and root, where there are any."""
        flavour = cls._flavour
        drive = root = ''
        names = []
        for arg in args:
            if isinstance(arg, PurePath):
                text = str(arg)
            else:
                text = os.fspath(arg)
                if not isinstance(text, str):
                    raise TypeError('argument should be a str object or an '
                                    'os.PathLike object returning str, not '
                                    '%r' % type(text))
            if flavour.altsep:
                text = text.replace(flavour.altsep, flavour.sep)
            d, r, rest = flavour.splitroot(text)
            if r or d:
                # A root without a drive stays on the drive it is on.
                drive, root, names = d or drive, r, []
            names += [name for name in rest.split(flavour.sep)
                      if name and name != '.']
        return drive, root, ([drive + root] if drive or root else []) + names

    def __reduce__(self):
        return self.__class__, tuple(self._parts)

    def __str__(self):
        try:
            return self._str
        except AttributeError:
            anchor = self._drv + self._root
            if anchor:
                self._str = anchor + self._flavour.sep.join(self._parts[1:])
            else:
                self._str = self._flavour.sep.join(self._parts) or '.'
            return self._str

    def __fspath__(self):
        return str(self)

    def as_posix(self):
        return str(self).replace(self._flavour.sep, '/')

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return '%s(%r)' % (self.__class__.__name__, self.as_posix())

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        return self._flavour.make_uri(self)

    @property
    def _cparts(self):
        return [self._flavour.casefold(part) for part in self._parts]

    def _compared(self, other):
        return isinstance(other, PurePath) and \
            self._flavour is other._flavour

    def __eq__(self, other):
        if not self._compared(other):
            return NotImplemented
        return self._cparts == other._cparts

    def __hash__(self):
        if not hasattr(self, '_hash'):
            self._hash = hash(tuple(self._cparts))
        return self._hash

    def __lt__(self, other):
        return self._cparts < other._cparts if self._compared(other) \
            else NotImplemented

    def __le__(self, other):
        return self._cparts <= other._cparts if self._compared(other) \
            else NotImplemented

    def __gt__(self, other):
        return self._cparts > other._cparts if self._compared(other) \
            else NotImplemented

    def __ge__(self, other):
        return self._cparts >= other._cparts if self._compared(other) \
            else NotImplemented

    @property
    def drive(self):
        return self._drv

    @property
    def root(self):
        return self._root

    @property
    def anchor(self):
        return self._drv + self._root

    @property
    def parts(self):
        return tuple(self._parts)

    @property
    def name(self):
        parts = self._parts
        if len(parts) == bool(self._drv or self._root):
            return ''
        return parts[-1]

    @property
    def suffix(self):
        name = self.name
        at = name.rfind('.')
        return name[at:] if 0 < at < len(name) - 1 else ''

    @property
    def suffixes(self):
        name = self.name
        if name.endswith('.'):
            return []
        return ['.' + suffix for suffix in name.lstrip('.').split('.')[1:]]

    @property
    def stem(self):
        name = self.name
        at = name.rfind('.')
        return name[:at] if 0 < at < len(name) - 1 else name

    def with_name(self, name):
        if not self.name:
            raise ValueError('%r has an empty name' % (self,))
        flavour = self._flavour
        drive, root, parts = self._parse((name,))
        if not name or name[-1] in (flavour.sep, flavour.altsep or '/') or \
                drive or root or len(parts) != 1:
            raise ValueError('Invalid name %r' % (name,))
        return self._make(self._drv, self._root, self._parts[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        flavour = self._flavour
        if flavour.sep in suffix or flavour.altsep and \
                flavour.altsep in suffix or suffix == '.' or \
                suffix and not suffix.startswith('.'):
            raise ValueError('Invalid suffix %r' % (suffix,))
        name = self.name
        if not name:
            raise ValueError('%r has an empty name' % (self,))
        name = name[:len(name) - len(self.suffix)] + suffix
        return self._make(self._drv, self._root, self._parts[:-1] + [name])

    def relative_to(self, *other):
        if not other:
            raise TypeError('need at least one argument')
        drive, root, parts = self._parse(other)
        fold = self._flavour.casefold
        count = len(parts)
        if not root and not drive and (self._root or self._drv) and not parts \
                or list(map(fold, parts)) != self._cparts[:count]:
            if not (drive and not root and count == 1 and
                    fold(drive) == fold(self._drv) and not self._root):
                other = self._make(drive, root, parts)
                raise ValueError('%r is not in the subpath of %r OR one path '
                                 'is relative and the other is absolute.' %
                                 (str(self), str(other)))
        return self._make('', '', self._parts[count:])

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
        except ValueError:
            return False
        return True

    def joinpath(self, *args):
        drive, root, parts = self._parse(args)
        fold = self._flavour.casefold
        if not root and (not drive or fold(drive) == fold(self._drv)):
            # Nothing, or the same drive: it goes on from here.
            names = self._parts[bool(self._drv or self._root):] + \
                parts[bool(drive):]
            drive, root = drive or self._drv, self._root
            parts = [drive + root] + names if drive or root else names
        elif not drive and self._drv:
            drive = self._drv
            parts = [drive + root] + parts[1:]
        return self._make(drive, root, parts)

    def __truediv__(self, key):
        try:
            return self.joinpath(key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self._make(*self._parse((key, self)))
        except TypeError:
            return NotImplemented

    @property
    def parent(self):
        parts = self._parts
        if len(parts) == bool(self._drv or self._root):
            return self
        return self._make(self._drv, self._root, parts[:-1])

    @property
    def parents(self):
        return _parents_of(self)

    def is_absolute(self):
        return bool(self._root) and (self._flavour is _posix_flavour or
                                     bool(self._drv))

    def is_reserved(self):
        return self._flavour.is_reserved(self._parts)

    def match(self, path_pattern):
        from fnmatch import fnmatchcase
        fold = self._flavour.casefold
        drive, root, pattern = self._parse((path_pattern,))
        if not pattern:
            raise ValueError('empty pattern')
        if drive and fold(drive) != fold(self._drv) or \
                root and root != self._root:
            return False
        parts = self._cparts
        if drive or root:
            if len(pattern) != len(parts):
                return False
            parts, pattern = parts[1:], pattern[1:]
        elif len(pattern) > len(parts):
            return False
        return all(map(fnmatchcase, reversed(parts),
                       map(fold, reversed(pattern))))


os.PathLike.register(PurePath)


class PurePosixPath(PurePath):
    __slots__ = ()


class PureWindowsPath(PurePath):
    __slots__ = ()
    _flavour = _windows_flavour


class Path(PurePath):
    """A path of this machine, which can be asked and changed."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        if cls is Path:
            cls = PosixPath
        if not cls._flavour.is_supported:
            raise NotImplementedError('cannot instantiate %r on your system' %
                                      cls.__name__)
        return cls._make(*cls._parse(args))

    def __enter__(self):
        import warnings
        warnings.warn('pathlib.Path.__enter__() is deprecated and scheduled '
                      'for removal in Python 3.13; Path objects as a context '
                      'manager is a no-op', DeprecationWarning, stacklevel=2)
        return self

    def __exit__(self, *args):
        pass

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls('~').expanduser()

    def expanduser(self):
        parts = self._parts
        if self._drv or self._root or not parts or parts[0][:1] != '~':
            return self
        home = os.path.expanduser(parts[0])
        if home[:1] == '~':
            raise RuntimeError('Could not determine home directory.')
        return self._make(*self._parse([home] + parts[1:]))

    def absolute(self):
        return self if self.is_absolute() else \
            self._make(*self._parse([os.getcwd()] + self._parts))

    def resolve(self, strict=False):
        import errno
        path = os.path.realpath(self)
        try:
            os.stat(self)
        except OSError as e:
            if e.errno == errno.ELOOP:
                raise RuntimeError('Symlink loop from %r' % e.filename) \
                    from None
            if strict:
                raise
        return self._make(*self._parse((path,)))

    def samefile(self, other_path):
        other = other_path.stat() if hasattr(other_path, 'stat') \
            else os.stat(other_path)
        return os.path.samestat(self.stat(), other)

    def iterdir(self):
        for name in os.listdir(self):
            yield self._make(self._drv, self._root, self._parts + [name])

    def glob(self, pattern):
        if not pattern:
            raise ValueError('Unacceptable pattern: %r' % pattern)
        drive, root, parts = self._parse((pattern,))
        if drive or root:
            raise NotImplementedError('Non-relative patterns are unsupported')
        if pattern[-1] == self._flavour.sep:
            parts.append('')
        return self._glob(parts)

    def rglob(self, pattern):
        drive, root, parts = self._parse((pattern,))
        if drive or root:
            raise NotImplementedError('Non-relative patterns are unsupported')
        if pattern and pattern[-1] == self._flavour.sep:
            parts.append('')
        return self._glob(['**'] + parts)

    def _glob(self, parts):
        for part in parts:
            if '**' in part and part != '**':
                raise ValueError("Invalid pattern: '**' can only be an entire "
                                 'path component')
        found = _select(self, parts)
        if parts.count('**') < 2:
            yield from found
            return
        seen = set()
        for path in found:
            if path not in seen:
                seen.add(path)
                yield path

    def stat(self, *, follow_symlinks=True):
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        return os.lstat(self)

    def owner(self):
        return self._named('/etc/passwd', self.stat().st_uid)

    def group(self):
        return self._named('/etc/group', self.stat().st_gid)

    def _named(self, file, number):
        with open(file, encoding='utf-8', errors='replace') as lines:
            for line in lines:
                fields = line.split(':')
                if len(fields) > 2 and fields[2] == str(number):
                    return fields[0]
        raise KeyError('%s has no entry for %d' % (file, number))

    def open(self, mode='r', buffering=-1, encoding=None, errors=None,
             newline=None):
        return open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open('rb') as f:
            return f.read()

    def read_text(self, encoding=None, errors=None):
        with self.open('r', encoding=encoding, errors=errors) as f:
            return f.read()

    def write_bytes(self, data):
        view = memoryview(data)
        with self.open('wb') as f:
            return f.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError('data must be str, not %s' %
                            data.__class__.__name__)
        with self.open('w', encoding=encoding, errors=errors,
                       newline=newline) as f:
            return f.write(data)

    def readlink(self):
        return self._make(*self._parse((os.readlink(self),)))

    def touch(self, mode=0o666, exist_ok=True):
        if exist_ok:
            try:
                os.utime(self, None)
                return
            except OSError:
                pass
        flags = os.O_CREAT | os.O_WRONLY | (0 if exist_ok else os.O_EXCL)
        os.close(os.open(self, flags, mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            return os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
        except OSError:
            if exist_ok and self.is_dir():
                return
            raise
        self.parent.mkdir(parents=True, exist_ok=True)
        self.mkdir(mode, exist_ok=exist_ok)

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode, follow_symlinks=follow_symlinks)

    def lchmod(self, mode):
        self.chmod(mode, follow_symlinks=False)

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)
        except OSError as e:
            if not (missing_ok and isinstance(e, FileNotFoundError)):
                raise

    def rmdir(self):
        os.rmdir(self)

    def rename(self, target):
        os.rename(self, target)
        return self.__class__(target)

    def replace(self, target):
        os.replace(self, target)
        return self.__class__(target)

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, self, target_is_directory)

    def hardlink_to(self, target):
        os.link(target, self)

    def link_to(self, target):
        import warnings
        warnings.warn('pathlib.Path.link_to() is deprecated and is scheduled '
                      'for removal in Python 3.12. Use '
                      'pathlib.Path.hardlink_to() instead.',
                      DeprecationWarning, stacklevel=2)
        os.link(self, target)

    def _has_mode(self, kind, follow_symlinks=True):
        try:
            mode = self.stat(follow_symlinks=follow_symlinks).st_mode
        except OSError as e:
            if e.errno not in (2, 20, 9, 40):
                raise
            return False
        except ValueError:
            return False
        return kind is None or mode & 0o170000 == kind

    def exists(self):
        return self._has_mode(None)

    def is_dir(self):
        return self._has_mode(0o040000)

    def is_file(self):
        return self._has_mode(0o100000)

    def is_symlink(self):
        return self._has_mode(0o120000, False)

    def is_block_device(self):
        return self._has_mode(0o060000)

    def is_char_device(self):
        return self._has_mode(0o020000)

    def is_fifo(self):
        return self._has_mode(0o010000)

    def is_socket(self):
        return self._has_mode(0o140000)

    def is_mount(self):
        return self.is_dir() and os.path.ismount(self)


def _names_in(path):
    try:
        with os.scandir(path) as scan:
            return list(scan)
    except (PermissionError, NotADirectoryError, FileNotFoundError):
        return []


def _is_directory(entry, follow=True):
    try:
        return entry.is_dir(follow_symlinks=follow)
    except OSError:
        return False


def _is_there(path, directory):
    try:
        return path.is_dir() if directory else path.exists()
    except PermissionError:
        return False


def _select(path, parts):
    """What the parts of a pattern match below a path."""
    if not parts:
        yield path
        return
    part, rest = parts[0], parts[1:]
    child = lambda name: path._make(path._drv, path._root,
                                    path._parts + [name])
    if part == '**':
        yield from _select(path, rest) if rest else (
            [path] if _is_there(path, True) else [])
        for entry in _names_in(path):
            if _is_directory(entry, False):
                yield from _select(child(entry.name), parts)
    elif part == '' or part == '..':
        if _is_there(path, True):
            yield from _select(path if part == '' else child('..'), rest)
    elif not any(c in part for c in '*?['):
        below = child(part)
        if _is_there(below, bool(rest)):
            yield from _select(below, rest)
    else:
        from fnmatch import fnmatchcase
        for entry in _names_in(path):
            if (not rest or _is_directory(entry)) and \
                    fnmatchcase(entry.name, part):
                yield from _select(child(entry.name), rest)


class PosixPath(Path, PurePosixPath):
    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    __slots__ = ()
