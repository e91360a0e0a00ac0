"""There are no threads here: tests of them are skipped."""

import unittest

can_start_thread = False
_WHY = 'there are no threads'


def requires_working_threading(*, module=False):
    if module:
        raise unittest.SkipTest(_WHY)
    return unittest.skip(_WHY)


def reap_threads(function):
    return function


def threading_setup():
    return ()


def threading_cleanup(*original):
    pass


def join_thread(thread, timeout=None):
    raise unittest.SkipTest(_WHY)


def start_threads(threads, unlock=None):
    raise unittest.SkipTest(_WHY)


def wait_threads_exit(timeout=None):
    raise unittest.SkipTest(_WHY)
