# What integers refuse, in the words of CPython.


def error(action):
    try:
        print(action())
    except Exception as problem:
        print(type(problem).__name__ + ':', problem)


error(lambda: 1 // 0)
# expect: ZeroDivisionError: integer division or modulo by zero
error(lambda: 1 % 0)  # expect: ZeroDivisionError: integer modulo by zero
error(lambda: divmod(1, 0))
# expect: ZeroDivisionError: integer division or modulo by zero
error(lambda: 1 / 0)  # expect: ZeroDivisionError: division by zero
error(lambda: 10**30 // 0)
# expect: ZeroDivisionError: integer division or modulo by zero
error(lambda: 10**30 % 0)  # expect: ZeroDivisionError: integer modulo by zero
error(lambda: 10**30 / 0)  # expect: ZeroDivisionError: division by zero
error(lambda: 0**-1)
# expect: ZeroDivisionError: 0.0 cannot be raised to a negative power
error(lambda: 1 << -1)  # expect: ValueError: negative shift count
error(lambda: 1 >> -1)  # expect: ValueError: negative shift count
error(lambda: 10**30 << -1)  # expect: ValueError: negative shift count
error(lambda: 1 << 10**30)  # expect: OverflowError: too many digits in integer
error(lambda: pow(2, -1, 4))
# expect: ValueError: base is not invertible for the given modulus
error(lambda: pow(2, 3, 0))
# expect: ValueError: pow() 3rd argument cannot be 0
error(lambda: pow(2.0, 3, 4))
# expect: TypeError: pow() 3rd argument not allowed unless all arguments are integers
error(lambda: 10**400 / 1)
# expect: OverflowError: integer division result too large for a float
error(lambda: 10**400 * 1.0)
# expect: OverflowError: int too large to convert to float
error(lambda: float(10**400))
# expect: OverflowError: int too large to convert to float
error(lambda: 1 + 'a')
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
error(lambda: 1 < 'a')
# expect: TypeError: '<' not supported between instances of 'int' and 'str'
error(lambda: 1 + None)
# expect: TypeError: unsupported operand type(s) for +: 'int' and 'NoneType'
error(lambda: int('x'))
# expect: ValueError: invalid literal for int() with base 10: 'x'
error(lambda: int(''))
# expect: ValueError: invalid literal for int() with base 10: ''
error(lambda: int('1__0'))
# expect: ValueError: invalid literal for int() with base 10: '1__0'
error(lambda: int('9', 8))
# expect: ValueError: invalid literal for int() with base 8: '9'
error(lambda: int('010', 0))
# expect: ValueError: invalid literal for int() with base 0: '010'
error(lambda: int('1', 1))
# expect: ValueError: int() base must be >= 2 and <= 36, or 0
error(lambda: int('1', 37))
# expect: ValueError: int() base must be >= 2 and <= 36, or 0
error(lambda: int(5, 10))
# expect: TypeError: int() can't convert non-string with explicit base
error(lambda: int(base=10))  # expect: TypeError: int() missing string argument
error(lambda: int([]))
# expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'
error(lambda: int(None))
# expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
error(lambda: int(float('nan')))
# expect: ValueError: cannot convert float NaN to integer
error(lambda: int(float('inf')))
# expect: OverflowError: cannot convert float infinity to integer
error(lambda: int(b'x'))
# expect: ValueError: invalid literal for int() with base 10: b'x'
error(lambda: (500).to_bytes(1, 'big'))
# expect: OverflowError: int too big to convert
error(lambda: (-5).to_bytes(2, 'big'))
# expect: OverflowError: can't convert negative int to unsigned
error(lambda: (128).to_bytes(1, 'big', signed=True))
# expect: OverflowError: int too big to convert
error(lambda: (5).to_bytes(-1, 'big'))
# expect: ValueError: length argument must be non-negative
error(lambda: (5).to_bytes(2, 'x'))
# expect: ValueError: byteorder must be either 'little' or 'big'
error(lambda: int.from_bytes('a'))
# expect: TypeError: cannot convert 'str' object to bytes
error(lambda: int.from_bytes(5))
# expect: TypeError: cannot convert 'int' object to bytes
error(lambda: str(10**4300))
# expect: ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
error(lambda: int('1' * 4301))
# expect: ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit
error(lambda: format(10**5000, 'd'))
# expect: ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
error(lambda: round(5, 'a'))
# expect: TypeError: 'str' object cannot be interpreted as an integer
error(lambda: [1][10**30])
# expect: IndexError: cannot fit 'int' into an index-sized integer
error(lambda: int.__new__(str))
# expect: TypeError: int.__new__(str): str is not a subtype of int
error(lambda: int.__new__(bool, 1))
# expect: TypeError: int.__new__(bool) is not safe, use bool.__new__()
error(lambda: format(5, '.3'))
# expect: ValueError: Precision not allowed in integer format specifier
error(lambda: format(5, 'Q'))
# expect: ValueError: Unknown format code 'Q' for object of type 'int'
error(lambda: format(-1, 'c'))
# expect: OverflowError: %c arg not in range(0x110000)


# Digits and what stands between them, in any base.
for text, base in (('1_000', 10), ('1__0', 10), ('_1', 10), ('1_', 10), ('_', 10), ('', 10), ('0x_ff', 0), ('0x__f', 0), ('f_F', 16), ('12', 2), ('7' * 30 + '_1', 10), ('zz_z', 36), ('0_0', 0), ('01', 0), ('1' * 20, 3), ('9' * 25, 10), ('9' * 24 + 'x', 10), ('-1_2 ', 10)):
    try:
        print(int(text, base), end='; ')
    except ValueError as e:
        print(e, end='; ')
print()  # expect: 1000; invalid literal for int() with base 10: '1__0'; invalid literal for int() with base 10: '_1'; invalid literal for int() with base 10: '1_'; invalid literal for int() with base 10: '_'; invalid literal for int() with base 10: ''; 255; invalid literal for int() with base 0: '0x__f'; 255; invalid literal for int() with base 2: '12'; 7777777777777777777777777777771; 46655; 0; invalid literal for int() with base 0: '01'; 1743392200; 9999999999999999999999999; invalid literal for int() with base 10: '999999999999999999999999x'; -12; 
print([[round(n, -k) for k in (1, 2, 3, 15)] for n in (0, 5, 15, 25, -5, -15, 1250, -1350, 1349, 2 ** 47 - 1, -2 ** 47)])  # expect: [[0, 0, 0, 0], [0, 0, 0, 0], [20, 0, 0, 0], [20, 0, 0, 0], [0, 0, 0, 0], [-20, 0, 0, 0], [1250, 1200, 1000, 0], [-1350, -1400, -1000, 0], [1350, 1300, 1000, 0], [140737488355330, 140737488355300, 140737488355000, 0], [-140737488355330, -140737488355300, -140737488355000, 0]]
print(round(5 * 10 ** 13, -14), round(15 * 10 ** 13, -14), round(-2 ** 47, -14), round(2 ** 70, -20), round(7, -40), type(round(True, -1)))  # expect: 0 200000000000000 -100000000000000 1200000000000000000000 0 <class 'int'>

import sys
for limit in 2**31, -2**40, 2**70, 0, 'a':
    try:
        sys.setrecursionlimit(limit)
    except (ValueError, OverflowError, TypeError) as exc:
        print(type(exc).__name__, exc)
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: ValueError recursion limit must be greater or equal than 1
# expect: TypeError 'str' object cannot be interpreted as an integer
