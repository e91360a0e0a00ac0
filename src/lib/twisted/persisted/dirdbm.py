"""A directory as a dictionary: a file for each key.

A value that is replaced is written beside the old one, KEY.rpl, and a new one
as KEY.new: then it takes the name. What a crash leaves of it is cleared away
when the directory is opened again, so that each key has an old value or a new
one.
"""

import base64
import os
from builtins import open as _open

from twisted import _era
from twisted.persisted import styles
from twisted.python.filepath import FilePath

__all__ = ['open', 'DirDBM', 'Shelf']


class DirDBM:
    """I keep byte strings under byte strings. To code of the era, which has no
    others, both are str."""

    def __init__(self, name):
        self.dname = os.path.abspath(name)
        self._dnamePath = FilePath(self.dname)
        if not self._dnamePath.isdir():
            self._dnamePath.createDirectory()
        for file in os.listdir(self.dname):
            path = os.path.join(self.dname, file)
            if file.endswith('.new'):
                os.remove(path)
            elif file.endswith('.rpl'):
                if os.path.exists(path[:-4]):
                    os.remove(path)
                else:
                    os.rename(path, path[:-4])

    def _encode(self, k):
        """The name of a key's file; no dot is ever in it."""
        return base64.encodebytes(k).replace(b'\n', b'_').replace(b'/', b'-')

    def _decode(self, k):
        return base64.decodebytes(k.replace(b'_', b'\n').replace(b'-', b'/'))

    def _bytes(self, data, what, era):
        if era:
            data = _era.to_bytes(data)
        if type(data) is not bytes:
            raise TypeError('DirDBM %s must be bytes' % what)
        return data

    def _path(self, k, era=False):
        k = self._bytes(k, 'key', era)
        return self._dnamePath.child(self._encode(k).decode('ascii'))

    def _readFile(self, path):
        """Override me, and the next one, to keep things otherwise in files."""
        with _open(path.path, 'rb') as file:
            return file.read()

    def _writeFile(self, path, data):
        with _open(path.path, 'wb') as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def _get(self, k, era):
        try:
            data = self._readFile(self._path(k, era))
        except OSError:
            raise KeyError(k) from None
        return _era.to_text(data) if era else data

    def _set(self, k, v, era):
        path = self._path(k, era)
        v = self._bytes(v, 'value', era)
        aside = path.siblingExtension('.rpl' if path.exists() else '.new')
        try:
            self._writeFile(aside, v)
        except BaseException:
            if aside.exists():
                aside.remove()
            raise
        os.rename(aside.path, path.path)

    def __len__(self):
        return len(os.listdir(self.dname))

    def __getitem__(self, k):
        return self._get(k, _era.called_from_era())

    def __setitem__(self, k, v):
        self._set(k, v, _era.called_from_era())

    def __delitem__(self, k):
        try:
            self._path(k, _era.called_from_era()).remove()
        except OSError:
            raise KeyError(k) from None

    def __contains__(self, key):
        return self._path(key, _era.called_from_era()).isfile()

    def has_key(self, key):
        return self._path(key, _era.called_from_era()).isfile()

    def _keys(self, era):
        names = [self._decode(name)
                 for name in os.listdir(os.fsencode(self.dname))]
        return [_era.to_text(name) for name in names] if era else names

    def keys(self):
        return self._keys(_era.called_from_era())

    def values(self):
        era = _era.called_from_era()
        return [self._get(k, era) for k in self._keys(era)]

    def items(self):
        era = _era.called_from_era()
        return [(k, self._get(k, era)) for k in self._keys(era)]

    def get(self, key, default=None):
        try:
            return self._get(key, _era.called_from_era())
        except KeyError:
            return default

    def setdefault(self, key, value):
        era = _era.called_from_era()
        try:
            return self._get(key, era)
        except KeyError:
            self._set(key, value, era)
            return value

    def update(self, dict):
        era = _era.called_from_era()
        for key, value in dict.items():
            self._set(key, value, era)

    def copyTo(self, path):
        """Copy everything to another directory, which is cleared before; the
        DirDBM of it."""
        path = getattr(path, 'path', path)
        assert os.path.abspath(path) != self.dname
        other = self.__class__(path)
        other.clear()
        for key in self._keys(False):
            other._set(key, self._get(key, False), False)
        return other

    def clear(self):
        for key in self._keys(False):
            self._path(key).remove()

    def close(self):
        """There is nothing to close."""

    def getModificationTime(self, key):
        """When the value of a key was set, in seconds; or KeyError."""
        try:
            return os.path.getmtime(
                self._path(key, _era.called_from_era()).path)
        except OSError:
            raise KeyError(key) from None


styles.teachPickle()


class Shelf(DirDBM):
    """I keep any objects, as pickles."""

    def _get(self, k, era):
        import pickle
        return pickle.loads(_era.to_bytes(DirDBM._get(self, k, era)))

    def _set(self, k, v, era):
        import pickle
        if era:
            k = _era.to_bytes(k)
        DirDBM._set(self, k, pickle.dumps(v), False)


def open(file, flag=None, mode=None):
    """The DirDBM of a directory; as other kinds of databases are opened."""
    return DirDBM(file)
