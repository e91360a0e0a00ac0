# What else a str can do.

def why(f, *args, **keywords):
    try:
        return repr(f(*args, **keywords))
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)


print('Hello World'.lower())  # expect: hello world
print('Hello World'.upper())  # expect: HELLO WORLD
print('hello wORLD'.swapcase())  # expect: HELLO World
print("they're bill's".title())  # expect: They'Re Bill'S
print('hELLO'.capitalize())  # expect: Hello
print('ÄÖÜß'.lower(), 'äöüß'.upper())  # expect: äöüß ÄÖÜSS
print('Straße'.casefold(), 'ǆ'.title())  # expect: strasse ǅ
print('ΑΣ'.lower(), 'ﬁ'.upper())  # expect: ας FI
print('İ'.lower() == 'i̇')  # expect: True
print('abc'.isalpha(), 'ab1'.isalpha())  # expect: True False
print(''.isalpha(), 'äé'.isalpha())  # expect: False True
print('ab1'.isalnum(), 'a b'.isalnum())  # expect: True False
print('123'.isdigit(), '²'.isdigit())  # expect: True True
print('²'.isdecimal(), '½'.isnumeric())  # expect: False True
print('½'.isdigit(), '٣'.isdecimal())  # expect: False True
print(''.isdigit())  # expect: False
print('abc'.islower(), 'aBc'.islower())  # expect: True False
print('1'.islower(), 'ABC'.isupper())  # expect: False True
print('AB1'.isupper(), ''.isupper())  # expect: True False
print('Hello World'.istitle())  # expect: True
print('Hello world'.istitle(), ''.istitle())  # expect: False False
print('A1b'.istitle(), 'A1B'.istitle())  # expect: False True
print(' \t\n'.isspace(), ''.isspace())  # expect: True False
print('\u2003'.isspace(), 'a'.isspace())  # expect: True False
print('abc'.isascii(), 'é'.isascii())  # expect: True False
print(''.isascii())  # expect: True
print('abc'.isprintable())  # expect: True
print('a\n'.isprintable(), ''.isprintable())  # expect: False True
print('\xa0'.isprintable())  # expect: False
print('\u200b'.isprintable())  # expect: False
print('abc'.isidentifier())  # expect: True
print('1a'.isidentifier(), '_'.isidentifier())  # expect: False True
print(''.isidentifier(), 'é1'.isidentifier())  # expect: False True
print('a-b'.isidentifier())  # expect: False
print('ab'.center(7) + '|')  # expect:    ab  |
print('ab'.center(6) + '|')  # expect:   ab  |
print('abc'.center(6, '*'), 'abc'.center(2))  # expect: *abc** abc
print('é'.center(4, '☃'))  # expect: ☃é☃☃
print('ab'.ljust(5, '.'), 'ab'.rjust(5, '.'))  # expect: ab... ...ab
print('ab'.ljust(1), 'é'.rjust(3) + '|')  # expect: ab   é|
print('42'.zfill(5), '-42'.zfill(5))  # expect: 00042 -0042
print('+42'.zfill(2), ''.zfill(3))  # expect: +42 000
print('+'.zfill(3), 'é'.zfill(3))  # expect: +00 00é
print(why('a'.center, 5, 'ab'))
# expect: TypeError: The fill character must be exactly one character long
print(why('a'.ljust, 5, 1))
# expect: TypeError: The fill character must be a unicode character, not int
print(why('a'.rjust, 'x'))
# expect: TypeError: 'str' object cannot be interpreted as an integer
print(why('a'.zfill, 1.5))
# expect: TypeError: 'float' object cannot be interpreted as an integer
print(repr('a\tb'.expandtabs()))  # expect: 'a       b'
print(repr('\tab\tc'.expandtabs(4)))  # expect: '    ab  c'
print(repr('a\n\tb'.expandtabs(2)))  # expect: 'a\n  b'
print(repr('a\tb'.expandtabs(0)))  # expect: 'ab'
print(repr('é\tb'.expandtabs(tabsize=4)))  # expect: 'é   b'
print(','.join(['a', 'b', 'c']))  # expect: a,b,c
print('-'.join('abc'), ''.join([]) == '')  # expect: a-b-c True
print(', '.join(('x',)), '☃'.join(['ä', 'ö']))  # expect: x ä☃ö
print(','.join({'k': 1}))  # expect: k
print(why(','.join, [1]))
# expect: TypeError: sequence item 0: expected str instance, int found
print(why(','.join, ['a', b'b']))
# expect: TypeError: sequence item 1: expected str instance, bytes found
print(why(','.join, 5))  # expect: TypeError: can only join an iterable
print(why(','.join, ['a', None]))
# expect: TypeError: sequence item 1: expected str instance, NoneType found
print('-'.join(str(i) for i in range(5)))  # expect: 0-1-2-3-4
print(''.join(map(chr, [72, 105, 233])))  # expect: Hié
print('abc'.translate({97: 'X', 98: None, 99: 100}))  # expect: Xd
print('abc'.translate(str.maketrans('ab', 'xy', 'c')))  # expect: xy
print('aé'.translate({233: 'e', 97: '☃'}))  # expect: ☃e
print(str.maketrans({'a': 'b', 99: None}))  # expect: {97: 'b', 99: None}
print(str.maketrans('ab', 'cd'))  # expect: {97: 99, 98: 100}
print(str.maketrans('a', 'b', 'z'))  # expect: {97: 98, 122: None}
print(why(str.maketrans, 'ab', 'c'))
# expect: ValueError: the first two maketrans arguments must have equal length
print(why(str.maketrans, 1))
# expect: TypeError: if you give only one argument to maketrans it must be a dict
print(why(str.maketrans, {'ab': 1}))
# expect: ValueError: string keys in translate table must be of length 1
print(why(str.maketrans, 'a', 1))
# expect: TypeError: maketrans() argument 2 must be str, not int
print(why(str.maketrans, {1.5: 2}))
# expect: TypeError: keys in translate table must be strings or integers
print(why('a'.translate, {97: 1.5}))
# expect: TypeError: character mapping must return integer, None or str
print(why('a'.translate, {97: 0x110000}))
# expect: ValueError: character mapping must be in range(0x110000)
print('abc'.translate([]))  # expect: abc
print(why('abc'.translate, 5))
# expect: TypeError: 'int' object is not subscriptable
class Table:
    def __getitem__(self, c):
        if c == ord('b'):
            raise LookupError
        return c + 1
print('abc'.translate(Table()))  # expect: bbd
print('abc' + 'def', 'ab' * 3, 3 * 'ab')  # expect: abcdef ababab ababab
print('ab' * 0 == '', 'ab' * -1 == '')  # expect: True True
print('é' * 3, True * 'x')  # expect: ééé x
print(why(lambda: 'a' + 1))
# expect: TypeError: can only concatenate str (not "int") to str
print(why(lambda: 1 + 'a'))
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
print(why(lambda: 'a' * 1.5))
# expect: TypeError: can't multiply sequence by non-int of type 'float'
print(why(lambda: 'a' - 'b'))
# expect: TypeError: unsupported operand type(s) for -: 'str' and 'str'
print(why(lambda: 'a' + b'b'))
# expect: TypeError: can only concatenate str (not "bytes") to str
print(why(lambda: 'a' * 'b'))
# expect: TypeError: can't multiply sequence by non-int of type 'str'
print('a' < 'b', 'a' < 'B', 'ab' > 'a')  # expect: True False True
print('é' > 'z', 'abc' == 'abc')  # expect: True True
print('abc' != 'abd', 'a' == 1)  # expect: True False
print('\ud800' < '\ue000' < '\U00010000')  # expect: True
print(why(lambda: 'a' < 1), why(lambda: 'a' >= None))
# expect: TypeError: '<' not supported between instances of 'str' and 'int' TypeError: '>=' not supported between instances of 'str' and 'NoneType'
print(str(), str(5), str('x'), str(None))  # expect:  5 x None
print(str(b'abc', 'ascii'))  # expect: abc
print(str(b'caf\xc3\xa9', encoding='utf-8'))  # expect: café
print(str(b'\xff', errors='replace'))  # expect: �
print(str(object='q'))  # expect: q
print(why(str, 'a', 'ascii'))
# expect: TypeError: decoding str is not supported
print(why(str, 5, 'ascii'), why(str, b'a', 5))
# expect: TypeError: decoding to str: need a bytes-like object, int found TypeError: str() argument 'encoding' must be str, not int
print(why(str, b'\xff', 'utf-8'))
# expect: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
print(repr('it\'s'), repr('say "hi"'))  # expect: "it's" 'say "hi"'
print(repr('it\'s "x"'))  # expect: 'it\'s "x"'
print(repr('\t\n\r\\\x00\x7f'))  # expect: '\t\n\r\\\x00\x7f'
print(repr('é☃\x80\xad\ud800\U0001f600\U000e0001'))
# expect: 'é☃\x80\xad\ud800😀\U000e0001'
print(hash('abc') == hash('ab' + 'c'))  # expect: True
print({'a': 1}['a'], len('é☃𝄞'), bool(''))  # expect: 1 3 False
print(bool('x'))  # expect: True
print(list('aé☃𝄞'), [c for c in ''])  # expect: ['a', 'é', '☃', '𝄞'] []
print('aé☃'[::-1], tuple('ab'))  # expect: ☃éa ('a', 'b')
print('abc'.__len__())  # expect: 3
print('abc'.__contains__('b'))  # expect: True
print('abc'.__add__('d'), 'x'.__mul__(3))  # expect: abcd xxx
print('abc'.__getitem__(1), 'a'.__eq__('a'))  # expect: b True
print('a'.__lt__(1))  # expect: NotImplemented
class S(str):
    def __repr__(self):
        return 'S(' + str.__repr__(self) + ')'
    def shout(self):
        return self.upper() + '!'
t = S('héllo')
t.mood = 'fine'
print(t, [t], len(t), t.shout(), t.mood)
# expect: héllo [S('héllo')] 5 HÉLLO! fine
print(t == 'héllo', hash(t) == hash('héllo'))  # expect: True True
print({t: 1}['héllo'], isinstance(t, str))  # expect: 1 True
print(type(t + 'x').__name__)  # expect: str
print(type(t.strip()).__name__)  # expect: str
print(type(str(t)).__name__)  # expect: str
print(type(t[:]).__name__)  # expect: str
print(type(t.lower()).__name__)  # expect: str
print(type(t.replace('q', 'r')).__name__)  # expect: str
print(type(S('x').join(['a', 'b'])).__name__)  # expect: str
print(type(''.join([t])).__name__)  # expect: str
print(type(S(5)).__name__, S(b'ab', 'ascii'))  # expect: S ab
print(type(t * 1).__name__, S())  # expect: str 
class T:
    def __str__(self):
        return S('from T')
    def __repr__(self):
        return 'T!'
print(str(T()), repr(T()))  # expect: from T T!
print('%s %r' % (T(), T()), f'{T()} {T()!r}')  # expect: from T T! from T T!
print(type(str(T())).__name__)  # expect: S
class Bad:
    def __str__(self):
        return 5
print(why(str, Bad()))
# expect: TypeError: __str__ returned non-string (type int)
print(hash(''), hash(b''), len({'', str(), 'a'[1:]}))  # expect: 0 0 1

# Long texts through a table: what stays ASCII, what goes, what grows.
table = str.maketrans('abc', 'xyz', 'd')
table[ord('e')] = 'EE'
table[ord('f')] = 0xe9
text = 'abcdefg\u20ac' * 100
print(text.translate(table) == 'xyzEE\xe9g\u20ac' * 100)  # expect: True
print(('abc' * 200).translate(table) == 'xyz' * 200)  # expect: True
print(('gh' * 300 + 'd').translate(table) == 'gh' * 300)  # expect: True

# Case of all of ASCII at every place of a word, and of nothing beside letters.
ascii = ''.join(map(chr, range(128)))
for n in range(10):
    text = '.' * n + ascii
    low = ''.join(chr(ord(c) + 32) if 'A' <= c <= 'Z' else c for c in text)
    high = ''.join(chr(ord(c) - 32) if 'a' <= c <= 'z' else c for c in text)
    if (text.lower(), text.upper()) != (low, high):
        print('wrong at', n)
print([sum(map(f, ascii)) for f in (str.isalpha, str.isalnum, str.isdigit, str.isspace, str.isprintable)])  # expect: [52, 62, 10, 10, 95]
print('-'.join('x' * n for n in range(20)).split('-') == ['x' * n for n in range(20)])  # expect: True
print('a\x1fb\x85c\u3000d e'.split(), ' a  b '.split(' '))  # expect: ['a', 'b', 'c', 'd', 'e'] ['', 'a', '', 'b', '']

# repr() keeps what can be printed, of every block alike.
for start in range(0x80, 0x3000, 64):
    text = ''.join(map(chr, range(start, start + 64)))
    for text in text, 'a' + text, "'" + text + '"':
        each = ''.join([c if c.isprintable() and c not in "\\'" else repr(c)[1:-1] if c != "'" else "\\'" for c in text])
        assert repr(text) == "'" + each + "'", (text, repr(text))

# White space of every block parts, and nothing else does.
wrong = [c for c in map(chr, [*range(0x3100), *range(0xfe00, 0x10100), 0x10ffff])
         if f'a{c}\xe9'.split() != (['a', '\xe9'] if c.isspace() else [f'a{c}\xe9'])]
print(wrong)  # expect: []

# White space at every place of a step of eight, before and behind other things.
spaces = ' \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000'
others = 'a~!\x7f\x1b\x00é\u200b漢\U0001d11e'
wrong = []
for before in range(18):
    for other in others:
        for space in spaces:
            for after in 0, 1, 7, 9:
                text = 'x' * before + other + space + 'y' * after + space + space
                want = ['x' * before + other] + ['y' * after] * (after > 0)
                if text.split() != want or text.rsplit() != want:
                    wrong.append(text)
                data = text.encode()
                if data.split() != (want if space in ' \t\n\v\f\r' else [data]) and space in ' \t\n\v\f\r' and [x.decode() for x in data.split()] != want:
                    wrong.append(data)
print(wrong)  # expect: []

# Pieces of all lengths around those that are copied and shared.
import zlib


def pieces(text, space):
    for n in 0, 1, 2, 3, 4, 7, 8, 9, 16, 17, 1022, 1023, 1024, 1025, 1026, 4096:
        word = (text * (n // len(text) + 1))[:n]
        line = space.join([word, word, text, word])
        yield line.split(), line.split(space), line.split(None, 1), line.rsplit(space, 1), line.partition(space)
        yield (space * 3 + word + space).strip(), line[n:], line[:n], line[n:n + 1]
        yield line.removeprefix(word), line.removesuffix(word), word.zfill(9), word.expandtabs()


for text, space in ('abc', ' '), ('a\xe9\u6f22', ' '), (b'abc', b' '):
    print(zlib.crc32(repr(list(pieces(text, space))).encode()))
print(['\x1c a\x1f'.strip(), b'\x1c a\x1f'.strip(), '\x85 a\xa0'.strip(), '\x1b\x7f a'.strip()])
# expect: 3904354273
# expect: 1811687677
# expect: 1638044955
# expect: ['a', b'\x1c a\x1f', 'a', '\x1b\x7f a']

# Line ends at every place of a step of eight, and what is none.
odd = []
for before in range(18):
    for end in '\n', '\r', '\r\n', '\v', '\f', '\x1c', '\x1d', '\x1e', '\x1f', '\x85', '\u2028', '\u2029', ' ', '\x7f', '\0', '\x1b', '\xe9':
        for after in 0, 1, 8:
            text = 'x' * before + end + 'y' * after
            if end in ' \x1f\x7f\0\x1b\xe9':
                odd += [text] if text.splitlines() != [text] else []
            elif text.splitlines() != ['x' * before] + ['y' * after] * (after > 0) or text.splitlines(True) != ['x' * before + end] + ['y' * after] * (after > 0):
                odd.append(text)
            data = text.encode()
            if data.splitlines(True) != ([data] if end not in '\r\n' else [x.encode() for x in text.splitlines(True)]):
                odd.append(data)
print(odd)


class Most:
    def __index__(self):
        line[:] = b'p,q,r,s'
        return 2


line = bytearray(b'a,b,c,d,e')
print(line.split(b',', Most()), line.rsplit(b',', Most()))
for wrong in (lambda: 'a'.split(1), lambda: 'a'.split(''), lambda: b'a'.split('b'), lambda: 'a'.rsplit(b'a'), lambda: 'a'.split(None, 'x'), lambda: 'a'.split(maxsplit=2**70), lambda: 'a'.split(1, 2, 3)):
    try:
        print(wrong())
    except (TypeError, ValueError, OverflowError) as e:
        print(e)
print('a,b c,d'.split(maxsplit=1), 'a,b,c'.split(sep=',', maxsplit=1), 'a b'.rsplit(None, 0), 'a,b'.split(',', -5), 'a,b'.rsplit(',', 2**62))
# expect: []
# expect: [bytearray(b'p'), bytearray(b'q'), bytearray(b'r,s')] [bytearray(b'p,q'), bytearray(b'r'), bytearray(b's')]
# expect: must be str or None, not int
# expect: empty separator
# expect: a bytes-like object is required, not 'str'
# expect: must be str or None, not bytes
# expect: 'str' object cannot be interpreted as an integer
# expect: Python int too large to convert to C ssize_t
# expect: split() takes at most 2 arguments (3 given)
# expect: ['a,b', 'c,d'] ['a', 'b,c'] ['a b'] ['a', 'b'] ['a', 'b']

# Characters to strip, of texts and bytes, alone and many, ASCII and not.
for text in '--x--', 'xyxax', '', 'aaa', '\xe9-a-\xe9', 'a\u6f22b', ' \t-x':
    print([(text.strip(c), text.lstrip(c), text.rstrip(c)) == ((d := text.encode()).strip(c.encode()).decode('utf-8', 'replace'), d.lstrip(c.encode()).decode(), d.rstrip(c.encode()).decode('utf-8', 'replace')) if c.isascii() else (text.strip(c), text.rstrip(c)) for c in ('-', 'x', 'xy', '', ' \t', '\xe9', 'ba\u6f22', '\xa9')])
# expect: [True, True, True, True, True, ('--x--', '--x--'), ('--x--', '--x--'), ('--x--', '--x--')]
# expect: [True, True, True, True, True, ('xyxax', 'xyxax'), ('xyxax', 'xyxax'), ('xyxax', 'xyxax')]
# expect: [True, True, True, True, True, ('', ''), ('', ''), ('', '')]
# expect: [True, True, True, True, True, ('aaa', 'aaa'), ('', ''), ('aaa', 'aaa')]
# expect: [True, True, True, True, True, ('-a-', 'é-a-'), ('é-a-é', 'é-a-é'), ('é-a-é', 'é-a-é')]
# expect: [True, True, True, True, True, ('a漢b', 'a漢b'), ('', ''), ('a漢b', 'a漢b')]
# expect: [True, True, True, True, True, (' \t-x', ' \t-x'), (' \t-x', ' \t-x'), (' \t-x', ' \t-x')]

# Cuts at one byte, wherever they lie among eight.
for size in range(0, 20):
    text = ''.join(',' if i * 7 % 5 in (0, size % 5) else 'x' for i in range(size))
    for most in -1, 0, 1, 3:
        cut = text.split(',', most)
        assert ','.join(cut) == text, (text, cut)
        assert len(cut) == min(text.count(','), most if most >= 0 else 99) + 1
        assert text.encode().split(b',', most) == [c.encode() for c in cut]
    assert (text + 'é').split(',')[-1][-1] == 'é' and text.split(',') == text.split(sep=',')
    assert text.replace(',', '\x80').split('\x80') == text.split(',')
print(',,'.split(','), 'a,b' .split(',', maxsplit=1), b'\xff\x00\xff'.split(b'\xff'))  # expect: ['', '', ''] ['a', 'b'] [b'', b'\x00', b'']

# Texts in another case whose characters stay as long as they were, and others.
print(['привет мир'.title(), 'ПРИВЕТ МИР ЁЖ'.title(), 'ёЖ'.capitalize(), 'ЀѐЏџ'.swapcase(), 'Ѡѡѣ'.title()])
# expect: ['Привет Мир', 'Привет Мир Ёж', 'Ёж', 'ѐЀџЏ', 'Ѡѡѣ']
print(['ПРИВЕТ Ѐ'.lower(), 'привет ѐџ'.upper(), 'ЯЁ'.casefold(), 'ßeta ß straße'.title(), 'ßa'.capitalize()])
# expect: ['привет ѐ', 'ПРИВЕТ ЀЏ', 'яё', 'Sseta Ss Straße', 'Ssa']
print(['ÿÀ éÉ'.title(), 'µm ª1b'.title(), 'ΑΣ ΣΑΣ'.title(), 'ǆǅ Ǆǆ'.title(), 'ŉa'.capitalize(), 'ﬀa'.title()])
# expect: ['Ÿà Éé', 'Μm ª1B', 'Ας Σας', 'ǅǆ ǅǆ', 'ʼNa', 'Ffa']
print(['xⁿB'.title(), 'ⁿB ₐC'.title(), 'ⓐB'.title(), "o'neil d’or".title(), '中b'.title()])
# expect: ['Xⁿb', 'ⁿb ₐc', 'Ⓐb', "O'Neil D’Or", '中B']
