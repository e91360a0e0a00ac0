"""Secure hash and message digest algorithms, under one interface.

md5, sha1, the sha2 and sha3 families, both shakes and both blakes are here;
what is asked for beside them, new() refuses by name.
"""

from _hashlib import (
    blake2b, blake2s, md5, new, pbkdf2_hmac, sha1, sha224, sha256, sha384,
    sha3_224, sha3_256, sha3_384, sha3_512, sha512, shake_128, shake_256)

_names = ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3_224',
          'sha3_256', 'sha3_384', 'sha3_512', 'shake_128', 'shake_256',
          'blake2b', 'blake2s')
algorithms_guaranteed = set(_names)
algorithms_available = set(_names)
__all__ = _names + ('new', 'algorithms_guaranteed', 'algorithms_available',
                    'pbkdf2_hmac', 'file_digest')


def file_digest(fileobj, digest, /, *, _bufsize=262144):
    """The digest object of all that a binary file has."""
    made = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, 'getbuffer'):
        made.update(fileobj.getbuffer())
    elif (hasattr(fileobj, 'readinto') and hasattr(fileobj, 'readable')
            and fileobj.readable()):
        chunk = bytearray(_bufsize)
        view = memoryview(chunk)
        while (size := fileobj.readinto(chunk)) != 0:
            made.update(view[:size])
    else:
        raise ValueError(f"'{fileobj!r}' is not a file-like object in binary "
                         "reading mode.")
    return made
