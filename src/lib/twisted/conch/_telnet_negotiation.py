"""Telnet taken out of what comes, and options agreed on (RFC 854 and 855)."""

from twisted.conch._telnet_numbers import *
from twisted.internet import defer, protocol

# Taps and programs know these classes by the names that telnet.py has for them.
__name__ = 'twisted.conch.telnet'

# A subnegotiation that says more than this says nothing of use.
_MAX_SUBNEGOTIATION = 1 << 16


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
