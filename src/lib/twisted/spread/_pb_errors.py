"""The errors of pb, and how a Failure goes to the other end."""

import _reactor

from twisted.python import failure, log, reflect
from twisted.spread import jelly as _jelly
from twisted.spread.flavors import (
    Copyable, RemoteCopy, as_text, setUnjellyableForClass)

# Taps and peers know these classes by the names that pb has for them.
__name__ = 'twisted.spread.pb'


class ProtocolError(Exception):
    """What the peer said is no part of the protocol."""


class DeadReferenceError(ProtocolError):
    """The connection of a reference is gone."""


class Error(Exception):
    """I am raised on purpose: the peer gets my text, and no traceback is
    logged."""


class RemoteError(Exception):
    """An exception of the other end, of which there is only text."""

    def __init__(self, remoteType, value, remoteTraceback):
        Exception.__init__(self, value)
        self.remoteType = remoteType
        self.remoteTraceback = remoteTraceback


class PBConnectionLost(Exception):
    """The connection was lost before the answer came."""


class CopyableFailure(failure.Failure, Copyable):
    """I am a Failure that goes to the other end, as text."""

    unsafeTracebacks = 0

    def __init__(self, exc_value=None, *args, **kw):
        failure.Failure.__init__(self, exc_value, *args, **kw)
        if isinstance(exc_value, CopiedFailure):
            # What came from elsewhere goes on as it came.
            self.__dict__['parents'] = exc_value.parents

    def getStateToCopy(self):
        kind = self.type
        parents = self.__dict__.get('parents') or self.parents
        return {
            'type': (kind if isinstance(kind, bytes)
                     else failure._full_name(kind).encode('utf-8')),
            'value': reflect.safe_str(self.value), 'parents': parents,
            'traceback': (self.getTraceback() if self.unsafeTracebacks
                          else 'Traceback unavailable\n'),
            'tb': None, 'frames': [], 'stack': [], 'count': self.count,
            'captureVars': False, 'pickled': 1}


class CopiedFailure(RemoteCopy, failure.Failure):
    """I am a Failure of the other end. My type is the name of a class, my value
    is text, and so is my traceback."""

    frames = parents = ()
    traceback = value = type = ''
    tb = None

    def setCopyableState(self, state):
        RemoteCopy.setCopyableState(self, state)
        if _reactor.eraVoice():
            self.type = as_text(self.type).replace('builtins.', 'exceptions.',
                                                   1)

    def check(self, *errorTypes):
        """As a Failure's; a class is the one of the same name."""
        mine = [as_text(each).replace('exceptions.', 'builtins.', 1)
                for each in (self.type, *self.parents)]
        for error in errorTypes:
            name = error if isinstance(error, str) else reflect.qual(error)
            if name.replace('exceptions.', 'builtins.', 1) in mine:
                return error
        return None

    def _error(self):
        return RemoteError(self.type, self.value, self.traceback)

    def raiseException(self):
        raise self._error()

    def throwExceptionIntoGenerator(self, g):
        return g.throw(self._error())

    def printTraceback(self, file=None, elideFrameworkCode=0,
                       detail='default'):
        (file or log.logerr).write('Traceback from remote host -- %s: %s\n' % (
            as_text(self.type), as_text(self.value)))

    printBriefTraceback = printDetailedTraceback = printTraceback

    def __repr__(self):
        return '<%s %s: %s>' % (reflect.qual(CopiedFailure),
                                as_text(self.type), self.getErrorMessage())


setUnjellyableForClass(CopyableFailure, CopiedFailure)


def failure2Copyable(fail, unsafeTracebacks=0):
    """The CopyableFailure of a Failure."""
    copy = _jelly._newInstance(CopyableFailure, fail.__dict__)
    copy.unsafeTracebacks = unsafeTracebacks
    return copy
