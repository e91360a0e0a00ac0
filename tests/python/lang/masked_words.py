# Arithmetic that ends in a mask is computed in a word: the same as step by step.
import operator
import random

random.seed(11)
STEPS = {'+': operator.add, '-': operator.sub, '*': operator.mul, '|': operator.or_,
         '^': operator.xor, '&': operator.and_, '<<': operator.lshift}
M64 = 0xFFFFFFFFFFFFFFFF
MASKS = ['M64', '0xFFFFFFFFFFFFFFFF', '255', 'm', '0x7FFFFFFFFFFF', '-1', '2**64', '0', 'True']
numbers = [0, 1, 3, 255, 2**31, 2**46 + 1, 2**47, -2**47, 2**63 - 1, 2**64 - 1, 2**64, -2**64 - 5,
           0x9E3779B97F4A7C15, 2**100 + 7, -2**200 // 3, 17**60]


class Wide(int):
    def __add__(self, other):
        return 77


def chain():
    """The text of an expression, and of one that the compiler does not see whole."""
    fused = stepped = 'x'
    if random.random() < .2:
        fused, stepped = '(x >> k)', 'step(operator.rshift, x, k)'
    for _ in range(random.randrange(1, 5)):
        op = random.choice(list(STEPS))
        if op == '<<':
            other = random.choice(['k', '3', '70'])
        else:
            other = random.choice(['y', 'z', '5', '1', 'M64', '-2', '0xBF58476D1CE4E5B9'])
        left = op == '<<' or random.random() < .7
        a, b = (fused, other) if left else (other, fused)
        fused = f'({a} {op} {b})'
        a, b = (stepped, other) if left else (other, stepped)
        stepped = f'step(STEPS[{op!r}], {a}, {b})'
    mask = random.choice(MASKS)
    return f'{fused} & {mask}', f'step(operator.and_, {stepped}, {mask})'


def step(op, a, b):
    return op(a, b)


different = 0
for _ in range(300):
    fused, stepped = chain()
    space = {'step': step, 'STEPS': STEPS, 'operator': operator, 'M64': M64}
    exec(f'def f(x, y, z, k, m):\n return {fused}\n'
         f'def g(x, y, z, k, m):\n return {stepped}\n'
         f'def in_place(x, y, z, k, m):\n x = {fused}\n return x, y, z, k, m\n', space)
    for _ in range(20):
        x, y, z = (random.choice(numbers) for _ in range(3))
        if random.random() < .05:
            x = Wide(x)
        k, m = random.choice((0, 1, 31, 63, 64, 65)), random.choice(numbers)
        want = space['g'](x, y, z, k, m)
        if space['f'](x, y, z, k, m) != want or space['in_place'](x, y, z, k, m) != (want, y, z, k, m):
            different += 1
            print('differs:', fused, x, y, z, k, m)
print(different)  # expect: 0


# What lies between is somebody's.
def kept(x, y):
    t = x * y
    u = t + y
    v = u & 255
    x = x * y
    x = x + y
    w = x & 255
    return t == x - y and u == x and v == w


print(kept(2**63 + 5, 2**62 + 3))  # expect: True


def unasked(x, y):
    x * y
    return GIVEN + y & 255


GIVEN = 7
print(unasked(2**63 + 5, 2**62 + 3), unasked(2**63 + 5, 2**62 + 3))  # expect: 10 10


def shift(x, k):
    return (x << k) & 255


for wrong in -1, 'a', 2**70:
    try:
        print(shift(2**63, wrong))
    except (ValueError, TypeError, OverflowError, MemoryError) as e:
        print(type(e).__name__)
# expect: ValueError
# expect: TypeError
# expect: OverflowError


def plus(x):
    return (x + GONE) & 255


try:
    plus(2**63)
except NameError as e:
    print(e)  # expect: name 'GONE' is not defined
GONE = 4
print(plus(2**63), plus(2**63))  # expect: 4 4
GONE = 2**64
print(plus(2**63))  # expect: 0


# Statements of such, some of whose values nobody takes: what CPython makes of them.
random.seed(99)
G1, G2, M = 2**63 + 11, 12345, M64


def atom():
    return random.choice(['a', 'b', 'c', 'd', 'G1', 'G2', '7', '0x9E3779B97F4A7C15', '-3'])


def expression(depth):
    if depth == 0:
        return atom()
    op = random.choice(['+', '-', '*', '^', '|', '&', '<<', '>>'])
    if op in ('<<', '>>'):
        return f'({expression(depth - 1)} {op} {random.choice(["3", "17", "63", "64", "k"])})'
    return f'({expression(random.randrange(depth))} {op} {expression(random.randrange(depth))})'


def statement():
    text = expression(random.randrange(1, 5))
    if random.random() < .6:
        text += random.choice([' & M', ' & 255', ' & 0xFFFFFFFFFFFFFFFF', ' & a', ' & -7'])
    kind, name = random.random(), random.choice('abcd')
    if kind < .2:
        return text
    if kind < .8:
        return f'{name} = {text}'
    return f'if {text}: {name} = {text}' if kind < .9 else f'{name} ^= {text}'


digest = 0
for _ in range(700):
    lines = [statement() for _ in range(random.randrange(2, 7))]
    space = {'G1': G1, 'G2': G2, 'M': M}
    exec('def f(a, b, c, d, k):\n for _ in range(2):\n'
         + ''.join(f'  {line}\n' for line in lines)
         + '  if a.bit_length() > 3000: break\n return a, b, c, d\n', space)
    given = [random.getrandbits(random.choice((3, 40, 47, 48, 63, 64, 65, 90))) * random.choice((1, 1, -1))
             for _ in range(4)]
    for number in space['f'](*given, random.choice((0, 5, 40))):
        digest = (digest * 31 + number) % (2**61 - 1)
print(digest)  # expect: 1592241207620791198
