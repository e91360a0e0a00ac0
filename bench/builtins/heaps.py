# Shortest ways by a heap of tuples, and a list kept sorted.
from bisect import bisect_left, insort
from heapq import heapify, heappop, heappush, nsmallest


def main(show):
    edges = {n: [(n * 7 + k * 31) % 4000 for k in range(1, 6)] for n in range(4000)}
    distance, heap = {0: 0}, [(0, 0)]
    while heap:
        far, node = heappop(heap)
        if far > distance[node]:
            continue
        for other in edges[node]:
            total = far + (node ^ other) % 17 + 1
            if total < distance.get(other, 1 << 30):
                distance[other] = total
                heappush(heap, (total, other))
    show(len(distance), sum(distance.values()), max(distance.values()))
    ranks = []
    for i in range(3000):
        insort(ranks, i * 7919 % 3001)
    show(ranks[:5], sum(bisect_left(ranks, i) for i in range(3000)))
    pile = [i * 7919 % 10007 * 0.5 for i in range(10007)]
    heapify(pile)
    show([heappop(pile) for _ in range(4)], nsmallest(3, pile))


for _ in range(6):
    main(lambda *ignored: None)
main(print)
