"""Objects that modules in a plugins package offer to whoever asks."""

import os
import sys

from twisted.python import log
from zope.interface import Interface, providedBy


class IPlugin(Interface):
    """I was made to be found: every plugin provides me too."""


class IPluginFactory(Interface):
    """I make plugins."""


class CachedPlugin:
    """I am what is known of a plugin without its module being imported."""

    def __init__(self, dropin, name, description, provided):
        self.dropin = dropin
        self.name = name
        self.description = description
        self.provided = provided
        self.dropin.plugins.append(self)

    def __repr__(self):
        return '<CachedPlugin %r/%r (provides %r)>' % (
            self.name, self.dropin.moduleName,
            ', '.join([each.__name__ for each in self.provided]))

    def load(self):
        from twisted.python.reflect import namedAny
        return namedAny('%s.%s' % (self.dropin.moduleName, self.name))

    def __conform__(self, interface, registry=None, default=None):
        from twisted.python.components import getAdapterFactory
        for each in self.provided:
            if each.isOrExtends(interface):
                return self.load()
            if getAdapterFactory(each, interface, None) is not None:
                return interface(self.load(), default)
        return default

    getComponent = __conform__


class CachedDropin:
    """I am what is known of a module of plugins."""

    def __init__(self, moduleName, description):
        self.moduleName = moduleName
        self.description = description
        self.plugins = []


def _look(module):
    dropin = CachedDropin(module.__name__, module.__doc__)
    for name, value in list(module.__dict__.items()):
        plugin = IPlugin(value, None)
        if plugin is not None:
            CachedPlugin(dropin, name, value.__doc__, list(providedBy(plugin)))
    return dropin


def _modules(directory):
    """The file of each module and package of a directory, by its name."""
    found = {}
    for name in sorted(os.listdir(directory)):
        path = os.path.join(directory, name)
        stem, kind = os.path.splitext(name)
        if os.path.isdir(path):
            path = os.path.join(path, '__init__.py')
            kind = '.py' if os.path.exists(path) else ''
        if kind == '.py' and stem.isidentifier() and stem != '__init__':
            found[stem] = path
    return found


def getCache(module):
    """What is known of the modules of a package, by their names; those that
    are new or changed are imported, and what they offer is kept beside them."""
    import pickle
    known = {}
    for directory in list(module.__path__):
        try:
            modules = _modules(directory)
        except OSError:
            continue
        path = os.path.join(directory, 'dropin.cache')
        try:
            when = os.stat(path).st_mtime
            with open(path, 'rb') as file:
                cache = pickle.load(file)
        except Exception:
            when, cache = 0, {}
        stale = [key for key in cache if key not in modules]
        for key in stale:
            del cache[key]
        changed = bool(stale)
        for key, file in modules.items():
            if key in cache and os.stat(file).st_mtime < when:
                continue
            changed = True
            name = '%s.%s' % (module.__name__, key)
            try:
                __import__(name)
                cache[key] = _look(sys.modules[name])
            except Exception:
                log.err(None, 'Unable to import plugin module %s' % name)
        if changed:
            from twisted.python.filepath import FilePath
            try:
                FilePath(path).setContent(pickle.dumps(cache))
            except OSError as error:
                log.msg(format='Unable to write to plugin cache %(path)s: '
                        'error number %(errno)d', path=path, errno=error.errno)
            except Exception:
                log.err(None, 'Unexpected error while writing cache file')
        known.update(cache)
    return known


def getPlugins(interface, package=None):
    """What the modules of a package, twisted.plugins by default, offer that
    provides the interface or can be adapted to it."""
    if package is None:
        from twisted import plugins as package
    for dropin in getCache(package).values():
        for plugin in dropin.plugins:
            try:
                adapted = interface(plugin, None)
            except Exception:
                log.err()
            else:
                if adapted is not None:
                    yield adapted


# What the time before this name called it.
getPlugIns = getPlugins


def pluginPackagePaths(name):
    """The folders besides its own in which a package looks for plugins."""
    parts = name.split('.')
    return [path for path in [os.path.join(os.path.abspath(each), *parts)
                              for each in sys.path]
            if not os.path.exists(os.path.join(path, '__init__.py'))]
