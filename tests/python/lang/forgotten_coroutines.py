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
        # Of many, one or two may stay: addresses left on the stack.
        for _ in range(20):
            work()
        (lambda *args: args)(*range(60))  # write over what is on the stack
        gc.collect()
    return sorted({str(w.message) for w in seen}), {w.category for w in seen}


def lose():
    forgotten()
    Box().method()


async def finished():
    return 1


def finish():
    try:
        finished().send(None)
    except StopIteration as e:
        said.add(e.value)
    finished().close()


print(caught(lose))
# expect: (["coroutine 'Box.method' was never awaited", "coroutine 'forgotten' was never awaited"], {<class 'RuntimeWarning'>})
said = set()
print([message for message in caught(finish)[0] if 'finished' in message], said)  # expect: [] {1}


# One that never was, for want of an argument, is not forgotten.
async def wants(argument):
    try:
        pass
    finally:
        print('never')


def call_wrongly():
    try:
        wants()
    except TypeError:
        refused.append(1)


refused = []
print(caught(call_wrongly)[0], len(refused))  # expect: [] 20
