# A class that gets other bases takes those below it along.
class Old:
    def who(self):
        return 'old'


class New:
    def who(self):
        return 'new'

    def __len__(self):
        return 7

    def __add__(self, other):
        return 'sum'


class Middle(Old):
    pass


class Low(Middle):
    pass


class Side(Low, Old):
    pass


def length(thing):
    try:
        return len(thing)
    except TypeError as e:
        return e


def looked_at(thing):
    return thing.who(), length(thing)


thing, side = Low(), Side()
print(looked_at(thing), looked_at(side))
# expect: ('old', TypeError("object of type 'Low' has no len()")) ('old', TypeError("object of type 'Side' has no len()"))
Middle.__bases__ = New,
print(looked_at(thing), looked_at(side), thing + 1)
# expect: ('new', 7) ('new', 7) sum
print([c.__name__ for c in Low.__mro__], [c.__name__ for c in Side.__mro__])
# expect: ['Low', 'Middle', 'New', 'object'] ['Side', 'Low', 'Middle', 'New', 'Old', 'object']
print(Old.__subclasses__(), New.__subclasses__(), Middle.__base__)
# expect: [<class '__main__.Side'>] [<class '__main__.Middle'>] <class '__main__.New'>
Middle.__bases__ = Old, New
print(looked_at(thing), [c.__name__ for c in Side.__mro__])
# expect: ('old', 7) ['Side', 'Low', 'Middle', 'Old', 'New', 'object']
Middle.__bases__ = Old,
print(looked_at(thing))
# expect: ('old', TypeError("object of type 'Low' has no len()"))


# Where no order is to be had, all stays as it was.
class P(Old):
    pass


class Q(New, P):
    pass


try:
    P.__bases__ = New,
except TypeError as e:
    print(str(e).split(',')[0].replace('\n', ' '))
# expect: Cannot create a consistent method resolution order (MRO) for bases New
print(P.__bases__, P.__mro__[1], [c.__name__ for c in Q.__mro__], P().who())
# expect: (<class '__main__.Old'>,) <class '__main__.Old'> ['Q', 'New', 'P', 'Old', 'object'] old


# Nor is there a circle, not even one that mro() closes.
class Reentrant(type):
    ready = False

    def mro(cls):
        if cls.ready and cls.__name__ == 'First':
            Second.__bases__ = First,
        if cls.ready and cls.__name__ == 'Second':
            First.__bases__ = Second,
        return type.mro(cls)


class Root(metaclass=Reentrant):
    pass


class First(Root):
    pass


class Second(Root):
    pass


Reentrant.ready = True
for bases in First.__bases__, (First,), (5,):
    try:
        First.__bases__ = bases
    except TypeError as e:
        print(e)
# expect: a __bases__ item causes an inheritance cycle
# expect: a __bases__ item causes an inheritance cycle
# expect: First.__bases__ must be tuple of classes, not 'int'


# super(C) that C keeps is bound when an instance looks at it.
class Above:
    def call(self):
        return 'above'

    @classmethod
    def of_class(cls):
        return cls.__name__


class Below(Above):
    def call(self):
        return 'below ' + self.__above.call() + self.__above.of_class()


Below._Below__above = super(Below)
print(Below().call(), Below._Below__above)
# expect: below aboveBelow <super: <class 'Below'>, NULL>


class Loud(super):
    def __getattribute__(self, name):
        print('asked for', name)
        return super.__getattribute__(self, name)


Below._Below__above = Loud(Below)
print(Below().call())
# expect: asked for call
# expect: asked for of_class
# expect: below aboveBelow
bound = super(Below, Below())
print(bound.__get__(Below(), Below) is bound)  # expect: True
try:
    super(Below).__get__(5)
except TypeError as e:
    print(e)
# expect: super(type, obj): obj must be an instance or subtype of type

for names in 'a b', ['1x'], ['']:
    try:
        type('S', (), {'__slots__': names})
    except TypeError as e:
        print(e)
# expect: __slots__ must be identifiers
# expect: __slots__ must be identifiers
# expect: __slots__ must be identifiers
try:
    property().fget = None
except AttributeError as e:
    print(e)
# expect: readonly attribute
try:
    looked_at.__globals__ = {}
except AttributeError as e:
    print(e)
# expect: readonly attribute
print(looked_at.__builtins__['len'] is len)  # expect: True
