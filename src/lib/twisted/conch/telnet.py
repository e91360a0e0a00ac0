"""Telnet (RFC 854) for protocols of one's own: text, commands, options.

    transport --> TelnetTransport --> your TelnetProtocol
                   options, commands    dataReceived, enableLocal ...
"""

from twisted.conch._telnet_numbers import *
from twisted.internet import defer, interfaces, protocol
from twisted.protocols import basic
from twisted.python import failure, log
from zope.interface import implementer

# A subnegotiation that says more than this says nothing of use.
_MAX_SUBNEGOTIATION = 1 << 16


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


class TelnetError(Exception):
    """Telnet went wrong."""


class NegotiationError(TelnetError):
    """An option, my first argument, will not be as you want it."""

    def __str__(self):
        return '%s.%s:%r' % (self.__class__.__module__,
                             self.__class__.__name__, self.args[0])


class OptionRefused(NegotiationError):
    """The peer will not have it."""


class AlreadyEnabled(NegotiationError):
    """It is on."""


class AlreadyDisabled(NegotiationError):
    """It is off."""


class AlreadyNegotiating(NegotiationError):
    """It is being talked about, and the peer has not answered yet."""


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


class _Side:
    """I am an option on one side of the connection."""

    state = 'no'
    negotiating = False
    onResult = None

    def __str__(self):
        return self.state + '*' * self.negotiating

    def settle(self, state):
        """The answer to what we asked for has come."""
        self.state = state
        self.negotiating = False
        d, self.onResult = self.onResult, None
        return d


class _OptionState:
    """I am an option on both sides."""

    def __init__(self):
        self.us = _Side()
        self.him = _Side()

    def __repr__(self):
        return '<_OptionState us=%s him=%s>' % (self.us, self.him)


class Telnet(protocol.Protocol):
    """I take the telnet out of what comes, and negotiate.

    commandMap and negotiationMap name who is called with the argument of a
    command, or the bytes of a subnegotiation.
    """

    # data, escaped, command, newline, subnegotiation, subnegotiation-escaped:
    # what the last byte has left us in.
    state = 'data'

    def __init__(self):
        self.options = {}
        self.negotiationMap = {}
        self.commandMap = {WILL: self.telnet_WILL, WONT: self.telnet_WONT,
                           DO: self.telnet_DO, DONT: self.telnet_DONT}

    def _write(self, data):
        self.transport.write(data)

    def getOptionState(self, opt):
        return self.options.setdefault(opt, _OptionState())

    # What we ask for.

    def _ask(self, side, option, verb, state, already):
        both = self.getOptionState(option)
        if both.us.negotiating or both.him.negotiating:
            return defer.fail(AlreadyNegotiating(option))
        side = getattr(both, side)
        if side.state == state:
            return defer.fail(already(option))
        side.negotiating = True
        side.onResult = d = defer.Deferred()
        self._write(IAC + verb + option)
        return d

    def will(self, option):
        return self._ask('us', option, WILL, 'yes', AlreadyEnabled)

    def wont(self, option):
        return self._ask('us', option, WONT, 'no', AlreadyDisabled)

    def do(self, option):
        return self._ask('him', option, DO, 'yes', AlreadyEnabled)

    def dont(self, option):
        return self._ask('him', option, DONT, 'no', AlreadyDisabled)

    def requestNegotiation(self, about, data):
        self._write(IAC + SB + about + data.replace(IAC, IAC + IAC) + IAC + SE)

    # What the peer asks for, or answers. An option that is as it is wanted is
    # not spoken of again, or two peers could go on for ever.

    def _hearYes(self, side, option, enable, yes, no):
        if side.negotiating:
            side.settle('yes').callback(True)
            return enable(option)
        if side.state == 'no':
            if enable(option):
                side.state = 'yes'
                self._write(IAC + yes + option)
            else:
                self._write(IAC + no + option)

    def _hearNo(self, side, option, disable, no):
        if side.state == 'no':
            if side.negotiating:
                side.settle('no').errback(OptionRefused(option))
            return
        if side.negotiating:
            side.settle('no').callback(True)
            disable(option)
        else:
            side.state = 'no'
            disable(option)
            self._write(IAC + no + option)

    def telnet_WILL(self, option):
        side = self.getOptionState(option).him
        asked = side.negotiating
        if not self._hearYes(side, option, self.enableRemote, DO, DONT) \
                and asked:
            raise AssertionError('asked for option %r, and will not have it'
                                 % option)

    def telnet_WONT(self, option):
        self._hearNo(self.getOptionState(option).him, option,
                     self.disableRemote, DONT)

    def telnet_DO(self, option):
        self._hearYes(self.getOptionState(option).us, option,
                      self.enableLocal, WILL, WONT)

    def telnet_DONT(self, option):
        self._hearNo(self.getOptionState(option).us, option,
                     self.disableLocal, WONT)

    def enableLocal(self, option):
        """Override me: by default I agree to nothing."""
        return False

    enableRemote = enableLocal

    def disableLocal(self, option):
        """Override me if you enable any."""
        raise NotImplementedError('option %r was agreed to by enableLocal, '
                                  'and cannot be ended' % option)

    def disableRemote(self, option):
        """Override me if you enable any."""
        raise NotImplementedError('option %r was agreed to by enableRemote, '
                                  'and cannot be ended' % option)

    # What comes.

    def dataReceived(self, data):
        text = []
        at = 0
        iac = cr = -1
        while at < len(data):
            if iac < at:
                iac = data.find(IAC, at) % (len(data) + 1)
            if self.state == 'data':
                if cr < at:
                    cr = data.find(CR, at) % (len(data) + 1)
                stop = min(iac, cr)
                text.append(data[at:stop])
                if stop < len(data):
                    self.state = 'escaped' if iac < cr else 'newline'
                at = stop + 1
                continue
            if self.state == 'subnegotiation':
                self._body += data[at:iac]
                if len(self._body) > _MAX_SUBNEGOTIATION:
                    self.transport.loseConnection()
                    return
                if iac < len(data):
                    self.state = 'subnegotiation-escaped'
                at = iac + 1
                continue
            byte = data[at:at + 1]
            at += 1
            spoken = self._after(byte)
            if isinstance(spoken, bytes):
                text.append(spoken)
            elif spoken is not None:
                self._flush(text)
                spoken[0](*spoken[1:])
        self._flush(text)

    def _flush(self, text):
        data = b''.join(text)
        del text[:]
        if data:
            self.applicationDataReceived(data)

    def _after(self, byte):
        """A byte after another: what text it makes, or what is to be called."""
        state, self.state = self.state, 'data'
        if state == 'newline':
            if byte == IAC:
                self.state = 'escaped'
            return {LF: LF, NULL: CR, IAC: CR}.get(byte, CR + byte)
        if state == 'command':
            return self.commandReceived, self._verb, byte
        if state == 'subnegotiation-escaped':
            if byte != SE:
                self._body += byte
                self.state = 'subnegotiation'
                return None
            body = [bytes([each]) for each in self._body]
            del self._body
            return (self.negotiate, body) if body else None
        if byte == IAC:
            return IAC
        if byte == SB:
            self.state = 'subnegotiation'
            self._body = bytearray()
        elif byte >= WILL:
            self.state = 'command'
            self._verb = byte
        elif byte >= EOR and byte != SE:
            return self.commandReceived, byte, None
        else:
            raise ValueError('no telnet command', byte)

    def applicationDataReceived(self, data):
        """Override me: text, without commands."""

    def commandReceived(self, command, argument):
        method = self.commandMap.get(command)
        if method is None:
            self.unhandledCommand(command, argument)
        else:
            method(argument)

    def unhandledCommand(self, command, argument):
        """Override me: a command that is not in commandMap."""

    def negotiate(self, data):
        about, data = data[0], data[1:]
        method = self.negotiationMap.get(about)
        if method is None:
            self.unhandledSubnegotiation(about, data)
        else:
            method(data)

    def unhandledSubnegotiation(self, command, data):
        """Override me: one that is not in negotiationMap."""

    def connectionLost(self, reason):
        for option in self.options.values():
            for side in option.us, option.him:
                d, side.onResult = side.onResult, None
                if d is not None:
                    d.errback(reason)


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
