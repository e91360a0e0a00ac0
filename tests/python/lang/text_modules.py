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

