"""Jelly: objects as lists of lists, numbers and byte strings, and back.

    None           [b'None']            'text'    [b'unicode', b'text']
    [1, 2]         [b'list', 1, 2]      True      [b'boolean', b'true']
    {'a': 1}       [b'dictionary', [[b'unicode', b'a'], 1]]
    an instance    [b'module.Class', what __getstate__() returns]
    something that occurs again         [b'reference', 1, what it is]
    and there                           [b'dereference', 1]

What may come in is decided by SecurityOptions: at first nothing but data. What
is written in the spelling of the era sends and gets a str as bytes.
"""

import types

from zope.interface import implementer

from twisted import _era
from twisted.python.reflect import qual
from twisted.spread.interfaces import IJellyable, IUnjellyable

None_atom = b'None'
class_atom = b'class'
module_atom = b'module'
function_atom = b'function'
dereference_atom = b'dereference'
persistent_atom = b'persistent'
reference_atom = b'reference'
dictionary_atom = b'dictionary'
list_atom = b'list'
set_atom = b'set'
tuple_atom = b'tuple'
instance_atom = b'instance'
frozenset_atom = b'frozenset'
unpersistable_atom = b'unpersistable'

# By the name of the class at the other end: who takes its place here.
unjellyableRegistry = {}
unjellyableFactoryRegistry = {}


class InsecureJelly(Exception):
    """This is not allowed here."""


class Unpersistable:
    """I stand for what could not be sent."""

    def __init__(self, reason):
        self.reason = reason

    def __repr__(self):
        return 'Unpersistable(%r)' % (self.reason,)


# --- who takes whose place ---------------------------------------------------

def _tag(name):
    if isinstance(name, type):
        name = qual(name)
    return name.encode('utf-8') if isinstance(name, str) else name


def setUnjellyableForClass(classname, unjellyable):
    """Let `unjellyable`, often a RemoteCopy, take the place of a class of the
    other end: of this name, or tag, or of the same name as this class."""
    classname = _tag(classname)
    unjellyableRegistry[classname] = unjellyable
    globalSecurity.allowTypes(classname)


def setUnjellyableFactoryForClass(classname, copyFactory):
    """The same; the factory is called with the state and returns the object."""
    classname = _tag(classname)
    unjellyableFactoryRegistry[classname] = copyFactory
    globalSecurity.allowTypes(classname)


def setUnjellyableForClassTree(module, baseClass, prefix=None):
    """Do it for all classes of a module derived from baseClass: for names that
    are the prefix (the module's name), a dot and the name here."""
    if prefix is None:
        prefix = module.__name__
    if prefix:
        prefix += '.'
    for name in dir(module):
        found = getattr(module, name)
        if isinstance(found, type) and issubclass(found, baseClass):
            setUnjellyableForClass(prefix + name, found)


# --- what is allowed ---------------------------------------------------------

class DummySecurityOptions:
    """I allow everything."""

    def isModuleAllowed(self, moduleName):
        return 1

    def isClassAllowed(self, klass):
        return 1

    def isTypeAllowed(self, typeName):
        return 1


class SecurityOptions:
    """I allow what I was told to allow, and before that only what can do no
    harm."""

    basicTypes = ['dictionary', 'list', 'tuple', 'reference', 'dereference',
                  'unpersistable', 'persistent', 'long_int', 'long', 'dict']

    def __init__(self):
        self.allowedTypes = dict.fromkeys(
            b'None bool boolean string str int float datetime time date '
            b'timedelta NoneType unicode decimal set frozenset'.split(), 1)
        self.allowedModules = {}
        self.allowedClasses = {}

    def allowBasicTypes(self):
        """Allow lists, dictionaries and the like."""
        self.allowTypes(*self.basicTypes)

    def allowTypes(self, *types):
        """Allow expressions that begin with these words."""
        for each in types:
            self.allowedTypes[_tag(each)] = 1

    def allowInstancesOf(self, *classes):
        """Allow instances of classes, and these classes themselves."""
        self.allowBasicTypes()
        self.allowTypes('instance', 'class', 'classobj', 'module')
        for each in classes:
            self.allowTypes(qual(each))
            self.allowModules(each.__module__)
            self.allowedClasses[each] = 1

    def allowModules(self, *modules):
        """Allow modules, by themselves or their names."""
        for module in modules:
            if isinstance(module, types.ModuleType):
                module = module.__name__
            self.allowedModules[_tag(module)] = 1

    def isModuleAllowed(self, moduleName):
        return _tag(moduleName) in self.allowedModules

    def isClassAllowed(self, klass):
        return klass in self.allowedClasses

    def isTypeAllowed(self, typeName):
        # What has a dot in it is a class, and asked about again.
        typeName = _tag(typeName)
        return typeName in self.allowedTypes or b'.' in typeName


globalSecurity = SecurityOptions()
globalSecurity.allowBasicTypes()


# --- instances ---------------------------------------------------------------

def _createBlank(cls):
    """An instance that was not initialized; None if that is no class."""
    return cls.__new__(cls) if isinstance(cls, type) else None


def _give_state(instance, state):
    if hasattr(instance, '__setstate__'):
        instance.__setstate__(state)
    else:
        instance.__dict__ = state
    return instance


def _newInstance(cls, state):
    return _give_state(_createBlank(cls), state)


def _state_of(instance):
    if type(instance).__getstate__ is not object.__getstate__:
        return instance.__getstate__()
    return instance.__dict__


def getInstanceState(inst, jellier):
    """The expression of an instance, as anybody's."""
    return _whole(inst, jellier, _state_of(inst))


def _whole(inst, jellier, state):
    expression = jellier.prepare(inst)
    expression += _tag(inst.__class__), jellier.jelly(state)
    return jellier.preserve(inst, expression)


def setInstanceState(inst, unjellier, jellyList):
    """Give an instance the state in an expression, as anybody's."""
    unjellier.begun(inst)
    return _give_state(inst, unjellier.unjelly(jellyList[1]))


@implementer(IJellyable)
class Jellyable:
    """Derive from me to decide what is sent of you."""

    def getStateFor(self, jellier):
        return self.__dict__

    def jellyFor(self, jellier):
        return _whole(self, jellier, self.getStateFor(jellier))


@implementer(IUnjellyable)
class Unjellyable:
    """Derive from me to decide what becomes of what was sent."""

    def setStateFor(self, unjellier, state):
        self.__dict__ = state

    def unjellyFor(self, unjellier, jellyList):
        unjellier.begun(self)
        self.setStateFor(unjellier, unjellier.unjelly(jellyList[1]))
        return self


# --- there -------------------------------------------------------------------

def _numbers(word, *names):
    def expression(obj):
        if getattr(obj, 'tzinfo', None):
            raise NotImplementedError(
                "Currently can't jelly datetime objects with tzinfo")
        return [word, ' '.join([str(getattr(obj, name))
                                for name in names]).encode('ascii')]
    return expression


_DAY = 'year', 'month', 'day'
_HOUR = 'hour', 'minute', 'second', 'microsecond'
_ITERABLE = {list: list_atom, tuple: tuple_atom, set: set_atom,
             frozenset: frozenset_atom}
# Of classes in modules that nobody may have imported: by their full names.
_RARE = {
    'datetime.datetime': _numbers(b'datetime', *_DAY, *_HOUR),
    'datetime.date': _numbers(b'date', *_DAY),
    'datetime.time': _numbers(b'time', *_HOUR),
    'datetime.timedelta': _numbers(b'timedelta', 'days', 'seconds',
                                   'microseconds'),
}


class _Jellier:
    """I make one expression of one object, and what hangs from it."""

    def __init__(self, taster, persistentStore, invoker, era=False):
        self.taster = taster
        self.persistentStore = persistentStore
        self.invoker = invoker
        self._era = era
        # By id: the object, so that its id stays its own; its expression, a
        # list that is still empty while the object is looked into; and what
        # refers to it once it was met again.
        self._met = {}
        self._references = 0

    def prepare(self, object):
        """A list to put the expression of an object into."""
        self._met[id(object)] = [object, [], None]
        return []

    def preserve(self, object, sexp):
        """The expression is complete; what shall stand for the object."""
        row = self._met[id(object)]
        if row[2] is not None:
            # Met inside itself: what is there by now is [reference, number].
            row[1].append(sexp)
        else:
            row[1] = sexp
        return row[1]

    def _again(self, obj):
        """What refers to an object that was met before, or None."""
        row = self._met.get(id(obj))
        if row is None:
            return None
        if row[2] is None:
            self._references += 1
            inner = row[1][:]
            row[1][:] = [reference_atom, self._references]
            if inner:
                row[1].append(inner)
            row[2] = [dereference_atom, self._references]
        return row[2]

    def jelly(self, obj):
        cls = type(obj)
        if isinstance(obj, Jellyable):
            return self._again(obj) or obj.jellyFor(self)
        if not self.taster.isTypeAllowed(_tag(cls)):
            raise InsecureJelly('Type not allowed for object: %s %s'
                                % (cls, obj))
        if cls in (bytes, int, float):
            return obj
        if cls is str:
            if self._era and max(obj, default='') < '\u0100':
                return obj.encode('latin-1')
            return [b'unicode', obj.encode('utf-8')]
        if obj is None:
            return [None_atom]
        if cls is bool:
            return [b'boolean', b'true' if obj else b'false']
        if isinstance(obj, types.MethodType):
            return [b'method', obj.__func__.__name__,
                    self.jelly(obj.__self__),
                    self.jelly(obj.__self__.__class__)]
        if isinstance(obj, types.FunctionType):
            return [function_atom, obj.__module__ + '.' + obj.__qualname__]
        if isinstance(obj, types.ModuleType):
            return [module_atom, obj.__name__]
        if isinstance(obj, type):
            return [class_atom, _tag(obj)]
        name = qual(cls)
        if name in _RARE:
            return _RARE[name](obj)
        if name == 'decimal.Decimal':
            sign, digits, exponent = obj.as_tuple()
            value = int(''.join([str(digit) for digit in digits]))
            return [b'decimal', -value if sign else value, exponent]
        return self._again(obj) or self._container(obj, cls)

    def _container(self, obj, cls):
        expression = self.prepare(obj)
        if cls in _ITERABLE:
            expression.append(_ITERABLE[cls])
            expression += [self.jelly(each) for each in obj]
        elif cls is dict:
            expression.append(dictionary_atom)
            expression += [[self.jelly(key), self.jelly(value)]
                           for key, value in obj.items()]
        else:
            persistent = None
            if self.persistentStore:
                persistent = self.persistentStore(obj, self)
            if persistent is not None:
                expression += persistent_atom, persistent
            elif self.taster.isClassAllowed(obj.__class__):
                expression += (_tag(obj.__class__),
                               self.jelly(_state_of(obj)))
            else:
                self.unpersistable('instance of class %s deemed insecure'
                                   % qual(obj.__class__), expression)
        return self.preserve(obj, expression)

    def unpersistable(self, reason, sxp=None):
        """Say in an expression why something could not be sent."""
        if sxp is None:
            sxp = []
        sxp += unpersistable_atom, _tag(reason)
        return sxp


def jelly(object, taster=DummySecurityOptions(), persistentStore=None,
          invoker=None):
    """The expression of an object."""
    era = _era.called_from_era()
    sexp = _Jellier(taster, persistentStore, invoker, era).jelly(object)
    return _era.deep(_era.to_text, sexp) if era else sexp


def unjelly(sexp, taster=DummySecurityOptions(), persistentLoad=None,
            invoker=None):
    """The object that an expression stands for; InsecureJelly when something
    in it is not allowed."""
    era = _era.called_from_era()
    return _unjellier(taster, persistentLoad, invoker, era).unjellyFull(
        _era.deep(_era.to_bytes, sexp) if era else sexp)


def _unjellier(*args):
    from twisted.spread._unjelly import Unjellier
    return Unjellier(*args)
