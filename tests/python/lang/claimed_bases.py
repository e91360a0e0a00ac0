# isinstance() and issubclass() of objects that only claim to be classes.
class Claim:
    def __init__(self, *bases):
        self.bases = bases

    @property
    def __bases__(self):
        return self.bases


class Thing:
    def __init__(self, cls):
        self.cls = cls

    @property
    def __class__(self):
        return self.cls


top = Claim()
middle = Claim(int, top)
low = Claim(middle)
print(issubclass(low, top), issubclass(top, low), issubclass(low, int))  # expect: True False True
print(isinstance(Thing(low), top), isinstance(Thing(top), low))  # expect: True False
print(issubclass(low, (str, top)), isinstance(5, top))  # expect: True False


def attempt(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__ + ': ' + str(e)[:32])


attempt(lambda: issubclass(5, int))  # expect: TypeError: issubclass() arg 1 must be a cla
attempt(lambda: issubclass(5, top))  # expect: TypeError: issubclass() arg 1 must be a cla
attempt(lambda: issubclass(low, 5))  # expect: TypeError: issubclass() arg 2 must be a cla
loop = Claim()
loop.bases = (loop, loop)
attempt(lambda: issubclass(loop, int))  # expect: RecursionError: maximum recursion depth exceeded


class Other(float):
    def __float__(self):
        return 42.0


print(float(Other(1)), Other(1) + 1)  # expect: 42.0 2.0


# What a builtin thing is, and what a class in Python says of its own.
class Honest:
    pass


class Proxy(list):
    @property
    def __class__(self):
        return dict


class Any:
    def __getattribute__(self, name):
        return int if name == '__class__' else object.__getattribute__(self, name)


print([isinstance(x, int) for x in (1, True, 1.0, 'a', (), None, Honest(), Any())])
# expect: [True, True, False, False, False, False, False, True]
print(isinstance(Proxy(), dict), isinstance(Proxy(), list), isinstance([], Proxy))
# expect: True True False
print(isinstance(super(Proxy, Proxy()), Proxy), isinstance(list[int], type))
# expect: False False


class Late(Honest):
    pass


late = Late()
print(isinstance(late, str), end=' ')
type.__setattr__(Late, '__getattribute__', Any.__getattribute__)
print(isinstance(late, int), isinstance(late, (str, Honest)))
# expect: False True True

# What a class says of its instances it does not say of itself.
class Odd:
    __class__ = property(lambda self: list)


class Claims:
    __class__ = list


print(isinstance(Odd, list), isinstance(Odd(), list), isinstance(Claims, list), isinstance(Claims(), list), isinstance(Odd, type))  # expect: False True False True True
