# Case of text beyond ASCII: Latin-1, punctuation and East Asia are changed where
# they stand, all else goes through tables; a letter that needs them, put behind,
# must not change what comes out before it.
letter = 'ŋ'
for code in [*range(0x20, 0x250), *range(0x1fff, 0x2c10), *range(0x2fff, 0x3010),
             0x9fff, 0xa000, 0xa722, 0xfb00, 0xff21, 0x10400, 0x1f600]:
    for text in chr(code), 'ab' + chr(code) + 'CD', chr(code) * 3 + 'éÉ':
        for change in str.lower, str.upper, str.casefold:
            made = change(text)
            assert made + change(letter) == change(text + letter), hex(code)
            assert len(made) == sum(1 for _ in made), hex(code)
print('Straße ÿ µ ×÷ ÀÞ àþ'.upper())  # expect: STRASSE Ÿ Μ ×÷ ÀÞ ÀÞ
print('Straße ÿ µ ×÷ ÀÞ àþ'.lower())  # expect: straße ÿ µ ×÷ àþ àþ
print('Straße ÿ µ ×÷ ÀÞ àþ'.casefold())  # expect: strasse ÿ μ ×÷ àþ àþ
print(len('ß'.upper()), len('Maß…'.casefold()), 'Maß…'.casefold()[3:])  # expect: 2 5 s…
print('ΟΔΟΣ'.lower(), 'ÀΣ'.lower(), 'Ǆ'.title())  # expect: οδος àς ǅ

# ASCII is changed eight and four at a time.
for size in range(40):
    text = ('@AZ[`az{Mm09' * 4)[:size]
    lower = ''.join(chr(ord(c) + 32) if 'A' <= c <= 'Z' else c for c in text)
    upper = ''.join(chr(ord(c) - 32) if 'a' <= c <= 'z' else c for c in text)
    assert text.lower() == text.casefold() == lower and text.upper() == upper

# An index is found from where the last one was, a step on or anywhere.
text = 'aö☃😀' * 90
chars = list(text)
for order in (range(360), range(359, -1, -1), [7, 8, 7, 6, 300, 301, 0, 1, 2],
              [i * 77 % 360 for i in range(720)]):
    for i in order:
        assert text[i] == chars[i] == text[i - 360], i
        assert text[i:i + 3] == ''.join(chars[i:i + 3]), i
other = text + 'é'
print(text[10], other[11], text[11], other[360], other[12])  # expect: ☃ 😀 😀 é a
