# Lists: methods, operators, slices and their errors.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


a = [3, 1, 2]
print(a)  # expect: [3, 1, 2]
print(len(a))  # expect: 3
print(a[0])  # expect: 3
print(a[-1])  # expect: 2
print(a[1:])  # expect: [1, 2]
print(a[::-1])  # expect: [2, 1, 3]
print(a[::2])  # expect: [3, 2]
print(a[-2:])  # expect: [1, 2]
print(a[5:])  # expect: []
print(a[:100])  # expect: [3, 1, 2]
print(a[-100:2])  # expect: [3, 1]
print(a[2:1])  # expect: []
a.append(4)
a.extend((5, 6))
a.insert(0, 0)
a.insert(-1, 99)
a.insert(100, 7)
a.insert(-100, -1)
print(a)  # expect: [-1, 0, 3, 1, 2, 4, 5, 99, 6, 7]
print(a.pop())  # expect: 7
print(a.pop(0))  # expect: -1
print(a.pop(-2))  # expect: 99
print(a)  # expect: [0, 3, 1, 2, 4, 5, 6]
a.remove(99) if 99 in a else None
print(a)  # expect: [0, 3, 1, 2, 4, 5, 6]
print(a.index(3))  # expect: 1
print(a.count(3))  # expect: 1
print(3 in a)  # expect: True
print(100 in a)  # expect: False
a.reverse()
print(a)  # expect: [6, 5, 4, 2, 1, 3, 0]
a.sort()
print(a)  # expect: [0, 1, 2, 3, 4, 5, 6]
a.sort(reverse=True)
print(a)  # expect: [6, 5, 4, 3, 2, 1, 0]
a[1:3] = 'xyz'
print(a)  # expect: [6, 'x', 'y', 'z', 3, 2, 1, 0]
a[::2] = range(len(a[::2]))
print(a)  # expect: [0, 'x', 1, 'z', 2, 2, 3, 0]
del a[0]
del a[-1]
del a[::2]
print(a)  # expect: [1, 2, 3]
b = list(range(20))
del b[3:15:3]
print(b)  # expect: [0, 1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 15, 16, 17, 18, 19]
del b[::-4]
print(b)  # expect: [0, 1, 2, 5, 7, 8, 11, 13, 14, 16, 17, 18]
del b[1:3]
print(b)  # expect: [0, 5, 7, 8, 11, 13, 14, 16, 17, 18]
b[2:2] = [100, 200]
print(b)  # expect: [0, 5, 100, 200, 7, 8, 11, 13, 14, 16, 17, 18]
b[:] = []
print(b)  # expect: []
b = [1]
b *= 5
print(b)  # expect: [1, 1, 1, 1, 1]
b += (2, 3)
print(b)  # expect: [1, 1, 1, 1, 1, 2, 3]
b *= 0
print(b)  # expect: []
print([1, 2] + [3])  # expect: [1, 2, 3]
print([1, 2] * 2)  # expect: [1, 2, 1, 2]
print(2 * [1, 2])  # expect: [1, 2, 1, 2]
print([] * 3)  # expect: []
print([0] * -1)  # expect: []
print([1, 2] < [1, 3])  # expect: True
print([1, 2] == [1, 2])  # expect: True
print([1] < [1, 0])  # expect: True
print([] < [0])  # expect: True
print([2] > [1, 9])  # expect: True
print([1, 2] != [1, 2])  # expect: False
print([1] <= [1])  # expect: True
print([1, [2]] == [1, [2.0]])  # expect: True
r = [1]
r.append(r)
print(r)  # expect: [1, [...]]
print([r])  # expect: [[1, [...]]]
l = [1, 2, 3]
l += l
print(l)  # expect: [1, 2, 3, 1, 2, 3]
l.extend(l)
print(l)  # expect: [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]
l[1:4] = l
print(l)  # expect: [1, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 2, 3, 1, 2, 3, 1, 2, 3]
c = l.copy()
c.clear()
print(c)  # expect: []
print(len(l))  # expect: 21
print(list('abc'))  # expect: ['a', 'b', 'c']
print(list((1, 2)))  # expect: [1, 2]
print(list({1: 2}))  # expect: [1]
print(list(range(3)))  # expect: [0, 1, 2]
print([x * x for x in range(4)])  # expect: [0, 1, 4, 9]
print(list(reversed([1, 2, 3])))  # expect: [3, 2, 1]
print(sorted([3, 1, 2], key=lambda x: -x))  # expect: [3, 2, 1]
for f, *x in [(lambda: [][0],), (lambda: [1][1],), (lambda: [1]['a'],), (lambda: [1][1.5],), (lambda: [1][None],), (lambda: [].pop(),), (lambda: [1].pop(5),), (lambda: [1].remove(2),), (lambda: [1].index(2),), (lambda: [1] + 1,), (lambda: [1] + (1,),), (lambda: [1] * 'a',), (lambda: [1] * 1.5,), (lambda: [1] < 1,), (lambda: [1] < ['a'],), (lambda: list(1),), (lambda: list(1, 2),), (lambda: list(x=1),), (lambda: hash([]),), (lambda: [1].sort(1),), (lambda: [1].sort(foo=1),), (lambda: [1].append(),), (lambda: [1].append(1, 2),), (lambda: [1].insert(1),), (lambda: [1].count(),), (lambda: ['a', 1].sort(),), (lambda: [1].extend(1),), (lambda: [1].index(),), (lambda: [1, 2, 3][::0],), (lambda: [1][2 ** 100],), (lambda: [1].pop('a'),), (lambda: [1].insert('a', 1),), (lambda: [1, 2].index(2, 'a'),), (lambda: [1][2 ** 100:],), (lambda: [1]['a':],)]:
    attempt(f, *x)
# expect: IndexError: list index out of range
# expect: IndexError: list index out of range
# expect: TypeError: list indices must be integers or slices, not str
# expect: TypeError: list indices must be integers or slices, not float
# expect: TypeError: list indices must be integers or slices, not NoneType
# expect: IndexError: pop from empty list
# expect: IndexError: pop index out of range
# expect: ValueError: list.remove(x): x not in list
# expect: ValueError: 2 is not in list
# expect: TypeError: can only concatenate list (not "int") to list
# expect: TypeError: can only concatenate list (not "tuple") to list
# expect: TypeError: can't multiply sequence by non-int of type 'str'
# expect: TypeError: can't multiply sequence by non-int of type 'float'
# expect: TypeError: '<' not supported between instances of 'list' and 'int'
# expect: TypeError: '<' not supported between instances of 'int' and 'str'
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: list expected at most 1 argument, got 2
# expect: TypeError: list() takes no keyword arguments
# expect: TypeError: unhashable type: 'list'
# expect: TypeError: sort() takes no positional arguments
# expect: TypeError: 'foo' is an invalid keyword argument for sort()
# expect: TypeError: list.append() takes exactly one argument (0 given)
# expect: TypeError: list.append() takes exactly one argument (2 given)
# expect: TypeError: insert expected 2 arguments, got 1
# expect: TypeError: list.count() takes exactly one argument (0 given)
# expect: TypeError: '<' not supported between instances of 'int' and 'str'
# expect: TypeError: 'int' object is not iterable
# expect: TypeError: index expected at least 1 argument, got 0
# expect: ValueError: slice step cannot be zero
# expect: IndexError: cannot fit 'int' into an index-sized integer
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError: slice indices must be integers or have an __index__ method
# expect: no error []
# expect: TypeError: slice indices must be integers or None or have an __index__ method

def sl(l, i, v):
    l[i] = v

attempt(sl, [1], 3, 1)  # expect: IndexError: list assignment index out of range
attempt(sl, [1, 2, 3], slice(None, None, 2), [1])  # expect: ValueError: attempt to assign sequence of size 1 to extended slice of size 2
attempt(sl, [1], slice(0, 1), 5)  # expect: TypeError: can only assign an iterable
attempt(sl, [1, 2], slice(None, None, 2), 5)  # expect: TypeError: must assign iterable to extended slice
attempt(sl, [1], 'a', 1)  # expect: TypeError: list indices must be integers or slices, not str

def dl(l, i):
    del l[i]

attempt(dl, [1], 3)  # expect: IndexError: list assignment index out of range
attempt(dl, [1], 'a')  # expect: TypeError: list indices must be integers or slices, not str
attempt(dl, (1,), 0)  # expect: TypeError: 'tuple' object doesn't support item deletion
attempt(sl, (1,), 0, 0)  # expect: TypeError: 'tuple' object does not support item assignment

class L(list):

    def f(self):
        return len(self)

x = L([1, 2])
x.z = 5
print(x)  # expect: [1, 2]
print(x.f())  # expect: 2
print(x.z)  # expect: 5
print(type(x))  # expect: <class '__main__.L'>
print(x == [1, 2])  # expect: True
print(isinstance(x, list))  # expect: True
print(type(x[:]))  # expect: <class 'list'>
print(type(x + x))  # expect: <class 'list'>
print(type(x.copy()))  # expect: <class 'list'>
print(repr(L()))  # expect: []

# What is walked item by item is put together at once if it is short.
from itertools import chain, islice


def counted(count, error=None):
    for i in range(count):
        yield i
    if error is not None:
        raise error


counts = 0, 1, 15, 16, 17, 18, 40
print([list(counted(n)) == list(map(abs, range(n))) == list(iter(range(n))) == list(chain(range(n))) == [*range(n)] for n in counts])  # expect: [True, True, True, True, True, True, True]
raised = []
for count in (0, 3, 16, 17):
    for error in KeyError('k'), StopIteration():
        try:
            list(counted(count, error))
        except (KeyError, RuntimeError) as e:
            raised.append(repr(e)[:12])
print(raised)  # expect: ["KeyError('k'", 'RuntimeError', "KeyError('k'", 'RuntimeError', "KeyError('k'", 'RuntimeError', "KeyError('k'", 'RuntimeError']
walk = counted(40)
print(list(islice(walk, 16))[-1], list(islice(walk, 17))[0], list(walk), list(walk), list(islice('abc', 2)))  # expect: 15 16 [33, 34, 35, 36, 37, 38, 39] [] ['a', 'b']
print(list(zip(range(20), 'ab')), list(filter(None, range(3))), list(enumerate('a')), list(reversed([1, 2, 3])))  # expect: [(0, 'a'), (1, 'b')] [1, 2] [(0, 'a')] [3, 2, 1]


class Hinted:
    def __iter__(self):
        print('iter', end=' ')
        return counted(3)

    def __length_hint__(self):
        print('hint', end=' ')
        return 1


class Items(list):
    def __init__(self, items):
        list.__init__(self, items)
        self.append('own')


print(list(Hinted()), list(Items('ab')), Items(counted(2)))  # expect: iter hint [0, 1, 2] ['a', 'b', 'own'] [0, 1, 'own']
a = list({1: 2, 3: 4}.items())
a.append(list('xy'))
a += list(dict(p=1)), list((1, 2)), list([])
print(a, list.__new__(list, [1]), list(a) is a)  # expect: [(1, 2), (3, 4), ['x', 'y'], ['p'], [1, 2], []] [] False
for bad in 5, None, Hinted:
    try:
        list(bad)
    except TypeError as error:
        print(error)
# expect: 'int' object is not iterable
# expect: 'NoneType' object is not iterable
# expect: 'type' object is not iterable
try:
    list([], [])
except TypeError as error:
    print(error)  # expect: list expected at most 1 argument, got 2
try:
    list(a=1)
except TypeError as error:
    print(error)  # expect: list() takes no keyword arguments
