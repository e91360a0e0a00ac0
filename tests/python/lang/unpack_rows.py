# A list, a tuple and what is made of them are taken apart alike.
from collections import namedtuple

Point = namedtuple("Point", "x y")


class Row(list):
    pass


class Odd(list):
    def __iter__(self):
        return iter("xy")


for source in ([1, 2], (1, 2), Point(1, 2), Row([1, 2]), Odd([1, 2, 3]),
               "ab", range(2), {1: 3, 2: 4}, iter([5, 6])):
    a, b = source
    print(a, b, end=";")
print()  # expect: 1 2;1 2;1 2;1 2;x y;a b;0 1;1 2;5 6;
for source in ([1], (1, 2, 3), Point(1, 2), Row(), Odd(), range(9), 5):
    try:
        a, b, c, d = source
    except (TypeError, ValueError) as error:
        print(error)
# expect: not enough values to unpack (expected 4, got 1)
# expect: not enough values to unpack (expected 4, got 3)
# expect: not enough values to unpack (expected 4, got 2)
# expect: not enough values to unpack (expected 4, got 0)
# expect: not enough values to unpack (expected 4, got 2)
# expect: too many values to unpack (expected 4)
# expect: cannot unpack non-iterable int object
row = [1, 2]
row[0], row[1] = row
print(row)  # expect: [1, 2]

# Rows of two to four from walks that make tuples for others.
from itertools import (combinations, combinations_with_replacement,
                       permutations, product, zip_longest)

print([a + b for a, b in product('ab', 'cd')])  # expect: ['ac', 'ad', 'bc', 'bd']
print([a + b + c for a, b, c in product('ab', repeat=3)][::3])  # expect: ['aaa', 'abb', 'bba']
print([(d, a) for a, b, c, d in product([1], '2', (3, 4), range(5, 7))])  # expect: [(5, 1), (6, 1), (5, 1), (6, 1)]
print([b + a for a, b in combinations('abc', 2)], [c for a, b, c in combinations('abcd', 3)])  # expect: ['ba', 'ca', 'cb'] ['c', 'd', 'd', 'd']
print([b + a for a, b in permutations('abc', 2)], len([a for a, b, c in permutations('abcd', 3)]))  # expect: ['ba', 'ca', 'ab', 'cb', 'ac', 'bc'] 24
print([b + a for a, b in combinations_with_replacement('ab', 2)])  # expect: ['aa', 'ba', 'bb']
print([(b, a) for a, b in zip_longest('abc', [1])], [c for a, b, c in zip_longest('a', 'bc', '', fillvalue=0)])  # expect: [(1, 'a'), (None, 'b'), (None, 'c')] [0, 0]
print([(c, a) for a, b, c in zip('ab', range(5), [7, 8, 9])], [d for a, b, c, d in zip(*['xy'] * 4)])  # expect: [(7, 'a'), (8, 'b')] ['x', 'y']
for empty in product('', 'a'), combinations('a', 2), zip_longest('', ''), permutations('', 2), zip('', 'a'):
    for a, b in empty:
        print('never')
    for a, b in empty:
        print('never')
for wrong in product('ab', repeat=3), zip('a', 'b', 'c'), combinations('abc', 1), zip_longest('a'), product():
    try:
        for a, b in wrong:
            print('never')
    except ValueError as error:
        print(error)
# expect: too many values to unpack (expected 2)
# expect: too many values to unpack (expected 2)
# expect: not enough values to unpack (expected 2, got 1)
# expect: not enough values to unpack (expected 2, got 1)
# expect: not enough values to unpack (expected 2, got 0)


def failing():
    yield 'f'
    raise LookupError('end')


seen = []
try:
    for a, b, c in zip_longest('abc', failing(), 'xyz'):
        seen.append((a, b, c))
except LookupError as error:
    print(seen, error)  # expect: [('a', 'f', 'x')] end
seen = []
walk = product('ab', 'cd')
for a, b in walk:
    if b == 'd':
        break
print(a + b, next(walk), [a + b for a, b in walk], list(walk))  # expect: ad ('b', 'c') ['bd'] []
walk = zip_longest('abcd', 'xy', fillvalue='-')
for a, b in walk:
    if a == 'c':
        break
print(a + b, list(walk))  # expect: c- [('d', '-')]


class Own(product):
    def __next__(self):
        return super().__next__()[::-1]


class Plain(product):
    pass


print([a + b for a, b in Own('a', 'bc')], [a + b for a, b in Plain('a', 'bc')])  # expect: ['ba', 'ca'] ['ab', 'ac']
for () in zip():
    print('never')
print([1 for () in product()], [a for a, in zip('ab')], [() for () in combinations('ab', 0)])  # expect: [1] ['a', 'b'] [()]
for a, a in product('ab', 'c'):
    print(a, end='|')
for a, b, *c in product('ab', 'c'):
    print(a, b, c, end='|')
print()  # expect: c|c|a c []|b c []|
