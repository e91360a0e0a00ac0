# Recursive generators that cut lists up and join them.


def permutations(items):
    if len(items) <= 1:
        yield items
        return
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [items[i]] + rest


def permute(items, at, out):
    if at == len(items):
        out[0] += items[0] * items[-1]
        return
    for i in range(at, len(items)):
        items[at], items[i] = items[i], items[at]
        permute(items, at + 1, out)
        items[at], items[i] = items[i], items[at]


total = 0
for found in permutations(list(range(8))):
    if found[0] < found[-1]:
        total += found[3]
out = [0]
permute(list(range(8)), 0, out)
print(total, out)
