"""Random variable generators: of a seed, the same numbers as CPython's."""

import _random
from math import log as _log, exp as _exp, pi as _pi, sqrt as _sqrt, \
    cos as _cos, sin as _sin, acos as _acos, e as _e, floor as _floor, \
    isfinite as _isfinite
from operator import index as _index
from os import urandom as _urandom

__all__ = ['Random', 'SystemRandom', 'betavariate', 'choice', 'choices',
           'expovariate', 'gammavariate', 'gauss', 'getrandbits', 'getstate',
           'lognormvariate', 'normalvariate', 'paretovariate', 'randbytes',
           'randint', 'random', 'randrange', 'sample', 'seed', 'setstate',
           'shuffle', 'triangular', 'uniform', 'vonmisesvariate',
           'weibullvariate']

TWOPI = 2.0 * _pi
NV_MAGICCONST = 4 * _exp(-0.5) / _sqrt(2.0)
LOG4 = _log(4.0)
SG_MAGICCONST = 1.0 + _log(4.5)
BPF = 53  # bits of a float
RECIP_BPF = 2 ** -BPF


class Random(_random.Random):
    """The generator with its distributions."""

    VERSION = 3

    def __init__(self, x=None):
        self.seed(x)
        self.gauss_next = None

    def __init_subclass__(cls, /, **kwargs):
        # Whichever source of chance the nearest class has of its own decides
        # how integers are drawn.
        ways = {'getrandbits': cls._randbelow_with_getrandbits,
                'random': cls._randbelow_without_getrandbits}
        for names in map(vars, cls.__mro__):
            if '_randbelow' in names:
                return
            for source, way in ways.items():
                if source in names:
                    cls._randbelow = way
                    return

    def seed(self, a=None, version=2):
        text = isinstance(a, (str, bytes, bytearray))
        if not text and a is not None and not isinstance(a, (int, float)):
            raise TypeError('The only supported seed types are: None,\n'
                            'int, float, str, bytes, and bytearray.')
        if text and version == 2:
            from hashlib import sha512
            data = a.encode() if isinstance(a, str) else bytes(a)
            a = int.from_bytes(data + sha512(data).digest(), 'big')
        elif version == 1 and isinstance(a, (str, bytes)):
            a = _old_hash(a)
        super().seed(a)
        self.gauss_next = None

    def getstate(self):
        return self.VERSION, super().getstate(), self.gauss_next

    def setstate(self, state):
        version = state[0]
        if version not in (2, 3):
            raise ValueError('state with version %s passed to '
                             'Random.setstate() of version %s'
                             % (version, self.VERSION))
        _, words, self.gauss_next = state
        if version == 2:
            # Words had a sign then.
            try:
                words = tuple([word % 2 ** 32 for word in words])
            except ValueError as problem:
                raise TypeError from problem
        super().setstate(words)

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    def _randbelow_with_getrandbits(self, n):
        if not n:
            return 0
        k = n.bit_length()
        r = self.getrandbits(k)
        while r >= n:
            r = self.getrandbits(k)
        return r

    def _randbelow_without_getrandbits(self, n, maxsize=1 << BPF):
        if n == 0:
            return 0
        if n < maxsize:
            # The last run of n numbers is not complete and would favour its
            # beginning: what falls there is drawn again.
            limit = (maxsize - maxsize % n) / maxsize
            while (r := self.random()) >= limit:
                pass
            return _floor(r * maxsize) % n
        from warnings import warn
        warn('Underlying random() generator does not supply \n'
             'enough bits to choose from a population range this large.\n'
             'To remove the range limitation, add a getrandbits() method.')
        return _floor(self.random() * n)

    _randbelow = _randbelow_with_getrandbits

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, 'little')

    def randrange(self, start, stop=None, step=1):
        start = _whole(start, 'start' if stop is None else 1)
        if stop is None:
            if step != 1:
                raise TypeError('Missing a non-None stop argument')
            if start > 0:
                return self._randbelow(start)
            raise ValueError('empty range for randrange()')
        stop = _whole(stop, 'stop')
        width = stop - start
        step = _whole(step, 'step')
        if step == 1:
            if width > 0:
                return start + self._randbelow(width)
            raise ValueError('empty range for randrange() (%d, %d, %d)'
                             % (start, stop, width))
        if step > 0:
            n = (width + step - 1) // step
        elif step < 0:
            n = (width + step + 1) // step
        else:
            raise ValueError('zero step for randrange()')
        if n <= 0:
            raise ValueError('empty range for randrange()')
        return start + step * self._randbelow(n)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError('Cannot choose from an empty sequence')
        return seq[self._randbelow(len(seq))]

    def shuffle(self, x):
        for i in reversed(range(1, len(x))):
            j = self._randbelow(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if not isinstance(population, (list, range, tuple, str)):
            from collections.abc import Sequence
            if not isinstance(population, Sequence):
                raise TypeError('Population must be a sequence.  For dicts or '
                                'sets, use sorted(d).')
        n = len(population)
        if counts is not None:
            return self._sample_counted(population, k, list(counts))
        if not 0 <= k <= n:
            raise ValueError('Sample larger than population or is negative')
        k = _index(k)
        if n > 21 + (4 ** _ceil_log4(k * 3) if k > 5 else 0):
            # Too much to copy. A dict keeps the order of the first draws.
            drawn = {}
            while len(drawn) < k:
                drawn[self._randbelow(n)] = None
            return [population[i] for i in drawn]
        # What is drawn moves behind what may still be.
        pool = list(population)
        for last in range(n - 1, n - k - 1, -1):
            i = self._randbelow(last + 1)
            pool[i], pool[last] = pool[last], pool[i]
        return pool[n - k:][::-1]

    def _sample_counted(self, population, k, counts):
        from bisect import bisect
        from itertools import accumulate
        ends = list(accumulate(counts))
        if len(ends) != len(population):
            raise ValueError('The number of counts does not match the '
                             'population')
        total = ends[-1] if ends else 0
        if not isinstance(total, int):
            raise TypeError('Counts must be integers')
        if total <= 0:
            raise ValueError('Total of counts must be greater than zero')
        return [population[bisect(ends, at)]
                for at in self.sample(range(total), k)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        draw, n = self.random, len(population)
        if cum_weights is None and weights is None:
            n += 0.0
            return [population[_floor(draw() * n)] for _ in range(k)]
        if cum_weights is None:
            from itertools import accumulate
            try:
                cum_weights = list(accumulate(weights))
            except TypeError:
                if isinstance(weights, int):
                    raise TypeError('The number of choices must be a keyword '
                                    'argument: k=%d' % weights) from None
                raise
        elif weights is not None:
            raise TypeError('Cannot specify both weights and cumulative '
                            'weights')
        elif not hasattr(cum_weights, '__len__'):
            cum_weights = list(cum_weights)
        if len(cum_weights) != n:
            raise ValueError('The number of weights does not match the '
                             'population')
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError('Total of weights must be greater than zero')
        if not _isfinite(total):
            raise ValueError('Total of weights must be finite')
        from bisect import bisect
        return [population[bisect(cum_weights, draw() * total, 0, n - 1)]
                for _ in range(k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        width = high - low
        if mode is None:
            c = 0.5
        elif width:
            c = (mode - low) / width
        else:
            return low
        if u <= c:
            return low + width * _sqrt(u * c)
        return high - width * _sqrt((1.0 - u) * (1.0 - c))

    def normalvariate(self, mu=0.0, sigma=1.0):
        while True:
            u1 = self.random()
            u2 = 1.0 - self.random()
            z = NV_MAGICCONST * (u1 - 0.5) / u2
            if z * z / 4.0 <= -_log(u2):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        # Every pair of draws gives two numbers; the other waits its turn.
        z, self.gauss_next = self.gauss_next, None
        if z is None:
            angle = self.random() * TWOPI
            radius = _sqrt(-2.0 * _log(1.0 - self.random()))
            z, self.gauss_next = _cos(angle) * radius, _sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        return -_log(1.0 - self.random()) / lambd

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)

    def vonmisesvariate(self, mu, kappa):
        """Circular data: Fisher's algorithm (Statistical Analysis of Circular
        Data, 1993, p. 49)."""
        draw = self.random
        if kappa <= 1e-6:
            return TWOPI * draw()
        half = 0.5 / kappa
        r = half + _sqrt(1.0 + half * half)
        accepted = False
        while not accepted:
            z = _cos(_pi * draw())
            d = z / (r + z)
            u = draw()
            accepted = u < 1.0 - d * d or u <= (1.0 - d) * _exp(d)
        q = 1.0 / r
        angle = _acos((q + z) / (1.0 + q * z))
        return (mu + (angle if draw() > 0.5 else -angle)) % TWOPI

    def gammavariate(self, alpha, beta):
        """From the gamma distribution."""
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError('gammavariate: alpha and beta must be > 0.0')
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        return beta * (self._gamma_above_1(alpha) if alpha > 1.0
                       else self._gamma_below_1(alpha))

    def _gamma_above_1(self, alpha):
        """Cheng (Applied Statistics, 1977), with a cheaper first test."""
        root = _sqrt(2.0 * alpha - 1.0)
        while True:
            u = self.random()
            if 1e-7 < u < 0.9999999:
                z = u * u * (1.0 - self.random())
                v = _log(u / (1.0 - u)) / root
                x = alpha * _exp(v)
                r = alpha - LOG4 + (alpha + root) * v - x
                if r + SG_MAGICCONST >= 4.5 * z or r >= _log(z):
                    return x

    def _gamma_below_1(self, alpha):
        """Algorithm GS (Kennedy and Gentle, Statistical Computing)."""
        b = (_e + alpha) / _e
        while True:
            p = b * self.random()
            if p > 1.0:
                x = -_log((b - p) / alpha)
                enough = x ** (alpha - 1.0)
            else:
                x = p ** (1.0 / alpha)
                enough = _exp(-x)
            if self.random() <= enough:
                return x

    def betavariate(self, alpha, beta):
        """Beta distribution, from two of the gamma distribution."""
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0


def _whole(value, what):
    """An integer; an integral float still passes, with a warning."""
    try:
        return _index(value)
    except TypeError:
        from warnings import warn
        result = int(value)
        if result != value:
            warn('randrange() will raise TypeError in the future',
                 DeprecationWarning, 3)
            raise ValueError('non-integer %s for randrange()' % (
                'arg 1' if what in (1, 'start') else what)) from None
        warn('non-integer arguments to randrange() have been deprecated since '
             'Python 3.10 and will be removed in a subsequent version',
             DeprecationWarning, 3)
        return result


def _ceil_log4(x):
    """The least n with 4 ** n >= x."""
    n = 0
    while 4 ** n < x:
        n += 1
    return n


def _old_hash(text):
    """What hash() made of it on 64 bits in the days of version 1."""
    codes = text if isinstance(text, bytes) else list(map(ord, text))
    x = codes[0] << 7 if codes else 0
    for code in codes:
        x = (x * 1000003 ^ code) & 0xFFFFFFFFFFFFFFFF
    return x ^ len(codes)


class SystemRandom(Random):
    """Numbers from the system, which no seed repeats."""

    def random(self):
        return (int.from_bytes(_urandom(7), 'big') >> 3) * 2.0 ** -53

    def getrandbits(self, k):
        if k < 0:
            raise ValueError('number of bits must be non-negative')
        count = (k + 7) // 8
        return int.from_bytes(_urandom(count), 'big') >> (count * 8 - k)

    def randbytes(self, n):
        return _urandom(n)

    def seed(self, *args, **kwds):
        pass

    def getstate(self, *args, **kwds):
        raise NotImplementedError('System entropy source does not have state.')

    setstate = getstate


_inst = Random()
seed = _inst.seed
random = _inst.random
uniform = _inst.uniform
triangular = _inst.triangular
randint = _inst.randint
choice = _inst.choice
randrange = _inst.randrange
sample = _inst.sample
shuffle = _inst.shuffle
choices = _inst.choices
normalvariate = _inst.normalvariate
lognormvariate = _inst.lognormvariate
expovariate = _inst.expovariate
gauss = _inst.gauss
paretovariate = _inst.paretovariate
weibullvariate = _inst.weibullvariate
vonmisesvariate = _inst.vonmisesvariate
gammavariate = _inst.gammavariate
betavariate = _inst.betavariate
getstate = _inst.getstate
setstate = _inst.setstate
getrandbits = _inst.getrandbits
randbytes = _inst.randbytes
