# Memory: many short texts, kept, joined and split again.


def main():
    total = 0
    for turn in range(5):
        words = ['word%d of turn %d' % (i, turn) for i in range(80000)]
        text = ' '.join(words)
        parts = text.split(' ')
        seen = {part.upper(): len(part) for part in parts}
        total += len(seen) + len(text)
    print(total)


main()
