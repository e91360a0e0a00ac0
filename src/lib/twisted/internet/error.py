"""What can go wrong between here and the other end."""

import errno
import os


class BindError(Exception):
    """An error occurred binding to an interface"""

    def __str__(self):
        text = self.__class__.__doc__ or self.__class__.__name__
        if self.args:
            text = '%s: %s' % (text, ' '.join(map(str, self.args)))
        return text + '.'


class CannotListenError(BindError):
    """I name the interface and the port number, and the kernel's reason."""

    def __init__(self, interface, port, socketError):
        BindError.__init__(self, interface, port, socketError)
        self.interface = interface
        self.port = port
        self.socketError = socketError

    def __str__(self):
        return "Couldn't listen on %s:%s: %s." % (
            self.interface or 'any', self.port, self.socketError)


class MessageLengthError(Exception):
    """Message is too long to send"""


class DNSLookupError(IOError):
    """DNS lookup failed"""


class ConnectError(Exception):
    """An error occurred while connecting"""

    def __init__(self, osError=None, string=''):
        self.osError = osError
        Exception.__init__(self, string)

    def __str__(self):
        text = self.__class__.__doc__ or self.__class__.__name__
        if self.osError is not None:
            text = '%s: %s' % (text, self.osError)
        if self.args and self.args[0]:
            text = '%s: %s' % (text, self.args[0])
        return text + '.'


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


_BY_ERRNO = {
    errno.ENETUNREACH: NoRouteError,
    errno.EHOSTUNREACH: NoRouteError,
    errno.ECONNREFUSED: ConnectionRefusedError,
    errno.ETIMEDOUT: TCPTimedOutError,
    errno.ENOENT: BadFileError,
    errno.EADDRNOTAVAIL: ConnectBindError,
}


def getConnectError(number, text=None):
    """The exception that says why connecting failed with this errno."""
    cls = _BY_ERRNO.get(number, ConnectError)
    return cls(number, text if text is not None else os.strerror(number))


class ConnectionLost(Exception):
    """Connection to the other side was lost in a non-clean fashion"""

    def __str__(self):
        text = self.__class__.__doc__
        if self.args:
            text = '%s: %s' % (text, ' '.join(map(str, self.args)))
        return text + '.'


class ConnectionAborted(ConnectionLost):
    """Connection was aborted locally, using abortConnection"""


class ConnectionDone(Exception):
    """Connection was closed cleanly"""

    def __str__(self):
        text = self.__class__.__doc__
        if self.args:
            text = '%s: %s' % (text, ' '.join(map(str, self.args)))
        return text + '.'


class ConnectionClosed(ConnectionDone):
    """Connection was closed"""


class ConnectionFdescWentAway(ConnectionLost):
    """Uh"""


class AlreadyCalled(ValueError):
    """Tried to cancel an already-called event"""


class AlreadyCancelled(ValueError):
    """Tried to cancel an already-cancelled event"""


class ReactorNotRunning(RuntimeError):
    """Error trying to stop a reactor which is not running"""


class ReactorAlreadyRunning(RuntimeError):
    """Error trying to start the reactor multiple times"""


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


class NotConnectingError(RuntimeError):
    """The Connector was not connecting when it was asked to stop connecting"""


class NotListeningError(RuntimeError):
    """The Port was not listening when it was asked to stop listening"""
