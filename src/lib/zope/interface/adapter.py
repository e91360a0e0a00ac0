"""Who turns what into what."""

from zope.interface.declarations import implementedBy, providedBy
from zope.interface.interface import Interface


class AdapterRegistry:
    """I know a factory for (required interfaces, provided interface, name)."""

    def __init__(self, bases=()):
        self.__bases__ = tuple(bases)
        self._factories = {}

    def register(self, required, provided, name, value):
        """Keep a factory; None for a value forgets the one there is."""
        key = tuple([_specification(each) for each in required]), name
        if value is None:
            self._factories.get(key, {}).pop(provided, None)
        else:
            self._factories.setdefault(key, {})[provided] = value

    def unregister(self, required, provided, name, value=None):
        if value is None or self.registered(required, provided, name) is value:
            self.register(required, provided, name, None)

    def registered(self, required, provided, name=''):
        key = tuple([_specification(each) for each in required]), name
        return self._factories.get(key, {}).get(provided)

    def lookup(self, required, provided, name='', default=None):
        found = self._find((), list(required), provided, name)
        if found is None:
            for base in self.__bases__:
                found = base.lookup(required, provided, name)
                if found is not None:
                    break
        return default if found is None else found

    def _find(self, chosen, left, provided, name):
        if not left:
            row = self._factories.get((chosen, name), {})
            if provided in row:
                return row[provided]
            for each, value in row.items():
                if each.extends(provided):
                    return value
            return None
        order = list(left[0].__iro__)
        own = getattr(left[0], '_class', None)
        if own is not None:
            order[:0] = [('class', cls) for cls in own.__mro__]
        for each in order:
            found = self._find(chosen + (each,), left[1:], provided, name)
            if found is not None:
                return found
        return None

    def lookup1(self, required, provided, name='', default=None):
        return self.lookup((required,), provided, name, default)

    def queryAdapter(self, object, provided, name='', default=None):
        """What the factory that fits makes of an object."""
        required = providedBy(object)
        required._class = object.__class__
        factory = self.lookup1(required, provided, name)
        found = None if factory is None else factory(object)
        return default if found is None else found

    adapter_hook = lambda self, provided, object, name='', default=None: \
        self.queryAdapter(object, provided, name, default)


def _specification(required):
    # A class stands for itself: its instances need not promise anything.
    if required is None:
        return Interface
    if isinstance(required, type):
        return 'class', required
    if hasattr(required, '_class'):
        return 'class', required._class
    return required
