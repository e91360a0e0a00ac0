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
        for tail in ("", "d", "x", ".0f", ".1f", ".2f", ".3f", ".4f", "f", "s", ".2s"):
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
for flag in ("", "-", "0", "-0"):
    for width in ("", "1", "6", "12"):
        for tail in ("d", "x", ".0f", ".1f", ".2f", ".3f", ".5f", "s", "f"):
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
