"""fractions: rational numbers of any size."""

import math
import numbers
import operator
import sys

__all__ = ['Fraction']


def _parse(text):
    """'3/4', '1.5e-3' and '7' as numerator and denominator, or ValueError."""
    rest = text.strip()
    sign = 1
    if rest[:1] in ('+', '-'):
        sign, rest = (-1 if rest[0] == '-' else 1), rest[1:]
    top, slash, bottom = rest.partition('/')
    if slash:
        return sign * _whole(top), _whole(bottom)
    mark = 'E' if 'E' in rest else 'e'
    digits, mark, exponent = rest.partition(mark)
    whole, dot, part = digits.partition('.')
    if not (whole or part):
        raise ValueError
    number = _whole(whole) if whole else 0
    denominator = 1
    if part:
        denominator = 10 ** len(part.replace('_', ''))
        number = number * denominator + _whole(part)
    if mark:
        power = _whole(exponent[1:] if exponent[:1] in ('+', '-')
                       and exponent[1:] else exponent)
        if exponent[0] == '-':
            denominator *= 10 ** power
        else:
            number *= 10 ** power
    return sign * number, denominator


def _whole(digits):
    if not (digits[:1].isdecimal() and digits[-1:].isdecimal()
            and digits.replace('_', '').isdecimal()) or '__' in digits:
        raise ValueError
    return int(digits)


class Fraction(numbers.Rational):
    """A rational number, in lowest terms.

    Fraction(8, 6), Fraction('1.25'), Fraction('3/4'), Fraction(0.5).
    """

    __slots__ = ('_numerator', '_denominator')

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                self._numerator, self._denominator = numerator, 1
                return self
            if isinstance(numerator, numbers.Rational):
                self._numerator = numerator.numerator
                self._denominator = numerator.denominator
                return self
            if isinstance(numerator, float) or _is_decimal(numerator):
                self._numerator, self._denominator = \
                    numerator.as_integer_ratio()
                return self
            if not isinstance(numerator, str):
                raise TypeError('argument should be a string or a Rational '
                                'instance')
            try:
                numerator, denominator = _parse(numerator)
            except ValueError:
                raise ValueError('Invalid literal for Fraction: %r'
                                 % numerator) from None
        elif type(numerator) is int and type(denominator) is int:
            pass
        elif isinstance(numerator, numbers.Rational) and \
                isinstance(denominator, numbers.Rational):
            numerator, denominator = (
                numerator.numerator * denominator.denominator,
                denominator.numerator * numerator.denominator)
        else:
            raise TypeError('both arguments should be Rational instances')
        if denominator == 0:
            raise ZeroDivisionError('Fraction(%s, 0)' % numerator)
        g = math.gcd(numerator, denominator)
        if denominator < 0:
            g = -g
        if g == 1:
            self._numerator, self._denominator = numerator, denominator
        else:
            self._numerator = numerator // g
            self._denominator = denominator // g
        return self

    @classmethod
    def _exactly(cls, value, fits, rule):
        if isinstance(value, numbers.Integral):
            return cls(int(value))
        if fits:
            return cls(*value.as_integer_ratio())
        raise TypeError('%s.%s, not %r (%s)' % (cls.__name__, rule, value,
                                                type(value).__name__))

    @classmethod
    def from_float(cls, f):
        """Just what a finite float stands for."""
        return cls._exactly(f, isinstance(f, float),
                            'from_float() only takes floats')

    @classmethod
    def from_decimal(cls, dec):
        """Just what a finite Decimal stands for."""
        return cls._exactly(dec, _is_decimal(dec),
                            'from_decimal() only takes Decimals')

    def as_integer_ratio(self):
        """Return a pair of integers, whose ratio is equal to the original."""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """The nearest fraction whose denominator is no larger."""
        if max_denominator < 1:
            raise ValueError('max_denominator should be at least 1')
        if self._denominator <= max_denominator:
            return Fraction(self)

        def next_one(times):
            return old[0] + times * new[0], old[1] + times * new[1]
        # Each convergent of the continued fraction is nearer than the one
        # before. What competes with the last that fits lies between the two.
        old, new = (0, 1), (1, 0)
        n, d = self._numerator, self._denominator
        while (after := next_one(n // d))[1] <= max_denominator:
            old, new = new, after
            n, d = d, n % d
        between = next_one((max_denominator - old[1]) // new[1])
        return Fraction(*(new if 2 * d * between[1] <= self._denominator
                          else between))

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def __repr__(self):
        """repr(self)"""
        return '%s(%s, %s)' % (self.__class__.__name__, self._numerator,
                               self._denominator)

    def __str__(self):
        """str(self)"""
        if self._denominator == 1:
            return str(self._numerator)
        return '%s/%s' % (self._numerator, self._denominator)

    def _operators(exact, approximate):
        """An operator and its reflection, by the tower of numbers."""
        def forward(a, b):
            if isinstance(b, (int, Fraction)):
                return exact(a, b)
            if isinstance(b, float):
                return approximate(float(a), b)
            if isinstance(b, complex):
                return approximate(complex(a), b)
            return NotImplemented

        def reverse(b, a):
            if isinstance(a, numbers.Rational):
                return exact(a, b)
            if isinstance(a, numbers.Real):
                return approximate(float(a), float(b))
            if isinstance(a, numbers.Complex):
                return approximate(complex(a), complex(b))
            return NotImplemented
        name = approximate.__name__
        forward.__name__, reverse.__name__ = '__%s__' % name, '__r%s__' % name
        forward.__doc__, reverse.__doc__ = exact.__doc__, exact.__doc__
        return forward, reverse

    def _add(a, b):
        """a + b"""
        return Fraction(a.numerator * b.denominator
                        + b.numerator * a.denominator,
                        a.denominator * b.denominator)

    def _sub(a, b):
        """a - b"""
        return Fraction(a.numerator * b.denominator
                        - b.numerator * a.denominator,
                        a.denominator * b.denominator)

    def _mul(a, b):
        """a * b"""
        return Fraction(a.numerator * b.numerator,
                        a.denominator * b.denominator)

    def _div(a, b):
        """a / b"""
        return Fraction(a.numerator * b.denominator,
                        a.denominator * b.numerator)

    def _floordiv(a, b):
        """a // b"""
        return (a.numerator * b.denominator) // (a.denominator * b.numerator)

    def _divmod(a, b):
        """(a // b, a % b)"""
        da, db = a.denominator, b.denominator
        div, rest = divmod(a.numerator * db, da * b.numerator)
        return div, Fraction(rest, da * db)

    def _mod(a, b):
        """a % b"""
        da, db = a.denominator, b.denominator
        return Fraction((a.numerator * db) % (b.numerator * da), da * db)

    __add__, __radd__ = _operators(_add, operator.add)
    __sub__, __rsub__ = _operators(_sub, operator.sub)
    __mul__, __rmul__ = _operators(_mul, operator.mul)
    __truediv__, __rtruediv__ = _operators(_div, operator.truediv)
    __floordiv__, __rfloordiv__ = _operators(_floordiv, operator.floordiv)
    __divmod__, __rdivmod__ = _operators(_divmod, divmod)
    __mod__, __rmod__ = _operators(_mod, operator.mod)
    del _operators

    def __pow__(a, b):
        """a ** b"""
        if not isinstance(b, numbers.Rational):
            return float(a) ** b
        if b.denominator != 1:
            return float(a) ** float(b)
        power = b.numerator
        if power >= 0:
            return Fraction(a._numerator ** power, a._denominator ** power)
        return Fraction(a._denominator ** -power, a._numerator ** -power)

    def __rpow__(b, a):
        """a ** b"""
        whole = b._denominator == 1
        if isinstance(a, numbers.Rational) and not (whole
                                                    and b._numerator >= 0):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** (b._numerator if whole else float(b))

    def __pos__(a):
        """+a, a plain Fraction"""
        return Fraction(a._numerator, a._denominator)

    def __neg__(a):
        """-a"""
        return Fraction(-a._numerator, a._denominator)

    def __abs__(a):
        """abs(a)"""
        return Fraction(abs(a._numerator), a._denominator)

    def __int__(a):
        """int(a)"""
        return a.__trunc__()

    def __trunc__(a):
        """math.trunc(a)"""
        if a._numerator < 0:
            return -(-a._numerator // a._denominator)
        return a._numerator // a._denominator

    def __floor__(a):
        """math.floor(a)"""
        return a._numerator // a._denominator

    def __ceil__(a):
        """math.ceil(a)"""
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        """round(self, ndigits): half toward even."""
        if ndigits is None:
            floor, rest = divmod(self._numerator, self._denominator)
            twice = rest * 2
            if twice < self._denominator or \
                    twice == self._denominator and floor % 2 == 0:
                return floor
            return floor + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __hash__(self):
        """The same for equal numbers of all types."""
        info = sys.hash_info
        try:
            found = hash(hash(abs(self._numerator)) *
                         pow(self._denominator, -1, info.modulus))
        except ValueError:
            found = info.inf
        if self._numerator < 0:
            found = -found
        return found if found != -1 else -2

    def __eq__(a, b):
        """a == b"""
        if type(b) is int:
            return a._numerator == b and a._denominator == 1
        if isinstance(b, numbers.Rational):
            return (a._numerator, a._denominator) == (b.numerator,
                                                      b.denominator)
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if not isinstance(b, float):
            return NotImplemented
        return math.isfinite(b) and a == a.from_float(b)

    def _richcmp(self, other, op):
        if isinstance(other, float):
            if not math.isfinite(other):
                return op(0.0, other)
            other = self.from_float(other)
        elif not isinstance(other, numbers.Rational):
            return NotImplemented
        return op(self._numerator * other.denominator,
                  other.numerator * self._denominator)

    def __lt__(a, b):
        """a < b"""
        return a._richcmp(b, operator.lt)

    def __gt__(a, b):
        """a > b"""
        return a._richcmp(b, operator.gt)

    def __le__(a, b):
        """a <= b"""
        return a._richcmp(b, operator.le)

    def __ge__(a, b):
        """a >= b"""
        return a._richcmp(b, operator.ge)

    def __bool__(a):
        """a != 0"""
        return bool(a._numerator)

    def __reduce__(self):
        return self.__class__, (self._numerator, self._denominator)

    def __copy__(self):
        if type(self) == Fraction:
            return self
        return self.__class__(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()


def _is_decimal(value):
    decimal = sys.modules.get('decimal')
    return decimal is not None and isinstance(value, decimal.Decimal)
