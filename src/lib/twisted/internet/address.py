"""Where the ends of a connection are."""

import _reactor

IPv4Address = _reactor.IPv4Address
IPv6Address = _reactor.IPv6Address
UNIXAddress = _reactor.UNIXAddress
