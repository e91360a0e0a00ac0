"""A Python prompt by telnet, inside the running server."""

import _shell

from twisted import copyright
from twisted.cred._secret import sameSecret
from twisted.internet import protocol
from twisted.python import log


class Shell(_shell.BaseShell):
    """I am one session: who has logged in, and what is being typed.

    How the lines run is the native half's business.
    """

    # When a client is asked to send every key: 0 never, 1 when it has shown
    # that it speaks telnet, 2 at once.
    manners = 1

    def settings(self):
        """How my dialogue looks: class, version, stars, manners."""
        # The earlier tutorial shows as many stars as the password has letters.
        stars = -1 if copyright.is_early() else 5
        return (log.className(self.factory), copyright.version, stars,
                self.manners)

    def checkUserAndPass(self, username, password):
        """Override me: whether to let them in."""
        factory = self.factory
        user = sameSecret(str(factory.username), username)
        word = sameSecret(str(factory.password), password)
        if not (user and word):
            log.msg('login refused')
        return user and word

    def connectionMade(self):
        """Override me: called when somebody connects."""

    def loggedIn(self):
        """Override me: called when they have logged in."""

    def connectionLost(self, reason=None):
        """Override me: called when they have gone."""


class ShellFactory(protocol.Factory):
    """I let those who know username and password type Python.

    All sessions share my namespace, which is saved with me.
    """

    username = 'admin'
    password = 'admin'
    protocol = Shell
    # The line that the tutorial shows for a factory of mine.
    tutorialName = 'twisted.protocols.telnet.ShellFactory'

    def __init__(self):
        self.namespace = {}
