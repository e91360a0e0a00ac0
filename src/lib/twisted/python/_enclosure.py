"""A directory that nobody leaves: what is inside, found step by step."""

import errno
import os

# How many names and links one path may lead through.
MAX_STEPS = 100
_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW


class Enclosure:
    """I am a directory, and the whole world to those who ask me.

    A path is a list of names, as bytes. Each is looked up in the directory that
    was opened before it, and links are followed by me, never by the kernel:
    they lead where they would if my directory were "/". So whoever renames or
    links while I walk changes what is found, and not where that is.
    """

    def __init__(self, path):
        self.path = path

    def at(self, function, names, *args, follow=False, **kw):
        """function(NAME, *args, dir_fd=DIRECTORY, **kw) for the last of the
        names, which may be a link unless that is to be followed."""
        directory, name = self._find(names, follow)
        try:
            return function(name, *args, dir_fd=directory, **kw)
        finally:
            os.close(directory)

    def open(self, names, flags=os.O_RDONLY, mode=0o666):
        """A descriptor; a device or pipe behind the name is not waited for."""
        return self.at(os.open, names, flags | os.O_NOFOLLOW | os.O_NONBLOCK
                       | os.O_NOCTTY, mode, follow=True)

    def stat(self, names, follow=True):
        """What os.stat() says of what is there."""
        return self.at(os.stat, names, follow=follow, follow_symlinks=False)

    def rename(self, before, after):
        """Give another name to what is there, in whichever directory."""
        directory, name = self._find(before, False)
        try:
            self.at(lambda new, dir_fd: os.rename(
                name, new, src_dir_fd=directory, dst_dir_fd=dir_fd), after)
        finally:
            os.close(directory)

    def _find(self, names, follow):
        """A descriptor of a directory, to be closed, and a name there."""
        inside = [os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)]
        ahead = list(reversed(names))
        steps = 0
        name = b'.'
        try:
            while ahead:
                name = ahead.pop()
                if name == b'..' and len(inside) > 1:
                    os.close(inside.pop())
                if name in (b'', b'.', b'..'):
                    name = b'.'
                    continue
                steps += 1
                if steps > MAX_STEPS:
                    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
                if ahead or follow:
                    target = self._target(name, inside[-1])
                    if target is not None:
                        while target[:1] == b'/' and len(inside) > 1:
                            os.close(inside.pop())
                        ahead.extend(reversed(target.split(b'/')))
                        name = b'.'
                        continue
                if ahead:
                    inside.append(os.open(name, _DIRECTORY, dir_fd=inside[-1]))
                    name = b'.'
            return inside.pop(), name
        finally:
            for directory in inside:
                os.close(directory)

    def _target(self, name, directory):
        """Where a link leads; None if it is none, or nothing at all."""
        try:
            return os.readlink(name, dir_fd=directory)
        except OSError as error:
            if error.errno in (errno.EINVAL, errno.ENOENT):
                return None
            raise
