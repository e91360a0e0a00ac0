"""The reactor that is used when nobody asks for another."""

import sys

import _reactor

from twisted.internet import base


# The name of what to wait by, if somebody chose.
asked = None


class SelectReactor(base.ReactorBase):
    """I wait the best way this system knows; my name is from older days."""

    _poller = 'default'

    @classmethod
    def _install(cls):
        from twisted.internet import main
        if 'twisted.internet.reactor' not in sys.modules:
            _reactor.choose(cls._poller)
        reactor = cls()
        reactor.__name__ = 'twisted.internet.reactor'
        return main.installReactor(reactor)


def _of(name, module, poller):
    return type(name, (SelectReactor,), {
        '__module__': 'twisted.internet.' + module, '_poller': poller,
        '__doc__': 'I wait by %s.' % poller})


EPollReactor = _of('EPollReactor', 'epollreactor', 'epoll')
PollReactor = _of('PollReactor', 'pollreactor', 'poll')
KQueueReactor = _of('KQueueReactor', 'kqreactor', 'kqueue')


def install():
    """Put one where `from twisted.internet import reactor` finds it."""
    from twisted.internet import main
    kind = SelectReactor
    if not _reactor.eraVoice():
        # What it is called there, or what twistd was told.
        for each in EPollReactor, PollReactor, KQueueReactor:
            if each._poller == (asked or {'linux': 'epoll'}.get(sys.platform)):
                kind = each
    reactor = kind()
    reactor.__name__ = 'twisted.internet.reactor'
    return main.installReactor(reactor)
