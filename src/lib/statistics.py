"""statistics: averages, spreads and what relates two rows of numbers.

Sums are exact: every number is taken as a fraction, and what comes out is
rounded once, to the type that went in.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, namedtuple
from fractions import Fraction
from itertools import groupby, repeat
from math import erf, exp, fabs, fsum, hypot, isqrt, log, sqrt, tau

__all__ = ['NormalDist', 'StatisticsError', 'correlation', 'covariance',
           'fmean', 'geometric_mean', 'harmonic_mean', 'linear_regression',
           'mean', 'median', 'median_grouped', 'median_high', 'median_low',
           'mode', 'multimode', 'pstdev', 'pvariance', 'quantiles', 'stdev',
           'variance']


class StatisticsError(ValueError):
    pass


# --- exact sums --------------------------------------------------------------

def _coerce(T, S):
    """The type of a sum of both."""
    if T is S or S is int or S is bool or issubclass(T, S):
        return T
    if T is int or issubclass(S, T) or issubclass(T, int):
        return S
    if issubclass(S, int):
        return T
    if issubclass(T, Fraction) and issubclass(S, float):
        return S
    if issubclass(T, float) and issubclass(S, Fraction):
        return T
    raise TypeError("don't know how to coerce %s and %s"
                    % (T.__name__, S.__name__))


def _exact_ratio(x):
    """x as numerator and denominator; (x, None) when it is no number."""
    try:
        return x.as_integer_ratio()
    except AttributeError:
        pass
    except (OverflowError, ValueError):
        return (x, None)
    try:
        return (x.numerator, x.denominator)
    except AttributeError:
        raise TypeError("can't convert type '%s' to numerator/denominator"
                        % type(x).__name__) from None


def _total(partials, power=1):
    if None in partials:
        return partials[None]  # an infinity, or not a number
    return sum([Fraction(n, d ** power) for d, n in partials.items()])


def _sums(data, squares=None):
    """(type, sum of those of a denominator by denominator, count); and so the
    sums of squares."""
    count, T, partials = 0, int, {}
    for typ, values in groupby(data, type):
        T = _coerce(T, typ)
        for n, d in map(_exact_ratio, values):
            count += 1
            partials[d] = partials.get(d, 0) + n
            if squares is not None:
                squares[d] = squares.get(d, 0) + n * n
    return T, partials, count


def _sum(data):
    """(type, exact sum, count)"""
    T, partials, count = _sums(data)
    return T, _total(partials), count


def _ss(data, c=None):
    """(type, sum of squared deviations, mean, count), exactly."""
    if c is not None:
        T, ssd, count = _sum((d := x - c) * d for x in data)
        return T, ssd, c, count
    squares = {}
    T, partials, count = _sums(data, squares)
    total = _total(partials)
    if not count:
        return T, Fraction(0), Fraction(0), 0
    if None in partials:
        return T, total, total, count
    total = Fraction(total)
    return T, (count * _total(squares, 2) - total * total) / count, \
        total / count, count


def _convert(value, T):
    """The value as T, or as near as T can be."""
    if issubclass(T, int) and value.denominator != 1:
        T = float
    try:
        return value if type(value) is T else T(value)
    except TypeError:
        if T.__name__ != 'Decimal':
            raise
        return T(value.numerator) / value.denominator


def _fail_neg(values, errmsg='negative value'):
    """The values, one by one as they are asked for; none may be negative."""
    def checked(x):
        if x < 0:
            raise StatisticsError(errmsg)
        return x
    return map(checked, values)


def _nonzero(spread, what):
    if not spread:
        raise StatisticsError(what + '() not defined when sigma is zero')
    return spread


def _root_to_odd(n, m):
    """The root of n/m, rounded down but made odd where that is inexact."""
    a = isqrt(n // m)
    return a | (a * a * m != n)


def _float_sqrt_of_frac(n, m):
    """The root of n/m as the nearest float."""
    shift = (n.bit_length() - m.bit_length() - 109) // 2
    if shift >= 0:
        return float(_root_to_odd(n, m << 2 * shift) << shift)
    return _root_to_odd(n << -2 * shift, m) / (1 << -shift)


# --- averages ----------------------------------------------------------------

def mean(data):
    """The average, exact where the data are."""
    T, total, n = _sum(data)
    if n < 1:
        raise StatisticsError('mean requires at least one data point')
    return _convert(total / n if isinstance(total, float)
                    or not isinstance(total, int) else Fraction(total, n), T)


def fmean(data, weights=None):
    """The average of floats, weighted perhaps: fast."""
    if weights is None:
        data = list(data)
        if not data:
            raise StatisticsError('fmean requires at least one data point')
        return fsum(data) / len(data)
    data, weights = list(data), list(weights)
    if len(weights) != len(data):
        raise StatisticsError('data and weights must be the same length')
    den = fsum(weights)
    if not den:
        raise StatisticsError('sum of weights must be non-zero')
    return fsum([x * w for x, w in zip(data, weights)]) / den


def geometric_mean(data):
    """The n-th root of the product."""
    try:
        return exp(fmean(map(log, data)))
    except ValueError:
        raise StatisticsError('geometric mean requires a non-empty dataset '
                              'containing positive numbers') from None


def harmonic_mean(data, weights=None):
    """The reciprocal of the average of reciprocals."""
    negative = 'harmonic mean does not support negative values'
    data = list(data)
    if not data:
        raise StatisticsError('harmonic_mean requires at least one data point')
    if weights is None and len(data) == 1:
        x = data[0]
        if not (isinstance(x, (int, float, Fraction)) or
                hasattr(x, 'as_tuple')):
            raise TypeError('unsupported type')
        if x < 0:
            raise StatisticsError(negative)
        return x
    if weights is None:
        weights, whole = repeat(1), len(data)
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError('Number of weights does not match data size')
        whole = _sum(_fail_neg(weights, negative))[1]
    shares = (w / x if w else 0
              for w, x in zip(weights, _fail_neg(data, negative)))
    try:
        T, total, _ = _sum(shares)
    except ZeroDivisionError:
        return 0
    if total <= 0:
        raise StatisticsError('Weighted sum must be positive')
    return _convert(whole / total, T)


def _sorted_or_fail(data):
    data = sorted(data)
    if not data:
        raise StatisticsError('no median for empty data')
    return data


def median(data):
    """What lies in the middle; of two, their average."""
    data = _sorted_or_fail(data)
    i = len(data) // 2
    return data[i] if len(data) % 2 else (data[i - 1] + data[i]) / 2


def median_low(data):
    """What lies in the middle; of two, the smaller."""
    data = _sorted_or_fail(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    """What lies in the middle; of two, the larger."""
    data = _sorted_or_fail(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    """The middle of data that stand for classes of this width."""
    data = _sorted_or_fail(data)
    n = len(data)
    x = data[n // 2]
    i = bisect_left(data, x)
    j = bisect_right(data, x, lo=i)
    try:
        interval, x = float(interval), float(x)
    except ValueError:
        raise TypeError('Value cannot be converted to a float') from None
    return x - interval / 2.0 + interval * (n / 2 - i) / (j - i)


def mode(data):
    """What is there most often; of several, the first."""
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError('no mode for empty data')
    return pairs[0][0]


def multimode(data):
    """All that are there most often."""
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def quantiles(data, *, n=4, method='exclusive'):
    """The n - 1 points that cut the data into n parts of equal weight."""
    if n < 1:
        raise StatisticsError('n must be at least 1')
    data = sorted(data)
    length = len(data)
    if length < 2:
        raise StatisticsError('must have at least two data points')
    result = []
    if method == 'inclusive':
        for i in range(1, n):
            j, delta = divmod(i * (length - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
    elif method == 'exclusive':
        for i in range(1, n):
            j = min(max(i * (length + 1) // n, 1), length - 1)
            delta = i * (length + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    else:
        raise ValueError('Unknown method: %r' % (method,))
    return result


# --- spreads -----------------------------------------------------------------

def _mean_square(what, data, center, least):
    """The average square of the distances from the center, and its type.

    A sample, which has two points at least, is divided by one less.
    """
    T, total, _, n = _ss(data, center)
    if n < least:
        raise StatisticsError('%s requires at least %s' % (
            what, ('one data point', 'two data points')[least - 1]))
    return total / (n - least + 1), T


def variance(data, xbar=None):
    """The variance of what the data are a sample of."""
    return _convert(*_mean_square('variance', data, xbar, 2))


def pvariance(data, mu=None):
    """The variance of the data themselves."""
    return _convert(*_mean_square('pvariance', data, mu, 1))


def _deviation(variance, T):
    if T.__name__ == 'Decimal':
        return _convert(variance, T).sqrt()
    if not isinstance(variance, Fraction):
        return sqrt(variance)
    return _float_sqrt_of_frac(variance.numerator, variance.denominator)


def stdev(data, xbar=None):
    """The root of variance()."""
    return _deviation(*_mean_square('stdev', data, xbar, 2))


def pstdev(data, mu=None):
    """The root of pvariance()."""
    return _deviation(*_mean_square('pstdev', data, mu, 1))


# --- two rows ----------------------------------------------------------------

def _check_rows(x, y, what):
    n = len(x)
    if len(y) != n:
        raise StatisticsError('%s requires that both inputs have same number '
                              'of data points' % what)
    if n < 2:
        raise StatisticsError('%s requires at least two data points' % what)
    return n


def _deviations(x, n):
    middle = fsum(x) / n
    return [xi - middle for xi in x]


def _product(x, y):
    return fsum([a * b for a, b in zip(x, y)])


def covariance(x, y, /):
    """Return the sample covariance of two inputs."""
    n = _check_rows(x, y, 'covariance')
    return _product(_deviations(x, n), _deviations(y, n)) / (n - 1)


def correlation(x, y, /):
    """Pearson's r of two rows."""
    n = _check_rows(x, y, 'correlation')
    dx, dy = _deviations(x, n), _deviations(y, n)
    try:
        return _product(dx, dy) / sqrt(_product(dx, dx) * _product(dy, dy))
    except ZeroDivisionError:
        raise StatisticsError('at least one of the inputs is constant') \
            from None


LinearRegression = namedtuple('LinearRegression', ('slope', 'intercept'))


def linear_regression(x, y, /, *, proportional=False):
    """The line that lies nearest to the points."""
    n = _check_rows(x, y, 'linear regression')
    if proportional:
        xbar = ybar = 0.0
        dx, dy = x, y
    else:
        xbar, ybar = fsum(x) / n, fsum(y) / n
        dx, dy = [xi - xbar for xi in x], [yi - ybar for yi in y]
    try:
        slope = _product(dx, dy) / _product(dx, dx)
    except ZeroDivisionError:
        raise StatisticsError('x is constant') from None
    return LinearRegression(slope=slope, intercept=0.0 if proportional
                            else ybar - slope * xbar)


# --- the normal distribution -------------------------------------------------

def _rational(x, top, bottom):
    """The quotient of two polynomials, highest powers first."""
    num = den = 0.0
    for c in top:
        num = num * x + c
    for c in bottom:
        den = den * x + c
    return num / den


def _normal_dist_inv_cdf(p, mu, sigma):
    """Algorithm AS 241 (Wichura 1988), PPND16."""
    q = p - 0.5
    if fabs(q) <= 0.425:
        r = 0.180625 - q * q
        return mu + sigma * (q * _rational(r, (
            2.5090809287301226727e+3, 3.3430575583588128105e+4,
            6.7265770927008700853e+4, 4.5921953931549871457e+4,
            1.3731693765509461125e+4, 1.9715909503065514427e+3,
            1.3314166789178437745e+2, 3.3871328727963666080e+0), (
            5.2264952788528545610e+3, 2.8729085735721942674e+4,
            3.9307895800092710610e+4, 2.1213794301586595867e+4,
            5.3941960214247511077e+3, 6.8718700749205790830e+2,
            4.2313330701600911252e+1, 1.0)))
    r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
    if r <= 5.0:
        x = _rational(r - 1.6, (
            7.74545014278341407640e-4, 2.27238449892691845833e-2,
            2.41780725177450611770e-1, 1.27045825245236838258e+0,
            3.64784832476320460504e+0, 5.76949722146069140550e+0,
            4.63033784615654529590e+0, 1.42343711074968357734e+0), (
            1.05075007164441684324e-9, 5.47593808499534494600e-4,
            1.51986665636164571966e-2, 1.48103976427480074590e-1,
            6.89767334985100004550e-1, 1.67638483018380384940e+0,
            2.05319162663775882187e+0, 1.0))
    else:
        x = _rational(r - 5.0, (
            2.01033439929228813265e-7, 2.71155556874348757815e-5,
            1.24266094738807843860e-3, 2.65321895265761230930e-2,
            2.96560571828504891230e-1, 1.78482653991729133580e+0,
            5.46378491116411436990e+0, 6.65790464350110377720e+0), (
            2.04426310338993978564e-15, 1.42151175831644588870e-7,
            1.84631831751005468180e-5, 7.86869131145613259100e-4,
            1.48753612908506148525e-2, 1.36929880922735805310e-1,
            5.99832206555887937690e-1, 1.0))
    return mu + (-x if q < 0.0 else x) * sigma


class NormalDist:
    """I am a normal distribution."""

    __slots__ = {'_mu': 'The mean',
                 '_sigma': 'The standard deviation'}

    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError('sigma must be non-negative')
        self._mu, self._sigma = float(mu), float(sigma)

    @classmethod
    def from_samples(cls, data):
        """The one with the mean and the deviation of the data."""
        data = list(data)
        return cls(mean(data), stdev(data))

    def samples(self, n, *, seed=None):
        """n random values."""
        import random
        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def pdf(self, x):
        """How dense values lie about x."""
        variance = _nonzero(self._sigma * self._sigma, 'pdf')
        away = x - self._mu
        return exp(away * away / (-2.0 * variance)) / sqrt(tau * variance)

    def cdf(self, x):
        """How likely a value is to be x or less."""
        sigma = _nonzero(self._sigma, 'cdf')
        return 0.5 * (1.0 + erf((x - self._mu) / (sigma * sqrt(2.0))))

    def inv_cdf(self, p):
        """The x below which values are with probability p."""
        for wrong, why in (
                (p <= 0.0 or p >= 1.0, 'p must be in the range 0.0 < p < 1.0'),
                (self._sigma <= 0.0,
                 'cdf() not defined when sigma at or below zero')):
            if wrong:
                raise StatisticsError(why)
        return _normal_dist_inv_cdf(p, self._mu, self._sigma)

    def quantiles(self, n=4):
        """The n - 1 points between n groups of values equally likely."""
        return [self.inv_cdf(i / n) for i in range(1, n)]

    def overlap(self, other):
        """The area that lies under both curves: 1.0 when they are the same."""
        if not isinstance(other, NormalDist):
            raise TypeError('Expected another NormalDist instance')
        narrow, wide = sorted((self, other), key=lambda d: (d._sigma, d._mu))
        v = _nonzero(narrow.variance, 'overlap')
        w = _nonzero(wide.variance, 'overlap')
        more, gap = w - v, fabs(wide._mu - narrow._mu)
        if not more:
            return 1.0 - erf(gap / (2.0 * narrow._sigma * sqrt(2.0)))
        # The curves cross twice, as far from the middle to either side.
        middle = narrow._mu * w - wide._mu * v
        reach = narrow._sigma * wide._sigma * sqrt(
            gap * gap + more * log(w / v))
        return 1.0 - sum([fabs(wide.cdf(x) - narrow.cdf(x)) for x in (
            (middle + reach) / more, (middle - reach) / more)])

    def zscore(self, x):
        """How many standard deviations x is above the mean."""
        return (x - self._mu) / _nonzero(self._sigma, 'zscore')

    mean = property(lambda self: self._mu)
    median = mode = mean
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    def __add__(x1, x2):
        """Translates, or adds an independent variable."""
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu + x2._mu, hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu + x2, x1._sigma)

    def __sub__(x1, x2):
        if isinstance(x2, NormalDist):
            return NormalDist(x1._mu - x2._mu, hypot(x1._sigma, x2._sigma))
        return NormalDist(x1._mu - x2, x1._sigma)

    def __mul__(x1, x2):
        """Rescales."""
        return NormalDist(x1._mu * x2, x1._sigma * fabs(x2))

    def __truediv__(x1, x2):
        return NormalDist(x1._mu / x2, x1._sigma / fabs(x2))

    def __pos__(x1):
        return NormalDist(x1._mu, x1._sigma)

    def __neg__(x1):
        return NormalDist(-x1._mu, x1._sigma)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(x1, x2):
        return -(x1 - x2)

    def __eq__(x1, x2):
        if not isinstance(x2, NormalDist):
            return NotImplemented
        return x1._mu == x2._mu and x1._sigma == x2._sigma

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return '%s(mu=%r, sigma=%r)' % (type(self).__name__, self._mu,
                                        self._sigma)

    def __getstate__(self):
        return self._mu, self._sigma

    def __setstate__(self, state):
        self._mu, self._sigma = state
