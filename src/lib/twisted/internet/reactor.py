"""Importing me puts the default reactor in my place."""

import sys

from twisted.internet import default

del sys.modules['twisted.internet.reactor']
default.install()
