"""Sockets as the kernel has them, blocking unless told otherwise."""

import _socket
import os

globals().update({_name: _value for _name, _value in
                  _socket.constants.items() if _name[:4] != 'POLL'})
SOL_IP, SOL_TCP, SOL_UDP = IPPROTO_IP, IPPROTO_TCP, IPPROTO_UDP
INADDR_ANY, INADDR_BROADCAST, INADDR_LOOPBACK = 0, 0xffffffff, 0x7f000001
has_ipv6 = True
error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


_default_timeout = None
_GLOBAL_DEFAULT_TIMEOUT = object()


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout):
    global _default_timeout
    _default_timeout = _checked(timeout)


def _checked(timeout):
    if timeout is None:
        return None
    timeout = float(timeout)
    if timeout < 0:
        raise ValueError('Timeout value out of range')
    return timeout


class socket:
    """One end of a connection, or where connections arrive."""

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is None:
            family = AF_INET if family == -1 else family
            type = SOCK_STREAM if type == -1 else type
            proto = 0 if proto == -1 else proto
            fileno = _socket.make(family, type, proto)
        else:
            if not isinstance(fileno, int):
                raise TypeError("'%s' object cannot be interpreted as an "
                                'integer' % fileno.__class__.__name__)
            if fileno < 0:
                raise ValueError('negative file descriptor')
            if type == -1:
                type = _socket.getsockopt(fileno, SOL_SOCKET, SO_TYPE)
            if family == -1:
                name = _socket.getsockname(fileno)
                family = AF_UNIX if not isinstance(name, tuple) else \
                    AF_INET if len(name) == 2 else AF_INET6
            proto = 0 if proto == -1 else proto
        self._fd = fileno
        self.family = family
        self.type = type
        self.proto = proto
        self._files = 0
        self._closed = False
        self._timeout = None
        if _default_timeout is not None:
            self.settimeout(_default_timeout)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __repr__(self):
        text = '<%s.%s%s fd=%d, family=%d, type=%d, proto=%d' % (
            type(self).__module__, type(self).__qualname__,
            ' [closed]' if self._closed else '', self._fd, self.family,
            self.type, self.proto)
        if not self._closed:
            for label, name in (('laddr', self.getsockname),
                                ('raddr', self.getpeername)):
                try:
                    address = name()
                    if address:
                        text += ', %s=%s' % (label, address)
                except OSError:
                    pass
        return text + '>'

    def __getstate__(self):
        raise TypeError('cannot pickle %r object' % type(self).__name__)

    def __del__(self):
        if self.__dict__.get('_fd', -1) >= 0:
            import warnings
            warnings.warn('unclosed %r' % self, ResourceWarning, source=self)
            self._close()

    def fileno(self):
        return self._fd

    def _close(self):
        fd, self._fd = self._fd, -1
        if fd >= 0:
            os.close(fd)

    def close(self):
        """Close me as soon as the files made of me are closed too."""
        self._closed = True
        if self._files <= 0:
            self._close()

    def _file_closed(self):
        self._files -= 1
        if self._closed:
            self.close()

    def detach(self):
        self._closed = True
        fd, self._fd = self._fd, -1
        return fd

    def dup(self):
        copy = self.__class__(self.family, self.type, self.proto,
                              os.dup(self._fd))
        copy.settimeout(self._timeout)
        return copy

    def settimeout(self, value):
        self._timeout = _checked(value)
        os.set_blocking(self._fd, value is None)

    def gettimeout(self):
        return self._timeout

    timeout = property(gettimeout)

    def setblocking(self, flag):
        self.settimeout(None if flag else 0.0)

    def getblocking(self):
        return self._timeout != 0.0

    def get_inheritable(self):
        return os.get_inheritable(self._fd)

    def set_inheritable(self, inheritable):
        os.set_inheritable(self._fd, inheritable)

    def bind(self, address):
        _socket.bind(self._fd, self.family, address)

    def listen(self, backlog=128):
        _socket.listen(self._fd, backlog)

    def accept(self):
        fd, address = _socket.accept(self._fd, self._timeout)
        sock = socket(self.family, self.type, self.proto, fileno=fd)
        if _default_timeout is None:
            # A descriptor may inherit from the listening one.
            sock.settimeout(None)
        return sock, address

    def connect(self, address):
        error = self.connect_ex(address)
        if error:
            raise OSError(error, os.strerror(error))

    def connect_ex(self, address):
        return _socket.connect(self._fd, self.family, address, self._timeout)

    def getsockname(self):
        return _socket.getsockname(self._fd)

    def getpeername(self):
        return _socket.getpeername(self._fd)

    def getsockopt(self, level, optname, buflen=0):
        return _socket.getsockopt(self._fd, level, optname, buflen)

    def setsockopt(self, level, optname, value):
        _socket.setsockopt(self._fd, level, optname, value)

    def shutdown(self, how):
        _socket.shutdown(self._fd, how)

    def recv(self, bufsize, flags=0):
        return _socket.recvfrom(self._fd, bufsize, flags, self._timeout)[0]

    def recvfrom(self, bufsize, flags=0):
        return _socket.recvfrom(self._fd, bufsize, flags, self._timeout)

    def recv_into(self, buffer, nbytes=0, flags=0):
        return self.recvfrom_into(buffer, nbytes, flags)[0]

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer).cast('B')
        if nbytes < 0:
            raise ValueError('negative buffersize in recv_into')
        if nbytes > len(view):
            raise ValueError('buffer too small for requested bytes')
        data, address = self.recvfrom(nbytes or len(view), flags)
        view[:len(data)] = data
        return len(data), address

    def send(self, data, flags=0):
        return _socket.send(self._fd, data, flags, self._timeout)

    def sendall(self, data, flags=0):
        if isinstance(data, str):
            from twisted._era import wire
            data = wire(data)
        view = memoryview(data).cast('B')
        while view:
            view = view[self.send(view, flags):]

    def sendto(self, data, *args):
        """sendto(data[, flags], address)"""
        flags = args[0] if len(args) > 1 else 0
        return _socket.send(self._fd, data, flags, self._timeout, self.family,
                            args[-1])

    def sendfile(self, file, offset=0, count=None):
        if offset:
            file.seek(offset)
        total = 0
        while count is None or total < count:
            piece = file.read(65536 if count is None
                              else min(65536, count - total))
            if not piece:
                break
            self.sendall(piece)
            total += len(piece)
        return total

    def makefile(self, mode='r', buffering=None, *, encoding=None,
                 errors=None, newline=None):
        import io
        if not set(mode) <= {'r', 'w', 'b'}:
            raise ValueError('invalid mode %r (only r, w, b allowed)' % mode)
        direction = ('r' if 'r' in mode or 'w' not in mode else '') + \
            ('w' if 'w' in mode else '')
        raw = __getattr__('SocketIO')(self, direction)
        self._files += 1
        if buffering == 0:
            if 'b' not in mode:
                raise ValueError('unbuffered streams must be binary')
            return raw
        size = io.DEFAULT_BUFFER_SIZE if buffering in (None, -1) else buffering
        if 'r' in mode and 'w' in mode:
            buffer = io.BufferedRWPair(raw, raw, size)
        elif 'w' in mode:
            buffer = io.BufferedWriter(raw, size)
        else:
            buffer = io.BufferedReader(raw, size)
        if 'b' in mode:
            return buffer
        return io.TextIOWrapper(buffer, encoding, errors, newline)


SocketType = socket


def __getattr__(name):
    if name in globals():
        return globals()[name]
    if name != 'SocketIO':
        raise AttributeError("module 'socket' has no attribute %r" % name)
    import io

    class SocketIO(io.RawIOBase):
        """A socket as a raw file."""

        def __init__(self, sock, mode):
            if mode not in ('r', 'w', 'rw', 'rb', 'wb', 'rwb'):
                raise ValueError('invalid mode: %r' % mode)
            super().__init__()
            self._sock = sock
            self.mode = mode if 'b' in mode else mode + 'b'
            self._timed_out = False

        def readinto(self, b):
            self._checkClosed()
            self._checkReadable()
            if self._timed_out:
                raise OSError('cannot read from timed out object')
            try:
                return self._sock.recv_into(b)
            except TimeoutError:
                self._timed_out = True
                raise
            except BlockingIOError:
                return None

        def write(self, b):
            self._checkClosed()
            self._checkWritable()
            try:
                return self._sock.send(b)
            except BlockingIOError:
                return None

        def readable(self):
            if self.closed:
                raise ValueError('I/O operation on closed socket.')
            return 'r' in self.mode

        def writable(self):
            if self.closed:
                raise ValueError('I/O operation on closed socket.')
            return 'w' in self.mode

        def fileno(self):
            self._checkClosed()
            return self._sock.fileno()

        @property
        def name(self):
            return -1 if self.closed else self.fileno()

        def close(self):
            if not self.closed:
                super().close()
                self._sock._file_closed()
                self._sock = None

    globals()['SocketIO'] = SocketIO
    return SocketIO


def fromfd(fd, family, type, proto=0):
    return socket(family, type, proto, os.dup(fd))


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0):
    a, b = _socket.pair(family, type, proto)
    return socket(family, type, proto, a), socket(family, type, proto, b)


def close(fd):
    os.close(fd)


def _failed(result):
    raise gaierror(*result)


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    found = _socket.getaddrinfo(host, port, family, type, proto, flags)
    return found if isinstance(found, list) else _failed(found)


def getnameinfo(sockaddr, flags):
    family = AF_INET if len(sockaddr) == 2 else AF_INET6
    found = _socket.getnameinfo(family, tuple(sockaddr), flags)
    return _failed(found) if isinstance(found[0], int) else found


def gethostbyname(hostname):
    return gethostbyname_ex(hostname)[2][0]


def gethostbyname_ex(hostname):
    found = getaddrinfo(hostname or '0.0.0.0', None, AF_INET, SOCK_STREAM, 0,
                        AI_CANONNAME)
    return found[0][3] or hostname, [], [row[4][0] for row in found]


def gethostbyaddr(ip_address):
    address = getaddrinfo(ip_address, None, 0, SOCK_STREAM)[0][4]
    try:
        return getnameinfo(address, NI_NAMEREQD)[0], [], [address[0]]
    except gaierror:
        raise herror(1, 'Unknown host') from None


def getfqdn(name=''):
    name = name.strip()
    if not name or name == '0.0.0.0':
        name = gethostname()
    try:
        return gethostbyaddr(name)[0]
    except OSError:
        return name


gethostname = _socket.gethostname
getservbyname = _socket.getservbyname
inet_aton = _socket.inet_aton
inet_pton = _socket.inet_pton
inet_ntop = _socket.inet_ntop


def inet_ntoa(packed_ip):
    if len(packed_ip) != 4:
        raise OSError('packed IP wrong length')
    return inet_ntop(AF_INET, packed_ip)


def _swapped(size, name):
    def swap(x, /):
        if x < 0 or x >= 1 << 8 * size:
            raise OverflowError("%s: can't convert negative Python int to C "
                                '%d-bit unsigned integer' % (name, 8 * size)
                                if x < 0 else
                                '%s: Python int too large to convert to C '
                                '%d-bit unsigned integer' % (name, 8 * size))
        from sys import byteorder
        return int.from_bytes(x.to_bytes(size, 'big'), byteorder)
    swap.__name__ = swap.__qualname__ = name
    return swap


htons, ntohs = _swapped(2, 'htons'), _swapped(2, 'ntohs')
htonl, ntohl = _swapped(4, 'htonl'), _swapped(4, 'ntohl')


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT,
                      source_address=None, *, all_errors=False):
    """A socket connected to the first address of the host that answers."""
    host, port = address
    errors = []
    for family, kind, proto, _, where in getaddrinfo(host, port, 0,
                                                     SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, kind, proto)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(where)
            return sock
        except OSError as e:
            errors.append(e)
            if sock is not None:
                sock.close()
    if not errors:
        raise OSError('getaddrinfo returns an empty list')
    if all_errors:
        raise ExceptionGroup('create_connection failed', errors)
    raise errors[-1]


def has_dualstack_ipv6():
    try:
        with socket(AF_INET6, SOCK_STREAM) as sock:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0)
            return True
    except OSError:
        return False


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False,
                  dualstack_ipv6=False):
    if dualstack_ipv6 and family != AF_INET6:
        raise ValueError('dualstack_ipv6 requires AF_INET6 family')
    sock = socket(family, SOCK_STREAM)
    try:
        sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        if reuse_port:
            sock.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        if family == AF_INET6:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, not dualstack_ipv6)
        sock.bind(address)
        sock.listen(128 if backlog is None else backlog)
        return sock
    except OSError as e:
        sock.close()
        raise type(e)(e.errno, '%s (while attempting to bind on address %r)' %
                      (e.strerror, address)) from None
    except:
        sock.close()
        raise
