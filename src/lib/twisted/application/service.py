"""Services by the names of today."""

from twisted.internet import app
from twisted.persisted import styles

_count = 0


def _nextName():
    global _count
    _count = _count + 1
    return 'service %d' % _count


class Service:
    """I am started with my application, and stopped with it."""

    running = 0
    name = None
    parent = None

    @property
    def serviceName(self):
        if '_key' not in self.__dict__:
            self._key = self.name or _nextName()
        return self._key

    @property
    def serviceRunning(self):
        return self.running

    def __getstate__(self):
        state = self.__dict__.copy()
        state.pop('running', None)
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
        parent, self.parent = self.parent, None
        return parent.removeService(self)

    def privilegedStartService(self):
        """Override me: what needs the rights we have at first."""

    def startService(self):
        self.running = 1

    def stopService(self):
        self.running = 0


class MultiService(app._Collection, Service):
    """I am a service made of services."""

    def __init__(self):
        self.services = {}

    def _servicesRun(self):
        return self.running

    def __iter__(self):
        return iter(list(self.services.values()))

    def startService(self):
        Service.startService(self)
        for service in self:
            service.startService()

    def stopService(self):
        from twisted.internet import defer
        Service.stopService(self)
        waiting = [service.stopService() for service in self]
        return defer.DeferredList(
            [each for each in waiting if isinstance(each, defer.Deferred)])


def Application(name, uid=None, gid=None):
    """An application, which collects services."""
    return app.Application(name, uid, gid)


def IService(thing, default=None):
    return thing


def IServiceCollection(thing, default=None):
    return thing


def IProcess(thing, default=None):
    return thing


def loadApplication(filename, kind, passphrase=None):
    """The application in a file."""
    import _tap
    if kind == 'source':
        loaded = _tap.load_source(filename)
    else:
        loaded = _tap.load(filename)
    styles.doUpgrade()
    return loaded
