"""What is left of the era's way into the import machinery."""

import sys
import _imp

PY_SOURCE = 1
PY_COMPILED = 2
C_EXTENSION = 3
PKG_DIRECTORY = 5
C_BUILTIN = 6
PY_FROZEN = 7


def new_module(name):
    return type(sys)(name)


def reload(module):
    return _imp.reload(module)


def is_builtin(name):
    return _imp.is_builtin(name)


def get_magic():
    return b''


def get_suffixes():
    return [('.py', 'r', PY_SOURCE)]


def acquire_lock():
    pass


def release_lock():
    pass


def lock_held():
    return False


def load_source(name, path, file=None):
    module = new_module(name)
    module.__file__ = path
    if file is None:
        with open(path, 'rb') as file:
            source = file.read()
    else:
        source = file.read()
    sys.modules[name] = module
    # In either dialect.
    exec(compile(source, path, 'exec', 1 << 30), module.__dict__)
    return module


def find_module(name, path=None):
    raise ImportError('imp.find_module() is left out')
