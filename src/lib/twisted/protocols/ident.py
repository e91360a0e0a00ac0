"""Whose a connection is (RFC 1413): asked, and answered."""

from twisted.internet import defer
from twisted.protocols import basic
from twisted.python import failure, log


class IdentError(Exception):
    """It cannot be said whose it is, or not why not."""

    identDescription = 'UNKNOWN-ERROR'

    def __str__(self):
        return self.identDescription


class NoUser(IdentError):
    """Nobody's, or there is no such connection."""

    identDescription = 'NO-USER'


class InvalidPort(IdentError):
    """A port number that is none."""

    identDescription = 'INVALID-PORT'


class HiddenUser(IdentError):
    """The user does not want it said."""

    identDescription = 'HIDDEN-USER'


class IdentServer(basic.LineOnlyReceiver):
    """I am asked for the user of a connection: my port, the asker's port."""

    def lineReceived(self, line):
        parts = basic._wire(line).decode('latin-1').split(',')
        try:
            ours, theirs = [int(part) for part in parts]
        except ValueError:
            self.invalidQuery()
            return
        if 1 <= ours <= 65535 and 1 <= theirs <= 65535:
            self.validQuery(ours, theirs)
        else:
            self._refuse(failure.Failure(InvalidPort()), ours, theirs)

    def invalidQuery(self):
        """Override me: what was asked makes no sense. I hang up."""
        self.transport.loseConnection()

    def validQuery(self, portOnServer, portOnClient):
        d = defer.maybeDeferred(
            self.lookup, (self.transport.getHost().host, portOnServer),
            (self.transport.getPeer().host, portOnClient))
        d.addCallback(self._answer, portOnServer, portOnClient)
        d.addErrback(self._refuse, portOnServer, portOnClient)

    def _answer(self, found, ours, theirs):
        self.sendLine('%d, %d : USERID : %s : %s' % ((ours, theirs) + found))

    def _refuse(self, reason, ours, theirs):
        error = reason.value
        if not reason.check(IdentError):
            log.err(reason)
            error = IdentError()
        self.sendLine('%d, %d : ERROR : %s' % (ours, theirs, error))

    def lookup(self, serverAddress, clientAddress):
        """Override me: return the name of the system and of the user, or a
        Deferred of both; or raise an IdentError."""
        raise IdentError()


class ProcServerMixin:
    """I look into /proc/net/tcp."""

    SYSTEM_NAME = 'LINUX'

    def getUsername(self, uid):
        """The name is in /etc/passwd."""
        with open('/etc/passwd') as f:
            for line in f:
                fields = line.split(':')
                if len(fields) > 2 and fields[2] == str(uid):
                    return fields[0]
        raise NoUser()

    def entries(self):
        with open('/proc/net/tcp') as f:
            next(f)
            for line in f:
                yield line.strip()

    def dottedQuadFromHexString(self, hexstr):
        import sys
        return '.'.join(map(str, int(hexstr, 16).to_bytes(4, sys.byteorder)))

    def unpackAddress(self, packed):
        address, _, port = packed.partition(':')
        return self.dottedQuadFromHexString(address), int(port, 16)

    def parseLine(self, line):
        fields = line.split()
        return (self.unpackAddress(fields[1]), self.unpackAddress(fields[2]),
                int(fields[7]))

    def lookup(self, serverAddress, clientAddress):
        for entry in self.entries():
            ours, theirs, uid = self.parseLine(entry)
            if theirs == clientAddress and ours[1] == serverAddress[1]:
                return self.SYSTEM_NAME, self.getUsername(uid)
        raise NoUser()


class IdentClient(basic.LineOnlyReceiver):
    """I ask, one question after the other."""

    errorTypes = IdentError, NoUser, InvalidPort, HiddenUser

    def __init__(self):
        self.queries = []

    def lookup(self, portOnServer, portOnClient):
        """Whose connection is it? A Deferred of system and user."""
        d = defer.Deferred()
        self.queries.append((d, portOnServer, portOnClient))
        if len(self.queries) == 1:
            self._ask()
        return d

    def _ask(self):
        self.sendLine('%d, %d' % self.queries[0][1:])

    def lineReceived(self, line):
        if not self.queries:
            log.msg('an answer that nobody asked for: %r' % (line,))
            return
        deferred, _, _ = self.queries.pop(0)
        # First, for whoever is told may ask again.
        if self.queries:
            self._ask()
        self.parseResponse(deferred, line)

    def parseResponse(self, deferred, line):
        text = basic._wire(line).decode('latin-1')
        fields = [field.strip() for field in text.split(':', 2)]
        if len(fields) == 3 and fields[1] != 'ERROR':
            deferred.callback((fields[1], fields[2]))
            return
        for kind in self.errorTypes:
            if fields[1:] == ['ERROR', kind.identDescription]:
                break
        else:
            kind = IdentError
        deferred.errback(kind(line))

    def connectionLost(self, reason):
        queries, self.queries = self.queries, []
        for query in queries:
            query[0].errback(IdentError(reason))
