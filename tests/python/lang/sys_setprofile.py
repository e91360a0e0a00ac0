# sys.setprofile(): who is told of which call, and that it costs nothing later.
import sys

log = []


def listen(frame, event, arg):
    code = frame.f_code
    if event[:2] == 'c_':
        log.append((event, arg.__name__, 'in', code.co_name))
    else:
        log.append((event, code.co_name, frame.f_lineno - code.co_firstlineno,
                    arg))


def heard(work):
    log.clear()
    sys.setprofile(listen)
    try:
        work()
    finally:
        sys.setprofile(None)
    for row in log:
        print(*row)


class Box:
    def __init__(self, x):
        self.x = x

    @property
    def value(self):
        return self.x

    def __add__(self, other):
        return self.x + other.x

    def __call__(self):
        return 'called'


def inner(n):
    for i in range(n):
        yield i


def outer():
    return (yield from inner(2))


def optional(a, *b, k=0):
    return len(b)


heard(lambda: optional(1, 2, k=3))
# expect: call <lambda> 0 None
# expect: call optional 0 None
# expect: c_call len in optional
# expect: c_return len in optional
# expect: return optional 1 1
# expect: return <lambda> 0 1
# expect: c_call setprofile in heard
heard(lambda: optional(*[1, 2]))
# expect: call <lambda> 0 None
# expect: call optional 0 None
# expect: c_call len in optional
# expect: c_return len in optional
# expect: return optional 1 1
# expect: return <lambda> 0 1
# expect: c_call setprofile in heard
heard(lambda: Box(1) + Box(2))
# expect: call <lambda> 0 None
# expect: call __init__ 0 None
# expect: return __init__ 1 None
# expect: call __init__ 0 None
# expect: return __init__ 1 None
# expect: call __add__ 0 None
# expect: return __add__ 1 3
# expect: return <lambda> 0 3
# expect: c_call setprofile in heard
heard(lambda: (Box(3).value, Box(4)()))
# expect: call <lambda> 0 None
# expect: call __init__ 0 None
# expect: return __init__ 1 None
# expect: call value 0 None
# expect: return value 2 3
# expect: call __init__ 0 None
# expect: return __init__ 1 None
# expect: call __call__ 0 None
# expect: return __call__ 1 called
# expect: return <lambda> 0 (3, 'called')
# expect: c_call setprofile in heard
heard(lambda: ([].append(1), list.append([], 1), int('3')))
# expect: call <lambda> 0 None
# expect: c_call append in <lambda>
# expect: c_return append in <lambda>
# expect: c_call append in <lambda>
# expect: c_return append in <lambda>
# expect: return <lambda> 0 (None, None, 3)
# expect: c_call setprofile in heard


def loop():
    for i in inner(1):
        pass


heard(loop)
# expect: call loop 0 None
# expect: call inner 0 None
# expect: return inner 2 0
# expect: call inner 2 None
# expect: return inner 1 None
# expect: return loop 1 None
# expect: c_call setprofile in heard
heard(lambda: list(outer()))
# expect: call <lambda> 0 None
# expect: call outer 0 None
# expect: call inner 0 None
# expect: return inner 2 0
# expect: return outer 1 0
# expect: call outer 1 None
# expect: call inner 2 None
# expect: return inner 2 1
# expect: return outer 1 1
# expect: call outer 1 None
# expect: call inner 2 None
# expect: return inner 1 None
# expect: return outer 1 None
# expect: return <lambda> 0 [0, 1]
# expect: c_call setprofile in heard


def fail():
    raise KeyError(1)


def catch():
    try:
        fail()
    except KeyError:
        pass
    try:
        [].remove(3)
    except ValueError:
        return 'caught'


heard(catch)
# expect: call catch 0 None
# expect: call fail 0 None
# expect: return fail 1 None
# expect: c_call remove in catch
# expect: c_exception remove in catch
# expect: return catch 8 caught
# expect: c_call setprofile in heard
heard(lambda: max([3, 1], key=lambda v: -v))
# expect: call <lambda> 0 None
# expect: c_call max in <lambda>
# expect: call <lambda> 0 None
# expect: return <lambda> 0 -3
# expect: call <lambda> 0 None
# expect: return <lambda> 0 -1
# expect: c_return max in <lambda>
# expect: return <lambda> 0 1
# expect: c_call setprofile in heard


async def answer():
    return 5


async def ask():
    return await answer()


def drive():
    try:
        ask().send(None)
    except StopIteration as e:
        return e.value


heard(drive)
# expect: call drive 0 None
# expect: c_call send in drive
# expect: call ask 0 None
# expect: call answer 0 None
# expect: return answer 1 5
# expect: return ask 1 5
# expect: c_exception send in drive
# expect: return drive 4 5
# expect: c_call setprofile in heard


def late():
    sys.setprofile(listen)


# The end of what ran before is told too.
def begin():
    log.clear()
    late()
    sys.setprofile(None)


begin()
print(log[0][:2], log[1:])
# expect: ('return', 'late') [('c_call', 'setprofile', 'in', 'begin')]
print(sys.getprofile())  # expect: None


# A profiler that raises is a profiler no more.
def bad(frame, event, arg):
    raise ZeroDivisionError(event)


def told_badly():
    try:
        sys.setprofile(bad)
        optional(1)
    except ZeroDivisionError as e:
        print(e, sys.getprofile())


told_badly()  # expect: call None


# What it calls is not told; what it sets is there afterwards.
def once(frame, event, arg):
    print(event, frame.f_code.co_name, optional(1, 2))
    sys.setprofile(None)


def told_once():
    sys.setprofile(once)
    optional(1)
    print(sys.getprofile())


told_once()
# expect: call optional 1
# expect: None


# Too deep is too deep with a profiler as without.
def deep(n):
    return deep(n + 1)


def deeper():
    yield from deeper()


for attempt in lambda: deep(0), lambda: list(deeper()):
    sys.setprofile(lambda *told: None)
    try:
        attempt()
    except RecursionError:
        sys.setprofile(None)
        print('too deep')
# expect: too deep
# expect: too deep

# What a profiler raises when a frame ends or yields is for the caller.
def bad(frame, event, arg):
    if event == 'return' and frame.f_code.co_name in ('yields', 'returns'):
        raise KeyError(frame.f_code.co_name)
def yields():
    try: yield 1
    except KeyError: print('inside')
def returns():
    try: return 1
    except KeyError: print('inside')
for action in (lambda: next(yields()), returns):
    sys.setprofile(bad)
    try: action()
    except KeyError as e: print('outside', e)
    sys.setprofile(None)
# expect: outside 'yields'
# expect: outside 'returns'
