"""What objects promise that turn themselves into jelly."""

from zope.interface import Interface


class IJellyable(Interface):
    """I know what I am in jelly."""

    def jellyFor(jellier):
        """My expression, for this jellier."""


class IUnjellyable(Interface):
    """I can be made of jelly."""

    def unjellyFor(unjellier, jellyList):
        """The object that the expression stands for."""
