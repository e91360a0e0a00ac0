"""The reactor that waits by kqueue."""

from twisted.internet.default import KQueueReactor

install = KQueueReactor._install
