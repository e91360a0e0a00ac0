# Regular expressions: what matches, and where.
import re


def spans(pattern, text, flags=0):
    m = re.search(pattern, text, flags)
    return m and [m.span(i) for i in range(m.re.groups + 1)]


# Alternatives, repeats, groups.
print(spans('a|ab', 'xab'))  # expect: [(1, 2)]
print(spans('(a|ab)(c|bcd)(d*)', 'abcd'))  # expect: [(0, 4), (0, 1), (1, 4), (4, 4)]
print(spans('(a*)(a{2,3}?)(a*)', 'aaaaa'))  # expect: [(0, 5), (0, 3), (3, 5), (5, 5)]
print(spans('(?:a|b)*?c', 'ababc'), spans('x{2,}', 'xyxxx'))  # expect: [(0, 5)] [(2, 5)]
print(spans('x{0}y{,2}', 'yyy'), spans('x{,y}{', 'x{,y}{'))  # expect: [(0, 2)] [(0, 6)]
print(spans('(a)|(b)', 'b'), spans('(?:(a)|b)*', 'ab'))  # expect: [(0, 1), (-1, -1), (0, 1)] [(0, 2), (0, 1)]
print(spans('(a|b?)*', 'ab'), spans('(a?)*', ''), spans('(a?)+?b', 'aab'))  # expect: [(0, 2), (2, 2)] [(0, 0), (0, 0)] [(0, 3), (1, 2)]
print(spans('((a)(b)?)+', 'abab'), spans('(?:()|a)+', 'aa'))  # expect: [(0, 4), (2, 4), (2, 3), (3, 4)] [(0, 0), (0, 0)]
print(re.match('(?:ab){2,3}', 'abababab'), re.match('(?:a?){3}b', 'ab'))  # expect: <re.Match object; span=(0, 6), match='ababab'> <re.Match object; span=(0, 2), match='ab'>
print(re.match('(?:ab){2,3}?(?=ab)', 'abababab'))  # expect: <re.Match object; span=(0, 4), match='abab'>
# Possessive and atomic: nothing is given back.
print(re.match('a++b', 'aab'), re.match('a++ab', 'aab'), re.match('a?+a', 'a'))  # expect: <re.Match object; span=(0, 3), match='aab'> None None
print(re.match('(?>a*)a', 'aaa'), re.match('(?>a|ab)c', 'abc'))  # expect: None None
print(re.match('(?>(a)|b)+c', 'abac').groups(), re.match('(?:ab)*+c', 'ababc'))  # expect: ('a',) <re.Match object; span=(0, 5), match='ababc'>
print(re.match('(?>a{1,3})ab', 'aaaab'), re.match('a{1,3}+ab', 'aaab'))  # expect: <re.Match object; span=(0, 5), match='aaaab'> None
# References and conditions.
print(spans(r'(\w)\1', 'abccd'), spans(r'(?P<q>[\'"]).*?(?P=q)', 'a"b\'c"d'))  # expect: [(2, 4), (2, 3)] [(1, 6), (1, 2)]
print(spans(r'(a)?b\1', 'b'), spans(r'(?i:(a))\1', 'Aa'), spans(r'(?i)(é)\1', 'éÉ'))  # expect: None None [(0, 2), (0, 1)]
print([bool(re.fullmatch('(<)?a(?(1)>|!)', t)) for t in ('<a>', 'a!', '<a!', 'a>')])  # expect: [True, True, False, False]
print(re.match('(?:(a)|b)(?(1)c)d', 'acd'), re.match('(?P<x>a)?(?(x)b|c)', 'c'))  # expect: <re.Match object; span=(0, 3), match='acd'> <re.Match object; span=(0, 1), match='c'>
# Looking ahead and behind.
print(spans('a(?=b)', 'acab'), spans('a(?!c)', 'acab'), spans('(?<=a)b', 'bab'))  # expect: [(2, 3)] [(2, 3)] [(2, 3)]
print(spans('(?<!a)b', 'abcb'), spans('(?=(a+))a', 'aaa'), spans('(?!(a))b', 'b'))  # expect: [(3, 4)] [(0, 1), (0, 3)] [(0, 1), (-1, -1)]
print(spans('(?<=(?P<x>..))c', 'abc'), spans('(?<=é)a', 'éa'), spans('(?<!^)a', 'aa'))  # expect: [(2, 3), (0, 2)] [(1, 2)] [(1, 2)]
print(spans('(a)(?<=\\1)b', 'ab'), re.match('(?!)', ''), re.search('(?<=ab|cd)e', 'cde'))  # expect: [(0, 2), (0, 1)] None <re.Match object; span=(2, 3), match='e'>
# Places.
print(spans('^b', 'a\nb'), spans('^b', 'a\nb', re.M), spans('a$', 'a\n'), spans(r'a\Z', 'a\n'))  # expect: None [(2, 3)] [(0, 1)] None
print([m.start() for m in re.finditer('$', 'a\nb\n')], [m.start() for m in re.finditer('(?m)$', 'a\nb\n')])  # expect: [3, 4] [1, 3, 4]
print([m.start() for m in re.finditer(r'\b', 'ab c')], [m.start() for m in re.finditer(r'\B', 'ab c')])  # expect: [0, 2, 3, 4] [1]
print(re.search(r'\b', ''), re.search(r'\B', ''), spans(r'\bé\b', 'a é'), spans(r'(?a)\bé', 'é'))  # expect: None None [(2, 3)] None
# Sets and classes.
print(re.findall('[a-c]', 'abcd'), re.findall('[^a-c]', 'abcd'), re.findall('[]a]', ']a['), re.findall('[^]a]', ']a['))  # expect: ['a', 'b', 'c'] ['d'] [']', 'a'] ['[']
print(re.findall(r'[\d-]', '1-a'), re.findall(r'[a\]]', 'a]'), re.findall('[a-]', 'a-b'), re.findall(r'[\x41-\103]', 'ABCD'))  # expect: ['1', '-'] ['a', ']'] ['a', '-'] ['A', 'B', 'C']
print(re.findall(r'\d', '1٣²'), re.findall(r'(?a)\d', '1٣'), re.findall(r'\w', 'aé_-ß'), re.findall(r'(?a)\w', 'aé_-'))  # expect: ['1', '٣'] ['1'] ['a', 'é', '_', 'ß'] ['a', '_']
print(re.findall(r'\s', ' \xa0\u2003x\x1c'), re.findall(r'(?a)\s', ' \xa0\x1c'), re.findall(r'\S', ' a\xa0'), re.findall(r'[^\W\d]', 'a1_é'))  # expect: [' ', '\xa0', '\u2003', '\x1c'] [' '] ['a'] ['a', '_', 'é']
print(re.findall(r'\D', 'a1'), re.findall(r'\W', 'a-é'), re.findall(rb'\w', b'a\xe9'), re.findall(rb'[\x80-\xff]', b'a\xe9'))  # expect: ['a'] ['-'] [b'a'] [b'\xe9']
print(re.findall('[а-я]+', 'Привет, мир'), re.findall('[^a]', 'a😀é'), re.findall('.', '😀\n', re.S), re.findall('😀{2}', '😀😀'))  # expect: ['ривет', 'мир'] ['😀', 'é'] ['😀', '\n'] ['😀😀']
print(re.findall('.+', 'a\nbc\n'), re.findall('(?s).+', 'a\nb'), re.findall(r'\u00e9|\U0001F600', 'é😀'))  # expect: ['a', 'bc'] ['a\nb'] ['é', '😀']
# Case.
print(re.findall('(?i)straße', 'STRASSE straße STRAẞE'), re.findall('(?i)k', 'kK\u212a'), re.findall('(?ai)k', 'kK\u212a'))  # expect: ['straße', 'STRAẞE'] ['k', 'K', 'K'] ['k', 'K']
print(re.findall('(?i)[a-z]+', 'abcXYZſK'), re.findall('(?i)σ', 'Σσς'), re.findall('(?i)[^σ]', 'Σσςa'), re.findall('(?i)İ', 'iIİı'))  # expect: ['abcXYZſK'] ['Σ', 'σ', 'ς'] ['a'] ['i', 'I', 'İ', 'ı']
print(re.findall('(?i)µ', 'µμΜ'), re.findall('(?i)[\u0400-\u04ff]+', 'ПриветA'), re.findall('(?i)\U00010428', '\U00010400'))  # expect: ['µ', 'μ', 'Μ'] ['Привет'] ['𐐀']
print(re.findall(b'(?i)abc', b'ABCabc'), re.findall(b'(?i)\xe9', b'\xc9\xe9'), re.findall('(?i)ﬅ', 'ﬆ'), re.findall(b'(?Li)A', b'aA'))  # expect: [b'ABC', b'abc'] [b'\xe9'] ['ﬆ'] [b'a', b'A']
# Verbose.
print(re.findall('(?x) a b # one\n | c\\ d [ ]', 'ab c d '), re.search('a(?x:b c)d', 'abcd'), re.search('(?x:a (?-x:b c) d)', 'ab cd'))  # expect: ['ab', 'c d '] <re.Match object; span=(0, 4), match='abcd'> <re.Match object; span=(0, 5), match='ab cd'>
print(re.match('(?#one)a(?#two)b', 'ab'), re.match('(?x)a # b \\\n c', 'ac'))  # expect: <re.Match object; span=(0, 2), match='ab'> <re.Match object; span=(0, 1), match='a'>
# Long ones, deep ones.
print(re.match('(?:x|y)*', 'xy' * 30000).end(), re.match('(?:(x)|y)*?z', 'xy' * 5000 + 'z').end())  # expect: 60000 10001
print(re.match('(' * 100 + 'a' + ')' * 100, 'a').groups() == ('a',) * 100)  # expect: True
print(re.search('(?:a{1,2}){2,3}b', 'a' * 40 + 'b').span(), re.match('(?:){1000000}', 'a'))  # expect: (34, 41) <re.Match object; span=(0, 0), match=''>
# pos and endpos.
p = re.compile('^b|a$')
print(p.search('aab', 2), p.search('aab', 0, 2), p.match('aab', 1, 2), p.search('b', 5), p.search('ab', -3, -1))  # expect: None <re.Match object; span=(1, 2), match='a'> <re.Match object; span=(1, 2), match='a'> None None
print(re.compile('.').match('éa', 1), re.compile('é').search('éaé', 1), re.compile(r'\b').search('ab', 1))  # expect: <re.Match object; span=(1, 2), match='a'> <re.Match object; span=(2, 3), match='é'> <re.Match object; span=(2, 2), match=''>
print(re.compile('a').fullmatch('bab', 1, 2), re.compile('a|ab').fullmatch('ab'), re.fullmatch('a*?', 'aa'))  # expect: <re.Match object; span=(1, 2), match='a'> <re.Match object; span=(0, 2), match='ab'> <re.Match object; span=(0, 2), match='aa'>

# What alternatives have in common at their beginning is matched once.
for pattern in ('abc|abd|ab', 'ab|abc', 'ab|ab', 'ab*|abc', 'ab+c|ab+d', '(ab|ac)(b|bc)', 'a(b)|a(c)', '(?i)aB|aC',
                '(?<=xa|xb)c', '(?:aa|aab)*?b', '(?P<k>do|double)(?!u)', 'ééa|ééb', 'ab|ac|(?:ab)d', 'a{2}|ab', r'\ba|\bb', 'abc|x', '(?>ab|abc)c'):
    found = re.compile(pattern)
    print([(m.span(), m.groups()) for m in found.finditer('abcabdab xac do ééb aab AC xbc')])
# expect: [((0, 3), ()), ((3, 6), ()), ((6, 8), ()), ((21, 23), ())]
# expect: [((0, 2), ()), ((3, 5), ()), ((6, 8), ()), ((21, 23), ())]
# expect: [((0, 2), ()), ((3, 5), ()), ((6, 8), ()), ((21, 23), ())]
# expect: [((0, 2), ()), ((3, 5), ()), ((6, 8), ()), ((10, 11), ()), ((20, 21), ()), ((21, 23), ())]
# expect: [((0, 3), ()), ((3, 6), ())]
# expect: []
# expect: [((0, 2), ('b', None)), ((3, 5), ('b', None)), ((6, 8), ('b', None)), ((10, 12), (None, 'c')), ((21, 23), ('b', None))]
# expect: [((0, 2), ()), ((3, 5), ()), ((6, 8), ()), ((10, 12), ()), ((21, 23), ()), ((24, 26), ())]
# expect: [((11, 12), ()), ((29, 30), ())]
# expect: [((1, 2), ()), ((4, 5), ()), ((7, 8), ()), ((18, 19), ()), ((20, 23), ()), ((28, 29), ())]
# expect: [((13, 15), ('do',))]
# expect: [((16, 19), ())]
# expect: [((0, 2), ()), ((3, 5), ()), ((6, 8), ()), ((10, 12), ()), ((21, 23), ())]
# expect: [((0, 2), ()), ((3, 5), ()), ((6, 8), ()), ((20, 22), ())]
# expect: [((0, 1), ()), ((20, 21), ())]
# expect: [((0, 3), ()), ((9, 10), ()), ((27, 28), ())]
# expect: [((0, 3), ())]
