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
