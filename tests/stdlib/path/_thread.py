"""Locks for modules that want one, where there is one thread."""

from threading import Lock as allocate_lock
