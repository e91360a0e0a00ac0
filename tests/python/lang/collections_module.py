# defaultdict, OrderedDict, Counter, namedtuple, ChainMap.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


from collections import *
dd = defaultdict(list)
dd['a'].append(1)
dd['b']
print(dd)  # expect: defaultdict(<class 'list'>, {'a': [1], 'b': []})
print(dd.default_factory)  # expect: <class 'list'>
print(dd.get('zz'))  # expect: None
print('zz' in dd)  # expect: False
print(dd.copy())  # expect: defaultdict(<class 'list'>, {'a': [1], 'b': []})
print(type(dd.copy()))  # expect: <class 'collections.defaultdict'>
print(dd == {'a': [1], 'b': []})  # expect: True
print(defaultdict(int, a=1) | {'b': 2})  # expect: defaultdict(<class 'int'>, {'a': 1, 'b': 2})
print(defaultdict())  # expect: defaultdict(None, {})
dd.default_factory = None
attempt(lambda: dd['q'])  # expect: KeyError: 'q'
attempt(lambda: defaultdict(1))  # expect: TypeError: first argument must be callable or None
x = defaultdict(int)
for c in 'hello':
    x[c] += 1
print(x)  # expect: defaultdict(<class 'int'>, {'h': 1, 'e': 1, 'l': 2, 'o': 1})
print(defaultdict(None, {1: 2}))  # expect: defaultdict(None, {1: 2})
print(x | {'z': 1})  # expect: defaultdict(<class 'int'>, {'h': 1, 'e': 1, 'l': 2, 'o': 1, 'z': 1})
print({'z': 1} | x)  # expect: defaultdict(<class 'int'>, {'z': 1, 'h': 1, 'e': 1, 'l': 2, 'o': 1})
od = OrderedDict([('a', 1), ('b', 2)])
od['c'] = 3
od.move_to_end('a')
print(od)  # expect: OrderedDict([('b', 2), ('c', 3), ('a', 1)])
print(list(od))  # expect: ['b', 'c', 'a']
print(od.popitem())  # expect: ('a', 1)
print(od.popitem(last=False))  # expect: ('b', 2)
print(od)  # expect: OrderedDict([('c', 3)])
print(OrderedDict(a=1) == {'a': 1})  # expect: True
print(OrderedDict([(1, 2), (3, 4)]) == OrderedDict([(3, 4), (1, 2)]))  # expect: False
print(OrderedDict())  # expect: OrderedDict()
od.update(x=1, y=2, z=3)
od.move_to_end('z', last=False)
od.move_to_end('y', last=False)
print(od)  # expect: OrderedDict([('y', 2), ('z', 3), ('c', 3), ('x', 1)])
print(list(reversed(od)))  # expect: ['x', 'c', 'z', 'y']
print(od.copy())  # expect: OrderedDict([('y', 2), ('z', 3), ('c', 3), ('x', 1)])
print(type(od.copy()))  # expect: <class 'collections.OrderedDict'>
print(OrderedDict.fromkeys('ab'))  # expect: OrderedDict([('a', None), ('b', None)])
attempt(lambda: OrderedDict().popitem())  # expect: KeyError: 'dictionary is empty'
attempt(lambda: od.move_to_end('nope'))  # expect: KeyError: 'nope'
print(od | {'n': 1})  # expect: OrderedDict([('y', 2), ('z', 3), ('c', 3), ('x', 1), ('n', 1)])
print(od['y'])  # expect: 2
print(len(od))  # expect: 4
del od['y']
print(od)  # expect: OrderedDict([('z', 3), ('c', 3), ('x', 1)])
c = Counter('abracadabra')
print(c)  # expect: Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1})
print(c.most_common(2))  # expect: [('a', 5), ('b', 2)]
print(c['z'])  # expect: 0
print(sorted(c.elements()))  # expect: ['a', 'a', 'a', 'a', 'a', 'b', 'b', 'c', 'd', 'r', 'r']
print(c + Counter('ab'))  # expect: Counter({'a': 6, 'b': 3, 'r': 2, 'c': 1, 'd': 1})
print(c - Counter('aaaaab'))  # expect: Counter({'r': 2, 'b': 1, 'c': 1, 'd': 1})
print(c & Counter('aabb'))  # expect: Counter({'a': 2, 'b': 2})
print(c | Counter('zz'))  # expect: Counter({'a': 5, 'b': 2, 'r': 2, 'z': 2, 'c': 1, 'd': 1})
print(c.total())  # expect: 11
print(Counter(a=1, b=-1))  # expect: Counter({'a': 1, 'b': -1})
print(+Counter(a=1, b=-1))  # expect: Counter({'a': 1})
print(Counter({'x': 2}) == Counter('xx'))  # expect: True
print(Counter())  # expect: Counter()
c.update('zz')
c.subtract('a')
print(c)  # expect: Counter({'a': 4, 'b': 2, 'r': 2, 'z': 2, 'c': 1, 'd': 1})
del c['nope']
print(c['nope'])  # expect: 0
print(Counter([1, 1, 2]).most_common())  # expect: [(1, 2), (2, 1)]
print(Counter('ab') <= Counter('aab'))  # expect: True
P = namedtuple('P', 'x y')
p = P(1, y=2)
print(p)  # expect: P(x=1, y=2)
print(p.x)  # expect: 1
print(p[1])  # expect: 2
print(p._replace(x=5))  # expect: P(x=5, y=2)
print(p._asdict())  # expect: {'x': 1, 'y': 2}
print(P._fields)  # expect: ('x', 'y')
print(P._make([3, 4]))  # expect: P(x=3, y=4)
print(p == (1, 2))  # expect: True
print(tuple(p))  # expect: (1, 2)
print(P.__doc__)  # expect: P(x, y)
print(p.x + p.y)  # expect: 3
attempt(lambda: P(1))  # expect: TypeError: P.__new__() missing 1 required positional argument: 'y'
attempt(lambda: P._make([1]))  # expect: TypeError: Expected 2 arguments, got 1
attempt(lambda: namedtuple('P', 'a a'))  # expect: ValueError: Encountered duplicate field name: 'a'
attempt(lambda: namedtuple('P', 'class'))  # expect: ValueError: Type names and field names cannot be a keyword: 'class'
attempt(lambda: p._replace(q=1))  # expect: ValueError: Got unexpected field names: ['q']
print(namedtuple('Q', ['a', 'b'], defaults=[9])(1))  # expect: Q(a=1, b=9)
print(namedtuple('R', 'a class a', rename=True)._fields)  # expect: ('a', '_1', '_2')
x, y = p
print(x)  # expect: 1
print(y)  # expect: 2
cm = ChainMap({'a': 1}, {'a': 2, 'b': 3})
print(cm)  # expect: ChainMap({'a': 1}, {'a': 2, 'b': 3})
print(cm['a'])  # expect: 1
print(cm['b'])  # expect: 3
print(len(cm))  # expect: 2
print(sorted(cm))  # expect: ['a', 'b']
print(cm.get('z'))  # expect: None
print('b' in cm)  # expect: True
print(cm.new_child({'c': 1}))  # expect: ChainMap({'c': 1}, {'a': 1}, {'a': 2, 'b': 3})
print(cm.parents)  # expect: ChainMap({'a': 2, 'b': 3})
print(dict(cm))  # expect: {'a': 1, 'b': 3}
cm['n'] = 1
print(cm.maps)  # expect: [{'a': 1, 'n': 1}, {'a': 2, 'b': 3}]
attempt(lambda: cm['zz'])  # expect: KeyError: 'zz'

class UD(UserDict):
    pass

u = UD({'a': 1}, b=2)
print(u)  # expect: {'a': 1, 'b': 2}
print(u['a'])  # expect: 1
print(len(u))  # expect: 2
print(dict(u))  # expect: {'a': 1, 'b': 2}
print(u.get('q', 1))  # expect: 1
print(list(u.items()))  # expect: [('a', 1), ('b', 2)]
print(u == {'a': 1, 'b': 2})  # expect: True
print(UserList([1, 2]) + [3])  # expect: [1, 2, 3]
print(UserList('ab')[0])  # expect: a


# A field is read from the tuple itself.

class Guarded(namedtuple('Guarded', 'x y')):
    def __getitem__(self, index):
        return 'guarded'


g = Guarded(1, 2)
for _ in range(3):
    print(g.x, g.y, g[0])
# expect: 1 2 guarded
# expect: 1 2 guarded
# expect: 1 2 guarded
try:
    Guarded.x.__get__([1])
except TypeError as e:
    print(e)  # expect: descriptor for index '0' for tuple subclasses doesn't apply to 'list' object
try:
    tuple.__new__(Guarded, ()).x
except IndexError as e:
    print(e)  # expect: tuple index out of range

# Counting: by numbers that grow past a word, by what is no number, by keys that
# are equal and not the same.
import collections
many = collections.Counter(a=2 ** 47 - 2, b=1.5, c=True, d='x')
many.update('aabc')
print(many['a'] == 2 ** 47, many['b'], many['c'])  # expect: True 2.5 2
try:
    many.update('bde')
except TypeError as error:
    print(error, many['b'], many['e'])
# expect: can only concatenate str (not "int") to str 3.5 0
print(collections.Counter([1, 1.0, True, '1', (1,), (1,)]))
# expect: Counter({1: 3, (1,): 2, '1': 1})
try:
    collections.Counter([[]])
except TypeError as error:
    print(error)  # expect: unhashable type: 'list'


# Whoever gets or sets items in another way is asked.
class Doubling(collections.Counter):
    def __setitem__(self, key, count):
        super().__setitem__(key, 2 * count)


class Generous(collections.Counter):
    def get(self, key, default=None):
        return super().get(key, 10)


print(Doubling('aab'), Generous('aab'))
# expect: Doubling({'a': 6, 'b': 2}) Generous({'a': 12, 'b': 11})


class Itemless(collections.defaultdict):
    items = 5


for each in collections.OrderedDict(a=1), Itemless():
    if isinstance(each, collections.OrderedDict):
        each.items = 5
    try:
        each.__reduce__()
    except TypeError as error:
        print(error)
# expect: 'int' object is not callable
# expect: 'int' object is not callable


# A factory's result stays; a class below may set items in its own way.
class Stored(collections.defaultdict):
    def __setitem__(self, key, value):
        super().__setitem__(key, [value])


rows, own = collections.defaultdict(list), Stored(int)
for word in 'one two three two'.split():
    rows[len(word)].append(word)
print(dict(rows), own['a'], own, rows.default_factory)
# expect: {3: ['one', 'two', 'two'], 5: ['three']} 0 Stored(<class 'int'>, {'a': [0]}) <class 'list'>
rows.default_factory = None
try:
    rows[9]
except KeyError as error:
    print(error, len(rows))  # expect: 9 2
del rows.default_factory
try:
    rows[9]
except KeyError as error:
    print(error)  # expect: 9


# A subclass of OrderedDict that sets and gets items its own way does so
# everywhere.
class Latest(collections.OrderedDict):
    def __init__(self, most=9, /, *args, **named):
        self.most = most
        super().__init__(*args, **named)

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        self.move_to_end(key)
        while len(self) > self.most: self.popitem(last=False)


latest = Latest(2, [('a', 1), ('b', 2)], c=3)
print(list(latest), latest.update(b=4), list(latest), latest.setdefault('d', 5), list(latest))
# expect: ['b', 'c'] None ['c', 'b'] 5 ['b', 'd']
latest |= {'b': 6}
print(latest.setdefault('b', 0), list(latest), list(latest.copy()), latest.copy().most)
# expect: 6 ['d', 'b'] ['d', 'b'] 9


class Loud(collections.OrderedDict):
    def __setitem__(self, key, value):
        print(key, end=' ')
        super().__setitem__(key, value)


print(list(Loud(a=1) | {'b': 2}), list({'c': 3} | Loud(Loud(d=4))))
# expect: a a b d d c d ['a', 'b'] ['c', 'd']
print(Loud.update.__name__, collections.OrderedDict(a=1).update([('b', 2)], c=3))  # expect: update None


# A class may make something else.
class Other(collections.defaultdict): pass
other = Other(int)
Other.__new__ = lambda cls, *args: 5
try: other | {}
except (TypeError, SystemError): print('no')  # expect: no


# Arithmetic of counters: what is absent counts 0, and only what is positive
# stays, in the order in which it is met.
def by_hand(a, b, combine):
    both = [*a, *(key for key in b if key not in a)]
    counts = {key: combine(a.get(key, 0), b.get(key, 0)) for key in both}
    return [item for item in counts.items() if item[1] > 0]


class Own(Counter):
    pass


samples = [Counter(), Counter("abracadabra"), Counter(a=-2, b=3, z=0),
           Counter(z=1.5, a=2, q=-1), Own(b=1, a=1), Counter({1: 2, True: 3})]
for a in samples:
    for b in samples:
        for made, combine in ((a + b, lambda x, y: x + y),
                              (a - b, lambda x, y: x - y),
                              (a | b, max), (a & b, min)):
            assert type(made) is Counter and made is not a
            assert list(made.items()) == by_hand(a, b, combine), (a, b, made)
    assert type(+a) is Counter and type(-a) is Counter
    assert list((+a).items()) == by_hand(a, {}, lambda x, y: x)
    assert list((-a).items()) == by_hand(a, {}, lambda x, y: -x)
try:
    Counter() + {}
except TypeError as error:
    print(error)
    # expect: unsupported operand type(s) for +: 'Counter' and 'dict'
