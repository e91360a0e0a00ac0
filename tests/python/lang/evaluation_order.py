# Operands are evaluated from left to right, also where a walrus assigns.
def plus(x):
    return x + (x := 10), x


print(plus(1))  # expect: (11, 10)


def call_arguments(x):
    def show(*args, **kw):
        return args, kw
    return show(x, x := 2, x, k=x, j=(x := 3), l=x)


print(call_arguments(1))  # expect: ((1, 2, 2), {'k': 2, 'j': 3, 'l': 3})


def display(x):
    return [x, x := 5, x], (x, x := 6, x), {x: (x := 7), x: x}


print(display(1))  # expect: ([1, 5, 5], (5, 6, 6), {6: 7, 7: 7})


def compare(x):
    return x < (x := 5) < (x := 7), x


print(compare(1))  # expect: (True, 7)


def subscript(x):
    return x[(x := 1)], x


print(subscript([10, 20]))  # expect: (20, 1)


def method(x):
    return x.index((x := "b")), x


print(method("abc"))  # expect: (1, 'b')


def condition(x):
    if x < (x := 4):
        return "less", x
    return "not", x


print(condition(1), condition(9))  # expect: ('less', 4) ('not', 4)


def augmented(x):
    x += (x := 10)
    return x


print(augmented(1))  # expect: 11


def fstring(x):
    return f"{x}{(x := 3)}{x}"


print(fstring(1))  # expect: 133


def slices(x):
    values = list(range(10))
    return values[x:(x := 7)], values[x:x + 1]


print(slices(2))  # expect: ([2, 3, 4, 5, 6], [7])


def store(x):
    values = [0, 0, 0]
    values[(x := 2)] = x
    return values, x


print(store(1))  # expect: ([0, 0, 1], 2)


def parallel(x):
    a, b, c = x, (x := 2), x
    return a, b, c


print(parallel(1))  # expect: (1, 2, 2)

log = []


def note(value):
    log.append(value)
    return value


note(1) + note(2) * note(3)
print(log)  # expect: [1, 2, 3]
log.clear()
note(print)(note(4), *[note(5)], end=note("\n"))  # expect: 4 5
print(log[1:])  # expect: [4, 5, '\n']
log.clear()
{note("a"): note("b"), **{note("c"): note("d")}, note("e"): note("f")}
print(log)  # expect: ['a', 'b', 'c', 'd', 'e', 'f']
log.clear()
note([3])[note(0)] = note(7)
print(log)  # expect: [7, [7], 0]
log.clear()
x = note(0) or note("") or note(3) or note(4)
print(x, log)  # expect: 3 [0, '', 3]
log.clear()
print(note(1) < note(2) > note(5) < note(6), log)  # expect: False [1, 2, 5]
log.clear()
(note(True) and note(False)) or (note(0) if note([]) else note("last"))
print(log)  # expect: [True, False, [], 'last']


def while_walrus():
    items = [3, 2, 1]
    out = []
    while (item := items.pop()) < 3:
        out.append(item)
    return out, item


print(while_walrus())  # expect: ([1, 2], 3)
print([y := 5, y ** 2], y)  # expect: [5, 25] 5
print([last := i for i in range(4)], last)  # expect: [0, 1, 2, 3] 3


def comprehension_walrus():
    total = 0
    sums = [total := total + v for v in range(5)]
    return sums, total


print(comprehension_walrus())  # expect: ([0, 1, 3, 6, 10], 10)
if any((found := n) > 2 for n in range(10)):
    print(found)  # expect: 3
