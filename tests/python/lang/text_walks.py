# A text that is not ASCII is indexed alike from wherever one comes.
text = "hé wörld ☃ \U0001f600 " * 40
chars = list(text)
size = len(chars)
print(size)  # expect: 520
print([text[i] for i in range(size)] == chars)  # expect: True
print([text[i] for i in range(size - 1, -1, -1)] == chars[::-1])  # expect: True
print(all(text[i % size] == chars[i % size] for i in range(0, 9999, 37)))  # expect: True
print(all(text[i % size] == chars[i % size] for i in range(9999, 0, -131)))  # expect: True
for step in (1, 2, 7, 150, -1, -2, -9, -150):
    if list(text[::step]) != chars[::step]:
        print(step)
print(all(list(text[i:i + n]) == chars[i:i + n]
          for i in range(0, size, 13) for n in (0, 1, 5, 60, 200)))  # expect: True
# Two texts by turns.
other = "ä" * 300 + "x"
print("".join(text[i] + other[300 - i] for i in (0, 1, 2, 250, 3)))  # expect: hxéä äwäwä
# Cases of letters, with and without accents.
mixed = "aBc ÀÉß ǆenan ΣΑΣ iİ 1st o'CLOCK"
print(mixed.upper(), mixed.lower(), mixed.casefold(), sep="|")  # expect: ABC ÀÉSS ǄENAN ΣΑΣ Iİ 1ST O'CLOCK|abc àéß ǆenan σας ii̇ 1st o'clock|abc àéss ǆenan σασ ii̇ 1st o'clock
print(mixed.title(), mixed.capitalize(), mixed.swapcase(), sep="|")  # expect: Abc Àéß ǅenan Σας Ii̇ 1St O'Clock|Abc àéß ǆenan σας ii̇ 1st o'clock|AbC àéSS ǄENAN σας Ii̇ 1ST O'clock
row = bytearray(b"\x00a\xff")
walk = iter(row)
print(next(walk), row.extend(b"z"), list(walk), list(walk))  # expect: 0 None [97, 255, 122] []
