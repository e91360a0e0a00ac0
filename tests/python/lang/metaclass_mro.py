# mro() of a metaclass says where a class looks; type.mro() puts the bases in
# order anew each time.
class Told(type):
    def mro(cls):
        print('mro of', cls.__name__, cls.__bases__, cls.__mro__)
        return type.mro(cls)


class A(metaclass=Told):
    def who(self):
        return 'A'
# expect: mro of A (<class 'object'>,) None


class B(A):
    pass
# expect: mro of B (<class '__main__.A'>,) None


B.__bases__ = A,
# expect: mro of B (<class '__main__.A'>,) (<class '__main__.B'>, <class '__main__.A'>, <class 'object'>)


# Attributes are found in the order that mro() gave.
class Reversed(type):
    def mro(cls):
        return [cls] + list(reversed(cls.__bases__)) + [object]


class Left:
    name = 'left'


class Right:
    name = 'right'


class Both(Left, Right, metaclass=Reversed):
    pass


print(Both.name, Both().name, Both.__mro__)
# expect: right right (<class '__main__.Both'>, <class '__main__.Right'>, <class '__main__.Left'>, <class 'object'>)


class Wrong(type):
    answer = None

    def mro(cls):
        if cls.answer == 'raise':
            raise LookupError(cls.__name__)
        return cls.answer


for answer in 5, [5], (), (object, int), 'raise':
    Wrong.answer = answer
    try:
        Wrong('Made', (), {})
    except (TypeError, LookupError) as e:
        print(type(e).__name__, e)
# expect: TypeError 'int' object is not iterable
# expect: TypeError mro() returned a non-class ('int')
# expect: TypeError type MRO must not be empty
# expect: TypeError mro() returned base with unsuitable layout ('int')
# expect: LookupError Made


# What fails leaves the class as it was.
class Moody(type):
    calm = True

    def mro(cls):
        if not cls.calm:
            raise ValueError('no order')
        return type.mro(cls)


class C(metaclass=Moody):
    pass


class D(C):
    pass


class E(metaclass=Moody):
    pass


Moody.calm = False
try:
    D.__bases__ = E,
except ValueError as e:
    print(e, D.__bases__, D.__mro__)
# expect: no order (<class '__main__.C'>,) (<class '__main__.D'>, <class '__main__.C'>, <class 'object'>)

print(int.mro(), type.mro(bool))
# expect: [<class 'int'>, <class 'object'>] [<class 'bool'>, <class 'int'>, <class 'object'>]

# What is wrong about bases and arguments is called by its name.
def wrong(make):
    try:
        make()
    except TypeError as exc:
        print(exc)
class Bare: pass
def keyword():
    class Local(Bare, size=1): pass
wrong(lambda: type('Twice', (Bare, Bare), {}))
wrong(lambda: type('Twice', (int, Bare, int), {}))
wrong(lambda: type('Over', (object, Bare), {}))
wrong(keyword)
wrong(lambda: object.__init__(Bare(), 1))
wrong(lambda: Bare(1))
# expect: duplicate base class Bare
# expect: duplicate base class int
# expect: Cannot create a consistent method resolution
# expect: order (MRO) for bases object, Bare
# expect: keyword.<locals>.Local.__init_subclass__() takes no keyword arguments
# expect: Bare.__init__() takes exactly one argument (the instance to initialize)
# expect: Bare() takes no arguments
