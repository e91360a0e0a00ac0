"""Who promises what: classes for their instances, objects for themselves."""

from zope.interface.interface import InterfaceClass, Specification


class Declaration(Specification):
    """I am interfaces, and perhaps more declarations, in order."""

    def __init__(self, *bases):
        self.__bases__ = tuple(_flat(bases))

    def __iter__(self):
        return self.interfaces()

    def __contains__(self, interface):
        return interface in list(self.interfaces())

    def __add__(self, other):
        return Declaration(self, *other.interfaces())

    def __sub__(self, other):
        return Declaration(*[each for each in self.interfaces()
                             if not any([each.isOrExtends(gone) for gone
                                         in other.interfaces()])])


class Implements(Declaration):
    """I am what the instances of a class promise."""

    def __init__(self, name, *bases):
        Declaration.__init__(self, *bases)
        self.__name__ = name

    def __repr__(self):
        return 'classImplements(%s)' % ', '.join(
            [self.__name__] + [each.__name__ for each in self.interfaces()])


class Provides(Declaration):
    """I am what an object promises itself."""

    def __init__(self, cls, *bases):
        Declaration.__init__(self, *bases)
        self._cls = cls

    def __repr__(self):
        return 'directlyProvides(%s)' % ', '.join(
            [self._cls.__name__] + [each.__name__
                                    for each in self.interfaces()])


def _flat(things):
    for each in things:
        if isinstance(each, (tuple, list)):
            yield from _flat(each)
        elif isinstance(each, (InterfaceClass, Declaration)):
            yield each
        elif each is not None and hasattr(each, 'interfaces'):
            yield each


# What is said of classes that are not written in Python.
_builtin = {}


def _own(cls):
    # What a class says itself: (interfaces, whether its bases still count).
    if cls in _builtin:
        return _builtin[cls], False
    own = getattr(cls, '__dict__', {})
    if '__implemented__' in own:
        return own['__implemented__'], own.get('__implementedOnly__', False)
    # As it was before: a tuple, that takes the place of the bases'.
    if '__implements__' in own:
        return tuple(_flat((own['__implements__'],))), True
    return (), False


def implementedBy(cls):
    """What the instances of a class promise."""
    mro = getattr(cls, '__mro__', None)
    if mro is None and not callable(cls):
        raise TypeError('ImplementedBy called for non-factory', cls)
    found = []
    for each in mro or (cls,):
        interfaces, only = _own(each)
        found.extend(interfaces)
        if only:
            break
    return Implements(getattr(cls, '__name__', '?'), *found)


def _declare(cls, interfaces, only=False):
    if not callable(cls):
        raise TypeError('ImplementedBy called for non-factory', cls)
    # An interface that another one is derived from needs no mention.
    found = []
    for each in interfaces:
        if each not in found:
            found.append(each)
    try:
        cls.__implemented__ = tuple(found)
    except TypeError:
        _builtin[cls] = tuple(found)
        return
    if only:
        cls.__implementedOnly__ = True


def classImplements(cls, *interfaces):
    """Let the instances of cls promise these too, after what they do."""
    already = implementedBy(cls)
    _declare(cls, list(_own(cls)[0]) + [
        each for each in _flat(interfaces) if not already.isOrExtends(each)
        or each in already], _own(cls)[1])


def classImplementsFirst(cls, iface):
    _declare(cls, [iface, *_own(cls)[0]], _own(cls)[1])


def classImplementsOnly(cls, *interfaces):
    """Let the instances of cls promise these, whatever its bases do."""
    _declare(cls, list(_flat(interfaces)), True)


class implementer:
    """The instances of the class that I decorate promise these."""

    _implements = staticmethod(classImplements)

    def __init__(self, *interfaces):
        self.interfaces = interfaces

    def __call__(self, ob):
        self._implements(ob, *self.interfaces)
        return ob


class implementer_only(implementer):
    """As implementer, and not what the bases promise."""

    _implements = staticmethod(classImplementsOnly)


def named(name):
    """A decorator that gives a component a name."""
    def decorate(ob):
        ob.__component_name__ = name
        return ob
    return decorate


def directlyProvidedBy(ob):
    """What an object promises itself, not its class."""
    own = getattr(ob, '__dict__', {}).get('__provides__')
    if own is None and not isinstance(ob, type) and not hasattr(ob, '__dict__'):
        own = getattr(ob, '__provides__', None)
    return own if isinstance(own, Provides) else Declaration()


def providedBy(ob):
    """All that an object promises."""
    implemented = implementedBy(ob.__class__)
    direct = directlyProvidedBy(ob)
    if direct.__bases__:
        return Provides(ob.__class__, direct, implemented)
    own = getattr(ob, '__dict__', {}).get('__implements__')
    if own is not None and not isinstance(ob, type):
        return Provides(ob.__class__, own, implemented)
    if not implemented.__bases__ and hasattr(ob, '__code__'):
        return implementedBy(type(ob))
    return implemented


def directlyProvides(object, *interfaces):
    """Let an object promise these, and nothing else itself."""
    object.__provides__ = Provides(object.__class__, *interfaces)


def alsoProvides(object, *interfaces):
    """Let an object promise these too."""
    directlyProvides(object, *directlyProvidedBy(object), *_flat(interfaces))


def noLongerProvides(object, interface):
    """Take back what an object promised itself."""
    directlyProvides(object, *(directlyProvidedBy(object)
                               - Declaration(interface)))
    if interface.providedBy(object):
        raise ValueError('Can only remove directly provided interfaces.')


class provider:
    """The class or function that I decorate promises these itself."""

    def __init__(self, *interfaces):
        self.interfaces = interfaces

    def __call__(self, ob):
        directlyProvides(ob, *self.interfaces)
        return ob


def moduleProvides(*interfaces):
    """Let the module that calls this promise interfaces."""
    import sys
    names = sys._getframe(1).f_globals
    if '__provides__' in names:
        raise TypeError('moduleProvides can only be used once in a module '
                        'definition.')
    names['__provides__'] = Provides(type(sys), *interfaces)
