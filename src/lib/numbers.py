"""numbers: the tower of abstract classes (PEP 3141)."""

from abc import ABCMeta, abstractmethod

__all__ = ['Number', 'Complex', 'Real', 'Rational', 'Integral']


class Number(metaclass=ABCMeta):
    """I am every number."""
    __slots__ = ()
    __hash__ = None


def _abstract(namespace, names):
    """Methods that a concrete class must write."""
    for name in names.split():
        def method(self, *args):
            raise NotImplementedError
        method.__name__ = name
        method.__qualname__ = '%s.%s' % (namespace['__qualname__'], name)
        namespace[name] = abstractmethod(method)


class Complex(Number):
    """I am what complex can do."""
    __slots__ = ()
    _abstract(vars(), '''__complex__ __add__ __radd__ __neg__ __pos__ __mul__
        __rmul__ __truediv__ __rtruediv__ __pow__ __rpow__ __abs__ conjugate
        __eq__''')

    def __bool__(self):
        """Everything but 0 is true."""
        return self != 0

    @property
    @abstractmethod
    def real(self):
        """The real part."""
        raise NotImplementedError

    @property
    @abstractmethod
    def imag(self):
        """The imaginary part."""
        raise NotImplementedError

    def __sub__(self, other):
        """self - other"""
        return self + -other

    def __rsub__(self, other):
        """other - self"""
        return -self + other


Complex.register(complex)


class Real(Complex):
    """I am a Complex that has an order and can be rounded."""
    __slots__ = ()
    _abstract(vars(), '''__float__ __trunc__ __floor__ __ceil__ __round__
        __floordiv__ __rfloordiv__ __mod__ __rmod__ __lt__ __le__''')

    def __divmod__(self, other):
        """divmod(self, other)"""
        return (self // other, self % other)

    def __rdivmod__(self, other):
        """divmod(other, self)"""
        return (other // self, other % self)

    def __complex__(self):
        """The same number as a complex."""
        return complex(float(self))

    @property
    def real(self):
        """The real part."""
        return +self

    @property
    def imag(self):
        """The imaginary part."""
        return 0

    def conjugate(self):
        """The same number, for it has no imaginary part."""
        return +self


Real.register(float)


class Rational(Real):
    """I am a Real with numerator and denominator, in lowest terms."""
    __slots__ = ()

    @property
    @abstractmethod
    def numerator(self):
        raise NotImplementedError

    @property
    @abstractmethod
    def denominator(self):
        raise NotImplementedError

    def __float__(self):
        """The nearest float."""
        return int(self.numerator) / int(self.denominator)


class Integral(Rational):
    """I am a Rational that counts, shifts and has bits."""
    __slots__ = ()
    _abstract(vars(), '''__int__ __pow__ __lshift__ __rlshift__ __rshift__
        __rrshift__ __and__ __rand__ __xor__ __rxor__ __or__ __ror__
        __invert__''')

    def __index__(self):
        """The same number as an int."""
        return int(self)

    def __float__(self):
        """The nearest float."""
        return float(int(self))

    @property
    def numerator(self):
        """The number itself."""
        return +self

    @property
    def denominator(self):
        """1, for there are no parts."""
        return 1


Integral.register(int)
