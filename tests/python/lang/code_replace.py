# code.replace(), equality of codes, and generators that may be awaited.
import inspect
import types


def f(a, b=1):
    raise KeyError(a)


code = f.__code__
other = code.replace(co_name='g', co_filename='nowhere', co_firstlineno=100)
print(other.co_name, other.co_qualname, other.co_filename)  # expect: g f nowhere
print(other.co_firstlineno, code.co_firstlineno)  # expect: 100 6
print(other.co_varnames, other.co_argcount)  # expect: ('a', 'b') 2
f.__code__ = other
try:
    f(1)
except KeyError as exc:
    tb = exc.__traceback__.tb_next
    print(exc, tb.tb_lineno, tb.tb_frame.f_code.co_name)  # expect: 1 101 g
print(f.__name__, f.__code__ is other)  # expect: f True

for change in (dict(x=1), dict(co_name=3), dict(co_filename=b'x'),
               dict(co_flags=-1), dict(co_firstlineno='a')):
    try:
        code.replace(**change)
    except (TypeError, ValueError) as exc:
        print(exc)
# expect: 'x' is an invalid keyword argument for replace()
# expect: replace() argument 'co_name' must be str, not int
# expect: replace() argument 'co_filename' must be str, not bytes
# expect: co_flags must be a positive integer
# expect: 'str' object cannot be interpreted as an integer
try:
    code.replace(1)
except TypeError as exc:
    print(exc)  # expect: replace() takes no positional arguments

# All that a code has may be said again.
same = code.replace(**{name: getattr(code, name) for name in dir(code)
                       if name.startswith('co_') and
                       not callable(getattr(code, name)) and
                       name != 'co_lnotab'})
print(same == code, same is code, hash(same) == hash(code))  # expect: True False True
print(code == other, code != other, code == 1)  # expect: False True False


def make():
    def inner(x):
        return x * 2, (1, 0.5)
    return inner


print(make().__code__ == make().__code__)  # expect: True


def compiled(text):
    return compile(text, 'n', 'exec')


print(compiled('x = 1') == compiled('x = 1'))  # expect: True
print(compiled('x = 1') == compiled('x = 1.0'))  # expect: False
print(compiled('x = 1, 2') == compiled('x = 1, 2.0'))  # expect: False
print(compiled('x = 0.0') == compiled('x = -0.0'))  # expect: False
print(compiled('x = y') == compiled('x = z'))  # expect: False
print(len({compiled('x = 1'), compiled('x = 1')}))  # expect: 1


# types.coroutine marks the code of a generator function.
@types.coroutine
def switch():
    got = yield 'asked'
    return got


print(type(switch()), bool(switch.__code__.co_flags & 0x100))  # expect: <class 'generator'> True
print(inspect.isawaitable(switch()), inspect.iscoroutine(switch()))  # expect: True False


async def waits():
    return await switch()


@types.coroutine
def walks():
    return (yield from waits())


for start in waits, walks:
    running = start()
    print(running.send(None))
    try:
        running.send(7)
    except StopIteration as exc:
        print(exc.value)
# expect: asked
# expect: 7
# expect: asked
# expect: 7


def plain():
    yield from awaited


awaited = waits()
try:
    next(plain())
except TypeError as exc:
    print(exc)  # expect: cannot 'yield from' a coroutine object in a non-coroutine generator
try:
    [x for x in awaited]
except TypeError as exc:
    print(exc)  # expect: 'coroutine' object is not iterable
awaited.close()
