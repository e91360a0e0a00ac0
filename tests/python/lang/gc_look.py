# What refers to what: gc.get_referrers(), get_referents() and their like.
import functools
import gc


class Plain:
    pass


class Slotted:
    __slots__ = 'x',


target = Plain()
in_list = [target]
in_dict = {'k': target}
in_tuple = (target, 1)
in_set = {target}
plain = Plain()
plain.x = target
wide = Plain()
for i in range(50):
    setattr(wide, 'a%d' % i, i)
wide.last = target
slotted = Slotted()
slotted.x = target
partial = functools.partial(print, target)


def closed(value):
    return lambda: value


cell = closed(target).__closure__[0]
found = gc.get_referrers(target)
for holder in (in_list, in_dict, in_tuple, in_set, slotted, globals(), cell):
    print(any(one is holder for one in found), end=',')
print()  # expect: True,True,True,True,True,True,True,
for holder in plain, wide:
    print(any(one is holder or one is holder.__dict__ for one in found), end=' ')
print(any(one is partial or one is partial.args for one in found))  # expect: True True True
print(any(one is closed for one in found))  # expect: False
print(gc.get_referrers(), gc.get_referents())  # expect: [] []
print(any(one is in_list for one in gc.get_referrers(closed, target)))  # expect: True

print(gc.get_referents(in_list) == [target], gc.get_referents(1, 'a'))  # expect: True []
print(sorted(gc.get_referents([1, 2], {3: 4}, (0, 0))))  # expect: [0, 0, 1, 2, 3, 4]
print(gc.get_referents(cell) == [target])  # expect: True
print(Plain in gc.get_referents(plain))  # expect: True
long = [Plain() for i in range(100000)]
print(len(gc.get_referents(long)))  # expect: 100000
print(any(one is long for one in gc.get_referrers(long[-1])))  # expect: True

mine = [one for one in gc.get_objects() if type(one) is Plain]
print(len(mine) >= 100003, any(one is wide for one in mine))  # expect: True True
del long, mine, found


class Last:
    def __del__(self):
        kept.append(self)


kept = []


def leave():
    for i in range(50):
        Last()


def sink(n):
    return n and sink(n - 1)


leave()
sink(50)
gc.collect()
print(len(kept) > 40, gc.is_finalized(kept[0]))  # expect: True True
print(gc.is_finalized(Last()), gc.is_finalized(3))  # expect: False False

for row in gc.get_stats():
    print(isinstance(row['collections'], int), row['uncollectable'])
# expect: True 0
# expect: True 0
# expect: True 0

log = []


def told(phase, info):
    log.append((phase, info['generation'], sorted(info)))


gc.callbacks.append(told)
gc.collect()
gc.callbacks.remove(told)
for line in log:
    print(*line)
# expect: start 2 ['collected', 'generation', 'uncollectable']
# expect: stop 2 ['collected', 'generation', 'uncollectable']
for wrong in (3, -1):
    try:
        gc.collect(wrong)
    except ValueError as exc:
        print(exc)
# expect: invalid generation
# expect: invalid generation

# What was imported goes on working, and what was not still can be.
gc.freeze()
gc.freeze()
import shlex
import textwrap
print(shlex.split("a 'b c'"), textwrap.dedent('  x'))  # expect: ['a', 'b c'] x
gc.unfreeze()
