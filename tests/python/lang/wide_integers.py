# Integers of one to four words of 32 bits, and what is just behind them.
import operator

edges = [0, 1, -1, 3, 2**31, 2**32 - 1, 2**47 - 1, 2**47, -2**47, -2**47 - 1,
         2**63 - 1, 2**63, -2**63, -2**63 - 1, 2**64 - 1, 2**64, -2**64,
         2**96 + 5, 2**126, 2**127 - 1, 2**127, -2**127 + 1, -2**127, 10**30,
         -10**30, 2**128 - 1, -2**128]


def halves(n):
    return n >> 40, n & (2**40 - 1)


# The same by parts that fit 64 bits, or by what undoes it.
wrong = []
for a in edges:
    for b in edges:
        (ah, al), (bh, bl) = halves(a), halves(b)
        if halves(a + b) != (ah + bh + (al + bl >> 40), al + bl & 2**40 - 1):
            wrong.append((a, '+', b))
        if a - b + b != a or a * b != sum(a << i for i in range(130)
                                          if abs(b) >> i & 1) * (b < 0 and -1 or 1):
            wrong.append((a, '-*', b))
        if b:
            q, r = a // b, a % b
            if q * b + r != a or not (0 <= r < b or b < r <= 0):
                wrong.append((a, '//', b))
        if (a & b) + (a | b) != a + b or a ^ b != (a | b) - (a & b):
            wrong.append((a, '&|^', b))
    for s in (0, 1, 31, 32, 63, 64, 80, 126, 127, 128, 200):
        if a << s != a * 2**s or a >> s != a // 2**s:
            wrong.append((a, '<<', s))
print(wrong)  # expect: []

# One integer, whatever it was computed from.
small = -(2**100) >> 53
print(small, small == -2**47, hash(small) == hash(-2**47), {small: 1}[-2**47])  # expect: -140737488355328 True True 1
print((2**100 >> 53) - 2**47, 2**127 - 2**127, (2**64 + 5) % 2**64)  # expect: 0 0 5

r = 1
for _ in range(5):
    r = r * 6364136223846793005 + 1442695040888963407 & 2**64 - 1
print(r)  # expect: 14673421054488193520
for op in (operator.floordiv, operator.mod, divmod):
    try:
        op(10**30, 0)
    except ZeroDivisionError as e:
        print(e)
# expect: integer division or modulo by zero
# expect: integer modulo by zero
# expect: integer division or modulo by zero
try:
    10**30 << -1
except ValueError as e:
    print(e)  # expect: negative shift count

# Many words: what is less than the divisor is the rest, a sum takes one more
# word only where it carries, and a mask of one word reads one word.
p, low = 2**256 - 2**32 - 977, 2**255 + 19
print(low % p is low, -low % p == p - low, divmod(-low, -p) == (0, -low))  # expect: True True True
print(low // p, -low // p, low // -p, divmod(low, -p) == (-1, low - p))  # expect: 0 -1 -1 True
for size in 31, 32, 63, 64, 95, 96, 255, 256, 8191, 8192:
    top = 2**size - 1
    assert (top + 1).bit_length() == (top + top).bit_length() == size + 1
    assert top - top == 0 and -top - 1 == ~top and top + -(top // 2) == 2 ** (size - 1)
    assert top & 255 == min(top, 255) and -top & 255 == 1 and top & -256 == top - 255 % (top + 1)
    for by in 3, 2**64 - 1, 2**96 + 1, 2**192 - 1, 2**2048 - 2**1000:
        for near in -1, 0, 1:
            assert divmod(top * by + near, by) == ((top, near) if near >= 0 else (top - 1, by - 1))
for by in 2**96, 2**96 - 1, 2**127 + 1, 2**255 + 12345, 2**300 - 2**40:
    for times in 0, 1, 2, 3, 255, 65535, 65536, 2**17 + 1:
        for rest in 0, 1, by // 2, by - 1:
            assert divmod(times * by + rest, by) == (times, rest)
            assert (times * by + rest) // by == times and (times * by + rest) % by == rest

# Bits of a long integer, asked in one go, and what is shifted kept for others.
masks = [0, 1, 255, -1, 2**47 - 1, 2**47, 2**64 - 1, True]


class Wide(int):
    pass


def bits(n, k, mask):
    kept = n >> k
    over = n
    over = over >> k & mask
    mine = n >> k
    seven = 7
    mine = mine & seven
    assert (n >> k & 1, mine, seven) == (kept & 1, kept & 7, 7)
    assert n >> k & n == kept & n and (n >> k) & (n >> k) == kept
    assert (n >> k & mask) == (mask & n >> k) == over == kept & mask
    return n >> k & 255


for n in [9 * e for e in edges] + [2**2000 // 7, -2**2000 // 7]:
    for k in 0, 1, 31, 32, 33, 63, 64, 65, 95, 96, 128, 1990, 2**40, 2**70:
        for mask in masks:
            assert bits(n, k, mask) == bits(Wide(n), k, mask) == n // 2 ** min(k, 3000) % 256
try:
    bits(10**30, -1, 1)
except ValueError as e:
    print(e)  # expect: negative shift count

# A sum of long integers is one object at its end; what is none is added to it.
longs = [2**70, -2**70, 2**300, True, 5, -2**300 - 1, 2**47, 2**64 - 1]
for begin in 0, 2**90, -2**90, 1.5:
    for count in range(len(longs) + 1):
        total = begin
        for n in longs[:count]:
            total = total + n
        assert sum(iter(longs[:count]), begin) == total
        assert type(sum(iter(longs[:count]), begin)) is type(total)
print(sum(n for n in (2**80, -2**80)), sum((n for n in (2**80, 0.5, 2**60)), 1))  # expect: 0 1.2089269725361338e+24
try:
    sum(n for n in (2**80, 2**80, 'a'))
except TypeError as e:
    print(e)  # expect: unsupported operand type(s) for +: 'int' and 'str'

# What gives a remainder of 1, by moduli of one word, of two and of more.
for size in 31, 63, 64, 65, 100, 126, 127, 128, 200:
    for m in 2**size - 1, 2**size + 1, 2**size - 2**(size // 2), -2**size + 3:
        for a in 2, 3, 7, -5, 2**61 - 1, 2**89 - 1, -10**30:
            try:
                inverse = pow(a, -1, m)
            except ValueError:
                inverse = None
            common = abs(m)
            rest = abs(a)
            while rest:
                common, rest = rest, common % rest
            assert (inverse is None) == (common != 1), (a, m)
            assert inverse is None or (a * inverse - 1) % m == 0 and (0 <= inverse < m or m < inverse <= 0)
