# Memory: sets of numbers and of texts: joined, cut with each other, differing.


def main():
    total = 0
    for turn in range(5):
        a = set(range(turn, 90000, 2))
        b = set(range(0, 90000, 3))
        c = {str(i) for i in range(30000)}
        total += len(a | b) + len(a & b) + len(a ^ b) + len(c)
        small = [frozenset((i, i + 1, i + 2)) for i in range(20000)]
        total += len(set(small))
    print(total)


main()
