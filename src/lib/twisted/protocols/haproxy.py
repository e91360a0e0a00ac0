"""The PROXY protocol, versions 1 and 2: a proxy tells who it speaks for.

The first bytes of a connection say where it really comes from, and where it was
going; what getPeer() and getHost() answer is what they say.
"""

import struct

from twisted.internet import address
from twisted.protocols import policies


class InvalidProxyHeader(Exception):
    """This is no header of the PROXY protocol."""


class InvalidNetworkProtocol(InvalidProxyHeader):
    """It names a network that there is not."""


class MissingAddressData(InvalidProxyHeader):
    """It has no addresses, or not all of them."""


class ProxyInfo:
    """I am what a header says: its bytes, source and destination."""

    def __init__(self, header, source, destination):
        self.header = header
        self.source = source
        self.destination = destination

    def __repr__(self):
        return 'ProxyInfo(header=%r, source=%r, destination=%r)' % (
            self.header, self.source, self.destination)

    def __eq__(self, other):
        return isinstance(other, ProxyInfo) and vars(self) == vars(other)


class V1Parser:
    """I read a line: PROXY TCP4 192.0.2.1 192.0.2.2 4711 80."""

    PROXYSTR = b'PROXY'
    NEWLINE = b'\r\n'
    # The longest line there can be.
    _most = 107
    _kinds = {b'TCP4': address.IPv4Address, b'TCP6': address.IPv6Address}

    def __init__(self):
        self.buffer = b''

    def feed(self, data):
        """The ProxyInfo and the bytes behind the header; two Nones while there
        is no whole header."""
        self.buffer += data
        line, newline, rest = self.buffer.partition(self.NEWLINE)
        if not newline:
            if len(line) > self._most:
                raise InvalidProxyHeader()
            return None, None
        self.buffer = b''
        return self.parse(line), rest

    @classmethod
    def parse(cls, line):
        words = line.split(b' ')
        if words[0] != cls.PROXYSTR or len(words) < 2:
            raise InvalidProxyHeader()
        if words[1] == b'UNKNOWN' and len(words) > 2:
            return ProxyInfo(line, None, None)
        kind = cls._kinds.get(words[1])
        if kind is None or len(words) < 3:
            raise InvalidNetworkProtocol()
        if len(words) < 6:
            raise MissingAddressData()
        try:
            ends = [kind('TCP', host.decode(), int(port))
                    for host, port in zip(words[2:4], words[4:6])]
        except ValueError:
            raise InvalidProxyHeader() from None
        return ProxyInfo(line, *ends)


class V2Parser:
    """I read bytes: a signature, version and command, family and kind, length,
    and the addresses that the family has."""

    PREFIX = b'\r\n\r\n\0\r\nQUIT\n'

    def __init__(self):
        self.buffer = b''

    def feed(self, data):
        """As V1Parser.feed()."""
        self.buffer += data
        if not self.buffer.startswith(self.PREFIX[:len(self.buffer)]):
            raise InvalidProxyHeader()
        if len(self.buffer) < 16:
            return None, None
        size = 16 + int.from_bytes(self.buffer[14:16], 'big')
        if len(self.buffer) < size:
            return None, None
        header, rest = self.buffer[:size], self.buffer[size:]
        self.buffer = b''
        return self.parse(header), rest

    @classmethod
    def parse(cls, line):
        if line[:12] != cls.PREFIX or len(line) < 16 or line[12] >> 4 != 2 \
                or line[12] & 15 > 1:
            raise InvalidProxyHeader()
        family, kind = line[13] >> 4, line[13] & 15
        local = line[12] & 15 == 0
        if not local and (family > 3 or kind > 2):
            raise InvalidNetworkProtocol()
        if local or not family or not kind:
            return ProxyInfo(line, None, None)
        form = '', '!4s4sHH', '!16s16sHH', '!108s108s'
        try:
            ends = struct.unpack_from(form[family], line, 16)
        except struct.error:
            raise MissingAddressData() from None
        if family == 3:
            ends = [address.UNIXAddress(end.rstrip(b'\0')) for end in ends]
        else:
            kind = 'TCP' if kind == 1 else 'UDP'
            ends = [cls._address(kind, host, port)
                    for host, port in zip(ends, ends[2:])]
        return ProxyInfo(line, *ends)

    @staticmethod
    def _address(kind, packed, port):
        if len(packed) == 4:
            return address.IPv4Address(kind, '.'.join(map(str, packed)), port)
        words = struct.unpack('!8H', packed)
        return address.IPv6Address(
            kind, ':'.join(['%x' % word for word in words]), port)


class HAProxyProtocolWrapper(policies.ProtocolWrapper):
    """I read the header, and stand for the connection that it speaks of."""

    _proxyInfo = None
    _parser = None
    _first = b''

    def dataReceived(self, data):
        if self._proxyInfo is not None:
            return policies.ProtocolWrapper.dataReceived(self, data)
        try:
            if self._parser is None:
                data = self._first + data
                for kind, mark in ((V2Parser, V2Parser.PREFIX),
                                   (V1Parser, b'PROXY ')):
                    if data.startswith(mark[:len(data)]):
                        break
                else:
                    raise InvalidProxyHeader()
                if len(data) < len(mark):
                    self._first = data
                    return
                self._parser = kind()
            self._proxyInfo, rest = self._parser.feed(data)
        except InvalidProxyHeader:
            self.loseConnection()
            return
        if rest:
            policies.ProtocolWrapper.dataReceived(self, rest)

    def getPeer(self):
        return self._proxyInfo and self._proxyInfo.source \
            or self.transport.getPeer()

    def getHost(self):
        return self._proxyInfo and self._proxyInfo.destination \
            or self.transport.getHost()


class HAProxyWrappingFactory(policies.WrappingFactory):
    """I let a factory's connections come through a proxy."""

    protocol = HAProxyProtocolWrapper

    def logPrefix(self):
        return policies.WrappingFactory.logPrefix(self).replace(
            self.__class__.__name__, 'PROXY')


class _ProxyEndpoint:
    def __init__(self, wrapped):
        self._wrapped = wrapped

    def listen(self, factory):
        return self._wrapped.listen(HAProxyWrappingFactory(factory))


def proxyEndpoint(wrappedEndpoint):
    """I listen where the endpoint does, for connections through a proxy."""
    return _ProxyEndpoint(wrappedEndpoint)
