"""Identities: a name, a password, and what it opens."""

import hashlib

from twisted.cred import credentials, error
from twisted.internet import defer
from twisted.python import log


def _bytes(text):
    return text.encode('utf-8') if isinstance(text, str) else text


def respond(challenge, password):
    """The answer to a challenge, of one who knows the password."""
    secret = hashlib.md5(_bytes(password)).digest()
    return hashlib.md5(secret + _bytes(challenge)).digest()


def challenge():
    """Sixteen bytes that nobody has seen before."""
    import os
    return os.urandom(16)


class Identity:
    """I am somebody who can log in, and hold keys for perspectives of
    services. Of my password I keep a hash."""

    hashedPassword = None

    def __init__(self, name, authorizer):
        self.name = name
        self.authorizer = authorizer
        self.keyring = {}

    def addKeyByString(self, serviceName, perspectiveName):
        """Let me use a perspective."""
        self.keyring[serviceName, perspectiveName] = 1

    def addKeyForPerspective(self, perspective):
        self.addKeyByString(perspective.service.serviceName,
                            perspective.perspectiveName)

    def getAllKeys(self):
        return list(self.keyring)

    def removeKey(self, serviceName, perspectiveName):
        del self.keyring[serviceName, perspectiveName]

    def requestPerspectiveForKey(self, serviceName, perspectiveName):
        """A Deferred of the perspective, if I have a key for it."""
        if (serviceName, perspectiveName) not in self.keyring:
            return defer.fail(error.Unauthorized(
                'You have no key for %s/%s.' % (serviceName,
                                                perspectiveName)))
        try:
            service = self.authorizer.getServiceNamed(serviceName)
        except KeyError:
            return defer.fail(error.Unauthorized(
                'There is no service %s.' % serviceName))
        return service.getPerspectiveRequest(perspectiveName)

    def setPassword(self, plaintext):
        """Take a password; None: nobody can log in as me."""
        self.hashedPassword = plaintext and hashlib.md5(
            _bytes(plaintext)).digest()

    def setAlreadyHashedPassword(self, cryptedPassword):
        """Take the MD5 digest of a password."""
        self.hashedPassword = cryptedPassword

    challenge = staticmethod(challenge)

    def verifyPassword(self, challenge, hashedPassword):
        """A Deferred that fails unless this answers the challenge."""
        mine = self.hashedPassword
        return self._judge(mine and hashlib.md5(
            _bytes(mine) + _bytes(challenge)).digest(), hashedPassword)

    def verifyPlainPassword(self, plaintext):
        """A Deferred that fails unless this is my password."""
        return self._judge(self.hashedPassword, plaintext and hashlib.md5(
            _bytes(plaintext)).digest())

    def _judge(self, expected, shown):
        if isinstance(shown, str):
            shown = shown.encode('latin-1', 'replace')
        if expected and credentials.sameSecret(_bytes(expected), shown):
            return defer.succeed('password verified')
        return defer.fail(error.Unauthorized('incorrect password'))

    def save(self):
        """Override me if I live elsewhere than in memory; a Deferred."""
        return defer.succeed(self)

    def __repr__(self):
        return '<%s %r at 0x%x>' % (log.className(self), self.name, id(self))
