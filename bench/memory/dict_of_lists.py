# Memory: a dictionary of lists, built up and thinned out.


def main():
    total = 0
    for turn in range(6):
        index = {}
        for i in range(120000):
            key = i * 7919 % 20011
            row = index.get(key)
            if row is None:
                row = index[key] = []
            row.append(i + turn)
        for key in range(0, 20011, 3):
            index.pop(key, None)
        total += sum(len(row) + row[-1] for row in index.values())
    print(total)


main()
