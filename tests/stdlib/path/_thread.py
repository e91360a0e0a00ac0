"""The one thread there is, for modules that ask below threading."""

from threading import Lock, RLock

allocate_lock = Lock
LockType = Lock
error = RuntimeError
TIMEOUT_MAX = 0


def get_ident():
    return 1


def start_new_thread(function, args, kwargs={}):
    raise RuntimeError("can't start new thread")
