# What every exception of the network says of itself.
from twisted.internet import error
import socket
NAMES = '''
AlreadyCalled AlreadyCancelled BindError CannotListenError ConnectBindError
ConnectError ConnectingCancelledError ConnectionAborted ConnectionClosed
ConnectionDone ConnectionFdescWentAway ConnectionLost ConnectionRefusedError
DNSLookupError MessageLengthError NoProtocol NoRouteError NotConnectingError
NotListeningError ProcessDone ProcessExitedAlready ProcessTerminated
ReactorAlreadyRunning ReactorNotRestartable ReactorNotRunning
ServiceNameUnknownError TCPTimedOutError TimeoutError UnknownHostError
UserError
'''
for name in NAMES.split():
    c = getattr(error, name)
    for a in ((), ('x',), ('a', 'b', 'c')):
        try:
            e = c(*a)
        except TypeError as x:
            print(name, a, 'TypeError')
            continue
        except Exception as x:
            print(name, a, type(x).__name__)
            continue
        try:
            print(name, a, '|', str(e), '|', repr(e), '|', e.args,
                  getattr(e, 'osError', '-'))
        except Exception as x:
            print(name, a, 'str raises', type(x).__name__)
    print(name, [b.__name__ for b in c.__mro__ if b.__name__[0] != '_'])
for e in (ConnectionRefusedError(111, 'Connection refused'),
          OSError(113, 'No route to host'), OSError(110, 'Timed out'),
          socket.gaierror(-2, 'Name or service not known'), OSError('odd'),
          OSError(101, 'Network is unreachable'), (111, 'tup'),
          OSError(1, 'perm')):
    try:
        r = error.getConnectError(e)
        print(type(r).__name__, r, r.osError, r.args)
    except Exception as x:
        print(type(x).__name__, x)
p = error.ProcessTerminated(1, None, 256)
print(p, p.exitCode, p.signal, p.status, repr(p))
p = error.ProcessTerminated(None, 9, 9)
print(p, p.exitCode, p.signal, p.status)
p = error.ProcessDone(0)
print(p, p.exitCode, p.signal, p.status, repr(p))
p = error.ProcessTerminated()
print(p)
e = error.CannotListenError('127.0.0.1', 80, OSError(98, 'in use'))
print(e, e.args, repr(e))
e = error.CannotListenError('', 80, 'why')
print(e)
