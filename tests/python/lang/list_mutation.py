# Lists that change while they are searched or sorted.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


class Bad:

    def __init__(s, l):
        s.l = l

    def __eq__(s, o):
        s.l.clear()
        return False

z = []
[z.append(Bad(z)) for i in range(3)]
print(z.count(1))  # expect: 0
print(z)  # expect: []
[z.append(Bad(z)) for i in range(3)]
print(5 in z)  # expect: False
print(len(z))  # expect: 0
z = [1, 2, 3]
attempt(z.sort)  # expect: no error None

def key(x):
    z.append(1)
    return x

try:
    z.sort(key=key)
except ValueError as e:
    print(e, z)  # expect: list modified during sort [1, 2, 3]

def key(x):
    print(z)
    return -x

z.sort(key=key)
# expect: []
# expect: []
# expect: []
print(z)  # expect: [3, 2, 1]

class K:

    def __init__(s, v):
        s.v = v

    def __lt__(s, o):
        return s.v < o.v

    def __repr__(s):
        return 'K%r' % s.v

print(sorted([K(3), K(1), K(2)]))  # expect: [K1, K2, K3]
