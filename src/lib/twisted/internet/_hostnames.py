"""Hosts by name: who knows their addresses, and which of these answers."""

import _reactor

from twisted.internet import address, defer, error


class Resolution:
    """I am one question that is being asked."""

    def __init__(self, name):
        self.name = name

    def cancel(self):
        raise NotImplementedError('what was asked cannot be taken back')


def _address(host, port=0, kind='TCP'):
    cls = address.IPv6Address if ':' in host else address.IPv4Address
    return cls(kind, host, port)


class HostnameResolver:
    """I ask /etc/hosts and the name servers."""

    def resolveHostName(self, resolutionReceiver, hostName, portNumber=0,
                        addressTypes=None, transportSemantics='TCP'):
        """Tell the receiver of each address, and when there are no more."""
        found = Resolution(hostName)
        resolutionReceiver.resolutionBegan(found)

        def tell(hosts):
            for host in self._hosts(hosts):
                each = _address(host, portNumber, transportSemantics)
                if addressTypes is None or each.__class__ in addressTypes:
                    resolutionReceiver.addressResolved(each)
            resolutionReceiver.resolutionComplete()
        self._ask(hostName, tell)
        return found

    def _ask(self, name, tell):
        _reactor.lookUp(name, tell)

    def _hosts(self, found):
        # A text says why there is none.
        return found if isinstance(found, list) else ()


class OneAddress(HostnameResolver):
    """I ask one who knows a single address of each name."""

    def __init__(self, resolver):
        self._resolver = resolver

    def _ask(self, name, tell):
        self._resolver.getHostByName(name).addBoth(tell)

    def _hosts(self, found):
        return [found] if isinstance(found, str) else ()


class FirstAddress:
    """I know a single address of each name, from one who knows all."""

    def __init__(self, resolver):
        self._resolver = resolver

    def getHostByName(self, name, timeout=(1, 3, 11, 45)):
        d = defer.Deferred()

        def known(addresses):
            if addresses:
                d.callback(addresses[0].host)
            else:
                d.errback(error.DNSLookupError(name))
        self._resolver.resolveHostName(_Receiver(known), name, 0,
                                       [address.IPv4Address])
        return d


class _Receiver:
    """I collect addresses, and tell them when they are complete."""

    def __init__(self, tell):
        self._tell = tell

    def resolutionBegan(self, resolution):
        self._found = []

    def addressResolved(self, address):
        self._found.append(address)

    def resolutionComplete(self):
        self._tell(self._found)


class Race:
    """I connect to several addresses, each a little later than the one before
    it or as soon as that has failed, until one answers (RFC 8305)."""

    def __init__(self, reactor, name, port, delay, dial, resolver):
        self._reactor = reactor
        self._name = name
        self._delay = delay
        self._dial = dial
        self._left = self._timer = self._why = None
        self._running = []
        self.winner = defer.Deferred(lambda d: self._end(
            d.errback, error.ConnectingCancelledError(
                address.HostnameAddress(name.encode('ascii', 'replace'),
                                        port))))
        resolver.resolveHostName(_Receiver(self._known), name, port)

    def _known(self, addresses):
        if self.winner.called:
            return
        # Neither family keeps the other waiting: they take turns.
        first = [each for each in addresses
                 if each.__class__ is addresses[0].__class__]
        other = [each for each in addresses if each not in first]
        self._left = []
        for i in range(max(len(first), len(other))):
            self._left += first[i:i + 1] + other[i:i + 1]
        self._why = error.DNSLookupError(
            'no results for hostname lookup: ' + self._name)
        self._next()

    def _next(self):
        if self._timer is not None and self._timer.active():
            self._timer.cancel()
        self._timer = None
        if self._left:
            to = self._left.pop(0)
            if self._left:
                self._timer = self._reactor.callLater(self._delay, self._next)
            attempt = self._dial(to)
            self._running.append(attempt)
            attempt.addCallbacks(
                lambda made: self._end(self.winner.callback, made, attempt),
                lambda why: self._lost(why, attempt))
        elif not self._running:
            self._end(self.winner.errback, self._why)

    def _lost(self, why, attempt):
        self._running.remove(attempt)
        self._why = why
        if not self.winner.called:
            self._next()

    def _end(self, tell, outcome, winner=None):
        if self.winner.called:
            return
        if self._timer is not None and self._timer.active():
            self._timer.cancel()
        self._left = []
        tell(outcome)
        for each in self._running[:]:
            if each is not winner:
                each.cancel()
