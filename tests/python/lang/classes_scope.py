# Class bodies: their namespace, super(), __class__, names that are mangled.
class A:
    """Doc of A."""
    x = 1
    y = [x for _ in range(2)] if False else x + 1
    items = [i for i in range(x + 2)]

    def get(self):
        return self.x

    def __private(self):
        return "private"

    def call(self):
        return self.__private()


print(A.__doc__, A.y, A.items, A.__name__, A.__qualname__, A.__module__)  # expect: Doc of A. 2 [0, 1, 2] A A __main__
print(A().call(), "_A__private" in A.__dict__)  # expect: private True


class B(A):
    x = 10

    def get(self):
        return super().get() + 1

    @classmethod
    def make(cls):
        return super().__new__(cls).get()

    def me(self):
        return __class__.__name__

    def nested(self):
        return (lambda: super(B, self).get())(), [super(B, self).x for _ in "a"]

    def explicit_cell(self):
        def inner():
            return __class__
        return inner() is B


print(B().get(), B.make(), B().me(), B().nested(), B().explicit_cell())  # expect: 11 11 B (10, [1]) True


class Meta(type):
    def __new__(meta, name, bases, namespace, **kw):
        cls = super().__new__(meta, name, bases, namespace)
        cls.keywords = kw
        return cls

    def __init__(cls, name, bases, namespace, **kw):
        super().__init__(name, bases, namespace)


class C(A, metaclass=Meta, color="red"):
    pass


print(C.keywords, type(C).__name__)  # expect: {'color': 'red'} Meta
bases = (A,)
kw = {"metaclass": Meta, "size": 3}


class D(*bases, **kw):
    def who(self):
        return super().get()


print(D.keywords, D().who(), D.__mro__[1].__name__)  # expect: {'size': 3} 1 A


def decorate(name):
    def apply(cls):
        cls.tags = getattr(cls, "tags", ()) + (name,)
        return cls
    return apply


@decorate("outer")
@decorate("inner")
class E:
    pass


print(E.tags)  # expect: ('inner', 'outer')


class Annotated:
    a: int = 1
    b: "text"
    (c): int = 3
    __d: float = 4


print(Annotated.__annotations__, Annotated.c)  # expect: {'a': <class 'int'>, 'b': 'text', '_Annotated__d': <class 'float'>} 3


def scope():
    class Local:
        class Inner:
            def method(self):
                pass
    return Local.Inner.method.__qualname__, Local.__qualname__


print(scope())  # expect: ('scope.<locals>.Local.Inner.method', 'scope.<locals>.Local')


class Loop:
    for i in range(3):
        pass
    try:
        raise KeyError
    except KeyError as e:
        pass
    del i
    exists = "e" in dir()


print(hasattr(Loop, "i"), hasattr(Loop, "e"), Loop.exists)  # expect: False False False
try:
    class Bad:
        print(undefined_thing)
except NameError as error:
    print(error)  # expect: name 'undefined_thing' is not defined
name = "global"


class Reads:
    first = name
    name = "own"
    second = name

    def method(self):
        return name


print(Reads.first, Reads.second, Reads().method())  # expect: global own global


class Named:
    __slots__ = ("__x", "y")

    def __init__(self):
        self.__x = 5

    def get(self):
        return self.__x

    def local(self):
        __y = 3
        return [__y for __y in (1, 2)], locals().get("_Named__y")


print(Named().get(), Named().local())  # expect: 5 ([1, 2], 3)


class Base:
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag


class Sub(Base, tag="t"):
    pass


print(Sub.tag)  # expect: t


class WithLambda:
    f = lambda self, k=3: (k, __class__.__name__)
    g = staticmethod(lambda: 5)


print(WithLambda().f(), WithLambda.g())  # expect: (3, 'WithLambda') 5


class Noted:
    word: int


for name in '__doc__', '__module__', '__abstractmethods__', '__annotations__':
    try:
        delattr(Noted, name)
        print(name)
    except (AttributeError, TypeError) as e:
        print(e)
# expect: cannot delete '__doc__' attribute of immutable type 'Noted'
# expect: cannot delete '__module__' attribute of immutable type 'Noted'
# expect: __abstractmethods__
# expect: __annotations__
print(sorted(Noted.__dict__))  # expect: ['__dict__', '__doc__', '__module__', '__weakref__']


# Who keeps the cell of __class__ from type, or another class in it, hears of it.
class Forgetful(type):
    def __new__(cls, name, bases, space):
        space.pop('__classcell__', None)
        return super().__new__(cls, name, bases, space)


class Twice(type):
    def __new__(cls, name, bases, space):
        made = super().__new__(cls, name, bases, dict(space))
        del space['__classcell__']
        super().__new__(cls, name + '2', bases, space)
        return Forgetful('Other', (), {})


def wrong_cell(name, bases, space): return type(name, bases, {'__classcell__': 5})


class Entries:
    def __mro_entries__(self, bases): return [int]


for meta in (Forgetful, Twice, wrong_cell):
    try:
        class Asking(metaclass=meta):
            def me(self): return __class__
    except (RuntimeError, TypeError) as e:
        print(type(e).__name__, e)
# expect: RuntimeError __class__ not set defining 'Asking' as <class '__main__.Asking'>. Was __classcell__ propagated to type.__new__?
# expect: TypeError __class__ set to <class '__main__.Asking'> defining 'Asking' as <class '__main__.Other'>
# expect: TypeError __classcell__ must be a nonlocal cell, not <class 'int'>
try:
    class Base(Entries()): pass
except TypeError as e:
    print(e)  # expect: __mro_entries__ must return a tuple
