"""A client of memcached.

Each call returns a Deferred; answers come in the order of the questions.
"""

from collections import deque

from twisted.internet import defer
from twisted.protocols import basic, policies
from twisted.python import log

DEFAULT_PORT = 11211


class NoSuchCommand(Exception):
    """The server does not know the command."""


class ClientError(Exception):
    """The server, or we, find that the call makes no sense."""


class ServerError(Exception):
    """The server is in trouble."""


class Command(defer.Deferred):
    """I am a question, and get its answer."""

    # Values as they come, by key; single is the key when only one was asked
    # for.
    single = None

    def __init__(self, command, values=None):
        defer.Deferred.__init__(self)
        self.command = command
        self.values = values


class MemCacheProtocol(basic.LineReceiver, policies.TimeoutMixin):
    """I ask a server to keep values under keys, and for them."""

    MAX_KEY_LENGTH = 250
    _disconnected = False

    def __init__(self, timeOut=60):
        self._current = deque()
        self.persistentTimeOut = self.timeOut = timeOut

    def sendLine(self, line):
        if not self._current:
            self.setTimeout(self.persistentTimeOut)
        basic.LineReceiver.sendLine(self, line)

    def timeoutConnection(self):
        self._cancelCommands(defer.TimeoutError('Connection timeout'))
        self.transport.loseConnection()

    def connectionLost(self, reason):
        self._disconnected = True
        self.setTimeout(None)
        self._cancelCommands(reason)

    def _cancelCommands(self, reason):
        while self._current:
            self._current.popleft().errback(reason)

    # What we say.

    def _check(self, keys, value=b''):
        """The failure of a call that cannot be made, or None."""
        if self._disconnected:
            return defer.fail(RuntimeError('not connected'))
        for what, each in [('key', key) for key in keys] + [('value', value)]:
            if not isinstance(each, bytes):
                return defer.fail(ClientError('Invalid type for %s: %s, '
                                              'expecting bytes'
                                              % (what, type(each))))
            if what == 'key' and len(each) > self.MAX_KEY_LENGTH:
                return defer.fail(ClientError('Key too long'))

    def _ask(self, line, *more, values=None):
        self.sendLine(line)
        for each in more:
            self.sendLine(each)
        command = Command(line.partition(b' ')[0], values)
        self._current.append(command)
        return command

    def _incrdecr(self, cmd, key, val):
        return self._check([key]) or self._ask(b'%s %s %d'
                                               % (cmd, key, int(val)))

    def increment(self, key, val=1):
        """A Deferred of the new number."""
        return self._incrdecr(b'incr', key, val)

    def decrement(self, key, val=1):
        """A Deferred of the new number, which is not below 0."""
        return self._incrdecr(b'decr', key, val)

    def _set(self, cmd, key, val, flags, expireTime, cas):
        return self._check([key], val) or self._ask(
            b'%s %s %d %d %d%s' % (cmd, key, flags, expireTime, len(val),
                                   cas and b' ' + cas), val)

    def set(self, key, val, flags=0, expireTime=0):
        return self._set(b'set', key, val, flags, expireTime, b'')

    def add(self, key, val, flags=0, expireTime=0):
        """Only if there is none; the Deferred says whether."""
        return self._set(b'add', key, val, flags, expireTime, b'')

    def replace(self, key, val, flags=0, expireTime=0):
        """Only if there is one."""
        return self._set(b'replace', key, val, flags, expireTime, b'')

    def checkAndSet(self, key, val, cas, flags=0, expireTime=0):
        """Only if it is the one that get() identified so."""
        return self._set(b'cas', key, val, flags, expireTime, cas)

    def append(self, key, val):
        return self._set(b'append', key, val, 0, 0, b'')

    def prepend(self, key, val):
        return self._set(b'prepend', key, val, 0, 0, b'')

    def get(self, key, withIdentifier=False):
        """A Deferred of flags and value, (0, None) if there is none; with the
        identifier between them if that is wanted."""
        return self._get([key], withIdentifier, key)

    def getMultiple(self, keys, withIdentifier=False):
        """The same for each key, in a dictionary."""
        return self._get(list(keys), withIdentifier, None)

    def _get(self, keys, withIdentifier, single):
        failed = self._check(keys)
        if failed:
            return failed
        command = self._ask(
            b' '.join([b'gets' if withIdentifier else b'get'] + keys),
            values={key: (0, b'', None) for key in keys})
        command.single = single
        return command

    def stats(self, arg=None):
        return self._check([]) or self._ask(
            b'stats ' + arg if arg else b'stats', values={})

    def version(self):
        return self._check([]) or self._ask(b'version')

    def delete(self, key):
        return self._check([key]) or self._ask(b'delete ' + key)

    def flushAll(self):
        return self._check([]) or self._ask(b'flush_all')

    # What the server says.

    def lineReceived(self, line):
        self.resetTimeout()
        word, _, rest = line.partition(b' ')
        # "NOT FOUND" and the like are spelled both ways.
        method = getattr(self, 'cmd_' + word.decode('latin-1'), None) \
            or getattr(self, 'cmd_' + line.replace(b' ', b'_').decode(
                'latin-1'), None)
        if not self._current:
            raise ServerError('an answer that nobody asked for: %r' % line)
        if method is not None:
            method(rest)
        else:
            self._done(int(line))
        if not self._current:
            self.setTimeout(None)

    def _done(self, result):
        self._current.popleft().callback(result)

    def _failed(self, kind, text):
        log.err('memcached refused a command: %s %s' % (kind.__name__, text))
        self._current.popleft().errback(kind(text))

    def cmd_STORED(self, rest):
        self._done(True)

    def cmd_NOT_STORED(self, rest):
        self._done(False)

    cmd_OK = cmd_DELETED = cmd_STORED
    cmd_EXISTS = cmd_NOT_FOUND = cmd_NOT_STORED

    def cmd_VERSION(self, rest):
        self._done(rest)

    def cmd_STAT(self, rest):
        key, _, value = rest.partition(b' ')
        self._current[0].values[key] = value

    def cmd_ERROR(self, rest):
        self._failed(NoSuchCommand, '')

    def cmd_CLIENT_ERROR(self, rest):
        self._failed(ClientError, repr(rest))

    def cmd_SERVER_ERROR(self, rest):
        self._failed(ServerError, repr(rest))

    def cmd_VALUE(self, rest):
        key, flags, length, *cas = rest.split()
        if key not in (self._current[0].values or ()):
            raise RuntimeError('a value of %r, which nobody asked for' % key)
        if not length.isdigit():
            raise ValueError('%r is no length' % length)
        self._pieces = []
        self._missing = int(length) + 2
        self._head = key, int(flags), cas[0] if cas else b''
        self.setRawMode()

    def rawDataReceived(self, data):
        self.resetTimeout()
        self._pieces.append(data[:self._missing])
        rest = data[self._missing:]
        self._missing -= len(self._pieces[-1])
        if not self._missing:
            key, flags, cas = self._head
            self._current[0].values[key] = (flags, cas,
                                            b''.join(self._pieces)[:-2])
            self._pieces = self._head = None
            self.setLineMode(rest)

    def cmd_END(self, rest):
        command = self._current[0]
        values = command.values
        if values is None:
            raise RuntimeError('END is no answer to %r' % command.command)
        if command.command == b'get':
            values = {key: value[::2] for key, value in values.items()}
        if command.single is not None:
            values = values[command.single]
        self._done(values)
