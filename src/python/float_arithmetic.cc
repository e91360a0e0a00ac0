// float_arithmetic.cc - operators on floats.

#include <math.h>

#include "python/fiber.h"
#include "python/float_text.h"
#include "python/number_internal.h"

namespace mt::python {

namespace {

// floor(a / b) and what is left, with the sign of b, as exactly as doubles can:
// the remainder is exact, and the quotient is made to go with it.
void floor_divide(double a, double b, double* quotient, double* remainder) {
  double rest = fmod(a, b);
  double whole = (a - rest) / b;
  if (rest != 0) {
    if ((b < 0) != (rest < 0)) {
      rest += b;
      whole -= 1;
    }
  } else {
    rest = copysign(0.0, b);
  }
  if (whole != 0) {
    const double floored = floor(whole);
    *quotient = whole - floored > 0.5 ? floored + 1 : floored;
  } else {
    *quotient = copysign(0.0, a / b);
  }
  *remainder = rest;
}

// Only the remainder: fmod, moved to the divisor's side of zero.
double modulo(double a, double b) {
  const double rest = fmod(a, b);
  if (rest == 0) return copysign(0.0, b);
  return (b < 0) != (rest < 0) ? rest + b : rest;
}

Value divide_by_zero(Fiber& fiber, const char* message) {
  return raise(fiber, types().ZeroDivisionError, "%s", message);
}

bool is_odd_integer(double x) { return fmod(fabs(x), 2.0) == 1.0; }

}  // namespace

Value float_binary(Fiber& fiber, int op, double a, double b) {
  switch (op) {
    case kAdd:
      return Value::from_float(a + b);
    case kSub:
      return Value::from_float(a - b);
    case kMul:
      return Value::from_float(a * b);
    case kTrueDiv:
      if (b == 0) return divide_by_zero(fiber, "float division by zero");
      return Value::from_float(a / b);
    case kMod:
      if (b == 0) return divide_by_zero(fiber, "float modulo");
      return Value::from_float(modulo(a, b));
    case kFloorDiv:
    case kDivMod: {
      if (b == 0) {
        return divide_by_zero(fiber, op == kDivMod
                                         ? "float divmod()"
                                         : "float floor division by zero");
      }
      double quotient, remainder;
      floor_divide(a, b, &quotient, &remainder);
      if (op == kFloorDiv) return Value::from_float(quotient);
      return make_pair(fiber, Value::from_float(quotient),
                       Value::from_float(remainder));
    }
    case kPow:
      return float_power(fiber, a, b);
    default:
      return Value::not_implemented();
  }
}

// C99, annex F, decides the special cases; CPython raises where it says that an
// infinity is made from finite numbers, and where a root of a negative number
// is asked for it goes over to complex numbers.
Value float_power(Fiber& fiber, double a, double b) {
  if (b == 0 || a == 1) return Value::from_float(1.0);
  if (a != a || b != b) return Value::from_float(a != a ? a : b);
  if (!is_finite(b)) {
    const double size = fabs(a);
    if (size == 1) return Value::from_float(1.0);
    return Value::from_float((b > 0) == (size > 1) ? fabs(b) : 0.0);
  }
  if (!is_finite(a)) {
    const bool is_odd = is_odd_integer(b);
    if (b > 0) return Value::from_float(is_odd ? a : fabs(a));
    return Value::from_float(is_odd ? copysign(0.0, a) : 0.0);
  }
  if (a == 0) {
    if (b < 0) {
      return divide_by_zero(fiber, "0.0 cannot be raised to a negative power");
    }
    return Value::from_float(is_odd_integer(b) ? a : 0.0);
  }
  if (a < 0 && b != floor(b)) {
    ComplexParts result;
    if (!complex_power(fiber, {a, 0}, {b, 0}, &result)) return Value::error();
    return make_complex(fiber, result);
  }
  const bool is_negative = a < 0 && is_odd_integer(b);
  const double size = pow(fabs(a), b);
  if (!is_finite(size)) return raise_range_error(fiber);
  return Value::from_float(is_negative ? -size : size);
}

}  // namespace mt::python
