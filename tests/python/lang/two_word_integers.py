# Integers around one, two and four words: every operator at every border, its
# results folded into one number.
EDGES = [0, 1, 3, 10]
for k in (31, 32, 46, 47, 48, 49, 62, 63, 64, 65, 94, 95, 96, 97,
          126, 127, 128, 129, 191, 192):
    EDGES += [2 ** k - 1, 2 ** k, 2 ** k + 1]
EDGES += [-x for x in EDGES]
PRIME = 2 ** 61 - 1


def fold(op, rights):
    total = count = 0
    for a in EDGES:
        for b in rights:
            try:
                result = op(a, b)
            except ZeroDivisionError:
                result = 7
            total = (total * 31 + result) % PRIME
            count += 1
    return count, total


print(fold(lambda a, b: a + b, EDGES))  # expect: (16384, 898506737552247770)
print(fold(lambda a, b: a - b, EDGES))  # expect: (16384, 2292146229104555699)
print(fold(lambda a, b: a * b, EDGES))  # expect: (16384, 133593831733710823)
print(fold(lambda a, b: a // b, EDGES))  # expect: (16384, 903584172103728036)
print(fold(lambda a, b: a % b, EDGES))  # expect: (16384, 1238278798711127371)
print(fold(lambda a, b: a & b, EDGES))  # expect: (16384, 614060261999116557)
print(fold(lambda a, b: a | b, EDGES))  # expect: (16384, 284446475553131213)
print(fold(lambda a, b: a ^ b, EDGES))  # expect: (16384, 1976229222767708607)
print(fold(lambda a, b: a == b, EDGES))  # expect: (16384, 860606521500564250)
print(fold(lambda a, b: a != b, EDGES))  # expect: (16384, 1585713334406421278)
print(fold(lambda a, b: a < b, EDGES))  # expect: (16384, 1920821264935396615)
print(fold(lambda a, b: a <= b, EDGES))  # expect: (16384, 475584777222266914)
print(fold(lambda a, b: a > b, EDGES))  # expect: (16384, 1970735078684718614)
print(fold(lambda a, b: a >= b, EDGES))  # expect: (16384, 525498590971588913)
SHIFTS = [0, 1, 15, 16, 17, 31, 32, 33, 47, 63, 64, 65, 126, 127, 128, 200]
print(fold(lambda a, b: a << b, SHIFTS))  # expect: (2048, 2216031540410478840)
print(fold(lambda a, b: a >> b, SHIFTS))  # expect: (2048, 31593360316431212)
print(fold(lambda a, b: -a + ~b, EDGES))  # expect: (16384, 1266859424968154604)
print(fold(lambda a, b: divmod(a, b)[0] if b else 0, EDGES))
# expect: (16384, 2204610349855053333)
# Powers, up to two words and one bit more.
print(all(pow(b, e) == eval('*'.join(['(%d)' % b] * e) or '1') for b in
          (-3, -2, 2, 3, 10, -10, 2**31, 2**32, -2**63, 2**64 - 1, 2**64,
           -2**64, 2**127, 2**128 - 1) for e in
          (0, 1, 2, 3, 4, 13, 63, 64, 81, 126, 127, 128, 129)))  # expect: True

# Products of up to four words, bits of what stands beyond the shorter number,
# and one bit shifted far: added up, so that each must be right.
edges = [1, 2**31, 2**32 - 1, 2**48, 2**63 - 1, 2**63, 2**64 - 1, 2**64, 2**65 + 1,
         2**96 - 1, 2**96, 2**127 - 1, 2**127, 2**128 - 1, 2**128, 2**160 + 3, 2**256 - 1, 3**300]
edges += [-n for n in edges]
total = 0
for a in edges:
    for b in edges:
        for n in (a * b, a & b, a | b, a ^ b, a + b, a - b):
            total = (total * 31 + n) % (2**89 - 1)
    for count in (15, 16, 17, 31, 32, 33, 63, 64, 65, 95, 127, 128, 200, 70000):
        total = (total * 31 + (a << count) + (a >> count) + (1 << count) - 1) % (2**89 - 1)
print(total)
# expect: 442389549116135210738370120


# Their digits, at each place where one more limb or nine more digits are needed.
def by_hand(n, base):
    digits = ''
    while n:
        n, digit = divmod(n, base)
        digits = '0123456789abcdef'[digit] + digits
    return digits


numbers = sorted({base ** i + d for base, most in ((10, 41), (2, 131), (16, 33)) for i in range(9, most)
                  for d in (-1, 0, 1)})
for n in numbers:
    assert str(n) == repr(n) == by_hand(n, 10) and str(-n) == '-' + str(n) and int(str(n)) == n, n
    assert hex(n) == '0x' + by_hand(n, 16) and hex(-n) == '-' + hex(n), n
    assert bin(n) == '0b' + by_hand(n, 2) and bin(-n) == '-' + bin(n), n
    assert oct(n) == '0o' + by_hand(n, 8) and oct(-n) == '-' + oct(n), n
print(len(numbers), str(10**27), -10**36 - 5, bin(-(1 << 64))[:6], hex((1 << 128) - 1))
# expect: 462 1000000000000000000000000000 -1000000000000000000000000000000000005 -0b100 0xffffffffffffffffffffffffffffffff
# Digits of every base, read and written, at the ends of words; quotients by one
# word.
total = 0
for n in edges:
    for text in (str(n), hex(n), oct(n), bin(n), '%d|%x' % (n, n)):
        total = (total * 31 + int.from_bytes(text.encode(), 'big')) % (2**89 - 1)
    assert int(str(n)) == int(hex(n), 16) == int(hex(n).upper(), 0) == int(oct(n), 8) == int(bin(n), 2) == n
    for divisor in (1, 10, 2**32 - 1, 2**32, 10**19, 2**64 - 1):
        for d in (divisor, -divisor):
            quotient, rest = divmod(n, d)
            assert quotient * d + rest == n and abs(rest) < divisor and (rest == 0 or (rest < 0) == (d < 0))
            assert (n // d, n % d) == (quotient, rest)
    total = (total * 31 + n ** 2 + n ** 3 + n ** 5 + hash(n)) % (2**89 - 1)
print(total)
# expect: 296579000627354542887643154
