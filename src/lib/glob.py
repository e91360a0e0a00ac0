"""Filename globbing utility."""

import os

__all__ = ['escape', 'glob', 'iglob']


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False,
         include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd,
                      recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False,
          include_hidden=False):
    if dir_fd is not None:
        raise NotImplementedError('dir_fd unavailable on this platform')
    if root_dir is None:
        root_dir = pathname[:0]
    else:
        root_dir = os.fspath(root_dir)
    found = _glob(pathname, root_dir, recursive, False, include_hidden)
    if not pathname or recursive and _is_recursive(pathname[:2]):
        # "**" matches the directory itself, which has no name.
        found = iter(found)
        first = next(found, None)
        if first:
            found = _chain(first, found)
    return iter(found)


def _chain(first, rest):
    yield first
    yield from rest


def _glob(pathname, root, recursive, dirs_only, hidden):
    head, tail = os.path.split(pathname)
    if not has_magic(pathname):
        if tail:
            if os.path.lexists(os.path.join(root, pathname)):
                yield pathname
        elif os.path.isdir(os.path.join(root, head)):
            yield pathname
        return
    if not head:
        if recursive and _is_recursive(tail):
            yield from _everything(root, tail, dirs_only, hidden)
        else:
            yield from _matching(root, tail, dirs_only, hidden)
        return
    if head != pathname and has_magic(head):
        heads = _glob(head, root, recursive, True, hidden)
    else:
        heads = [head]
    for one in heads:
        place = os.path.join(root, one)
        if not has_magic(tail):
            names = _exact(place, tail)
        elif recursive and _is_recursive(tail):
            names = _everything(place, tail, dirs_only, hidden)
        else:
            names = _matching(place, tail, dirs_only, hidden)
        for name in names:
            yield os.path.join(one, name)


def _exact(place, name):
    if name:
        return [name] if os.path.lexists(os.path.join(place, name)) else []
    return [name] if os.path.isdir(place) else []


def _names(place, dirs_only):
    try:
        with os.scandir(place or (b'.' if isinstance(place, bytes)
                                  else '.')) as entries:
            for entry in entries:
                try:
                    if not dirs_only or entry.is_dir():
                        yield entry.name
                except OSError:
                    pass
    except OSError:
        return


def _matching(place, pattern, dirs_only, hidden):
    import fnmatch
    names = _names(place, dirs_only)
    if not hidden and not _is_hidden(pattern):
        names = (name for name in names if not _is_hidden(name))
    return fnmatch.filter(names, pattern)


def _everything(place, pattern, dirs_only, hidden):
    if not place or os.path.isdir(place):
        yield pattern[:0]
    yield from _below(place, dirs_only, hidden)


def _below(place, dirs_only, hidden):
    for name in list(_names(place, dirs_only)):
        if hidden or not _is_hidden(name):
            yield name
            path = os.path.join(place, name) if place else name
            for deeper in _below(path, dirs_only, hidden):
                yield os.path.join(name, deeper)


def has_magic(s):
    magic = b'*?[' if isinstance(s, bytes) else '*?['
    return any(c in magic for c in s)


def _is_hidden(path):
    return path[0] in (46, '.')


def _is_recursive(pattern):
    return pattern == (b'**' if isinstance(pattern, bytes) else '**')


def escape(pathname):
    if isinstance(pathname, bytes):
        return escape(pathname.decode('latin-1')).encode('latin-1')
    return ''.join(['[%s]' % c if c in '*?[' else c for c in pathname])
