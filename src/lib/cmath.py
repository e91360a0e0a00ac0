"""Mathematical functions of complex numbers."""

import math
from math import e, inf, nan, pi, tau
from _cmath import _number, exp, phase, polar, rect, sqrt

infj = complex(0.0, inf)
nanj = complex(0.0, nan)
_LARGE = 4.49e307  # a quarter of the largest float
_LN2 = 0.6931471805599453


def _domain():
    return ValueError('math domain error')


def isnan(z):
    z = _number(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isinf(z):
    z = _number(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isfinite(z):
    z = _number(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    """Whether two numbers are close to each other."""
    a, b = _number(a), _number(b)
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError('tolerances must be non-negative')
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    diff = abs(a - b)
    return (diff <= rel_tol * abs(b) or diff <= rel_tol * abs(a)
            or diff <= abs_tol)


def _log_abs(z):
    x, y = abs(z.real), abs(z.imag)
    if x > _LARGE or y > _LARGE:
        return math.log(math.hypot(x / 2, y / 2)) + _LN2
    big, small = max(x, y), min(x, y)
    size = math.hypot(x, y)
    if 0.71 <= size <= 1.73:
        return math.log1p((big - 1) * (big + 1) + small * small) / 2
    if 0 < size < 2.3e-308:
        return math.log(math.hypot(x * 2.0 ** 53, y * 2.0 ** 53)) - 53 * _LN2
    return math.log(size)


def log(z, base=None):
    """The natural logarithm, or that to a base."""
    z = _number(z)
    # With a base, its own logarithm alone decides whether there is one.
    if not z and base is None:
        raise _domain()
    result = complex(_log_abs(z) if z else -math.inf, phase(z))
    if base is None:
        return result
    base = log(base)
    if not base:
        raise _domain()
    return result / base


def log10(z):
    z = log(z)
    return complex(z.real / math.log(10), z.imag / math.log(10))


def _times_i(z):
    return complex(-z.imag, z.real)


def _over_i(z):
    return complex(z.imag, -z.real)


def _finite(x, y):
    if math.isinf(x) or math.isinf(y):
        raise OverflowError('math range error')
    return complex(x, y)


def cosh(z):
    z = _number(z)
    x, y = z.real, z.imag
    if math.isinf(y) and x == x:
        raise _domain()
    if abs(x) > 708:
        if y != y:
            return complex(math.inf if math.isinf(x) else nan, nan)
        if math.isfinite(x):
            less = x - math.copysign(1.0, x)
            return _finite(math.cos(y) * math.cosh(less) * e,
                           math.sin(y) * math.sinh(less) * e)
    if not y:
        return complex(math.cosh(x), math.sinh(x) * y if math.isfinite(x)
                       else math.copysign(0.0, x) * math.copysign(1, y))
    if not x:
        return complex(math.cos(y), x * math.sin(y))
    return complex(math.cos(y) * math.cosh(x), math.sin(y) * math.sinh(x))


def sinh(z):
    z = _number(z)
    x, y = z.real, z.imag
    if math.isinf(y) and x == x:
        raise _domain()
    if abs(x) > 708:
        if y != y:
            return complex(math.inf if math.isinf(x) else nan, nan)
        if math.isfinite(x):
            less = x - math.copysign(1.0, x)
            return _finite(math.cos(y) * math.sinh(less) * e,
                           math.sin(y) * math.cosh(less) * e)
    if not y:
        return complex(math.sinh(x), y)
    if not x:
        return complex(x * math.cos(y), math.sin(y))
    return complex(math.cos(y) * math.sinh(x), math.sin(y) * math.cosh(x))


def tanh(z):
    z = _number(z)
    x, y = z.real, z.imag
    if math.isinf(y) and math.isfinite(x):
        raise _domain()
    if x != x and y:
        return complex(nan, nan)
    if abs(x) > 354:
        rest = math.copysign(0.0, y) if not math.isfinite(y) else (
            4.0 * math.sin(y) * math.cos(y) * math.exp(-2.0 * abs(x)))
        return complex(math.copysign(1.0, x), rest)
    if not y:
        return complex(math.tanh(x), y)
    tx, ty = math.tanh(x), math.tan(y)
    c = 1 / math.cosh(x)
    down = 1 + (tx * ty) ** 2
    return complex(tx * (1 + ty * ty) / down, ty / down * c * c)


def cos(z):
    return cosh(_times_i(_number(z)))


def sin(z):
    return _over_i(sinh(_times_i(_number(z))))


def tan(z):
    return _over_i(tanh(_times_i(_number(z))))


def acos(z):
    z = _number(z)
    x, y = z.real, z.imag
    if abs(x) > _LARGE or abs(y) > _LARGE:
        return complex(math.atan2(abs(y), x),
                       -math.copysign(_log_abs(z / 2) + 2 * _LN2, y))
    a, b = sqrt(complex(1 - x, -y)), sqrt(complex(1 + x, y))
    return complex(2 * math.atan2(a.real, b.real),
                   math.asinh(b.real * a.imag - b.imag * a.real))


def acosh(z):
    z = _number(z)
    x, y = z.real, z.imag
    if abs(x) > _LARGE or abs(y) > _LARGE:
        return complex(_log_abs(z / 2) + 2 * _LN2, math.atan2(y, x))
    a, b = sqrt(complex(x - 1, y)), sqrt(complex(x + 1, y))
    return complex(math.asinh(a.real * b.real + a.imag * b.imag),
                   2 * math.atan2(a.imag, b.real))


def asinh(z):
    z = _number(z)
    x, y = z.real, z.imag
    if abs(x) > _LARGE or abs(y) > _LARGE:
        return complex(math.copysign(_log_abs(z / 2) + 2 * _LN2, x),
                       math.atan2(y, abs(x)))
    a, b = sqrt(complex(1 + y, -x)), sqrt(complex(1 - y, x))
    return complex(math.asinh(a.real * b.imag - b.real * a.imag),
                   math.atan2(y, a.real * b.real - a.imag * b.imag))


def asin(z):
    return _over_i(asinh(_times_i(_number(z))))


def atanh(z):
    z = _number(z)
    x, y = z.real, z.imag
    if x < 0 or x == 0 and math.copysign(1, x) < 0:
        return -atanh(-z)
    if x > 1e154 or abs(y) > 1e154:
        size = math.hypot(x / 2, y / 2)
        return complex(x / 4 / size / size if math.isfinite(size) else 0.0,
                       math.copysign(pi / 2, y))
    if x == 1 and abs(y) < 1.5e-154:
        if not y:
            raise _domain()
        return complex(-math.log(math.sqrt(abs(y)) / math.sqrt(
            math.hypot(abs(y), 2))), math.copysign(
                math.atan2(2, -abs(y)) / 2, y))
    return complex(math.log1p(4 * x / ((1 - x) ** 2 + y * y)) / 4,
                   -math.atan2(-2 * y, (1 - x) * (1 + x) - y * y) / 2)


def atan(z):
    return _over_i(atanh(_times_i(_number(z))))


# Functions of C do not bind where a class has them, and neither shall these.
for _name, _value in list(globals().items()):
    if _name[0] != '_' and type(_value) is type(_domain):
        globals()[_name] = staticmethod(_value)
del _name, _value
