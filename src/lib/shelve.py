"""A dictionary of pickled objects in a database.

CPython has several formats for those files; here it is that of dbm.dumb.
"""

import pickle
from collections.abc import MutableMapping

from twisted._era import called_from_era, to_bytes


class _Closed(MutableMapping):
    """I am what a shelf has when it is closed."""

    def _refuse(self, *args):
        raise ValueError('invalid operation on closed shelf')

    __getitem__ = __setitem__ = __delitem__ = __iter__ = __len__ = _refuse
    keys = _refuse


class Shelf(MutableMapping):
    """I keep objects in a dictionary of byte strings."""

    def __init__(self, dict, protocol=None, writeback=False,
                 keyencoding=None):
        self.dict = dict
        self._protocol = (pickle.DEFAULT_PROTOCOL if protocol is None
                          else protocol)
        self.writeback = writeback
        self.cache = {}
        if keyencoding is None:
            keyencoding = '' if called_from_era() else 'utf-8'
        self.keyencoding = keyencoding

    def _key(self, key):
        if not self.keyencoding:
            return key  # strings of the era are bytes
        return key.encode(self.keyencoding)

    def __iter__(self):
        for key in self.dict.keys():
            yield to_bytes(key).decode(self.keyencoding or 'latin-1')

    def __len__(self):
        return len(self.dict)

    def __contains__(self, key):
        return self._key(key) in self.dict

    def __getitem__(self, key):
        if key in self.cache:
            return self.cache[key]
        value = pickle.loads(to_bytes(self.dict[self._key(key)]))
        if self.writeback:
            self.cache[key] = value
        return value

    def __setitem__(self, key, value):
        if self.writeback:
            self.cache[key] = value
        self.dict[self._key(key)] = pickle.dumps(value, self._protocol)

    def __delitem__(self, key):
        del self.dict[self._key(key)]
        self.cache.pop(key, None)

    def __enter__(self):
        return self

    def __exit__(self, *why):
        self.close()

    def sync(self):
        if self.writeback and self.cache:
            self.writeback = False
            for key, value in self.cache.items():
                self[key] = value
            self.writeback = True
            self.cache = {}
        if hasattr(self.dict, 'sync'):
            self.dict.sync()

    def close(self):
        try:
            self.sync()
            if hasattr(self.dict, 'close'):
                self.dict.close()
        finally:
            self.dict = _Closed()

    def __del__(self):
        if hasattr(self, 'writeback'):
            self.close()


class DbfilenameShelf(Shelf):
    """I am one in a file."""

    def __init__(self, filename, flag='c', protocol=None, writeback=False,
                 keyencoding=None):
        import dumbdbm
        if keyencoding is None:
            keyencoding = '' if called_from_era() else 'utf-8'
        Shelf.__init__(self, dumbdbm.open(filename, flag), protocol, writeback,
                       keyencoding)


def open(filename, flag='c', protocol=None, writeback=False):
    return DbfilenameShelf(filename, flag, protocol, writeback,
                           '' if called_from_era() else 'utf-8')
