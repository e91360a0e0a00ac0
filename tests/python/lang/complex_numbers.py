# Complex numbers.


def error(action):
    try:
        print(action())
    except Exception as problem:
        print(type(problem).__name__ + ':', problem)


print(1j, 1 + 2j, -1j, 1.5 - 0j, complex(-0.0, -0.0), complex(0, -0.0), 1e100j)
# expect: 1j (1+2j) (-0-1j) (1.5+0j) (-0-0j) -0j 1e+100j
print(complex(), complex(1), complex(1, 2), complex(1j, 1j), complex(real=1, imag=2), complex(imag=3))
# expect: 0j (1+0j) (1+2j) (-1+1j) (1+2j) 3j
print(complex('1+2j'), complex(' ( 1-2.5e3J ) '), complex('j'), complex('-j'), complex('1_0+1_0j'))
# expect: (1+2j) (1-2500j) 1j -1j (10+10j)
print(complex('inf'), complex('infj'), complex('nan-infj'), complex('1+j'), complex('\u0663j'))
# expect: (inf+0j) infj (nan-infj) (1+1j) 3j
print(1j * 1j, (1 + 2j) + 3, 3 - (1 + 2j), (1 + 2j) * 2.0, (1 + 2j) / (3 - 4j), (1 + 2j) / 2)
# expect: (-1+0j) (4+2j) (2-2j) (2+4j) (-0.2+0.4j) (0.5+1j)
print((1 + 1j)**3, (1 + 1j)**-2, 1j**2, (2 + 0j)**0, 0j**0, 0j**2)
# expect: (-2+2j) -0.5j (-1+0j) (1+0j) (1+0j) 0j
print((2 + 0j)**200 == 2.0**200, abs((1 + 1j)**0.5) > 1)  # expect: True True
print(-(1 + 2j), +(1 + 2j), abs(3 + 4j), (1 + 2j).conjugate(), (1 + 2j).real, (1 + 2j).imag)
# expect: (-1-2j) (1+2j) 5.0 (1-2j) 1.0 2.0
print(1 == 1 + 0j, 1 + 0j == 1.0, 1j == 1, 1j != 1, 2**70 == complex(2**70), 1j == 'a')
# expect: True True False True True False
print(hash(1 + 0j) == hash(1), hash(1j), hash(1 + 2j), bool(0j), bool(1j))
# expect: True 1000003 2000007 False True
print(format(1 + 2j, '.2f'), format(1 + 2j, '>10'), format(1j, ''), format(1 + 0j, 'g'))
# expect: 1.00+2.00j     (1+2j) 1j 1+0j
error(lambda: 1j / 0)  # expect: ZeroDivisionError: complex division by zero
error(lambda: 0j**-1)
# expect: ZeroDivisionError: 0.0 to a negative or complex power
error(lambda: 0j**1j)
# expect: ZeroDivisionError: 0.0 to a negative or complex power
error(lambda: 1j // 1)
# expect: TypeError: unsupported operand type(s) for //: 'complex' and 'int'
error(lambda: 1j % 1)
# expect: TypeError: unsupported operand type(s) for %: 'complex' and 'int'
error(lambda: 1j < 2j)
# expect: TypeError: '<' not supported between instances of 'complex' and 'complex'
error(lambda: int(1j))
# expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'complex'
error(lambda: float(1j))
# expect: TypeError: float() argument must be a string or a real number, not 'complex'
error(lambda: complex('x'))
# expect: ValueError: complex() arg is a malformed string
error(lambda: complex(''))
# expect: ValueError: complex() arg is a malformed string
error(lambda: complex('1 +2j'))
# expect: ValueError: complex() arg is a malformed string
error(lambda: complex('1+2'))
# expect: ValueError: complex() arg is a malformed string
error(lambda: complex('1', 1))
# expect: TypeError: complex() can't take second arg if first is a string
error(lambda: complex(1, '1'))
# expect: TypeError: complex() second arg can't be a string
error(lambda: complex([]))
# expect: TypeError: complex() first argument must be a string or a number, not 'list'
error(lambda: complex(1, []))
# expect: TypeError: complex() second argument must be a number, not 'list'
error(lambda: (1e200 + 1e200j)**2)  # expect: (nan+nanj)
error(lambda: format(1j, '05'))
# expect: ValueError: Zero padding is not allowed in complex format specifier
error(lambda: format(1j, 'd'))
# expect: ValueError: Unknown format code 'd' for object of type 'complex'

# Two of the very class meet in the instruction; a subclass is still asked.
class Odd(complex):
    def __add__(self, other):
        return 'added'

    def __radd__(self, other):
        return 'added to'


print(Odd(1) + 1j, 1j + Odd(1), Odd(1) * 2j, 3j * Odd(2))  # expect: added added to 2j 6j
for symbol in '//', '%', '@', '<<':
    try:
        eval('a %s b' % symbol, {'a': 1j, 'b': 2j})
    except TypeError as error:
        print(error)
# expect: unsupported operand type(s) for //: 'complex' and 'complex'
# expect: unsupported operand type(s) for %: 'complex' and 'complex'
# expect: unsupported operand type(s) for @: 'complex' and 'complex'
# expect: unsupported operand type(s) for <<: 'complex' and 'complex'
z = 1j
z += 2
z *= 1 - 1j
print(z, z / 2j, z ** 2, z - z)  # expect: (3-1j) (-0.5-1.5j) (8-6j) 0j
for base in 1j, 2 + 3j:
    try:
        base ** complex('inf')
    except ZeroDivisionError as error:
        print(error)
# expect: 0.0 to a negative or complex power
# expect: 0.0 to a negative or complex power
