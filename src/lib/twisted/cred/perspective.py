"""Perspectives: what an identity is for one service."""

from twisted.persisted import styles
from twisted.python import log


class Perspective(styles.Versioned):
    """I am what a service knows of one of its users."""

    persistenceVersion = 2
    service = None

    def __init__(self, perspectiveName, identityName='Nobody'):
        if not isinstance(perspectiveName, str):
            raise TypeError('a perspective name is a string, not %s'
                            % type(perspectiveName).__name__)
        self.perspectiveName = perspectiveName
        self.identityName = identityName

    def setCached(self):
        self._cached = True

    def isCached(self):
        return self.__dict__.get('_cached', False)

    def setService(self, service):
        self.service = service

    def getService(self):
        return self.service

    def setIdentityName(self, name):
        self.identityName = name

    def setIdentity(self, identity):
        self.setIdentityName(identity.name)

    def makeIdentity(self, password):
        """Make somebody of my name who may use me; the identity."""
        authorizer = self.service.authorizer
        identity = authorizer.createIdentity(self.perspectiveName)
        self.setIdentityName(self.perspectiveName)
        identity.setPassword(password)
        identity.addKeyForPerspective(self)
        authorizer.addIdentity(identity)
        return identity

    def getPerspectiveName(self):
        return self.perspectiveName

    def getIdentityRequest(self):
        """A Deferred of the identity I belong to."""
        return self.service.authorizer.getIdentityRequest(self.identityName)

    def attached(self, reference, identity):
        """Override me: somebody began to use me, and `reference` is what they
        sent of themselves. Return who they shall have: me."""
        log.msg('attached [%s]' % self.perspectiveName)
        return self

    def detached(self, reference, identity):
        """Override me: they are gone."""
        log.msg('detached [%s]' % self.perspectiveName)
        return self
