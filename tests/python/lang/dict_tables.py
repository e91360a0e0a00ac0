# Dictionaries as tables: __missing__, growth, deletion, equal hashes.

class D(dict):

    def __missing__(self, k):
        return 'miss %r' % (k,)

x = D(a=1)
print(x['a'])  # expect: 1
print(x['zz'])  # expect: miss 'zz'
print(x.get('zz'))  # expect: None
print(x)  # expect: {'a': 1}
print(type(x.copy()))  # expect: <class 'dict'>
print(x == {'a': 1})  # expect: True
x.attr = 1
print(x.attr)  # expect: 1
print(x.__dict__)  # expect: {'attr': 1}
big = {}
for i in range(1000):
    big[i * 8] = i
for i in range(0, 1000, 3):
    del big[i * 8]
print(len(big))  # expect: 666
print(sum(big.values()))  # expect: 332667
print(8 in big)  # expect: True
print(0 in big)  # expect: False
print(list(big)[:5])  # expect: [8, 16, 32, 40, 56]
print(list(big)[-2:])  # expect: [7976, 7984]
for i in range(0, 1000, 3):
    big[i * 8] = -i
print(len(big))  # expect: 1000
print(sum(big.values()))  # expect: 165834
print(list(big)[-3:])  # expect: [7944, 7968, 7992]
while big:
    big.popitem()
print(big)  # expect: {}
print(len(big))  # expect: 0
for i in range(20):
    big[str(i)] = i
for i in range(19):
    del big[str(i)]
print(big)  # expect: {'19': 19}
big['new'] = 1
print(big)  # expect: {'19': 19, 'new': 1}
print(big.pop('19'))  # expect: 19
print(big)  # expect: {'new': 1}

class H:

    def __init__(s, n):
        s.n = n

    def __hash__(s):
        return 1

    def __eq__(s, o):
        return isinstance(o, H) and s.n == o.n

    def __repr__(s):
        return 'H%d' % s.n

hd = {H(i): i for i in range(30)}
print(hd[H(7)])  # expect: 7
print(hd.get(H(50)))  # expect: None
print(len(hd))  # expect: 30
del hd[H(7)]
print(H(7) in hd)  # expect: False
print(H(8) in hd)  # expect: True
print(len(hd))  # expect: 29

class EvilEq:

    def __hash__(s):
        return 1

    def __eq__(s, o):
        hd.clear()
        return False

try:
    hd[EvilEq()]
except KeyError:
    print(len(hd))  # expect: 29
print(list(D.__dict__)[:2])  # expect: ['__module__', '__missing__']
print(D.__dict__.get('nope'))  # expect: None
print('__missing__' in D.__dict__)  # expect: True


# Keys of one hash: numbers, texts and tuples are told apart without asking, the
# rest is asked, item by item, until one differs.
class Same(str):
    def __eq__(self, other):
        asked.append(str.__str__(self))
        return str.__eq__(self, other)

    __hash__ = str.__hash__


class Odd:
    def __init__(self, name, hash):
        self.name, self.hash = name, hash

    def __hash__(self):
        return self.hash

    def __eq__(self, other):
        asked.append(self.name)
        return self.name == getattr(other, 'name', other)


asked = []
word = ''.join(['wo', 'rd'])
pairs = {(1, word): 'a', (1.0, 'x'): 'b', (0.0, None): 'c', ((1, 2), 'in'): 'd',
         (): 'e', (2 ** 80, 1): 'f', ('é', b'y'): 'g'}
print([pairs[key] for key in
       [(True, 'word'), (1, 'x'), (-0.0, None), ((1.0, 2), 'in'), (),
        (2 ** 80, 1.0), ('\xe9', bytes([121]))]])
# expect: ['a', 'b', 'c', 'd', 'e', 'f', 'g']
print((1, 'words') in pairs, (1,) in pairs, (1, 'word', 0) in pairs,
      pairs.get((2, 'x')), asked)  # expect: False False False None []
for size in 5, 20:
    row = dict.fromkeys(range(size))
    row[Same('k')] = 1
    row['k'] = 2
    del asked[:]
    print(row['k'], len(row) - size, row[Same('k')], len(asked) > 0)
# expect: 2 1 2 True
# expect: 2 1 2 True
for size in 2, 30:
    table = {(n, Odd('n%d' % n, 7)): n for n in range(size)}
    table[Odd('a', 5), 1] = 'a1'
    del asked[:]
    print(table[Odd('a', 5), 1], asked, (Odd('b', 5), 1) in table, asked,
          (Odd('a', 5), 2) in table)
# expect: a1 ['a', 'a'] False ['a', 'a'] False
# expect: a1 ['a', 'a'] False ['a', 'a'] False
del asked[:]
print((Odd('p', 1), 1) == (Odd('p', 2), 2), (1, Odd('p', 1)) == (2, 5), asked)
# expect: False False ['p']
print((1, 2) == (1, 2, 3), (1, 'a') != (1.0, 'a'), (1, 2) == [1, 2],
      (float('nan'),) == (float('nan'),), (0.0,) == (-0.0,), () == ())
# expect: False False False False True True
nothing = float('nan')
print((nothing,) == (nothing,), {(nothing, 1): 5}[nothing, 1], (None,) != (0,))
# expect: True 5 True
names = {n: str(n) for n in range(30)}
names[1.0], names[True], names[2 ** 61 + 2] = 'one', 'yes', 'far'
print(names[1], len(names), names[3], names.get(2 ** 61 - 1 + 4), -1 in names)
# expect: yes 31 3 None False
print({-1: 'a', -2: 'b'}[-2], {-2: 'a', (-2): 'c', -1: 'd'}, {0, -0.0, 0j, False})
# expect: b {-2: 'c', -1: 'd'} {0}


# Texts of a class below str, which says nothing of comparing, or something.
class Symbol(str):
    pass


class Loud(str):
    def __lt__(self, other):
        return 'loud'


class Third(Symbol):
    def __eq__(self, other):
        return 'third'

    __hash__ = str.__hash__


s, table = Symbol('plus'), {Symbol('plus'): 1, 'minus': 2, (Symbol('a'), 1): 3}
print(s == 'plus', 'plus' == s, s != Symbol('plus'), s < 'q', 'a' < s, s == 5, s == b'plus')
# expect: True True False True True False False
print(table['plus'], table[s], table[Symbol('minus')], table['a', True], 'a' in table)
# expect: 1 1 2 3 False
print(Loud('a') < 'b', 'a' < Loud('b'), Loud('a') == 'a', Loud('a') > 'b', s == Third('x'),
      'plus' == Third('x'), Third('x') == s, s in [Third('x')], s in ['x', 'plus'])
# expect: loud True True False third third third True True
print(hash(s) == hash('plus'), {s, 'plus', Symbol('plus')}, sorted([Symbol('b'), 'a', Loud('c')]))
# expect: True {'plus'} ['c', 'a', 'b']

# Pairs taken from the end where there are holes before it, and then in front.
from collections import OrderedDict
for walk in False, True:
    for d in {}, OrderedDict():
        for k in range(6): d[k] = k
        if walk: list(d), [k for k in d]
        del d[3], d[4]
        print(d.popitem(), d.popitem(), list(d), list(reversed(d)))
        del d[0]
        print(d.popitem(), len(d), list(d))
        d['x'] = 1
        print(d.popitem(*([False] if type(d) is OrderedDict else [])), d == {})
# expect: (5, 5) (2, 2) [0, 1] [1, 0]
# expect: (1, 1) 0 []
# expect: ('x', 1) True
# expect: (5, 5) (2, 2) [0, 1] [1, 0]
# expect: (1, 1) 0 []
# expect: ('x', 1) True
# expect: (5, 5) (2, 2) [0, 1] [1, 0]
# expect: (1, 1) 0 []
# expect: ('x', 1) True
# expect: (5, 5) (2, 2) [0, 1] [1, 0]
# expect: (1, 1) 0 []
# expect: ('x', 1) True
