from collections.abc import (Generator, MutableMapping, MutableSequence,
                             MutableSet)


class Bag(MutableSet):
    def __init__(self, items=()):
        self.kept = dict.fromkeys(items)

    def __contains__(self, item):
        return item in self.kept

    def __iter__(self):
        return iter(list(self.kept))

    def __len__(self):
        return len(self.kept)

    def add(self, item):
        self.kept[item] = None

    def discard(self, item):
        self.kept.pop(item, None)


class Row(MutableSequence):
    def __init__(self):
        self.kept = []

    def __getitem__(self, i):
        return self.kept[i]

    def __setitem__(self, i, value):
        self.kept[i] = value

    def __delitem__(self, i):
        del self.kept[i]

    def __len__(self):
        return len(self.kept)

    def insert(self, i, value):
        self.kept.insert(i, value)


class Book(MutableMapping):
    def __init__(self):
        self.kept = {}

    def __getitem__(self, key):
        return self.kept[key]

    def __setitem__(self, key, value):
        self.kept[key] = value

    def __delitem__(self, key):
        del self.kept[key]

    def __iter__(self):
        return iter(self.kept)

    def __len__(self):
        return len(self.kept)


class Steps(Generator):
    def send(self, value):
        return 1

    def throw(self, typ, val=None, tb=None):
        return 1


def refusal(call, *args):
    try:
        return call(*args)
    except Exception as e:
        return repr(e)


# Operators of sets take what can be walked, and nothing else.
bag = Bag([1, 2, 3])
print(list(bag - [1]), list([1, 9] - bag), list(bag ^ [1, 8]))
# expect: [2, 3] [9] [2, 3, 8]
print(bag.__sub__(3), bag.__rsub__(3), bag.__xor__(3))
# expect: NotImplemented NotImplemented NotImplemented
bag ^= [1, 7]
print(list(bag))  # expect: [2, 3, 7]
bag |= [4]
bag &= [4, 7, 9]
print(sorted(bag))  # expect: [4, 7]
bag -= bag
print(list(bag))  # expect: []
bag ^= Bag('x')
bag ^= bag
print(list(bag))  # expect: []

row = Row()
row.extend('abcab')
row.extend(row)
print(''.join(row), row.count('a'), 'z' in row, 'c' in row)
# expect: abcababcab 4 False True
print(row.index('b', 2), row.index('b', -3), row.index('a', 1, -1))
# expect: 4 9 3
print(refusal(row.index, 'a', 1, 3), refusal(row.index, 'c', 100))
# expect: ValueError() ValueError()
row.remove('c')
row.reverse()
print(''.join(row), row.pop(), row.pop(0))  # expect: bacbababa a b
row.clear()
print(row.kept, refusal(row.pop))
# expect: [] IndexError('list index out of range')

book = Book()
book.update({'a': 1}, b=2)
book.update([('c', 3)])
book.update(book)
print(book.kept, book.setdefault('a', 5), book.setdefault('n'))
# expect: {'a': 1, 'b': 2, 'c': 3, 'n': None} 1 None
print(book.pop('n'), book.pop('z', 9), refusal(book.pop, 'z'))
# expect: None 9 KeyError('z')
print(refusal(book.update, 3))
# expect: TypeError("'int' object is not iterable")
print('a' in book, 'q' in book, 3 in book.values(), 4 in book.values())
# expect: True False True False
print(('a', 1) in book.items(), ('a', 2) in book.items())  # expect: True False
book.clear()
print(book.kept)  # expect: {}

print(refusal(Steps().close))
# expect: RuntimeError('generator ignored GeneratorExit')
