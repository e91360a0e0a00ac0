"""Portals, where credentials are turned into avatars."""

from zope.interface import Interface, providedBy

from twisted.cred import error
from twisted.internet import defer
from twisted.python import reflect


class IRealm(Interface):
    """I know the avatars of an application."""

    def requestAvatar(avatarId, mind, *interfaces):
        """Return (interface, avatar, logout), or a Deferred of it: one of the
        interfaces, what keeps it, and what to call in the end."""


class Portal:
    """I have checkers look at credentials, and a realm give the avatar."""

    def __init__(self, realm, checkers=()):
        self.realm = realm
        self.checkers = {}
        for checker in checkers:
            self.registerChecker(checker)

    def listCredentialsInterfaces(self):
        """What kinds of credentials I can have checked."""
        return list(self.checkers)

    def registerChecker(self, checker, *credentialInterfaces):
        """Ask this checker about these kinds of credentials, or about those
        that it names itself."""
        for each in credentialInterfaces or checker.credentialInterfaces:
            self.checkers[each] = checker

    def login(self, credentials, mind, *interfaces):
        """A Deferred of what the realm's requestAvatar gives."""
        for kind, checker in self.checkers.items():
            if kind.providedBy(credentials):
                d = defer.maybeDeferred(checker.requestAvatarId, credentials)
                return d.addCallback(self.realm.requestAvatar, mind,
                                     *interfaces)
        return defer.fail(error.UnhandledCredentials(
            'No checker for ' + ', '.join(
                [reflect.qual(each) for each in providedBy(credentials)])))
