"""The era's sets."""

Set = set
ImmutableSet = frozenset
