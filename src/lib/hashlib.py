"""Secure hash and message digest algorithms, under one interface.

md5, sha1, the sha2 and sha3 families and both shakes are here; what is asked
for beside them, new() refuses by name.
"""

from _hashlib import (
    md5, new, pbkdf2_hmac, sha1, sha224, sha256, sha384, sha3_224, sha3_256,
    sha3_384, sha3_512, sha512, shake_128, shake_256)

_names = ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3_224',
          'sha3_256', 'sha3_384', 'sha3_512', 'shake_128', 'shake_256')
algorithms_guaranteed = set(_names)
algorithms_available = set(_names)
__all__ = _names + ('new', 'algorithms_guaranteed', 'algorithms_available',
                    'pbkdf2_hmac', 'file_digest')


def file_digest(fileobj, digest, /, *, _bufsize=262144):
    """Hash the contents of a file-like object; return the digest object."""
    made = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, 'getbuffer'):
        made.update(fileobj.getbuffer())
        return made
    if not (hasattr(fileobj, 'readinto') and hasattr(fileobj, 'readable')
            and fileobj.readable()):
        raise ValueError(f"'{fileobj!r}' is not a file-like object in binary "
                         "reading mode.")
    buf = bytearray(_bufsize)
    view = memoryview(buf)
    while True:
        size = fileobj.readinto(buf)
        if size == 0:
            return made
        made.update(view[:size])
