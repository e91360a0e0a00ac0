"""Twisted, as it was when a server was its own configuration file."""

from twisted import copyright

__version__ = copyright.version
