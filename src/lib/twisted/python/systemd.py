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
            is_meant = int(environ['LISTEN_PID']) == os.getpid()
        except (KeyError, ValueError):
            is_meant = False
        if is_meant:
            del environ['LISTEN_PID'], environ['LISTEN_FDS']
        else:
            count = 0
        return cls(list(range(start, start + count)))

    def inheritedDescriptors(self):
        return list(self._descriptors)
