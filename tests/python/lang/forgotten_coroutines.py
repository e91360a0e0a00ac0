# A coroutine that nobody awaited is warned about when it goes.
import gc
import warnings


async def forgotten():
    pass


class Box:
    async def method(self):
        return 1


def caught(work):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter('always')
        work()
        (lambda *args: args)(*range(60))  # write over what is on the stack
        gc.collect()
    return sorted(str(w.message) for w in seen), {w.category for w in seen}


def lose():
    forgotten()
    Box().method()


def finish():
    try:
        Box().method().send(None)
    except StopIteration as e:
        print(e.value)
    forgotten().close()


print(caught(lose))
# expect: (["coroutine 'Box.method' was never awaited", "coroutine 'forgotten' was never awaited"], {<class 'RuntimeWarning'>})
print(caught(finish))
# expect: 1
# expect: ([], set())
