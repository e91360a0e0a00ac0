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
