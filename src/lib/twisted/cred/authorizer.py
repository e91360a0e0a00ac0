"""Authorizers: where the identities of the era are kept."""

from twisted.cred import error
from twisted.internet import defer


class Authorizer:
    """I find identities by their names. Derive from me to keep them elsewhere,
    in a database for example."""

    serviceCollection = None

    def __init__(self, serviceCollection=None):
        self.setServiceCollection(serviceCollection)

    def setServiceCollection(self, collection):
        self.serviceCollection = collection

    setApplication = setServiceCollection

    def getServiceNamed(self, name):
        return self.serviceCollection.getServiceNamed(name)

    def addIdentity(self, identity):
        """Override me: keep an identity."""
        raise NotImplementedError('%s.addIdentity' % self.__class__)

    def removeIdentity(self, identityName):
        """Override me: forget one."""
        raise NotImplementedError('%s.removeIdentity' % self.__class__)

    def getIdentityRequest(self, name):
        """Override me: a Deferred of the identity of this name; fails with
        Unauthorized when there is none."""
        raise NotImplementedError('%s.getIdentityRequest' % self.__class__)


class DefaultAuthorizer(Authorizer):
    """I keep identities in a dictionary, and am saved with it."""

    def __init__(self, serviceCollection=None):
        Authorizer.__init__(self, serviceCollection)
        self.identities = {}

    def createIdentity(self, identityName):
        """Make an identity, which is still to be added."""
        from twisted.cred import identity
        return identity.Identity(identityName, self)

    def addIdentity(self, identity):
        if identity.name in self.identities:
            raise KeyError('Already have an identity by that name.')
        self.identities[identity.name] = identity

    def removeIdentity(self, identityName):
        del self.identities[identityName]

    def getIdentityRequest(self, name):
        if name in self.identities:
            return defer.succeed(self.identities[name])
        return defer.fail(error.Unauthorized('unauthorized'))
