"""What getHandle() gives."""

import os
import socket


class Handle(socket.socket):
    """I am a socket with the descriptor of a transport or a port, whose end is
    theirs: or they would go on with whatever gets its number next."""

    def __init__(self, selectable):
        socket.socket.__init__(self, fileno=selectable.fileno())
        self.setblocking(False)
        self._end = getattr(selectable, 'abortConnection',
                            selectable.loseConnection)

    def close(self):
        """End the connection, or close the port."""
        if self.fileno() >= 0:
            self.let_go()
            self._end()

    def detach(self):
        """A descriptor of the caller's own; the connection is over."""
        own = os.dup(self.fileno())
        self.close()
        return own

    def let_go(self):
        """The descriptor is about to be closed."""
        return socket.socket.detach(self)
