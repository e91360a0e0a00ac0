# Floats: how they print, what they compute, what they refuse.


def error(action):
    try:
        print(action())
    except Exception as problem:
        print(type(problem).__name__ + ':', problem)


print(0.1, 1.0, 1e16, 1e15, 1e-4, 1e-5, 1e23, 5e-324, 1.7976931348623157e308)
# expect: 0.1 1.0 1e+16 1000000000000000.0 0.0001 1e-05 1e+23 5e-324 1.7976931348623157e+308
print(0.1 + 0.2, 1 / 3, 2 / 3, 100.0, 123456789.123, -0.0, 2.0**-44)
# expect: 0.30000000000000004 0.3333333333333333 0.6666666666666666 100.0 123456789.123 -0.0 5.684341886080802e-14
print(float('inf'), float('-inf'), float('nan'), 1e400, -1e400)
# expect: inf -inf nan inf -inf
print(float(' 1_0.5\n'), float('.5'), float('5.'), float('1e3'), float(b'1.5'), float('\u0663.\u0665'))
# expect: 10.5 0.5 5.0 1000.0 1.5 3.5
print(float(), float(3), float('infinity'), float(10**20))
# expect: 0.0 3.0 inf 1e+20
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, -0.0 % 3)
# expect: 3.0 -4.0 1.5 0.5 -0.5 0.0
print(divmod(7.5, -2), divmod(-7.5, 2), 5.0 % float('inf'), -5.0 % float('inf'))
# expect: (-4.0, -0.5) (-4.0, 0.5) 5.0 inf
print(2**0.5, 2.0**3, 4**-0.5, 0.0**0, (-2.0)**3, (-2.0)**-3)
# expect: 1.4142135623730951 8.0 0.5 1.0 -8.0 -0.125
print(float('inf')**0, float('inf')**-1, 0.5**float('inf'), (-1.0)**float('inf'))
# expect: 1.0 0.0 0.0 1.0
print((-8)**0.5 == (-8 + 0j)**0.5)  # expect: True
print(1.5 + 2, 2 - 1.5, 2 * 1.5, 3 / 1.5, True + 0.5)
# expect: 3.5 0.5 3.0 2.0 1.5
print(1.0 == 1, 1.5 > 1, 0.1 + 0.2 == 0.3, float('nan') == float('nan'), -0.0 == 0.0)
# expect: True True False False True
print(2.0**53 == 2**53 + 1, 1e308 < 10**400, float('inf') > 10**400, float('nan') < 1)
# expect: False True True False
print(bool(0.0), bool(-0.0), bool(float('nan')), bool(0.1), not 0.0)
# expect: False False True True True
print(int(2.9), int(-2.9), int(1e20), round(2.5), round(3.5), round(-0.5), round(2.675, 2))
# expect: 2 -2 100000000000000000000 2 4 0 2.67
print(round(1234.5678, -2), round(1e300, -299), round(25.0, -1), round(1.5, None), round(0.5, 0))
# expect: 1200.0 1e+300 20.0 2 0.0
print((1.5).as_integer_ratio(), (0.1).as_integer_ratio(), (-2.0**70).as_integer_ratio(), (0.0).as_integer_ratio())
# expect: (3, 2) (3602879701896397, 36028797018963968) (-1180591620717411303424, 1) (0, 1)
print((1.5).is_integer(), (2.0).is_integer(), float('inf').is_integer())
# expect: False True False
print((1.5).hex(), (-0.1).hex(), (0.0).hex(), float.fromhex('0x1.8p1'), float.fromhex('-0x.1'))
# expect: 0x1.8000000000000p+0 -0x1.999999999999ap-4 0x0.0p+0 3.0 -0.0625
print((2.7).__floor__(), (2.1).__ceil__(), (-2.7).__trunc__(), (2.7).__round__())
# expect: 2 3 -2 3
print(hash(1.0), hash(0.5), hash(-1.0), hash(1e300) == hash(int(1e300)), hash(float('inf')))
# expect: 1 1152921504606846976 -2 True 314159
print((1.5).real, (1.5).imag, (1.5).conjugate(), abs(-1.5), -1.5, +1.5)
# expect: 1.5 0.0 1.5 1.5 -1.5 1.5
print(format(3.14159, '.2f'), format(1234567.891, ',.1f'), format(0.256, '.1%'), format(1e10, 'g'))
# expect: 3.14 1,234,567.9 25.6% 1e+10
print(format(1.5, '+010.2f'), format(-0.0, 'z.1f'), format(1.0, ''), format(12.0, '.2'), f'{3.14159:.3}')
# expect: +000001.50 0.0 1.0 1.2e+01 3.14
print('%f %.2f %e %g %G' % (1.5, 1.5, 1.5, 1e-10, 1e-10), '%r' % 0.1, '%s' % 1e16)
# expect: 1.500000 1.50 1.500000e+00 1e-10 1E-10 0.1 1e+16


class Metres(float):
    pass


run = Metres(2.5)
run.who = 'me'
print(run, run + 1, type(run + 1).__name__, run.who, run == 2.5, hash(run) == hash(2.5), round(run))
# expect: 2.5 3.5 float me True True 2
error(lambda: 1.0 / 0)  # expect: ZeroDivisionError: float division by zero
error(lambda: 1.0 // 0)
# expect: ZeroDivisionError: float floor division by zero
error(lambda: 1.0 % 0)  # expect: ZeroDivisionError: float modulo
error(lambda: divmod(1.0, 0))  # expect: ZeroDivisionError: float divmod()
error(lambda: 0.0**-1)
# expect: ZeroDivisionError: 0.0 cannot be raised to a negative power
error(lambda: 10.0**400)
# expect: OverflowError: (34, 'Numerical result out of range')
error(lambda: float('x'))
# expect: ValueError: could not convert string to float: 'x'
error(lambda: float(''))
# expect: ValueError: could not convert string to float: ''
error(lambda: float('1__0'))
# expect: ValueError: could not convert string to float: '1__0'
error(lambda: float(b'x'))
# expect: ValueError: could not convert string to float: b'x'
error(lambda: float([]))
# expect: TypeError: float() argument must be a string or a real number, not 'list'
error(lambda: float(1, 2))
# expect: TypeError: float expected at most 1 argument, got 2
error(lambda: ~1.5)  # expect: TypeError: bad operand type for unary ~: 'float'
error(lambda: 1.5 << 1)
# expect: TypeError: unsupported operand type(s) for <<: 'float' and 'int'
error(lambda: 1.5 + 'a')
# expect: TypeError: unsupported operand type(s) for +: 'float' and 'str'
error(lambda: 1.5 < 'a')
# expect: TypeError: '<' not supported between instances of 'float' and 'str'
error(lambda: float('inf').as_integer_ratio())
# expect: OverflowError: cannot convert Infinity to integer ratio
error(lambda: float('nan').as_integer_ratio())
# expect: ValueError: cannot convert NaN to integer ratio
error(lambda: float.fromhex('x'))
# expect: ValueError: invalid hexadecimal floating-point string
error(lambda: float.fromhex('0x1p2000'))
# expect: OverflowError: hexadecimal value too large to represent as a float
error(lambda: round(float('nan')))
# expect: ValueError: cannot convert float NaN to integer
error(lambda: round(float('inf')))
# expect: OverflowError: cannot convert float infinity to integer
error(lambda: round(1.7e308, -308))
# expect: OverflowError: rounded value too large to represent
error(lambda: format(1.5, 'd'))
# expect: ValueError: Unknown format code 'd' for object of type 'float'
# Rounded as the exact value says, not as its product with a power of ten.
print(round(2.675, 2), round(1.005, 2), round(0.125, 2))  # expect: 2.67 1.0 0.12
print(round(-0.5, 0), round(2.5, 0), round(5e-324, 9))  # expect: -0.0 2.0 0.0
print(round(1e22, 2), round(0.1 + 0.2, 22))  # expect: 1e+22 0.30000000000000004

# White space beside the digits.
for text in ' 3.5', '3.5\n', '\t-0.25 ', '  7', ' ', '', ' - 1', '1 2', '\x0c8.5\x0b', '\x1c2.5\x1f', '\u20034.5\xa0', ' 1e3 ', ' .5', '5. ', ' . ':
    try:
        print(float(text), end=' ')
    except ValueError as e:
        print(e, end='; ')
print()
# expect: 3.5 3.5 -0.25 7.0 could not convert string to float: ' '; could not convert string to float: ''; could not convert string to float: ' - 1'; could not convert string to float: '1 2'; 8.5 could not convert string to float: '\x1c2.5\x1f'; 4.5 1000.0 0.5 5.0 could not convert string to float: ' . '; 
