"""What systemd hands over: sd_listen_fds(3)."""

import os


class ListenFDs:
    """I know the sockets that were bound for this process."""

    def __init__(self, descriptors):
        self._descriptors = descriptors

    @classmethod
    def fromEnvironment(cls, environ=None, start=3):
        """Those that the environment tells of, if it means this process; then
        it tells nobody any more."""
        if environ is None:
            environ = os.environ
        try:
            count = int(environ['LISTEN_FDS'])
            if int(environ['LISTEN_PID']) != os.getpid():
                count = 0
        except (KeyError, ValueError):
            count = 0
        else:
            del environ['LISTEN_PID'], environ['LISTEN_FDS']
        return cls(list(range(start, start + count)))

    def inheritedDescriptors(self):
        return list(self._descriptors)
