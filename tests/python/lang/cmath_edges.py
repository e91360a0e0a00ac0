# Functions of cmath at infinities, NaNs, zeros with a sign and large numbers.
import cmath

inf, nan = float('inf'), float('nan')
EDGES = [0.0, -0.0, 1.5, -2.0, 709.5, 1e308, 5e-310, -1e-305, inf, -inf, nan]


def plain(z):
    if isinstance(z, tuple):
        return ' '.join(map(plain, z))
    if isinstance(z, complex):
        return plain(z.real) + ' ' + plain(z.imag)
    return '%.12g' % z


def table(f, pairs):
    lines, kinds = [], {}
    for x, y in pairs:
        try:
            text = plain(f(x, y))
        except (ValueError, OverflowError) as error:
            text = str(error)
            kinds[text] = kinds.get(text, 0) + 1
        lines.append(text)
    total = 0
    for line in lines:
        for c in line:
            total = (total * 31 + ord(c)) % 1000003
    return total, sorted(kinds.items()), lines[7:113:15]


pairs = [(x, y) for x in EDGES for y in EDGES]
for f in (cmath.exp, cmath.sqrt, cmath.polar):
    print(f.__name__, *table(lambda x, y: f(complex(x, y)), pairs))
# expect: exp 98688 [('math domain error', 18), ('math range error', 8)] ['1 -1e-305', '4.48168907034 0', '0.118771796085 -0.0648760305778', 'math domain error', '1 -0', '-0.891308937687 0.453396490502', 'math domain error', 'nan nan']
# expect: sqrt 225614 [] ['2.2360679775e-153 -2.2360679775e-153', '1.22474487139 0', '18.8082803425 18.861373477', 'inf inf', '2.2360679775e-155 -0', '7.07106781187e+153 7.07106781187e+153', 'inf -inf', 'nan nan']
# expect: polar 151851 [] ['1e-305 -1.57079632679', '1.5 0', '709.502818881 1.57361520587', 'inf 1.57079632679', '5e-310 -0', '1e+308 1.57079632679', 'inf -0.785398163397', 'nan nan']
print('rect', *table(cmath.rect, pairs))
# expect: rect 343332 [('math domain error', 16)] ['0 -0', '1.5 0', '-1.75522292848 0.95874525883', 'math domain error', '5e-310 -0', '8.91308937687e-306 -4.53396490502e-306', 'math domain error', 'nan nan']
print(*[cmath.phase(complex(x, y)) for x in EDGES[::2] for y in EDGES[1::3]])
# expect: -0.0 1.5707963267948966 -1.5707963267948966 nan -0.0 1.5686821650399152 -6.666666666666667e-306 nan -0.0 0.7853981633974483 -1.409443269908386e-308 nan -0.0 1.5707963267948966 -1.5707463267949382 nan -0.0 0.0 -0.0 nan nan nan nan nan


class Like:
    def __complex__(self):
        return 3 + 4j


class Real:
    def __float__(self):
        return 4.0


print(cmath.sqrt(Like()), cmath.sqrt(Real()), cmath.exp(True), cmath.phase(-2))
# expect: (2+1j) (2+0j) (2.718281828459045+0j) 3.141592653589793
for bad in ('1', None, [1]):
    try:
        cmath.exp(bad)
    except TypeError as error:
        print(error)
# expect: must be real number, not str
# expect: must be real number, not NoneType
# expect: must be real number, not list


class Bad:
    def __complex__(self):
        return 1


for f in cmath.sqrt, cmath.log, cmath.sinh, cmath.isnan:
    for bad in '1', object(), Bad():
        try:
            f(bad)
        except TypeError as error:
            print(error)
# expect: must be real number, not str
# expect: must be real number, not object
# expect: __complex__ returned non-complex (type int)
# expect: must be real number, not str
# expect: must be real number, not object
# expect: __complex__ returned non-complex (type int)
# expect: must be real number, not str
# expect: must be real number, not object
# expect: __complex__ returned non-complex (type int)
# expect: must be real number, not str
# expect: must be real number, not object
# expect: __complex__ returned non-complex (type int)

import cmath
for f, z in ((lambda z: cmath.log(z, 1), 2), (lambda z: cmath.log(z, 0), 2),
             (cmath.tanh, 1e308 + 1e308j), (cmath.tan, 1e308 + 1e308j),
             (cmath.tanh, 355 + 2j), (cmath.sinh, 710), (cmath.cosh, -710 + 1j),
             (cmath.sinh, 711), (cmath.tan, complex('inf+nanj')),
             (cmath.sinh, complex('-inf+nanj')), (cmath.cosh, complex('inf+nanj'))):
    try:
        print(f(z))
    except (ValueError, OverflowError) as problem:
        print(problem)
# expect: math domain error
# expect: math domain error
# expect: (1-0j)
# expect: (-0+1j)
# expect: (1-6.77532917060689e-309j)
# expect: (1.1169973830808555e+308+0j)
# expect: (6.035162617272641e+307-9.399208879688905e+307j)
# expect: math range error
# expect: (nan+nanj)
# expect: (inf+nanj)
# expect: (inf+nanj)

# With a base, the logarithm of 0 is divided like any other.
for base in (2, -1, 1j, 10), (1,), (0,):
    for b in base:
        try:
            print(cmath.log(0, b), cmath.log(-0.0, b))
        except ValueError as e:
            print(e)
# expect: (-inf+nanj) (-inf+nanj)
# expect: (nan+infj) (nan+infj)
# expect: (nan+infj) (nan+infj)
# expect: (-inf+nanj) (-inf+nanj)
# expect: math domain error
# expect: math domain error
