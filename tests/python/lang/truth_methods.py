# Whether an object is true, asked of methods in Python where the loop runs them.
class B:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        return self.value


class L:
    def __init__(self, value):
        self.value = value

    def __len__(self):
        return self.value


def asked(x):
    return [not x, 1 if x else 2, (x and 3) is x, (x or 4) is x, bool(x),
            len([y for y in [x] if y]), any([x]), x is (x and x or 5)]


for x in B(True), B(False), L(0), L(3), L(True):
    print(type(x).__name__, x.value, *asked(x))
for x in B(1), B(None), L(-1), L("x"), L(2**70):
    said = set()
    for ask in (lambda: not x, lambda: 1 if x else 2, lambda: x and 1,
                lambda: x or 1, lambda: bool(x), lambda: [1 for _ in "a" if x]):
        try:
            said.add(repr(ask()))
        except Exception as e:
            said.add(f"{type(e).__name__}: {e}")
    print(said)


class Countdown:
    left = 3

    def __bool__(self):
        self.left -= 1
        if self.left < 0:
            raise KeyError("the end")
        return self.left > 0


c, turns = Countdown(), 0
while c:
    turns += 1
print(turns)
try:
    assert not c
except KeyError as e:
    print(e, e.__traceback__.tb_next.tb_frame.f_code.co_name)


class Yields:
    def __bool__(self):
        yield 1


class Asks(B):
    def __bool__(self):
        return not super().__bool__()


class Endless:
    def __bool__(self):
        return not self


class Static:
    __bool__ = staticmethod(lambda: True)


class Meta(type):
    def __bool__(cls):
        return False


class Falls:
    def __bool__(self):
        del Falls.__bool__
        return False


print(not Asks(True), not Asks(False), not Static(), not Meta("M", (), {}))
falls = Falls()
print(not falls, not falls)
try:
    print(not Yields())
except TypeError as e:
    print(e)
try:
    print(not Endless())
except RecursionError:
    print("deep")


def generator():
    while B(True):
        if not B(False):
            yield 1
        if B(True):
            return


print(list(generator()))
# expect: B True False 1 False True True 1 True True
# expect: B False True 2 True False False 0 False False
# expect: L 0 True 2 True False False 0 False False
# expect: L 3 False 1 False True True 1 True True
# expect: L True False 1 False True True 1 True True
# expect: {'TypeError: __bool__ should return bool, returned int'}
# expect: {'TypeError: __bool__ should return bool, returned NoneType'}
# expect: {'ValueError: __len__() should return >= 0'}
# expect: {"TypeError: 'str' object cannot be interpreted as an integer"}
# expect: {"OverflowError: cannot fit 'int' into an index-sized integer"}
# expect: 2
# expect: 'the end' __bool__
# expect: True False False True
# expect: True False
# expect: __bool__ should return bool, returned generator
# expect: deep
# expect: [1]


# A method that changes its class is heard as what it was when it was asked.
class Sized:
    changes = False

    def __len__(self):
        if self.changes:
            Sized.__bool__ = lambda self: False
        return 3


class Claims:
    changes = False

    def __bool__(self):
        if self.changes:
            del Claims.__bool__
        return 5

    def __len__(self):
        return 3


def plainly(x):
    if x:
        return 1
    return 2


print(plainly(Sized()))  # expect: 1
Sized.changes = True
print(plainly(Sized()), plainly(Sized()))  # expect: 1 2
for Claims.changes in (False, True):
    try:
        print(plainly(Claims()))
    except TypeError as e:
        print(e)
# expect: __bool__ should return bool, returned int
# expect: __bool__ should return bool, returned int
