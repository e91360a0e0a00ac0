# Arguments by name arrive whatever carries them: the row of values with the
# names behind it is copied when a receiver comes before it, and when it is long.
import functools


class Recorder:
    def __call__(self, *args, **named):
        return args, list(named.items())

    def method(self, *args, **named):
        return args, list(named.items())


recorder = Recorder()
for count in 0, 1, 6, 7, 8, 11, 12, 13, 14, 40:
    named = {'n%d' % i: i for i in range(count)}
    straight = recorder.method(1, **named)
    assert straight == ((1,), list(named.items())), count
    assert recorder(1, **named) == straight
    assert functools.partial(recorder, 1)(**named) == straight
    assert functools.partial(recorder, **named)(1) == straight
    assert Recorder.method(recorder, 1, **named) == straight
    assert type(recorder).__call__(recorder, 1, **named) == straight
    assert dict(**named) == named and dict({}, **named) == named
    spread = recorder(*range(count), **named)
    assert spread == (tuple(range(count)), list(named.items()))
print(recorder(1, 2, a=3, b=4))  # expect: ((1, 2), [('a', 3), ('b', 4)])
print('{0}{a}{1}{b}'.format(1, 2, a=3, b=4))  # expect: 1324


class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **named):
        return {'prepared': sorted(named)}

    def __new__(meta, name, bases, space, **named):
        return super().__new__(meta, name, bases, space)

    def __init__(cls, name, bases, space, **named):
        super().__init__(name, bases, space)
        cls.named = sorted(named.items())


class Made(metaclass=Meta, x=1, y=2):
    pass


print(Made.prepared, Made.named)  # expect: ['x', 'y'] [('x', 1), ('y', 2)]


class Base:
    def __init_subclass__(cls, /, first, second=0):
        cls.told = first, second


class Told(Base, second=2, first=1):
    pass


print(Told.told)  # expect: (1, 2)
print(sorted([3, 1, 2], key=lambda x: -x, reverse=True))  # expect: [1, 2, 3]
print(max([], default=5), int('11', base=2))  # expect: 5 3
print(str(object=b'a', encoding='ascii'))  # expect: a
try:
    len(x=1)
except TypeError as error:
    print(error)  # expect: len() takes no keyword arguments
try:
    recorder.method.__func__(self=recorder, a=1)
except TypeError as error:
    print(error)
else:
    print('called')  # expect: called


# Keywords of a class derived from a builtin one are for its own __init__, or for
# its own __new__ where the builtin class fills what it made.
import array, itertools


class Degrees(float):
    def __init__(self, number, unit='C'): self.unit = unit


class Pair(tuple):
    def __init__(self, items, name=None): self.name = name


class Row(list):
    def __new__(cls, items, name=None):
        row = super().__new__(cls)
        row.name = name
        return row


class Once(itertools.chain):
    def __init__(self, *sources, name=None): self.name = name


print(Degrees(2.5, unit='F').unit, Pair([1], name='p').name, Row([1], name='r').name,
      list(Once([1], [2], name='o')))
# expect: F p r [1, 2]
for builtin, argument in ((float, 1), (tuple, ()), (frozenset, ()), (list, ()),
                          (filter, (None, ())), (itertools.cycle, ())):
    class Derived(builtin): pass
    try: Derived(*argument if builtin is filter else (argument,), name=1)
    except TypeError as e: print(str(e).partition('(')[0], end=' ')
print()
# expect: float tuple frozenset list filter cycle 


# Keywords and copies begin with as much room as they need, and get more.
def collect(a=None, **rest):
    for i in range(12):
        rest["more%d" % i] = i
        if i % 3 == 0:
            del rest["more%d" % i]
    return a, rest


for length in range(20):
    given = {"name%d" % i: i for i in range(length)}
    more = {"more%d" % i: i for i in range(12) if i % 3}
    wanted = {**given, **more}
    assert collect(**given) == (None, wanted)
    assert collect(a=1, **given) == (1, wanted)
    assert list(collect(**given)[1]) == list(wanted)
    for copy in given.copy(), dict(given), dict(**given), {**given}:
        assert copy == given and copy is not given
        copy.update(more)
        assert copy == wanted and list(copy) == list(wanted)
        copy.clear()
        copy.update(given)
        assert copy == given
    with_holes = dict(given)
    for i in range(0, length, 2):
        del with_holes["name%d" % i]
    copy = with_holes.copy()
    copy["last"] = 1
    assert list(copy) == list(with_holes) + ["last"]
    members = set(given).copy()
    members |= set(more)
    assert members == set(wanted) and len(members) == len(wanted)
