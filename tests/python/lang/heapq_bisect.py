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
