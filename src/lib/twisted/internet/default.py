"""The reactor that is used when nobody asks for another."""

import sys

from twisted.internet import base


class SelectReactor(base.ReactorBase):
    """I wait the best way this system knows; my name is from older days."""


def install():
    """Put a reactor where `from twisted.internet import reactor` finds it."""
    import twisted.internet
    reactor = SelectReactor()
    reactor.__name__ = 'twisted.internet.reactor'
    twisted.internet.reactor = reactor
    sys.modules['twisted.internet.reactor'] = reactor
    return reactor
