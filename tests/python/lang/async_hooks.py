# Hooks of async generators, the origin of coroutines, frames that are cleared.
import gc
import sys
import warnings

print(sys.get_asyncgen_hooks())  # expect: asyncgen_hooks(firstiter=None, finalizer=None)
for wrong in dict(firstiter=3), dict(finalizer=3):
    try:
        sys.set_asyncgen_hooks(**wrong)
    except TypeError as exc:
        print(exc)
# expect: callable firstiter expected, got int
# expect: callable finalizer expected, got int

log = []


def first(g):
    log.append('first ' + g.__name__)


def final(g):
    log.append('final ' + g.__name__)


async def ag():
    try:
        yield 1
    finally:
        log.append('closed')


async def bare():
    yield 1


def step(awaitable):
    try:
        awaitable.send(None)
    except StopIteration as exc:
        return exc.value


sys.set_asyncgen_hooks(first, final)
print(sys.get_asyncgen_hooks() == (first, final))  # expect: True
g = ag()
print(log)  # expect: []
one = g.__anext__()
print(log, step(one))  # expect: ['first ag'] 1
step(g.aclose())
print(log)  # expect: ['first ag', 'closed']
log.clear()


def leave(make):
    for i in range(50):
        step(make().__anext__())


def sink(n):
    return n and sink(n - 1)


for make in ag, bare:
    leave(make)
    sink(50)
    for i in range(3):
        gc.collect()
    name = make.__name__
    print(log.count('first ' + name), log.count('final ' + name) > 40,
          log.count('closed'))
# expect: 50 True 0
# expect: 50 True 0
sys.set_asyncgen_hooks(finalizer=None)
print(sys.get_asyncgen_hooks().firstiter is first)  # expect: True


def bad(g):
    raise ValueError(g.__name__)


sys.set_asyncgen_hooks(bad)
for start in (lambda g: g.asend(None), lambda g: g.athrow(KeyError),
              lambda g: g.aclose(), lambda g: g.__anext__()):
    try:
        start(ag())
    except ValueError as exc:
        print(exc)
# expect: ag
# expect: ag
# expect: ag
# expect: ag
sys.set_asyncgen_hooks(None, None)

# --- where coroutines began ---
print(sys.get_coroutine_origin_tracking_depth())  # expect: 0
try:
    sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as exc:
    print(exc)  # expect: depth must be >= 0


async def c():
    pass


def make():
    return c()


x = make()
print(x.cr_origin)  # expect: None
x.close()
sys.set_coroutine_origin_tracking_depth(2)
x = make()
print([place[1:] for place in x.cr_origin])  # expect: [(108, 'make'), (115, '<module>')]
x.close()
print(len(x.cr_origin))  # expect: 2
sys.set_coroutine_origin_tracking_depth(9)
x = c()
print(len(x.cr_origin))  # expect: 1
sys.set_coroutine_origin_tracking_depth(0)
y = c()
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    for one in x, y:
        warnings._warn_unawaited_coroutine(one)
        one.close()
for one in w:
    lines = str(one.message).split('\n')
    print(one.category.__name__, lines[:2], len(lines))
# expect: RuntimeWarning ["coroutine 'c' was never awaited", 'Coroutine created at (most recent call last)'] 4
# expect: RuntimeWarning ["coroutine 'c' was never awaited"] 1

# --- frames of generators can be cleared, those that run cannot ---
z = c()
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    z.cr_frame.clear()
print(len(w))  # expect: 1


def walked():
    try:
        yield 1
    finally:
        print('left')


q = walked()
next(q)
q.gi_frame.clear()  # expect: left
print(q.gi_frame)  # expect: None


def running():
    try:
        sys._getframe().clear()
    except RuntimeError as exc:
        yield exc


print(*running())  # expect: cannot clear an executing frame


# The frame of a generator is there while somebody holds it.
def frames():
    found = []
    for i in range(50):
        g = walked_quietly(i)
        next(g)
        found.append(g.gi_frame)
    return found


def walked_quietly(number):
    yield number


found = frames()
sink(50)
gc.collect()
junk = [[i] for i in range(10000)]
print([frame.f_locals['number'] for frame in found] == list(range(50)))  # expect: True
z.close()

# One that has ended needs no finalizer, however it is let go.
finished = []
before = sys.get_asyncgen_hooks()
sys.set_asyncgen_hooks(finalizer=finished.append)


async def one():
    yield 1


ended = one()
ended.asend(None)
frame = ended.ag_frame
try:
    ended.aclose().send(None)
except (StopIteration, StopAsyncIteration):
    pass
frame.clear()
print(finished)
# expect: []
sys.set_asyncgen_hooks(*before)
