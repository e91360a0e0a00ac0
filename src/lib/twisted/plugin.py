"""Objects that modules in a plugins package offer to whoever asks."""

import sys

from zope.interface import Interface


class IPlugin(Interface):
    """I was made to be found: every plugin provides me too."""


class IPluginFactory(Interface):
    """I make plugins."""


def getPlugins(interface, package=None):
    """What the modules of a package, twisted.plugins by default, offer that
    provides the interface or can be adapted to it."""
    import os
    from twisted.python import log
    if package is None:
        from twisted import plugins as package
    for directory in list(package.__path__):
        try:
            names = sorted(os.listdir(directory))
        except OSError:
            continue
        for name in names:
            name, dot, kind = name.rpartition('.')
            if kind != 'py' or name == '__init__' or not name.isidentifier():
                continue
            name = '%s.%s' % (package.__name__, name)
            try:
                __import__(name)
            except Exception:
                log.err(None, 'Unable to import plugin module %s' % name)
                continue
            for each in list(sys.modules[name].__dict__.values()):
                if IPlugin.providedBy(each):
                    adapted = interface(each, None)
                    if adapted is not None:
                        yield adapted


# What the time before this name called it.
getPlugIns = getPlugins


def pluginPackagePaths(name):
    """The folders besides its own in which a package looks for plugins."""
    import os
    parts = name.split('.')
    return [path for path in [os.path.join(os.path.abspath(each), *parts)
                              for each in sys.path]
            if not os.path.exists(os.path.join(path, '__init__.py'))]
