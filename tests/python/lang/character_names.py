# \N{NAME}, for the names that are known.
print('\N{EM SPACE}' == '\u2003', '\N{DIGIT SEVEN}\N{ampersand}', '\N{LEFT CURLY BRACKET}')  # expect: True 7& {
print('\N{GREEK CAPITAL LETTER DELTA}\N{GREEK SMALL LETTER OMEGA}\N{GREEK SMALL LETTER FINAL SIGMA}')  # expect: Δως
print('\N{LATIN SMALL LETTER A WITH DIAERESIS}\N{LATIN CAPITAL LETTER O WITH STROKE}\N{LATIN SMALL LETTER Y WITH DIAERESIS}\N{LATIN SMALL LETTER Q}')  # expect: äØÿq
print(b'\\N{EURO SIGN}'.decode('unicode-escape'), r'\N{x}', '\N{RIGHT SINGLE QUOTATION MARK}')  # expect: € \N{x} ’
x = 5
print(f'\N{AMPERSAND}{x}\N{EN DASH}')  # expect: &5–
for text in (r"'\N{GREEK CAPITAL LETTER FINAL SIGMA}'", r"'\N'", r"'\N{'"):
    try:
        eval(text)
    except SyntaxError as e:
        print('SyntaxError')
# expect: SyntaxError
# expect: SyntaxError
# expect: SyntaxError
