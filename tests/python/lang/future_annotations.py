# With this import annotations stay text.
from __future__ import annotations


def f(a: int, b: undefined[0] = 1, *c: x + y) -> "quoted": ...


print(f.__annotations__)  # expect: {'a': 'int', 'b': 'undefined[0]', 'c': 'x + y', 'return': "'quoted'"}
v: nowhere = 3
print(__annotations__)  # expect: {'v': 'nowhere'}


class C:
    w: list[int]


print(C.__annotations__)  # expect: {'w': 'list[int]'}
