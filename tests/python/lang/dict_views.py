# keys(), values() and items() of a dictionary.

k = {1: 2, 3: 4}.keys()
print(sorted(k & {1}))  # expect: [1]
print(sorted(k | {5}))  # expect: [1, 3, 5]
print(sorted(k - {1}))  # expect: [3]
print(sorted(k ^ {1, 9}))  # expect: [3, 9]
print(k == {1, 3})  # expect: True
print(k <= {1, 3, 5})  # expect: True
print(k < {1, 3})  # expect: False
print(k >= {1})  # expect: True
print(k.isdisjoint([7]))  # expect: True
print(k.isdisjoint([1]))  # expect: False
print(1 in k)  # expect: True
print((1, 2) in {1: 2}.items())  # expect: True
print((1, 3) in {1: 2}.items())  # expect: False
print(5 in {1: 5}.values())  # expect: True
print(sorted({1: 2}.items() | {(3, 4)}))  # expect: [(1, 2), (3, 4)]
print({1: 2}.items() == {(1, 2)})  # expect: True
print(len(k))  # expect: 2
print(sorted([1, 7] & k))  # expect: [1]
print(k.mapping)  # expect: {1: 2, 3: 4}

# A list takes a dict and its views at one go, behind what it has.
d = {i: str(i) for i in range(40)}
for i in range(0, 40, 2):
    del d[i]
l = [0]
l.extend(d.values())
l += d
print(len(l), l[:3], l[-2:], list(d.items())[5], list(d.keys()) == list(d) == l[21:])  # expect: 41 [0, '1', '3'] [37, 39] (11, '11') True
print([*{}.items(), *{}, *{7: 8}.items()], tuple({1: 2}.values()), sorted({2: 0, 1: 0}))  # expect: [(7, 8)] (2,) [1, 2]


class Own(dict):
    def __iter__(self):
        return iter('own')


print(list(Own(a=1)), list(Own(a=1).keys()), list(Own(a=1).values()))  # expect: ['o', 'w', 'n'] ['a'] [1]

# A walk ends when other keys have come for those that went, and says so where
# more of them come than there were.
def replaced(view, n):
    d = {i: i for i in range(n)}
    for i, _ in enumerate(getattr(d, view)()):
        del d[i]
        d[i + n] = i
    return 'through'

for view in 'keys', 'values', 'items':
    try:
        print(replaced(view, 10))
    except RuntimeError as e:
        print(view, e)
# expect: keys dictionary keys changed during iteration
# expect: values dictionary keys changed during iteration
# expect: items dictionary keys changed during iteration
d = {i: i for i in range(6)}
walk = iter(d)
print(next(walk), next(walk))  # expect: 0 1
del d[4]
d[7] = 7
print(list(walk), list(walk))  # expect: [2, 3, 5, 7] []
d = {i: i for i in range(7)}
walk = iter(d)
next(walk)
del d[0]
d[10] = 10
found = []
try:
    for key in walk:
        found.append(key)
except RuntimeError as e:
    print(e, found, list(walk))
# expect: dictionary keys changed during iteration [1, 2, 3, 4, 5, 6] []

# Keys that are exchanged behind a walk are noticed where CPython notices them,
# also when it was the only key, or the last.
def exchange(d, old, new, walk=iter):
    seen = []
    try:
        for k in walk(d):
            seen.append(k)
            old(d, k)
            d[new(k)] = 1
    except RuntimeError as exc:
        seen.append(str(exc))
    print(*seen, d, list(reversed(d)))
def drop(d, k): d.pop(k)
def drop_two(d, k): d.pop(2, None)
def drop_end(d, k): d.popitem()
for d in {1: 1}, {1: 1, 2: 2}, {0: 0, 1: 1, 2: 2}, dict.fromkeys(range(5), 0):
    exchange(d.copy(), drop, lambda k: k + 9)
    exchange(dict(d), drop_two, lambda k: 2)
    exchange(dict(zip(d, d)), drop_end, lambda k: 99)
    exchange({**d}, drop_end, lambda k: k, lambda d: (k for k, _ in d.items()))
walked = dict.fromkeys(range(40))
for k in walked: pass
for k in range(39, 3, -1): del walked[k]
walked['x'] = 1
del walked['x']
print(walked.popitem(), walked.popitem(), walked, list(reversed(walked)))
del walked[0], walked[1]
print(walked, list(walked), len(walked), walked == {})
for k in range(100):
    walked[k] = 1
    del walked[k]
print(walked, list(reversed(walked)))
# expect: 1 dictionary keys changed during iteration {10: 1} [10]
# expect: 1 dictionary changed size during iteration {1: 1, 2: 1} [2, 1]
# expect: 1 {99: 1} [99]
# expect: 1 {1: 1} [1]
# expect: 1 2 dictionary keys changed during iteration {10: 1, 11: 1} [11, 10]
# expect: 1 2 dictionary keys changed during iteration {1: 1, 2: 1} [2, 1]
# expect: 1 99 {1: 1, 99: 1} [99, 1]
# expect: 1 dictionary changed size during iteration {1: 1} [1]
# expect: 0 1 2 {9: 1, 10: 1, 11: 1} [11, 10, 9]
# expect: 0 1 2 {0: 0, 1: 1, 2: 1} [2, 1, 0]
# expect: 0 1 99 {0: 0, 1: 1, 99: 1} [99, 1, 0]
# expect: 0 dictionary changed size during iteration {0: 1, 1: 1} [1, 0]
# expect: 0 2 3 4 9 dictionary keys changed during iteration {1: 0, 11: 1, 12: 1, 13: 1, 18: 1} [18, 13, 12, 11, 1]
# expect: 0 1 3 4 2 dictionary keys changed during iteration {0: 0, 1: 0, 3: 0, 4: 0, 2: 1} [2, 4, 3, 1, 0]
# expect: 0 1 2 3 99 {0: 0, 1: 1, 2: 2, 3: 3, 99: 1} [99, 3, 2, 1, 0]
# expect: 0 dictionary changed size during iteration {0: 1, 1: 0, 2: 0, 3: 0} [3, 2, 1, 0]
# expect: (3, None) (2, None) {0: None, 1: None} [1, 0]
# expect: {} [] 0 True
# expect: {} []
