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

# Truths count as numbers wherever numbers are mixed, and are one of two.
x, big, z = 0.5, 2 ** 70, 1j
print(True * x, x - True, (3 > 2) + x, True * big == big, big - True == 2 ** 70 - 1)
# expect: 0.5 -0.5 1.5 True True
print(True * z, z + True, True - False, type(True * False), 'ab' * True, [1] * False)
# expect: 1j (1+1j) 1 <class 'int'> ab []
print(sum([1, x, True, x]), sum([x, 2 ** 60, 1]), sum([2 ** 46] * 4 + [x]), sum([x, z]))
# expect: 3.0 1.152921504606847e+18 281474976710656.5 (0.5+1j)
print(sum([True, 2 ** 47 - 1, 5]), sum([], 1.5), type(sum([1, 2.0])), sum([[1], [2]], []))
# expect: 140737488355333 1.5 <class 'float'> [1, 2]
nan = float('nan')
print([1, True, None, 1.0] == [True, 1, None, True], [None] == [0], [nan] == [nan],
      nan == nan, [nan] == [float('nan')], True == 1.0, None == False, (True,) == (1.0,))
# expect: True False True False False True False True
print([True, False].index(0), [0.0, 1].index(True), (None, 1).count(None), [2, 1.0].count(1))
# expect: 1 1 1 1
