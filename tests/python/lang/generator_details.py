# What a thrown exception has for its context, and names that can be set.
import contextlib
import re


def chain(e):
    said = []
    while e is not None:
        said.append(e.args[0])
        e = e.__context__
    return said


def raising(exc):
    try:
        yield
    finally:
        raise exc


g = raising(Exception(3))
next(g)
try:
    try:
        raise Exception(1)
    except Exception:
        g.throw(Exception(2))
except Exception as e:
    print(chain(e))  # expect: [3, 2]


def handling():
    try:
        raise Exception('in')
    except Exception:
        yield


g = handling()
next(g)
try:
    g.throw(Exception('thrown'))
except Exception as e:
    print(chain(e))  # expect: ['thrown', 'in']

manager = contextlib.contextmanager(raising)
try:
    with contextlib.ExitStack() as stack:
        for i in 4, 3, 2:
            stack.enter_context(manager(Exception(i)))
        raise Exception(1)
except Exception as e:
    print(chain(e))  # expect: [4, 3, 2, 1]

g.__name__, g.__qualname__ = 'a', 'b.a'
print(g.__name__, g.__qualname__, str(g)[:21])  # expect: a b.a <generator object b.a
try:
    g.__name__ = 5
except TypeError as e:
    print(e)  # expect: __name__ must be set to a string object


async def steps():
    yield 1


async def step():
    async for x in steps():
        pass

a = steps()
print(a.__name__, a.__qualname__, a.ag_running, a.ag_await)
# expect: steps steps False None
try:
    a.__anext__().send(100)
except TypeError as e:
    print(e)
    # expect: can't send non-None value to a just-started async generator


class Pause:
    def __await__(self):
        yield


async def paused():
    await Pause()


async def awaits(c):
    await c

c = paused()
c.send(None)
try:
    awaits(c).send(None)
except RuntimeError as e:
    print(e)  # expect: coroutine is being awaited already


class Nothing:
    def __aiter__(self):
        return self


async def over():
    async for x in Nothing():
        pass
try:
    over().send(None)
except TypeError as e:
    print(e)
    # expect: 'async for' received an object from __aiter__ that does not implement __anext__: Nothing


def cells():
    def inner():
        return full, empty
    full = []
    for text in sorted(map(repr, inner.__closure__), key=len):
        print(re.sub('0x[0-9a-f]+', '0x', text))
        # expect: <cell at 0x: empty>
        # expect: <cell at 0x: list object at 0x>
    empty = 1
cells()

# throw() with a class and what to make it of.
def catching():
    try:
        yield 1
    except Exception as problem:
        print(repr(problem), end=' ')
    yield 2
for what in ('a', 'b'), 'a', None, (), ValueError('q'), KeyError('k'):
    g = catching()
    next(g)
    print(g.throw(ValueError, what))
# expect: ValueError('a', 'b') 2
# expect: ValueError('a') 2
# expect: ValueError() 2
# expect: ValueError() 2
# expect: ValueError('q') 2
# expect: ValueError(KeyError('k')) 2
try:
    catching().throw(ValueError(), 'more')
except TypeError as problem:
    print(problem)  # expect: instance exception may not have a separate value
async def ones():
    yield 1
async def nothing():
    pass
for begin in (lambda: catching().throw(StopIteration(3)),
              lambda: nothing().throw(StopIteration(3)),
              lambda: ones().athrow(StopIteration(3)).send(None),
              lambda: ones().athrow(StopAsyncIteration(3)).send(None)):
    try:
        begin()
    except RuntimeError as problem:
        print(problem, repr(problem.__cause__))
# expect: generator raised StopIteration StopIteration(3)
# expect: coroutine raised StopIteration StopIteration(3)
# expect: async generator raised StopIteration StopIteration(3)
# expect: async generator raised StopAsyncIteration StopAsyncIteration(3)
g = ones()
try:
    g.asend(None).send(None)
except StopIteration:
    pass
for step in g.athrow(KeyError(1)), g.aclose():
    for act in step.throw, step.send, step.send, step.throw:
        try:
            act(OSError(2) if act == step.throw else None)
        except Exception as problem:
            print(repr(problem), end=' ')
    print('.')
# expect: OSError(2) StopIteration() RuntimeError('cannot reuse already awaited aclose()/athrow()') RuntimeError('cannot reuse already awaited aclose()/athrow()') .
# expect: OSError(2) StopIteration() RuntimeError('cannot reuse already awaited aclose()/athrow()') RuntimeError('cannot reuse already awaited aclose()/athrow()') .
