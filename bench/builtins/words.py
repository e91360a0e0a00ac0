# Counting words: split, strip, lower, dictionaries, sorting by a key, join.
from collections import Counter


def main(show):
    stems = "the quick brown fox jumps over a lazy dog and runs far away".split()
    lines = []
    for i in range(1500):
        row = [stems[i * k % 13] + stems[(i + k) % 13][:k % 4] for k in range(9)]
        lines.append("  " + " ".join(row).title() + (", " if i % 3 else ". ") + "\n")
    counts, lengths, first = Counter(), {}, {}
    for number, line in enumerate(lines):
        words = line.strip().rstrip(",.").lower().split()
        counts.update(words)
        for word in words:
            lengths[len(word)] = lengths.get(len(word), 0) + 1
            first.setdefault(word[0], []).append(number)
        if line.startswith("  The") and "Dog" in line:
            first["T"] = first.get("T", []) + [line.find("Dog"), line.count("o")]
    top = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:20]
    show(", ".join("%s=%d" % pair for pair in top))
    show(sorted(lengths.items()), sum(map(len, first.values())))
    show(len("".join(lines).replace("the", "").replace(" ", "\t").expandtabs()))


for _ in range(9):
    main(lambda *ignored: None)
main(print)
