"""Who somebody is (RFC 1288)."""

from twisted.protocols import basic


class Finger(basic.LineReceiver):
    """I am asked in one line, and answer and leave.

    slash_w is 1 when the question has the /W that asks for more.
    """

    _hooks = 'lineReceived', 'forwardQuery', 'getDomain', 'getUser'

    def lineReceived(self, line):
        words = basic._wire(line).split() or [b'']
        slash_w = int(len(words) > 1)
        user, at, host = words[-1].rpartition(b'@')
        if at:
            return self.forwardQuery(slash_w, self._spoken(user),
                                     self._spoken(host))
        if host:
            return self.getUser(slash_w, self._spoken(host))
        return self.getDomain(slash_w)

    def _refuseMessage(self, message):
        self.transport.write(message + b'\n')
        self.transport.loseConnection()

    def forwardQuery(self, slash_w, user, host):
        """Override me: ask another host."""
        self._refuseMessage(b'Finger forwarding service denied')

    def getDomain(self, slash_w):
        """Override me: who is here?"""
        self._refuseMessage(b'Finger online list denied')

    def getUser(self, slash_w, user):
        """Override me: who is this?"""
        self._refuseMessage(b'Login: ' + basic._wire(user)
                            + b'\nNo such user')
