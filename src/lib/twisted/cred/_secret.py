"""Where secrets are compared."""

from _hashlib import compare_digest


def sameSecret(one, other):
    """Whether they are equal, in a time that does not tell where they differ.
    Text and bytes never are; other things are compared as such."""
    if isinstance(one, str) and isinstance(other, str):
        one = one.encode('utf-8', 'surrogatepass')
        other = other.encode('utf-8', 'surrogatepass')
    if isinstance(one, bytes) and isinstance(other, bytes):
        return compare_digest(one, other)
    return one == other
