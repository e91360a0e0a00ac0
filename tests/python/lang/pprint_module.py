# pprint: where lines are broken.
import pprint
import collections
import types


def show(*args, **keywords):
    print(pprint.pformat(*args, **keywords))


data = {'name': 'a' * 30, 'list': list(range(30)), 'nested': {'z': [1, (2,)], 'a': {'q': 'x' * 60}}}
show(data)
# expect: {'list': [0,
# expect:           1,
# expect:           2,
# expect:           3,
# expect:           4,
# expect:           5,
# expect:           6,
# expect:           7,
# expect:           8,
# expect:           9,
# expect:           10,
# expect:           11,
# expect:           12,
# expect:           13,
# expect:           14,
# expect:           15,
# expect:           16,
# expect:           17,
# expect:           18,
# expect:           19,
# expect:           20,
# expect:           21,
# expect:           22,
# expect:           23,
# expect:           24,
# expect:           25,
# expect:           26,
# expect:           27,
# expect:           28,
# expect:           29],
# expect:  'name': 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
# expect:  'nested': {'a': {'q': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'},
# expect:             'z': [1, (2,)]}}
show(data, width=40, compact=True, indent=2)
# expect: { 'list': [ 0, 1, 2, 3, 4, 5, 6, 7, 8,
# expect:             9, 10, 11, 12, 13, 14, 15,
# expect:             16, 17, 18, 19, 20, 21, 22,
# expect:             23, 24, 25, 26, 27, 28,
# expect:             29],
# expect:   'name': 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
# expect:   'nested': { 'a': { 'q': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'},
# expect:               'z': [1, (2,)]}}
show(data, depth=1)
# expect: {'list': [...], 'name': 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'nested': {...}}
show(list('abc') * 12, width=30, compact=True)
# expect: ['a', 'b', 'c', 'a', 'b', 'c',
# expect:  'a', 'b', 'c', 'a', 'b', 'c',
# expect:  'a', 'b', 'c', 'a', 'b', 'c',
# expect:  'a', 'b', 'c', 'a', 'b', 'c',
# expect:  'a', 'b', 'c', 'a', 'b', 'c',
# expect:  'a', 'b', 'c', 'a', 'b',
# expect:  'c']
show('word ' * 20, width=30)
# expect: ('word word word word word '
# expect:  'word word word word word '
# expect:  'word word word word word '
# expect:  'word word word word word ')
show(['word ' * 10, 'line\nline\n'], width=30)
# expect: ['word word word word word '
# expect:  'word word word word word ',
# expect:  'line\nline\n']
show(b'bytes ' * 10, width=30)
# expect: (b'bytes bytes bytes bytes '
# expect:  b'bytes bytes bytes bytes '
# expect:  b'bytes bytes ')
show({3: 1, 'a': 2, None: 3}, width=5)
# expect: {None: 3,
# expect:  3: 1,
# expect:  'a': 2}
show({'b': 1, 'a': 2}, sort_dicts=False)  # expect: {'b': 1, 'a': 2}
show(set('hello world'), width=10)
# expect: {' ',
# expect:  'd',
# expect:  'e',
# expect:  'h',
# expect:  'l',
# expect:  'o',
# expect:  'r',
# expect:  'w'}
show(frozenset(['a' * 20, 'b' * 20]), width=30)
# expect: frozenset({'aaaaaaaaaaaaaaaaaaaa',
# expect:            'bbbbbbbbbbbbbbbbbbbb'})
show((1,), width=1)  # expect: (1,)
show(types.SimpleNamespace(alpha='x' * 30, beta='y' * 40))
# expect: namespace(alpha='xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
# expect:           beta='yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy')
show(collections.OrderedDict([('a' * 20, 1), ('b' * 40, 2)]), width=50)
# expect: OrderedDict([('aaaaaaaaaaaaaaaaaaaa', 1),
# expect:              ('bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',
# expect:               2)])
show(collections.defaultdict(int, a=1, b='x' * 40), width=30)
# expect: defaultdict(<class 'int'>,
# expect:             {'a': 1,
# expect:              'b': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'})
show(collections.deque(['x' * 20, 'y' * 20], 5), width=30)
# expect: deque(['xxxxxxxxxxxxxxxxxxxx',
# expect:        'yyyyyyyyyyyyyyyyyyyy'],
# expect:       maxlen=5)
loop = [1]
loop.append(loop)
print(pprint.isrecursive(loop), pprint.isreadable([1, 'a']), pprint.isreadable([object()]))
# expect: True True False

print(pprint.pformat(loop).startswith('[1, <Recursion on list with id='))
# expect: True

print(pprint.saferepr({'b': 1, 'a': [1.5, None]}), pprint.pformat(10**9, underscore_numbers=True))
# expect: {'a': [1.5, None], 'b': 1} 1_000_000_000

for bad in ({'indent': -1}, {'depth': 0}, {'width': 0}):
    try:
        pprint.PrettyPrinter(**bad)
    except ValueError as e:
        print(e)
        # expect: indent must be >= 0
        # expect: depth must be > 0
        # expect: width must be != 0


import dataclasses


@dataclasses.dataclass
class Point:
    x: int
    label: str


print(pprint.pformat(Point(1, 'word ' * 5), width=20))
# expect: Point(x=1,
# expect:       label='word '
# expect:             'word '
# expect:             'word '
# expect:             'word '
# expect:             'word ')
print(pprint.pformat(Point(1, 'w')), pprint.pformat(types.MappingProxyType({'b': 'x' * 20, 'a': 'y' * 20}), width=30))
# expect: Point(x=1, label='w') mappingproxy({'a': 'yyyyyyyyyyyyyyyyyyyy',
# expect:               'b': 'xxxxxxxxxxxxxxxxxxxx'})
print(pprint.pformat(bytearray(), width=1), pprint.pformat(collections.deque(maxlen=7), width=1))
# expect: bytearray(b'') deque([], maxlen=7)
