"""The telnet protocol (RFC 854), and the shell where 0.15 had it."""

from twisted.internet import protocol
from twisted.manhole import telnet as _shell

NULL = b'\x00'
BEL = b'\x07'
BS = b'\x08'
HT = b'\t'
LF = b'\n'
VT = b'\x0b'
FF = b'\x0c'
CR = b'\r'
ESC = b'\x1b'

SE = b'\xf0'
NOP = b'\xf1'
DM = b'\xf2'
BRK = b'\xf3'
IP = b'\xf4'
AO = b'\xf5'
AYT = b'\xf6'
EC = b'\xf7'
EL = b'\xf8'
GA = b'\xf9'
SB = b'\xfa'
WILL = b'\xfb'
WONT = b'\xfc'
DO = b'\xfd'
DONT = b'\xfe'
IAC = b'\xff'

ECHO = b'\x01'
SUPGA = b'\x03'
LINEMODE = b'"'
HIDE = b'\x85'
NOECHO = b'\x88'

BOLD_MODE_ON = b'\x1b[1m'
BOLD_MODE_OFF = b'\x1b[m'

_NEGOTIATING = {WILL: 'iac_WILL', WONT: 'iac_WONT', DO: 'iac_DO',
                DONT: 'iac_DONT'}


class Telnet(protocol.Protocol):
    """I read lines, and hand each to the method that my mode names.

    telnet_MODE(line) returns the next mode, or None to stay.
    """

    mode = 'User'
    buffer = b''
    MAX_LENGTH = 65536
    delimiters = (b'\r\n', b'\r\x00')
    gotIAC = 0
    _command = b''
    _chunk = None

    def write(self, data):
        self.transport.write(data)

    def connectionMade(self):
        self.transport.write(self.welcomeMessage())
        self.transport.write(self.loginPrompt())

    def welcomeMessage(self):
        """Override me: what everybody is told first."""
        return ('\r\n' + self.__class__.__module__ + '.'
                + self.__class__.__name__ + '\r\n')

    def loginPrompt(self):
        return 'username: '

    def dataReceived(self, data):
        for i in range(len(data)):
            self._byte(data[i:i + 1])
        self._lines()

    def _byte(self, byte):
        """One byte: a command, a part of one, or text."""
        if self._command == b'':
            if byte == IAC:
                self._command = IAC
            else:
                self.buffer = self.buffer + byte
        elif self._chunk is not None:
            self._inChunk(byte)
        elif self._command == IAC:
            if byte in _NEGOTIATING:
                self._command = byte
                return
            if byte == SB:
                self._chunk = b''
                return
            self._command = b''
            if byte == IAC:
                self.buffer = self.buffer + byte
            elif byte == IP:
                self.iac_IP(byte)
        else:
            method = getattr(self, _NEGOTIATING[self._command])
            self._command = b''
            method(byte)

    def _inChunk(self, byte):
        self._chunk = self._chunk + byte
        if self._chunk.endswith(IAC + SE):
            chunk, self._chunk = self._chunk[:-2], None
            self._command = b''
            self.iacSBchunk(chunk)
        elif len(self._chunk) > self.MAX_LENGTH:
            self.transport.loseConnection()

    def _lines(self):
        while True:
            found = [(self.buffer.find(each), each)
                     for each in self.delimiters if each in self.buffer]
            if not found:
                break
            at, delimiter = min(found)
            line = self.buffer[:at]
            self.buffer = self.buffer[at + len(delimiter):]
            self.processLine(line)
        if len(self.buffer) > self.MAX_LENGTH:
            self.transport.loseConnection()

    def processLine(self, line):
        mode = getattr(self, 'telnet_' + self.mode)(line)
        if mode is not None:
            self.mode = mode

    def telnet_User(self, user):
        self.username = user
        self.write(IAC + WILL + ECHO + b'password: ')
        return 'Password'

    def telnet_Password(self, password):
        username = self.username
        del self.username
        self.write(IAC + WONT + ECHO + b'*****\r\n')
        try:
            good = self.checkUserAndPass(username, password)
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
