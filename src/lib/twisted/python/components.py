"""Adapters, and what an object is made of.

Interfaces are those of zope.interface. A class of the time before it lists what
it keeps in __implements__, and counts as one that says it with @implementer.
"""

from twisted.python.reflect import namedObject, qual
from zope.interface import Interface, implementedBy, providedBy
from zope.interface import classImplements as _classImplements
from zope.interface.adapter import AdapterRegistry
from zope.interface.interface import InterfaceClass, adapter_hooks

MetaInterface = InterfaceClass
ALLOW_DUPLICATES = False
globalRegistry = AdapterRegistry()


# No adapter leads from this object to that interface.
CannotAdapt = TypeError


def _addHook(registry):
    """Ask a registry whenever an interface is called."""
    def hook(interface, ob):
        return registry.queryAdapter(ob, interface)
    adapter_hooks.append(hook)
    return hook


_removeHook = adapter_hooks.remove
_hook = _addHook(globalRegistry)


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
    return [each for each in interface.__iro__ if each is not Interface]


def classImplements(cls, *interfaces):
    """Older code asks with one interface, today's declares with any."""
    return interfaces[0].implementedBy(cls)


def implements(obj, interface):
    """True if the object says that it keeps the interface."""
    return interface.providedBy(obj)


def getInterfaces(obj):
    """All interfaces that an object, or an instance of a class, keeps."""
    spec = implementedBy(obj) if isinstance(obj, type) else providedBy(obj)
    return [each for each in spec.flattened() if each is not Interface]


def getRegistry(registry=None):
    """The registry that adapters are kept in."""
    return globalRegistry


def registerAdapter(adapterFactory, origInterface, *interfaceClasses):
    """Let adapterFactory turn what keeps origInterface, an interface or a
    class, into one of the others."""
    assert interfaceClasses, 'You need to pass an Interface'
    for interface in interfaceClasses:
        if not ALLOW_DUPLICATES and globalRegistry.registered(
                [origInterface], interface) is not None:
            raise ValueError('an adapter (%s) was already registered.' % (
                globalRegistry.registered([origInterface], interface),))
    for interface in interfaceClasses:
        globalRegistry.register([origInterface], interface, '',
                                adapterFactory)


def getAdapterFactory(fromInterface, toInterface, default=None):
    """What was registered for this pair."""
    if isinstance(fromInterface, type):
        cls, fromInterface = fromInterface, implementedBy(fromInterface)
        fromInterface._class = cls
    return globalRegistry.lookup1(fromInterface, toInterface) or default


getAdapterClass = getAdapterFactory


def getAdapter(obj, interface, default=None, adapterClassLocator=None):
    """The object itself if it keeps the interface, else an adapter for it."""
    if adapterClassLocator is not None and not implements(obj, interface):
        adapter = adapterClassLocator(obj.__class__, interface)
        return default if adapter is None else adapter(obj)
    return interface(obj, default)


def backwardsCompatImplements(klass):
    """Older code calls this; there is nothing left to do."""


fixClassImplements = backwardsCompatImplements


class Adapter:
    """I stand before another object and keep an interface for it."""

    # True if each object shall have one of me, for always.
    temporaryAdapter = 0
    multiComponent = 1

    def __init__(self, original):
        self.original = original

    def getComponent(self, interface, default=None):
        return self.original.getComponent(interface, default)

    def isuper(self, interface, adapter):
        return interface(self.original)

    def __conform__(self, interface):
        if hasattr(self.original, '__conform__'):
            return self.original.__conform__(interface)
        return None


class Componentized:
    """I am made of components, each found by the interface it keeps."""

    persistenceVersion = 1

    def __init__(self):
        self._adapterCache = {}

    def locateAdapterClass(self, klass, interfaceClass, default):
        return getAdapterClass(klass, interfaceClass, default)

    def setAdapter(self, interfaceClass, adapterClass):
        self.setComponent(interfaceClass, adapterClass(self))

    def setComponent(self, interfaceClass, component):
        self._adapterCache[qual(interfaceClass)] = component

    def addComponent(self, component, ignoreClass=0):
        """Use a component for the interfaces it says it keeps."""
        for interface in providedBy(component):
            if ignoreClass or self.locateAdapterClass(
                    self.__class__, interface, None) \
                    == component.__class__:
                self._adapterCache[qual(interface)] = component

    def addAdapter(self, adapterClass, ignoreClass=0):
        adapter = adapterClass(self)
        self.addComponent(adapter, ignoreClass)
        return adapter

    def unsetComponent(self, interfaceClass):
        del self._adapterCache[qual(interfaceClass)]

    def removeComponent(self, component):
        """Forget a component; return the interfaces it was used for."""
        found = [key for key, value in self._adapterCache.items()
                 if value is component]
        for key in found:
            del self._adapterCache[key]
        return [namedObject(key) for key in found]

    def getComponent(self, interface, default=None):
        if qual(interface) in self._adapterCache:
            return self._adapterCache[qual(interface)]
        adapter = interface.__adapt__(self)
        if adapter is None:
            return default
        if not getattr(adapter, 'temporaryAdapter', False):
            self._adapterCache[qual(interface)] = adapter
            if getattr(adapter, 'multiComponent', False):
                self.addComponent(adapter)
        return adapter

    def __conform__(self, interface):
        return self.getComponent(interface)


class ReprableComponentized(Componentized):
    def __repr__(self):
        from pprint import pformat
        return pformat(self._adapterCache) + '\n'


def proxyForInterface(iface, originalAttribute='original'):
    """A class whose objects pass what the interface names on to another."""
    def __init__(self, original):
        setattr(self, originalAttribute, original)
    members = {'__init__': __init__}
    for name in iface:
        members[name] = _ProxyDescriptor(name, originalAttribute)
    proxy = type('(Proxy for %s.%s)' % (
        iface.__module__, iface.__name__), (), members)
    _classImplements(proxy, iface)
    return proxy


class _ProxyDescriptor:
    def __init__(self, name, original):
        self.name = name
        self.original = original

    def __get__(self, instance, cls=None):
        if instance is None:
            # What somebody calls who calls a method of a base class.
            return lambda instance, *args, **kw: self.__get__(instance)(
                *args, **kw)
        return getattr(getattr(instance, self.original), self.name)

    def __set__(self, instance, value):
        setattr(getattr(instance, self.original), self.name, value)

    def __delete__(self, instance):
        delattr(getattr(instance, self.original), self.name)
