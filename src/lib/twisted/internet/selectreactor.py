"""The reactor that waits the best way this system knows."""

from twisted.internet.default import SelectReactor

install = SelectReactor._install
