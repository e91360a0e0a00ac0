"""Keeping objects beyond the life of the process."""
