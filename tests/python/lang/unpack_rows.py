# A list, a tuple and what is made of them are taken apart alike.
from collections import namedtuple

Point = namedtuple("Point", "x y")


class Row(list):
    pass


class Odd(list):
    def __iter__(self):
        return iter("xy")


for source in ([1, 2], (1, 2), Point(1, 2), Row([1, 2]), Odd([1, 2, 3]),
               "ab", range(2), {1: 3, 2: 4}, iter([5, 6])):
    a, b = source
    print(a, b, end=";")
print()  # expect: 1 2;1 2;1 2;1 2;x y;a b;0 1;1 2;5 6;
for source in ([1], (1, 2, 3), Point(1, 2), Row(), Odd(), range(9), 5):
    try:
        a, b, c, d = source
    except (TypeError, ValueError) as error:
        print(error)
# expect: not enough values to unpack (expected 4, got 1)
# expect: not enough values to unpack (expected 4, got 3)
# expect: not enough values to unpack (expected 4, got 2)
# expect: not enough values to unpack (expected 4, got 0)
# expect: not enough values to unpack (expected 4, got 2)
# expect: too many values to unpack (expected 4)
# expect: cannot unpack non-iterable int object
row = [1, 2]
row[0], row[1] = row
print(row)  # expect: [1, 2]
