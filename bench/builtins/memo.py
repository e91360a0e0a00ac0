# Functions that remember: lru_cache with one argument and two, and by hand.
from functools import lru_cache, partial, reduce


def main(show):
    @lru_cache(maxsize=None)
    def ways(amount, coins):
        if amount == 0:
            return 1
        if amount < 0 or not coins:
            return 0
        return ways(amount - (1, 2, 5, 10, 20, 50)[coins - 1], coins) + ways(amount, coins - 1)

    @lru_cache(maxsize=500)
    def steps(n):
        return 0 if n == 1 else 1 + steps(n // 2 if n % 2 == 0 else 3 * n + 1)

    known = {}

    def common(a, b):
        key = len(a), len(b)
        if key not in known:
            known[key] = (0 if not a or not b else
                          1 + common(a[1:], b[1:]) if a[0] == b[0] else
                          max(common(a[1:], b), common(a, b[1:])))
        return known[key]

    show(ways(900, 6), max(steps(n) for n in range(1, 6000)), steps.cache_info()[2])
    show(common("the quick brown fox jumps over the lazy dog" * 2,
                 "pack my box with five dozen liquor jugs" * 2), len(known))
    show(reduce(lambda a, b: (a * 31 + b) % 65521, range(30000)),
          sum(map(partial(pow, 2), range(40))))


for _ in range(4):
    main(lambda *ignored: None)
main(print)
