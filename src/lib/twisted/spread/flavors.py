"""Flavors: the ways in which an object can be used from elsewhere.

    Referenceable   stays here; the peer calls its remote_ methods
    Viewable        the same, and view_ methods are told for whom
    Copyable        goes there as a RemoteCopy
    Cacheable       goes there once, as a RemoteCache that is kept up to date
"""

from zope.interface import Interface, implementer

from twisted import _era
from twisted.python import log, reflect
from twisted.spread.jelly import (
    Jellyable, Unjellyable, _createBlank, getInstanceState, setInstanceState,
    setUnjellyableFactoryForClass, setUnjellyableForClass,
    setUnjellyableForClassTree, unjellyableRegistry)

setCopierForClass = setUnjellyableForClass
setCopierForClassTree = setUnjellyableForClassTree
setFactoryForClass = setUnjellyableFactoryForClass
copyTags = unjellyableRegistry

copy_atom = b'copy'
cache_atom = b'cache'
cached_atom = b'cached'
remote_atom = b'remote'


class NoSuchMethod(AttributeError):
    """There is no such method for others to call."""


class IPBRoot(Interface):
    """I have an object for those who connect."""

    def rootObject(broker):
        """The Referenceable for this connection."""


def as_text(name):
    """A name as str; the wire has bytes."""
    return name.decode('utf-8') if isinstance(name, bytes) else name


def deliver(broker, method, args, kw, perspective=None, first=()):
    """Call a method with what the peer sent; the expression of its result."""
    era = _era.is_era(method)
    args = broker.unserialize(args, perspective, era)
    kw = {as_text(key): value for key, value
          in broker.unserialize(kw, perspective, era).items()}
    try:
        result = method(*first, *args, **kw)
    except TypeError:
        # Not with which: they may hold a password, or grow without end in text.
        log.msg("%s didn't accept its arguments" % (method,))
        raise
    return broker.serialize(result, perspective, method, args, kw)


class Serializable(Jellyable):
    """I can be sent. Derive from one of the flavors, not from me."""

    def processUniqueID(self):
        """Objects that have this in common count as one."""
        return id(self)


class Referenceable(Serializable):
    """I stay where I am; the other end gets a reference, and its
    callRemote('x') calls my remote_x."""

    perspective = None

    def remoteMessageReceived(self, broker, message, args, kw):
        name = 'remote_' + as_text(message)
        method = getattr(self, name, None)
        if method is None:
            raise NoSuchMethod('No such method: ' + name)
        return deliver(broker, method, args, kw, self.perspective)

    def jellyFor(self, jellier):
        return [remote_atom, jellier.invoker.registerReference(self)]


@implementer(IPBRoot)
class Root(Referenceable):
    """I am what everybody gets who connects."""

    def rootObject(self, broker):
        """Override me to give each connection its own."""
        return self


class ViewPoint(Referenceable):
    """I am an object as one perspective sees it: callRemote('x') calls its
    view_x with the perspective before the other arguments."""

    def __init__(self, perspective, object):
        self.perspective = perspective
        self.object = object

    def processUniqueID(self):
        return id(self.perspective), id(self.object)

    def remoteMessageReceived(self, broker, message, args, kw):
        method = getattr(self.object, 'view_' + as_text(message))
        return deliver(broker, method, args, kw, self.perspective,
                       (self.perspective,))


class Viewable(Serializable):
    """I am sent as a ViewPoint for whoever is asking."""

    def jellyFor(self, jellier):
        return ViewPoint(jellier.invoker.serializingPerspective,
                         self).jellyFor(jellier)


class Copyable(Serializable):
    """I am copied to the other end, where a RemoteCopy takes my place: the one
    that was set for my class there."""

    def getStateToCopy(self):
        """Override me: what to send of me; a dictionary."""
        return self.__dict__

    def getStateToCopyFor(self, perspective):
        """Override me: the same, if it depends on who gets it."""
        return self.getStateToCopy()

    def getTypeToCopy(self):
        """Override me: the name I am known by there."""
        return reflect.qual(self.__class__).encode('utf-8')

    def getTypeToCopyFor(self, perspective):
        return self.getTypeToCopy()

    def jellyFor(self, jellier):
        if jellier.invoker is None:
            return getInstanceState(self, jellier)
        perspective = jellier.invoker.serializingPerspective
        expression = jellier.prepare(self)
        expression += (
            _era.to_bytes(self.getTypeToCopyFor(perspective)),
            jellier.jelly(self.getStateToCopyFor(perspective)))
        return jellier.preserve(self, expression)


class Cacheable(Copyable):
    """I am copied to the other end once, and what changes in me is told to
    those who observe me there."""

    def getStateToCacheAndObserveFor(self, perspective, observer):
        """Override me: what to send, and keep the observer: its callRemote('x')
        calls observe_x of the RemoteCache."""
        return self.getStateToCopyFor(perspective)

    def stoppedObserving(self, perspective, observer):
        """Override me: forget an observer that is equal to this one."""

    def jellyFor(self, jellier):
        broker = jellier.invoker
        if broker is None:
            return getInstanceState(self, jellier)
        luid = broker.cachedRemotelyAs(self, 1)
        if luid is not None:
            return cached_atom, luid
        luid = broker.cacheRemotely(self)
        perspective = broker.serializingPerspective
        state = self.getStateToCacheAndObserveFor(
            perspective, RemoteCacheObserver(broker, self, perspective))
        expression = jellier.prepare(self)
        expression += (_era.to_bytes(self.getTypeToCopyFor(perspective)),
                       luid, jellier.jelly(state))
        return jellier.preserve(self, expression)


class RemoteCopy(Unjellyable):
    """I am the copy of a Copyable. I am made without arguments."""

    def setCopyableState(self, state):
        """Override me: what was sent of the original."""
        self.__dict__ = {as_text(key): value for key, value in state.items()}

    def unjellyFor(self, unjellier, jellyList):
        if unjellier.invoker is None:
            return setInstanceState(self, unjellier, jellyList)
        unjellier.begun(self)
        self.setCopyableState(unjellier.unjelly(jellyList[1]))
        return self


class RemoteCache(RemoteCopy, Serializable):
    """I am what is known here of a Cacheable there.

    The connection has one of me, and each time I am sent somebody here gets a
    handle: another object with the same attributes. When a handle is gone the
    other end is told, and after the last of them it observes no more.
    """

    broker = None
    luid = None

    def remoteMessageReceived(self, broker, message, args, kw):
        return deliver(broker, getattr(self, 'observe_' + as_text(message)),
                       args, kw)

    def jellyFor(self, jellier):
        if jellier.invoker is None:
            return getInstanceState(self, jellier)
        assert jellier.invoker is self.broker, \
            'You cannot exchange cached proxies between brokers.'
        return b'lcache', self.luid

    def unjellyFor(self, unjellier, jellyList):
        broker = unjellier.invoker
        if broker is None:
            return setInstanceState(self, unjellier, jellyList)
        luid, state = jellyList[1:]
        self.broker, self.luid = broker, luid
        handle = unjellier.begun(self._handle())
        handle.__init__()
        # What is inside may refer to me.
        broker.cacheLocally(luid, self)
        handle.setCopyableState(unjellier.unjelly(state))
        # It may have set a new dictionary.
        self.__dict__ = handle.__dict__
        self.broker, self.luid = broker, luid
        return handle

    def _handle(self):
        other = _createBlank(self.__class__)
        other.__dict__ = self.__dict__
        return other

    def __eq__(self, other):
        if not isinstance(other, RemoteCache):
            return NotImplemented
        return self.__dict__ is other.__dict__

    def __hash__(self):
        return id(self.__dict__)

    def __del__(self):
        try:
            if self.broker is not None:
                self.broker.decCacheRef(self.luid)
        except Exception:
            log.err()


# What the words of the protocol stand for.

def unjellyCached(unjellier, unjellyList):
    """A RemoteCache that is here already."""
    return unjellier.invoker.cachedLocallyAs(unjellyList[1])._handle()


def unjellyLCache(unjellier, unjellyList):
    """A Cacheable of ours, which the peer knows as RemoteCache."""
    return unjellier.invoker.remotelyCachedForLUID(unjellyList[1])


def unjellyLocal(unjellier, unjellyList):
    """A Referenceable of ours that has been there."""
    return unjellier.invoker.localObjectForID(unjellyList[1])


setUnjellyableForClass('cached', unjellyCached)
setUnjellyableForClass('lcache', unjellyLCache)
setUnjellyableForClass('local', unjellyLocal)


class RemoteCacheObserver:
    """I am the RemoteCache of a Cacheable at the other end of a connection."""

    def __init__(self, broker, cached, perspective):
        self.broker = broker
        self.cached = cached
        self.perspective = perspective

    def __repr__(self):
        return '<RemoteCacheObserver(%s, %s, %s) at %s>' % (
            self.broker, self.cached, self.perspective, id(self))

    def _key(self):
        return self.broker, self.perspective, self.cached

    def __eq__(self, other):
        if not isinstance(other, RemoteCacheObserver):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def callRemote(self, _name, *args, **kw):
        """Call observe_NAME there; a Deferred of what it returns."""
        return self._call(_name, args, kw, _era.called_from_era())

    def _call(self, name, args, kw, era):
        luid = self.broker.cachedRemotelyAs(self.cached)
        if luid is None:
            from twisted.spread.pb import ProtocolError
            raise ProtocolError("You can't call a cached method when the "
                                "object hasn't been given to the peer yet.")
        return self.broker._sendMessage(b'cache', self.perspective, luid, name,
                                        args, kw, era)

    def remoteMethod(self, key):
        """Something to call instead of callRemote(key)."""
        return RemoteCacheMethod(key, self.broker, self.cached,
                                 self.perspective)


class RemoteCacheMethod(RemoteCacheObserver):
    """I am one method of a RemoteCache at the other end."""

    def __init__(self, name, broker, cached, perspective):
        RemoteCacheObserver.__init__(self, broker, cached, perspective)
        self.name = name

    def _key(self):
        return (self.name, *RemoteCacheObserver._key(self))

    def __call__(self, *args, **kw):
        return self._call(self.name, args, kw, _era.called_from_era())
