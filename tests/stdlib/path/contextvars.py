"""Context variables where there is one context."""

from absent import Absent

Token = Absent('contextvars.Token')


class ContextVar:
    def __init__(self, name, **default):
        self.name = name
        self.value = tuple(default.values())

    def get(self, *default):
        for value in (self.value or default):
            return value
        raise LookupError(self)

    def set(self, value):
        self.value = (value,)
