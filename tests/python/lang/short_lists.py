# A short list that was made with its items may grow, shrink and be emptied; its
# items then live elsewhere. None of that shows, whatever dies meanwhile.
import gc


def grown(n):
    whole = list(range(100))
    row = whole[:n]          # made for n items
    seen = [row[:]]
    row.append('a')
    row.insert(0, 'b')
    seen.append(row[1:-1])
    row += [n, n]
    row.extend(row)
    del row[n + 4:]
    row.clear()
    row.append(n)
    row[:0] = whole[:n]
    return seen[0] == seen[1] == row[:n] and row[n:] == [n]


print([n for n in range(60) if not grown(n)])           # expect: []

kept = []
for i in range(4000):
    row = [i] + [str(i)] * (i % 7)
    if i % 3 == 0:
        row.append([i])
    if i % 5 == 0:
        row.clear()
        row += 'xy'
    kept.append(row)
    if i % 1000 == 0:
        gc.collect()
bad = 0
for i, row in enumerate(kept):
    want = ['x', 'y'] if i % 5 == 0 else \
        [i] + [str(i)] * (i % 7) + ([[i]] if i % 3 == 0 else [])
    bad += row != want
print(bad)                                              # expect: 0

short = [3, 1, 2]


def touching(item):
    short.append(item)
    return item


try:
    short.sort(key=touching)
except ValueError as e:
    print(e)                                            # expect: list modified during sort
print(short)                                            # expect: [1, 2, 3]
short.append(4)
short.clear()
print(short, short + [5], [1, 2] + short)               # expect: [] [5] [1, 2]
it = iter([1, 2])
print(next(it), list(it))                               # expect: 1 [2]


class Row(list):
    pass


row = Row([1, 2])
row.name = 'r'
row.append(3)
print(row, row.name, row[:2] * 2)                       # expect: [1, 2, 3] r [1, 2, 1, 2]
row.clear()
row += [4]
print(row, row.copy())                                  # expect: [4] [4]
