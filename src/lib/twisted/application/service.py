"""Services by the names of today."""

from zope.interface import Attribute, Interface, implementer

from twisted.internet import app, defer


class IService(Interface):
    """I can be started and stopped."""

    name = Attribute('My name among those of my parent, or None.')
    running = Attribute('Whether I run.')
    parent = Attribute('The collection that I am in, or None.')

    def setName(name):
        """Give me a name; not while I have a parent."""

    def setServiceParent(parent):
        """Put me into a collection."""

    def disownServiceParent():
        """Take me out of it; maybe a Deferred."""

    def startService():
        """Start."""

    def stopService():
        """Stop; maybe a Deferred for when I have."""

    def privilegedStartService():
        """Do what needs the rights we have at first."""


class IServiceCollection(Interface):
    """I have services in me."""

    def getServiceNamed(name):
        """The service of that name; KeyError when there is none."""

    def __iter__():
        """All of them."""

    def addService(service):
        """Take one in; called by its setServiceParent."""

    def removeService(service):
        """Let one go; called by its disownServiceParent."""


class IProcess(Interface):
    """I know as whom a process is to run."""

    processName = Attribute('What it is called, or None.')
    uid = Attribute('Whose it is, or None.')
    gid = Attribute('Whose group it has, or None.')


class IServiceMaker(Interface):
    """I make a service out of options."""

    tapname = Attribute('What I am called on the command line.')
    description = Attribute('One line about it.')
    options = Attribute('A class of usage.Options.')

    def makeService(options):
        """The service."""


@implementer(IServiceMaker)
class ServiceMaker:
    """I make what a module's makeService makes, with its Options."""

    def __init__(self, name, module, description, tapname):
        self.name = name
        self.module = module
        self.description = description
        self.tapname = tapname

    def _named(self, name):
        from twisted.python.reflect import namedAny
        return getattr(namedAny(self.module), name)

    options = property(lambda self: self._named('Options'))
    makeService = property(lambda self: self._named('makeService'))


@implementer(IService)
class Service:
    """I am started with my parent, and stopped with it."""

    running = 0
    name = None
    parent = None
    # What I have only while I run.
    volatile = ()

    def __getstate__(self):
        state = self.__dict__.copy()
        for name in 'running', *self.volatile:
            state.pop(name, None)
        return state

    def setName(self, name):
        if self.parent is not None:
            raise RuntimeError('cannot change name when parent exists')
        self.name = name

    def setServiceParent(self, parent):
        if self.parent is not None:
            self.disownServiceParent()
        self.parent = IServiceCollection(parent, parent)
        self.parent.addService(self)

    def disownServiceParent(self):
        d = self.parent.removeService(self)
        self.parent = None
        return d

    def privilegedStartService(self):
        """Override me: what needs the rights we have at first."""

    def startService(self):
        self.running = 1

    def stopService(self):
        self.running = 0


@implementer(IServiceCollection)
class MultiService(Service):
    """I am a service made of services."""

    def __init__(self):
        self.services = []
        self.namedServices = {}
        self.parent = None

    def __iter__(self):
        return iter(self.services)

    def privilegedStartService(self):
        for service in self:
            service.privilegedStartService()

    def startService(self):
        Service.startService(self)
        for service in self:
            service.startService()

    def stopService(self):
        """Stop all, the last one first; a Deferred for when they have."""
        Service.stopService(self)
        return defer.DeferredList([defer.maybeDeferred(service.stopService)
                                   for service in list(self)[::-1]])

    def getServiceNamed(self, name):
        return self.namedServices[name]

    def addService(self, service):
        if service.name is not None:
            if service.name in self.namedServices:
                raise RuntimeError('cannot have two services with same name '
                                   "'%s'" % service.name)
            self.namedServices[service.name] = service
        self.services.append(service)
        if self.running:
            service.privilegedStartService()
            service.startService()

    def removeService(self, service):
        if service.name:
            del self.namedServices[service.name]
        self.services.remove(service)
        if self.running:
            return service.stopService()


@implementer(IProcess)
class Process:
    """I say as whom a process is to run."""

    processName = None

    def __init__(self, uid=None, gid=None):
        self.uid = uid
        self.gid = gid


@implementer(IProcess)
class ApplicationProcess:
    """I am as whom an application is to run; None is who runs it anyway."""

    def __init__(self, application):
        self._application = application

    def _mine(name, index):
        def get(self):
            import _process
            value = getattr(self._application, name)
            return None if value == _process.getIDs()[index] else value

        def set(self, value):
            import _process
            setattr(self._application, name,
                    _process.getIDs()[index] if value is None else value)

        return property(get, set)

    uid, gid = _mine('uid', 0), _mine('gid', 1)
    processName = property(
        lambda self: self._application.processName,
        lambda self, name: setattr(self._application, 'processName', name))


def Application(name, uid=None, gid=None):
    """An application, which collects services."""
    import _reactor
    voice = _reactor.eraVoice()
    application = app.Application(name, uid, gid)
    application.ofToday = True
    _reactor.setEraVoice(voice)
    return application


def loadApplication(filename, kind, passphrase=None):
    """The application in a file."""
    from twisted.persisted import sob
    if kind == 'python':
        return sob.loadValueFromFile(filename, 'application')
    return sob.load(filename, kind)
