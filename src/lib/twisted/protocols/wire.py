"""Small services that everybody's inetd had."""

import time

import _reactor

from twisted.internet import protocol


class Echo(protocol.Protocol):
    """I say what I hear (RFC 862)."""

    @_reactor.echo
    def dataReceived(self, data):
        self.transport.write(data)


class Discard(protocol.Protocol):
    """I hear and say nothing (RFC 863)."""

    @_reactor.nothing
    def dataReceived(self, data):
        pass


class Chargen(protocol.Protocol):
    """I say the same lines for as long as somebody reads (RFC 864)."""

    noise = (b'@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz'
             b'{|}~ !"#$%&?\r\n')

    def connectionMade(self):
        self.transport.registerProducer(self, 0)

    def resumeProducing(self):
        self.transport.write(self.noise * 16)

    def pauseProducing(self):
        pass

    def stopProducing(self):
        pass


class QOTD(protocol.Protocol):
    """I say one wise thing and leave (RFC 865)."""

    def connectionMade(self):
        self.transport.write(self.getQuote())
        self.transport.loseConnection()

    def getQuote(self):
        """Override me."""
        return b'An apple a day keeps the doctor away.\r\n'


class Who(protocol.Protocol):
    """I say who is here (RFC 866)."""

    def connectionMade(self):
        self.transport.write(self.getUsers())
        self.transport.loseConnection()

    def getUsers(self):
        """Override me."""
        return b'root\r\n'


class Daytime(protocol.Protocol):
    """I say the time in words (RFC 867), in UTC."""

    def connectionMade(self):
        self.transport.write(time.asctime(time.gmtime()) + '\r\n')
        self.transport.loseConnection()


class Time(protocol.Protocol):
    """I say the time as four bytes, big-endian, counted from 1970.

    RFC 868 counts from 1900; the servers of the era did not.
    """

    def connectionMade(self):
        self.transport.write((int(time.time()) & 0xffffffff).to_bytes(4, 'big'))
        self.transport.loseConnection()
