"""HMAC: keyed hashing for message authentication, RFC 2104."""

import _hashlib
from _hashlib import compare_digest

trans_5C = bytes([x ^ 0x5C for x in range(256)])
trans_36 = bytes([x ^ 0x36 for x in range(256)])
digest_size = None


class HMAC:
    """I sign a message with a key; my digest() proves who knew it."""

    blocksize = 64

    def __init__(self, key, msg=None, digestmod=''):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError('key: expected bytes or bytearray, but got %r'
                            % type(key).__name__)
        if not digestmod:
            raise TypeError("Missing required parameter 'digestmod'.")
        if isinstance(digestmod, str):
            make = lambda d=b'': _hashlib.new(digestmod, d)
        elif callable(digestmod):
            make = digestmod
        else:
            make = lambda d=b'': digestmod.new(d)
        self._inner, self._outer = make(), make()
        self.digest_size = self._inner.digest_size
        size = getattr(self._inner, 'block_size', self.blocksize)
        if size < 16:
            import warnings
            warnings.warn('block_size of %d seems too small; using our '
                          'default of %d.' % (size, self.blocksize),
                          RuntimeWarning, 2)
            size = self.blocksize
        if not hasattr(self._inner, 'block_size'):
            import warnings
            warnings.warn('No block_size attribute on given digest object; '
                          'Assuming %d.' % size, RuntimeWarning, 2)
        if len(key) > size:
            key = make(key).digest()
        self.block_size = size
        key = bytes(key).ljust(size, b'\0')
        self._outer.update(key.translate(trans_5C))
        self._inner.update(key.translate(trans_36))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return f'hmac-{self._inner.name}'

    def update(self, msg):
        self._inner.update(msg)

    def copy(self):
        other = self.__class__.__new__(self.__class__)
        other.__dict__.update(self.__dict__)
        other._inner = self._inner.copy()
        other._outer = self._outer.copy()
        return other

    def _current(self):
        done = self._outer.copy()
        done.update(self._inner.digest())
        return done

    def digest(self):
        return self._current().digest()

    def hexdigest(self):
        return self._current().hexdigest()


def new(key, msg=None, digestmod=''):
    """Begin an HMAC, with a first message perhaps."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """The HMAC of a message, at once."""
    if isinstance(digest, str) and digest in _hashlib.__dict__:
        return _hashlib.hmac_digest(key, msg, digest)
    return HMAC(key, msg, digest).digest()
