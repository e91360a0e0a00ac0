"""Attributes that are other ones for a while."""


class MonkeyPatcher:
    """I put values in the place of attributes, and put back what was there."""

    def __init__(self, *patches):
        self._patchesToApply = list(patches)
        self._originals = []

    def addPatch(self, obj, name, value):
        self._patchesToApply.append((obj, name, value))

    def patch(self):
        for obj, name, value in self._patchesToApply:
            if (obj, name) not in [row[:2] for row in self._originals]:
                self._originals.append((obj, name, getattr(obj, name)))
            setattr(obj, name, value)

    def restore(self):
        while self._originals:
            setattr(*self._originals.pop())

    __enter__ = patch

    def __exit__(self, *why):
        self.restore()

    def runWithPatches(self, f, *args, **kw):
        """What f returns, with everything patched meanwhile."""
        self.patch()
        try:
            return f(*args, **kw)
        finally:
            self.restore()
