"""What a program of the era asks of threads, of which there are none."""


class error(Exception):
    pass


class LockType:
    """I am held by whoever took me last; nobody else could give me back."""
    _held = False

    def acquire(self, waitflag=1):
        if self._held and waitflag:
            raise error('nobody is there to release the lock: there are no '
                        'threads here')
        free = not self._held
        self._held = True
        return free

    def release(self):
        if not self._held:
            raise error('release unlocked lock')
        self._held = False

    def locked(self):
        return self._held

    acquire_lock, release_lock, locked_lock = acquire, release, locked


allocate_lock = allocate = LockType


def get_ident():
    return 1


def start_new_thread(function, args, kwargs={}):
    raise error("can't start new thread: there are no threads here")


start_new = start_new_thread


def exit():
    raise SystemExit


exit_thread = exit
