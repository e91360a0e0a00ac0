"""The era's door to its databases, of which there is one here."""

from dumbdbm import error, open
