# Mistakes that lexer and parser see, with the places they point at.
def error(source, mode="exec"):
    try:
        compile(source, "<text>", mode)
    except SyntaxError as e:
        return type(e).__name__, e.msg, e.lineno, e.offset
    return "no error"


# What is wrong within a token comes before what is wrong with their order, but
# not before a stray indent.
print(error("a b\n1x"))  # expect: ('SyntaxError', 'invalid decimal literal', 2, 1)
print(error("  1x"))  # expect: ('IndentationError', 'unexpected indent', 1, 2)
print(error("a b\n\\ c"))  # expect: ('SyntaxError', 'invalid syntax', 1, 3)
print(error("a = 9 + \\"))  # expect: ('SyntaxError', 'unexpected EOF while parsing', 1, 10)
print(error("a = 'x\\\n"))  # expect: ('SyntaxError', 'unterminated string literal (detected at line 1)', 1, 5)
print(error("if x:\n    y\n  z; 1 2"))  # expect: ('IndentationError', 'unindent does not match any outer indentation level', 3, 9)
print(error("000777"))  # expect: ('SyntaxError', 'leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers', 1, 1)
print(error("a{"))  # expect: ('SyntaxError', "'{' was never closed", 1, 2)
print(error("a{b}"))  # expect: ('SyntaxError', 'invalid syntax', 1, 2)
print(error("x not y"))  # expect: ('SyntaxError', 'invalid syntax', 1, 7)
print(error("2\u0394"))  # expect: ('SyntaxError', 'invalid syntax', 1, 2)
print(error("\u1fff"))  # expect: ('SyntaxError', 'invalid non-printable character U+1FFF', 1, 1)
print(error("\U0001d121"))  # expect: ('SyntaxError', "invalid character '𝄡' (U+1D121)", 1, 1)
print(error("\u20ac = 1"))  # expect: ('SyntaxError', "invalid character '€' (U+20AC)", 1, 1)
print(error("x\u00b7y = 1"))  # expect: no error
print(error("a, *b", "eval"))  # expect: ('SyntaxError', 'invalid syntax', 1, 4)
print(error("*a", "eval"))  # expect: ('SyntaxError', 'invalid syntax', 1, 1)
print(error("a, (*b, c)", "eval"))  # expect: no error
print(error("f'{!r}'"), error("f'{ :3}'"), error("f'{=}'"), sep="\n")  # expect: ('SyntaxError', "f-string: expression required before '!'", 1, 8)
# expect: ('SyntaxError', "f-string: expression required before ':'", 1, 9)
# expect: ('SyntaxError', "f-string: expression required before '='", 1, 7)
print(error("try: pass\nexcept E: pass\nexcept*: pass"))  # expect: ('SyntaxError', 'expected one or more exception types', 3, 8)
print(error("try: pass\nexcept E: pass\nexcept* F: pass"))  # expect: ('SyntaxError', "cannot have both 'except' and 'except*' on the same 'try'", 3, 1)
print(error("[a, b for x in y]"), error("[a, for x in y]"), sep="\n")  # expect: ('SyntaxError', 'did you forget parentheses around the comprehension target?', 1, 2)
# expect: ('SyntaxError', 'did you forget parentheses around the comprehension target?', 1, 2)
print(error("{a, *b for x in y}"), error("{a, b, for x in y}"), sep="\n")  # expect: ('SyntaxError', 'did you forget parentheses around the comprehension target?', 1, 2)
# expect: ('SyntaxError', 'did you forget parentheses around the comprehension target?', 1, 2)
print(error("{*a for x in y}"))  # expect: ('SyntaxError', 'iterable unpacking cannot be used in comprehension', 1, 2)
print(error("[a, for]"), error("[a, for x in]"), sep="\n")  # expect: ('SyntaxError', 'invalid syntax', 1, 5)
# expect: ('SyntaxError', 'invalid syntax', 1, 5)
for text in ('[a, b for x in y if]', '[a for x y]', 'f(a for x y)', '{a: b for x, y z in w}', 'f(*a for x in y)', 'f(b, *a for x in y)', 'f(a for x in y if z w)', '[1 2', 'f(a b\nc', '{1: 2, 3 4}', '{1: 2, "long" 4}', 'with a b: pass', 'with (a as b)', 'for x in y z: pass', 'with open(a) as f print(f)'):
    print(error(text))
# expect: ('SyntaxError', 'did you forget parentheses around the comprehension target?', 1, 2)
# expect: ('SyntaxError', 'invalid syntax. Perhaps you forgot a comma?', 1, 8)
# expect: ('SyntaxError', 'invalid syntax. Perhaps you forgot a comma?', 1, 9)
# expect: ('SyntaxError', 'invalid syntax. Perhaps you forgot a comma?', 1, 14)
# expect: ('SyntaxError', 'iterable unpacking cannot be used in comprehension', 1, 3)
# expect: ('SyntaxError', 'Generator expression must be parenthesized', 1, 6)
# expect: ('SyntaxError', 'invalid syntax', 1, 21)
# expect: ('SyntaxError', "'[' was never closed", 1, 1)
# expect: ('SyntaxError', "'(' was never closed", 1, 2)
# expect: ('SyntaxError', "':' expected after dictionary key", 1, 8)
# expect: ('SyntaxError', "':' expected after dictionary key", 1, 13)
# expect: ('SyntaxError', 'invalid syntax', 1, 8)
# expect: ('SyntaxError', "expected ':'", 1, 14)
# expect: ('SyntaxError', 'invalid syntax', 1, 12)
# expect: ('SyntaxError', 'invalid syntax', 1, 19)


# What is missing at the end is missing in the last line, and a comment belongs
# to the newline behind it. Where the text ran out, there is no end.
def places(*sources):
    for source in sources:
        try:
            compile(source, "<text>", "exec")
        except SyntaxError as e:
            print(e.lineno, e.offset, e.end_lineno, e.end_offset, e.msg[:26])


places("@f\n", "x\n@f", "@f\n\n\n", "@f\n# more\n", "@f\n  # \u20ac")
# expect: 1 0 1 0 invalid syntax
# expect: 2 0 2 0 invalid syntax
# expect: 3 0 3 0 invalid syntax
# expect: 2 0 2 0 invalid syntax
# expect: 2 0 2 0 invalid syntax
places("if 1:", "if 1:\n\n # \u20ac\n", "try:\n  x\n", "try:\n  x\ny")
# expect: 1 6 1 -1 expected an indented block
# expect: 3 5 3 -1 expected an indented block
# expect: 2 4 2 -1 expected 'except' or 'fina
# expect: 3 1 3 2 expected 'except' or 'fina
places("x =  # one\n", "while 1 # one\n", "x =  # one")
# expect: 1 6 1 11 invalid syntax
# expect: 1 9 1 14 expected ':'
# expect: 1 6 1 11 invalid syntax
places("if 1:\n  @f\n", "if 1:\n  @f\nx\n", "  x", "if 1:\n  if 2:\nx")
# expect: 2 5 2 -1 unexpected unindent
# expect: 3 0 3 -1 unexpected unindent
# expect: 1 2 1 -1 unexpected indent
# expect: 3 0 3 -1 expected an indented block
places("x\\\n", "if 1:\n    x\n  y\n")
# expect: 1 3 1 -1 unexpected EOF while parsi
# expect: 3 4 3 -1 unindent does not match an
