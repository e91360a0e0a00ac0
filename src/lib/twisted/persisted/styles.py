"""How objects want to be saved: with a version, or not at all."""

from twisted.python import log

# Versioned objects that were loaded and still look as they were saved.
_waiting = []


class Ephemeral:
    """I am not saved: what comes back after a restart is an empty me."""

    def __getstate__(self):
        log.msg('WARNING: serializing ephemeral %s' % self)
        return None

    def __setstate__(self, state):
        log.msg('WARNING: unserializing ephemeral %s' % self.__class__)
        self.__class__ = Ephemeral


class Versioned:
    """I remember which version of my class saved me.

    When the class has moved on, upgradeToVersionN is called for every step
    between, with the attributes as they were.
    """
    persistenceVersion = 0
    persistenceForgets = ()

    def __getstate__(self):
        return self.versionedGetState()

    def versionedGetState(self):
        state = self.__dict__.copy()
        for name in self.persistenceForgets:
            state.pop(name, None)
        for base in _versioned_bases(self.__class__):
            if '__getstate__' in base.__dict__ and base is not Versioned:
                continue
            state[_version_key(base)] = base.__dict__.get(
                'persistenceVersion', 0)
        return state

    def __setstate__(self, state):
        _waiting.append(self)
        self.__dict__.update(state)

    def versionUpgrade(self):
        """Bring me up to what my class is today."""
        for base in reversed(_versioned_bases(self.__class__)):
            if base is Versioned:
                continue
            saved = self.__dict__.pop(_version_key(base), 0)
            current = base.__dict__.get('persistenceVersion', 0)
            if saved > current:
                raise AssertionError(
                    '%s was saved at version %s, newer than %s'
                    % (_full_name(base), saved, current))
            while saved < current:
                saved += 1
                method = base.__dict__.get('upgradeToVersion%s' % saved)
                if method is not None:
                    log.msg('Upgrading %s to version %s'
                            % (_full_name(base), saved))
                    method(self)
                else:
                    log.msg('Warning: cannot upgrade %s to version %s'
                            % (_full_name(base), saved))


def doUpgrade():
    """Upgrade everything loaded since the last time."""
    while _waiting:
        _waiting.pop(0).versionUpgrade()


def requireUpgrade(obj):
    """Upgrade this object now if it is still waiting."""
    for i, each in enumerate(_waiting):
        if each is obj:
            del _waiting[i]
            obj.versionUpgrade()
            return obj
    return obj


def _versioned_bases(cls):
    return [base for base in cls.__mro__
            if base is not object and issubclass(base, Versioned)
            and base is not Versioned
            and 'persistenceVersion' in base.__dict__]


def _full_name(cls):
    return cls.__module__ + '.' + cls.__name__


def _version_key(cls):
    return _full_name(cls) + '.persistenceVersion'
