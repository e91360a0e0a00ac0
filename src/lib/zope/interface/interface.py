"""Interfaces, and the attributes and methods that they name."""

import sys

# Each is called with an interface and an object that does not provide it.
adapter_hooks = []

_SILENT = {'__module__', '__qualname__', '__doc__', '__annotations__',
           '__orig_bases__', '__firstlineno__', '__static_attributes__'}
_missing = object()
_collected = []


class Element:
    """I have a name, a text, and values that others hang on me."""

    def __init__(self, __name__, __doc__=''):
        if not __doc__ and ' ' in __name__:
            __name__, __doc__ = None, __name__
        self.__name__ = __name__
        self.__doc__ = __doc__
        self._tagged = {}

    def getName(self):
        return self.__name__

    def getDoc(self):
        return self.__doc__

    def setTaggedValue(self, tag, value):
        self._tagged[tag] = value

    def getTaggedValueTags(self):
        return set(self._tagged)

    def queryTaggedValue(self, tag, default=None):
        return self._tagged.get(tag, default)

    def getTaggedValue(self, tag):
        value = self.queryTaggedValue(tag, _missing)
        if value is _missing:
            raise KeyError(tag)
        return value

    queryDirectTaggedValue = queryTaggedValue


class Attribute(Element):
    """I say what an attribute of an object is for."""

    interface = None

    def __str__(self):
        text = self.__name__ + self.getSignatureString()
        if self.interface is not None:
            return '%s.%s' % (self.interface.__identifier__, text)
        return text

    def __repr__(self):
        return '<%s.%s object at 0x%x %s>' % (
            self.__class__.__module__, self.__class__.__name__, id(self), self)

    def getSignatureString(self):
        return ''


class Method(Attribute):
    """I say how a method of an object is called, without its self."""

    positional = required = ()
    optional = {}
    varargs = kwargs = None

    def getSignatureInfo(self):
        return {'positional': self.positional, 'required': self.required,
                'optional': self.optional, 'varargs': self.varargs,
                'kwargs': self.kwargs}

    def getSignatureString(self):
        words = [name + ('=%r' % (self.optional[name],)
                         if name in self.optional else '')
                 for name in self.positional]
        if self.varargs:
            words.append('*' + self.varargs)
        if self.kwargs:
            words.append('**' + self.kwargs)
        return '(%s)' % ', '.join(words)


def fromFunction(func, interface=None, imlevel=0, name=None):
    """A Method from a function, without its first imlevel parameters."""
    method = Method(name or func.__name__, func.__doc__)
    code = func.__code__
    defaults = func.__defaults__ or ()
    count = code.co_argcount
    names = code.co_varnames
    method.positional = names[imlevel:count]
    method.required = names[imlevel:max(imlevel, count - len(defaults))]
    method.optional = dict(zip(names[count - len(defaults):count], defaults))
    count += code.co_kwonlyargcount
    if code.co_flags & 4:
        method.varargs = names[count]
        count += 1
    if code.co_flags & 8:
        method.kwargs = names[count]
    method.interface = interface
    return method


def fromMethod(meth, interface=None, name=None):
    func = getattr(meth, '__func__', meth)
    return fromFunction(func, interface, int(func is not meth), name)


class Specification:
    """I am something that stands for interfaces, in order."""

    __bases__ = ()

    def interfaces(self):
        """Those that I name, without those they are derived from."""
        found = []
        for base in self.__bases__:
            for each in base.interfaces():
                if each not in found:
                    found.append(each)
        return iter(found)

    def flattened(self):
        """All of them, the most special first."""
        return iter(self.__iro__)

    @property
    def __iro__(self):
        found = []
        for each in self.interfaces():
            _gather(each, found)
        return _last(found)

    def isOrExtends(self, other):
        return other in self.__iro__

    def extends(self, other, strict=True):
        return other in self.__iro__ and not (strict and other is self)

    def isEqualOrExtendedBy(self, other):
        return other.isOrExtends(self)

    def providedBy(self, ob):
        from zope.interface.declarations import providedBy
        return providedBy(ob).isOrExtends(self)

    def implementedBy(self, cls):
        from zope.interface.declarations import implementedBy
        return implementedBy(cls).isOrExtends(self)

    def get(self, name, default=None):
        for each in self.__iro__:
            if name in each._attributes:
                return each._attributes[name]
        return default


def _gather(interface, found):
    # What comes again comes later: a base after all that are derived from it.
    if interface in found:
        found.remove(interface)
    found.append(interface)
    for base in interface.__bases__:
        _gather(base, found)


def _last(found):
    # Everything keeps what promises nothing.
    if Interface in found:
        found.remove(Interface)
    return (*found, Interface)


class InterfaceClass(Element, Specification):
    """I am what `class IFoo(Interface)` makes."""

    def __init__(self, name, bases=(), attrs=None, __doc__=None,
                 __module__=None):
        attrs = {} if attrs is None else attrs
        Element.__init__(self, name, __doc__ or attrs.get('__doc__') or '')
        # A text with a blank in it is not taken for the name here.
        self.__name__ = name
        self.__module__ = (__module__ or attrs.get('__module__')
                           or sys._getframe(1).f_globals.get('__name__'))
        self.__identifier__ = '%s.%s' % (self.__module__, name)
        self.__bases__ = tuple(bases)
        self._attributes = {}
        while _collected:
            kind, value = _collected.pop(0)
            if kind is None:
                self._tagged.setdefault('invariants', []).append(value)
            else:
                self._tagged[kind] = value
        for key, value in attrs.items():
            if key in _SILENT or value is None and key[0] == '_':
                continue
            if isinstance(value, Attribute):
                if not value.__name__:
                    value.__name__ = key
            elif hasattr(value, '__code__'):
                if value in self._tagged.get('invariants', ()):
                    continue
                value = fromFunction(value, name=key)
            else:
                from zope.interface.exceptions import InvalidInterface
                raise InvalidInterface('Concrete attribute, ' + key)
            value.interface = self
            self._attributes[key] = value

    def interfaces(self):
        return iter((self,))

    def getBases(self):
        return self.__bases__

    def names(self, all=False):
        return self._all().keys() if all else self._attributes.keys()

    def namesAndDescriptions(self, all=False):
        return self._all().items() if all else self._attributes.items()

    def _all(self):
        found = {}
        for each in reversed(self.__iro__):
            found.update(each._attributes)
        return found

    def __iter__(self):
        # My own first, while names() begins with those of the bases.
        return iter(list(dict.fromkeys([name for each in self.__iro__
                                        for name in each._attributes])))

    def __contains__(self, name):
        return self.get(name) is not None

    def __getitem__(self, name):
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    getDescriptionFor = __getitem__
    queryDescriptionFor = Specification.get

    def direct(self, name):
        """What I say myself of a name, or None."""
        return self._attributes.get(name)

    def queryTaggedValue(self, tag, default=None):
        for each in self.__iro__:
            if tag in each._tagged:
                return each._tagged[tag]
        return default

    def validateInvariants(self, obj, errors=None):
        """Raise Invalid unless all that is always true of me is of obj."""
        from zope.interface.exceptions import Invalid
        for each in self.__iro__:
            for check in each._tagged.get('invariants', ()):
                try:
                    check(obj)
                except Invalid as error:
                    if errors is None:
                        raise
                    errors.append(error)
        if errors:
            raise Invalid(errors)

    def __call__(self, obj, alternate=_missing):
        """obj if it provides me, what an adapter makes of it, or alternate."""
        conform = getattr(obj, '__conform__', None)
        if conform is not None:
            found = conform(self)
            if found is not None:
                return found
        found = self.__adapt__(obj)
        if found is not None:
            return found
        if alternate is _missing:
            raise TypeError('Could not adapt', obj, self)
        return alternate

    def __adapt__(self, obj):
        if self.providedBy(obj):
            return obj
        for hook in adapter_hooks:
            found = hook(self, obj)
            if found is not None:
                return found
        return None

    def __lt__(self, other):
        return (self.__name__, self.__module__) < (
            getattr(other, '__name__', ''), getattr(other, '__module__', ''))

    def __reduce__(self):
        return self.__name__

    def __str__(self):
        return self.__identifier__

    def __repr__(self):
        return '<InterfaceClass %s>' % self.__identifier__


Interface = InterfaceClass('Interface', __module__='zope.interface')


def interfacemethod(func):
    """A method of the interface itself; there are none here."""
    raise TypeError('interfacemethod is not supported')


def taggedValue(key, value):
    """Inside an interface: hang a value on it."""
    _collected.append((key, value))


def invariant(call):
    """Inside an interface: what is always true of an object."""
    _collected.append((None, call))
    return call
