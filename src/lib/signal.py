"""This module provides mechanisms to use signal handlers in Python."""

import _signal
from _signal import *
from enum import IntEnum as _IntEnum


def _kind(name, belongs):
    """An IntEnum of those numbers in _signal whose names belong, for them."""
    kind = _IntEnum(name, [(each, number)
                           for each, number in vars(_signal).items()
                           if belongs(each)], module=__name__)
    globals().update(kind.__members__)
    return kind


Signals = _kind('Signals', lambda name: name.startswith('SIG') and
                name[3] != '_')
Handlers = _kind('Handlers', ('SIG_DFL', 'SIG_IGN').__contains__)
Sigmasks = _kind('Sigmasks',
                 ('SIG_BLOCK', 'SIG_UNBLOCK', 'SIG_SETMASK').__contains__)


def _named(value, kind):
    try:
        return kind(value)
    except (ValueError, TypeError):
        return value


def _plain(value):
    return int(value) if isinstance(value, _IntEnum) else value


def _names(numbers):
    return {_named(number, Signals) for number in numbers}


def signal(signalnum, handler):
    """Set the action for the given signal.

    The action can be SIG_DFL, SIG_IGN, or a callable Python object, which is
    called with the signal number and the frame that was interrupted. The
    previous action is returned.
    """
    return _named(_signal.signal(_plain(signalnum), _plain(handler)), Handlers)


def getsignal(signalnum):
    """Return the current action for the given signal."""
    return _named(_signal.getsignal(signalnum), Handlers)


def pthread_sigmask(how, mask):
    """Change the set of blocked signals and return what it was."""
    return _names(_signal.pthread_sigmask(how, mask))


def sigpending():
    """Return the set of signals that were raised while blocked."""
    return _names(_signal.sigpending())


def sigwait(sigset):
    """Wait for one of the signals and return its number."""
    return _named(_signal.sigwait(sigset), Signals)


def valid_signals():
    """Return the set of signal numbers of this platform."""
    return _names(_signal.valid_signals())


def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    """Have the number of each signal written to fd as a byte; -1 ends it.

    Returns the old one. A full buffer is nothing to warn of: whoever reads it
    is awake.
    """
    return _signal.set_wakeup_fd(fd)
