"""A lock that other processes see: a link that names who holds it."""

import os


class FilesystemLock:
    """I am held, or not, under a name in the file system.

    The lock of a process that is no more is taken over; I am not `clean` then.
    """

    clean = None
    locked = False

    def __init__(self, name):
        self.name = name

    def lock(self):
        """Whether it is ours now; nobody waits."""
        clean = True
        while True:
            try:
                os.symlink(str(os.getpid()), self.name)
            except FileExistsError:
                try:
                    os.kill(int(os.readlink(self.name)), 0)
                except FileNotFoundError:
                    pass  # it was given up just now
                except ProcessLookupError:
                    clean = False
                    self._remove()
                else:
                    return False
            else:
                self.locked = True
                self.clean = clean
                return True

    def _remove(self):
        try:
            os.remove(self.name)
        except FileNotFoundError:
            pass

    def unlock(self):
        if int(os.readlink(self.name)) != os.getpid():
            raise ValueError('Lock %r not owned by this process'
                             % (self.name,))
        os.remove(self.name)
        self.locked = False


def isLocked(name):
    """Whether somebody holds it; who asks may hold it for a moment."""
    lock = FilesystemLock(name)
    if lock.lock():
        lock.unlock()
        return False
    return True


__all__ = ['FilesystemLock', 'isLocked']
