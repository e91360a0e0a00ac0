"""The home of Deferreds before 1.0."""

import warnings

from twisted.internet.defer import *  # noqa: F401,F403

warnings.warn('twisted.python.defer is twisted.internet.defer now',
              DeprecationWarning, stacklevel=2)
