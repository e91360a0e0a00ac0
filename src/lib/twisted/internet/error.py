"""What can go wrong between here and the other end."""

import errno
import sys


class _Told(Exception):
    """I am told with the first words of my class, and what is known."""

    _between = ' '

    def __str__(self):
        text = self.__doc__
        known = self._between.join([str(each) for each in self._known()])
        return '%s: %s.' % (text, known) if known else text + '.'

    def _known(self):
        return self.args


class BindError(_Told):
    """An error occurred binding to an interface"""


class CannotListenError(BindError):
    """I name the interface and the port number, and the kernel's reason."""

    def __init__(self, interface, port, socketError):
        BindError.__init__(self, interface, port, socketError)
        self.interface = interface
        self.port = port
        self.socketError = socketError

    def __str__(self):
        import _reactor
        why = self.socketError
        if isinstance(why, OSError) and _reactor.eraVoice():
            why = why.errno, why.strerror
        return "Couldn't listen on %s:%s: %s." % (
            self.interface or 'any', self.port, why)


class MulticastJoinError(Exception):
    """A multicast group could not be joined."""


class MessageLengthError(_Told):
    """Message is too long to send"""


class DNSLookupError(_Told, IOError):
    """DNS lookup failed"""


class ConnectInProgressError(Exception):
    """It is still being connected."""


class ConnectError(_Told):
    """An error occurred while connecting"""

    _between = ': '

    def __init__(self, osError=None, string=''):
        self.osError = osError
        Exception.__init__(self, string)

    def _known(self):
        return [each for each in (self.osError, *self.args)
                if each not in (None, '')]


class ConnectBindError(ConnectError):
    """Couldn't bind"""


class UnknownHostError(ConnectError):
    """Hostname couldn't be looked up"""


class NoRouteError(ConnectError):
    """No route to host"""


class ConnectionRefusedError(ConnectError):
    """Connection was refused by other side"""


class TCPTimedOutError(ConnectError):
    """TCP connection timed out"""


class BadFileError(ConnectError):
    """File used for UNIX socket is no good"""


class ServiceNameUnknownError(ConnectError):
    """Service name given as port is unknown"""


class UserError(ConnectError):
    """User aborted connection"""


class TimeoutError(UserError):
    """User timeout caused connection failure"""


class SSLError(ConnectError):
    """An SSL error occurred"""


class ConnectingCancelledError(Exception):
    """Nobody wanted the connection any more; I know to what address."""

    def __init__(self, address):
        Exception.__init__(self, address)
        self.address = address


class NoProtocol(Exception):
    """The factory gave no protocol for a connection."""


class UnsupportedAddressFamily(Exception):
    """There are no sockets here for such addresses."""


class InvalidAddressError(ValueError):
    """It should be an address, and is none."""

    def __init__(self, address, message):
        ValueError.__init__(self, address, message)
        self.address = address
        self.message = message


errnoMapping = {
    errno.ENETUNREACH: NoRouteError,
    errno.ECONNREFUSED: ConnectionRefusedError,
    errno.ETIMEDOUT: TCPTimedOutError,
}


def getConnectError(e):
    """The exception that says why connecting failed: of a pair of errno and
    text, or an OSError."""
    try:
        number, text = e.args if isinstance(e, Exception) else e
    except ValueError:
        return ConnectError(string=e)
    socket = sys.modules.get('socket')
    if socket is not None and isinstance(e, socket.gaierror):
        return UnknownHostError(number, text)
    return errnoMapping.get(number, ConnectError)(number, text)


class ConnectionClosed(Exception):
    """The connection is no more, for whatever reason."""


class ConnectionLost(_Told, ConnectionClosed):
    """Connection to the other side was lost in a non-clean fashion"""


class ConnectionAborted(ConnectionLost):
    """Connection was aborted locally using ITCPTransport.abortConnection"""


class ConnectionDone(_Told, ConnectionClosed):
    """Connection was closed cleanly"""


class ConnectionFdescWentAway(ConnectionLost):
    """Uh"""


class AlreadyCalled(_Told, ValueError):
    """Tried to cancel an already-called event"""


class AlreadyCancelled(_Told, ValueError):
    """Tried to cancel an already-cancelled event"""


class ReactorNotRunning(RuntimeError):
    """Error trying to stop a reactor which is not running"""


class FileDescriptorOverrun(ConnectionLost):
    """More descriptors came than there were bytes to go with them."""


class ReactorNotRestartable(RuntimeError):
    """Error trying to run a reactor which was stopped"""


class ReactorAlreadyRunning(RuntimeError):
    """Error trying to start the reactor multiple times"""


class PotentialZombieWarning(Warning):
    """Nobody may be there to bury a child; it is never given here."""


class ReactorAlreadyInstalledError(AssertionError):
    """There is a reactor already"""


class ProcessDone(ConnectionDone):
    """A process has ended without apparent errors"""

    def __init__(self, status):
        ConnectionDone.__init__(self, 'process finished with exit code 0')
        self.exitCode = 0
        self.signal = None
        self.status = status


class ProcessTerminated(ConnectionLost):
    """A process has ended with a probable error condition"""

    def __init__(self, exitCode=None, signal=None, status=None):
        self.exitCode = exitCode
        self.signal = signal
        self.status = status
        text = 'process ended'
        if exitCode is not None:
            text += ' with exit code %s' % exitCode
        if signal is not None:
            text += ' by signal %s' % signal
        ConnectionLost.__init__(self, text)


class ProcessExitedAlready(Exception):
    """The process is gone, and can be told nothing more."""


class NotConnectingError(_Told, RuntimeError):
    """The Connector was not connecting when it was asked to stop connecting"""


class NotListeningError(_Told, RuntimeError):
    """The Port was not listening when it was asked to stop listening"""


class AlreadyListened(Exception):
    """It listens already."""


class VerifyError(Exception):
    """Could not verify something that was supposed to be signed."""


class PeerVerifyError(VerifyError):
    """What the other side says of what we could not verify."""


class CertificateError(Exception):
    """We did not find a certificate where we expected to find one."""
