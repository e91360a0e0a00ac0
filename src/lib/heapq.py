"""heapq: a priority queue in a list.

heap[k] <= heap[2*k+1] and heap[k] <= heap[2*k+2] for all k; heap[0] is the
smallest item.
"""

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge',
           'nlargest', 'nsmallest', 'heappushpop']


def heappush(heap, item):
    """Add an item."""
    heap.append(item)
    _siftdown(heap, 0, len(heap) - 1)


def heappop(heap):
    """Take the smallest item out."""
    last = heap.pop()  # raises IndexError if the heap is empty
    if heap:
        smallest = heap[0]
        heap[0] = last
        _siftup(heap, 0)
        return smallest
    return last


def heapreplace(heap, item):
    """Pop and return the smallest value, and add the new item."""
    smallest = heap[0]
    heap[0] = item
    _siftup(heap, 0)
    return smallest


def heappushpop(heap, item):
    """Add an item, then take the smallest out."""
    if not heap or not heap[0] < item:
        return item
    return heapreplace(heap, item)


def heapify(x):
    """Make a heap of a list, in place and in linear time."""
    for i in reversed(range(len(x) // 2)):
        _siftup(x, i)


def _siftdown(heap, start, at):
    item = heap[at]
    while at > start and item < (parent := heap[(at - 1) >> 1]):
        heap[at] = parent
        at = (at - 1) >> 1
    heap[at] = item


def _siftup(heap, at):
    # The smaller child moves up until a leaf is reached; then the item goes
    # down to its place. That compares less often than stopping early does.
    start, item, end = at, heap[at], len(heap)
    while (child := 2 * at + 1) < end:
        if child + 1 < end and not heap[child] < heap[child + 1]:
            child += 1
        heap[at] = heap[child]
        at = child
    heap[at] = item
    _siftdown(heap, start, at)


# The same with the largest first, for merge(reverse=True) and for those who know
# CPython's names. One function for both would pay a call for each comparison.

def _siftup_max(heap, at):
    item, end = heap[at], len(heap)
    while (child := 2 * at + 1) < end:
        if child + 1 < end and heap[child] < heap[child + 1]:
            child += 1
        if not item < heap[child]:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = item


def _heapify_max(x):
    for i in reversed(range(len(x) // 2)):
        _siftup_max(x, i)


def _heapreplace_max(heap, item):
    largest = heap[0]
    heap[0] = item
    _siftup_max(heap, 0)
    return largest


def _heappop_max(heap):
    last = heap.pop()
    if heap:
        largest = heap[0]
        heap[0] = last
        _siftup_max(heap, 0)
        return largest
    return last


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
