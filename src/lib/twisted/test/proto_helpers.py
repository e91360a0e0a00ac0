"""The older name of twisted.internet.testing."""

from twisted.internet.testing import *

__all__ = [name for name in dir() if name[:2] != '__']
