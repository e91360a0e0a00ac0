"""Telnet (RFC 854) for protocols of one's own: text, commands, options.

    transport --> TelnetTransport --> your TelnetProtocol
                   options, commands    dataReceived, enableLocal ...
"""

from twisted.conch._telnet_negotiation import (
    AlreadyDisabled, AlreadyEnabled, AlreadyNegotiating, NegotiationError,
    OptionRefused, Telnet, TelnetError)
from twisted.conch._telnet_numbers import *
from twisted.internet import interfaces, protocol
from twisted.protocols import basic
from twisted.python import failure, log
from zope.interface import implementer


class ITelnetProtocol(interfaces.IProtocol):
    """I live behind a TelnetTransport."""

    def unhandledCommand(command, argument):
        """A command that nobody is named for in commandMap."""

    def unhandledSubnegotiation(command, data):
        """A subnegotiation that nobody is named for in negotiationMap; data is
        a list of single bytes."""

    def enableLocal(option):
        """The peer wants us to do this: true if we will, and now do."""

    def enableRemote(option):
        """The peer wants to do this: true if it may."""

    def disableLocal(option):
        """We do this no more."""

    def disableRemote(option):
        """The peer does this no more."""


class ITelnetTransport(interfaces.ITransport):
    """I am what a TelnetProtocol talks through.

    Each of the first four returns a Deferred of True, or of OptionRefused,
    AlreadyEnabled, AlreadyDisabled or AlreadyNegotiating.
    """

    def do(option):
        """Ask the peer to begin."""

    def dont(option):
        """Ask the peer to stop."""

    def will(option):
        """Offer to begin."""

    def wont(option):
        """Say that we stop."""

    def requestNegotiation(about, data):
        """Send a subnegotiation; data needs no escapes."""


@implementer(ITelnetProtocol)
class TelnetProtocol(protocol.Protocol):
    """I have what ITelnetProtocol asks for, and agree to nothing."""

    def unhandledCommand(self, command, argument):
        pass

    def unhandledSubnegotiation(self, command, data):
        pass

    def enableLocal(self, option):
        pass

    def enableRemote(self, option):
        pass

    def disableLocal(self, option):
        pass

    def disableRemote(self, option):
        pass


class ProtocolTransportMixin:
    """I am a transport that ends lines as telnet does."""

    def write(self, data):
        self.transport.write(data.replace(b'\n', b'\r\n'))

    def writeSequence(self, seq):
        self.transport.writeSequence(seq)

    def loseConnection(self):
        self.transport.loseConnection()

    def getHost(self):
        return self.transport.getHost()

    def getPeer(self):
        return self.transport.getPeer()


class _Wrapper(protocol.Protocol):
    """I make a protocol when I am connected, and lose it with the
    connection."""

    protocol = None
    protocolFactory = None

    def _hire(self, *args, **kwargs):
        self.protocol = self.protocolFactory(*args, **kwargs)
        if self.factory is not None:
            self.protocol.factory = self.factory

    def _dismiss(self, reason):
        hired, self.protocol = self.protocol, None
        if hired is not None:
            hired.connectionLost(reason)


@implementer(ITelnetTransport)
class TelnetTransport(Telnet, ProtocolTransportMixin, _Wrapper):
    """I am the transport of a protocol that need not know the bytes of
    telnet, and ask it what to agree to."""

    disconnecting = False

    def __init__(self, protocolFactory=None, *a, **kw):
        Telnet.__init__(self)
        if protocolFactory is not None:
            self.protocolFactory = protocolFactory
            self.protocolArgs = a
            self.protocolKwArgs = kw

    def connectionMade(self):
        if self.protocolFactory is not None:
            self._hire(*self.protocolArgs, **self.protocolKwArgs)
            if not ITelnetProtocol.providedBy(self.protocol):
                raise AssertionError('%r is no ITelnetProtocol'
                                     % self.protocol)
            self.protocol.makeConnection(self)

    def connectionLost(self, reason):
        Telnet.connectionLost(self, reason)
        self._dismiss(reason)

    def enableLocal(self, option):
        return self.protocol.enableLocal(option)

    def enableRemote(self, option):
        return self.protocol.enableRemote(option)

    def disableLocal(self, option):
        return self.protocol.disableLocal(option)

    def disableRemote(self, option):
        return self.protocol.disableRemote(option)

    def unhandledSubnegotiation(self, command, data):
        self.protocol.unhandledSubnegotiation(command, data)

    def unhandledCommand(self, command, argument):
        self.protocol.unhandledCommand(command, argument)

    def applicationDataReceived(self, data):
        self.protocol.dataReceived(data)

    def write(self, data):
        ProtocolTransportMixin.write(self, data.replace(IAC, IAC + IAC))


class TelnetBootstrapProtocol(TelnetProtocol, ProtocolTransportMixin,
                              _Wrapper):
    """I ask for what a terminal needs, and stand before a terminal's
    protocol."""

    def __init__(self, protocolFactory, *args, **kw):
        self.protocolFactory = protocolFactory
        self.protocolArgs = args
        self.protocolKwArgs = kw

    def connectionMade(self):
        transport = self.transport
        transport.negotiationMap[NAWS] = self.telnet_NAWS
        transport.negotiationMap[LINEMODE] = self.telnet_LINEMODE
        for ask, option in ((transport.do, LINEMODE), (transport.do, NAWS),
                            (transport.do, SGA), (transport.will, ECHO)):
            ask(option).addErrback(log.err, 'option %r' % option)
        self._hire(*self.protocolArgs, **self.protocolKwArgs)
        self.protocol.makeConnection(self)

    def connectionLost(self, reason):
        self._dismiss(reason)

    def dataReceived(self, data):
        self.protocol.dataReceived(data)

    def enableLocal(self, opt):
        return opt in (ECHO, SGA)

    def enableRemote(self, opt):
        if opt == LINEMODE:
            self.transport.requestNegotiation(LINEMODE, MODE + LINEMODE_TRAPSIG)
        return opt in (LINEMODE, NAWS, SGA)

    def telnet_NAWS(self, data):
        data = b''.join(data)
        if len(data) == 4:
            self.protocol.terminalProtocol.terminalSize(
                *[int.from_bytes(size, 'big') for size in (data[:2], data[2:])])
        else:
            log.msg('a window has two sizes of two bytes, not %r' % data)

    def telnet_LINEMODE(self, data):
        """Override me: what the keys of the peer mean."""


class StatefulTelnetProtocol(basic.LineReceiver, TelnetProtocol):
    """My state names the method that gets the next line, telnet_STATE; what it
    returns is the next state, None the same."""

    delimiter = b'\n'
    state = 'Discard'

    def connectionLost(self, reason):
        TelnetProtocol.connectionLost(self, reason)

    def lineReceived(self, line):
        before = self.state
        after = getattr(self, 'telnet_' + before)(line)
        if after is None:
            return
        if self.state == before:
            self.state = after
        else:
            log.msg('telnet_%s() changed the state, and returned another'
                    % before)

    def telnet_Discard(self, line):
        pass


class AuthenticatingTelnetProtocol(StatefulTelnetProtocol):
    """I ask who is there, and hand over to the avatar that the portal has for
    them."""

    state = 'User'
    protocol = None

    def __init__(self, portal):
        self.portal = portal

    def connectionMade(self):
        self.transport.write(b'Username: ')

    def connectionLost(self, reason):
        StatefulTelnetProtocol.connectionLost(self, reason)
        avatar, self.protocol = self.protocol, None
        if avatar is not None:
            try:
                avatar.connectionLost(reason)
            finally:
                self.logout()

    def telnet_User(self, line):
        self.username = line
        # One who will not hear of it types in the open.
        self.transport.will(ECHO).addErrback(lambda reason: None)
        self.transport.write(b'Password: ')
        return 'Password'

    def telnet_Password(self, line):
        username = self.username
        del self.username
        self.transport.wont(ECHO).addBoth(self._login, username, line)
        return 'Discard'

    def _login(self, ignored, username, password):
        if isinstance(ignored, failure.Failure) \
                and not ignored.check(NegotiationError):
            return  # what it was asked is not refused: the line is gone
        from twisted.cred import credentials
        d = self.portal.login(credentials.UsernamePassword(username, password),
                              None, ITelnetProtocol)
        d.addCallbacks(self._welcome, self._refuse)

    def _welcome(self, found):
        _, self.protocol, self.logout = found
        self.state = 'Command'
        self.protocol.makeConnection(self.transport)
        self.transport.protocol = self.protocol

    def _refuse(self, reason):
        self.transport.write(b'\nAuthentication failed\nUsername: ')
        self.state = 'User'
