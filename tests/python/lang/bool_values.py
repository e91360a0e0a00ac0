# bool, and what is true.


def error(action):
    try:
        print(action())
    except Exception as problem:
        print(type(problem).__name__ + ':', problem)


print(True, False, repr(True), str(False), bool(), bool(5), bool(''), bool([0]), bool(None))
# expect: True False True False False True False True False
print(bool(2**70), bool(0.0), bool(0j), not [], not (0,), bool(range(0)))
# expect: True False False True False False
print(format(True, ''), format(True, 'd'), f'{True}', f'{True:5}|', '%s %d' % (True, True))
# expect: True 1 True     1| True 1
print(int(True), float(False), complex(True), [10, 20][True], 'ab' * True)
# expect: 1 0.0 (1+0j) 20 ab
error(lambda: bool(1, 2))
# expect: TypeError: bool expected at most 1 argument, got 2
error(lambda: bool(x=1))  # expect: TypeError: bool() takes no keyword arguments


class Neither:
    def __bool__(self):
        return 5


error(lambda: bool(Neither()))
# expect: TypeError: __bool__ should return bool, returned int
error(lambda: format(True, 's'))
# expect: ValueError: Unknown format code 's' for object of type 'bool'
