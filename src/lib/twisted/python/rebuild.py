"""Reload a module, and let what was made of it do as it says now."""

import sys
import types

lastRebuild = 0.0


class Sensitive:
    """I know when something like me was rebuilt after me."""

    lastRebuild = 0.0

    def needRebuildUpdate(self):
        return self.lastRebuild < lastRebuild

    def rebuildUpToDate(self):
        import time
        self.lastRebuild = time.time()

    def latestVersionOf(self, anObject):
        if isinstance(anObject, types.FunctionType):
            return latestFunction(anObject)
        if isinstance(anObject, types.MethodType):
            return getattr(anObject.__self__, anObject.__name__)
        return latestClass(anObject) if isinstance(anObject, type) \
            else anObject


def latestFunction(oldFunc):
    """The function that has its name now."""
    return getattr(sys.modules.get(oldFunc.__module__), oldFunc.__name__,
                   oldFunc)


def latestClass(oldClass):
    """The class that has its name now, derived from what has theirs."""
    if oldClass.__module__ == 'builtins':
        return oldClass
    latest = getattr(sys.modules.get(oldClass.__module__), oldClass.__name__,
                     oldClass)
    bases = tuple([latestClass(base) for base in latest.__bases__])
    if bases != latest.__bases__:
        latest.__bases__ = bases
    return latest


def updateInstance(self):
    """Give an object the latest class of that name."""
    self.__class__ = latestClass(self.__class__)


def rebuild(module, doLog=1):
    """Reload a module. Its functions, wherever they are kept, do what they do
    now, and so do instances of its classes and of classes derived from them."""
    global lastRebuild
    import gc
    import importlib
    import time
    if hasattr(module, 'ALLOW_TWISTED_REBUILD') \
            and not module.ALLOW_TWISTED_REBUILD:
        raise RuntimeError('I am not allowed to be rebuilt.')
    if doLog:
        from twisted.python import log
        log.msg('Rebuilding %s...' % module.__name__)
    before = {name: value for name, value in module.__dict__.items()
              if getattr(value, '__module__', None) == module.__name__}
    importlib.reload(module)
    lastRebuild = time.time()
    classes = {}
    for name, old in before.items():
        new = module.__dict__.get(name)
        if new is old or type(new) is not type(old):
            continue
        if isinstance(old, types.FunctionType):
            _renew(old, new)
        elif isinstance(old, type):
            classes[old] = new
            for key, value in old.__dict__.items():
                later = new.__dict__.get(key)
                if isinstance(value, types.FunctionType) \
                        and isinstance(later, types.FunctionType):
                    _renew(value, later)
    for old, new in classes.items():
        for derived in old.__subclasses__():
            if derived not in classes:
                derived.__bases__ = tuple([classes.get(base, base)
                                           for base in derived.__bases__])
    if classes:
        for thing in gc.get_objects():
            if type(thing) in classes:
                thing.__class__ = classes[type(thing)]
    # Who imported a name from there has what it means now.
    latest = {id(old): module.__dict__.get(name)
              for name, old in before.items()}
    for other in list(sys.modules.values()):
        for name, value in list(getattr(other, '__dict__', {}).items()):
            if latest.get(id(value)) is not None:
                setattr(other, name, latest[id(value)])
    if doLog:
        log.msg('Rebuilt %s.' % module.__name__)
    return module


def _renew(old, new):
    # Who kept the function itself has it do what it does now. One with cells
    # is left alone: what it closes over belongs to the old one.
    if len(old.__code__.co_freevars) == len(new.__code__.co_freevars) == 0:
        old.__code__ = new.__code__
        old.__defaults__ = new.__defaults__
        old.__kwdefaults__ = new.__kwdefaults__
        old.__doc__ = new.__doc__
