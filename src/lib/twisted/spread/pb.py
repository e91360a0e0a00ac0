"""Perspective Broker: objects that call each other's methods over a connection.

A server gives each connection a root object, or has a Portal decide; a client
asks its factory for it and calls its methods:

    factory = pb.PBClientFactory()
    reactor.connectTCP('localhost', pb.portno, factory)
    d = factory.getRootObject()
    d.addCallback(lambda root: root.callRemote('echo', 'hello'))

What goes to and fro are expressions of banana: what is asked, of which object,
and numbers that answers refer to. `flavors` has the kinds of objects; of what
pb has, references, errors and logging in are in files of their own.
"""

from twisted import _era
from twisted.internet import defer
from twisted.python import failure, log, reflect
from twisted.spread import banana, jelly as _jelly
from twisted.spread._pb_errors import (
    CopiedFailure, CopyableFailure, DeadReferenceError, Error, PBConnectionLost,
    ProtocolError, RemoteError, failure2Copyable)
from twisted.spread._pb_references import (
    AsReferenceable, Local, RemoteMethod, RemoteReference)
from twisted.spread.flavors import (
    Cacheable, Copyable, IPBRoot, Jellyable, NoSuchMethod, Referenceable,
    RemoteCache, RemoteCacheObserver, RemoteCopy, Root, Serializable, Viewable,
    ViewPoint, as_text, copyTags, setCopierForClass, setCopierForClassTree,
    setFactoryForClass, setUnjellyableFactoryForClass, setUnjellyableForClass,
    setUnjellyableForClassTree)
from twisted.spread.interfaces import IJellyable, IUnjellyable
from twisted.spread.jelly import globalSecurity

# How many objects one connection may have references to.
MAX_BROKER_REFS = 1024

portno = 8787

# Where the names are that log somebody in: today's, and those of the era.
_ELSEWHERE = {name: module for module, names in (
    ('_pb_login', 'PBClientFactory PBServerFactory IPerspective Avatar respond '
     'challenge IUsernameMD5Password _PortalRoot _PortalWrapper '
     '_PortalAuthChallenger'),
    ('_pb_early', 'Perspective Service BrokerFactory AuthRoot AuthServ '
     'AuthChallenger IdentityWrapper getObjectAt connect authIdentity logIn'),
) for name in names.split()}

__all__ = [name for name in [*globals(), 'Broker', *_ELSEWHERE]
           if name[0] != '_' and name not in (
               'Local', 'as_text', 'banana', 'defer', 'failure', 'log',
               'reflect')]


def __getattr__(name):
    if name not in _ELSEWHERE:
        raise AttributeError('module %r has no attribute %r'
                             % (__name__, name))
    module = reflect.namedModule('twisted.spread.' + _ELSEWHERE[name])
    found = globals()[name] = getattr(module, name)
    return found


class Broker(banana.Banana):
    """I am a connection: I know which objects here the peer may call, by their
    numbers, and who waits for an answer from there."""

    version = 6
    username = None
    factory = None
    maxBrokerRefsViolations = 0
    serializingPerspective = unserializingPerspective = None
    # References to objects of the peer; with so many, old ones are looked for.
    referredTo, mostReferredTo = 0, MAX_BROKER_REFS // 4

    def __init__(self, isClient=1, security=globalSecurity):
        banana.Banana.__init__(self, isClient)
        self.security = security
        self.disconnected = 0
        self.connects, self.disconnects, self.failures = [], [], []
        self.pageProducers = []
        self.currentRequestID = self.currentLocalID = 0
        # Locals by their numbers, or names, and the numbers of what they are
        # of; then the same of Cacheables.
        self.localObjects, self.luids = {}, {}
        self.remotelyCachedObjects, self.remotelyCachedLUIDs = {}, {}
        # RemoteCaches, by the numbers that they have at the other end.
        self.locallyCachedObjects = {}
        self.waitingForAnswers = {}
        # What to call when the peer has let go of an object.
        self._localCleanup = {}

    def expressionReceived(self, sexp):
        if not isinstance(sexp, list) or not sexp:
            raise ProtocolError('Non-list expression received.')
        command = as_text(sexp[0])
        method = getattr(self, 'proto_%s' % (command,), None)
        if method:
            method(*sexp[1:])
        else:
            self.sendCall(b'didNotUnderstand', sexp[0])

    def sendCall(self, *exp):
        """Say something: what, and its arguments."""
        self.sendEncoded(exp)

    def proto_version(self, vnum):
        if vnum != self.version:
            raise ProtocolError('Version Incompatibility: %s %s'
                                % (self.version, vnum))

    def proto_didNotUnderstand(self, command):
        log.msg("Didn't understand command: %r" % (command,))

    # --- beginning and end ---------------------------------------------------

    def connectionReady(self):
        self.sendCall(b'version', self.version)
        notifiers, self.connects = self.connects, None
        self._notify(notifiers)
        self.factory.clientConnectionMade(self)

    def connectionFailed(self):
        notifiers, self.failures = self.failures, None
        self._notify(notifiers)

    def connectionLost(self, reason):
        self.disconnected = 1
        # Whoever is told must find me without anything to ask for.
        waiting, self.waitingForAnswers = self.waitingForAnswers, {}
        cached, self.remotelyCachedObjects = self.remotelyCachedObjects, {}
        self.luids = {}
        self._notify([d.errback for d, _ in waiting.values()],
                     failure.Failure(PBConnectionLost(reason)))
        for local in cached.values():
            self._unobserved(local)
        notifiers, self.disconnects = self.disconnects, []
        self._notify(notifiers)
        self.localObjects, self.locallyCachedObjects = {}, {}
        self.remotelyCachedLUIDs = {}

    def _notify(self, notifiers, *args):
        for notifier in notifiers:
            try:
                notifier(*args)
            except Exception:
                log.err()

    def notifyOnConnect(self, notifier):
        """Call it once I am connected, which may be now."""
        assert callable(notifier)
        if self.connects is None:
            self._notify([notifier])
        else:
            self.connects.append(notifier)

    def notifyOnFail(self, notifier):
        assert callable(notifier)
        self.failures.append(notifier)

    def notifyOnDisconnect(self, notifier):
        """Call it when I am connected no more."""
        assert callable(notifier)
        self.disconnects.append(notifier)

    def dontNotifyOnDisconnect(self, notifier):
        if notifier in self.disconnects:
            self.disconnects.remove(notifier)

    # --- pages ---------------------------------------------------------------

    def registerPageProducer(self, pager):
        self.pageProducers.append(pager)
        if len(self.pageProducers) == 1:
            self.transport.registerProducer(self, 0)

    def resumeProducing(self):
        for pager in list(self.pageProducers):
            pager.sendNextPage()
            if not pager.stillPaging():
                self.pageProducers.remove(pager)
        if not self.pageProducers:
            self.transport.unregisterProducer()

    def pauseProducing(self):
        pass

    def stopProducing(self):
        pass

    # --- objects here --------------------------------------------------------

    def localObjectForID(self, luid):
        """The object of a number, or of a name; None if there is none."""
        if isinstance(luid, str):
            luid = luid.encode('utf-8')
        local = self.localObjects.get(luid)
        return None if local is None else local.object

    def setNameForLocal(self, name, object):
        """Let the peer call an object by a name, "root" for one."""
        assert object is not None
        if isinstance(name, str):
            name = name.encode('utf-8')
        self.localObjects[name] = Local(object)

    def remoteForName(self, name):
        """A reference to what has a name at the other end, if it has."""
        if isinstance(name, str):
            name = name.encode('utf-8')
        return RemoteReference(None, self, name, 0)

    def _check_room(self, table, what):
        if len(table) <= MAX_BROKER_REFS:
            return
        text = 'Maximum PB %s count exceeded.' % what
        self.maxBrokerRefsViolations += 1
        if self.maxBrokerRefsViolations > 3:
            self.transport.loseConnection()
            text += '  Goodbye.'
        raise Error(text)

    def registerReference(self, object):
        """The number of an object that the peer gets a reference to."""
        assert object is not None
        key = object.processUniqueID()
        luid = self.luids.get(key)
        if luid is None:
            self._check_room(self.localObjects, 'reference')
            luid = self.luids[key] = self.newLocalID()
            self.localObjects[luid] = Local(object)
        else:
            self.localObjects[luid].incref()
        return luid

    def newLocalID(self):
        self.currentLocalID += 1
        return self.currentLocalID

    def newRequestID(self):
        self.currentRequestID += 1
        return self.currentRequestID

    def _letGo(self):
        """Give back references that nobody has any more.

        The peer bears only so many, and counts those that the collector has
        yet to find: before it is asked for more, they are looked for.
        """
        if self.referredTo >= self.mostReferredTo:
            import gc
            gc.collect()
            self.mostReferredTo = self.referredTo + MAX_BROKER_REFS // 4

    def sendDecRef(self, objectID):
        if not self.disconnected:
            self.sendCall(b'decref', objectID)

    def proto_decref(self, objectID):
        if isinstance(objectID, bytes):
            raise ProtocolError('%r has no count of references' % objectID)
        local = self.localObjects[objectID]
        if local.decref() == 0:
            key = local.object.processUniqueID()
            del self.luids[key]
            del self.localObjects[objectID]
            self._localCleanup.pop(key, lambda: None)()

    # --- Cacheables, there and here ------------------------------------------

    def cachedRemotelyAs(self, instance, incref=0):
        """The number under which the peer has an object, or None."""
        luid = self.remotelyCachedLUIDs.get(instance.processUniqueID())
        if luid is not None and incref:
            self.remotelyCachedObjects[luid].incref()
        return luid

    def remotelyCachedForLUID(self, luid):
        return self.remotelyCachedObjects[luid].object

    def cacheRemotely(self, instance):
        """A number for an object that the peer is going to have."""
        self._check_room(self.remotelyCachedObjects, 'cache')
        luid = self.newLocalID()
        self.remotelyCachedLUIDs[instance.processUniqueID()] = luid
        self.remotelyCachedObjects[luid] = Local(instance,
                                                 self.serializingPerspective)
        return luid

    def cacheLocally(self, cid, instance):
        self.locallyCachedObjects[cid] = instance

    def cachedLocallyAs(self, cid):
        return self.locallyCachedObjects[cid]

    def decCacheRef(self, objectID):
        if not self.disconnected:
            self.sendCall(b'decache', objectID)

    def proto_decache(self, objectID):
        local = self.remotelyCachedObjects[objectID]
        if local.decref() == 0:
            self._unobserved(local)
            del self.remotelyCachedLUIDs[local.object.processUniqueID()]
            del self.remotelyCachedObjects[objectID]
            self.sendCall(b'uncache', objectID)

    def proto_uncache(self, objectID):
        self.locallyCachedObjects.pop(objectID).broker = None

    def _unobserved(self, local):
        cached, perspective = local.object, local.perspective
        self._notify([cached.stoppedObserving], perspective,
                     RemoteCacheObserver(self, cached, perspective))

    # --- expressions ---------------------------------------------------------

    def serialize(self, object, perspective=None, method=None, args=None,
                  kw=None, era=None):
        """The expression of an object, for whom the perspective is; of a
        Deferred a Deferred."""
        if era is None:
            era = _era.is_era(method)
        if isinstance(object, defer.Deferred):
            return object.addCallback(self.serialize, perspective, method,
                                      args, kw, era)
        before, self.serializingPerspective = (self.serializingPerspective,
                                               perspective)
        try:
            return _jelly._Jellier(self.security, None, self,
                                   era).jelly(object)
        finally:
            self.serializingPerspective = before

    def unserialize(self, sexp, perspective=None, era=False):
        """The object of an expression."""
        self.unserializingPerspective = perspective
        try:
            return _jelly._unjellier(self.security, None, self,
                                     era).unjellyFull(sexp)
        finally:
            self.unserializingPerspective = None

    # --- calls ---------------------------------------------------------------

    def _sendMessage(self, prefix, perspective, objectID, message, args, kw,
                     era=False):
        callback, errback = kw.pop('pbcallback', None), kw.pop('pberrback',
                                                               None)
        wanted = kw.pop('pbanswer', 1)
        assert wanted or not (callback or errback), \
            "You can't specify a no-answer requirement."
        if self.disconnected:
            raise DeadReferenceError('Calling Stale Broker')
        if isinstance(message, str):
            message = message.encode('utf-8')
        try:
            expressions = [self.serialize(each, perspective, era=era)
                           for each in (args, kw)]
        except Exception:
            return defer.fail()
        self._letGo()
        number = self.newRequestID()
        self.sendCall(prefix + b'message', number, objectID, message, wanted,
                      *expressions)
        if not wanted:
            return None
        d = defer.Deferred()
        self.waitingForAnswers[number] = d, era
        if callback or errback:
            d.addCallbacks(callback or (lambda result: result), errback)
        return d

    def proto_message(self, requestID, objectID, message, answerRequired,
                      netArgs, netKw):
        self._recvMessage(self.localObjectForID, requestID, objectID, message,
                          answerRequired, netArgs, netKw)

    def proto_cachemessage(self, requestID, objectID, message, answerRequired,
                           netArgs, netKw):
        self._recvMessage(self.cachedLocallyAs, requestID, objectID, message,
                          answerRequired, netArgs, netKw)

    def _recvMessage(self, find, requestID, objectID, message, answerRequired,
                     netArgs, netKw):
        raised = False
        try:
            object = find(objectID)
            if object is None:
                raise Error('Invalid Object ID')
            result = object.remoteMessageReceived(self, as_text(message),
                                                  netArgs, netKw)
        except Exception:
            raised = True
            result = defer.fail()
        if not isinstance(result, defer.Deferred):
            if answerRequired:
                self._sendAnswer(result, requestID)
            return
        if answerRequired:
            result.addCallback(self._sendAnswer, requestID)
        result.addErrback(self._failed, requestID, answerRequired, raised)

    def _sendAnswer(self, netResult, requestID):
        if not self.disconnected:
            self._letGo()
            self.sendCall(b'answer', requestID, netResult)

    def _failed(self, fail, requestID, answerRequired, raised):
        """Log an error, unless it is one that is meant for the peer, and send
        it as what it may be sent as."""
        value = fail.value
        if not fail.check(Error):
            if answerRequired:
                log.msg('Peer will receive following PB traceback:',
                        isError=raised)
            log.err(fail)
        if not answerRequired or self.disconnected:
            return
        if not (isinstance(value, Jellyable)
                or self.security.isClassAllowed(value.__class__)):
            value = failure2Copyable(fail, self.factory.unsafeTracebacks)
        self.sendCall(b'error', requestID, self.serialize(value))

    def proto_answer(self, requestID, netResult):
        d, era = self.waitingForAnswers.pop(requestID)
        try:
            result = self.unserialize(netResult, None, era)
        except Exception:
            d.errback()
        else:
            d.callback(result)

    def proto_error(self, requestID, fail):
        d, era = self.waitingForAnswers.pop(requestID)
        try:
            result = self.unserialize(fail, None, era)
            if result is None:
                raise ProtocolError('an error without an error')
        except Exception:
            d.errback()
        else:
            d.errback(result)
