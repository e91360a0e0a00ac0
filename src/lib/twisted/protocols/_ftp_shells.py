"""What a user of today's FTP server sees: shells, and realms that give them."""

import os

from zope.interface import Interface, implementer

from twisted.cred import checkers, error as cred_error, portal
from twisted.internet import defer, interfaces
from twisted.protocols._ftp_replies import (
    AnonUserDeniedError, FileNotFoundError, IsADirectoryError,
    IsNotADirectoryError, PermissionDeniedError, errnoToFailure)
from twisted.python import filepath

__name__ = 'twisted.protocols.ftp'


class IFTPShell(Interface):
    """I am what a user may do. A path is a list of names; everything returns a
    Deferred, which fails with an FTPCmdError."""

    def makeDirectory(path):
        """Make it."""

    def removeDirectory(path):
        """Remove it."""

    def removeFile(path):
        """Remove it."""

    def rename(fromPath, toPath):
        """Let it be called otherwise."""

    def access(path):
        """Whether it may be the current directory."""

    def stat(path, keys=()):
        """A list of what was asked for: size, directory, permissions,
        hardlinks, modified, owner, group."""

    def list(path, keys=()):
        """A list of (name, what stat() gives)."""

    def openForReading(path):
        """An IReadFile."""

    def openForWriting(path):
        """An IWriteFile."""


class IReadFile(Interface):
    """I am a file out of which somebody reads, once."""

    def send(consumer):
        """Write it all to a consumer; a Deferred for when that is done."""


class IWriteFile(Interface):
    """I am a file into which somebody writes, once."""

    def receive():
        """A Deferred of a consumer."""

    def close():
        """A Deferred for when all is stored."""


def _attempt(path, call, *args):
    """A Deferred of what it returns, or of what a client is told instead."""
    try:
        return defer.succeed(call(*args))
    except OSError as e:
        return errnoToFailure(e.errno, path)
    except Exception:
        return defer.fail()


@implementer(IReadFile)
class _FileReader:
    def __init__(self, fObj):
        self.fObj = fObj
        self._send = False

    def send(self, consumer):
        from twisted.protocols.basic import FileSender
        assert not self._send, 'a file is sent once'
        self._send = True

        def close(result):
            self.fObj.close()
            return result
        return FileSender().beginFileTransfer(
            self.fObj, consumer).addBoth(close)


@implementer(interfaces.IConsumer)
class FileConsumer:
    """I write what I get to a file, and close it."""

    def __init__(self, fObj):
        self.fObj = fObj

    def registerProducer(self, producer, streaming):
        assert streaming
        self.producer = producer

    def unregisterProducer(self):
        self.producer = None
        self.fObj.close()

    def write(self, bytes):
        self.fObj.write(bytes)


@implementer(IWriteFile)
class _FileWriter:
    def __init__(self, fObj):
        self.fObj = fObj
        self._receive = False

    def receive(self):
        assert not self._receive, 'a file is received once'
        self._receive = True
        return defer.succeed(FileConsumer(self.fObj))

    def close(self):
        return defer.succeed(None)


def _nameOf(module, lookup, ask):
    try:
        number = ask()
    except NotImplementedError:  # what the path is of has no owner
        return '0'
    try:
        return getattr(__import__(module), lookup)(number)[0]
    except (ImportError, KeyError):
        return str(number)


@implementer(IFTPShell)
class FTPAnonymousShell:
    """I let somebody look at what is below a FilePath."""

    def __init__(self, filesystemRoot):
        self.filesystemRoot = filesystemRoot

    def _path(self, path):
        return self.filesystemRoot.descendant(path)

    def _denied(self, *paths):
        return defer.fail(AnonUserDeniedError())

    makeDirectory = removeDirectory = removeFile = rename = receive = _denied

    def openForWriting(self, path):
        return defer.fail(PermissionDeniedError('STOR not allowed'))

    def openForReading(self, path):
        found = self._path(path)
        if found.isdir():
            return defer.fail(IsADirectoryError(path))
        return _attempt(path, found.open, 'r').addCallback(_FileReader)

    def access(self, path):
        found = self._path(path)
        if not found.exists():
            return defer.fail(FileNotFoundError(path))
        return _attempt(path, found.listdir).addCallback(lambda names: None)

    def stat(self, path, keys=()):
        found = self._path(path)
        if found.isdir():
            return _attempt(path, self._statNode, found, keys)
        return self.list(path, keys).addCallback(lambda rows: rows[0][1])

    def list(self, path, keys=()):
        found = self._path(path)
        if found.isdir():
            entries = [(name, found.child(name)) for name in found.listdir()]
        elif found.isfile():
            entries = [('/'.join(found.segmentsFrom(self.filesystemRoot)),
                        found)]
        else:
            return defer.fail(FileNotFoundError(path))
        rows = []
        for name, each in entries:
            try:
                rows.append((name, self._statNode(each, keys) if keys else []))
            except OSError as e:
                return errnoToFailure(e.errno, name)
            except Exception:
                return defer.fail()
        return defer.succeed(rows)

    def _statNode(self, filePath, keys):
        filePath.restat()
        return [getattr(self, '_stat_' + key)(filePath) for key in keys]

    def _stat_size(self, fp):
        return fp.getsize()

    def _stat_permissions(self, fp):
        return fp.getPermissions()

    def _stat_hardlinks(self, fp):
        try:
            return fp.getNumberOfHardLinks()
        except NotImplementedError:
            return 0

    def _stat_modified(self, fp):
        return fp.getModificationTime()

    def _stat_owner(self, fp):
        return _nameOf('pwd', 'getpwuid', fp.getUserID)

    def _stat_group(self, fp):
        return _nameOf('grp', 'getgrgid', fp.getGroupID)

    def _stat_directory(self, fp):
        return fp.isdir()


class FTPShell(FTPAnonymousShell):
    """I let somebody change what is below a FilePath."""

    def makeDirectory(self, path):
        return _attempt(path, self._path(path).makedirs)

    def removeDirectory(self, path):
        found = self._path(path)
        if found.isfile():
            return defer.fail(IsNotADirectoryError(path))
        return _attempt(path, os.rmdir, found.path)

    def removeFile(self, path):
        found = self._path(path)
        if found.isdir():
            return defer.fail(IsADirectoryError(path))
        return _attempt(path, found.remove)

    def rename(self, fromPath, toPath):
        return _attempt(fromPath, os.rename, self._path(fromPath).path,
                        self._path(toPath).path)

    def openForWriting(self, path):
        found = self._path(path)
        if found.isdir():
            return defer.fail(IsADirectoryError(path))
        return _attempt(path, found.open, 'w').addCallback(_FileWriter)


@implementer(portal.IRealm)
class BaseFTPRealm:
    """I let nobody in particular see one directory, and others their own."""

    def __init__(self, anonymousRoot):
        self.anonymousRoot = filepath.FilePath(anonymousRoot)

    def getHomeDirectory(self, avatarId):
        """Override me: a FilePath."""
        raise NotImplementedError(
            '%r did not override getHomeDirectory' % (self.__class__,))

    def requestAvatar(self, avatarId, mind, *interfaces):
        if IFTPShell not in interfaces:
            raise NotImplementedError(
                'Only IFTPShell interface is supported by this realm')
        if avatarId is checkers.ANONYMOUS:
            avatar = FTPAnonymousShell(self.anonymousRoot)
        else:
            if isinstance(avatarId, bytes):
                avatarId = os.fsdecode(avatarId)
            avatar = FTPShell(self.getHomeDirectory(avatarId))
        return IFTPShell, avatar, getattr(avatar, 'logout', lambda: None)


class FTPRealm(BaseFTPRealm):
    """The directories of users are in one, and called as they are."""

    def __init__(self, anonymousRoot, userHome='/home'):
        BaseFTPRealm.__init__(self, anonymousRoot)
        self.userHome = filepath.FilePath(userHome)

    def getHomeDirectory(self, avatarId):
        return self.userHome.child(avatarId)


class SystemFTPRealm(BaseFTPRealm):
    """The directories of users are where the system has them."""

    def getHomeDirectory(self, avatarId):
        path = os.path.expanduser('~' + avatarId)
        if path.startswith('~'):
            raise cred_error.UnauthorizedLogin()
        return filepath.FilePath(path)
