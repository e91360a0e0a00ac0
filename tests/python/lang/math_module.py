# math.
import math


def attempt(f, *args, **keywords):
    try:
        print(repr(f(*args, **keywords)))
    except BaseException as e:
        print(type(e).__name__, e, sep=': ')


print(math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.trunc(-1.7))  # expect: 1.4142135623730951 -2 2 -1
print(math.factorial(20), math.factorial(50), math.gcd(12, 18), math.gcd(), math.lcm(4, 6), math.gcd(2 ** 100, 6 ** 50))  # expect: 2432902008176640000 30414093201713378043612608166064768844377641568960512000000000000 6 0 12 1125899906842624
print(math.log(100, 10), math.log2(2 ** 100), math.log10(10 ** 50), round(math.log(2 ** 2000), 10), math.log1p(0))  # expect: 2.0 100.0 50.0 1386.2943611199 0.0
print(math.pi, math.e, math.inf, math.nan, math.tau)  # expect: 3.141592653589793 2.718281828459045 inf nan 6.283185307179586
print(math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.hypot(3, 4), math.hypot(1, 2, 2), math.hypot())  # expect: True False 5.0 3.0 0.0
print(math.fsum([.1] * 10), math.fsum([1e100, 1, -1e100]), math.prod([1, 2, 3]), math.prod([], start=5))  # expect: 1.0 1.0 6 5
print(math.comb(10, 3), math.comb(3, 10), math.perm(5), math.perm(5, 2), math.isqrt(10 ** 40), math.isqrt(24))  # expect: 120 0 120 20 100000000000000000000 4
print(math.modf(1.5), math.modf(-math.inf), math.frexp(8.0), math.ldexp(1, 10), math.copysign(1, -0.0))  # expect: (0.5, 1.0) (-0.0, -inf) (0.5, 4) 1024.0 -1.0
print(math.degrees(math.pi), math.radians(180), math.dist([0, 0], [3, 4]), math.fmod(-5, 3), math.remainder(5, 3))  # expect: 180.0 3.141592653589793 5.0 -2.0 -1.0
print(math.sin(1), math.cos(1), math.tan(1), math.atan2(1, -1), math.exp(1), math.sinh(1), math.erf(0.5), math.gamma(5))  # expect: 0.8414709848078965 0.5403023058681398 1.5574077246549023 2.356194490192345 2.718281828459045 1.1752011936438014 0.5204998778130465 24.0
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.pow(2, 0.5), round(math.cbrt(27), 9), math.nextafter(1, 2))  # expect: True True True 1.4142135623730951 3.0 1.0000000000000002
attempt(math.sqrt, -1)  # expect: ValueError: math domain error
attempt(math.log, 0)  # expect: ValueError: math domain error
attempt(math.log, -1)  # expect: ValueError: math domain error
attempt(math.exp, 1000)  # expect: OverflowError: math range error
attempt(math.sqrt, 'a')  # expect: TypeError: must be real number, not str
attempt(math.factorial, -1)  # expect: ValueError: factorial() not defined for negative values
attempt(math.factorial, 1.5)  # expect: TypeError: 'float' object cannot be interpreted as an integer
attempt(math.floor, 'a')  # expect: TypeError: must be real number, not str
attempt(math.pow, 0, -1)  # expect: ValueError: math domain error
attempt(math.gcd, 1.5)  # expect: TypeError: 'float' object cannot be interpreted as an integer
attempt(math.comb, -1, 2)  # expect: ValueError: n must be a non-negative integer
attempt(math.fmod, 1, 0)  # expect: ValueError: math domain error
attempt(math.isqrt, -1)  # expect: ValueError: isqrt() argument must be nonnegative
attempt(math.acos, 2)  # expect: ValueError: math domain error
attempt(math.floor, float('inf'))  # expect: OverflowError: cannot convert float infinity to integer
attempt(math.floor, float('nan'))  # expect: ValueError: cannot convert float NaN to integer
attempt(math.isclose, 1, 2, rel_tol=-1)  # expect: ValueError: tolerances must be non-negative
attempt(math.sin, math.inf)  # expect: ValueError: math domain error
attempt(math.dist, [1], [1, 2])  # expect: ValueError: both points must have the same number of dimensions
attempt(math.log, 2, 1)  # expect: ZeroDivisionError: float division by zero


class Money:
    def __floor__(self):
        return 'floored'

    def __float__(self):
        return 2.25


print(math.floor(Money()), math.sqrt(Money()))  # expect: floored 1.5
for x in (-1e-310, -5e-324, 0.0, -1.0, -1e300):
    try: math.gamma(x)
    except (OverflowError, ValueError) as e: print(type(e).__name__, end=', ' if x != -1e300 else '\n')
# expect: OverflowError, OverflowError, ValueError, ValueError, ValueError
for xs in ([math.inf, -math.inf], [math.inf, -math.inf, math.nan]):
    try: math.fsum(xs)
    except ValueError as e: print(e)
# expect: -inf + inf in fsum
# expect: -inf + inf in fsum
print(math.fsum([math.inf, math.nan]), math.fsum([math.inf, 1]), math.fsum([-math.inf] * 2))
# expect: nan inf -inf

# Products in machine words, and where they no longer fit; more partial sums
# than a few.
print(math.lcm(2 ** 46, 2 ** 46 - 1), math.lcm(2 ** 47, 3), math.lcm(-4, 6), math.lcm(-2 ** 46, 2 ** 46 - 1))
# expect: 4951760157141450730852319232 422212465065984 12 4951760157141450730852319232
print(all(math.comb(n, k) == math.factorial(n) // math.factorial(k) // math.factorial(n - k)
          for n in range(75) for k in range(n + 1)), math.comb(2 ** 31, 2), math.comb(2 ** 40, 3))
# expect: True 2305843008139952128 221537999296881515907494228629913600
print(math.fsum([10.0 ** (i * 17 - 300) for i in range(36)] + [-10.0 ** (i * 17 - 300) for i in range(1, 36)]))
# expect: 1e-300
print(math.prod([1.5, 2, True]), math.prod([2, 1.5]), math.isclose(1, 1 + 1e-10), math.isclose(a=1, b=2))
# expect: 3.0 3.0 True False
# Coefficients that are multiplied word by word, then by long factors; roots of
# what fills a word.
print(all(math.comb(n, k) * math.factorial(k) * math.factorial(n - k) == math.factorial(n)
          for n in (100, 131, 333, 700) for k in (2, 29, 49, 50, n // 3, n // 2, n - 7)))
# expect: True
print(all(math.comb(n, k) == math.comb(n - 1, k - 1) + math.comb(n - 1, k)
          for n, k in ((4000, 1999), (4003, 2001), (2 ** 31 - 2, 9), (2 ** 31, 9))))
# expect: True
print(all(math.isqrt(n * n + more) == n - (more < 0) + (more > 2 * n)
          for n in (1, 3, 2 ** 24, 94906267, 2 ** 31, 2 ** 32 - 2, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1)
          for more in (-1, 0, 1, 2 * n, 2 * n + 1)))
# expect: True

# Coefficients of a word and of more, each the sum of the two above it.
for n in range(1, 90):
    assert [math.comb(n, k) for k in range(1, n + 2)] == [
        math.comb(n - 1, k) + math.comb(n - 1, k - 1) for k in range(1, n + 2)]
