# Positions that fit no machine word, and what sum() and __format__() refuse first.
import array
from collections import deque

huge = 2 ** 70
for action in (lambda: sum(huge, "x"), lambda: sum(None, b""), lambda: sum([], "x"), lambda: sum(iter([]), bytearray()),
               lambda: [].pop(huge), lambda: [1].pop(-huge), lambda: [1].insert(huge, 2), lambda: [1].pop("x"),
               lambda: bytearray().pop(huge), lambda: bytearray(b"a").insert(huge, 1),
               lambda: array.array("i").pop(huge), lambda: array.array("i").insert(huge, 1), lambda: array.array("i").pop("x"),
               lambda: deque([1])[huge], lambda: deque([1]).insert(huge, 1), lambda: deque().rotate(huge),
               lambda: None.__format__(None), lambda: (5).__format__(None), lambda: (1.5).__format__(2), lambda: [].__format__(None)):
    try:
        print(action())
    except (TypeError, OverflowError, IndexError) as error:
        print(type(error).__name__, error)
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'NoneType' object is not iterable
# expect: TypeError sum() can't sum strings [use ''.join(seq) instead]
# expect: TypeError sum() can't sum bytearray [use b''.join(seq) instead]
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: OverflowError Python int too large to convert to C ssize_t
# expect: TypeError __format__() argument must be str, not None
# expect: TypeError __format__() argument must be str, not None
# expect: TypeError __format__() argument must be str, not int
# expect: TypeError __format__() argument must be str, not None
