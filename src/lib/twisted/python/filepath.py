"""Files and directories by objects that stay where they should."""

import errno
import os
import stat


class InsecurePath(Exception):
    """A name leads out of its directory."""


class LinkError(Exception):
    """Symbolic links lead in a circle."""


class UnlistableError(OSError):
    """It has no children that could be listed; I am like the OSError."""

    def __init__(self, originalException):
        self.__dict__.update(originalException.__dict__)
        self.originalException = originalException
        for name in ('errno', 'strerror', 'filename'):
            setattr(self, name, getattr(originalException, name, None))


class RWX:
    """I say who may read, write, and execute."""

    def __init__(self, readable, writable, executable):
        self.read = readable
        self.write = writable
        self.execute = executable

    def _all(self):
        return self.read, self.write, self.execute

    def __eq__(self, other):
        return isinstance(other, RWX) and self._all() == other._all()

    def __hash__(self):
        return hash(self._all())

    def __repr__(self):
        return 'RWX(read=%s, write=%s, execute=%s)' % self._all()

    def shorthand(self):
        return ''.join([letter if may else '-'
                        for letter, may in zip('rwx', self._all())])


class Permissions:
    """I am what user, group and other may do, from the mode of a file."""

    def __init__(self, statModeInt):
        self.user, self.group, self.other = [
            RWX(*[statModeInt >> shift & bit != 0 for bit in (4, 2, 1)])
            for shift in (6, 3, 0)]

    def _all(self):
        return self.user, self.group, self.other

    def __eq__(self, other):
        return isinstance(other, Permissions) and self._all() == other._all()

    def __hash__(self):
        return hash(self._all())

    def __repr__(self):
        return '[%s]' % ' | '.join([repr(each) for each in self._all()])

    def shorthand(self):
        return ''.join([each.shorthand() for each in self._all()])


def _as(path, kind):
    """A path as bytes or as text, whichever kind is."""
    return os.fsencode(path) if isinstance(kind, bytes) else os.fsdecode(path)


class FilePath:
    """I am a path, which need not be there; my child() is below me.

    What stat says of me I remember until restat() or changed().
    """

    _statinfo = None

    def __init__(self, path, alwaysCreate=False):
        self.path = os.path.abspath(path)
        self.alwaysCreate = alwaysCreate

    def clonePath(self, path, alwaysCreate=False):
        return self.__class__(path)

    def __getstate__(self):
        state = self.__dict__.copy()
        state.pop('_statinfo', None)
        return state

    # --- names ----------------------------------------------------------------

    @property
    def sep(self):
        return self._like(os.sep)

    def _like(self, text):
        # Whoever is made of bytes stays with bytes.
        return _as(text, self.path)

    def _asBytesPath(self, encoding=None):
        if encoding and isinstance(self.path, str):
            return self.path.encode(encoding)
        return os.fsencode(self.path)

    def _asTextPath(self, encoding=None):
        if encoding and isinstance(self.path, bytes):
            return self.path.decode(encoding)
        return os.fsdecode(self.path)

    def asBytesMode(self, encoding=None):
        """Me, if my path is bytes, or one of bytes."""
        return self if isinstance(self.path, bytes) \
            else self.clonePath(self._asBytesPath(encoding))

    def asTextMode(self, encoding=None):
        return self if isinstance(self.path, str) \
            else self.clonePath(self._asTextPath(encoding))

    def child(self, path):
        """What is called so in me; InsecurePath unless it is in me."""
        if os.path.sep in os.path.normpath(os.fsdecode(path)):
            raise InsecurePath('%r contains one or more directory separators'
                               % (path,))
        return self._below(path, '%r is not a child of %s')

    def preauthChild(self, path):
        """As child, and may be further below."""
        return self._below(path, '%s is not a child of %s')

    def _below(self, path, problem):
        # What comes of text and bytes is what the name is.
        mine = os.fsdecode(self.path)
        made = os.path.abspath(os.path.join(mine, os.fsdecode(path)))
        if made != mine and not made.startswith(mine.rstrip(os.sep) + os.sep):
            raise InsecurePath(problem % (made, mine))
        return self.clonePath(os.fsencode(made) if isinstance(path, bytes)
                              else made)

    def descendant(self, segments):
        path = self
        for name in segments:
            path = path.child(name)
        return path

    def childSearchPreauth(self, *paths):
        """The first of these children that is there, or None."""
        for name in paths:
            path = os.path.join(_as(self.path, name), name)
            if os.path.exists(path):
                return self.clonePath(path)
        return None

    def basename(self):
        return os.path.basename(self.path)

    def dirname(self):
        return os.path.dirname(self.path)

    def parent(self):
        return self.clonePath(self.dirname())

    def parents(self):
        """My parent, its parent, and so on."""
        path, parent = self, self.parent()
        while path != parent:
            yield parent
            path, parent = parent, parent.parent()

    def sibling(self, path):
        return self.parent().child(path)

    def siblingExtension(self, ext):
        return self.clonePath(_as(self.path, ext) + ext)

    def siblingExtensionSearch(self, *exts):
        """The first of my path with these extensions that is there."""
        for ext in exts:
            if not ext and self.exists():
                return self
            path = _as(self.path, ext)
            if ext == _as('*', ext):
                directory, name = os.path.split(path)
                for other in os.listdir(directory):
                    if other.startswith(name + _as('.', ext)):
                        return self.clonePath(os.path.join(directory, other))
            if os.path.exists(path + ext):
                return self.clonePath(path + ext)
        return None

    def splitext(self):
        return os.path.splitext(self.path)

    def temporarySibling(self, extension=b''):
        """Beside me, by a name nobody else has."""
        import binascii
        name = binascii.hexlify(os.urandom(8))
        return self.sibling(_as(name, extension)
                            + _as(self.basename(), extension) + extension)

    def segmentsFrom(self, ancestor):
        """The names from there to me."""
        path, segments = self, []
        while path != ancestor and path != path.parent():
            segments.insert(0, path.basename())
            path = path.parent()
        if path != ancestor or not segments:
            raise ValueError('%r not parent of %r' % (ancestor, self))
        return segments

    def realpath(self):
        """Where I lead to, with no symbolic link on the way."""
        path = os.path.realpath(self.path)
        if os.path.islink(path):
            raise LinkError(errno.ELOOP, 'too many symbolic links', self)
        return self.clonePath(path)

    def isabs(self):
        return os.path.isabs(self.path)

    def __eq__(self, other):
        return isinstance(other, FilePath) and self.path == other.path

    def __lt__(self, other):
        return self.path < other.path

    def __le__(self, other):
        return self.path <= other.path

    def __gt__(self, other):
        return self.path > other.path

    def __ge__(self, other):
        return self.path >= other.path

    def __hash__(self):
        return hash((FilePath, self.path))

    def __repr__(self):
        return 'FilePath(%r)' % (self.path,)

    # --- what is there --------------------------------------------------------

    def restat(self, reraise=True):
        """Look again."""
        self._statinfo = None
        try:
            self._statinfo = os.stat(self.path)
        except OSError:
            if reraise:
                raise

    def changed(self):
        """Forget what I know of the file."""
        self._statinfo = None

    def _known(self):
        if self._statinfo is None:
            self.restat()
        return self._statinfo

    def _mode(self):
        if self._statinfo is None:
            self.restat(False)
        return self._statinfo.st_mode if self._statinfo is not None else 0

    def exists(self):
        return self._mode() != 0

    def isdir(self):
        return stat.S_ISDIR(self._mode())

    def isfile(self):
        return stat.S_ISREG(self._mode())

    def isBlockDevice(self):
        return stat.S_ISBLK(self._mode())

    def isSocket(self):
        return stat.S_ISSOCK(self._mode())

    def islink(self):
        return os.path.islink(self.path)

    def getsize(self):
        return self._known().st_size

    def getModificationTime(self):
        return float(self._known().st_mtime)

    def getStatusChangeTime(self):
        return float(self._known().st_ctime)

    def getAccessTime(self):
        return float(self._known().st_atime)

    # As they were called when times were whole seconds.
    def getmtime(self):
        return int(self._known().st_mtime)

    def getctime(self):
        return int(self._known().st_ctime)

    def getatime(self):
        return int(self._known().st_atime)

    def getInodeNumber(self):
        return self._known().st_ino

    def getDevice(self):
        return self._known().st_dev

    def getNumberOfHardLinks(self):
        return self._known().st_nlink

    def getUserID(self):
        return self._known().st_uid

    def getGroupID(self):
        return self._known().st_gid

    def getPermissions(self):
        return Permissions(stat.S_IMODE(self._known().st_mode))

    def listdir(self):
        return os.listdir(self.path)

    def children(self):
        """Those in me; UnlistableError when I am no directory."""
        try:
            names = self.listdir()
        except OSError as error:
            raise UnlistableError(error) from error
        return [self.child(name) for name in names]

    def globChildren(self, pattern):
        import glob
        return [self.clonePath(path) for path in glob.glob(
            os.path.join(_as(self.path, pattern), pattern))]

    def walk(self, descend=None):
        """Me, and all below me, each before what is in it."""
        yield self
        if self.isdir():
            for child in self.children():
                if descend is not None and not descend(child):
                    yield child
                    continue
                if child.islink():
                    real = child.realpath()
                    if any([each.realpath() == real
                            for each in (child, *child.parents())[1:]]):
                        raise LinkError('Cycle in file graph.')
                yield from child.walk(descend)

    # --- changing it ----------------------------------------------------------

    def open(self, mode='r'):
        """Open for bytes; it is made anew for 'w', and must be new for 'x'."""
        if self.alwaysCreate and 'w' not in mode:
            return self.create()
        return open(self.path, mode.replace('b', '') + 'b')

    def create(self):
        """Open a file that must not be there yet, for reading and writing."""
        return os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL,
                                 0o666), 'w+b')

    def requireCreate(self, val=1):
        self.alwaysCreate = val

    def getContent(self):
        with self.open() as file:
            return file.read()

    def setContent(self, content, ext=b'.new'):
        """Replace the file by another one at once: nobody sees half of it."""
        beside = self.temporarySibling(ext)
        with beside.open('w') as file:
            file.write(content)
        os.rename(beside.path, self.path)

    def touch(self):
        """Let it be there, changed just now."""
        try:
            self.open('a').close()
        except IOError:
            pass
        os.utime(self.path, None)

    def createDirectory(self):
        os.mkdir(self.path)

    def makedirs(self, ignoreExistingDirectory=False):
        try:
            os.makedirs(self.path)
        except FileExistsError:
            if not (ignoreExistingDirectory and os.path.isdir(self.path)):
                raise

    def linkTo(self, linkFilePath):
        """Make a symbolic link there that leads to me."""
        os.symlink(self.path, linkFilePath.path)

    def chmod(self, mode):
        os.chmod(self.path, mode)

    def remove(self):
        """Remove it, a directory with all that is in it."""
        if self.isdir() and not self.islink():
            for child in self.children():
                child.remove()
            os.rmdir(self.path)
        else:
            os.remove(self.path)
        self.changed()

    def copyTo(self, destination, followLinks=True):
        """Copy it there, a directory with all that is in it."""
        if self.islink() and not followLinks:
            os.symlink(os.readlink(self.path), destination.path)
        elif self.isdir():
            if not destination.exists():
                destination.createDirectory()
            for child in self.children():
                child.copyTo(destination.child(child.basename()), followLinks)
        elif self.isfile():
            with destination.open('w') as target, self.open() as source:
                while True:
                    chunk = source.read(65536)
                    if not chunk:
                        break
                    target.write(chunk)
        elif not self.exists():
            raise OSError(errno.ENOENT, 'No such file or directory')
        else:
            raise NotImplementedError('Only copying of files and directories '
                                      'supported')
        destination.changed()

    def moveTo(self, destination, followLinks=True):
        """Move it there, to another file system too."""
        try:
            os.rename(self.path, destination.path)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            beside = destination.temporarySibling()
            self.copyTo(beside, followLinks)
            os.rename(beside.path, destination.path)
            self.remove()
        self.changed()
        destination.changed()


def __getattr__(name):
    if name == 'IFilePath':
        from zope.interface import Interface, classImplements
        from zope.interface.interface import InterfaceClass
        made = globals()[name] = InterfaceClass(name, (Interface,),
                                                __module__=__name__)
        classImplements(FilePath, made)
        return made
    raise AttributeError('module %r has no attribute %r' % (__name__, name))
