# Arithmetic on integers of many sizes: even and odd numbers of limbs, all ones,
# single bits, around the sizes where another algorithm takes over.

import math
import random

rng = random.Random(9)
SIZES = 1, 2, 3, 4, 5, 7, 8, 9, 20, 39, 40, 65, 130


def number():
    bits = 32 * rng.choice(SIZES)
    n = rng.getrandbits(bits - rng.randrange(31))
    kind = rng.randrange(6)
    if kind == 0:
        n = (1 << bits) - 1 - rng.getrandbits(40)
    elif kind == 1:
        n = 1 << rng.randrange(bits)
    elif kind == 2:
        n ^= (1 << bits) - (1 << rng.randrange(bits))
    return rng.choice((1, -1)) * n


total = 0


def note(*numbers):
    global total
    for n in numbers:
        total = (total * 1000003 + n) % ((1 << 89) - 1)


def shown():
    global total
    was, total = total, 0
    return was


pairs = [(number(), number() or 1) for i in range(300)]
for a, b in pairs:
    note(a + b, a - b, a * b, a * a, -a, abs(a))
print(shown())  # expect: 343432670265556661134265998

for a, b in pairs:
    note(a & b, a | b, a ^ b, ~a, a << 37, a >> 45, a << 32, a >> 64)
print(shown())  # expect: 134592129375107996434720515

for a, b in pairs:
    note(a // b, a % b, *divmod(a * b + a, b))
    note((a * b) // a if a else 0, (a * b + b - 1) // b)
print(shown())  # expect: 184365815631560647316211849

for a, b in pairs:
    common = number()
    note(math.gcd(a * common, b * common), math.lcm(a, b))
    note(math.isqrt(abs(a)), math.isqrt(a * a), math.isqrt(abs(a * b)))
print(shown())  # expect: 32392060790655673479622355

for a, b in pairs:
    try:
        note(pow(a, -1, b))
    except ValueError:
        note(1)
    note(pow(a, 65537, b))
print(shown())  # expect: 590667857698663426013074028

for a, b in pairs:
    size = a.bit_length() // 8 + 1 + (b & 3)
    for order in 'big', 'little':
        data = a.to_bytes(size, order, signed=True)
        note(*data, int.from_bytes(data[:b & 15], order, signed=True))
        note(int.from_bytes(data, order))
        if int.from_bytes(data, order, signed=True) != a:
            print(a, order)
print(shown())  # expect: 71570000855530741819175928

for a, b in pairs:
    for text in str(a), hex(a), '%x' % b, f'{b:,}':
        note(len(text), *text[:40].encode(), *text[-40:].encode())
    if int(str(a)) != a or int(hex(b), 16) != b:
        print(a, b)
print(shown())  # expect: 407065683694532392927900651

for n in range(150):
    note(math.factorial(n), math.comb(3 * n, n), math.perm(2 * n, n))
    note(math.comb(n, 3), math.isqrt(n), math.comb(10 ** 12 + n, 4))
print(shown())  # expect: 387499279828081534005912896

older, newer = 0, 1
for i in range(4000):
    older, newer = newer, older + newer
print(math.gcd(older, newer))  # expect: 1
print(math.gcd(older * 7 ** 300, newer * 7 ** 300) == 7 ** 300)  # expect: True
print(math.gcd(3 ** 3000, 3 ** 2000 * 5) == 3 ** 2000)  # expect: True
print(math.isqrt(10 ** 4000) == 10 ** 2000)  # expect: True
print(math.isqrt(10 ** 4000 - 1) == 10 ** 2000 - 1)  # expect: True

# Factors and counts beyond a machine word.
print(math.perm(2 ** 63 - 1, 1), math.comb(2 ** 63 - 1, 2 ** 63 - 2))  # expect: 9223372036854775807 9223372036854775807
print(math.perm(2 ** 70, 2) == 2 ** 70 * (2 ** 70 - 1))  # expect: True
print(math.comb(2 ** 70, 2 ** 70 - 1) == 2 ** 70, math.comb(1, 2 ** 99))  # expect: True 0


def refused(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, error)


refused(math.perm, 2 ** 100, 2 ** 99)  # expect: OverflowError k must not exceed 9223372036854775807
refused(math.comb, 2 ** 100, 2 ** 99)  # expect: OverflowError min(n - k, k) must not exceed 9223372036854775807
refused(math.factorial, 2 ** 99)  # expect: OverflowError factorial() argument should not exceed 9223372036854775807
refused(math.lcm, 120, 0, 84.0)  # expect: TypeError 'float' object cannot be interpreted as an integer
refused(math.gamma, -0.0)  # expect: ValueError math domain error
refused(math.lgamma, 1.7e308)  # expect: OverflowError math range error

# The length of a vector is not off by its last digit.
print(math.hypot(1025906489.6997133, 1451494456.3886702))  # expect: 1777447687.707019
print(math.dist((0.5, 1.5), (2.0, 0.0)), math.hypot(math.nan, math.inf))  # expect: 2.1213203435596424 inf

# Around the ends of a machine word, where the way of computing changes.
def parts(n):
    return n >> 20, n & 0xFFFFF

edges = [s * (2**b + d) for b in (47, 48, 53, 62, 63, 64) for d in (-1, 0, 1)
         for s in (1, -1)]
for a in edges:
    for b in edges:
        assert a + b - b == a and a - b + b == a and a ^ b ^ b == a
        assert (a & b) + (a | b) == a + b
        q, r = divmod(a, b)
        assert q == a // b and r == a % b and q * b + r == a
        assert abs(r) < abs(b) and (r == 0 or (r < 0) == (b < 0))
        ah, al = parts(a)
        assert a * b == (ah * b << 20) + al * b
        assert pow(a, 5, b) == a * a * a * a * a % b
    for n in (0, 1, 14, 15, 16, 62, 63, 64):
        assert a << n >> n == a and a << n == a * 2**n and a >> n == a // 2**n
    assert int(hex(a), 16) == int(bin(a), 2) == int(oct(a), 8) == a
print(hex(-255), oct(0), bin(-2**47), (2**53 + 1) / 3)  # expect: -0xff 0o0 -0b100000000000000000000000000000000000000000000000 3002399751580331.0
print(pow(-5, 3, 2**32 - 1), pow(7, 0, 1), pow(3, -1, 7))  # expect: 4294967170 0 5

# What is left of a shift to the right: nothing, a word, and longer.
for a, b in pairs[:60]:
    bits = a.bit_length()
    for n in (*range(0, 67, 11), *range(max(bits - 67, 0), bits + 3), 2**40, 2**70):
        right = a // 2**n if n < 2**40 else -1 if a < 0 else 0
        assert a >> n == right and a >> n & 1 == right % 2, (a, n)
        note(a >> n)
for count in -1, -2**70:
    for a in 2**200, -2**200:
        for shift in (lambda: a >> count), (lambda: a << count):
            try:
                shift()
            except ValueError as e:
                print(e, end='; ')
# expect: negative shift count; negative shift count; negative shift count; negative shift count; negative shift count; negative shift count; negative shift count; negative shift count; 0
print(2**200 >> 2**70)
print(shown())
# expect: 486264504837077439401142037
