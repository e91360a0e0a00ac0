"""The telnet protocol (RFC 854), and the shell where 0.15 had it."""

import _reactor

from twisted.manhole import telnet as _shell
from twisted.protocols import basic

# Text, as code of the era has it; a character is a byte.
NULL = '\x00'
BEL = '\x07'
BS = '\x08'
HT = '\t'
LF = '\n'
VT = '\x0b'
FF = '\x0c'
CR = '\r'
ESC = '\x1b'

SE = '\xf0'
NOP = '\xf1'
DM = '\xf2'
BRK = '\xf3'
IP = '\xf4'
AO = '\xf5'
AYT = '\xf6'
EC = '\xf7'
EL = '\xf8'
GA = '\xf9'
SB = '\xfa'
WILL = '\xfb'
WONT = '\xfc'
DO = '\xfd'
DONT = '\xfe'
IAC = '\xff'
iacBytes = {DO: 'DO', DONT: 'DONT', WILL: 'WILL', WONT: 'WONT', IP: 'IP'}

ECHO = '\x01'
SUPGA = '\x03'
LINEMODE = '"'
HIDE = '\x85'
NOECHO = '\x88'

BOLD_MODE_ON = '\x1b[1m'
BOLD_MODE_OFF = '\x1b[m'

# The same on the wire.
_IAC, _SB, _SE, _IP = b'\xff', b'\xfa', b'\xf0', b'\xf4'
_NEGOTIATING = {b'\xfb': 'iac_WILL', b'\xfc': 'iac_WONT', b'\xfd': 'iac_DO',
                b'\xfe': 'iac_DONT'}


class Telnet(basic._Receiver):
    """I read lines, and hand each to the method that my mode names.

    telnet_MODE(line), processMODE in 0.15, returns the next mode, or None to
    stay.
    """

    mode = 'User'
    buffer = b''
    MAX_LENGTH = 65536
    delimiters = ('\r\n', '\r\x00')
    gotIAC = 0
    # What a command has so far: IAC, or the verb behind it; of a
    # subnegotiation what it says.
    _command = b''
    _chunk = None

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        for name, value in list(cls.__dict__.items()):
            if name.startswith(('telnet_', 'process', 'iac')) \
                    and _reactor.isEra(value):
                cls._era = True

    def write(self, data):
        self.transport.write(basic._wire(data))

    def connectionMade(self):
        self.write(self.welcomeMessage())
        self.write(self.loginPrompt())

    def welcomeMessage(self):
        """Override me: what everybody is told first."""
        return ('\r\n' + self.__class__.__module__ + '.'
                + self.__class__.__name__ + '\r\n')

    def loginPrompt(self):
        return 'username: '

    def dataReceived(self, data):
        data = basic._wire(data)
        text = [self.buffer]
        at = 0
        while at < len(data):
            if self._command:
                if self._inCommand(data[at:at + 1]):
                    text.append(_IAC)
                at += 1
                continue
            iac = data.find(_IAC, at)
            if iac < 0:
                iac = len(data)
            else:
                self._command = _IAC
            text.append(data[at:iac])
            at = iac + 1
        self.buffer = b''.join(text)
        self._lines()

    def _inCommand(self, byte):
        """A byte behind an IAC; whether the IAC was text."""
        if self._chunk is not None:
            self._inChunk(byte)
        elif self._command != _IAC:
            method = getattr(self, _NEGOTIATING[self._command])
            self._command = b''
            method(self._spoken(byte))
        elif byte in _NEGOTIATING:
            self._command = byte
        elif byte == _SB:
            self._chunk = bytearray()
        else:
            self._command = b''
            if byte == _IP:
                self.iac_IP(self._spoken(byte))
            return byte == _IAC

    def _inChunk(self, byte):
        self._chunk += byte
        if self._chunk.endswith(_IAC + _SE):
            chunk, self._chunk = bytes(self._chunk[:-2]), None
            self._command = b''
            self.iacSBchunk(self._spoken(chunk))
        elif len(self._chunk) > self.MAX_LENGTH:
            self.transport.loseConnection()

    def _lines(self):
        first, *others = [basic._wire(each) for each in self.delimiters]
        buffer = self.buffer
        for each in others:
            buffer = buffer.replace(each, first)
        *lines, self.buffer = buffer.split(first)
        for line in lines:
            if self.transport.disconnecting:
                return
            self.processLine(self._spoken(line))
        if len(self.buffer) > self.MAX_LENGTH:
            self.transport.loseConnection()

    def processLine(self, line):
        method = getattr(self, 'telnet_' + self.mode, None) \
            or getattr(self, 'process' + self.mode)
        mode = method(line)
        if mode is not None:
            self.mode = mode

    def telnet_User(self, user):
        self.username = user
        self.write(IAC + WILL + ECHO + 'password: ')
        return 'Password'

    def telnet_Password(self, password):
        self.write(IAC + WONT + ECHO + '*****\r\n')
        try:
            good = self.checkUserAndPass(self.username, password)
        except Exception:
            from twisted.python import log
            log.deferr()
            good = 0
        if not good:
            self.transport.loseConnection()
            return 'Done'
        self.loggedIn()
        return 'Command'

    def telnet_Command(self, command):
        """Override me: a line of somebody who has logged in."""
        return 'Command'

    def telnet_Done(self, line):
        return 'Done'

    def checkUserAndPass(self, username, password):
        """Override me: whether to let them in."""
        return 1

    def loggedIn(self):
        """Override me: called when they have logged in."""

    def iac_DO(self, feature):
        """Override me."""

    def iac_DONT(self, feature):
        """Override me."""

    def iac_WILL(self, feature):
        """Override me."""

    def iac_WONT(self, feature):
        """Override me."""

    def iac_IP(self, feature):
        """Override me: the peer wants what runs to stop."""

    def iacSBchunk(self, chunk):
        """Override me: a subnegotiation, without its frame."""


class Shell(_shell.Shell):
    """I am a session of the shell."""


class ShellFactory(_shell.ShellFactory):
    """I let those who know username and password type Python."""

    protocol = Shell
