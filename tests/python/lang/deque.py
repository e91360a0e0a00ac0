# collections.deque.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


from collections import deque
d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d)  # expect: deque([0, 1, 2, 3, 4])
print(len(d))  # expect: 5
print(d[0])  # expect: 0
print(d[-1])  # expect: 4
print(d.pop())  # expect: 4
print(d.popleft())  # expect: 0
print(d)  # expect: deque([1, 2, 3])
d.extend('ab')
d.extendleft('xy')
print(d)  # expect: deque(['y', 'x', 1, 2, 3, 'a', 'b'])
print(d.count('a'))  # expect: 1
print(d.index('a'))  # expect: 5
print('b' in d)  # expect: True
print(list(reversed(d)))  # expect: ['b', 'a', 3, 2, 1, 'x', 'y']
d.rotate(2)
print(d)  # expect: deque(['a', 'b', 'y', 'x', 1, 2, 3])
d.rotate(-3)
print(d)  # expect: deque(['x', 1, 2, 3, 'a', 'b', 'y'])
d.rotate(100)
print(d)  # expect: deque(['b', 'y', 'x', 1, 2, 3, 'a'])
d.reverse()
print(d)  # expect: deque(['a', 3, 2, 1, 'x', 'y', 'b'])
d.remove('a')
print(d)  # expect: deque([3, 2, 1, 'x', 'y', 'b'])
d.insert(2, 'I')
print(d)  # expect: deque([3, 2, 'I', 1, 'x', 'y', 'b'])
d.insert(-1, 'J')
print(d)  # expect: deque([3, 2, 'I', 1, 'x', 'y', 'J', 'b'])
d[1] = 'set'
del d[0]
print(d)  # expect: deque(['set', 'I', 1, 'x', 'y', 'J', 'b'])
m = deque(maxlen=3)
m.extend(range(10))
print(m)  # expect: deque([7, 8, 9], maxlen=3)
print(m.maxlen)  # expect: 3
print(deque([1]) + deque([2]))  # expect: deque([1, 2])
print(deque([1]) * 3)  # expect: deque([1, 1, 1])
print(deque([1, 2]) == deque([1, 2]))  # expect: True
print(deque([1]) < deque([2]))  # expect: True
print(bool(deque()))  # expect: False
print(deque([1, 2], 1))  # expect: deque([2], maxlen=1)
m.appendleft(5)
print(m)  # expect: deque([5, 7, 8], maxlen=3)
m.clear()
print(m)  # expect: deque([], maxlen=3)
print(m.copy())  # expect: deque([], maxlen=3)
q = deque()
for i in range(1000):
    q.append(i)
    q.append(-i)
    q.popleft()
print(len(q))  # expect: 1000
print(q[0])  # expect: 500
print(sum(q))  # expect: 0
q += [1]
q *= 2
print(len(q))  # expect: 2002
q.extend(q)
print(len(q))  # expect: 4004
r = deque([1])
r.append(r)
print(r)  # expect: deque([1, [...]])
attempt(lambda: deque().pop())  # expect: IndexError: pop from an empty deque
attempt(lambda: deque().popleft())  # expect: IndexError: pop from an empty deque
attempt(lambda: deque()[0])  # expect: IndexError: deque index out of range
attempt(lambda: deque([1])['a'])  # expect: TypeError: sequence index must be integer, not 'str'
attempt(lambda: deque([1]).remove(2))  # expect: ValueError: 2 is not in deque
attempt(lambda: deque([1]).index(2))  # expect: ValueError: 2 is not in deque
attempt(lambda: deque([], -1))  # expect: ValueError: maxlen must be non-negative
attempt(lambda: deque([1]) + [1])  # expect: TypeError: can only concatenate deque (not "list") to deque
attempt(lambda: deque([1], maxlen=1).insert(0, 1))  # expect: IndexError: deque already at its maximum size
attempt(lambda: deque(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: deque([1])[0:1])  # expect: TypeError: sequence index must be integer, not 'slice'

def mut():
    d = deque([1, 2])
    for x in d:
        d.append(1)

attempt(mut)  # expect: RuntimeError: deque mutated during iteration


class Emptying:
    def __init__(self, answer):
        self.answer = answer

    def __eq__(self, other):
        d.clear()
        return self.answer


for answer in (True, False):
    d = deque([1, Emptying(answer), 2])
    try:
        d.remove(3)
    except IndexError as e:
        print('an IndexError, and', d)
# expect: an IndexError, and deque([])
# expect: an IndexError, and deque([])


class Turning:
    def __eq__(self, other):
        d.rotate(1)
        return True


d = deque([1, Turning(), 2])
attempt(lambda: d.remove(3))  # expect: IndexError: deque mutated during iteration
print(len(d))  # expect: 3


# A deque extended by another, by itself, by one with an iterator of its own.
import collections


class Backwards(collections.deque):
    def __iter__(self):
        return reversed(tuple(self[i] for i in range(len(self))))


row = collections.deque([1, 2, 3])
row.rotate(1)
row.extend(collections.deque('ab'))
row.extend(row)
row.extend(Backwards('xyz'))
print(row, len(row), row.copy() == row)  # expect: deque([3, 1, 2, 'a', 'b', 3, 1, 2, 'a', 'b', 'z', 'y', 'x']) 13 True
print(collections.deque(row, 4), collections.deque(collections.deque(), 2), collections.deque(Backwards('pq')))  # expect: deque(['b', 'z', 'y', 'x'], maxlen=4) deque([], maxlen=2) deque(['q', 'p'])
row.extendleft(collections.deque((8, 9)))
print(list(row)[:3], collections.deque(collections.deque((1, 2, 3), 2)).maxlen)  # expect: [9, 8, 3] None
big = collections.deque(range(1000))
big.rotate(-700)
print(list(big.copy()) == list(range(700, 1000)) + list(range(700)))  # expect: True


# What changes nothing does not disturb who walks along.
for f in (d.extend, d.__iadd__):
    for nothing in ([], (), deque()):
        for x in d:
            f(nothing)
e = deque()
walk = iter(e)
e.clear()
print(list(walk))  # expect: []
