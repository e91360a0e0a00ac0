"""References of pb: objects of the other end here, and of ours there."""

from twisted import _era
from twisted.persisted import styles
from twisted.spread.flavors import (
    Referenceable, Serializable, setUnjellyableForClass)
from twisted.spread.interfaces import IUnjellyable
from zope.interface import implementer

# Taps and peers know these classes by the names that pb has for them.
__name__ = 'twisted.spread.pb'


class RemoteMethod:
    """I am one method of an object at the other end."""

    def __init__(self, obj, name):
        self.obj = obj
        self.name = name

    def __eq__(self, other):
        return isinstance(other, RemoteMethod) and \
            (self.obj, self.name) == (other.obj, other.name)

    def __hash__(self):
        return hash((self.obj, self.name))

    def __call__(self, *args, **kw):
        return self.obj._call(self.name, args, kw, _era.called_from_era())


class AsReferenceable(Referenceable):
    """I let an object be called that is no Referenceable: its
    perspectiveMessageReceived, say."""

    def __init__(self, object, messageType='remote'):
        self.remoteMessageReceived = getattr(object,
                                             messageType + 'MessageReceived')


@implementer(IUnjellyable)
class RemoteReference(Serializable, styles.Ephemeral):
    """I am an object at the other end of a connection."""

    doRefCount = 0
    disconnectCallbacks = ()

    def __init__(self, perspective, broker, luid, doRefCount):
        self.luid = luid
        self.broker = broker
        self.doRefCount = doRefCount
        self.perspective = perspective
        self.disconnectCallbacks = []

    def callRemote(self, _name, *args, **kw):
        """Call remote_NAME there; a Deferred of what it returns."""
        return self._call(_name, args, kw, _era.called_from_era())

    def _call(self, name, args, kw, era):
        return self.broker._sendMessage(b'', self.perspective, self.luid, name,
                                        args, kw, era)

    def remoteMethod(self, key):
        """Something to call instead of callRemote(key)."""
        return RemoteMethod(self, key)

    def notifyOnDisconnect(self, callback):
        """Call callback(me) when the connection is lost."""
        assert callable(callback)
        self.disconnectCallbacks.append(callback)
        if len(self.disconnectCallbacks) == 1:
            self.broker.notifyOnDisconnect(self._disconnected)

    def dontNotifyOnDisconnect(self, callback):
        self.disconnectCallbacks.remove(callback)
        if not self.disconnectCallbacks:
            self.broker.dontNotifyOnDisconnect(self._disconnected)

    def _disconnected(self):
        callbacks, self.disconnectCallbacks = self.disconnectCallbacks, []
        for callback in callbacks:
            callback(self)

    def jellyFor(self, jellier):
        # Back to where I came from.
        if not jellier.invoker:
            return b'unpersistable', b'References cannot be serialized'
        assert self.broker is jellier.invoker, \
            "Can't send references to brokers other than their own."
        return b'local', self.luid

    def unjellyFor(self, unjellier, unjellyList):
        broker = unjellier.invoker
        broker.referredTo += 1
        self.__init__(broker.unserializingPerspective, broker,
                      unjellyList[1], 1)
        return self

    def __eq__(self, other):
        if not isinstance(other, RemoteReference):
            return NotImplemented
        return self.broker is other.broker and self.luid == other.luid

    def __hash__(self):
        return hash(self.luid)

    def __del__(self):
        if self.doRefCount:
            self.broker.referredTo -= 1
            self.broker.sendDecRef(self.luid)


setUnjellyableForClass('remote', RemoteReference)


class Local:
    """I am an object that the peer has references to, and their number."""

    def __init__(self, object, perspective=None):
        self.object = object
        self.perspective = perspective
        self.refcount = 1

    def __repr__(self):
        return '<pb.Local %r ref:%s>' % (self.object, self.refcount)

    def incref(self):
        self.refcount += 1
        return self.refcount

    def decref(self):
        self.refcount -= 1
        return self.refcount
