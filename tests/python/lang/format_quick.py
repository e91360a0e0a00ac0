# Everyday formats, every one of them written both ways and checked against what
# the longer road makes of a subclass, which never takes the short one.
class Int(int):
    pass


class Float(float):
    pass


class Text(str):
    pass


numbers = [0, 1, -1, 7, -42, 255, 12345, -99999, 140737488355327, -140737488355328]
floats = [0.0, -0.0, 0.5, 1.5, 2.5, -2.5, 0.125, 0.375, 2.675, 1.005, 0.0005,
          0.0015, 0.00049999999999999999, -0.0004, 1e-9, 5e-324, 123456.789,
          -99.995, 0.9995, 999999999999.5, 4503599627370495.5, 4503599627370496.0,
          1e15, 1e16, 1e22, 1e300, float("inf"), float("-inf"), float("nan")]
texts = ["", "a", "word", "é☃", "a longer one"]
wrong = []
for align in ("", "<", ">", "^", "*<", "_>", "0^", "0"):
    for width in ("", "1", "6", "12", "30"):
        for tail in ("", "d", "x", ".0f", ".1f", ".2f", ".3f", ".4f", "f", "s", ".2s", "g", ".2e", ".3"):
            spec = align + width + tail
            for plain, slow in ((numbers, Int), (floats, Float), (texts, Text)):
                for value in plain:
                    try:
                        wanted = format(slow(value), spec)
                    except ValueError as error:
                        wanted = str(error).replace(slow.__name__, slow.__base__.__name__)
                    try:
                        got = format(value, spec)
                    except ValueError as error:
                        got = str(error)
                    if got != wanted:
                        wrong.append((spec, value, got, wanted))
for flag in ("", "-", "0", "-0", "+", " 0", "#"):
    for width in ("", "1", "6", "12"):
        for tail in ("d", "x", ".0f", ".1f", ".2f", ".3f", ".5f", "s", "f", "e", ".3g"):
            spec = "<%" + flag + width + tail + ">%%"
            for plain, slow in ((numbers, Int), (floats, Float), (texts, Text)):
                for value in plain:
                    try:
                        wanted = spec % slow(value)
                    except (TypeError, ValueError, OverflowError) as error:
                        wanted = type(error)
                    try:
                        got = spec % value
                    except (TypeError, ValueError, OverflowError) as error:
                        got = type(error)
                    if got != wanted:
                        wrong.append((spec, value, got, wanted))
print(len(wrong), wrong[:3])  # expect: 0 []
print(f"{3.14159:.2f}|{-2.5:.0f}|{0.5:.0f}|{1.5:.0f}|{42:05d}|{-42:05d}|{255:x}|{'hi':>5}|{'hi':^5}|")  # expect: 3.14|-2|0|2|00042|-0042|ff|   hi| hi  |
print("%5d|%-5d|%05d|%.1f|%8.3f|%-6s|%6s|%x|%5.1f%%" % (42, 42, -42, 0.25, 2.0005, "ab", "é", 255, 99.95))  # expect:    42|42   |-0042|0.2|   2.001|ab    |     é|ff|100.0%
print(b"%d:%5d:%.2f" % (1, 2, 3.005))  # expect: b'1:    2:3.00'
for bad in ("{:1000000000000000000000d}", "{:d", "{:.}", "{:5q}", "{:=5}"):
    try:
        print(bad.format("x" if "=" in bad else 1))
    except ValueError as error:
        print(error)
# expect: Too many decimal digits in format string
# expect: unmatched '{' in format spec
# expect: Format specifier missing precision
# expect: Unknown format code 'q' for object of type 'int'
# expect: '=' alignment not allowed in string format specifier

# Signs, groups, prefixes and more digits, and what only looks like them.
print(f'{255:#x} {-255:#X} {5:+b} {2**46:_b} {8: o}')  # expect: 0xff -0XFF +101 100_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000_0000  10
print(f'{1234567:,} {-1234567:_} {123:,}|{1234567:>12,}|{255:#06x}')  # expect: 1,234,567 -1_234_567 123|   1,234,567|0x00ff
print(f'{1234567.891:,.2f} {0.5:.0%} {-0.0:+.1f} {3:f} {2.5:+.0f}')  # expect: 1,234,567.89 50% -0.0 3.000000 +2
print(f'{1e-7:.9f} {5e-10:.9f} {25e-10:.9f} {0.9999999995:.9f} {1e-300:f}')  # expect: 0.000000100 0.000000001 0.000000003 0.999999999 0.000000
print(f'{1234:08,} {-3:=+6} {"ab":*^7}')  # expect: 0,001,234 -    3 **ab***
told = []
for spec in (',x', '+s', '#s', ',s', '.2d', '=5s'):
    for value in (7, 'seven'):
        try:
            told.append(format(value, spec))
        except ValueError:
            told.append('!')
print(*told)  # expect: ! ! ! ! ! ! ! ! ! ! ! !
print('%f|%9.4f|%-9.6f|%X|%o|%.0f' % (1.5, 2, -0.1, 255, 8, 0.5))  # expect: 1.500000|   2.0000|-0.100000|FF|10|0
try:
    '%b' % 1
except ValueError as e:
    print(e)  # expect: unsupported format character 'b' (0x62) at index 1
print('{:>6}|{:06.2f}|{!r:>5}|{:{}}|{}'.format('ab', -1.5, 'x', 7, 4, True))  # expect:     ab|-01.50|  'x'|   7|True

# Numbers at the edge of what can be seen.
for x in (1.3e-23, 1.5e-23, 2.6e-23, 1.3e-25, 2.6e-25, 5e-324):
    print('%.6f %.9f' % (x, -x), f'{x:.3%} {x:.0f}')
# expect: 0.000000 -0.000000000 0.000% 0
# expect: 0.000000 -0.000000000 0.000% 0
# expect: 0.000000 -0.000000000 0.000% 0
# expect: 0.000000 -0.000000000 0.000% 0
# expect: 0.000000 -0.000000000 0.000% 0
# expect: 0.000000 -0.000000000 0.000% 0
for wrong in lambda: '%\0' % 5, lambda: format(5, '5\0'), lambda: format('s', '\0'):
    try:
        print(wrong())
    except ValueError as e:
        print(e)
# expect: unsupported format character '?' (0x0) at index 1
# expect: Unknown format code '\x0' for object of type 'int'
# expect: Unknown format code '\x0' for object of type 'str'


# The same of bytes, where a str is none and %s means bytes.
class Named(bytes):
    pass


print(b"line %d of %s\r\n" % (7, b"text"), b"%b|%5d|%-4dx|%#x" % (b"\xff", -3, 5, 255))  # expect: b'line 7 of text\r\n' b'\xff|   -3|5   x|0xff'
print(b"%.1f %d%%" % (2.5, -(2**47)), b"%s" % Named(b"k"), type(Named(b"%d") % 3).__name__)  # expect: b'2.5 -140737488355328%' b'k' bytes
print(b"%5s|" % b"ab", b"%d" % True, b"%d" % 10**20, b"" % (), b"%s" % bytearray(b"q"))  # expect: b'   ab|' b'1' b'100000000000000000000' b'' b'q'
print("é%sé%d" % ("ü", 5), "%s" % "", len("é%s" % "ßx"), "%5s|" % "é", "%s" * 8 % (("é", 1) * 4))  # expect: éüé5  3     é| é1é1é1é1
for form, given in (b"%s", 5), (b"%s", "a"), (b"%b", 5), (b"%d", b"5"), (b"%d", ()), (b"x", 5), (b"%s", (b"a", b"b")), (b"%", 1):
    try:
        print(form % given)
    except (TypeError, ValueError) as e:
        print(e)
# expect: %b requires a bytes-like object, or an object that implements __bytes__, not 'int'
# expect: %b requires a bytes-like object, or an object that implements __bytes__, not 'str'
# expect: %b requires a bytes-like object, or an object that implements __bytes__, not 'int'
# expect: %d format: a real number is required, not bytes
# expect: not enough arguments for format string
# expect: not all arguments converted during bytes formatting
# expect: not all arguments converted during bytes formatting
# expect: incomplete format
