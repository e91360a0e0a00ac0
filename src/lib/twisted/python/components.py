"""Interfaces and adapters, as they were before zope.interface."""


class Interface:
    """What an object promises. A class lists what it keeps in __implements__."""


class CannotAdapt(NotImplementedError, TypeError):
    """No adapter leads from this object to that interface."""


_adapters = {}


def tupleTreeToList(tree, found=None):
    """Flatten nested tuples of interfaces into a list."""
    if found is None:
        found = []
    if isinstance(tree, tuple):
        for branch in tree:
            tupleTreeToList(branch, found)
    elif tree not in found:
        found.append(tree)
    return found


def superInterfaces(interface):
    """The interface and all it is derived from."""
    return [cls for cls in interface.__mro__
            if cls is not Interface and cls is not object]


def classImplements(cls, interface):
    for each in tupleTreeToList(getattr(cls, '__implements__', ())):
        if issubclass(each, interface):
            return True
    return False


def implements(obj, interface):
    """True if the object says that it keeps the interface."""
    return classImplements(obj, interface)


def getInterfaces(obj):
    """All interfaces that an object or class keeps."""
    found = []
    for each in tupleTreeToList(getattr(obj, '__implements__', ())):
        for interface in superInterfaces(each):
            if interface not in found:
                found.append(interface)
    return found


def registerAdapter(adapterClass, origClass, *interfaces):
    """Use adapterClass to make an origClass keep the interfaces."""
    for interface in interfaces:
        _adapters[origClass, interface] = adapterClass


def getAdapterClass(cls, interface, default=None):
    for base in cls.__mro__:
        found = _adapters.get((base, interface))
        if found is not None:
            return found
    return default


def getAdapter(obj, interface, default=None, adapterClassLocator=None):
    """The object itself if it keeps the interface, else an adapter for it."""
    if implements(obj, interface):
        return obj
    locate = adapterClassLocator or getAdapterClass
    adapter = locate(obj.__class__, interface)
    return default if adapter is None else adapter(obj)


class Adapter:
    """I stand before another object and keep an interface for it."""

    def __init__(self, original):
        self.original = original

    def getComponent(self, interface, default=None):
        return self.original.getComponent(interface, default)


class Componentized:
    """I am made of components, each found by the interface it keeps."""

    def __init__(self):
        self._components = {}

    def setComponent(self, interface, component):
        self._components[interface] = component

    def addComponent(self, component, ignoreClass=0):
        for interface in getInterfaces(component):
            self._components[interface] = component

    def addAdapter(self, adapterClass, ignoreClass=0):
        adapter = adapterClass(self)
        self.addComponent(adapter, ignoreClass)
        return adapter

    def unsetComponent(self, interface):
        del self._components[interface]

    removeComponent = unsetComponent

    def getComponent(self, interface, default=None):
        if interface in self._components:
            return self._components[interface]
        adapter = getAdapter(self, interface)
        if adapter is None or adapter is self:
            return adapter if adapter is self else default
        self._components[interface] = adapter
        return adapter
