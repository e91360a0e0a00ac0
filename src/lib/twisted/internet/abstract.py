"""What is asked about addresses."""


def isIPAddress(addr, family=None):
    """Whether it is an address with numbers and points (or, for AF_INET6, with
    colons), and no name."""
    import socket
    if isinstance(addr, bytes):
        try:
            addr = addr.decode('ascii')
        except UnicodeDecodeError:
            return False
    if family == socket.AF_INET6:
        addr = addr.split('%', 1)[0]
    elif family in (None, socket.AF_INET):
        if addr.count('.') != 3:
            return False
    else:
        raise ValueError('unknown address family %r' % (family,))
    try:
        socket.inet_pton(family or socket.AF_INET, addr)
    except (ValueError, OSError):
        return False
    return True


def isIPv6Address(addr):
    """Whether it is an address with colons, maybe with a zone behind it."""
    import socket
    return isIPAddress(addr, socket.AF_INET6)
