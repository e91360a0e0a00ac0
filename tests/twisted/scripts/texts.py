# Lines and words, as the helpers for them see them.
import io

from twisted.python import text

for s in '', 'a', 'a\n', 'a\nb', '\n\n a\n\n':
    print(text.isMultiline(s), text.endsInNewline(s))
    print(text.removeLeadingBlanks(s.split('\n')))
    print(repr(text.removeLeadingTrailingBlanks(s)))
for s in ('the quick brown fox jumps over the lazy dog', 'a' * 30,
          'one two\nthree', '', '  lead', 'averyveryverylongwordthat fits not',
          'a b  c   d', 'para one\n\npara two is longer'):
    for width in 10, 20, 80:
        print(width, text.greedyWrap(s, width))
for s in ('a b c', 'a "b c" d', '"x" y', 'a  b', 'it"s fine', '"a b"',
          "'x y' z", 'a "b', '', '"a "b c" d"'):
    print(repr(s), text.splitQuoted(s))
for each in ('abc', [1, 'two', [3]], {'a': 1, 'b': [1, 2]}, (1, 2), 5, None,
             'multi\nline', {'k': 'multi\nline'}, ['multi\nline', 'x'], [], {},
             ['', 1], ['x\n', {'k': ' lead', 'q': ['b c ']}], (['\n', []],)):
    print(repr(text.stringyString(each)), repr(text.stringyString(each, '  ')))
for part, whole in (('abc', 'xxabcxx'), ('abc', 'x' * 600 + 'abc'),
                    ('ABC', 'abc'), ('q', '')):
    print(text.strFile(part, io.StringIO(whole)),
          text.strFile(part, io.StringIO(whole), False))
