# What is computed early must be what would be computed late.
print(2 ** 10, -2 ** 2, 7 // -2, 7 % -3, 1 << 10, 6 / 4, ~5, -(-3), +True, not ())  # expect: 1024 -4 -4 -2 1024 1.5 -6 3 1 True
print(10 ** 20, 2 ** 64 - 1, -10 ** 19 // 3, 1e3 + 1, 3 * 1.5, 1j * 1j, 2 ** 0.5 > 1.4)  # expect: 100000000000000000000 18446744073709551615 -3333333333333333334 1001.0 4.5 (-1+0j) True
print("a" * 3 + "b", (1, 2) + (3,), (0,) * 3, b"x" * 2, "ab" "cd", "-" * 0, 3 * "z")  # expect: aaab (1, 2, 3) (0, 0, 0) b'xx' abcd  zzz
print(-0.0, 0.0 * -1, 1e308 * 10, -5 // 2, -5 % 2, 5 & 3 | 4 ^ 1, 1 if 2 > 1 else 0)  # expect: -0.0 -0.0 inf -3 1 5 1


def late(expression):
    try:
        return expression()
    except Exception as error:
        return type(error).__name__, str(error)


print(late(lambda: 1 / 0), late(lambda: 1 << -1))  # expect: ('ZeroDivisionError', 'division by zero') ('ValueError', 'negative shift count')
print(late(lambda: "a" + 1))  # expect: ('TypeError', 'can only concatenate str (not "int") to str')
print(late(lambda: (1,) + [2]))  # expect: ('TypeError', 'can only concatenate tuple (not "list") to tuple')
print(late(lambda: -"a"))  # expect: ('TypeError', "bad operand type for unary -: 'str'")
print(late(lambda: 5 - "a"), late(lambda: 5 + None))  # expect: ('TypeError', "unsupported operand type(s) for -: 'int' and 'str'") ('TypeError', "unsupported operand type(s) for +: 'int' and 'NoneType'")
print(late(lambda: 1 % 0))  # expect: ('ZeroDivisionError', 'integer modulo by zero')
print(len("x" * 10000), len((0,) * 1000), (1 << 200) > 0, 3 ** 200 % 7)  # expect: 10000 1000 True 2
x = 3
print(x + 1, x - 1, x + 32767, x - 32768, x + 40000, x - -5, 1 + x, x + 1.0, x + True)  # expect: 4 2 32770 -32765 40003 8 4 4.0 4
s = "abc"
print(late(lambda: s + 1))  # expect: ('TypeError', 'can only concatenate str (not "int") to str')
print(late(lambda: s - 1))  # expect: ('TypeError', "unsupported operand type(s) for -: 'str' and 'int'")


def in_place(v, w):
    v += 1
    w -= 1
    return v, w


print(in_place(1, 1), in_place(1.5, 2.5), in_place(2 ** 47 - 1, -2 ** 47))  # expect: (2, 0) (2.5, 1.5) (140737488355328, -140737488355329)
print(late(lambda: in_place("a", 1)))  # expect: ('TypeError', 'can only concatenate str (not "int") to str')
print(late(lambda: in_place(1, "a")))  # expect: ('TypeError', "unsupported operand type(s) for -=: 'str' and 'int'")


class Adds:
    def __add__(self, other):
        return "add", other

    def __sub__(self, other):
        return "sub", other

    def __isub__(self, other):
        return "isub", other


print(Adds() + 1, Adds() - 1, in_place(Adds(), Adds()))  # expect: ('add', 1) ('sub', 1) (('add', 1), ('isub', 1))
print(3 in (1, 2, 3), 4 in [1, 2, 3], 2 in {1, 2}, "a" not in ("b",), 1.0 in {1})  # expect: True False True True True
print((1, (2, "x"), None, True, ...), [1, 2, 3], [], {}, (), {1}, [None, "a", 2.5])  # expect: (1, (2, 'x'), None, True, Ellipsis) [1, 2, 3] [] {} () {1} [None, 'a', 2.5]
a = [1, 2, 3]
b = [1, 2, 3]
print(a is b)  # expect: False
a.append(4)


def fresh():
    r = [1, 2, 3]
    r.append(4)
    return r


print(fresh(), fresh())  # expect: [1, 2, 3, 4] [1, 2, 3, 4]
print(0x_ff, 0b1010, 0o17, 1_000_000, 1_0.0_1, 0xFFFFFFFFFFFFFFFF, 140737488355328, -140737488355328)  # expect: 255 10 15 1000000 10.01 18446744073709551615 140737488355328 -140737488355328
print(1 == True, 1 is True, [1, True, 1.0, "1"], (1, 1.0, True), 0.0 == -0.0, (0.0, -0.0))  # expect: True False [1, True, 1.0, '1'] (1, 1.0, True) True (0.0, -0.0)
