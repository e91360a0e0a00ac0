# Sorting: order, stability, keys, reverse.

import_random = 12345

def rnd():
    global import_random
    import_random = (import_random * 1103515245 + 12345) % 2 ** 31
    return import_random

for n in [0, 1, 2, 3, 10, 63, 64, 65, 100, 1000, 3000]:
    l = [rnd() % (n or 1) for i in range(n)]
    m = sorted(l)
    print(n, all([m[i] <= m[i + 1] for i in range(n - 1)]), sum(m) == sum(l), sorted(l, reverse=True) == m[::-1], sorted([str(x) for x in l]) == sorted([str(x) for x in l], key=lambda x: x), sorted([float(x) for x in l]) == m)
    pairs = [(rnd() % 7, i) for i in range(n)]
    sp = sorted(pairs, key=lambda p: p[0])
    print(all([sp[i][0] < sp[i + 1][0] or sp[i][1] < sp[i + 1][1] for i in range(n - 1)]), sorted(pairs) == sp)
    rp = sorted(pairs, key=lambda p: p[0], reverse=True)
    print(all([rp[i][0] > rp[i + 1][0] or rp[i][1] < rp[i + 1][1] for i in range(n - 1)]))
    saw = [i % 100 for i in range(n)]
    print(sorted(saw) == sorted(saw, key=lambda x: x), sorted(list(range(n)) + list(range(n)))[:5], sorted(list(range(n, 0, -1)))[:3], sorted(list(range(n)) + [3, 1])[-3:])
# expect: 0 True True True True True
# expect: True True
# expect: True
# expect: True [] [] [1, 3]
# expect: 1 True True True True True
# expect: True True
# expect: True
# expect: True [0, 0] [1] [0, 1, 3]
# expect: 2 True True True True True
# expect: True True
# expect: True
# expect: True [0, 0, 1, 1] [1, 2] [1, 1, 3]
# expect: 3 True True True True True
# expect: True True
# expect: True
# expect: True [0, 0, 1, 1, 2] [1, 2, 3] [1, 2, 3]
# expect: 10 True True True True True
# expect: True True
# expect: True
# expect: True [0, 0, 1, 1, 2] [1, 2, 3] [7, 8, 9]
# expect: 63 True True True True True
# expect: True True
# expect: True
# expect: True [0, 0, 1, 1, 2] [1, 2, 3] [60, 61, 62]
# expect: 64 True True True True True
# expect: True True
# expect: True
# expect: True [0, 0, 1, 1, 2] [1, 2, 3] [61, 62, 63]
# expect: 65 True True True True True
# expect: True True
# expect: True
# expect: True [0, 0, 1, 1, 2] [1, 2, 3] [62, 63, 64]
# expect: 100 True True True True True
# expect: True True
# expect: True
# expect: True [0, 0, 1, 1, 2] [1, 2, 3] [97, 98, 99]
# expect: 1000 True True True True True
# expect: True True
# expect: True
# expect: True [0, 0, 1, 1, 2] [1, 2, 3] [997, 998, 999]
# expect: 3000 True True True True True
# expect: True True
# expect: True
# expect: True [0, 0, 1, 1, 2] [1, 2, 3] [2997, 2998, 2999]
mixed = [3, 1.5, 2, True, 2 ** 80, -1]
print(sorted(mixed))  # expect: [-1, True, 1.5, 2, 3, 1208925819614629174706176]
print(sorted(mixed, reverse=True))  # expect: [1208925819614629174706176, 3, 2, 1.5, True, -1]
print(sorted(['b', 'a', 'é', 'Z', '😀', '\uffff']))  # expect: ['Z', 'a', 'b', 'é', '\uffff', '😀']
