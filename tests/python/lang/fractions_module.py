# Fractions.

from fractions import Fraction as F
import math, copy
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
for s in ['3/4', ' -3/4 ', '1.5', '.5', '5.', '1e3', '-1.25E-2', '1_000/3', '7', '+1', '1/0', 'x', '1/-2', '1 /2', '', '.', '1__0', '1e', '٣/٤', '1.2/3', '_1']: t(lambda: repr(F(s)))
# expect: Fraction(3, 4)
# expect: Fraction(-3, 4)
# expect: Fraction(3, 2)
# expect: Fraction(1, 2)
# expect: Fraction(5, 1)
# expect: Fraction(1000, 1)
# expect: Fraction(-1, 80)
# expect: Fraction(1000, 3)
# expect: Fraction(7, 1)
# expect: Fraction(1, 1)
# expect: ZeroDivisionError Fraction(1, 0)
# expect: ValueError Invalid literal for Fraction: 'x'
# expect: ValueError Invalid literal for Fraction: '1/-2'
# expect: ValueError Invalid literal for Fraction: '1 /2'
# expect: ValueError Invalid literal for Fraction: ''
# expect: ValueError Invalid literal for Fraction: '.'
# expect: ValueError Invalid literal for Fraction: '1__0'
# expect: ValueError Invalid literal for Fraction: '1e'
# expect: Fraction(3, 4)
# expect: ValueError Invalid literal for Fraction: '1.2/3'
# expect: ValueError Invalid literal for Fraction: '_1'
print(repr(F(8, 6)), F(8, -6), F(4), F(0.75), F(F(1, 2), F(3, 4)), F(True), repr(F()))
# expect: Fraction(4, 3) -4/3 4 3/4 2/3 1 Fraction(0, 1)
t(lambda: F(1, 0))  # expect: ZeroDivisionError Fraction(1, 0)
t(lambda: F(1.5, 2))  # expect: TypeError both arguments should be Rational instances
t(lambda: F(None))  # expect: TypeError argument should be a string or a Rational instance
t(lambda: F(float('nan')))  # expect: ValueError cannot convert NaN to integer ratio
t(lambda: F.from_float('x'))  # expect: TypeError Fraction.from_float() only takes floats, not 'x' (str)
t(lambda: F(1, 2) + 'x')  # expect: TypeError unsupported operand type(s) for +: 'Fraction' and 'str'
a, b = F(3, 4), F(-5, 7)
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a ** 2, a ** -2, a ** 0.5, a ** F(1, 2), 2 ** a, 2 ** F(3), F(4) ** F(-1))
# expect: 1/28 41/28 -15/28 -21/20 -2 -19/28 (-2, Fraction(-19, 28)) 9/16 16/9 0.8660254037844386 0.8660254037844386 1.681792830507429 8 1/4
print(a + 1, 1 + a, a + 0.5, 0.5 + a, a + 1j, 1 - a, 2 / a, 2 // b, 2 % b, 7.5 % a, divmod(1, b), 3 * a, a * 2.0, round(F(5, 2)), round(F(7, 2)), round(F(22, 7), 2), round(F(12345, 1), -2), int(b), math.floor(b), math.ceil(b), math.trunc(b), float(a), complex(a), -a, +a, abs(b), bool(F(0)))
# expect: 7/4 7/4 1.25 1.25 (0.75+1j) 1/4 8/3 -3 -1/7 0.0 (-2, Fraction(-3, 7)) 9/4 1.5 2 4 157/50 12300 0 -1 0 0 0.75 (0.75+0j) -3/4 3/4 5/7 False
print(a == 0.75, a == F(3, 4), a < b, a <= 1, a > 0.7, a == 0.75 + 0j, a < float('inf'), a == float('nan'), hash(a) == hash(0.75), hash(F(3)) == hash(3), hash(F(1, 3)), hash(F(-1, 3)), hash(F(1, 2**61 - 1)), sorted([a, b, 0.1]))
# expect: True True False True True True True False True True 1537228672809129301 -1537228672809129301 314159 [Fraction(-5, 7), 0.1, Fraction(3, 4)]
print(F(math.pi).limit_denominator(100), F('3.1415926535897932').limit_denominator(1000), F(4, 1).limit_denominator(), a.as_integer_ratio(), a.numerator, a.real, a.imag, a.conjugate(), copy.copy(a) is a, a.__reduce__(), math.prod([a, b]), sum([a, b], F(0)), F.from_float(0.1))
# expect: 311/99 355/113 4 (3, 4) 3 3/4 0 3/4 True (<class 'fractions.Fraction'>, (3, 4)) -15/28 1/28 3602879701896397/36028797018963968
t(lambda: a.limit_denominator(0))
# expect: ValueError max_denominator should be at least 1
t(lambda: a < 1j)  # expect: TypeError '<' not supported between instances of 'Fraction' and 'complex'
t(lambda: a // 0)  # expect: ZeroDivisionError integer division or modulo by zero
t(lambda: format(a))  # expect: 3/4
t(lambda: F(10**30, 3**40) * 1.0)  # expect: 82252633399.69958
