"""What getHandle() gives."""

import os
import socket
import struct


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
        own = socket.socket(fileno=os.dup(self.fileno()))
        self.close()
        # The end was an abort, and asked for a reset of what both share.
        own.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                       struct.pack('ii', 0, 0))
        return own.detach()

    def dup(self):
        """A socket of the caller's own, with the same connection."""
        return socket.socket(fileno=os.dup(self.fileno()))

    def let_go(self):
        """The descriptor is about to be closed."""
        return socket.socket.detach(self)
