# Memory: lists of small tuples: made, sorted, and made anew from each other.


def main():
    rows = [(i * 7919 % 100003, i, i / 2) for i in range(100000)]
    for turn in range(5):
        rows.sort()
        rows = [(c % 1009, a, b) for a, b, c in ((r[0], r[1], r[2]) for r in rows)]
    print(len(rows), rows[0], rows[-1])


main()
