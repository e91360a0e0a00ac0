"""Digests, as CPython's tests ask for them."""

import hashlib
import unittest


def requires_hashdigest(digestname, openssl=None, usedforsecurity=True):
    try:
        hashlib.new(digestname)
    except ValueError:
        return unittest.skip('there is no ' + digestname)
    return lambda test: test
