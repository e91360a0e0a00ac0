"""Importing me puts the default reactor in my place."""

from twisted.internet import default

default.install()
