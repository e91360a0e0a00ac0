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
