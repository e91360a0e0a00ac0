"""Saves and loads about a million small objects, and prints how long it took.

Run by tpython: a tap. Run by CPython: a pickle, protocol 4, in C. The best of
three of each, in processor time.
"""

import gc
import time


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def graph():
    points = [Point(i, i * 0.5) for i in range(400000)]
    texts = ['text %d' % i for i in range(200000)]
    pairs = [(i, points[i]) for i in range(200000)]
    lists = [[i, None, True] for i in range(100000)]
    table = {'key %d' % i: {'n': i} for i in range(50000)}
    return [points, texts, pairs, lists, table]


def main():
    try:
        import _tap
        save, load = _tap.dumps, _tap.loads
    except ImportError:
        import pickle
        load = pickle.loads

        def save(root):
            return pickle.dumps(root, 4)
    root = graph()
    saving = loading = 1e9
    for turn in range(3):
        before = time.process_time()
        data = save(root)
        saving = min(saving, time.process_time() - before)
        before = time.process_time()
        again = load(data)
        loading = min(loading, time.process_time() - before)
        assert again[2][7][1] is again[0][7] and again[4]['key 5'] == {'n': 5}
        again = None
    print('save_ms %.0f' % (saving * 1000))
    print('load_ms %.0f' % (loading * 1000))
    print('bytes', len(data))


main()
