"""The collector's longest stop, in microseconds, over a million live objects.

Objects of all common kinds, a list and a dictionary of hundreds of thousands
among them, while the program makes new ones, replaces old ones and drops
others. The collector times itself; what the machine does in between counts, so
the least of several runs tells most.
"""

import gc


class Node:
    def __init__(self, key, link):
        self.key = key
        self.link = link


def make():
    kept = []
    last = None
    for i in range(125000):
        last = Node(i, last)                    # one chain, 125000 deep
        kept.append(last)
        kept.append((i, i + 1))
        kept.append([i])
        kept.append('text %d' % i)
    numbers = [i * 0.5 for i in range(1000000)]  # one list of a million
    table = {i: (i,) for i in range(300000)}
    names = {'name %d' % i for i in range(100000)}
    small = [{'a': i} for i in range(100000)]
    return kept, numbers, table, names, small


def churn(kept, table, small):
    for i in range(400000):
        kept[i * 7 % len(kept)] = [i, (i, i), str(i)]
        if i % 4 == 0:
            table[i % 300000] = {'k': i}
            small[i % 100000] = Node(i, None)


def main():
    kept, numbers, table, names, small = make()
    churn(kept, table, small)
    stats = gc.get_stats()[0]
    print('pause_us', stats['longest_step_ns'] // 1000)
    print('objects', stats['objects'])


main()
