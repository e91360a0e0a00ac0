# A generator that nobody can reach any more runs what its `try` promised.
import gc
import weakref

COUNT = 20  # one or two may stay, and come later: addresses left on the stack
log = []  # each keeps its own: who comes late tells the one it began with


def many(make):
    global log
    log = []
    for number in range(COUNT):
        make(number)
    (lambda *args: args)(*range(60))  # write over what is left on the stack
    # Where every allocation may begin another cycle, each ends some of them.
    for _ in range(8):
        gc.collect()
    return COUNT - 2 <= len(log) <= COUNT + 2


def cleans(number):
    mine = log
    try:
        yield number
        yield number
    finally:
        mine.append(number)


def start(number):
    next(cleans(number))


print(many(start), len(set(log)) == len(log))  # expect: True True


def sees(number):
    mine = log
    try:
        yield number
    except GeneratorExit as why:
        mine.append(why.args)
        raise


print(many(lambda number: next(sees(number))), set(log))  # expect: True {()}


class Manager:
    def __enter__(self):
        self.log = log
        return self

    def __exit__(self, kind, value, traceback):
        self.log.append(kind)


def inside(number):
    with Manager():
        yield number


print(many(lambda number: next(inside(number))), set(log))  # expect: True {<class 'GeneratorExit'>}

# Through `yield from`, from the inside out; and in a cycle.
order = {}


def inner(number):
    try:
        yield number
    finally:
        order.setdefault(number, []).append('inner')


def outer(number):
    mine = log
    try:
        yield from inner(number)
    finally:
        order[number].append('outer')
        mine.append(number)


def cycle(number):
    made = outer(number)
    next(made)
    holder = [made]
    holder.append(holder)


print(many(cycle))  # expect: True
print(set(map(tuple, order.values())))  # expect: {('inner', 'outer')}

# Coroutines and async generators too.


class Pause:
    def __await__(self):
        yield 'paused'


async def waits(number):
    mine = log
    try:
        await Pause()
    finally:
        mine.append(number)


print(many(lambda number: waits(number).send(None)))  # expect: True


async def steps(number):
    mine = log
    try:
        yield number
    finally:
        mine.append(number)


def step(number):
    try:
        steps(number).__anext__().send(None)
    except StopIteration as stop:
        assert stop.value == number


print(many(step))  # expect: True

# Not one that never began, has ended, or still has a friend.


def ended(number):
    list(cleans(number))
    del log[-1]


print(many(ended), len(log) < 3)  # expect: False True
print(many(cleans), len(log) < 3)  # expect: False True
kept = [cleans(number) for number in range(COUNT)]
print(many(lambda number: next(kept[number])), len(log) < 3)  # expect: False True
del log[:]
print([next(one) for one in kept] == list(range(COUNT)))  # expect: True
for one in kept:
    one.close()
print(set(log) == set(range(COUNT)))  # expect: True

# What goes wrong there is told, and stops nobody.
import sys
told = []
sys.unraisablehook = lambda args: told.append((args.exc_type, str(args.exc_value), type(args.object).__name__))


def stubborn(number):
    try:
        yield number
    except GeneratorExit:
        log.append(number)
        yield number


def fails(number):
    try:
        yield number
    finally:
        log.append(number)
        raise KeyError(number % 1)


print(many(lambda number: next(stubborn(number))), set(told))  # expect: True {(<class 'RuntimeError'>, 'generator ignored GeneratorExit', 'generator')}
before = set(told)
del told[:]
print(many(lambda number: next(fails(number))), set(told) - before)  # expect: True {(<class 'KeyError'>, '0', 'generator')}

# None of it takes long to find: each loop leaves one that has ended.
total = 0
for number in range(30000):
    for item in cleans(1):
        total += item
print(total)  # expect: 60000


class Box:
    pass


def asked_for():
    """What no name leads to any more, nor a temporary of what came before."""
    def inner():
        return kept
    kept = Box()
    seen = weakref.ref(kept)
    for _ in range(2):
        text = 'a%s' % (seen() is None)
    kept = None
    gc.collect()
    return seen, text


asked = [asked_for() for _ in range(COUNT)]
gc.collect()
print(sum([seen() is None for seen, text in asked]) > COUNT // 2, asked[0][1])
# expect: True aFalse
