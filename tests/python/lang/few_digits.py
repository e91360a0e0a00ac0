# Text and numbers that are read at once, beside those that are not.
def read(kind, text):
    try:
        return repr(kind(text))
    except ValueError as error:
        return str(error)


print(*[read(int, text) for text in (
    "0", "-0", "7", "007", "-12", "99999999999999", "-99999999999999",
    "140737488355327", "140737488355328", "+5", " 6 ", "1_0", "", "-", "--1",
    "1.0", "0x1", "\u0663")])  # expect: 0 0 7 7 -12 99999999999999 -99999999999999 140737488355327 140737488355328 5 6 10 invalid literal for int() with base 10: '' invalid literal for int() with base 10: '-' invalid literal for int() with base 10: '--1' invalid literal for int() with base 10: '1.0' invalid literal for int() with base 10: '0x1' 3
print(*[read(float, text) for text in (
    "0", "-0", "-0.0", "3.25", "0.1", "123456.789", ".5", "5.", "-.5",
    "000.000000000001", "999999999999.999", "0.00000000000000001",
    "9007199254740993", "12345678.9012345678", "1e3", "inf", " 1.5 ")])  # expect: 0.0 -0.0 -0.0 3.25 0.1 123456.789 0.5 5.0 -0.5 1e-12 999999999999.999 1e-17 9007199254740992.0 12345678.901234567 1000.0 inf 1.5
for text in ("", ".", "-", "-.", "1.2.3", "1,5", "0x1"):
    print(read(float, text))
# expect: could not convert string to float: ''
# expect: could not convert string to float: '.'
# expect: could not convert string to float: '-'
# expect: could not convert string to float: '-.'
# expect: could not convert string to float: '1.2.3'
# expect: could not convert string to float: '1,5'
# expect: could not convert string to float: '0x1'


class Text(str):
    def __int__(self):
        return 42

    def __float__(self):
        return 4.5


print(int(Text("1")), float(Text("1")))  # expect: 42 4.5
print([str(n) for n in (0, 9, 10, -1, -10, 140737488355327, -140737488355328,
                        140737488355328)])  # expect: ['0', '9', '10', '-1', '-10', '140737488355327', '-140737488355328', '140737488355328']
print(sum([True, False, True]), sum([True, 2, 2.5]), sum([1 << 47, True]))  # expect: 2 5.5 140737488355329
import math
print([math.isqrt(n * n + d) for n in (1, 2, 11863282) for d in (-1, 0, 1)])  # expect: [0, 1, 1, 1, 2, 2, 11863281, 11863282, 11863282]
print(math.gcd(12, -18), math.gcd(0, 0), math.gcd(-140737488355328, 0), math.gcd(6, 1 << 60))  # expect: 6 0 140737488355328 2
import zlib
data = bytes(range(256)) * 2
print([zlib.crc32(data[a:b]) for a, b in ((0, 0), (0, 1), (1, 4), (3, 7), (0, 512))])  # expect: [0, 3523407757, 1438416925, 2699856222, 476132726]
print(zlib.crc32(data[5:], zlib.crc32(data[:5])) == zlib.crc32(data))  # expect: True
print([float(t) for t in ("1e22", "1e23", "-2.5e-3", "00.125E+2", "9007199254740993", "9007199254740993e-22", "123456789012345678e-18", "1.e5", ".5e1", "0e99", "7e-22")])
# expect: [1e+22, 1e+23, -0.0025, 12.5, 9007199254740992.0, 9.007199254740993e-07, 0.12345678901234568, 100000.0, 5.0, 0.0, 7e-22]
for text in "1e", "1e+", "e1", "-e1", "1e1.", "1ee1", ".e1", "1e 1":
    try:
        print(float(text))
    except ValueError as e:
        print(e)
# expect: could not convert string to float: '1e'
# expect: could not convert string to float: '1e+'
# expect: could not convert string to float: 'e1'
# expect: could not convert string to float: '-e1'
# expect: could not convert string to float: '1e1.'
# expect: could not convert string to float: '1ee1'
# expect: could not convert string to float: '.e1'
# expect: could not convert string to float: '1e 1'
print([x.as_integer_ratio() for x in (0.0, -0.0, -1.5, 0.1, 2.0**53 - 1, 2.0**54, 2.0**-9, -3 * 2.0**-9, 2.0**-10, 5e-324 * 2**1000)])
# expect: [(0, 1), (0, 1), (-3, 2), (3602879701896397, 36028797018963968), (9007199254740991, 1), (18014398509481984, 1), (1, 512), (-3, 512), (1, 1024), (1, 18889465931478580854784)]
print(sum([2**47 - 1] * 3), sum([2**62, 2**62, -1]), sum([-2**47, -1], -2**62), sum((1, 2.5, True)), sum([0.1] * 10, 1), sum([-0.0]), sum([-0.0], -0.0), sum((2, 3), 0.5))
# expect: 422212465065981 9223372036854775807 -4611826755915743233 4.5 2.000000000000001 0.0 -0.0 5.5
print((1, None, "a", 2.0, float) == (1, None, "a", 2, float), [1, 2] < [1, 2, 0], [1, 2, 4] > [1, 2, 3], (1, 2) == (1, 3))
# expect: True True True False
print(set(range(0)), set(range(3, -1, -1)) == {0, 1, 2, 3}, len(set(range(5000))), set(range(2**50, 2**50 + 2)) == {2**50, 2**50 + 1})
# expect: set() True 5000 True
