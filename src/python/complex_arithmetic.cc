// complex_arithmetic.cc - operators on complex numbers.

#include <math.h>

#include "python/fiber.h"
#include "python/float_text.h"
#include "python/number_internal.h"

namespace mt::python {

namespace {

// Beyond this an exponent is not multiplied out.
constexpr double kMaxSmallExponent = 100;

ComplexParts times(ComplexParts a, ComplexParts b) {
  return {a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

// Smith's method (Communications of the ACM, August 1962): scales by the larger
// part of the divisor, so that nothing overflows on the way. False when the
// divisor is zero.
bool quotient(ComplexParts a, ComplexParts b, ComplexParts* out) {
  const double real = fabs(b.real), imag = fabs(b.imag);
  if (real >= imag) {
    if (real == 0) return false;
    const double ratio = b.imag / b.real;
    const double divisor = b.real + b.imag * ratio;
    *out = {(a.real + a.imag * ratio) / divisor,
            (a.imag - a.real * ratio) / divisor};
  } else if (imag >= real) {
    const double ratio = b.real / b.imag;
    const double divisor = b.real * ratio + b.imag;
    *out = {(a.real * ratio + a.imag) / divisor,
            (a.imag * ratio - a.real) / divisor};
  } else {  // a NaN in the divisor
    *out = {__builtin_nan(""), __builtin_nan("")};
  }
  return true;
}

bool power_of_integer(ComplexParts a, int exponent, ComplexParts* out) {
  ComplexParts result = {1, 0};
  for (int left = exponent < 0 ? -exponent : exponent; left != 0;) {
    if ((left & 1) != 0) result = times(result, a);
    left >>= 1;
    if (left != 0) a = times(a, a);
  }
  // Even 1 goes through the division, as the sign of a zero may depend on it.
  if (exponent <= 0) return quotient({1, 0}, result, out);
  *out = result;
  return true;
}

// False when zero is raised to a power it has not.
bool power_by_angle(ComplexParts a, ComplexParts b, ComplexParts* out) {
  if (b.real == 0 && b.imag == 0) {
    *out = {1, 0};
    return true;
  }
  if (a.real == 0 && a.imag == 0) {
    *out = {0, 0};
    return b.imag == 0 && b.real >= 0;
  }
  const double size = hypot(a.real, a.imag);
  const double angle = atan2(a.imag, a.real);
  double length = pow(size, b.real);
  double phase = angle * b.real;
  if (b.imag != 0) {
    length /= exp(angle * b.imag);
    phase += b.imag * log(size);
  }
  *out = {length * cos(phase), length * sin(phase)};
  return is_finite(phase) || phase != phase;  // an endless turn has no end
}

bool is_infinite(double x) { return !is_finite(x) && x == x; }

}  // namespace

bool complex_power(Fiber& fiber, ComplexParts a, ComplexParts b,
                   ComplexParts* out) {
  const bool is_small = b.imag == 0 && b.real == floor(b.real) &&
                        fabs(b.real) <= kMaxSmallExponent;
  const bool is_defined =
      is_small ? power_of_integer(a, static_cast<int>(b.real), out)
               : power_by_angle(a, b, out);
  if (!is_defined) {
    raise(fiber, types().ZeroDivisionError,
          "0.0 to a negative or complex power");
    return false;
  }
  if (!is_infinite(out->real) && !is_infinite(out->imag)) return true;
  raise_overflow_error(fiber, "complex exponentiation");
  return false;
}

Value complex_binary(Fiber& fiber, int op, ComplexParts a, ComplexParts b) {
  ComplexParts out;
  switch (op) {
    case kAdd:
      out = {a.real + b.real, a.imag + b.imag};
      break;
    case kSub:
      out = {a.real - b.real, a.imag - b.imag};
      break;
    case kMul:
      out = times(a, b);
      break;
    case kTrueDiv:
      if (!quotient(a, b, &out)) {
        return raise(fiber, types().ZeroDivisionError,
                     "complex division by zero");
      }
      break;
    case kPow:
      if (!complex_power(fiber, a, b, &out)) return Value::error();
      break;
    default:
      return Value::not_implemented();
  }
  return make_complex(fiber, out);
}

}  // namespace mt::python
