"""The reactor that waits by poll."""

from twisted.internet.default import PollReactor

install = PollReactor._install
