"""Finding things by name, and names of things."""

import sys


class _NoModuleFound(Exception):
    """There is no module of the name, as opposed to one that fails."""


class InvalidName(ValueError):
    """A name is not what a name looks like."""


class ModuleNotFound(InvalidName):
    """There is no such module."""


class ObjectNotFound(InvalidName):
    """There is nothing of that name."""


_Function = type(lambda: None)


def qual(clazz):
    """The full name of a class: module, dot, name."""
    return clazz.__module__ + '.' + clazz.__name__


def fullyQualifiedName(obj):
    """The name under which a class, function, method or module is found."""
    name = getattr(obj, '__qualname__', None) or obj.__name__
    if hasattr(obj, '__self__') and not hasattr(obj, '__func__'):
        return name
    module = getattr(obj, '__module__', None)
    return '%s.%s' % (module, name) if module else name


fullFuncName = fullyQualifiedName


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
    """A module, or an attribute of one, or of what is in it, by its name."""
    if not name:
        raise InvalidName('Empty module name')
    parts = name.split('.')
    if '' in parts:
        raise InvalidName("name must be a string giving a '.'-separated list "
                          'of Python identifiers, not %r' % (name,))
    for end in range(len(parts), 0, -1):
        module = '.'.join(parts[:end])
        try:
            found = namedModule(module)
        except ModuleNotFoundError as error:
            # What a module that is there cannot import is its own trouble.
            if error.name is None or not (module + '.').startswith(
                    error.name + '.'):
                raise
            continue
        for attribute in parts[end:]:
            found = getattr(found, attribute)
        return found
    if len(parts) == 1:
        raise ModuleNotFound('No module named %r' % (name,))
    raise ObjectNotFound('%r does not name an object' % (name,))


def requireModule(name, default=None):
    """A module, or default when it is not there."""
    try:
        return namedModule(name)
    except ImportError:
        return default


def filenameToModuleName(fn):
    """The dotted name of a module, from where its file lies."""
    import os
    fn = os.fsdecode(fn).rstrip('/')
    name = os.path.splitext(os.path.basename(fn))[0]
    directory = os.path.dirname(os.path.abspath(fn))
    names = [] if name == '__init__' else [name]
    while os.path.exists(os.path.join(directory, '__init__.py')):
        directory, name = os.path.split(directory)
        names.insert(0, name)
    return '.'.join(names)


def _safely(formatter, thing):
    try:
        return formatter(thing)
    except BaseException:
        import traceback
        error = traceback.format_exc()
        try:
            cls = thing.__class__
        except BaseException:
            cls = type(thing)
        try:
            name = cls.__name__
        except BaseException:
            try:
                name = str(cls)
            except BaseException:
                name = '<BROKEN CLASS AT 0x%x>' % id(cls)
        return '<%s instance at 0x%x with %s error:\n %s>' % (
            name, id(thing), formatter.__name__, error)


def safe_repr(o):
    """repr, whatever the object thinks of it."""
    return _safely(repr, o)


def safe_str(o):
    """str, whatever the object thinks of it; of bytes, what they spell."""
    if isinstance(o, bytes):
        try:
            return o.decode('utf-8')
        except UnicodeDecodeError:
            pass
    return _safely(str, o)


def getClass(obj):
    return type(obj)


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
            if type(value) is _Function and name.startswith(prefix) \
                    and name != prefix:
                found[name[len(prefix):]] = 1


def prefixedMethodNames(classObj, prefix):
    """What follows the prefix in the names of all such methods."""
    found = {}
    addMethodNamesToDict(classObj, found, prefix)
    return list(found)


def accumulateMethods(obj, found, prefix='', curClass=None):
    """Gather bound methods by what follows the prefix in their names."""
    curClass = curClass or obj.__class__
    for base in curClass.__bases__:
        if base is not object:
            accumulateMethods(obj, found, prefix, base)
    for name, value in curClass.__dict__.items():
        if type(value) is _Function and name.startswith(prefix) \
                and name != prefix:
            found[name[len(prefix):]] = getattr(obj, name)


def prefixedMethods(obj, prefix=''):
    """The bound methods whose names begin with the prefix."""
    found = {}
    accumulateMethods(obj, found, prefix)
    return list(found.values())


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


class Summer(Accessor):
    """My `sums` are (attribute, name, total): while the attribute changes, the
    total of the object that goes by the name changes as much."""

    sums = ()

    def reallySet(self, name, value):
        for attribute, other, total in self.sums:
            if name == attribute:
                self._add(getattr(self, other, None), total,
                          value - self.__dict__.get(attribute, 0))
            elif name == other:
                mine = self.__dict__.get(attribute, 0)
                self._add(self.__dict__.get(other), total, -mine)
                self._add(value, total, mine)
        Accessor.reallySet(self, name, value)

    def _add(self, target, total, difference):
        if target is not None:
            setattr(target, total, getattr(target, total, 0) + difference)


def macro(name, filename, source, **identifiers):
    """What source defines by a name, %(identifiers)s filled in."""
    identifiers.setdefault('name', name)
    made = {}
    from twisted import _era
    exec(compile(source % identifiers, '<%s (macro)>' % filename, 'exec',
                 _era.FLAG), made)
    return made[name]


class QueueMethod:
    """I note that a method was called, and with what."""

    def __init__(self, name, calls):
        self.name = name
        self.calls = calls

    def __call__(self, *args):
        self.calls.append((self.name, args))


# --- looking for an object ----------------------------------------------------

def isSame(a, b):
    return a is b


def isLike(a, b):
    return a == b


def modgrep(goal):
    """Where in all modules something is."""
    return objgrep(sys.modules, goal, isLike, 'sys.modules')


def isOfType(start, goal):
    return type(start) is goal


def findInstances(start, t):
    """Where the instances of a class are."""
    return objgrep(start, t, isOfType)


def objgrep(start, goal, eq=isLike, path='', paths=None, seen=None,
            showUnknowns=0, maxDepth=None):
    """The ways from one object to others that are eq to goal, as text."""
    if paths is None:
        paths = []
    if seen is None:
        seen = {}
    if eq(start, goal):
        paths.append(path)
    if id(start) in seen or maxDepth == 0:
        return paths
    seen[id(start)] = start
    steps = _steps(start)
    if steps is None:
        if showUnknowns:
            print('unknown type', type(start), start)
        steps = ()
    for step, value in steps:
        objgrep(value, goal, eq, path + step, paths, seen, showUnknowns,
                maxDepth and maxDepth - 1)
    return paths


def _steps(start):
    """What an object holds, with how one gets there; None if unknown."""
    import weakref
    from collections import deque
    if isinstance(start, dict):
        return [each for key, value in list(start.items())
                for each in (('{%r}' % (value,), key),
                             ('[%r]' % (key,), value))]
    if isinstance(start, (list, tuple, deque)):
        return [('[%d]' % i, each) for i, each in enumerate(start)]
    if hasattr(start, '__self__') and hasattr(start, '__func__'):
        return [('.__self__', start.__self__), ('.__func__', start.__func__),
                ('.__self__.__class__', start.__self__.__class__)]
    if hasattr(start, '__dict__') and not isinstance(start, _Function):
        return [('.' + name, value)
                for name, value in list(start.__dict__.items())]
    if isinstance(start, weakref.ReferenceType):
        return [('()', start())]
    if isinstance(start, (str, bytes, int, float, type(None), _Function,
                          type(len))):
        return ()
    return None
