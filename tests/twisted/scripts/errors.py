# What can go wrong, and how it is told.
import errno
from twisted.internet import error

for name in '''AlreadyCalled AlreadyCancelled BadFileError BindError
        ConnectBindError ConnectError ConnectionAborted ConnectionDone
        ConnectionLost ConnectionRefusedError DNSLookupError MessageLengthError
        NoRouteError NotConnectingError NotListeningError SSLError
        ServiceNameUnknownError TCPTimedOutError TimeoutError UnknownHostError
        UserError'''.split():
    cls = getattr(error, name)
    print(name, '|', cls(), '|', cls('one'), '|', cls('one', 'two'))
print(error.CannotListenError('', 80, 'in use'),
      error.CannotListenError('::1', 80, 'in use').args)
for ended in (error.ProcessDone(0), error.ProcessTerminated(3),
              error.ProcessTerminated(None, 9, 9)):
    print(ended, ended.exitCode, ended.signal, ended.status)
for reason in ((errno.ECONNREFUSED, 'refused'), (errno.EPERM, 'x'), 'text',
               (errno.EADDRNOTAVAIL, 'not ours'),
               OSError(errno.ETIMEDOUT, 'late')):
    made = error.getConnectError(reason)
    print(type(made).__name__, made.osError, made)
for cls, base in ((error.ConnectionDone, error.ConnectionClosed),
                  (error.ConnectionLost, error.ConnectionClosed),
                  (error.ConnectionAborted, error.ConnectionLost),
                  (error.ProcessDone, error.ConnectionDone),
                  (error.TimeoutError, error.UserError),
                  (error.AlreadyCalled, ValueError),
                  (error.DNSLookupError, IOError),
                  (error.NotListeningError, RuntimeError),
                  (error.VerifyError, Exception),
                  (error.CertificateError, Exception),
                  (error.ConnectionDone, error.ConnectionLost)):
    print(cls.__name__, base.__name__, issubclass(cls, base))
print(sorted((number, cls.__name__)
             for number, cls in error.errnoMapping.items()))
for reason in (('one',), (1, 2, 3), ('ab')):
    print(repr(error.getConnectError(reason)))
