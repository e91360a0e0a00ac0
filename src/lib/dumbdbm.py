"""A dictionary of the era's strings in three files, as CPython has them.

NAME.dat has the values, each from a multiple of 512 bytes on; NAME.dir a line
for each key: 'key', (place, size). NAME.bak is the NAME.dir before.

What changes has a line in NAME.dir at once, and the last line of a key counts.
When keys go, or lines became many, it is written anew beside it and then takes
its place: whoever is killed or finds the disk full leaves the one before.
"""

import ast
import io
import os
from collections.abc import MutableMapping

from twisted._era import to_bytes, to_text

error = IOError
_BLOCK = 512


class _Database(MutableMapping):
    _index = None
    _modified = False

    def __init__(self, name, flag, mode):
        self._directory, self._data, self._backup = [
            name + end for end in ('.dir', '.dat', '.bak')]
        self._mode = mode
        self._readonly = flag == 'r'
        if not self._readonly:
            os.close(os.open(self._data, os.O_RDWR | os.O_CREAT, mode))
        index, lines = {}, 0
        try:
            with io.open(self._directory, encoding='latin-1') as file:
                for line in file:
                    if line[-1] != '\n':    # its writer was killed
                        self._modified = True
                        break
                    key, place = ast.literal_eval(line)
                    index[to_bytes(key)] = place
                    lines += 1
        except FileNotFoundError:
            self._modified = True
        self._index = index
        if lines > 2 * len(index) + 8:
            self._modified = True
        self.sync()

    def _places(self):
        if self._index is None:
            raise error('DBM object has already been closed')
        return self._index

    def _may_write(self):
        if self._readonly:
            raise error('The database is opened for reading only')
        return self._places()

    def _put(self, path, how, places):
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | how, self._mode)
        with io.open(fd, 'w', encoding='latin-1') as file:
            for key, place in places:
                file.write('%r, %r\n' % (key.decode('latin-1'), place))

    def _place(self, key):
        try:
            return self._places()[to_bytes(key)]
        except KeyError:
            raise KeyError(key) from None

    def __getitem__(self, key):
        place, size = self._place(key)
        with io.open(self._data, 'rb') as file:
            file.seek(place)
            return to_text(file.read(size))

    def __setitem__(self, key, value):
        key, value = to_bytes(key), to_bytes(value)
        if not isinstance(key, bytes) or not isinstance(value, bytes):
            raise TypeError('keys and values must be strings')
        index = self._may_write()
        place, size = before = index.get(key, (0, 0))
        with io.open(self._data, 'r+b') as file:
            if -(-size // _BLOCK) < -(-len(value) // _BLOCK):
                end = file.seek(0, 2)
                place = -(-end // _BLOCK) * _BLOCK
                file.write(bytes(place - end))
            file.seek(place)
            file.write(value)
        place = place, len(value)
        if place != before or key not in index:
            self._put(self._directory, os.O_APPEND, [(key, place)])
        index[key] = place

    def __delitem__(self, key):
        index = self._may_write()
        self._place(key)
        del index[to_bytes(key)]
        self._modified = True
        self.sync()

    def __contains__(self, key):
        return to_bytes(key) in self._places()

    def keys(self):
        return list(map(to_text, self._places()))

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._places())

    def sync(self):
        if not self._modified or self._index is None or self._readonly:
            return
        new = self._directory + '.new'
        try:
            self._put(new, os.O_TRUNC, self._index.items())
            if os.path.exists(self._directory):
                with io.open(self._directory, 'rb') as old, \
                        io.open(self._backup, 'wb') as copy:
                    copy.write(old.read())
            os.replace(new, self._directory)
        except OSError:
            if os.path.exists(new):
                os.remove(new)
            raise
        self._modified = False

    def close(self):
        self.sync()
        self._index = None


def open(file, flag='c', mode=0o666):
    """The database of that name; 'n' begins a new one, 'r' and 'w' want one."""
    file = os.fsdecode(file)
    if flag not in ('r', 'w', 'c', 'n'):
        raise ValueError("Flag must be one of 'r', 'w', 'c', or 'n'")
    if flag == 'n':
        for end in '.dir', '.dat', '.bak':
            if os.path.exists(file + end):
                os.remove(file + end)
    elif flag != 'c' and not os.path.exists(file + '.dat'):
        raise error("need 'c' or 'n' flag to open new db")
    return _Database(file, flag, mode)
