# What an instruction remembers about attributes gives way when a class changes.


class Box:
    limit = 10


def read(box):
    return box.x


def limit(box):
    return box.limit


def of_class(cls):
    return cls.limit


box = Box()
box.x = 1
for i in range(5):
    read(box), limit(box), of_class(Box)

# A property set later goes before the object's own attribute.
Box.x = property(lambda self: 42)
print(read(box))  # expect: 42
print(box.__dict__)  # expect: {'x': 1}
del Box.x
print(read(box))  # expect: 1

# Plain data of a class may be replaced, shadowed, deleted.
Box.limit = 11
print(limit(box), of_class(Box))  # expect: 11 11


class Small(Box):
    pass


small = Small()
print(limit(small), of_class(Small))  # expect: 11 11
Small.limit = 5
print(limit(small), of_class(Small))  # expect: 5 5
del Small.limit
print(limit(small), of_class(Small))  # expect: 11 11
small.limit = 7
print(limit(small), limit(box))  # expect: 7 11
del small.limit
print(limit(small))  # expect: 11

# __getattribute__ and __setattr__ that come late.
small.x = 3
for i in range(5):
    read(small)
Small.__getattribute__ = lambda self, name: 'asked for ' + name
print(read(small))  # expect: asked for x
del Small.__getattribute__
print(read(small))  # expect: 3


def write(box, value):
    box.x = value


for i in range(5):
    write(small, i)
Small.__setattr__ = lambda self, name, value: print('set', name, value)
write(small, 9)  # expect: set x 9
print(read(small))  # expect: 4


# A descriptor that learns to set.
class Late:
    def __get__(self, instance, owner):
        return 'late'


class Holder:
    pass


holder = Holder()
holder.x = 'own'
Holder.x = Late()
print(read(holder))  # expect: own
Late.__set__ = lambda self, instance, value: None
print(read(holder))  # expect: late


# Names in __slots__.
class Point:
    __slots__ = ('x', 'y')


def both(point):
    point.x += 1
    return point.x


point = Point()
try:
    both(point)
except AttributeError as e:
    print(e)  # expect: 'Point' object has no attribute 'x'
point.x = 0
for i in range(5):
    both(point)
print(both(point))  # expect: 6
del point.x
try:
    both(point)
except AttributeError as e:
    print(e)  # expect: 'Point' object has no attribute 'x'
point.x = 1
Point.x = property(lambda self: 5, lambda self, value: print('no', value))
print(both(point))
# expect: no 6
# expect: 5


# New bases.
class A:
    def name(self):
        return 'A'


class B:
    def name(self):
        return 'B'


class C(A):
    pass


def name(c):
    return c.name()


c = C()
for i in range(5):
    name(c)
C.__bases__ = (B,)
print(name(c))  # expect: B


# Getters that need a closure, raise, or recurse.
def make(n):
    class Counter:
        @property
        def value(self):
            return n

        @property
        def bad(self):
            raise ValueError('no value')

        @property
        def deep(self):
            return self.deep
    return Counter()


def value(counter):
    return counter.value


print([value(make(n)) for n in range(4)])  # expect: [0, 1, 2, 3]
counter = make(1)
for i in range(3):
    try:
        counter.bad
    except ValueError as e:
        print(e)
# expect: no value
# expect: no value
# expect: no value
for i in range(3):
    try:
        counter.deep
    except RecursionError as e:
        print(e)  # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded
        # expect: maximum recursion depth exceeded

# Loops that take pairs apart, slices that need no slice object.
d = {'a': 1, 'b': 2}
for i in range(3):
    try:
        for key, number in d.items():
            d[key + 'x'] = number
    except RuntimeError as e:
        print(e)  # expect: dictionary changed size during iteration
        # expect: dictionary changed size during iteration
        # expect: dictionary changed size during iteration
print([(i, x, y) for i, (x, y) in enumerate(zip('ab', 'cd'))])
# expect: [(0, 'a', 'c'), (1, 'b', 'd')]
try:
    for a, b in zip([1, 2], [3], strict=True):
        print(a, b)  # expect: 1 3
except ValueError as e:
    print(e)  # expect: zip() argument 2 is shorter than argument 1
for a, b in enumerate('xy', 2 ** 70):
    print(a - 2 ** 70, b)
# expect: 0 x
# expect: 1 y
try:
    for a, b in zip([1], [2], [3]):
        pass
except ValueError as e:
    print(e)  # expect: too many values to unpack (expected 2)
for s in ([1, 2, 3], (1, 2, 3), 'h\xe9llo', b'abc', bytearray(b'abc')):
    print(s[1:], s[:-1], s[-9:9], s[2:1], s[None:2], s[True:])
# expect: [2, 3] [1, 2] [1, 2, 3] [] [1, 2] [2, 3]
# expect: (2, 3) (1, 2) (1, 2, 3) () (1, 2) (2, 3)
# expect: éllo héll héllo  hé éllo
# expect: b'bc' b'ab' b'abc' b'' b'ab' b'bc'
# expect: bytearray(b'bc') bytearray(b'ab') bytearray(b'abc') bytearray(b'') bytearray(b'ab') bytearray(b'bc')


class Slotted:
    __slots__ = ('x',)


try:
    del Slotted().x
except AttributeError as e:
    print(e)  # expect: x
# What a place in the code remembers is given up when it is no longer so.
class Lamp:
    @property
    def colour(self):
        return 'red'


def colour_of(thing):
    return thing.colour


def plain(self):
    yield 'yellow'


def any_number(self, *rest):
    return rest


def two_more(self, a, b):
    return a


lamp = Lamp()
getter = Lamp.__dict__['colour'].fget
for other in plain, any_number, two_more:
    for i in range(3):
        if i == 2:
            getter.__code__ = other.__code__
        try:
            print(type(colour_of(lamp)).__name__, end=' ')
        except TypeError as e:
            print(e)
    print()
# expect: str str generator 
# expect: generator generator tuple 
# expect: tuple tuple Lamp.colour() missing 2 required positional arguments: 'a' and 'b'
# expect:
Lamp.colour = property(lambda self: 'green')
print(colour_of(lamp), colour_of(lamp))  # expect: green green
Lamp.__dict__['colour'].__init__(lambda self: 'blue')
print(colour_of(lamp))  # expect: blue


class Colour:
    pass


class Bound:
    def __get__(self, instance, owner):
        return 'bound'


class Meta(type):
    pass


class OtherMeta(type):
    colour = property(lambda self: 'of the metaclass')


class Thing(metaclass=Meta):
    colour = Colour()


thing = Thing()
for i in range(3):
    kept = colour_of(thing) is colour_of(Thing)
print(kept)  # expect: True
kept = colour_of(thing)
kept.__class__ = Bound
print(colour_of(thing), colour_of(Thing))  # expect: bound bound
Thing.colour = 'white'
for i in range(3):
    kept = colour_of(Thing)
Thing.__class__ = OtherMeta
print(kept, colour_of(Thing))  # expect: white of the metaclass

# One instruction, objects of many classes: more than any site remembers.
def many(count):
    made = []
    for i in range(count):
        def shout(self, i=i):
            return -i
        made.append(type('C%d' % i, (), {'shout': shout, 'data': i}))
    return made


def ask(thing):
    return thing.shout(), thing.data, thing.own


def tell(thing, value):
    thing.own = value


classes = many(300)
things = [cls() for cls in classes]
for turn in range(3):
    for i, thing in enumerate(things):
        tell(thing, i * turn)
    print(sum(a + b + c for a, b, c in map(ask, things)))  # expect: 0
    # expect: 44850
    # expect: 89700
for cls in classes[::2]:
    cls.shout = lambda self: 1000
    cls.data = property(lambda self: 2000)
print(sum(a + b for a, b, c in map(ask, things)))  # expect: 450000
things[1].shout = lambda: 'own'
things[2].__dict__['own'] = 'from the dict'
print(ask(things[1]), ask(things[2]))  # expect: ('own', 1, 2) (1000, 2000, 'from the dict')
del things, thing, classes, cls
import gc
gc.collect()
for i, cls in enumerate(many(300)):
    thing = cls()
    tell(thing, 1)
    assert ask(thing) == (-i, i, 1)


# A method that is called in one place and only fetched in the other.
def fetch(thing):
    return thing.append


def push(thing):
    thing.append(1)


class Appendix:
    def append(self, what):
        print('appended', what)


for thing in [1], Appendix(), [2], Appendix():
    push(thing)
    print(type(fetch(thing)).__name__)  # expect: builtin_function_or_method
    # expect: appended 1
    # expect: method
    # expect: builtin_function_or_method
    # expect: appended 1
    # expect: method


class Borrower:
    foo = dict.items


def borrow(x):
    return list(x.foo())


for _ in range(3):
    try:
        borrow(Borrower())
    except TypeError as e:
        print(e)
# expect: descriptor 'items' for 'dict' objects doesn't apply to a 'Borrower' object
# expect: descriptor 'items' for 'dict' objects doesn't apply to a 'Borrower' object
# expect: descriptor 'items' for 'dict' objects doesn't apply to a 'Borrower' object

# __class__, asked at one place of objects that change theirs or only say so.
class First:
    pass


class Second:
    pass


class Liar:
    __class__ = property(lambda self: int)


def class_of(x):
    return x.__class__.__name__


one = First()
print(class_of(one), class_of(one), class_of(Second()))  # expect: First First Second
one.__class__ = Second
print(class_of(one), class_of(Liar()), class_of(First))  # expect: Second int type
print(class_of(First()), class_of(3), class_of([]), class_of(one))  # expect: First int list Second


class Grown(First):
    pass


kept = Grown()
print(class_of(kept), class_of(kept))  # expect: Grown Grown
try:
    setattr(Grown, '__class__', property(lambda self: dict))
except TypeError as e:
    print(e)  # expect: __class__ must be set to a class, not 'property' object


class Masked(First):
    vars()['__class__'] = property(lambda self: dict)


print([class_of(x) for x in (kept, Masked(), kept)], type(Masked()).__name__)  # expect: ['Grown', 'dict', 'Grown'] Masked


# What is only set leaves what was kept under its name to be found.
class Checked:
    def __set_name__(self, owner, name): self.name = name

    def __set__(self, obj, value):
        obj.__dict__[self.name] = abs(value)


class Order:
    count = Checked()
    what = Checked()

    def __init__(self, count): self.count = count


def count_of(order): return order.count


orders = [Order(-2), Order(3)]
print([count_of(order) for order in orders * 2], type(orders[0].what).__name__)  # expect: [2, 3, 2, 3] Checked
orders[1].__dict__['what'] = len
print(orders[1].what('abc'), count_of(orders[1]), hasattr(Order, 'count'))  # expect: 3 3 True
Checked.__get__ = lambda self, obj, cls: 'got'
print([count_of(order) for order in orders], orders[1].what)  # expect: ['got', 'got'] got


# What came last may go and come again, in any order.
class Going:
    kind = 'class'

    def __init__(self, *names):
        for name in names:
            setattr(self, name, name)


def read(o):
    return [getattr(o, n, '-') for n in 'abc'], o.kind, list(vars(o))


def named(o):
    try:
        return o.b
    except AttributeError as error:
        return str(error)[-3:]


for names in ('a', 'ab', 'abc', ['a', 'kind']):
    o = Going(*names)
    last = names[-1]
    before = named(o)
    for turn in range(3):
        delattr(o, last)
        gone = named(o)
        setattr(o, last, turn)
    print(before, gone, named(o), o.kind, o.__dict__)
# expect: 'b' 'b' 'b' class {'a': 2}
# expect: b 'b' 2 class {'a': 'a', 'b': 2}
# expect: b b b class {'a': 'a', 'b': 'b', 'c': 2}
# expect: 'b' 'b' 'b' 2 {'a': 'a', 'kind': 2}
o, p = Going('a', 'b', 'c'), Going('a', 'b', 'c')
del o.c, o.b
o.c = 1
o.b = 2
del p.b
p.b = 3
print(o.__dict__, p.__dict__, o.a + p.a)  # expect: {'a': 'a', 'c': 1, 'b': 2} {'a': 'a', 'c': 'c', 'b': 3} aa
o = Going()
for i in range(300):
    setattr(o, 'n%d' % i, i)
    delattr(o, 'n%d' % i)
    if i % 100 == 0:
        o.kept = i
print(vars(o))  # expect: {'kept': 200}
for attempt in range(3):
    o = Going('a', 'b')
    del o.b
    try:
        del o.b
    except AttributeError as error:
        print(error, read(o))
# expect: 'Going' object has no attribute 'b' (['a', '-', '-'], 'class', ['a'])
# expect: 'Going' object has no attribute 'b' (['a', '-', '-'], 'class', ['a'])
# expect: 'Going' object has no attribute 'b' (['a', '-', '-'], 'class', ['a'])
many = Going(*['m%d' % i for i in range(40)])
for i in range(39, 20, -1):
    delattr(many, 'm%d' % i)
many.m21 = 'again'
print(len(vars(many)), many.m20, many.m21, hasattr(many, 'm22'))  # expect: 22 m20 again False


class Slotted:
    __slots__ = 'x', 'y'


s = Slotted()
for turn in range(3):
    s.x, s.y = 1, 2
    del s.y
    print(hasattr(s, 'y'), s.x, end=' ')
    del s.x
    print(hasattr(s, 'x'))
# expect: False 1 False
# expect: False 1 False
# expect: False 1 False
