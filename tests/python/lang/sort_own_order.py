# Sorting by __lt__ written in Python and by cmp_to_key: what it returns, raises
# and changes meanwhile.
from functools import cmp_to_key


class Ordered:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n


rows = [Ordered(n * 7 % 31) for n in range(31)]
print([r.n for r in sorted(rows)] == list(range(31)))  # expect: True


class Truthy(Ordered):
    def __lt__(self, other):
        return [1] if self.n < other.n else []


print([r.n for r in sorted([Truthy(2), Truthy(0), Truthy(1)])])  # expect: [0, 1, 2]


class Undecided(Ordered):
    def __lt__(self, other):
        return NotImplemented

    def __gt__(self, other):
        return self.n > other.n


print([r.n for r in sorted([Undecided(1), Undecided(0)])])  # expect: [0, 1]
del Undecided.__gt__
try:
    sorted([Undecided(1), Undecided(0)])
except TypeError as e:
    print(e)  # expect: '<' not supported between instances of 'Undecided' and 'Undecided'


class Failing(Ordered):
    def __lt__(self, other):
        raise KeyError(self.n)


try:
    sorted([Failing(1), Failing(2)])
except KeyError as e:
    print('KeyError', e)  # expect: KeyError 2


class Changing(Ordered):
    def __lt__(self, other):
        Changing.__lt__ = Ordered.__lt__
        return self.n < other.n


print([r.n for r in sorted(map(Changing, (3, 1, 2)))])  # expect: [1, 2, 3]


class Default(Ordered):
    def __lt__(self, other, extra=1):
        return self.n * extra < other.n


print([r.n for r in sorted(map(Default, (3, 1, 2)))])  # expect: [1, 2, 3]


def by_size(a, b):
    return len(a) - len(b)


print(sorted(['ccc', 'a', 'bb', 'd'], key=cmp_to_key(by_size)))  # expect: ['a', 'd', 'bb', 'ccc']
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b, c=0: b - a)))  # expect: [3, 2, 1]
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: (a - b) / 2)))  # expect: [1, 2, 3]
try:
    sorted([3, 1, 2], key=cmp_to_key(lambda a, b: None))
except TypeError as e:
    print(e)  # expect: '<' not supported between instances of 'NoneType' and 'int'
print((1, 2.5) < (1, 3), (2**60, 1) < (2**60, 2), (1,) < (True,), [1, -2] < [1, -1])  # expect: True True False True

# Texts that differ early, late, by length alone or in characters beyond ASCII.
texts = [a + b for a in ('', 'a', 'ab\0', 'abcdefg', 'abcdefgh', 'abcdefgh\xe9', '\u20ac', '\U0001f600')
         for b in ('', '\0', '\x7f', '\x80', 'z', '\uffff')]
whole = 'abcdefghijklmnop' * 400
texts += [whole[n:] for n in range(0, 24, 5)] + [whole[n:n + 5] for n in range(4)]
in_order = sorted(texts, key=lambda t: [ord(c) for c in t])
print(sorted(texts[::-1]) == in_order, sorted(in_order, reverse=True) == in_order[::-1])  # expect: True True
print(list('abc') + list('h\xe9') + list(''), [*'xy', 'z'])  # expect: ['a', 'b', 'c', 'h', 'é'] ['x', 'y', 'z']
