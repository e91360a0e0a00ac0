"""Services that have perspectives, and so know who uses them."""

from twisted.cred import error, perspective
from twisted.internet import app, defer


class Service(app.ApplicationService):
    """I am a service of an application, with a perspective for each user.

    Those I am asked for and do not know I load, if loadPerspective was
    overridden; what was created stays until it is uncached.
    """

    persistenceVersion = 2
    perspectiveClass = perspective.Perspective

    def __init__(self, serviceName, serviceParent=None, authorizer=None,
                 application=None):
        app.ApplicationService.__init__(self, serviceName, serviceParent,
                                        application)
        self.perspectives = {}
        if authorizer is None and self.application is not None:
            authorizer = self.application.authorizer
            if authorizer is None:
                from twisted.cred.authorizer import DefaultAuthorizer
                authorizer = DefaultAuthorizer(self.application)
                self.application.authorizer = authorizer
        self.authorizer = authorizer

    def cachePerspective(self, perspective):
        """Know a perspective from now on."""
        self.perspectives[perspective.perspectiveName] = perspective
        perspective.setCached()

    def uncachePerspective(self, perspective):
        del self.perspectives[perspective.perspectiveName]

    def createPerspective(self, name):
        """Make a perspective of my perspectiveClass, and add it."""
        made = self.perspectiveClass(name)
        self.addPerspective(made)
        return made

    def addPerspective(self, perspective):
        perspective.setService(self)
        self.cachePerspective(perspective)

    def getPerspectiveNamed(self, name):
        """The perspective of this name, which must be known."""
        return self.perspectives[name]

    def getPerspectiveRequest(self, name):
        """A Deferred of the perspective of this name."""
        if name in self.perspectives:
            return defer.succeed(self.perspectives[name])
        return defer.maybeDeferred(self.loadPerspective, name)

    def loadPerspective(self, name):
        """Override me: return a perspective, or a Deferred of it."""
        raise error.Unauthorized('No such perspective %s' % name)

    def getServiceName(self):
        return self.serviceName

    def getServiceType(self):
        return self.serviceType or self.__class__.__module__
