"""There are no threads here: a test that asks for one is skipped."""

import unittest


class _Lock:
    """The one thread there is gets every lock."""

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        pass

    def acquire(self, blocking=True, timeout=-1):
        return True

    def release(self):
        pass


Lock = RLock = _Lock


def __getattr__(name):
    if name.startswith('__'):
        raise AttributeError(name)
    raise unittest.SkipTest('there are no threads')
