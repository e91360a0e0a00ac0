# Regular expressions: Match, Pattern, findall, split, sub.
import re
import copy

m = re.search(r'(?P<key>\w+)=(?P<value>\w*)(;)?', 'x a=b')
print(m, m.group(), m.group(1, 2), m['value'], m[3], m.groups(), m.groups('-'))  # expect: <re.Match object; span=(2, 5), match='a=b'> a=b ('a', 'b') b None ('a', 'b', None) ('a', 'b', '-')
print(m.groupdict(), m.span('key'), m.start(2), m.end(), m.start(3), m.regs)  # expect: {'key': 'a', 'value': 'b'} (2, 3) 4 5 -1 ((2, 5), (2, 3), (4, 5), (-1, -1))
print(m.lastindex, m.lastgroup, m.pos, m.endpos, m.string, m.re.pattern, m.groupdict(0))  # expect: 2 value 0 5 x a=b (?P<key>\w+)=(?P<value>\w*)(;)? {'key': 'a', 'value': 'b'}
print(m.expand(r'\2<\g<key>>\g<0>\3'), bool(m), copy.copy(m) is m, copy.deepcopy(m) is m)  # expect: b<a>a=b True True True
print(re.match('((a))', 'a').lastindex, re.match('(a)(b)?', 'a').lastindex, re.match('a', 'a').lastindex)  # expect: 1 1 None
print(re.match('(?P<x>(a))', 'a').lastgroup, re.match('(a)|(b)', 'b').lastindex)  # expect: x 2
for wrong in (lambda: m.group(9), lambda: m['no'], lambda: m.start('no'), lambda: m.group(-1)):
    try:
        wrong()
    except IndexError as e:
        print(e)
# expect: no such group
# expect: no such group
# expect: no such group
# expect: no such group
print(re.match('x*', 'x' * 60), re.match(b'.', b'\xff'), re.match('é', 'é'))  # expect: <re.Match object; span=(0, 60), match='xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx> <re.Match object; span=(0, 1), match=b'\xff'> <re.Match object; span=(0, 1), match='é'>
m = re.search('b(é)?', 'ébé')
print(m.span(), m.span(1), m.regs, re.search('é', 'aéb', 0).span())  # expect: (1, 3) (2, 3) ((1, 3), (2, 3)) (1, 2)
# Pattern.
p = re.compile(r'(?P<a>x)(?P<b>y)?(z)', re.I)
print(p, p.pattern, p.flags, p.groups, dict(p.groupindex), p == re.compile(p.pattern, re.I), p == re.compile(p.pattern))  # expect: re.compile('(?P<a>x)(?P<b>y)?(z)', re.IGNORECASE) (?P<a>x)(?P<b>y)?(z) 34 3 {'a': 1, 'b': 2} True False
print(hash(p) == hash(re.compile(p.pattern, re.I)), copy.copy(p) is p, copy.deepcopy([p])[0] is p, re.compile(p) is p)  # expect: True True True True
print(re.compile(b'a', re.M), re.compile('a', re.A | re.S | re.X), re.compile('a', re.U), re.compile('a' * 250))  # expect: re.compile(b'a', re.MULTILINE) re.compile('a', re.DOTALL|re.VERBOSE|re.ASCII) re.compile('a') re.compile('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)
print(re.compile('(?i)(?m)a').flags, re.compile(b'a').flags, isinstance(p, re.Pattern), re.Pattern[str], re.Match[bytes])  # expect: 42 0 True re.Pattern[str] re.Match[bytes]
for wrong in (lambda: re.compile(p, re.I), lambda: re.compile(1), lambda: re.Pattern(), lambda: re.Match()):
    try:
        wrong()
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError cannot process flags argument with a compiled pattern
# expect: TypeError first argument must be string or compiled pattern
# expect: TypeError cannot create 're.Pattern' instances
# expect: TypeError cannot create 're.Match' instances
# findall, finditer, scanner.
print(re.findall('a*', 'baac'), re.findall('(a)(b)?', 'abа a'), re.findall('(a)|b', 'ab'), re.findall(b'.', b'ab'))  # expect: ['', 'aa', '', ''] [('a', 'b'), ('a', '')] ['a', ''] [b'a', b'b']
print([m.span() for m in re.finditer('a|', 'aba')], [m.group() for m in re.compile('.').finditer('abcd', 1, 3)])  # expect: [(0, 1), (1, 1), (2, 3), (3, 3)] ['b', 'c']
s = re.compile('a').scanner('aab')
print(s.match(), s.search(), s.match(), s.pattern)  # expect: <re.Match object; span=(0, 1), match='a'> <re.Match object; span=(1, 2), match='a'> None re.compile('a')
print(type(re.finditer('a', 'a')), re.findall(r'\b|\w', 'ab'))  # expect: <class 'callable_iterator'> ['', 'a', 'b', '']
# split.
print(re.split(':', ':a:b::c'), re.split(':*', ':a:b::c'), re.split('(:+)|(-)', 'a:b-c'), re.split('x', 'abc'))  # expect: ['', 'a', 'b', '', 'c'] ['', '', 'a', '', 'b', '', 'c', ''] ['a', ':', None, 'b', None, '-', 'c'] ['abc']
print(re.split(':', 'a:b:c', 1), re.split(':', 'a:b:c', maxsplit=1), re.split(b':', b'a:b'), re.split('', 'ab'), re.split('', ''))  # expect: ['a', 'b:c'] ['a', 'b:c'] [b'a', b'b'] ['', 'a', 'b', ''] ['', '']
# sub.
print(re.sub('a*', 'x', 'baac'), re.sub('', '-', 'ab'), re.sub('b', 'x', 'abab', 1), re.subn('b', 'x', 'abab'), re.subn('q', 'x', 'ab'))  # expect: xbxxcx -a-b- axab ('axax', 2) ('ab', 0)
print(re.sub('(a)(b)?', r'[\2|\1]', 'ab a'), re.sub('(?P<n>.)', r'\g<n>\g<1>\\\n', 'ab'), re.sub('a', r'\101\x'[:4], 'a'), ascii(re.sub('.', r'\0', 'a')))
# expect: [b|a] [|a] aa\
# expect: bb\
# expect:  A '\x00'
print(re.sub(r'\w+', lambda m: m.group().upper(), 'ab cd'), re.sub('a', lambda m: None, 'bab'), re.sub('é', 'ee', 'aéb'), re.sub(b'a', b'\\g<0>b', b'a'))  # expect: AB CD bb aeeb b'ab'
print(re.sub('a', r'\.\-', 'a'), re.sub('a', '\\\\', 'a'), re.sub('x', 'y', 'abc'), re.sub('a', 'b', 'A', flags=re.I), re.sub('a', 'b', bytearray(b'a').decode()))  # expect: \.\- \ abc b b
print(re.sub(b'a', b'b', bytearray(b'aca')), re.findall(b'a', memoryview(b'aa')), re.match(b'a', bytearray(b'ab')).group())  # expect: b'bcb' [b'a', b'a'] b'a'
for args in (('a', b'b', 'a'), ('a', lambda m: 1, 'a'), (b'a', 'b', b'a'), ('a', 1, 'a'), ('a', 'b', 1), ('a', 'b', b'a'), (b'a', b'b', 'a')):
    try:
        print(re.sub(*args))
    except TypeError as e:
        print(e)
# expect: sequence item 0: expected str instance, bytes found
# expect: sequence item 0: expected str instance, int found
# expect: sequence item 0: expected a bytes-like object, str found
# expect: decoding to str: need a bytes-like object, int found
# expect: expected string or bytes-like object, got 'int'
# expect: cannot use a string pattern on a bytes-like object
# expect: cannot use a bytes pattern on a string-like object
try:
    re.sub('a', lambda m: 1 // 0, 'a')
except ZeroDivisionError as e:
    print(e)  # expect: integer division or modulo by zero
class S(str):
    pass
print(type(re.match('a', S('a')).group()), type(re.sub('b', 'c', S('a'))), re.compile(S('a')).pattern)  # expect: <class 'str'> <class 'str'> a
# Helpers.
print(re.escape('a.b*[c] é~#'), re.escape(b'a.b\x00\xff'), re.match(re.escape('a+b'), 'a+b'))  # expect: a\.b\*\[c\]\ é\~\# b'a\\.b\x00\xff' <re.Match object; span=(0, 3), match='a+b'>
re.purge()
print(re.Scanner([('[a-z]+', lambda s, t: t.upper()), (r'(\d)+', lambda s, t: int(t)), (' ', None)]).scan('ab 12 c!'))  # expect: (['AB', 12, 'C'], '!')

# Without names there is a new dict each time, else a view.
import re
plain, named = re.compile('(a)'), re.compile('(?P<x>a)(?P<y>b)')
print(plain.groupindex, plain.groupindex is plain.groupindex, named.groupindex)
# expect: {} False {'x': 1, 'y': 2}
