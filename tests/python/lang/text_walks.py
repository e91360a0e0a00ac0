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


# Loops over texts: ASCII and not, left early, one inside of another, in
# generators, of a class of one's own.
class Backwards(str):
    def __iter__(self):
        return reversed(str(self))


def letters(text):
    for c in text:
        yield c
    else:
        yield '.'


for each in '', 'abc', 'a\xe9\u263a\U0001f600', 'nul\0', Backwards('xyz'):
    print(list(letters(each)), [c for c in each], {c: 1 for c in each})
# expect: ['.'] [] {}
# expect: ['a', 'b', 'c', '.'] ['a', 'b', 'c'] {'a': 1, 'b': 1, 'c': 1}
# expect: ['a', 'é', '☺', '😀', '.'] ['a', 'é', '☺', '😀'] {'a': 1, 'é': 1, '☺': 1, '😀': 1}
# expect: ['n', 'u', 'l', '\x00', '.'] ['n', 'u', 'l', '\x00'] {'n': 1, 'u': 1, 'l': 1, '\x00': 1}
# expect: ['z', 'y', 'x', '.'] ['z', 'y', 'x'] {'z': 1, 'y': 1, 'x': 1}
pairs = []
for a in 'ab':
    for b in 'xyz':
        if b == 'z':
            break
        a_kept, a = a, 'changed'
        pairs.append(a_kept + b)
        a = a_kept
print(pairs)  # expect: ['ax', 'ay', 'bx', 'by']
word = 'abc'
for c in word:
    word += c
print(word)  # expect: abcabc
first = letters('long' * 100)
print(next(first), next(first), sum(c == 'o' for c in first))  # expect: l o 99
for (c,) in 'pq':
    print(c, end=' ')
print()  # expect: p q 
try:
    for a, b in 'xy':
        pass
except ValueError as error:
    print(error)  # expect: not enough values to unpack (expected 2, got 1)

# Two texts compared: the same, equal, one the beginning of the other.
ab, also = 'ab', ''.join(['a', 'b'])
print(ab == also, ab != also, ab <= also, ab < also, 'ab' < 'abc', 'b' > 'abc')
# expect: True False True False True True
print([x for x in (ab, also, 'a', Backwards('ab'), b'ab', 1) if x == 'ab'])
# expect: ['ab', 'ab', 'ab']
print('\ud800' < '\U00010000', '\xe9' > 'z', 'e\u0301' == '\xe9', '' < 'a')
# expect: True True False True
print(('no', 'yes')[ab == also], 'ab'[1 > 2], [5, 6][True], b'ab'[False])
# expect: yes a 6 97
try:
    ()[False]
except IndexError as error:
    print(error)  # expect: tuple index out of range

# Texts of any width and bytes walk themselves in a loop.
def walk(text):
    out = []
    for c in text:
        out.append(c)
    else:
        out.append('end')
    return out
print(walk('aé€я𝄞\ud800z') == ['a', 'é', '€', 'я', '𝄞', '\ud800', 'z', 'end'])  # expect: True
print(walk('é'), walk('\xff\u0100'), walk(''))  # expect: ['é', 'end'] ['ÿ', 'Ā', 'end'] ['end']
print(walk(b'a\x00\xff'), walk(b''))  # expect: [97, 0, 255, 'end'] ['end']
wide = 'x€' * 3000
print(sum(1 for c in wide if c == '€'), len(walk(wide)))  # expect: 3000 6001
pairs = []
for a in 'яé':
    for b in b'12':
        if b == 50:
            continue
        pairs.append((a, b))
        break
print(pairs)  # expect: [('я', 49), ('é', 49)]
class Own(bytes):
    def __iter__(self):
        return iter('own')
print(walk(Own(b'12')))  # expect: ['o', 'w', 'n', 'end']
def each(data):
    for item in data:
        yield item
steps = each('é€')
print(next(steps), next(steps), next(steps, None))  # expect: é € None
