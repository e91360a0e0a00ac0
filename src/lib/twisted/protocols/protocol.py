"""Protocols and factories, where 0.15 had them."""

from twisted.internet.protocol import (
    ClientFactory, ConnectedDatagramProtocol, DatagramProtocol, Factory,
    FileWrapper, ProcessProtocol, Protocol, ServerFactory)

__all__ = ['ClientFactory', 'ConnectedDatagramProtocol', 'DatagramProtocol',
           'Factory', 'FileWrapper', 'ProcessProtocol', 'Protocol',
           'ServerFactory']
