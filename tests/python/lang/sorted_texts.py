# Texts are sorted by eight of their bytes at a time, behind those that all begin
# with; lists of other things say what the order must be, and that it is stable.
seed = 11


def dice(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % n


def points(text):
    return [ord(c) for c in text]


wrong = []
for size in (1, 2, 3, 7, 8, 9, 15, 16, 17, 20, 21, 40, 255, 256, 257, 511, 700, 2000):
    for start in ("", "a", "item number ", "\0", "é日"):
        for kinds in ("ab", "abcdefghijkl\0", "aé日\U0001f600\ud800"):
            texts = [start + "".join([kinds[dice(len(kinds))] for _ in range(dice(14))])
                     for _ in range(size)]
            if dice(3) == 0:
                texts.sort(key=points)
            if dice(4) == 0:
                texts[dice(size)] = ""
            wanted = sorted(texts, key=points)
            back = sorted(texts, key=points, reverse=True)
            short = texts[:]
            short.sort(reverse=True)
            if sorted(texts) != wanted or short != back:
                wrong.append((size, start, kinds))
            # Equal texts keep their order: as objects, and as keys of others.
            for reverse in (False, True):
                numbers = list(range(size))
                numbers.sort(key=lambda i: texts[i], reverse=reverse)
                if numbers != sorted(range(size), key=lambda i: points(texts[i]), reverse=reverse):
                    wrong.append((size, start, kinds, reverse))
                made = sorted(texts, reverse=reverse)
                if any(a is not b for a, b in zip(made, [texts[i] for i in numbers])):
                    wrong.append((size, start, kinds, reverse, "objects"))
print(wrong)  # expect: []
