# Regular expressions: what is no pattern or no replacement, and why.
import re
import warnings

warnings.simplefilter('ignore')


def show(pattern, flags=0):
    try:
        print(re.compile(pattern, flags))
    except re.error as e:
        print(e.msg, '|', e.pos)
    except Exception as e:
        print(type(e).__name__, e)


for pattern in (
        '(', ')', '(a', 'a)', '[', '[a', '[]', '[^', '[a-', '[b-a]', r'[\d-z]', r'[a-\d]', '*', 'a|*', '(*)', 'a**', 'a*{2}', '^*', r'\b+', 'a{2,1}',
        'a{4294967295}', 'a{1', 'a{,}', '{', 'a{}', '(?', '(?z', '(?P', '(?P<', '(?P<>', '(?P<a', '(?P<1>a)', '(?P<a>)(?P<a>)', '(?P=a)', '(?P=', '(?Px)',
        '(?P<a>(?P=a))', r'(\1)', r'\1', r'(a)\2', r'\400', r'[\400]', r'[\8]', r'\x1', r'\u12', r'\U1234', r'\U00110000', r'\q', r'[\q]', r'\Q', '\\', 'a\\',
        '[\\', '(?<', '(?<a', '(?<=a*)', '(?<=a|bc)', r'(?<=(a)\1)', '(?<=(a)(?(1)b))', '(?(1)a)', '(?(0)a)', '(?(a)b)', '()(?(1)a|b|c)', '()(?(1', '()(?(1)a',
        '(?(-1)a)', '(?(1a)b)', '(?#', '(?#a', '(?i', '(?-', '(?i-', '(?-i)', '(?i-i:a)', '(?iz)', '(?i-z:a)', '(?i,', '(?au)', '(?L)a', '(?-a:b)', 'a(?i)b',
        '(?a-u:b)', '(?:a', '(?>a', '(?=a', '(?!', '(?<!a', 'a\n(b\n', '(?é)', '(?P<é!>a)', '(?--i:a)', 'a???', 'a*+?', 'a{2}{3}', '(?i)*', 'x{1,2}*'):
    show(pattern)
# expect: missing ), unterminated subpattern | 0
# expect: unbalanced parenthesis | 0
# expect: missing ), unterminated subpattern | 0
# expect: unbalanced parenthesis | 1
# expect: unterminated character set | 0
# expect: unterminated character set | 0
# expect: unterminated character set | 0
# expect: unterminated character set | 0
# expect: unterminated character set | 0
# expect: bad character range b-a | 1
# expect: bad character range \d-z | 1
# expect: bad character range a-\d | 1
# expect: nothing to repeat | 0
# expect: nothing to repeat | 2
# expect: nothing to repeat | 1
# expect: multiple repeat | 2
# expect: multiple repeat | 2
# expect: nothing to repeat | 1
# expect: nothing to repeat | 2
# expect: min repeat greater than max repeat | 2
# expect: OverflowError the repetition number is too large
# expect: re.compile('a{1')
# expect: re.compile('a{,}')
# expect: re.compile('{')
# expect: re.compile('a{}')
# expect: unexpected end of pattern | 2
# expect: unknown extension ?z | 1
# expect: unexpected end of pattern | 3
# expect: missing group name | 4
# expect: missing group name | 4
# expect: missing >, unterminated name | 4
# expect: bad character in group name '1' | 4
# expect: redefinition of group name 'a' as group 2; was group 1 | 11
# expect: unknown group name 'a' | 4
# expect: missing group name | 4
# expect: unknown extension ?Px | 1
# expect: cannot refer to an open group | 10
# expect: cannot refer to an open group | 1
# expect: invalid group reference 1 | 1
# expect: invalid group reference 2 | 4
# expect: octal escape value \400 outside of range 0-0o377 | 0
# expect: octal escape value \400 outside of range 0-0o377 | 1
# expect: bad escape \8 | 1
# expect: incomplete escape \x1 | 0
# expect: incomplete escape \u12 | 0
# expect: incomplete escape \U1234 | 0
# expect: bad escape \U00110000 | 0
# expect: bad escape \q | 0
# expect: bad escape \q | 1
# expect: bad escape \Q | 0
# expect: bad escape (end of pattern) | 0
# expect: bad escape (end of pattern) | 1
# expect: bad escape (end of pattern) | 1
# expect: unexpected end of pattern | 3
# expect: unknown extension ?<a | 1
# expect: look-behind requires fixed-width pattern | None
# expect: look-behind requires fixed-width pattern | None
# expect: cannot refer to group defined in the same lookbehind subpattern | 9
# expect: cannot refer to group defined in the same lookbehind subpattern | 12
# expect: invalid group reference 1 | 3
# expect: bad group number | 3
# expect: unknown group name 'a' | 3
# expect: conditional backref with more than two branches | 10
# expect: missing ), unterminated name | 5
# expect: missing ), unterminated subpattern | 2
# expect: bad character in group name '-1' | 3
# expect: bad character in group name '1a' | 3
# expect: missing ), unterminated comment | 0
# expect: missing ), unterminated comment | 0
# expect: missing -, : or ) | 3
# expect: missing flag | 3
# expect: missing flag | 4
# expect: missing : | 4
# expect: bad inline flags: flag turned on and off | 5
# expect: unknown flag | 3
# expect: unknown flag | 4
# expect: missing -, : or ) | 3
# expect: bad inline flags: flags 'a', 'u' and 'L' are incompatible | 4
# expect: bad inline flags: cannot use 'L' flag with a str pattern | 3
# expect: bad inline flags: cannot turn off flags 'a', 'u' and 'L' | 4
# expect: global flags not at the start of the expression | 1
# expect: bad inline flags: cannot turn off flags 'a', 'u' and 'L' | 5
# expect: missing ), unterminated subpattern | 0
# expect: missing ), unterminated subpattern | 0
# expect: missing ), unterminated subpattern | 0
# expect: missing ), unterminated subpattern | 0
# expect: missing ), unterminated subpattern | 0
# expect: missing ), unterminated subpattern | 2
# expect: unknown extension ?é | 1
# expect: bad character in group name 'é!' | 4
# expect: missing flag | 3
# expect: multiple repeat | 3
# expect: multiple repeat | 3
# expect: multiple repeat | 4
# expect: nothing to repeat | 4
# expect: multiple repeat | 6
for pattern in (b'(?u)a', b'(?Lu)', b'(?aL)', b'\\u0041', b'(?P<a', b'[b-a]', b'(?P<\xe9>a)'):
    show(pattern)
# expect: bad inline flags: cannot use 'u' flag with a bytes pattern | 3
# expect: bad inline flags: cannot use 'u' flag with a bytes pattern | 4
# expect: bad inline flags: flags 'a', 'u' and 'L' are incompatible | 4
# expect: bad escape \u | 0
# expect: missing >, unterminated name | 4
# expect: bad character range b-a | 1
# expect: re.compile(b'(?P<\xe9>a)')
show('a', re.L), show('a', re.A | re.U), show(b'a', re.U), show(b'a', re.A | re.L)
# expect: ValueError cannot use LOCALE flag with a str pattern
# expect: ValueError ASCII and UNICODE flags are incompatible
# expect: ValueError cannot use UNICODE flag with a bytes pattern
# expect: ValueError ASCII and LOCALE flags are incompatible
try:
    re.compile('(' * 5000)
except RecursionError:
    print('too deep')  # expect: too deep
show('(?i' + ')' * 3), show('(?x)(a # )\n', re.X)
# expect: unbalanced parenthesis | 4
# expect: missing ), unterminated subpattern | 4

for template in (
        r'\2', r'\g', r'\g<', r'\g<>', r'\g<a', r'\g<b>', r'\g<a b>', r'\g<2>', r'\g<-1>', r'\q', '\\', r'\400', r'\99', r'\8', r'\g<1', r'\0', r'\07', r'\g<99999999999>', r'\é'):
    try:
        print(repr(re.sub('(?P<a>x)', template, 'x')))
    except (re.error, IndexError) as e:
        print(type(e).__name__, e, getattr(e, 'pos', None))
# expect: error invalid group reference 2 at position 1 1
# expect: error missing < at position 2 2
# expect: error missing group name at position 3 3
# expect: error missing group name at position 3 3
# expect: error missing >, unterminated name at position 3 3
# expect: IndexError unknown group name 'b' None
# expect: error bad character in group name 'a b' at position 3 3
# expect: error invalid group reference 2 at position 3 3
# expect: error bad character in group name '-1' at position 3 3
# expect: error bad escape \q at position 0 0
# expect: error bad escape (end of pattern) at position 0 0
# expect: error octal escape value \400 outside of range 0-0o377 at position 0 0
# expect: error invalid group reference 99 at position 1 1
# expect: error invalid group reference 8 at position 1 1
# expect: error missing >, unterminated name at position 3 3
# expect: '\x00'
# expect: '\x07'
# expect: error invalid group reference 99999999999 at position 3 3
# expect: '\\é'

e = re.error('bad', 'a\nbc', 3)
print(e, e.msg, e.pattern, e.pos, e.lineno, e.colno, e.args, re.error('x'), re.error.__module__)
# expect: bad at position 3 (line 2, column 2) bad a
# expect: bc 3 2 2 ('bad at position 3 (line 2, column 2)',) x re
try:
    re.compile('ab\n  (c')
except re.error as e:
    print(e)  # expect: missing ), unterminated subpattern at position 5 (line 2, column 3)

warnings.simplefilter('always')
for pattern in ('[[a]', '[+--b]', '[a&&b]', '[a||b]', '[a~~b]', '[--a]', r'()(?(+1)a)', r'()(?( 1 )a)'):
    with warnings.catch_warnings(record=True) as caught:
        re.purge()
        re.compile(pattern)
        print([(w.category.__name__, str(w.message)) for w in caught])
# expect: [('FutureWarning', 'Possible nested set at position 1')]
# expect: [('FutureWarning', 'Possible set difference at position 2')]
# expect: [('FutureWarning', 'Possible set intersection at position 2')]
# expect: [('FutureWarning', 'Possible set union at position 2')]
# expect: [('FutureWarning', 'Possible set symmetric difference at position 2')]
# expect: []
# expect: [('DeprecationWarning', "bad character in group name '+1' at position 5")]
# expect: [('DeprecationWarning', "bad character in group name ' 1 ' at position 5")]


class Grows:
    def __index__(self):
        shelf[:] = b'abc' * 10000
        return 2


shelf = bytearray()
for bounds in ([Grows()], [0, Grows()]):
    shelf[:] = b'abcabc'
    print(re.compile(b'(b)').findall(shelf, *bounds)[:2])
# expect: [b'b', b'b']
# expect: [b'b']
