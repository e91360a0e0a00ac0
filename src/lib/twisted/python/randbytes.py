"""Random bytes."""

import os


class SecureRandomNotAvailable(RuntimeError):
    """The system has none."""


class RandomFactory:
    """I make them."""

    def secureRandom(self, nbytes, fallback=False):
        """From the system: fit for secrets."""
        try:
            return os.urandom(nbytes)
        except (NotImplementedError, OSError):
            raise SecureRandomNotAvailable(
                'No secure random source available') from None

    def insecureRandom(self, nbytes):
        """Good enough for what is no secret."""
        import random
        return bytes([random.randrange(256) for count in range(nbytes)])


_factory = RandomFactory()
secureRandom = _factory.secureRandom
insecureRandom = _factory.insecureRandom
