# Reprs of limited length, and the list of keywords.

import reprlib, keyword
print(reprlib.repr(list(range(100))), reprlib.repr('x' * 50), reprlib.repr({i: i for i in range(9)}), reprlib.repr(10 ** 60), reprlib.repr((1,)), reprlib.repr(()), reprlib.repr([[[[[[[[]]]]]]]]), reprlib.repr(set('abcdefghij')), reprlib.repr(frozenset()), reprlib.repr(3.5))
# expect: [0, 1, 2, 3, 4, 5, ...] 'xxxxxxxxxxxx...xxxxxxxxxxxxx' {0: 0, 1: 1, 2: 2, 3: 3, ...} 100000000000000000...0000000000000000000 (1,) () [[[[[[[...]]]]]]] {'a', 'b', 'c', 'd', 'e', 'f', ...} frozenset() 3.5
class L(list):
    @reprlib.recursive_repr('<...>')
    def __repr__(self): return '<' + ', '.join(map(repr, self)) + '>'
l = L([1, 2])
l.append(l)
print(l)  # expect: <1, 2, <...>>
print(keyword.iskeyword('for'), keyword.iskeyword('x'), keyword.issoftkeyword('match'), len(keyword.kwlist))
# expect: True False True 35
