"""Protocols in states, each of which waits for so many bytes."""

from twisted.internet import protocol
from twisted.protocols.basic import _wire


class StatefulProtocol(protocol.Protocol):
    """A state is (method, count): the method gets that many bytes and returns
    the next state, or None for the same again."""

    def makeConnection(self, transport):
        protocol.Protocol.makeConnection(self, transport)
        self._state = self.getInitialState()
        self._waiting = b''

    def getInitialState(self):
        raise NotImplementedError

    def dataReceived(self, data):
        data, at = self._waiting + _wire(data), 0
        while len(data) - at >= self._state[1]:
            method, count = self._state
            piece = data[at:at + count]
            at += count
            following = method(piece)
            if self.transport.disconnecting:
                return
            if following:
                self._state = following
        self._waiting = data[at:]
