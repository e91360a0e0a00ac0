"""How objects want to be saved: with a version, or not at all."""

import sys

from twisted.python import log

# By the id of each Versioned that was loaded and still looks as it was saved.
versionedsToUpgrade = {}
# Modules that were renamed: by the old name the new one.
oldModules = {}


def pickleMethod(method):
    """What a pickle has of a bound method."""
    return unpickleMethod, (method.__name__, method.__self__,
                            method.__self__.__class__)


def unpickleMethod(im_name, im_self, im_class):
    """A method of the class it had, or of the one that its object has now."""
    if im_self is None:
        return getattr(im_class, im_name)
    function = getattr(im_class, im_name, None)
    if function is None:
        log.msg('Method', im_name, 'not on class', im_class)
        function = getattr(im_self.__class__, im_name)
    return type(log.logOwner.own)(function, im_self)


def pickleModule(module):
    """What a pickle has of a module."""
    return unpickleModule, (module.__name__,)


def unpickleModule(name):
    """A module, by the name it had."""
    if name in oldModules:
        log.msg('Module has moved: %s' % name)
        name = oldModules[name]
    return __import__(name, {}, {}, ['x'])


def teachPickle():
    """Have pickles save modules, and methods in such a way that they are found
    when their class has moved on."""
    import copyreg
    copyreg.pickle(type(log.logOwner.own), pickleMethod)
    copyreg.pickle(type(sys), pickleModule)


# A server that pickles nothing is spared that.
if 'pickle' in sys.modules:
    teachPickle()


class Ephemeral:
    """I am not saved: what comes back after a restart is an empty me."""

    def __reduce__(self):
        return Ephemeral, ()

    def __getstate__(self):
        log.msg('WARNING: serializing ephemeral %s' % self)
        return None

    def __setstate__(self, state):
        log.msg('WARNING: unserializing ephemeral %s' % self.__class__)
        self.__class__ = Ephemeral


class Versioned:
    """I remember which version of my class saved me.

    When the class has moved on, upgradeToVersionN is called for every step
    between, with the attributes as they were: for each of my classes that has
    a version of its own, bases first.
    """
    persistenceVersion = 0
    persistenceForgets = ()

    def __getstate__(self, dict=None):
        state = (dict or self.__dict__).copy()
        for cls in self.__class__.__mro__:
            for name in cls.__dict__.get('persistenceForgets', ()):
                state.pop(name, None)
        for cls in _classes(self):
            own = cls.__dict__
            if 'persistenceVersion' in own:
                state[_key(cls)] = own['persistenceVersion']
        return state

    def __setstate__(self, state):
        versionedsToUpgrade[id(self)] = self
        self.__dict__.update(state)

    def versionUpgrade(self):
        """Bring me up to what my class is today."""
        state = self.__dict__
        classes = [cls for cls in _classes(self)
                   if 'persistenceVersion' in cls.__dict__]
        if 'persistenceVersion' in state and classes:
            # Of a time when there was one number for all: the highest's.
            oldest = max(classes, key=lambda cls: cls.persistenceVersion)
            state[_key(oldest)] = state.pop('persistenceVersion')
        for cls in classes:
            saved = state.pop(_key(cls), 0)
            current = cls.persistenceVersion
            if saved > current:
                raise AssertionError(
                    '%s was saved at version %s, newer than %s'
                    % (_full_name(cls), saved, current))
            while saved < current:
                saved += 1
                method = cls.__dict__.get('upgradeToVersion%s' % saved)
                if method is not None:
                    log.msg('Upgrading %s to version %s'
                            % (_full_name(cls), saved))
                    method(self)
                else:
                    log.msg('Warning: cannot upgrade %s to version %s'
                            % (_full_name(cls), saved))


def doUpgrade():
    """Upgrade everything loaded since the last time."""
    while versionedsToUpgrade:
        versionedsToUpgrade.popitem()[1].versionUpgrade()


def requireUpgrade(obj):
    """Upgrade this object now if it is still waiting."""
    if versionedsToUpgrade.pop(id(obj), None) is not None:
        obj.versionUpgrade()
    return obj


def _classes(obj):
    """The classes of an object that are Versioned, bases first."""
    return [cls for cls in reversed(obj.__class__.__mro__)
            if cls is not Versioned and issubclass(cls, Versioned)]


def _full_name(cls):
    return cls.__module__ + '.' + cls.__name__


def _key(cls):
    return _full_name(cls) + '.persistenceVersion'
