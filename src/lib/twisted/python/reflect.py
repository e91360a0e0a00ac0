"""Finding things by name, and names of things."""

import sys


def qual(clazz):
    """The full name of a class: module, dot, name."""
    return clazz.__module__ + '.' + clazz.__name__


def namedModule(name):
    """Import and return the module with this dotted name."""
    __import__(name)
    return sys.modules[name]


def namedObject(name):
    """The object that a full name such as 'module.Class' stands for."""
    module, _, attribute = name.rpartition('.')
    return getattr(namedModule(module), attribute)


namedClass = namedObject


def namedAny(name):
    """As namedObject, for attributes of attributes too."""
    parts = name.split('.')
    for end in range(len(parts), 0, -1):
        try:
            found = namedModule('.'.join(parts[:end]))
        except ImportError:
            continue
        for attribute in parts[end:]:
            found = getattr(found, attribute)
        return found
    raise AttributeError('nothing is named %r' % name)


def fullyQualifiedName(obj):
    return qual(obj)


def safe_repr(thing):
    """repr, whatever the object thinks of it."""
    try:
        return repr(thing)
    except Exception as error:
        return '<%s instance at 0x%x whose repr raised %s>' % (
            thing.__class__.__name__, id(thing), error.__class__.__name__)


def safe_str(thing):
    try:
        return str(thing)
    except Exception:
        return safe_repr(thing)


def allYourBase(classObj, baseClass=None):
    """All classes that a class is derived from, down to baseClass."""
    found = []
    for cls in classObj.__mro__[1:]:
        if cls is object:
            continue
        if baseClass is None or issubclass(cls, baseClass):
            found.append(cls)
    return found


def accumulateClassDict(classObj, attr, adict, baseClass=None):
    """Merge the dictionaries called attr of a class and its bases; the most
    derived wins."""
    for base in classObj.__bases__:
        if base is not object:
            accumulateClassDict(base, attr, adict, baseClass)
    if baseClass is None or baseClass in classObj.__bases__:
        adict.update(classObj.__dict__.get(attr, {}))


def accumulateClassList(classObj, attr, listObj, baseClass=None):
    """Join the lists called attr of a class and its bases, bases first."""
    for base in classObj.__bases__:
        if base is not object:
            accumulateClassList(base, attr, listObj, baseClass)
    if baseClass is None or baseClass in classObj.__bases__:
        listObj.extend(classObj.__dict__.get(attr, []))


def addMethodNamesToDict(classObj, found, prefix, baseClass=None):
    for base in classObj.__bases__:
        if base is not object:
            addMethodNamesToDict(base, found, prefix, baseClass)
    if baseClass is None or baseClass in classObj.__bases__:
        for name, value in classObj.__dict__.items():
            if callable(value) and name.startswith(prefix):
                found[name[len(prefix):]] = 1


def prefixedMethodNames(classObj, prefix):
    """What follows the prefix in the names of all such methods."""
    found = {}
    addMethodNamesToDict(classObj, found, prefix)
    return list(found)


def prefixedMethods(obj, prefix=''):
    """The bound methods whose names begin with the prefix."""
    return [getattr(obj, prefix + name)
            for name in prefixedMethodNames(obj.__class__, prefix)]


class Settable:
    """I take attributes as keyword arguments."""

    def __init__(self, **kw):
        self(**kw)

    def __call__(self, **kw):
        self.__dict__.update(kw)
        return self


class Accessor:
    """My get_x, set_x and del_x methods make x an attribute."""

    def __setattr__(self, name, value):
        setter = getattr(self.__class__, 'set_' + name, None)
        if setter is not None:
            setter(self, value)
        else:
            self.reallySet(name, value)

    def __getattr__(self, name):
        getter = getattr(self.__class__, 'get_' + name, None)
        if getter is None:
            raise AttributeError('%s instance has no accessor for: %s'
                                 % (qual(self.__class__), name))
        return getter(self)

    def __delattr__(self, name):
        deleter = getattr(self.__class__, 'del_' + name, None)
        if deleter is not None:
            deleter(self)
        else:
            self.reallyDel(name)

    def reallySet(self, name, value):
        object.__setattr__(self, name, value)

    def reallyDel(self, name):
        object.__delattr__(self, name)
