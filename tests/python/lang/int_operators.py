# Operators on integers of any size, across the border of 48 bits.

print(7 // 2, -7 // 2, 7 // -2, -7 // -2)  # expect: 3 -4 -4 3
print(7 % 3, -7 % 3, 7 % -3, -7 % -3)  # expect: 1 2 -2 -1
print(divmod(-7, 2), divmod(7, -2), divmod(0, 5))
# expect: (-4, 1) (-4, -1) (0, 0)
print(7 / 2, -1 / 4, 10**25 / 10**24)  # expect: 3.5 -0.25 10.0
print(2**10, (-3)**3, 2**-1, (-2)**-2, 0**0)  # expect: 1024 -27 0.5 0.25 1
print(2**100)  # expect: 1267650600228229401496703205376
print((-2)**101)  # expect: -2535301200456458802993406410752
print(3**50, 10**20)  # expect: 717897987691852588770249 100000000000000000000
print(5 & 3, 5 | 3, 5 ^ 3, ~5, -5 & 3, -5 | 3, -5 ^ 3)
# expect: 1 7 6 -6 3 -5 -8
print(1 << 40, 1 << 47, 1 << 48, -1 << 47, -1 << 48)
# expect: 1099511627776 140737488355328 281474976710656 -140737488355328 -281474976710656
print(5 >> 1, -5 >> 1, 5 >> 100, -5 >> 100, (1 << 70) >> 3)
# expect: 2 -3 0 -1 147573952589676412928
# Where immediate integers end.
print((1 << 47) - 1, (1 << 47) - 1 + 1, -(1 << 47), -(1 << 47) - 1)
# expect: 140737488355327 140737488355328 -140737488355328 -140737488355329
print(140737488355327 + 1, -140737488355328 - 1)
# expect: 140737488355328 -140737488355329
print(140737488355327 * 2, -140737488355328 * -1)
# expect: 281474976710654 140737488355328
print(-140737488355328 // -1, abs(-140737488355328), -(-140737488355328))
# expect: 140737488355328 140737488355328 140737488355328
print(9223372036854775807 + 1, -9223372036854775808 - 1)
# expect: 9223372036854775808 -9223372036854775809
print(16777216 * 16777216, 4294967296 * 4294967296)
# expect: 281474976710656 18446744073709551616
print((10**25) // (10**10), -(10**25) // 3, 10**25 % -7)
# expect: 1000000000000000 -3333333333333333333333334 -4
print(divmod(-(10**30), 10**15 + 1))
# expect: (-1000000000000000, 1000000000000000)
print(10**25 & -1, 10**25 | 1, -(10**25) ^ 10**25)
# expect: 10000000000000000000000000 10000000000000000000000001 -67108864
print(~(1 << 70), -(1 << 70), +(1 << 70), abs(-(1 << 70)))
# expect: -1180591620717411303425 -1180591620717411303424 1180591620717411303424 1180591620717411303424
print((1 << 70) - (1 << 70) + 5, 10**30 - 10**30)  # expect: 5 0
print(12345678901234567890 * 98765432109876543210)
# expect: 1219326311370217952237463801111263526900
print(pow(3, 200, 1000007), pow(3, -1, 7), pow(-3, 3, -10), pow(2, 10**20, 97))
# expect: 959082 5 -7 61
print(10**400 // 10**399, (10**400 + 1) % 10**200)  # expect: 10 1
print(0 << 10**30, 1 >> 10**30, -1 >> 10**30)  # expect: 0 0 -1
# Comparing.
print(1 < 2, 2**70 < 2**71, -2**70 < 2**70, 2**70 == 2**70, 2**70 != 2**70 + 1)
# expect: True True True True True
print(2**53 + 1 == 2.0**53, 2**63 == 2.0**63, 10**400 > 1e308, 1 < 1.5 < 2)
# expect: False True True True
print(min(2**80, 5), max(-2**80, 5), sorted([2**70, -1, 2**50, 3]))
# expect: 5 5 [-1, 3, 1125899906842624, 1180591620717411303424]
# True and False are 1 and 0.
print(True + True, True * 5, True << 2, ~True, -True, True / 2)
# expect: 2 5 4 -2 -1 0.5
print(True & False, True | False, True ^ True, True & 1, 1 | True)
# expect: False True False 1 1
print(True == 1, hash(True) == hash(1), {1: 'a'}[True])  # expect: True True a


# A power with a modulus is the first number's to give, if its class has one.
class Own(int):
    def __pow__(self, other, modulus=None): return 'own', other, modulus


class Shy(int):
    def __pow__(self, other, modulus=None): return NotImplemented


print(pow(Own(2), 3, 5), pow(2, Own(3), 5), pow(Shy(2), 3, 5))  # expect: ('own', 3, 5) 3 3


# Classes derived from int, which compute as it does.
class Whole(int):
    pass


class Odd(int):
    def __add__(self, other):
        return 'odd'


for a, b in ((Whole(7), 2), (7, Whole(2)), (Whole(7), Whole(2)), (Whole(7), True), (True, Whole(3)), (Whole(2 ** 60), 2 ** 60), (Whole(7), 2.5)):
    print(a + b, a - b, a * b, a // b, a % b, a / b, type(a + b).__name__)
# expect: 9 5 14 3 1 3.5 int
# expect: 9 5 14 3 1 3.5 int
# expect: 9 5 14 3 1 3.5 int
# expect: 8 6 7 7 0 7.0 int
# expect: 4 -2 3 0 1 0.3333333333333333 int
# expect: 2305843009213693952 0 1329227995784915872903807060280344576 1 0 1.0 int
# expect: 9.5 4.5 17.5 2.0 2.0 2.8 float
print(Odd(1) + 1, 1 + Odd(1), Odd(1) - 1, Whole(6) & 3, Whole(6) << 1, Whole(2) ** 3, divmod(Whole(7), 2), Whole(7) + 1j)  # expect: odd 2 0 2 12 8 (3, 1) (7+1j)
try:
    Whole(1) + 'x'
except TypeError as e:
    print(e)  # expect: unsupported operand type(s) for +: 'Whole' and 'str'
