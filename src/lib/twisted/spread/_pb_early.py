"""Logging in as in the era: by an authorizer, to perspectives of services.

    client                              server
    root: username(name)           -->
                                   <--  (challenge, challenger)
    challenger: respond(answer)    -->
                                   <--  the identity
    identity: attach(service, perspective, client)
                                   -->
                                   <--  the perspective
"""

from twisted import _era
from twisted.cred import perspective, service
from twisted.cred.error import Unauthorized
from twisted.cred.identity import challenge, respond
from twisted.internet import defer, protocol
from twisted.persisted import styles
from twisted.spread import pb
from twisted.spread.banana import EXPRESSION_LIMIT, STRANGER_LIMIT
from twisted.spread.flavors import Referenceable, Root

# Taps and peers know these classes by the names that pb has for them.
__name__ = 'twisted.spread.pb'


class Perspective(perspective.Perspective, pb.Avatar):
    """I am what a service knows of one of its users, who calls my
    perspective_ methods."""


class Service(service.Service):
    """I am a service whose perspectives are used over connections."""

    perspectiveClass = Perspective


class BrokerFactory(protocol.Factory, styles.Versioned):
    """I give everybody who connects the root object of objectToBroker."""

    persistenceVersion = 3
    protocol = pb.Broker
    unsafeTracebacks = 0

    def __init__(self, objectToBroker, unsafeTracebacks=0):
        self.objectToBroker = objectToBroker
        self.unsafeTracebacks = unsafeTracebacks

    def buildProtocol(self, addr):
        broker = self.protocol(0)
        broker.factory = self
        broker.setNameForLocal('root', self.objectToBroker.rootObject(broker))
        return broker

    def clientConnectionMade(self, protocol):
        """A connection is ready."""


class AuthRoot(Root):
    """I am the root of a server that asks an authorizer who you are."""

    def __init__(self, auth):
        self.auth = auth

    def rootObject(self, broker):
        broker.expressionLimit = STRANGER_LIMIT
        return AuthServ(self.auth, broker)


class AuthServ(Referenceable):
    """I ask for a password."""

    def __init__(self, auth, broker):
        self.auth = auth
        self.broker = broker

    def remote_username(self, username):
        # Whether there is such a name shows only in the end.
        d = defer.maybeDeferred(self.auth.getIdentityRequest,
                                _era.to_text(username))
        d.addErrback(lambda f: f.trap(Unauthorized, KeyError) and None)
        return d.addCallback(self._challenge)

    def _challenge(self, identity):
        asked = challenge()
        return asked, AuthChallenger(identity, self, asked)


class AuthChallenger(Referenceable):
    """I am a challenge to somebody."""

    def __init__(self, identity, authServ, challenge):
        self.identity = identity
        self.authServ = authServ
        self.challenge = challenge

    def remote_respond(self, response):
        identity, self.identity = self.identity, None
        if identity is None:
            return defer.fail(pb.Error('incorrect password'))
        d = identity.verifyPassword(self.challenge, response)
        d.addErrback(lambda f: defer.fail(pb.Error(f.getErrorMessage())))
        return d.addCallback(self._known, identity)

    def _known(self, _, identity):
        self.authServ.broker.expressionLimit = EXPRESSION_LIMIT
        return IdentityWrapper(self.authServ.broker, identity)


class IdentityWrapper(Referenceable):
    """I am somebody who has logged in."""

    def __init__(self, broker, identity):
        self.broker = broker
        self.identity = identity

    def remote_attach(self, serviceName, perspectiveName, remoteRef=None):
        """A perspective of a service, to which the client is attached as long
        as it is connected."""
        d = self.identity.requestPerspectiveForKey(
            _era.to_text(serviceName), _era.to_text(perspectiveName))
        d.addErrback(lambda f: defer.fail(pb.Error(f.getErrorMessage())))

        def attach(found):
            attached = found.attached(remoteRef, self.identity)
            self.broker.notifyOnDisconnect(
                lambda: attached.detached(remoteRef, self.identity))
            return pb.AsReferenceable(attached, 'perspective')
        return d.addCallback(attach)


class _Retriever(pb.PBClientFactory):
    noisy = 0


def getObjectAt(host, port, timeout=None):
    """A Deferred of the root object of a server; a path for a host and None for
    a port mean a UNIX socket."""
    from twisted.internet import reactor
    factory = _Retriever()
    if port is None:
        reactor.connectUNIX(host, factory, timeout or 30)
    else:
        reactor.connectTCP(host, port, factory, timeout or 30)
    return factory.getRootObject()


def authIdentity(authServRef, username, password):
    """A Deferred of the identity of this name."""
    def answer(asked):
        challenge, challenger = asked
        return challenger.callRemote('respond', respond(challenge, password))
    return authServRef.callRemote('username', username).addCallback(answer)


def logIn(authServRef, client, service, username, password,
          perspectiveName=None):
    """A Deferred of a perspective, named as the user if it is not said."""
    d = authIdentity(authServRef, username, password)
    return d.addCallback(lambda identity: identity.callRemote(
        'attach', service, perspectiveName or username, client))


def connect(host, port, username, password, serviceName, perspectiveName=None,
            client=None, timeout=None):
    """A Deferred of a perspective of a service, there."""
    d = getObjectAt(host, port, timeout)
    return d.addCallback(logIn, client, serviceName, username, password,
                         perspectiveName)
