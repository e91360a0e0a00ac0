"""Ports and connectors of UNIX sockets."""

import _reactor

from twisted.internet import tcp


class Port(tcp.BasePort):
    """I listen on a path."""

    def __init__(self, fileName, factory, backlog=50, mode=0o666,
                 reactor=None):
        self.port = fileName
        self.factory = factory
        self.backlog = backlog
        self.mode = mode
        self.reactor = reactor

    def _listen(self):
        return _reactor.listenUNIX(self.port, self.mode, self.backlog,
                                   self.factory, self)

    def _where(self):
        return 'unix'

    def _number(self):
        return self.port


class Connector(tcp.BaseConnector):
    """I connect to a path."""

    def __init__(self, address, factory, timeout=30, reactor=None):
        self.address = address
        self.factory = factory
        self.timeout = timeout
        self.reactor = reactor

    def _begin(self):
        return _reactor.connectUNIX(self.address, self.timeout or 1e9, self)

    def getDestination(self):
        return _reactor.UNIXAddress(self.address)
