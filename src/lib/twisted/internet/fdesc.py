"""Reading and writing descriptors without waiting."""

import errno
import os

from twisted.internet.main import CONNECTION_DONE, CONNECTION_LOST

_LATER = errno.EAGAIN, errno.EINTR


def setNonBlocking(fd):
    os.set_blocking(fd, False)


def setBlocking(fd):
    os.set_blocking(fd, True)


def readFromFD(fd, callback):
    """Hand over what can be read; CONNECTION_DONE or CONNECTION_LOST when that
    was all."""
    try:
        data = os.read(fd, 8192)
    except OSError as e:
        return None if e.errno in _LATER else CONNECTION_LOST
    if not data:
        return CONNECTION_DONE
    callback(data)


def writeToFD(fd, data):
    """How much could be written, or CONNECTION_LOST."""
    try:
        return os.write(fd, data)
    except OSError as e:
        return 0 if e.errno in _LATER else CONNECTION_LOST
