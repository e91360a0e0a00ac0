"""Where the ends of a connection are."""

import _reactor

IPv4Address = _reactor.IPv4Address
IPv6Address = _reactor.IPv6Address
UNIXAddress = _reactor.UNIXAddress


class _ProcessAddress:
    """I am where a child process is."""


class HostnameAddress:
    """I am a port of a host whose addresses are not known yet."""

    def __init__(self, hostname, port):
        self.hostname = hostname
        self.port = port

    def _key(self):
        return self.hostname, self.port

    def __eq__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def __repr__(self):
        return 'HostnameAddress(hostname=%r, port=%r)' % self._key()
