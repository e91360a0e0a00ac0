"""The reactor that waits by epoll."""

from twisted.internet.default import EPollReactor

install = EPollReactor._install
