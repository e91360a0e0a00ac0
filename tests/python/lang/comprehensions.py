# Comprehensions are functions of their own, and lazy only as generators.
print([x for x in range(5)], {x % 3 for x in range(9)}, {x: x * x for x in "ab" for x in range(2)})  # expect: [0, 1, 2, 3, 4] {0, 1, 2} {0: 0, 1: 1}
print([(i, j) for i in range(3) for j in range(i) if i + j != 2])  # expect: [(1, 0), (2, 1)]
print([[j for j in range(i)] for i in range(4)])  # expect: [[], [0], [0, 1], [0, 1, 2]]
print(list(x for x in range(10) if x % 2 if x > 3))  # expect: [5, 7, 9]
x = "outer"
squares = [x * x for x in range(3)]
print(x, squares)  # expect: outer [0, 1, 4]


def lazy():
    log = []

    def items():
        for i in range(3):
            log.append(i)
            yield i
    g = (i * 2 for i in items())
    log.append("made")
    first = next(g)
    return first, log, list(g)


print(lazy())  # expect: (0, ['made', 0, 1, 2], [2, 4])
try:
    (x for x in 5)
except TypeError as error:
    print(error)  # expect: 'int' object is not iterable
try:
    [x for x in 5]
except TypeError as error:
    print(error)  # expect: 'int' object is not iterable


def closure(n):
    return [lambda: i + n for i in range(3)][0]()


print(closure(10))  # expect: 12


class C:
    n = 3
    over = [i for i in range(n)]

    def method(self):
        return [self.n for _ in range(2)], sum(self.n for _ in "ab")


print(C.over, C().method())  # expect: [0, 1, 2] ([3, 3], 6)
print([a + b for a, b in [(1, 2), (3, 4)]], [v for _, *v in [(1, 2, 3)]])  # expect: [3, 7] [[2, 3]]
print({k: v for k, v in zip("ab", (1, 2))}, {**{"x": 1}, **{k: 0 for k in "y"}})  # expect: {'a': 1, 'b': 2} {'x': 1, 'y': 0}
print(any(c == "b" for c in "abc"), all(c for c in ""), sum(i for i in range(4)))  # expect: True True 6
print([y for x in [[1, 2], [3]] for y in x], [x for x in (lambda: (1, 2))()])  # expect: [1, 2, 3] [1, 2]
print((i for i in "a").__name__, [lambda: 0][0].__qualname__)  # expect: <genexpr> <lambda>


def names():
    def gen():
        yield
    return [f.__qualname__ for f in (gen, lambda: 0)], (i for i in "").__qualname__


def inner_names():
    return [lambda: lambda: 0 for _ in 'a'][0], [(i for i in '') for _ in 'a'][0]


for inner in inner_names() + (inner_names()[0](),):
    print(inner.__qualname__)
# expect: inner_names.<locals>.<listcomp>.<lambda>
# expect: inner_names.<locals>.<listcomp>.<genexpr>
# expect: inner_names.<locals>.<listcomp>.<lambda>.<locals>.<lambda>


print(names())  # expect: (['names.<locals>.gen', 'names.<locals>.<lambda>'], 'names.<locals>.<genexpr>')
matrix = [[1, 2], [3, 4]]
print([list(row) for row in zip(*matrix)], [[r[i] for r in matrix] for i in range(2)])  # expect: [[1, 3], [2, 4]] [[1, 3], [2, 4]]


def filtered(items):
    return [item for item in items if item is not None and item > 1 or item == 0]


print(filtered([0, 1, 2, None, 3]))  # expect: [0, 2, 3]


def conditional():
    return [x if x % 2 else -x for x in range(5)], [not x for x in (0, 1)]


print(conditional())  # expect: ([0, 1, -2, 3, -4], [True, False])
g = (i for i in range(3))
print(list(g), list(g))  # expect: [0, 1, 2] []


class It:
    def __init__(self):
        self.n = 0

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n


class Source:
    def __iter__(self):
        return It.__new__(It)


Source.__iter__ = lambda self: It()
print(list(x for x in Source()), [x for x in Source()])  # expect: [1, 2, 3] [1, 2, 3]


def yields():
    got = []
    received = yield 1
    got.append(received)
    return got


def run():
    g = yields()
    next(g)
    try:
        g.send("sent")
    except StopIteration as stop:
        return stop.value


print(run())  # expect: ['sent']
print(max((len(w), w) for w in "a bbb cc".split()), dict((c, i) for i, c in enumerate("ab")))  # expect: (3, 'bbb') {'a': 0, 'b': 1}
