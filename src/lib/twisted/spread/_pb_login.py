"""The rest of pb: factories, and logging in by a Portal.

    client                         server
    root: login(name)         -->
                              <--  (challenge, challenger)
    challenger: respond(md5(md5(password) + challenge), mind)
                              -->
                              <--  the avatar, called by perspective_ methods
"""

import hashlib

from twisted.cred.credentials import (
    Anonymous, IAnonymous, ICredentials, IUsernameHashedPassword,
    sameSecret)
from twisted.cred.identity import challenge, respond
from twisted.cred.portal import Portal
from twisted.internet import defer, protocol
from twisted.python.components import registerAdapter
from twisted.spread import pb
from twisted.spread.banana import EXPRESSION_LIMIT, STRANGER_LIMIT
from twisted.spread.flavors import IPBRoot, Referenceable, deliver
from twisted.spread.interfaces import IJellyable
from twisted.spread.jelly import globalSecurity
from zope.interface import Interface, implementer

# Taps and peers know these classes by the names that pb has for them.
__name__ = 'twisted.spread.pb'


class IPerspective(Interface):
    """I am what somebody gets who logs in."""

    def perspectiveMessageReceived(broker, message, args, kwargs):
        """The peer calls a method; args and kwargs are for the broker's
        unserialize(), and what I return is from its serialize()."""


@implementer(IPerspective)
class Avatar:
    """I am what somebody gets who logs in: callRemote('x') calls my
    perspective_x."""

    def perspectiveMessageReceived(self, broker, message, args, kw):
        return deliver(broker, getattr(self, 'perspective_' + message), args,
                       kw, self)


class IUsernameMD5Password(ICredentials):
    """I have a username, and can be compared with a password or its MD5."""

    def checkPassword(password):
        """True, or a Deferred of it, if this is the password."""

    def checkMD5Password(password):
        """True, or a Deferred of it, if this is its digest."""


class PBClientFactory(protocol.ClientFactory):
    """I make connections to a server, and ask it for its root or log in."""

    protocol = pb.Broker
    unsafeTracebacks = False

    def __init__(self, unsafeTracebacks=False, security=globalSecurity):
        self.unsafeTracebacks = unsafeTracebacks
        self.security = security
        self._reset()

    def _reset(self):
        self.rootObjectRequests = []
        self._broker = self._root = None

    def buildProtocol(self, addr):
        p = self.protocol(isClient=True, security=self.security)
        p.factory = self
        return p

    def clientConnectionFailed(self, connector, reason):
        self._failAll(reason)

    def clientConnectionLost(self, connector, reason, reconnecting=0):
        """Who connects again says so: then requests wait for that."""
        if reconnecting:
            self._broker = self._root = None
        else:
            self._failAll(reason)

    def _failAll(self, reason):
        waiting = self.rootObjectRequests
        self._reset()
        for d in waiting:
            d.errback(reason)

    def clientConnectionMade(self, broker):
        self._broker = broker
        self._root = broker.remoteForName('root')
        waiting, self.rootObjectRequests = self.rootObjectRequests, []
        for d in waiting:
            d.callback(self._root)

    def getRootObject(self):
        """A Deferred of the server's root object."""
        if self._broker and not self._broker.disconnected:
            return defer.succeed(self._root)
        d = defer.Deferred()
        self.rootObjectRequests.append(d)
        return d

    def disconnect(self):
        if self._broker:
            self._broker.transport.loseConnection()

    def login(self, credentials, client=None):
        """A Deferred of the avatar for a UsernamePassword, or Anonymous();
        `client` is what the realm gets as mind."""
        d = self.getRootObject()
        if IAnonymous.providedBy(credentials):
            return d.addCallback(
                lambda root: root.callRemote('loginAnonymous', client))

        def answer(asked):
            challenge, challenger = asked
            return challenger.callRemote(
                'respond', respond(challenge, credentials.password), client)
        d.addCallback(
            lambda root: root.callRemote('login', credentials.username))
        return d.addCallback(answer)


class PBServerFactory(protocol.ServerFactory):
    """I give everybody who connects the root object of `root`: a Root, or a
    Portal, or what can be adapted to IPBRoot."""

    protocol = pb.Broker
    unsafeTracebacks = False

    def __init__(self, root, unsafeTracebacks=False, security=globalSecurity):
        self.root = IPBRoot(root)
        self.unsafeTracebacks = unsafeTracebacks
        self.security = security

    def buildProtocol(self, addr):
        p = self.protocol(isClient=False, security=self.security)
        p.factory = self
        p.setNameForLocal('root', self.root.rootObject(p))
        return p

    def clientConnectionMade(self, protocol):
        """A connection is ready."""


@implementer(IPBRoot)
class _PortalRoot:
    def __init__(self, portal):
        self.portal = portal

    def rootObject(self, broker):
        broker.expressionLimit = STRANGER_LIMIT
        return _PortalWrapper(self.portal, broker)


registerAdapter(_PortalRoot, Portal, IPBRoot)


class _Login(Referenceable):
    """I turn what a realm gave into what can be sent, and log it out once:
    when the peer lets go of it, or is gone."""

    def __init__(self, portal, broker):
        self.portal = portal
        self.broker = broker

    def _login(self, credentials, mind):
        return self.portal.login(credentials, mind,
                                 IPerspective).addCallback(self._loggedIn)

    def _loggedIn(self, result):
        _, avatar, logout = result
        self.broker.expressionLimit = EXPRESSION_LIMIT
        if not IJellyable.providedBy(avatar):
            avatar = pb.AsReferenceable(avatar, 'perspective')
        logouts = [logout]

        def once():
            if logouts:
                logouts.pop()()
        self.broker._localCleanup[avatar.processUniqueID()] = once
        self.broker.notifyOnDisconnect(once)
        if self.broker.disconnected:
            once()  # it left while its password was looked at
        return avatar


class _PortalWrapper(_Login):
    """I am the root of a server that wants to know who you are."""

    def remote_login(self, username):
        asked = challenge()
        return asked, _PortalAuthChallenger(self.portal, self.broker, username,
                                            asked)

    def remote_loginAnonymous(self, mind):
        return self._login(Anonymous(), mind)


@implementer(IUsernameHashedPassword, IUsernameMD5Password)
class _PortalAuthChallenger(_Login):
    """I am a challenge to somebody, and with the answer credentials."""

    response = None

    def __init__(self, portal, broker, username, challenge):
        _Login.__init__(self, portal, broker)
        self.username = username
        self.challenge = challenge

    def remote_respond(self, response, mind):
        self.response = response
        return self._login(self, mind)

    def checkPassword(self, password):
        if isinstance(password, str):
            password = password.encode('utf-8')
        return self.checkMD5Password(hashlib.md5(password).digest())

    def checkMD5Password(self, md5Password):
        return sameSecret(self.response, hashlib.md5(
            md5Password + self.challenge).digest())
