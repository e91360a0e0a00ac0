"""Twisted, as it was when a server was its own configuration file."""

from twisted import copyright

__version__ = copyright.version


def __getattr__(name):
    if name != 'version':
        raise AttributeError('module %r has no attribute %r'
                             % (__name__, name))
    from twisted.python.versions import Version
    return Version('twisted', *map(int, copyright.version.split('.')))
