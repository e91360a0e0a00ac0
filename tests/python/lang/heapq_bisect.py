# heapq and bisect.

import bisect, heapq
h = [5, 3, 8, 1, 9, 2]
heapq.heapify(h)
heapq.heappush(h, 0)
print([heapq.heappop(h) for i in range(len(h))])  # expect: [0, 1, 2, 3, 5, 8, 9]
print(heapq.nsmallest(2, [3, 1, 2]))  # expect: [1, 2]
print(heapq.nlargest(2, [3, 1, 2]))  # expect: [3, 2]
print(list(heapq.merge([1, 4], [2, 3])))  # expect: [1, 2, 3, 4]
print(list(heapq.merge([4, 1], [3, 2], reverse=True)))  # expect: [4, 3, 2, 1]
print(heapq.heappushpop([1, 2], 0))  # expect: 0
print(bisect.bisect([1, 2, 2, 3], 2))  # expect: 3
print(bisect.bisect_left([1, 2, 2, 3], 2))  # expect: 1
print(bisect.bisect_right([(1, 'a')], 1, key=lambda t: t[0]))  # expect: 1
b = [1, 3]
bisect.insort(b, 2)
print(b)  # expect: [1, 2, 3]

# Every heap function against sorting, with keys of several kinds.
def drain(items):
    heap = []
    for item in items:
        heapq.heappush(heap, item)
    out = [heapq.heappop(heap) for _ in items]
    again = list(items)
    heapq.heapify(again)
    least = heapq.heapreplace(again, items[0])
    twice = sorted(items[:1] + [heapq.heappop(again) for _ in items])
    return out == sorted(items) and least == min(items) and (
        twice == sorted(items[:1] + sorted(items + items[:1])[1:]))
row = [i * 7919 % 101 for i in range(101)]
print(drain(row), drain([x / 2 for x in row]), drain([str(x) for x in row]),
      drain([(x // 7, str(x)) for x in row]), drain([[x % 5, x] for x in row]),
      drain([x << 70 for x in row]))  # expect: True True True True True True
tops = row[:]
heapq._heapify_max(tops)
print([heapq._heappop_max(tops) for _ in row] == sorted(row, reverse=True))  # expect: True
for function, args in ((heapq.heappop, ([],)), (heapq.heapreplace, ([], 1)),
                       (heapq.heappush, ((), 1)), (heapq.heapify, ("ab",)),
                       (heapq.heappush, ([1], "a"))):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)
# expect: IndexError index out of range
# expect: IndexError index out of range
# expect: TypeError heappush() argument 1 must be list, not tuple
# expect: TypeError heapify() argument must be list, not str
# expect: TypeError '<' not supported between instances of 'str' and 'int'

class Spoiler:
    def __lt__(self, other):
        heap.clear()
        return True
heap = [Spoiler() for _ in range(9)]
for act in (lambda: heapq.heapify(heap), lambda: heapq.heappush(heap, 1)):
    try:
        print(act(), heap)
    except RuntimeError as error:
        print(error, heap)
# expect: list changed size during iteration []
# expect: None [1]

def place(function, *args, **named):
    try:
        return function(*args, **named)
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)
ranks = [1, 2, 2, 2.0, 7]
print([bisect.bisect_left(ranks, x) for x in (0, 2, 3, 8)],
      [bisect.bisect(ranks, x) for x in (0, 2, 3, 8)])  # expect: [0, 1, 4, 5] [0, 4, 4, 5]
print(place(bisect.bisect, ranks, 2, 2, 3), place(bisect.bisect, ranks, 2, -1))  # expect: 3 ValueError: lo must be non-negative
print(place(bisect.bisect, ranks, 9, 0, 9), place(bisect.bisect, ranks, "a"))  # expect: IndexError: list index out of range TypeError: '<' not supported between instances of 'str' and 'int'
print(place(bisect.bisect_left, range(0, 100, 3), 50), place(bisect.bisect, "abd", x="c"))  # expect: 17 2
words = ["a", "bb", "ccc"]
bisect.insort_left(words, "xx", key=len)
bisect.insort(words, "yy", key=len)
print(words)  # expect: ['a', 'xx', 'bb', 'yy', 'ccc']
