"""heapq: a priority queue in a list.

heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2] for all k; heap[0] is the
smallest item.
"""

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge',
           'nlargest', 'nsmallest', 'heappushpop']


from _heapq import (heappush, heappop, heapreplace, heappushpop, heapify,
                    _heappop_max, _heapreplace_max, _heapify_max)


def merge(*iterables, key=None, reverse=False):
    """One sorted stream of several."""
    heap = []
    if reverse:
        make, pop, replace = _heapify_max, _heappop_max, _heapreplace_max
        direction = -1
    else:
        make, pop, replace = heapify, heappop, heapreplace
        direction = 1
    for order, iterable in enumerate(map(iter, iterables)):
        for value in iterable:
            rank = value if key is None else key(value)
            heap.append([rank, order * direction, value, iterable])
            break
    make(heap)
    while heap:
        entry = heap[0]
        yield entry[2]
        for value in entry[3]:
            entry[0] = value if key is None else key(value)
            entry[2] = value
            replace(heap, entry)
            break
        else:
            pop(heap)


def nsmallest(n, iterable, key=None):
    """The n smallest, in order."""
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    """The n largest, the largest first."""
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
