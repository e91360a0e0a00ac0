// module_cmath.cc - _cmath: what loops ask of lib/cmath.py.
//
// Polar coordinates, roots and exponentials; the rest is made of these there.
// What comes of infinities, NaNs and zeros with a sign is C99's, annex G, but
// for the errors that CPython raises.

#include <math.h>

#include "python/exception.h"
#include "python/fiber.h"
#include "python/float_text.h"
#include "python/number_internal.h"
#include "python/slots.h"
#include "python/system_modules.h"

namespace mt::python {

namespace {

constexpr double kInfinity = __builtin_inf();
constexpr double kNan = __builtin_nan("");
constexpr double kE = 2.718281828459045;
// The exponential of more may be too large where its product with a sine is
// not.
constexpr double kMostExponent = 708;
// Squares of less would lose bits.
constexpr double kLeastScaled = 1e-300;

Value domain_error(Fiber& fiber) {
  return raise_value_error(fiber, "math domain error");
}

Value range_error(Fiber& fiber) {
  return raise_overflow_error(fiber, "math range error");
}

bool operand(Fiber& fiber, Value value, ComplexParts* out) {
  bool is_complex;
  out->imag = 0;
  if (value.is_number()) return to_double(fiber, value, &out->real);
  return complex_operand(fiber, value, nullptr, nullptr, out, &is_complex);
}

Value cmath_number(Fiber& fiber, Value, Args args) {
  ComplexParts z;
  return operand(fiber, args[0], &z) ? make_complex(fiber, z) : Value::error();
}

Value angle_of(ComplexParts z) {
  return Value::from_float(atan2(z.imag, z.real));
}

Value cmath_phase(Fiber& fiber, Value, Args args) {
  ComplexParts z;
  return operand(fiber, args[0], &z) ? angle_of(z) : Value::error();
}

Value cmath_polar(Fiber& fiber, Value, Args args) {
  ComplexParts z;
  if (!operand(fiber, args[0], &z)) return Value::error();
  const double size = hypot(z.real, z.imag);
  if (!is_finite(size) && is_finite(z.real) && is_finite(z.imag))
    return range_error(fiber);
  return make_pair(fiber, Value::from_float(size), angle_of(z));
}

Value cmath_rect(Fiber& fiber, Value, Args args) {
  double r, phi;
  if (!to_double(fiber, args[0], &r) || !to_double(fiber, args[1], &phi))
    return Value::error();
  ComplexParts out = {r * cos(phi), r * sin(phi)};
  if (phi == 0) {
    out = {r, r != r ? 0 : is_finite(r) ? r * phi : copysign(1.0, r) * phi};
  } else if (!is_finite(phi)) {
    if (phi == phi && r != 0 && r == r) return domain_error(fiber);
    const bool is_endless = !is_finite(r) && r == r;
    out = {is_endless ? kInfinity : kNan, kNan};
    if (r == 0) out = {0, 0};
  }
  return make_complex(fiber, out);
}

Value exponential_at_edge(Fiber& fiber, double x, double y) {
  const bool is_nan = y != y;
  if (x == -kInfinity) return make_complex(fiber, {0, 0});
  if (is_nan) return make_complex(fiber, {x == kInfinity ? x : kNan, kNan});
  return x != x ? make_complex(fiber, {kNan, kNan}) : domain_error(fiber);
}

Value cmath_exp(Fiber& fiber, Value, Args args) {
  ComplexParts z;
  if (!operand(fiber, args[0], &z)) return Value::error();
  const double x = z.real, y = z.imag;
  if (!is_finite(y)) return exponential_at_edge(fiber, x, y);
  ComplexParts out;
  if (y == 0) {
    out = {exp(x), y};
  } else if (!is_finite(x) && x == x) {
    const double size = exp(x);
    out = {copysign(size, cos(y)), copysign(size, sin(y))};
  } else if (x > kMostExponent) {
    const double size = exp(x - 1);
    out = {size * cos(y) * kE, size * sin(y) * kE};
  } else {
    const double size = exp(x);
    out = {size * cos(y), size * sin(y)};
  }
  const auto is_infinite = [](double d) { return d == d && !is_finite(d); };
  if (is_finite(x) && (is_infinite(out.real) || is_infinite(out.imag)))
    return range_error(fiber);
  return make_complex(fiber, out);
}

ComplexParts root_at_edge(double x, double y) {
  if (y == kInfinity || y == -kInfinity) return {kInfinity, y};
  if (x == kInfinity) return {x, y != y ? y : copysign(0.0, y)};
  if (x == -kInfinity) {
    if (y != y) return {kNan, kInfinity};
    return {0, copysign(kInfinity, y)};
  }
  return {kNan, kNan};
}

Value cmath_sqrt(Fiber& fiber, Value, Args args) {
  ComplexParts z;
  if (!operand(fiber, args[0], &z)) return Value::error();
  const double x = z.real, y = z.imag;
  if (x == 0 && y == 0) return make_complex(fiber, {0, y});
  if (!is_finite(x) || !is_finite(y))
    return make_complex(fiber, root_at_edge(x, y));
  double ax = fabs(x), ay = fabs(y), scale = 4;
  if (ax < kLeastScaled && ay < kLeastScaled) {
    ax *= 0x1p106;
    ay *= 0x1p106;
    scale = 0x1p-53;
  } else {
    ax /= 16;
    ay /= 16;
  }
  const double size = sqrt((ax + hypot(ax, ay)) / 2) * scale;
  const double other = fabs(y) / (2 * size);
  return make_complex(fiber, x >= 0 ? ComplexParts{size, copysign(other, y)}
                                    : ComplexParts{other, copysign(size, y)});
}

constexpr MethodDef kFunctions[] = {
    {"_number", cmath_number, 1, 1, 0, "What stands for a complex number."_doc},
    {"exp", cmath_exp, 1, 1, 0, "Return the exponential value e**z."_doc},
    {"phase", cmath_phase, 1, 1, 0,
     "Return argument, also known as the phase angle, of a complex."_doc},
    {"polar", cmath_polar, 1, 1, 0,
     "Convert a complex from rectangular coordinates to polar "
     "coordinates."_doc},
    {"rect", cmath_rect, 2, 2, 0,
     "Convert from polar coordinates to rectangular coordinates."_doc},
    {"sqrt", cmath_sqrt, 1, 1, 0, "Return the square root of z."_doc},
    {}};

}  // namespace

const ModuleDef kCmathModule = {"_cmath", kFunctions, nullptr,
                                "Functions of complex numbers."};

}  // namespace mt::python
