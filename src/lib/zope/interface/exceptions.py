"""What an object may do wrong about an interface."""


class Invalid(Exception):
    """A promise is not kept."""


class InvalidInterface(Exception):
    """An interface makes no sense."""


class _TargetInvalid(Invalid):
    def __init__(self, interface, target):
        Invalid.__init__(self, interface, target)
        self.interface = interface
        self.target = target

    def __str__(self):
        return 'The object %r has failed to implement interface %s: %s.' % (
            self.target, self.interface, self._why())


class DoesNotImplement(_TargetInvalid):
    """It does not say that it keeps the interface."""

    def _why(self):
        return 'Does not declaratively implement the interface'


class BrokenImplementation(_TargetInvalid):
    """It lacks an attribute."""

    def __init__(self, interface, name, target):
        Invalid.__init__(self, interface, name, target)
        self.interface, self.name, self.target = interface, name, target

    def _why(self):
        return 'The %s attribute was not provided' % (self.name,)


class BrokenMethodImplementation(_TargetInvalid):
    """One of its methods cannot be called as it should."""

    def __init__(self, method, message, implementation, interface, target):
        Invalid.__init__(self, method, message, implementation, interface,
                         target)
        self.method, self.message = method, message
        self.implementation = implementation
        self.interface, self.target = interface, target

    def _why(self):
        what = self.implementation
        code = getattr(what, '__code__', None)
        if code is not None:
            from zope.interface.interface import fromMethod
            what = what.__qualname__.rpartition('<locals>.')[2] \
                + fromMethod(what).getSignatureString()
        return 'The contract of %s is violated because %r %s' % (
            self.method, str(what),
            self.message.replace('implementation ', '', 1))


class MultipleInvalid(_TargetInvalid):
    """Several things are wrong; they are my exceptions."""

    def __init__(self, interface, target, exceptions):
        _TargetInvalid.__init__(self, interface, target)
        self.args += tuple(exceptions),
        self.exceptions = self.errors = tuple(exceptions)

    def __str__(self):
        return 'The object %r has failed to implement interface %s:%s' % (
            self.target, self.interface,
            ''.join(['\n    ' + each._why() for each in self.exceptions]))
