"""abc: classes that say what a class must define.

A class is a virtual subclass of an abstract base class when it was registered
there, or when the base's __subclasshook__ says so.
"""

__all__ = ['ABC', 'ABCMeta', 'abstractmethod', 'abstractclassmethod',
           'abstractstaticmethod', 'abstractproperty', 'get_cache_token',
           'update_abstractmethods']

_token = 0  # counts calls of register(): answers given before are stale


def get_cache_token():
    """A number that changes with every registration."""
    return _token


def abstractmethod(funcobj):
    """Mark a method that subclasses have to define."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """A classmethod that is abstract."""
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """A staticmethod that is abstract."""
    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """A property that is abstract."""
    __isabstractmethod__ = True


def _abstract_names(cls, candidates):
    names = {name for name, value in candidates
             if getattr(value, '__isabstractmethod__', False)}
    for base in cls.__bases__:
        for name in getattr(base, '__abstractmethods__', ()):
            if getattr(getattr(cls, name, None), '__isabstractmethod__', False):
                names.add(name)
    return frozenset(names)


class ABCMeta(type):
    """The class of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls, namespace.items())
        cls._abc_registry = set()
        cls._abc_answers = {}
        cls._abc_token = _token
        return cls

    def register(cls, subclass):
        """Count a class as my subclass. Gives it back, to serve as a decorator.
        """
        global _token
        if not isinstance(subclass, type):
            raise TypeError('Can only register classes')
        if not issubclass(subclass, cls):
            if issubclass(cls, subclass):
                raise RuntimeError('Refusing to create an inheritance cycle')
            cls._abc_registry.add(subclass)
            _token += 1
        from _imp import share_patterns
        share_patterns(cls, subclass)
        return subclass

    def __instancecheck__(cls, instance):
        """What isinstance(instance, cls) asks."""
        subclass = instance.__class__
        if cls._abc_token == _token:
            # Most have been asked about before.
            try:
                answer = cls._abc_answers.get(subclass)
            except TypeError:
                answer = None
            if answer or answer is False and type(instance) is subclass:
                return answer
        if cls.__subclasscheck__(subclass):
            return True
        subtype = type(instance)
        return subtype is not subclass and cls.__subclasscheck__(subtype)

    def __subclasscheck__(cls, subclass):
        """What issubclass(subclass, cls) asks."""
        if not isinstance(subclass, type):
            raise TypeError('issubclass() arg 1 must be a class')
        if cls._abc_token != _token:
            cls._abc_answers.clear()
            cls._abc_token = _token
        answer = cls._abc_answers.get(subclass)
        if answer is None:
            answer = cls._abc_decide(subclass)
            cls._abc_answers[subclass] = answer
        return answer

    def _abc_decide(cls, subclass):
        answer = cls.__subclasshook__(subclass)
        if answer is not NotImplemented:
            return answer
        if cls in getattr(subclass, '__mro__', ()):
            return True
        for registered in cls._abc_registry:
            if issubclass(subclass, registered):
                return True
        for derived in cls.__subclasses__():
            if issubclass(subclass, derived):
                return True
        return False


def update_abstractmethods(cls):
    """Find out again which methods of a class are still abstract."""
    if hasattr(cls, '__abstractmethods__'):
        cls.__abstractmethods__ = _abstract_names(cls, cls.__dict__.items())
    return cls


class ABC(metaclass=ABCMeta):
    """I am a base for those who would rather not name ABCMeta."""
    __slots__ = ()
