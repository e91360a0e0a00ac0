# Tuples: operators, hashes, and subclasses.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


t = (1, 2, 3)
print(t)  # expect: (1, 2, 3)
print(())  # expect: ()
print((1,))  # expect: (1,)
print(t[0])  # expect: 1
print(t[-1])  # expect: 3
print(t[1:])  # expect: (2, 3)
print(t[::-1])  # expect: (3, 2, 1)
print(t[:])  # expect: (1, 2, 3)
print(t + (4,))  # expect: (1, 2, 3, 4)
print(t * 2)  # expect: (1, 2, 3, 1, 2, 3)
print(2 * t)  # expect: (1, 2, 3, 1, 2, 3)
print(() + ())  # expect: ()
print(() * 5)  # expect: ()
print(len(t))  # expect: 3
print(2 in t)  # expect: True
print(5 in t)  # expect: False
print(t.count(1))  # expect: 1
print(t.index(2))  # expect: 1
print(t == (1, 2, 3))  # expect: True
print(t < (1, 3))  # expect: True
print(hash((1, 2, 3)))  # expect: 529344067295497451
print(hash(()))  # expect: 5740354900026072187
print(hash((1,)))  # expect: -6644214454873602895
print(hash((1, (2, 3))))  # expect: 7267574591690527098
print(hash((True, 1.0, 2.5)))  # expect: 4804109026618196559
print(hash(frozenset([1, 2, 3])))  # expect: -272375401224217160
print(hash(frozenset()))  # expect: 133146708735736
print(hash(frozenset([(1, 2)])))  # expect: 3819360209092968377
print(tuple([1, 2]))  # expect: (1, 2)
print(tuple('ab'))  # expect: ('a', 'b')
print(tuple())  # expect: ()
print(tuple({1: 2}))  # expect: (1,)
print(tuple((x for x in [1, 2])) if 0 else 0)  # expect: 0
attempt(lambda: (1,)[1])  # expect: IndexError: tuple index out of range
attempt(lambda: (1,)['a'])  # expect: TypeError: tuple indices must be integers or slices, not str
attempt(lambda: (1,).index(2))  # expect: ValueError: tuple.index(x): x not in tuple
attempt(lambda: (1,) + [1])  # expect: TypeError: can only concatenate tuple (not "list") to tuple
attempt(lambda: (1,) * 'a')  # expect: TypeError: can't multiply sequence by non-int of type 'str'
attempt(lambda: tuple(1))  # expect: TypeError: 'int' object is not iterable
attempt(lambda: tuple(1, 2))  # expect: TypeError: tuple expected at most 1 argument, got 2
attempt(lambda: hash(([],)))  # expect: TypeError: unhashable type: 'list'
attempt(lambda: (1,) < 1)  # expect: TypeError: '<' not supported between instances of 'tuple' and 'int'
attempt(lambda: tuple(x=1))  # expect: TypeError: tuple() takes no keyword arguments

class T(tuple):

    def __new__(cls, *a):
        return tuple.__new__(cls, a)
    x = 5

q = T(1, 2)
q.name = 'n'
print(q)  # expect: (1, 2)
print(q.x)  # expect: 5
print(q.name)  # expect: n
print(q + (3,))  # expect: (1, 2, 3)
print(q[0])  # expect: 1
print(type(q[:]))  # expect: <class 'tuple'>
print(len(q))  # expect: 2
print(q == (1, 2))  # expect: True
print(hash(q) == hash((1, 2)))  # expect: True
print(q.__dict__)  # expect: {'name': 'n'}
r = []
tt = (r,)
r.append(tt)
print(tt)  # expect: ([(...)],)


# A class below tuple that compares in its own way is asked about itself, too.
class Odd(tuple):
    def __eq__(self, other):
        return 'eq'

    def __ne__(self, other):
        return 'ne'


class Late(tuple):
    pass


odd, late, nan = Odd((1, 2)), Late((1, 2)), (float('nan'),)
print(odd == odd, odd != odd, (1, 2) == odd, late == late, nan == nan, nan != nan)
# expect: eq ne eq True True False
Late.__eq__ = lambda self, other: False
print(late == late, late != late, late in [late])
# expect: False False True


# A text is no number, truth or None, unless its class says so.
class Yes(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class Plain(str):
    pass


mixed = (None, 0, 1.5, True, 'a', Plain('b'))
print([x in mixed for x in ('a', 'b', 'c', None, 0, 1, 1.5, 2, Plain('a'), Yes('z'))])  # expect: [True, True, False, True, True, True, True, False, True, True]
print(['a' == x for x in mixed], [x != 'a' for x in mixed])  # expect: [False, False, False, False, True, False] [True, True, True, True, False, True]
print([None == Yes('a'), Yes('a') == None, Yes('a') in (0, None), None in [Yes('')], 1 == Yes('1')])  # expect: [True, True, True, True, True]
print({None: 1, 'a': 2, 0: 3}['a'], [None, 'x', 0].index('x'), [None, 0, 'x'].count('x'), ('a', None) == ('a', 'None'))  # expect: 2 1 1 False


# Of a dict, and of walks that do not tell how long they are.
def until(count, error=None):
    for i in range(count):
        yield i
    if error is not None:
        raise error


holes = dict.fromkeys('abcd', 1)
del holes['a'], holes['c']
print(tuple(holes), tuple(holes.values()), tuple(holes.items()), tuple({}), tuple({}.values()))  # expect: ('b', 'd') (1, 1) (('b', 1), ('d', 1)) () ()
counts = 0, 1, 15, 16, 17, 18, 40
print([tuple(until(n)) == tuple(map(abs, range(n))) == tuple(range(n)) for n in counts])  # expect: [True, True, True, True, True, True, True]
raised = []
for count in (0, 3, 16, 17):
    for error in KeyError('k'), StopIteration():
        try:
            tuple(until(count, error))
        except (KeyError, RuntimeError) as e:
            raised.append(repr(e)[:12])
print(raised)  # expect: ["KeyError('k'", 'RuntimeError', "KeyError('k'", 'RuntimeError', "KeyError('k'", 'RuntimeError', "KeyError('k'", 'RuntimeError']
walk = until(20)
print(next(walk), tuple(walk)[-1], tuple(walk), tuple(map(int, ())))  # expect: 0 19 () ()


class Values(dict):
    def __iter__(self):
        return iter('own')

    def values(self):
        return ['none']


print(tuple(Values(a=1)), tuple(Values(a=1).values()), tuple(dict.values(Values(a=1))))  # expect: ('o', 'w', 'n') ('none',) (1,)


# A tuple keeps its hash if nobody in it may say another one day.
class Moody:
    def __init__(self):
        self.asked = 0

    def __hash__(self):
        self.asked += 1
        return self.asked


moody = Moody()
outer = (1, (moody, 'x'))
print(hash(outer) == hash(outer), moody.asked, hash((moody,)) == hash((moody,)))  # expect: False 2 False
row, deep = (1, 'a', 2.5, None, True, -1), (1, ('b', (2, ())))
print([hash(row) == hash(row) == hash((1.0, 'a', 2.5, None, 1, -1)) for i in range(2)], hash(deep) == hash(deep) == hash((True, ('b', (2, ())))))  # expect: [True, True] True
print(hash((1, 2, 3)), hash((1, 2, 3)), hash(()), hash((-1,)) == hash((-2,)), hash((2**70, 0)) == hash((2**70, 0)))  # expect: 529344067295497451 529344067295497451 5740354900026072187 True True
refused = (1, [2])
for turn in range(2):
    try:
        hash(refused)
    except TypeError as error:
        print(error)
# expect: unhashable type: 'list'
# expect: unhashable type: 'list'


class Pair(tuple):
    pass


class Odd(tuple):
    def __hash__(self):
        return 5


print(hash(Pair((1, 2))) == hash((1, 2)), {(1, 2): 'x'}[Pair((1, 2))], hash(Odd((1, 2))), hash((Odd((1, 2)),)) == hash((Odd((3,)),)), {Odd((1, 2)), (1, 2)} == {(1, 2)})  # expect: True x 5 True False
places = {(x, y): x * y for x in range(30) for y in range(30)}
kept = list(places)
print(sum(places[p] for p in kept), sum(places[p] for p in kept), sum(places[x, y] for x, y in kept), len(set(kept) | set(places)))  # expect: 189225 189225 189225 900
