# operator.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


import operator
print(operator.itemgetter(1)([5, 6]))  # expect: 6
print(operator.itemgetter(0, 2)('abc'))  # expect: ('a', 'c')
print(operator.attrgetter('real')(5))  # expect: 5
print(operator.methodcaller('upper')('x'))  # expect: X
print(operator.methodcaller('split', ',', maxsplit=1)('a,b,c'))  # expect: ['a', 'b,c']
print(operator.add(1, 2))  # expect: 3
print(operator.__add__(1, 2))  # expect: 3
print(operator.not_(0))  # expect: True
print(operator.truth([]))  # expect: False
print(operator.contains([1], 1))  # expect: True
print(operator.countOf([1, 1], 1))  # expect: 2
print(operator.indexOf([1, 2], 2))  # expect: 1
print(operator.index(True))  # expect: 1
print(operator.concat([1], [2]))  # expect: [1, 2]
print(operator.itemgetter(1))  # expect: operator.itemgetter(1)
print(operator.attrgetter('a.b', 'c'))  # expect: operator.attrgetter('a.b', 'c')
print(operator.methodcaller('f', 1, k=2))  # expect: operator.methodcaller('f', 1, k=2)
print(operator.is_(1, 1))  # expect: True
print(operator.lt(1, 2))  # expect: True
print(operator.neg(5))  # expect: -5
print(operator.length_hint([1, 2]))  # expect: 2
print(operator.floordiv(7, 2))  # expect: 3
l = [1]
operator.setitem(l, 0, 5)
print(l)  # expect: [5]
print(operator.getitem(l, 0))  # expect: 5
print(operator.iadd(l, [2]))  # expect: [5, 2]
operator.delitem(l, 0)
print(l)  # expect: [2]
attempt(lambda: operator.itemgetter())  # expect: TypeError: itemgetter expected 1 argument, got 0
attempt(lambda: operator.attrgetter(1))  # expect: TypeError: attribute name must be a string
attempt(lambda: operator.concat(1, 2))  # expect: TypeError: 'int' object can't be concatenated
attempt(lambda: operator.index('a'))  # expect: TypeError: 'str' object cannot be interpreted as an integer


# Subclasses have their own way with items; names of any kind are names.
class Odd(tuple):
    def __getitem__(self, i):
        return 'odd', i


class Name(str):
    pass


class Row(list):
    pass


class Dynamic:
    inner = 7

    def __getattr__(self, name):
        return name * 2


first = operator.itemgetter(0)
print(first(Odd((1, 2))), first(Row([3])), first({0: 4}), first(b'a'), first('x'))  # expect: ('odd', 0) 3 4 97 x
print(operator.itemgetter(-1)((1, 2)), operator.itemgetter(True)([1, 2]))  # expect: 2 2
print(operator.itemgetter(slice(1, 3))([1, 2, 3, 4]), operator.itemgetter(1, 0)([1, 2]))  # expect: [2, 3] (2, 1)
attempt(first, ())  # expect: IndexError: tuple index out of range
attempt(operator.itemgetter(2**62), [1])  # expect: IndexError: list index out of range
attempt(operator.itemgetter(-3), (1, 2))  # expect: IndexError: tuple index out of range
attempt(first, 5)  # expect: TypeError: 'int' object is not subscriptable
print(operator.attrgetter(Name('imag'))(5), operator.attrgetter('a' + 'b')(Dynamic()))  # expect: 0 abab
print(operator.attrgetter('__class__.__name__', 'inner')(Dynamic()))  # expect: ('Dynamic', 7)
attempt(operator.attrgetter('inner.nope'), Dynamic())  # expect: AttributeError: 'int' object has no attribute 'nope'
attempt(operator.attrgetter(''), 5)  # expect: AttributeError: 'int' object has no attribute ''
attempt(operator.attrgetter('.'), 5)  # expect: AttributeError: 'int' object has no attribute ''
print(list(map(first, iter([(1, 2), [3], 'ab']))), list(map(first, [])))  # expect: [1, 3, 'a'] []
attempt(list, map(first, [(1,), ()]))  # expect: IndexError: tuple index out of range

# Dotted names, of which each is looked up by itself, and one name.
import operator
import types
inner = types.SimpleNamespace(b=1, c=types.SimpleNamespace(d=2))
outer = types.SimpleNamespace(a=inner)
setattr(outer, 'a.b', 'dotted')
print(operator.attrgetter('a.b')(outer), operator.attrgetter('a.c.d', 'a')(outer)[0], operator.attrgetter(''.join(['a', '.b']))(outer),
      operator.attrgetter(''.join(['a']))(outer) is inner, operator.attrgetter('a.c.d'))
# expect: 1 2 1 True operator.attrgetter('a.c.d')


# Names with dots and without in one getter, names that are no identifiers, and
# getters that were copied.
import copy
import pickle


class Node:
    def __init__(self, value, below=None):
        self.value, self.below = value, below
        setattr(self, 'not a name', -value)


node = Node(1, Node(2, Node(3)))
for names in ('value',), ('below.value',), ('value', 'below.below.value'), ('not a name', 'value'):
    getter = operator.attrgetter(*names)
    print([g(node) for g in (getter, copy.copy(getter), pickle.loads(pickle.dumps(getter)))])
# expect: [1, 1, 1]
# expect: [2, 2, 2]
# expect: [(1, 3), (1, 3), (1, 3)]
# expect: [(-1, 1), (-1, 1), (-1, 1)]
for name in 'below.below.below.value', 'none', 'a.', '':
    try:
        operator.attrgetter(name)(node)
    except AttributeError as e:
        print(e)
# expect: 'NoneType' object has no attribute 'value'
# expect: 'Node' object has no attribute 'none'
# expect: 'Node' object has no attribute 'a'
# expect: 'Node' object has no attribute ''
