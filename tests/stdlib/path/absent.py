"""What stands where a module is that we do not have.

It can be imported, and its names be mentioned and inherited from; a test that
calls one is skipped.
"""

import unittest


class Absent:
    def __init__(self, name):
        self.name = name

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return Absent('%s.%s' % (self.name, name))

    def __call__(self, *args, **kwargs):
        raise unittest.SkipTest('there is no ' + self.name)

    def __mro_entries__(self, bases):
        return type(self.name, (), {'__new__': self.__call__}),


class Hollow(Absent):
    """I am lent to a file that calls me where it is imported."""

    def __getattr__(self, name):
        Absent.__getattr__(self, name)
        return Hollow('%s.%s' % (self.name, name))

    def __call__(self, *args, **kwargs):
        return self
