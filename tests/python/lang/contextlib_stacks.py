# Stacks of context managers, and asynchronous ones.

from contextlib import *
import contextlib
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
class CM:
    def __init__(self, n, swallow=False, fail=None): self.n, self.swallow, self.fail = n, swallow, fail
    def __enter__(self): print('enter', self.n); return self.n
    def __exit__(self, t, v, tb):
        print('exit', self.n, t and t.__name__)
        if self.fail: raise self.fail
        return self.swallow
def chain(e):
    out = []
    while e: out.append(repr(e)); e = e.__context__
    return out
with ExitStack() as s:
    print(s.enter_context(CM(1)), s.enter_context(CM(2, True)), s.enter_context(CM(3)))
    s.callback(print, 'cb', end='!\n')
    1 / 0  # expect: enter 1
# expect: enter 2
# expect: enter 3
# expect: 1 2 3
# expect: cb!
# expect: exit 3 ZeroDivisionError
# expect: exit 2 ZeroDivisionError
# expect: exit 1 None
try:
    with ExitStack() as s:
        s.enter_context(CM(1, fail=KeyError(1)))
        s.enter_context(CM(2, fail=IndexError(2)))
        raise ValueError(0)
except Exception as e: print(chain(e))  # expect: enter 1
# expect: enter 2
# expect: exit 2 ValueError
# expect: exit 1 IndexError
# expect: ['KeyError(1)', 'IndexError(2)', 'ValueError(0)']
with ExitStack() as s:
    s.push(CM(5)); q = s.pop_all()
q.close()  # expect: exit 5 None
t(lambda: ExitStack().enter_context(3))
# expect: TypeError 'builtins.int' object does not support the context manager protocol
@contextmanager
def g(x):
    print('in', x)
    try: yield x
    finally: print('out', x)
@g(3)
def f(): return 'f'
print(f(), isinstance(g(1), AbstractContextManager), isinstance(CM(1), AbstractContextManager), isinstance(3, AbstractContextManager))
# expect: in 3
# expect: out 3
# expect: f True True False
t(AbstractContextManager)  # expect: TypeError Can't instantiate abstract class AbstractContextManager with abstract method __exit__
async def main():
    async with AsyncExitStack() as s:
        s.enter_context(CM('sync'))
        async def acb(x): print('async cb', x)
        s.push_async_callback(acb, 7)
        print(await s.enter_async_context(nullcontext(8)))
        @asynccontextmanager
        async def ag():
            print('ag in'); 
            try: yield 9
            except ZeroDivisionError: print('caught')
        print(await s.enter_async_context(ag()))
        1 / 0
    @ag()
    async def deco(): return 'deco'
    print(await deco())
try: main().send(None)
except StopIteration: print('done')  # expect: enter sync
# expect: 8
# expect: ag in
# expect: 9
# expect: caught
# expect: async cb 7
# expect: exit sync None
# expect: ag in
# expect: deco
# expect: done
@contextmanager
def bad(): yield 1; yield 2
def use():
    with bad(): pass
t(use)  # expect: RuntimeError generator didn't stop
def use():
    with g(1): raise StopIteration(5)
t(use)  # expect: in 1
# expect: out 1
# expect: StopIteration 5
