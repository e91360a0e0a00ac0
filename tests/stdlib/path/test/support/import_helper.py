"""Importing, as CPython's tests ask for it."""

import contextlib
import importlib
import os
import sys
import unittest


def import_module(name, deprecated=False, *, required_on=()):
    """The module; skips the test where there is none."""
    try:
        return importlib.import_module(name)
    except ImportError as e:
        raise unittest.SkipTest(str(e)) from None


def import_fresh_module(name, fresh=(), blocked=(), deprecated=False):
    """What CPython wrote in C and in Python we have but once: with the one or
    without the other, it is the module there is. Of one that is borrowed we
    have what is in Python."""
    try:
        module = importlib.import_module(name)
    except ImportError:
        return None
    borrowed = getattr(module, '__file__', '').startswith(
        os.environ['MT_STDLIB_BORROWED'])
    return None if borrowed and fresh else module


def unload(name):
    sys.modules.pop(name, None)


forget = unload


def make_legacy_pyc(source):
    raise unittest.SkipTest('there are no .pyc files')


class CleanImport:
    """Imports modules anew for a while."""

    def __init__(self, *names, usefrozen=False):
        self.before = sys.modules.copy()
        for name in names:
            sys.modules.pop(name, None)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        sys.modules.update(self.before)


class DirsOnSysPath:
    def __init__(self, *paths):
        self.before = sys.path[:]
        sys.path.extend(paths)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        sys.path[:] = self.before


@contextlib.contextmanager
def ready_to_import(name=None, source=''):
    from .os_helper import temp_dir
    name = name or 'spam'
    with temp_dir() as directory:
        path = os.path.join(directory, name + '.py')
        with open(path, 'w') as file:
            file.write(source)
        before = sys.modules.pop(name, None)
        sys.path.insert(0, directory)
        try:
            yield name, path
        finally:
            sys.path.remove(directory)
            sys.modules.pop(name, None)
            if before is not None:
                sys.modules[name] = before
