# textwrap, shlex, fnmatch, html.
import html
import shlex
import textwrap

text = ('The quick brown fox -- as they say -- jumped over well-known '
        'lazy dogs. It was "nice." A verylongwordthatdoesnotfit anywhere.')
for line in textwrap.wrap(text, 20):
    print(line)
    # expect: The quick brown fox
    # expect: -- as they say --
    # expect: jumped over well-
    # expect: known lazy dogs. It
    # expect: was "nice." A verylo
    # expect: ngwordthatdoesnotfit
    # expect: anywhere.







print(textwrap.wrap('2-succinyl-6-hydroxy-2,4 x', 13))
# expect: ['2-succinyl-6-', 'hydroxy-2,4 x']

print(textwrap.wrap(text, 30, break_long_words=False)[-2:])
# expect: ['verylongwordthatdoesnotfit', 'anywhere.']

print(textwrap.wrap('well-known', 6, break_on_hyphens=False))
# expect: ['well-k', 'nown']

print(textwrap.fill('a b  c', 3, initial_indent='>', subsequent_indent='..'))
# expect: >a
# expect: ..b
# expect: ..c



print(textwrap.wrap('He said so. Then left.', 40, fix_sentence_endings=True))
# expect: ['He said so.  Then left.']

print(textwrap.shorten('Hello  world and more!', width=14))
# expect: Hello [...]

print(textwrap.wrap('a\tb\nc', 80), textwrap.wrap('', 3))
# expect: ['a       b c'] []

print(textwrap.wrap('one two three four', 8, max_lines=2, placeholder='..'))
# expect: ['one two', 'three..']

print(repr(textwrap.dedent('  a\n    b\n\n   \n  c')))
# expect: 'a\n  b\n\n\nc'

print(repr(textwrap.indent('a\n\nb\n', '+ ')))  # expect: '+ a\n\n+ b\n'
for bad in (0, -1):
    try:
        textwrap.wrap('x', bad)
    except ValueError as e:
        print(e)
        # expect: invalid width 0 (must be > 0)
        # expect: invalid width -1 (must be > 0)



print(shlex.split("a 'b c' \"d \\\" e\" f\\ g # no"))
# expect: ['a', 'b c', 'd " e', 'f g', '#', 'no']

print(shlex.split('a # b', comments=True), shlex.split('""'))
# expect: ['a'] ['']

for bad in ('a "b', 'a\\'):
    try:
        print(shlex.split(bad))
    except ValueError as e:
        print(e)
        # expect: No closing quotation
        # expect: No escaped character


print(shlex.quote("it's"), shlex.quote('a.b/c'), shlex.quote(''))
# expect: 'it'"'"'s' a.b/c ''

print(shlex.join(['echo', 'a b', '$x']))  # expect: echo 'a b' '$x'
print(list(shlex.shlex('a=b && c "d e"')))
# expect: ['a', '=', 'b', '&', '&', 'c', '"d e"']

print(list(shlex.shlex('a && b; c|d >e', punctuation_chars=True)))
# expect: ['a', '&&', 'b', ';', 'c', '|', 'd', '>', 'e']

lexer = shlex.shlex('x\ny', posix=True)
lexer.push_token('first')
print(lexer.get_token(), lexer.get_token(), lexer.lineno, lexer.error_leader())
# expect: first x 2 "None", line 2: 


print(html.escape('<a href="x">\'&'), html.escape('"', quote=False))
# expect: &lt;a href=&quot;x&quot;&gt;&#x27;&amp; "

print(html.unescape('&lt;&amp;&eacute;&#233;&#xe9;&nbsp&#128;&#0;&nope;&ampx'))
# expect: <&ééé €�&nope;&x

print(repr(html.unescape('&#xD800;&#x110000;&notit; &mdash; & &# &#x;')))
# expect: '��¬it; — & &# &#x;'


# Fields of formats, those before a fault included.
import string


def rows(text):
    out = []
    try:
        for row in string.Formatter().parse(text):
            out.append(row)
    except (ValueError, TypeError) as e:
        out.append(str(e))
    return out


for text in ('', 'a', '{}', 'a{{b}}c{x}', '{a.b[c]!r:>{w}} {1:x}', 'é{漢!s}ü', '{:}', '{!a}', '{a[}]}', '{a[:!]:z}', '{}}', '{', 'ab{c', '{a}{', '}', 'x}y', '{a!}', '{a!rx}', '{a!:}', '{a:{b}{c}}',
             '{a:{b}', '{a{b}}', '{a[{]}', '{0}{1}}{2}', '{a!é}', '{{{a}}}', '{a:}}', '{a!r', '{a!', '{a:b'):
    print(repr(text), rows(text))
walk = string.Formatter().parse('{a}}')
print(next(walk))
print(rows(5), rows(b'x'))
print(string.Formatter().format('{0.real:>5} {n[k]!r:^9}|{0:{w}}', 3, n={'k': 'v'}, w=4), string.Formatter().vformat('{}{}', 'ab', {}))
# expect: '' []
# expect: 'a' [('a', None, None, None)]
# expect: '{}' [('', '', '', None)]
# expect: 'a{{b}}c{x}' [('a{', None, None, None), ('b}', None, None, None), ('c', 'x', '', None)]
# expect: '{a.b[c]!r:>{w}} {1:x}' [('', 'a.b[c]', '>{w}', 'r'), (' ', '1', 'x', None)]
# expect: 'é{漢!s}ü' [('é', '漢', '', 's'), ('ü', None, None, None)]
# expect: '{:}' [('', '', '', None)]
# expect: '{!a}' [('', '', '', 'a')]
# expect: '{a[}]}' [('', 'a[}]', '', None)]
# expect: '{a[:!]:z}' [('', 'a[:!]', 'z', None)]
# expect: '{}}' [('', '', '', None), "Single '}' encountered in format string"]
# expect: '{' ["Single '{' encountered in format string"]
# expect: 'ab{c' ["expected '}' before end of string"]
# expect: '{a}{' [('', 'a', '', None), "Single '{' encountered in format string"]
# expect: '}' ["Single '}' encountered in format string"]
# expect: 'x}y' ["Single '}' encountered in format string"]
# expect: '{a!}' ["unmatched '{' in format spec"]
# expect: '{a!rx}' ["expected ':' after conversion specifier"]
# expect: '{a!:}' [('', 'a', '', ':')]
# expect: '{a:{b}{c}}' [('', 'a', '{b}{c}', None)]
# expect: '{a:{b}' ["unmatched '{' in format spec"]
# expect: '{a{b}}' ["unexpected '{' in field name"]
# expect: '{a[{]}' [('', 'a[{]', '', None)]
# expect: '{0}{1}}{2}' [('', '0', '', None), ('', '1', '', None), "Single '}' encountered in format string"]
# expect: '{a!é}' [('', 'a', '', 'é')]
# expect: '{{{a}}}' [('{', None, None, None), ('', 'a', '', None), ('}', None, None, None)]
# expect: '{a:}}' [('', 'a', '', None), "Single '}' encountered in format string"]
# expect: '{a!r' ["unmatched '{' in format spec"]
# expect: '{a!' ['end of string while looking for conversion specifier']
# expect: '{a:b' ["unmatched '{' in format spec"]
# expect: ('', 'a', '', None)
# expect: ['expected str, got int'] ['expected str, got bytes']
# expect:     3    'v'   |   3 ab
# An attribute of a field without a name is no numbered one's.
for odd in ('{.real}', '{[0]}', '{0}{.real}', '{}{[0]}'):
    try:
        print(string.Formatter().format(odd, 1, 'x'))
    except KeyError as e:
        print(repr(e), end=';')
print()  # expect: KeyError('');KeyError('');KeyError('');KeyError('');
