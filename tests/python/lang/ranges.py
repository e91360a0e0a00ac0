# Ranges, of small integers and of big ones.

def attempt(f, *args):
    try:
        print('no error', f(*args))
    except Exception as e:
        print(type(e).__name__, e, sep=': ')


for r in [range(5), range(2, 5), range(0, 10, 3), range(10, 0, -3), range(0), range(5, 2), range(2 ** 70, 2 ** 70 + 3), range(-2 ** 70, 2 ** 70, 2 ** 69), range(2 ** 46, 2 ** 48, 2 ** 46), range(-2 ** 47, 2 ** 47 - 1, 2 ** 46)]:
    print(r, list(r), list(reversed(r)), r[:2], r[::-1], r[1:], bool(r), r.start, r.stop, r.step)
    if len(r):
        print(len(r), r[0], r[-1], r[0] in r, r.index(r[-1]), r.count(r[0]), r[::2] == range(r.start, r.stop, r.step * 2))
# expect: range(0, 5) [0, 1, 2, 3, 4] [4, 3, 2, 1, 0] range(0, 2) range(4, -1, -1) range(1, 5) True 0 5 1
# expect: 5 0 4 True 4 1 True
# expect: range(2, 5) [2, 3, 4] [4, 3, 2] range(2, 4) range(4, 1, -1) range(3, 5) True 2 5 1
# expect: 3 2 4 True 2 1 True
# expect: range(0, 10, 3) [0, 3, 6, 9] [9, 6, 3, 0] range(0, 6, 3) range(9, -3, -3) range(3, 12, 3) True 0 10 3
# expect: 4 0 9 True 3 1 True
# expect: range(10, 0, -3) [10, 7, 4, 1] [1, 4, 7, 10] range(10, 4, -3) range(1, 13, 3) range(7, -2, -3) True 10 0 -3
# expect: 4 10 1 True 3 1 True
# expect: range(0, 0) [] [] range(0, 0) range(-1, -1, -1) range(0, 0) False 0 0 1
# expect: range(5, 2) [] [] range(5, 5) range(4, 4, -1) range(5, 5) False 5 2 1
# expect: range(1180591620717411303424, 1180591620717411303427) [1180591620717411303424, 1180591620717411303425, 1180591620717411303426] [1180591620717411303426, 1180591620717411303425, 1180591620717411303424] range(1180591620717411303424, 1180591620717411303426) range(1180591620717411303426, 1180591620717411303423, -1) range(1180591620717411303425, 1180591620717411303427) True 1180591620717411303424 1180591620717411303427 1
# expect: 3 1180591620717411303424 1180591620717411303426 True 2 1 True
# expect: range(-1180591620717411303424, 1180591620717411303424, 590295810358705651712) [-1180591620717411303424, -590295810358705651712, 0, 590295810358705651712] [590295810358705651712, 0, -590295810358705651712, -1180591620717411303424] range(-1180591620717411303424, 0, 590295810358705651712) range(590295810358705651712, -1770887431076116955136, -590295810358705651712) range(-590295810358705651712, 1180591620717411303424, 590295810358705651712) True -1180591620717411303424 1180591620717411303424 590295810358705651712
# expect: 4 -1180591620717411303424 590295810358705651712 True 3 1 True
# expect: range(70368744177664, 281474976710656, 70368744177664) [70368744177664, 140737488355328, 211106232532992] [211106232532992, 140737488355328, 70368744177664] range(70368744177664, 211106232532992, 70368744177664) range(211106232532992, 0, -70368744177664) range(140737488355328, 281474976710656, 70368744177664) True 70368744177664 281474976710656 70368744177664
# expect: 3 70368744177664 211106232532992 True 2 1 True
# expect: range(-140737488355328, 140737488355327, 70368744177664) [-140737488355328, -70368744177664, 0, 70368744177664] [70368744177664, 0, -70368744177664, -140737488355328] range(-140737488355328, 0, 70368744177664) range(70368744177664, -211106232532992, -70368744177664) range(-70368744177664, 140737488355328, 70368744177664) True -140737488355328 140737488355327 70368744177664
# expect: 4 -140737488355328 70368744177664 True 3 1 True
print(range(0, 3, 2) == range(0, 4, 2))  # expect: True
print(range(0) == range(5, 5))  # expect: True
print(range(1) == [0])  # expect: False
print(hash(range(0, 3, 2)) == hash(range(0, 4, 2)))  # expect: True
print(range(5) != range(5))  # expect: False
print(3.0 in range(5))  # expect: True
print('a' in range(5))  # expect: False
print(True in range(5))  # expect: True
print(range(5).count(3.0))  # expect: 1
print(range(5).index(2.0))  # expect: 2
print(range(10)[2:8:2])  # expect: range(2, 8, 2)
print(range(10)[::-3])  # expect: range(9, -1, -3)
print(range(10)[-3:])  # expect: range(7, 10)
print(range(10)[20:])  # expect: range(10, 10)
attempt(lambda: range(1, 2, 0))  # expect: ValueError: range() arg 3 must not be zero
attempt(lambda: range('a'))  # expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(lambda: range())  # expect: TypeError: range expected at least 1 argument, got 0
attempt(lambda: range(1.5))  # expect: TypeError: 'float' object cannot be interpreted as an integer
attempt(lambda: range(3)[5])  # expect: IndexError: range object index out of range
attempt(lambda: range(3)['a'])  # expect: TypeError: range indices must be integers or slices, not str
attempt(lambda: range(3).index(9))  # expect: ValueError: 9 is not in range
attempt(lambda: range(1, 2, 3, 4))  # expect: TypeError: range expected at most 3 arguments, got 4
attempt(lambda: len(range(2 ** 100)))  # expect: OverflowError: Python int too large to convert to C ssize_t
attempt(lambda: range(3) < range(4))  # expect: TypeError: '<' not supported between instances of 'range' and 'range'
attempt(lambda: range(x=1))  # expect: TypeError: range() takes no keyword arguments
attempt(lambda: range(3).index('a'))  # expect: ValueError: sequence.index(x): x not in sequence

class I:

    def __index__(s):
        return 3

print(range(I()))  # expect: range(0, 3)
print([1, 2, 3, 4][I()])  # expect: 4
print(list(range(5))[I():])  # expect: [3, 4]
print([0] * I())  # expect: [0, 0, 0]
print((1, 2, 3, 4)[I()])  # expect: 4
