"""Filename globbing utility."""

import os

__all__ = ['escape', 'glob', 'iglob']


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False,
         include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd,
                      recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False,
          include_hidden=False):
    if root_dir is None:
        root_dir = pathname[:0]
    else:
        root_dir = os.fspath(root_dir)
    walk = _Walk(dir_fd, recursive, include_hidden)
    found = walk.glob(pathname, root_dir, False)
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


class _Walk:
    """I look into directories, which begin in dir_fd where there is one."""

    def __init__(self, dir_fd, recursive, hidden):
        self.dir_fd = dir_fd
        self.recursive = recursive
        self.hidden = hidden

    def glob(self, pathname, root, dirs_only):
        head, tail = os.path.split(pathname)
        if not has_magic(pathname):
            if tail:
                if self.exists(os.path.join(root, pathname)):
                    yield pathname
            elif self.is_dir(os.path.join(root, head)):
                yield pathname
            return
        if not head:
            yield from self.names_like(root, tail, dirs_only)
            return
        if head != pathname and has_magic(head):
            heads = self.glob(head, root, True)
        else:
            heads = [head]
        for one in heads:
            place = os.path.join(root, one)
            if has_magic(tail):
                names = self.names_like(place, tail, dirs_only)
            else:
                names = self.exact(place, tail)
            for name in names:
                yield os.path.join(one, name)

    def names_like(self, place, pattern, dirs_only):
        if self.recursive and _is_recursive(pattern):
            return self.everything(place, pattern, dirs_only)
        import fnmatch
        names = self.names(place, dirs_only)
        if not self.hidden and not _is_hidden(pattern):
            names = (name for name in names if not _is_hidden(name))
        return fnmatch.filter(names, pattern)

    def exact(self, place, name):
        if name:
            found = self.exists(os.path.join(place, name))
        else:
            found = self.is_dir(place)
        return [name] if found else []

    def everything(self, place, pattern, dirs_only):
        if not place or self.is_dir(place):
            yield pattern[:0]
        yield from self.below(place, dirs_only)

    def below(self, place, dirs_only):
        for name in list(self.names(place, dirs_only)):
            if self.hidden or not _is_hidden(name):
                yield name
                path = os.path.join(place, name) if place else name
                for deeper in self.below(path, dirs_only):
                    yield os.path.join(name, deeper)

    def names(self, place, dirs_only):
        fd = None
        try:
            where = place or (b'.' if isinstance(place, bytes) else '.')
            if self.dir_fd is not None:
                where = fd = os.open(where, os.O_RDONLY | os.O_DIRECTORY,
                                     dir_fd=self.dir_fd)
            with os.scandir(where) as entries:
                for entry in entries:
                    try:
                        if not dirs_only or entry.is_dir():
                            yield (os.fsencode(entry.name)
                                   if isinstance(place, bytes) else entry.name)
                    except OSError:
                        pass
        except OSError:
            return
        finally:
            if fd is not None:
                os.close(fd)

    def exists(self, path):
        return self.mode(path, False) is not None

    def is_dir(self, path):
        mode = self.mode(path, True)
        return mode is not None and mode & 0o170000 == 0o040000

    def mode(self, path, follow):
        try:
            return os.stat(path, dir_fd=self.dir_fd,
                           follow_symlinks=follow).st_mode
        except (OSError, ValueError):
            return None


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
