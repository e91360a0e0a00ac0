"""Plugins as they were found at first: a file plugins.tml registers modules.

    register('Wise sayings', 'sage.tap', type='tap', tapname='sage',
             description='A wise saying.')

It lies in a directory that modules are imported from, or the current one, or in
a package there.
Today's way is twisted.plugin.
"""

import os
import sys

from twisted import _era
from twisted.python import log, reflect


class PlugIn:
    """I am a module that was registered; `kw` are attributes of mine."""

    def __init__(self, name, module, **kw):
        self.name = name
        self.module = module
        self.__dict__.update(kw)

    def isLoaded(self):
        return self.module in sys.modules

    def load(self):
        """My module, imported."""
        return reflect.namedModule(self.module)

    def __repr__(self):
        return '<Plugin %r %s%s>' % (self.name, self.module,
                                     ' loaded' if self.isLoaded() else '')


class DropIn:
    """I am what one file registers."""

    def __init__(self, name):
        self.name = name
        self.plugins = []

    def register(self, name, module, **kw):
        self.plugins.append(PlugIn(name, module, **kw))

    def __repr__(self):
        return '<Package %s %s>' % (self.name, self.plugins)


def getPluginFileList(debugInspection=None, showProgress=None):
    """The plugins.tml of sys.path, ., ~/TwistedPlugins and ~/.twisted."""
    found = []
    for top in sys.path + [os.curdir] + [os.path.expanduser('~/' + each)
                           for each in ('TwistedPlugins', '.twisted')]:
        top = os.path.abspath(top)
        try:
            inside = [''] + sorted(os.listdir(top))
        except OSError:
            continue
        for each in inside:
            path = os.path.join(top, each, 'plugins.tml')
            if path not in found and os.path.isfile(path):
                found.append(path)
    return found


def loadPlugins(plugInType, fileList, debugInspection=None, showProgress=None):
    """The plugins of one type that these files register, as PlugIns."""
    found = []
    for path in fileList:
        if showProgress or debugInspection:
            log.msg('looking at %s' % path)
        dropin = DropIn(os.path.basename(os.path.dirname(path)))
        try:
            with open(path, 'rb') as file:
                exec(compile(file.read(), path, 'exec', _era.FLAG),
                     {'__file__': path, 'register': dropin.register})
        except (Exception, SystemExit):
            log.err(None, '%s is left out' % path)
            continue
        found += [each for each in dropin.plugins
                  if getattr(each, 'type', None) == plugInType]
    return found


def getPlugIns(plugInType, debugInspection=None, showProgress=None):
    """All that are registered as of this type."""
    return loadPlugins(plugInType, getPluginFileList(), debugInspection,
                       showProgress)
