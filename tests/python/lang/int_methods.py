# What int() reads, and what integers can do.

print(int(), int(3.9), int(-3.9), int('  42\n'), int('-1_000'), int(True))
# expect: 0 3 -3 42 -1000 1
print(int('ff', 16), int('0xff', 16), int('0b101', 0), int('z', 36), int('11', base=2))
# expect: 255 255 5 35 3
print(int('\u0663\u0665'), int(b'12'), int(bytearray(b'-7'), 8))
# expect: 35 12 -7
print(int(1e30), int('123456789012345678901234567890'))
# expect: 1000000000000000019884624838656 123456789012345678901234567890
print(len(str(10**4299)), int('1' * 4300) % 7)  # expect: 4300 5
print(str(-(2**64)), repr(10**20), hex(2**70), oct(-(2**50)), bin(2**50))
# expect: -18446744073709551616 100000000000000000000 0x400000000000000000 -0o40000000000000000 0b100000000000000000000000000000000000000000000000000
print((0).bit_length(), (255).bit_length(), (-256).bit_length(), (2**100).bit_length())
# expect: 0 8 9 101
print((255).bit_count(), (-7).bit_count(), (2**100 - 1).bit_count())
# expect: 8 3 100
print((5).to_bytes(2), (5).to_bytes(2, 'little'), (-5).to_bytes(2, 'big', signed=True))
# expect: b'\x00\x05' b'\x05\x00' b'\xff\xfb'
print((0).to_bytes(0, 'big'), (2**64).to_bytes(9, 'big'), (-2**63).to_bytes(8, 'little', signed=True))
# expect: b'' b'\x01\x00\x00\x00\x00\x00\x00\x00\x00' b'\x00\x00\x00\x00\x00\x00\x00\x80'
print(int.from_bytes(b'\x01\x02', 'big'), int.from_bytes(b'\xff\xfe', 'little', signed=True))
# expect: 258 -257
print(int.from_bytes([1, 2]), int.from_bytes(b''), int.from_bytes(b'\x80' + b'\0' * 8, 'big', signed=True))
# expect: 258 0 -2361183241434822606848
print((5).real, (5).imag, (5).numerator, (5).denominator, True.real)
# expect: 5 0 5 1 1
print((5).conjugate(), (5).as_integer_ratio(), (-2**70).__trunc__())
# expect: 5 (5, 1) -1180591620717411303424
print(round(15, -1), round(25, -1), round(-15, -1), round(123456, -3), round(5, 2), round(5, -99))
# expect: 20 20 -20 123000 5 0
print(round(12345678901234567890, -5), round(5, None))
# expect: 12345678901234600000 5
print(hash(-1), hash(2**61 - 1), hash(2**61), hash(-2**61), hash(10**30))
# expect: -2 0 1 -2 465258685558744706
print(format(1234567, ','), format(-255, '#x'), format(255, '08b'), format(5, '+'), format(65, 'c'))
# expect: 1,234,567 -0xff 11111111 +5 A
print(format(10**20, ',d'), format(3, '.2f'), format(7, '%'), f'{255:#06x}', f'{-5:5d}|{5:<5}|{5:^5}|')
# expect: 100,000,000,000,000,000,000 3.00 700.000000% 0x00ff    -5|5    |  5  |
print('%d %5d %-5d| %05d %x %X %o' % (5, 5, 5, -5, 255, 255, 8))
# expect: 5     5 5    | -0005 ff FF 10
print('%d' % 10**2, '%.3d' % 7, '%+d' % 2**70)
# expect: 100 007 +1180591620717411303424
print(isinstance(True, int), type(True + 0).__name__, bool.__mro__)
# expect: True int (<class 'bool'>, <class 'int'>, <class 'object'>)


class Celsius(int):
    def __repr__(self):
        return 'Celsius(' + int.__repr__(self) + ')'


warm = Celsius(25)
warm.note = 'summer'
print(warm, str(warm), repr(warm), warm + 1, warm * 2, warm.note)
# expect: Celsius(25) Celsius(25) Celsius(25) 26 50 summer
print(type(warm + 1).__name__, warm == 25, hash(warm) == hash(25), {25: 'x'}[warm])
# expect: int True True x
print(Celsius('12'), Celsius(2**80), -Celsius(3), int(Celsius(7)), [10, 20][Celsius(1)])
# expect: Celsius(12) Celsius(1208925819614629174706176) -3 7 20
print(f'{warm}', f'{warm:5}', '%d' % warm, '%s' % warm)
# expect: Celsius(25)    25 25 Celsius(25)
# What looks like a prefix may be digits of a larger base.
print(int('ff', 16), int('-zz', 36), int('0b1', 12), int('0b1', 2))
# expect: 255 -1295 133 1
print(int('7fffffffff', 16), int('111111111', 2), int('-0', 8))
# expect: 549755813887 511 0

# White space beside the digits.
for text in ' 35', '35\n', '\t-25 ', '  7', ' ', '', ' - 1', '1 2', '\x0c85\x0b', '\x1c25\x1f', '\u200345\xa0', ' 1_000 ', '+5 ', '-':
    try:
        print(int(text), end=' ')
    except ValueError as e:
        print(e, end='; ')
print()
# expect: 35 35 -25 7 invalid literal for int() with base 10: ' '; invalid literal for int() with base 10: ''; invalid literal for int() with base 10: ' - 1'; invalid literal for int() with base 10: '1 2'; 85 invalid literal for int() with base 10: '\x1c25\x1f'; 45 1000 5 invalid literal for int() with base 10: '-'; 

# Bytes of every length around those of a limb, in both orders, with and without
# a sign: each number comes back, and the two orders mirror each other.
seen = 0
for bits in range(140):
    for number in (1 << bits, (1 << bits) - 1, 0x1f2e3d4c5b6a798897a6b5c4d3e2f1 >> bits):
        for size in range((number.bit_length() + 8) // 8, 23):
            for value in (number, -number):
                big = value.to_bytes(size, 'big', signed=True)
                assert value.to_bytes(size, 'little', signed=True) == big[::-1]
                assert big.hex() == f'{value % (1 << 8 * size):0{2 * size}x}'
                assert int.from_bytes(big, 'big', signed=True) == value
                assert int.from_bytes(big[::-1], 'little') == value % (1 << 8 * size)
                seen += 1
print(seen)
# expect: 12198

# As text, on both sides of each power of ten.
for power in range(1, 16):
    for number in (10**power - 1, 10**power, 10**power + 1):
        text = str(number)
        assert text == '0123456789'[number // 10**power] * (number >= 10**power) + ('9' * power if number < 10**power else '0' * (power - 1) + str(number % 10))
        assert repr(-number) == '-' + text and int(text) == number
        assert f'{number}' == '%d' % number == text and len(text) == power + (number >= 10**power)
print(str(0), str(-1), -9, -10, 2**46, -2**46, 2**47, -2**47 - 1, 2**63)
# expect: 0 -1 -9 -10 70368744177664 -70368744177664 140737488355328 -140737488355329 9223372036854775808

# Into no bytes goes 0, and -1 where there is a sign.
for n in (-2, -1, 0, 1):
    for signed in (False, True):
        for order in ('big', 'little'):
            try:
                print(n, signed, n.to_bytes(0, order, signed=signed))
            except OverflowError as exc:
                print(n, signed, exc)
# expect: -2 False can't convert negative int to unsigned
# expect: -2 False can't convert negative int to unsigned
# expect: -2 True int too big to convert
# expect: -2 True int too big to convert
# expect: -1 False can't convert negative int to unsigned
# expect: -1 False can't convert negative int to unsigned
# expect: -1 True b''
# expect: -1 True b''
# expect: 0 False b''
# expect: 0 False b''
# expect: 0 True b''
# expect: 0 True b''
# expect: 1 False int too big to convert
# expect: 1 False int too big to convert
# expect: 1 True int too big to convert
# expect: 1 True int too big to convert
