# The abstract classes of numbers.

import numbers
from numbers import *
def t(f, *a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
for v in (1, 1.5, 1j, True, 'x'): print([isinstance(v, c) for c in (Number, Complex, Real, Rational, Integral)])
# expect: [True, True, True, True, True]
# expect: [True, True, True, False, False]
# expect: [True, True, False, False, False]
# expect: [True, True, True, True, True]
# expect: [False, False, False, False, False]
class R(Rational): pass
t(R)  # expect: TypeError Can't instantiate abstract class R with abstract methods __abs__, __add__, __ceil__, __eq__, __floor__, __floordiv__, __le__, __lt__, __mod__, __mul__, __neg__, __pos__, __pow__, __radd__, __rfloordiv__, __rmod__, __rmul__, __round__, __rpow__, __rtruediv__, __truediv__, __trunc__, denominator, numerator
class C(Complex):
    def __complex__(self): return 1j
    __add__ = __radd__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __pow__ = __rpow__ = lambda a, b: 5
    __neg__ = __pos__ = __abs__ = conjugate = lambda a: 6
    real = imag = 3
    def __eq__(self, o): return False
    __hash__ = None
c = C()
print(c - 3, 3 - c, bool(c), Complex.__abstractmethods__ == frozenset(['__complex__','__add__','__radd__','__neg__','__pos__','__mul__','__rmul__','__truediv__','__rtruediv__','__pow__','__rpow__','__abs__','conjugate','__eq__','real','imag']))
# expect: 5 9 True True
print(sorted(Integral.__abstractmethods__), numbers.Integral.__mro__)
# expect: ['__abs__', '__add__', '__and__', '__ceil__', '__eq__', '__floor__', '__floordiv__', '__int__', '__invert__', '__le__', '__lshift__', '__lt__', '__mod__', '__mul__', '__neg__', '__or__', '__pos__', '__pow__', '__radd__', '__rand__', '__rfloordiv__', '__rlshift__', '__rmod__', '__rmul__', '__ror__', '__round__', '__rpow__', '__rrshift__', '__rshift__', '__rtruediv__', '__rxor__', '__truediv__', '__trunc__', '__xor__'] (<class 'numbers.Integral'>, <class 'numbers.Rational'>, <class 'numbers.Real'>, <class 'numbers.Complex'>, <class 'numbers.Number'>, <class 'object'>)
