"""Waiting until one of many files is ready."""

import _socket

error = OSError
globals().update({_name: _value for _name, _value in
                  _socket.constants.items() if _name[:4] == 'POLL'})


def _fileno(file):
    if isinstance(file, int):
        fd = file
    else:
        try:
            fd = file.fileno()
        except AttributeError:
            raise TypeError('argument must be an int, or have a fileno() '
                            'method.') from None
        if not isinstance(fd, int):
            raise TypeError('fileno() returned a non-integer')
    if fd < 0:
        raise ValueError('file descriptor cannot be a negative integer (%d)' %
                         fd)
    return fd


@staticmethod  # a class may keep it
def select(rlist, wlist, xlist, timeout=None, /):
    """Three lists: what can be read, written, what has news."""
    if timeout is not None:
        if not hasattr(timeout, '__index__') and \
                not isinstance(timeout, float):
            raise TypeError('timeout must be a float or None')
        if timeout != timeout:
            raise ValueError('Invalid value NaN (not a number)')
        if abs(timeout) >= 2 ** 63:
            raise OverflowError('timestamp out of range for platform time_t')
        if timeout < 0:
            raise ValueError('timeout must be non-negative')
    wanted = {}
    lists = []
    for files, events in ((rlist, POLLIN), (wlist, POLLOUT), (xlist, POLLPRI)):
        files = [(file, _fileno(file)) for file in files]
        lists.append(files)
        for _, fd in files:
            wanted[fd] = wanted.get(fd, 0) | events
    found = dict(_socket.poll(list(wanted.items()), timeout))
    for fd, events in found.items():
        if events & POLLNVAL:
            import errno
            import os
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return tuple([
        [file for file, fd in files if found.get(fd, 0) & events]
        for files, events in zip(lists, (POLLIN | POLLHUP | POLLERR,
                                         POLLOUT | POLLERR, POLLPRI))])


class poll:
    """Descriptors and what each is waited for."""

    def __init__(self):
        self._wanted = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._wanted[_fileno(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        fd = _fileno(fd)
        if fd not in self._wanted:
            raise FileNotFoundError(2, 'No such file or directory')
        self._wanted[fd] = eventmask

    def unregister(self, fd, /):
        del self._wanted[_fileno(fd)]

    def poll(self, timeout=None, /):
        """[(descriptor, events)]; the timeout is in milliseconds."""
        if timeout is not None:
            timeout = timeout / 1000 if timeout >= 0 else None
        return _socket.poll(list(self._wanted.items()), timeout)
