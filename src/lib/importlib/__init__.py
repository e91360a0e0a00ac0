"""Importing by name, and importing again."""

import _imp

__all__ = ['__import__', 'import_module', 'invalidate_caches', 'reload']

__import__ = __import__


def import_module(name, package=None):
    level = 0
    if name.startswith('.'):
        if not package:
            raise TypeError("the 'package' argument is required to perform a "
                            "relative import for {!r}".format(name))
        while name[level:level + 1] == '.':
            level += 1
        base = package.rsplit('.', level - 1)[0] if level > 1 else package
        name = base + '.' + name[level:] if name[level:] else base
    return _imp.import_module(name)


def reload(module):
    return _imp.reload(module)


def invalidate_caches():
    pass
