# for, while, break, continue, else.
def find(items, wanted):
    for i, item in enumerate(items):
        if item == wanted:
            break
    else:
        return "absent"
    return i


print(find("abc", "b"), find("abc", "z"), find([], 1))  # expect: 1 absent absent


def odd_sum(n):
    total = 0
    for i in range(n):
        if i % 2 == 0:
            continue
        total += i
    return total


print(odd_sum(10))  # expect: 25


def while_else(n):
    while n > 0:
        n -= 1
        if n == 5:
            break
    else:
        return "done"
    return "broke"


print(while_else(3), while_else(9))  # expect: done broke


def forever():
    n = 0
    while True:
        n += 1
        if n < 10:
            continue
        return n


print(forever())  # expect: 10


def nested():
    out = []
    for i in range(3):
        for j in range(3):
            if j == i:
                continue
            if j == 2:
                break
            out.append((i, j))
        else:
            out.append("all")
    return out


print(nested())  # expect: [(0, 1), (1, 0), (2, 0), (2, 1), 'all']


def keeps_last():
    for i in range(3):
        pass
    for j in []:
        pass
    try:
        return i, j
    except UnboundLocalError as error:
        return str(error)


print(keeps_last())  # expect: cannot access local variable 'j' where it is not associated with a value


def targets():
    out = []
    box = [0]
    for box[0] in range(2):
        out.append(box[0])
    for a, (b, *c) in [(1, (2, 3, 4))]:
        out.append((a, b, c))
    for (x, y), z in zip([(1, 2), (3, 4)], "pq"):
        out.append(f"{x}{y}{z}")
    return out


print(targets())  # expect: [0, 1, (1, 2, [3, 4]), '12p', '34q']


def changing_list():
    items = [1, 2, 3]
    seen = []
    for item in items:
        seen.append(item)
        if len(items) < 6:
            items.append(item * 10)
    return seen


print(changing_list())  # expect: [1, 2, 3, 10, 20, 30]


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print([n for n in Countdown(3)], sum(Countdown(4)))  # expect: [2, 1, 0] 6


class OldStyle:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i * i


print(list(OldStyle()))  # expect: [0, 1, 4]
for i in range(1): print(i)  # expect: 0
else: print("end")  # expect: end
while 0:
    print("never")
else:
    print("else")  # expect: else


def deleted_in_loop():
    out = []
    for i in range(3):
        value = i
        if i == 1:
            del value
        try:
            out.append(value)
        except UnboundLocalError:
            out.append("unbound")
    return out


print(deleted_in_loop())  # expect: [0, 'unbound', 2]


def sum_until(limit):
    total = i = 0
    while i < limit and not total > 20:
        total, i = total + i, i + 1
    return total, i


print(sum_until(100), sum_until(3))  # expect: (21, 7) (3, 3)


def reuse():
    for x in range(3):
        for x in "ab":
            pass
    return x


print(reuse())  # expect: b


def for_over_dict():
    d = {1: "a", 2: "b"}
    out = []
    for k in d: out.append(k)
    for k, v in d.items(): out.append((k, v))
    try:
        for k in d: d[k + 10] = 1
    except RuntimeError as error:
        out.append(str(error))
    return out


print(for_over_dict())  # expect: [1, 2, (1, 'a'), (2, 'b'), 'dictionary changed size during iteration']
