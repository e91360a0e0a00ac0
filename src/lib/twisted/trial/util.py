"""What tests leave behind, and other small things."""

import sys

DEFAULT_TIMEOUT = object()
DEFAULT_TIMEOUT_DURATION = 120.0
_none = object()


class DirtyReactorAggregateError(Exception):
    """Something still waits, or is still open, after a test."""

    def __init__(self, delayedCalls, selectables=None):
        self.delayedCalls = delayedCalls
        self.selectables = selectables

    def __str__(self):
        lines = ['Reactor was unclean.']
        if self.delayedCalls:
            lines.append('DelayedCalls: (set twisted.internet.base.DelayedCall'
                         '.debug = True to debug)')
            lines += [str(each) for each in self.delayedCalls]
        if self.selectables:
            lines.append('Selectables:')
            lines += [str(each) for each in self.selectables]
        return '\n'.join(lines)


def _reactor():
    # If nobody has used one, nothing is left in it.
    if 'twisted.internet.reactor' in sys.modules:
        from twisted.internet import reactor
        return reactor
    return None


def cancelPending():
    """Cancel the calls that still wait; their descriptions."""
    reactor = _reactor()
    if reactor is None:
        return []
    # What was about to be done anyway.
    reactor.iterate(0)
    reactor.iterate(0)
    found = []
    for call in reactor.getDelayedCalls():
        if call.active():
            found.append(str(call))
            call.cancel()
    return found


def closeAll():
    """Close ports and connections that are still open; their descriptions."""
    reactor = _reactor()
    if reactor is None:
        return []
    found = reactor.removeAll()
    shown = [repr(each) for each in found]
    if found:
        from twisted.internet import main
        from twisted.python import failure
        for each in found:
            each.connectionLost(failure.Failure(main.CONNECTION_LOST))
        reactor.iterate(0)
    return shown


def acquireAttribute(objects, attr, default=_none):
    """An attribute of the first of the objects that has it."""
    for each in objects:
        if hasattr(each, attr):
            return getattr(each, attr)
    if default is _none:
        raise AttributeError('attribute %r not found in %r' % (attr, objects))
    return default


def suppress(action='ignore', **kwarg):
    """An entry for the `suppress` attribute of tests: warnings to pass over."""
    return (action,), kwarg
