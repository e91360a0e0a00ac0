# Who has a __dict__ and who can be referred to weakly, by class.
import types
import weakref


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ':', error)


class Listed: __slots__ = ('a', '__weakref__')
class Closed: __slots__ = ('a',)
class Opened(Closed): pass
class Row(tuple): pass
class Number(int): pass
class Bare(list): __slots__ = ()
class Queue(list): pass
class Group(set): __slots__ = ()
class Failure(Exception): pass
class Text(str): pass
class Data(bytes): pass


for cls in (Listed, Closed, Opened, Row, Number, Bare, Queue, Group, Failure,
            Text, Data):
    one = cls()
    print([name for name in cls.__dict__ if name[2:] in ('dict__', 'weakref__')])
    attempt(lambda: weakref.ref(one)() is one)
# expect: ['__weakref__']
# expect: True
# expect: []
# expect: TypeError: cannot create weak reference to 'Closed' object
# expect: ['__dict__', '__weakref__']
# expect: True
# expect: ['__dict__']
# expect: TypeError: cannot create weak reference to 'Row' object
# expect: ['__dict__']
# expect: TypeError: cannot create weak reference to 'Number' object
# expect: []
# expect: TypeError: cannot create weak reference to 'Bare' object
# expect: ['__dict__', '__weakref__']
# expect: True
# expect: []
# expect: True
# expect: ['__weakref__']
# expect: True
# expect: ['__dict__', '__weakref__']
# expect: True
# expect: ['__dict__']
# expect: TypeError: cannot create weak reference to 'Data' object
attempt(lambda: weakref.ref(ValueError()))
# expect: TypeError: cannot create weak reference to 'ValueError' object
print(list(Opened.__dict__))
# expect: ['__module__', '__dict__', '__weakref__', '__doc__']
print(Listed.__weakref__, Opened().__weakref__)
# expect: <attribute '__weakref__' of 'Listed' objects> None


def derive(base, *slots):
    attempt(lambda: type('Derived', (base,), {'__slots__': slots}).__name__)


derive(Opened, '__weakref__')
# expect: TypeError: __weakref__ slot disallowed: either we already got one, or __itemsize__ != 0
derive(Opened, '__dict__')
# expect: TypeError: __dict__ slot disallowed: we already got one
derive(Closed, '__dict__', '__dict__')
# expect: TypeError: __dict__ slot disallowed: we already got one
derive(Closed, '__dict__', '__weakref__')
# expect: Derived
derive(Number, '__weakref__')
# expect: TypeError: nonempty __slots__ not supported for subtype of 'Number'
derive(int, 'x')
# expect: TypeError: nonempty __slots__ not supported for subtype of 'int'
derive(tuple, 'x')
# expect: TypeError: nonempty __slots__ not supported for subtype of 'tuple'
derive(type, 'x')
# expect: TypeError: nonempty __slots__ not supported for subtype of 'type'
derive(int)
# expect: Derived

# What a module of a subclass has stands in its dict.
class Ordered(types.ModuleType):
    size = property(lambda self: len(self.__dict__))

module = Ordered('module')
module.__dict__['q'] = 1
print(module.q, module.size)
# expect: 1 6
attempt(lambda: setattr(module, 'size', 1))
# expect: AttributeError: property 'size' of 'Ordered' object has no setter
module.q = 2
print(module.__dict__['q'], vars(module) is module.__dict__)
# expect: 2 True
del module.q
attempt(lambda: module.q)
# expect: AttributeError: module 'module' has no attribute 'q'
