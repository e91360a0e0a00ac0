# Lists whose keys are of one kind are compared without asking the kind; the
# results are those of any other list.
class Int(int):
    pass


def check(items):
    for reverse in (False, True):
        got = sorted(items, reverse=reverse)
        slow = []
        for item in items:  # insertion, by comparing alone
            at = len(slow)
            while at and (slow[at - 1] < item if reverse else item < slow[at - 1]):
                at -= 1
            slow.insert(at, item)
        if [(type(x), x) for x in got] != [(type(x), x) for x in slow]:
            print(items, got, slow)


for n in (2, 3, 19, 20, 21, 70):
    mixed = [(i * 7919) % n for i in range(n)]
    check(mixed)
    check([-x for x in mixed])
    check([x * 0.5 for x in mixed])
    check(["k%d" % (x // 2) for x in mixed])
    check(["é%d" % (x // 2) for x in mixed])
    check([(x // 3, -x) for x in mixed])
    check([("a%d" % (x // 3), x) for x in mixed])
    check([[x // 3, -x] for x in mixed])
    check([x if x & 1 else float(x // 4) for x in mixed])
    check([x if x & 1 else Int(x // 4) for x in mixed])
    check([x << 60 if x & 1 else x for x in mixed])
    check([x & 1 == 0 for x in mixed])

# Stable, both ways; and by a key.
pairs = [(i % 3, i) for i in range(15)]
print([p[1] for p in sorted(pairs, key=lambda p: p[0])])  # expect: [0, 3, 6, 9, 12, 1, 4, 7, 10, 13, 2, 5, 8, 11, 14]
print([p[1] for p in sorted(pairs, key=lambda p: p[0], reverse=True)])  # expect: [2, 5, 8, 11, 14, 1, 4, 7, 10, 13, 0, 3, 6, 9, 12]
zeros = [0.0, -0.0, 0.0, -0.0]
print(sorted(zeros), sorted(zeros, reverse=True))  # expect: [0.0, -0.0, 0.0, -0.0] [0.0, -0.0, 0.0, -0.0]
try:
    sorted([1, "a"])
except TypeError as error:
    print(error)  # expect: '<' not supported between instances of 'str' and 'int'
row = [3, 1, 2]
row.sort(reverse=True)
print(row)  # expect: [3, 2, 1]

# What is to be reversed is said by a number, and by nothing else.
for reverse in 'x', None, [], 1.0, 0, -3, 2**70:
    for sort in (lambda: sorted([3, 1, 2], reverse=reverse)), (lambda: [3, 1, 2].sort(reverse=reverse)):
        try:
            print(sort())
        except (TypeError, OverflowError) as exc:
            print(type(exc).__name__, exc)
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: TypeError 'list' object cannot be interpreted as an integer
# expect: TypeError 'list' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: [1, 2, 3]
# expect: None
# expect: [3, 2, 1]
# expect: None
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
