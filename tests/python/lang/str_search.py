# Finding one text in another: positions are characters, not bytes.

def why(f, *args, **keywords):
    try:
        return repr(f(*args, **keywords))
    except Exception as e:
        return type(e).__name__ + ': ' + str(e)


s = 'hello, world'
print(s.find('o'), s.rfind('o'), s.find('x'))  # expect: 4 8 -1
print(s.find(''), s.rfind(''))  # expect: 0 12
print(s.find('o', 5), s.find('o', -4))  # expect: 8 8
print(s.find('o', 5, 8), s.find('', 12))  # expect: -1 12
print(s.find('', 13))  # expect: -1
print(s.rfind('o', 0, 8))  # expect: 4
print(s.rfind('o', None, 8), s.index('w'))  # expect: 4 7
print(s.rindex('l'))  # expect: 10
print(why(s.index, 'x'), why(s.rindex, 'q'))
# expect: ValueError: substring not found ValueError: substring not found
print(why(s.find, 1), why(s.find, 'a', 'b'))
# expect: TypeError: must be str, not int TypeError: slice indices must be integers or None or have an __index__ method
print(why(s.count, None))  # expect: TypeError: must be str, not NoneType
print(s.count('l'), s.count('l', 3))  # expect: 3 2
print(s.count('l', 3, 10), s.count(''))  # expect: 1 13
print('aaaa'.count('aa'))  # expect: 2
print(''.count(''), ''.count('', 1))  # expect: 1 0
print('abc'.count('', 3), 'abc'.count('', 4))  # expect: 1 0
u = 'naïve café ☃ 𝄞 ende'
print(len(u), u.find('☃'), u.find('ende'))  # expect: 19 11 15
print(u.rfind('é'), u.index('𝄞'))  # expect: 9 13
print(u.count('é'))  # expect: 1
print(u.find('e', 6), u.find('e', -3))  # expect: 15 18
print(u[u.find('☃'):], u.rfind('e', 0, -2))  # expect: ☃ 𝄞 ende 15
print('ll' in s, 'lll' in s, '' in s)  # expect: True False True
print('☃' in u, 'x' not in u)  # expect: True True
print(why(lambda: 1 in s), why(lambda: b'h' in s))
# expect: TypeError: 'in <string>' requires string as left operand, not int TypeError: 'in <string>' requires string as left operand, not bytes
print(s.startswith('hell'))  # expect: True
print(s.startswith(('x', 'he')))  # expect: True
print(s.startswith('lo', 3))  # expect: True
print(s.startswith('lo', 3, 4))  # expect: False
print(s.endswith('world'))  # expect: True
print(s.endswith(('x', 'ld')))  # expect: True
print(s.endswith('o', 0, 5), s.endswith(''))  # expect: True True
print(s.startswith(()), ''.startswith(''))  # expect: False True
print(s.startswith('', 20))  # expect: False
print(s.startswith('', 12))  # expect: True
print(why(s.startswith, 1))
# expect: TypeError: startswith first arg must be str or a tuple of str, not int
print(why(s.endswith, ('a', 1)))
# expect: TypeError: tuple for endswith must only contain str, not int
print(why(s.startswith, ['h']))
# expect: TypeError: startswith first arg must be str or a tuple of str, not list
print(u.startswith('é', 9))  # expect: True
print(u.endswith('𝄞', 0, 14))  # expect: True
print(u.startswith('ï', 2))  # expect: True
print(s.replace('l', 'L'))  # expect: heLLo, worLd
print(s.replace('l', '', 2))  # expect: heo, world
print(s.replace('', '-', 3))  # expect: -h-e-llo, world
print(s.replace('x', 'y'))  # expect: hello, world
print('abc'.replace('', '-'))  # expect: -a-b-c-
print(''.replace('', 'x'))  # expect: x
print(''.replace('a', 'b') == '')  # expect: True
print('aaa'.replace('aa', 'b'))  # expect: ba
print('äöü'.replace('', '.'))  # expect: .ä.ö.ü.
print('äöü'.replace('ö', 'oe'))  # expect: äoeü
print('aXbX'.replace('X', '☃', 1))  # expect: a☃bX
print(len('aXbX'.replace('X', '☃')))  # expect: 4
print(why(s.replace, 1, 'a'))
# expect: TypeError: replace() argument 1 must be str, not int
print(why(s.replace, 'a', 2))
# expect: TypeError: replace() argument 2 must be str, not int
print(why(s.replace, 'a'))
# expect: TypeError: replace expected at least 2 arguments, got 1
print(s.removeprefix('hello'))  # expect: , world
print(s.removeprefix('x'))  # expect: hello, world
print(s.removesuffix('ld'))  # expect: hello, wor
print(s.removesuffix(''))  # expect: hello, world
print(why(s.removeprefix, 1), why(s.removesuffix, b'd'))
# expect: TypeError: removeprefix() argument must be str, not int TypeError: removesuffix() argument must be str, not bytes
print(s.partition(', '), s.partition('x'))
# expect: ('hello', ', ', 'world') ('hello, world', '', '')
print(s.rpartition('l'), s.rpartition('x'))
# expect: ('hello, wor', 'l', 'd') ('', '', 'hello, world')
print(why(s.partition, ''))  # expect: ValueError: empty separator
print(why(s.partition, 1))  # expect: TypeError: must be str, not int
print(why(s.rpartition, ''))  # expect: ValueError: empty separator
print('a,b,,c'.split(','))  # expect: ['a', 'b', '', 'c']
print('a,b,,c'.split(',', 2))  # expect: ['a', 'b', ',c']
print('a,b,,c'.split(',', 0), ''.split(','))  # expect: ['a,b,,c'] ['']
print(''.split())  # expect: []
print('a,b,,c'.rsplit(','))  # expect: ['a', 'b', '', 'c']
print('a,b,,c'.rsplit(',', 1))  # expect: ['a,b,', 'c']
print('a--b--c'.rsplit('--', 1))  # expect: ['a--b', 'c']
print('a--b--c'.split('--'))  # expect: ['a', 'b', 'c']
print('  a  b c '.split())  # expect: ['a', 'b', 'c']
print('  a  b c '.split(None, 1))  # expect: ['a', 'b c ']
print('  a  b c '.rsplit(None, 1))  # expect: ['  a  b', 'c']
print('  a  b c '.split(None, 0))  # expect: ['a  b c ']
print(' a b '.rsplit(None, 0))  # expect: [' a b']
print('a\u2003b\xa0c\x1cd'.split())  # expect: ['a', 'b', 'c', 'd']
print(' é ü '.split())  # expect: ['é', 'ü']
print(' é ü x '.rsplit(maxsplit=1))  # expect: [' é ü', 'x']
print('a b c'.split(sep=' ', maxsplit=1))  # expect: ['a', 'b c']
print(why(s.split, ''), why(s.split, 1))
# expect: ValueError: empty separator TypeError: must be str or None, not int
print(why(s.rsplit, b'a'))  # expect: TypeError: must be str or None, not bytes
print(why(s.split, ',', 'x'))
# expect: TypeError: 'str' object cannot be interpreted as an integer
print('a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i\u2029j'.splitlines())
# expect: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
print('a\n\nb\n'.splitlines(True))  # expect: ['a\n', '\n', 'b\n']
print('a\n\nb\n'.splitlines())  # expect: ['a', '', 'b']
print(''.splitlines())  # expect: []
print('\n'.splitlines(keepends=True))  # expect: ['\n']
print('x\r\n'.splitlines(True))  # expect: ['x\r\n']
print('  x '.strip() + '|')  # expect: x|
print('  x '.lstrip() + '|')  # expect: x |
print('  x '.rstrip() + '|')  # expect:   x|
print('\u3000x\xa0'.strip() + '|')  # expect: x|
print('xxabcxx'.strip('x'))  # expect: abc
print('mississippi'.lstrip('ims'))  # expect: ppi
print('éaé'.strip('é'))  # expect: a
print('abc'.strip('abc') == '')  # expect: True
print('a☃b'.strip('ab'), 'abc'.strip(''))  # expect: ☃ abc
print(why('a'.strip, 1))  # expect: TypeError: strip arg must be None or str
print(why('a'.lstrip, b'a'))
# expect: TypeError: lstrip arg must be None or str
print('x y'.strip(None))  # expect: x y
print(('ab' * 5000 + 'c').find('c'))  # expect: 10000
print(('ab' * 5000 + 'c').rfind('ab'))  # expect: 9998
print(('é' * 3000 + 'x' + 'é' * 3000).find('x'))  # expect: 3000

# One character or byte, near and far, for another or as a separator.
for size in (0, 1, 7, 8, 9, 30):
    gap = 'a' * size
    text = gap + ',' + gap + ',' + gap
    row = text.split(',')
    assert row == [gap] * 3 == text.rsplit(','), size
    assert [p.decode() for p in text.encode().split(b',')] == row, size
    assert text.split(',', 1) == [gap, gap + ',' + gap], size
    assert text.find(',') == size and text.find(';') == -1, size
    assert text.replace(',', ';') == ';'.join(row), size
    assert text.replace(',', ';', 1) == gap + ';' + gap + ',' + gap, size
    assert text.encode().replace(b',', b';') == ';'.join(row).encode(), size
    assert bytearray(text, 'ascii').replace(b',', b'.') == b'.'.join([gap.encode()] * 3)
text = 'h\xe9llo, w\xf6rld'
same = 'abc'
print(text.replace('l', 'L'), text.replace('\xe9', 'e'), len(text.replace('o', '0')))  # expect: héLLo, wörLd hello, wörld 12
print(same.replace('x', 'y') is same, same.replace('a', 'b', 0), same.replace('a', 'a'))  # expect: True abc abc
print(b'a,,b,'.split(b','), b','.split(b','), b'abc'.split(b','))  # expect: [b'a', b'', b'b', b''] [b'', b''] [b'abc']

# A set of the characters of a text.
print(len(set('hello world')), sorted(set('abca')), set(''), sorted(set('\xe9\xe9a')), frozenset('aa'))  # expect: 8 ['a', 'b', 'c'] set() ['a', 'é'] frozenset({'a'})

# Several bytes are looked for sixteen places at a time: found wherever they
# stand, and not where first and last of them alone are.
def slowly(text, part, start=0):
    for at in range(start, len(text) - len(part) + 1):
        if text[at:at + len(part)] == part:
            return at
    return -1


wrong = []
for filler in '.', 'a', 'c', 'é', 'ab.', 'a.c', 'axc':
    for part in 'ac', 'abc', 'é', 'ïe', 'aé', 'a' * 17 + 'c', 'aébc€':
        for before in (*range(20), 31, 32, 33, 100, 300):
            for after in 0, 1, 15, 16, 17, 40:
                text = (filler * before)[:before] + part + (filler * after)[:after]
                for t, p in (text, part), (text.encode(), part.encode()), (text[:-1 - after], part):
                    places, at = [], t.find(p)
                    while at >= 0:
                        places.append(at)
                        at = t.find(p, at + len(p))
                    expected, at = [], slowly(t, p)
                    while at >= 0:
                        expected.append(at)
                        at = slowly(t, p, at + len(p))
                    none = type(t)()
                    if (places != expected or t.count(p) != len(places) or len(t.split(p)) != len(places) + 1
                            or len(t.replace(p, none)) != len(t) - len(p) * len(places) or (p in t) != bool(places)):
                        wrong.append((t, p))
print(wrong)  # expect: []
accents = [bytes(range(i)) + bytes(range(255, 0, -7)) * j + b'x' * (i % 3) for i in (0, 1, 7, 127, 128, 129, 255) for j in range(4)]
print(all(text.decode('latin-1') == ''.join(map(chr, text)) for text in accents))  # expect: True

# Short texts are counted where they are close, overlap themselves and each other,
# and lie across every step of sixteen.
wrong = []
for needle in 'ab', 'aa', 'aba', 'key', 'aaaa', 'abab', 'x' * 15, 'x' * 16, 'x' * 17, 'xyx', 'é', 'ééé', '漢a':
    for text in needle * 40, (needle + 'a') * 30, (needle + 'x' * 13) * 20, ('a' * 15 + needle) * 9, needle[:-1] * 50, 'a' * 99 + needle:
        for start in range(18):
            part = text[start:]
            found, at = 0, part.find(needle)
            while at >= 0:
                found, at = found + 1, part.find(needle, at + len(needle))
            if not part.count(needle) == text.count(needle, start) == part.encode().count(needle.encode()) == found == len(part.split(needle)) - 1:
                wrong.append((needle, part, found))
print(wrong)  # expect: []
