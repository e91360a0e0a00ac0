"""Sockets, as CPython's tests ask for them."""

import contextlib

HOST, HOSTv4, HOSTv6 = 'localhost', '127.0.0.1', '::1'
IPV6_ENABLED = False
has_gethostname = True


def find_unused_port():
    import socket
    with socket.socket() as s:
        s.bind((HOSTv4, 0))
        return s.getsockname()[1]


def bind_port(sock, host=HOSTv4):
    sock.bind((host, 0))
    return sock.getsockname()[1]


def skip_unless_bind_unix_socket(test):
    return test


@contextlib.contextmanager
def transient_internet(resource_name, **ignored):
    yield
