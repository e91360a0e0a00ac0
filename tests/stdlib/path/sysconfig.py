"""How we were built, for tests that ask: no variable of CPython's is set."""

import sys


def get_config_var(name):
    return None


def get_config_vars(*names):
    return [None] * len(names) if names else {}


def get_platform():
    return sys.platform


def is_python_build():
    return False
