// module_math.cc - the functions of the C library, with Python's errors.

#include <errno.h>
#include <float.h>
#include <math.h>

#include <utility>
#include <vector>

#include "python/builtins_internal.h"
#include "python/float_text.h"
#include "python/native_tools.h"
#include "python/number_internal.h"
#include "python/system_modules.h"

namespace mt::python {

namespace {

Value domain_error(Fiber& fiber) {
  return raise_value_error(fiber, "math domain error");
}
Value range_error(Fiber& fiber) {
  return raise_overflow_error(fiber, "math range error");
}

enum Pole { kNoPole, kPole, kPoleUpToZero };

// A NaN that was not given is an error of the domain; an infinity that was not
// given one of the range (or of the domain, where the function has a pole).
template <double (*kFunction)(double), Pole pole>
Value unary(Fiber& fiber, Value, Args args) {
  double x = 0;
  if (!to_double(fiber, args[0], &x)) return Value::error();
  const double result = kFunction(x);
  if (result != result && x == x) return domain_error(fiber);
  if (!is_finite(result) && is_finite(x)) {
    return pole == kPole || (pole == kPoleUpToZero && x <= 0 && x == floor(x))
               ? domain_error(fiber)
               : range_error(fiber);
  }
  return Value::from_float(result);
}

template <double (*kFunction)(double, double)>
Value binary(Fiber& fiber, Value, Args args) {
  double x = 0, y = 0;
  if (!to_double(fiber, args[0], &x) || !to_double(fiber, args[1], &y)) {
    return Value::error();
  }
  const double result = kFunction(x, y);
  if (result != result && x == x && y == y) return domain_error(fiber);
  if (!is_finite(result) && is_finite(x) && is_finite(y)) {
    return range_error(fiber);
  }
  return Value::from_float(result);
}

Value math_pow(Fiber& fiber, Value, Args args) {
  double x = 0, y = 0;
  if (!to_double(fiber, args[0], &x) || !to_double(fiber, args[1], &y)) {
    return Value::error();
  }
  const double result = pow(x, y);
  if (is_finite(x) && is_finite(y)) {
    if (result != result) return domain_error(fiber);
    if (!is_finite(result)) {
      return x == 0 ? domain_error(fiber) : range_error(fiber);
    }
  }
  return Value::from_float(result);
}

// --- to integers ------------------------------------------------------------

Value to_whole(Fiber& fiber, Value value, Str* name, double (*round)(double)) {
  if (!value.is_float()) {
    if (is_integer(value)) return plain_integer(value);
    const Value special = call_special(fiber, value, name);
    if (!special.is_undefined()) return special;
  }
  double x = 0;
  if (!to_double(fiber, value, &x)) return Value::error();
  return int_from_double(fiber, round(x));
}
Value math_floor(Fiber& fiber, Value, Args args) {
  return to_whole(fiber, args[0], names().dunder_floor, floor);
}
Value math_ceil(Fiber& fiber, Value, Args args) {
  return to_whole(fiber, args[0], names().dunder_ceil, ceil);
}
Value math_trunc(Fiber& fiber, Value, Args args) {
  const Value special = call_special(fiber, args[0], names().dunder_trunc);
  if (!special.is_undefined()) return special;
  return raise_type_error(fiber, "type %s doesn't define __trunc__ method",
                          type_name(args[0]));
}

Value math_ulp(Fiber& fiber, Value, Args args) {
  double x = 0;
  if (!to_double(fiber, args[0], &x)) return Value::error();
  x = fabs(x);
  if (!is_finite(x)) return Value::from_float(x);
  const double next = nextafter(x, HUGE_VAL);
  return Value::from_float(is_finite(next) ? next - x : x - nextafter(x, 0));
}

// --- logarithms: of integers of any size ------------------------------------

// value = mantissa * 2^exponent: the value itself while a double holds it, else
// with a mantissa from 0.5 to 1.
bool log_parts(Fiber& fiber, Value value, double* mantissa, int64_t* exponent) {
  *exponent = 0;
  if (!is_integer(value)) return to_double(fiber, value, mantissa);
  value = plain_integer(value);
  if (value.is_int()) {
    *mantissa = static_cast<double>(value.as_int());
    return true;
  }
  const Value bits = call_method(fiber, value, "bit_length");
  if (bits.is_error()) return false;
  if (bits.as_int() < DBL_MAX_EXP) return to_double(fiber, value, mantissa);
  *exponent = bits.as_int();
  const Value top =
      binary_op(fiber, kRShift, value, Value::from_int(*exponent - 64));
  if (top.is_error() || !to_double(fiber, top, mantissa)) return false;
  *mantissa = ldexp(*mantissa, -64);
  return true;
}

constexpr double kLn2 = 0.693147180559945309417232121458;

bool logarithm(Fiber& fiber, Value value, double (*log_of)(double),
               double per_bit, double* out) {
  double mantissa = 0;
  int64_t exponent = 0;
  if (!log_parts(fiber, value, &mantissa, &exponent)) return false;
  if (mantissa != mantissa || mantissa == HUGE_VAL) {
    *out = mantissa;
    return true;
  }
  if (!(mantissa > 0)) {
    domain_error(fiber);
    return false;
  }
  *out = log_of(mantissa) + static_cast<double>(exponent) * per_bit;
  return true;
}

Value math_log(Fiber& fiber, Value, Args args) {
  double x = 0, base = 0;
  if (!logarithm(fiber, args[0], log, kLn2, &x)) return Value::error();
  if (args.count == 1) return Value::from_float(x);
  if (!logarithm(fiber, args[1], log, kLn2, &base)) return Value::error();
  if (base == 0) {
    return raise(fiber, types().ZeroDivisionError, "float division by zero");
  }
  return Value::from_float(x / base);
}
Value math_log2(Fiber& fiber, Value, Args args) {
  double x = 0;
  if (!logarithm(fiber, args[0], log2, 1, &x)) return Value::error();
  return Value::from_float(x);
}
Value math_log10(Fiber& fiber, Value, Args args) {
  double x = 0;
  if (!logarithm(fiber, args[0], log10, 0.301029995663981195213738894724, &x)) {
    return Value::error();
  }
  return Value::from_float(x);
}

// --- numbers ----------------------------------------------------------------

double degrees_of(double x) { return x * (180.0 / M_PI); }
double radians_of(double x) { return x * (M_PI / 180.0); }

Value math_isnan(Fiber& fiber, Value, Args args) {
  double x = 0;
  return to_double(fiber, args[0], &x) ? Value::from_bool(x != x)
                                       : Value::error();
}
Value math_isinf(Fiber& fiber, Value, Args args) {
  double x = 0;
  return to_double(fiber, args[0], &x)
             ? Value::from_bool(x == x && !is_finite(x))
             : Value::error();
}
Value math_isfinite(Fiber& fiber, Value, Args args) {
  double x = 0;
  return to_double(fiber, args[0], &x) ? Value::from_bool(is_finite(x))
                                       : Value::error();
}

Value math_isclose(Fiber& fiber, Value, Args args) {
  Value out[4] = {Value(), Value(), Value::from_float(1e-9),
                  Value::from_float(0.0)};
  double v[4];
  if (args.count == 2 && args.positional() == 2) {
    out[0] = args[0];
    out[1] = args[1];
  } else if (!parse_args(fiber, "isclose", args,
                         {"a", "b", "*", "rel_tol", "abs_tol"}, 2, out)) {
    return Value::error();
  }
  for (int i = 0; i < 4; ++i) {
    if (!to_double(fiber, out[i], &v[i])) return Value::error();
  }
  if (v[2] < 0 || v[3] < 0) {
    return raise_value_error(fiber, "tolerances must be non-negative");
  }
  if (v[0] == v[1]) return Value::from_bool(true);
  if (!is_finite(v[0]) || !is_finite(v[1])) return Value::from_bool(false);
  const double diff = fabs(v[1] - v[0]);
  return Value::from_bool(diff <= fabs(v[2] * v[1]) ||
                          diff <= fabs(v[2] * v[0]) || diff <= v[3]);
}

Value math_modf(Fiber& fiber, Value, Args args) {
  double x = 0;
  if (!to_double(fiber, args[0], &x)) return Value::error();
  double whole = x;
  double part = is_finite(x) ? modf(x, &whole) : x != x ? x : copysign(0.0, x);
  const Value pair[2] = {Value::from_float(part), Value::from_float(whole)};
  return object_or_error(make_tuple(fiber, pair, 2));
}
Value math_frexp(Fiber& fiber, Value, Args args) {
  double x = 0;
  if (!to_double(fiber, args[0], &x)) return Value::error();
  int exponent = 0;
  const double mantissa = is_finite(x) ? frexp(x, &exponent) : x;
  const Value pair[2] = {Value::from_float(mantissa),
                         Value::from_int(exponent)};
  return object_or_error(make_tuple(fiber, pair, 2));
}
Value math_ldexp(Fiber& fiber, Value, Args args) {
  double x = 0;
  int64_t exponent = 0;
  if (!to_double(fiber, args[0], &x)) return Value::error();
  if (!is_integer(args[1])) {
    return raise_type_error(fiber, "Expected an int as second argument to "
                                   "ldexp.");
  }
  if (!index_of(fiber, args[1], &exponent)) return Value::error();
  if (exponent > 100000) exponent = 100000;
  if (exponent < -100000) exponent = -100000;
  const double result = ldexp(x, static_cast<int>(exponent));
  if (is_finite(x) && !is_finite(result)) return range_error(fiber);
  return Value::from_float(result);
}

// sqrt(sum of x * x), nearly always the nearest double. All are scaled by the
// power of two that brings the largest near one; squares are exact as two
// doubles (Dekker), and so is the square of the root, which is corrected by
// what it lacks.
struct TwoDoubles {
  double high, low;
};

TwoDoubles square_of(double x) {
  const double split = x * 134217729.0;  // 2^27 + 1
  const double top = split - (split - x), rest = x - top;
  const double high = x * x;
  return {high, ((top * top - high) + 2 * top * rest) + rest * rest};
}

double norm(std::vector<double>& values) {
  double largest = 0;
  bool has_nan = false;
  for (double& x : values) {
    x = fabs(x);
    has_nan |= x != x;
    if (x > largest) largest = x;
  }
  if (largest == HUGE_VAL) return largest;
  if (has_nan) return __builtin_nan("");
  if (largest == 0) return 0;
  int exponent = 0;
  frexp(largest, &exponent);
  double high = 0, low = 0;
  for (double x : values) {
    const TwoDoubles square = square_of(ldexp(x, -exponent));
    const double sum = high + square.high;
    const double part = sum - high;
    low += (high - (sum - part)) + (square.high - part) + square.low;
    high = sum;
  }
  const double root = sqrt(high + low);
  const TwoDoubles back = square_of(root);
  const double lacks = (high - back.high) - back.low + low;
  return ldexp(root + lacks / (2 * root), exponent);
}

Value math_hypot(Fiber& fiber, Value, Args args) {
  std::vector<double> values(args.count);
  for (uint32_t i = 0; i < args.count; ++i) {
    if (!to_double(fiber, args[i], &values[i])) return Value::error();
  }
  return Value::from_float(norm(values));
}

// Shewchuk's partial sums: the exact sum, rounded once.
Value math_fsum(Fiber& fiber, Value, Args args) {
  std::vector<double> partials;
  partials.reserve(16);
  double special = 0, infinite = 0;
  Value item;
  Iteration each(fiber, args[0]);
  while (each.next(&item)) {
    double x = 0;
    if (item.is_number()) {
      x = number_of(item);
    } else if (!to_double(fiber, item, &x)) {
      return Value::error();
    }
    if (!is_finite(x)) {
      special += x;
      if (x == x) infinite += x;
      continue;
    }
    size_t kept = 0;
    for (size_t i = 0; i < partials.size(); ++i) {
      double y = partials[i];
      if (fabs(x) < fabs(y)) std::swap(x, y);
      const double high = x + y;
      const double low = y - (high - x);
      if (low != 0) partials[kept++] = low;
      x = high;
    }
    partials.resize(kept + 1);
    partials[kept] = x;
    if (!is_finite(x)) {
      return raise_overflow_error(fiber, "intermediate overflow in fsum");
    }
  }
  if (each.failed()) return Value::error();
  if (infinite != infinite)
    return raise_value_error(fiber, "-inf + inf in fsum");
  if (special != 0 || special != special) return Value::from_float(special);
  double high = 0, low = 0;
  size_t n = partials.size();
  if (n > 0) {
    high = partials[--n];
    while (n > 0) {
      const double x = high;
      const double y = partials[--n];
      high = x + y;
      low = y - (high - x);
      if (low != 0) break;
    }
    // Half a unit in the last place is decided by what comes after it.
    if (n > 0 && ((low < 0 && partials[n - 1] < 0) ||
                  (low > 0 && partials[n - 1] > 0))) {
      const double y = low * 2;
      const double x = high + y;
      if (y == x - high) high = x;
    }
  }
  return Value::from_float(high);
}

Value math_prod(Fiber& fiber, Value, Args args) {
  Value out[2] = {Value(), Value::from_int(1)};
  if (!parse_args(fiber, "prod", args, {"iterable", "/", "*", "start"}, 1,
                  out)) {
    return Value::error();
  }
  Value product = out[1], item;
  Iteration each(fiber, out[0]);
  while (each.next(&item)) {
    if (product.is_float() && item.is_number()) {
      product = Value::from_float(product.as_float() * number_of(item));
      continue;
    }
    product = binary_op(fiber, kMul, product, item);
    if (product.is_error()) return product;
  }
  return each.failed() ? Value::error() : product;
}

Value math_dist(Fiber& fiber, Value, Args args) {
  Tuple* const p = tuple_from(fiber, args[0]);
  Tuple* const q = p == nullptr ? nullptr : tuple_from(fiber, args[1]);
  if (q == nullptr) return Value::error();
  if (p->size != q->size) {
    return raise_value_error(fiber, "both points must have the same number of "
                                    "dimensions");
  }
  std::vector<double> values;
  values.reserve(p->size);
  for (uint32_t i = 0; i < p->size; ++i) {
    double a = 0, b = 0;
    if (!to_double(fiber, p->items[i], &a) ||
        !to_double(fiber, q->items[i], &b)) {
      return Value::error();
    }
    values.push_back(a - b);
  }
  return Value::from_float(norm(values));
}

// --- whole numbers ----------------------------------------------------------

Value common_divisor(Fiber& fiber, Value a, Value b) {
  if (Value::both_int(a, b)) {
    int64_t x = a.as_int(), y = b.as_int();
    while (y != 0) {
      const int64_t rest = x % y;
      x = y;
      y = rest;
    }
    return int_from_i64(fiber, x < 0 ? -x : x);
  }
  const IntOperand x(a), y(b);
  return int_from(fiber, greatest_common_divisor(x, y));
}
Value math_gcd(Fiber& fiber, Value, Args args) {
  Value result = Value::from_int(0);
  for (uint32_t i = 0; i < args.count; ++i) {
    const Value a = as_index(fiber, args[i]);
    if (a.is_error()) return a;
    result = common_divisor(fiber, result, plain_integer(a));
    if (result.is_error()) return result;
  }
  return result;
}
Value math_lcm(Fiber& fiber, Value, Args args) {
  Value result = Value::from_int(1);
  for (uint32_t i = 0; i < args.count; ++i) {
    const Value a = as_index(fiber, args[i]);
    if (a.is_error()) return a;
    // The others are to be integers all the same.
    if (int_is_zero(a)) result = Value::from_int(0);
    if (int_is_zero(result)) continue;
    const Value other = plain_integer(a);
    const Value common = common_divisor(fiber, result, other);
    if (common.is_error()) return common;
    uint64_t word;
    if (Value::both_int(result, other) && result.as_int() > 0 &&
        checked_mul(static_cast<uint64_t>(result.as_int() / common.as_int()),
                    static_cast<uint64_t>(other.as_int() < 0
                                              ? -other.as_int()
                                              : other.as_int()), &word)) {
      result = int_from_u64(fiber, word);
      continue;
    }
    result = binary_op(fiber, kFloorDiv, result, common);
    if (!result.is_error()) result = binary_op(fiber, kMul, result, a);
    if (!result.is_error()) result = unary_op(fiber, kAbs, result);
    if (result.is_error()) return result;
  }
  return result;
}

// An integer that is not negative, of any size; error.
Value count_argument(Fiber& fiber, Value value, const char* what) {
  const Value number = as_index(fiber, value);
  if (number.is_error() || int_sign(number) >= 0) return number;
  return raise_value_error(fiber, what, "negative");
}

Value too_large(Fiber& fiber, const char* what) {
  return raise_overflow_error(fiber, "%s not exceed 9223372036854775807", what);
}

// The product of low..high, halved and halved so that the factors stay equal
// in size: what fits a machine word is multiplied there.
Value product(Fiber& fiber, int64_t low, int64_t high) {
  if (low > high) return Value::from_int(1);
  uint64_t word = 1, next = static_cast<uint64_t>(low);
  const uint64_t end = static_cast<uint64_t>(high) + 1;
  while (next != end && checked_mul(word, next, &word)) ++next;
  if (next == end) return int_from_u64(fiber, word);
  if (!safe_point(fiber)) return Value::error();
  const int64_t middle = low + (high - low) / 2;
  const Value a = product(fiber, low, middle);
  if (a.is_error()) return a;
  const Value b = product(fiber, middle + 1, high);
  return b.is_error() ? b : binary_op(fiber, kMul, a, b);
}

// n * (n - 1) * ..., k factors.
Value falling_product(Fiber& fiber, Value n, int64_t k) {
  int64_t small;
  if (int_to_i64(n, &small)) return product(fiber, small - k + 1, small);
  Value result = Value::from_int(1);
  for (int64_t i = 0; i < k && !result.is_error(); ++i) {
    if (!safe_point(fiber)) return Value::error();
    const Value factor = binary_op(fiber, kSub, n, int_from_i64(fiber, i));
    result = factor.is_error() ? factor
                               : binary_op(fiber, kMul, result, factor);
  }
  return result;
}

Value math_factorial(Fiber& fiber, Value, Args args) {
  const Value n =
      count_argument(fiber, args[0], "factorial() not defined for %s values");
  int64_t count = 0;
  if (n.is_error()) return n;
  if (!int_to_i64(n, &count))
    return too_large(fiber, "factorial() argument should");
  return product(fiber, 1, count);
}

// From so many on products of long factors, and one division, take less.
constexpr int64_t kLongChoice = 2000;

// comb(n, k), from comb(n, i) on: as many factors at once as fit a word.
Integer long_choice(uint64_t begin, int64_t n, int64_t i, int64_t k) {
  Integer out = integer_from_u64(begin);
  LimbBuffer& limbs = out.limbs;
  while (i < k) {
    Word above = 1, below = 1, next = static_cast<Word>(n - i);
    do {
      above = next;
      below *= static_cast<Word>(++i);
    } while (i < k && !__builtin_mul_overflow(above, static_cast<Word>(n - i),
                                              &next));
    const size_t size = limbs.size();
    limbs.resize(size + kWordLimbs);
    store_word(limbs.data() + size, limbs::multiply_by_word(
                                        limbs.data(), limbs.data(), size,
                                        above, 0));
    limbs::divide_by_word(limbs.data(), limbs.data(), limbs.size(), below);
    limbs.trim();
  }
  return out;
}

// comb(n, k) of these fits a word, and is what remains of its factorials modulo
// 2^64: their odd factors are multiplied by inverses, the rest is a shift.
constexpr uint32_t kShortChoice = 67;

struct OddFactorial {
  uint64_t value, inverse;
};

uint64_t short_choice(uint32_t n, uint32_t k) {
  static OddFactorial table[kShortChoice + 1];
  if (table[0].value == 0) {
    uint64_t odd = 1;
    for (uint64_t i = 0; i <= kShortChoice; ++i) {
      if (i != 0) odd *= i >> __builtin_ctzll(i);
      uint64_t inverse = 3 * odd ^ 2;  // of five bits; each step doubles that
      for (int bits = 5; bits < 64; bits *= 2) inverse *= 2 - odd * inverse;
      table[i] = {odd, inverse};
    }
  }
  const int twos = __builtin_popcount(k) + __builtin_popcount(n - k) -
                   __builtin_popcount(n);
  return table[n].value * table[k].inverse * table[n - k].inverse << twos;
}

Value math_comb(Fiber& fiber, Value, Args args) {
  if (Value::both_int(args[0], args[1])) {
    const int64_t n = args[0].as_int(), k = args[1].as_int();
    if (n <= kShortChoice && k >= 0 && k <= n)
      return int_from_u64(fiber, short_choice(static_cast<uint32_t>(n),
                                              static_cast<uint32_t>(k)));
  }
  const Value n = count_argument(fiber, args[0], "n must be a non-%s integer");
  if (n.is_error()) return n;
  Value least = count_argument(fiber, args[1], "k must be a non-%s integer");
  if (least.is_error()) return least;
  const Value others = binary_op(fiber, kSub, n, least);
  if (others.is_error()) return others;
  if (int_sign(others) < 0) return Value::from_int(0);
  if (int_compare(others, least) < 0) least = others;
  int64_t k = 0, small = 0;
  if (!int_to_i64(least, &k)) return too_large(fiber, "min(n - k, k) must");
  if (int_to_i64(n, &small)) {
    // Each step's quotient is whole, since it is a coefficient too.
    uint64_t word = 1, next = 1;
    int64_t i = 0;
    // Two at once, while that fits: a division takes longer than all the rest.
    while (i + 1 < k && small < INT32_MAX &&
           checked_mul(word, static_cast<uint64_t>((small - i) *
                                                   (small - i - 1)), &next)) {
      word = next / static_cast<uint64_t>((i + 1) * (i + 2));
      i += 2;
    }
    while (i < k &&
           checked_mul(word, static_cast<uint64_t>(small - i), &next)) {
      word = next / static_cast<uint64_t>(++i);
    }
    if (i == k) return int_from_u64(fiber, word);
    if (small < INT32_MAX && k < kLongChoice)
      return int_from(fiber, long_choice(word, small, i, k));
  }
  const Value above = falling_product(fiber, n, k);
  if (above.is_error()) return above;
  const Value below = product(fiber, 1, k);
  return below.is_error() ? below : binary_op(fiber, kFloorDiv, above, below);
}
Value math_perm(Fiber& fiber, Value self, Args args) {
  if (args.count == 1 || args[1].is_none())
    return math_factorial(fiber, self, Args{args.values, 1});
  const Value n = count_argument(fiber, args[0], "n must be a non-%s integer");
  if (n.is_error()) return n;
  const Value wanted =
      count_argument(fiber, args[1], "k must be a non-%s integer");
  if (wanted.is_error()) return wanted;
  int64_t k = 0;
  if (int_compare(wanted, n) > 0) return Value::from_int(0);
  if (!int_to_i64(wanted, &k)) return too_large(fiber, "k must");
  return falling_product(fiber, n, k);
}

Value math_isqrt(Fiber& fiber, Value, Args args) {
  const Value n = as_index(fiber, args[0]);
  if (n.is_error()) return n;
  if (int_sign(n) < 0) {
    return raise_value_error(fiber, "isqrt() argument must be nonnegative");
  }
  const Value plain = plain_integer(n);
  uint64_t square;
  if (int_to_u64(plain, &square)) {
    // The square root of what a double makes of it is off by one at most.
    uint64_t root = static_cast<uint64_t>(sqrt(static_cast<double>(square)));
    if (root > UINT32_MAX) root = UINT32_MAX;
    root -= root * root > square;
    root += root < UINT32_MAX && (root + 1) * (root + 1) <= square;
    return int_from_u64(fiber, root);
  }
  const IntOperand operand(plain);
  return int_from(fiber, integer_sqrt(operand));
}

const MethodDef kFunctions[] = {
    {"sqrt", unary<sqrt, kPole>, 1, 1},
    {"cbrt", unary<cbrt, kNoPole>, 1, 1},
    {"exp", unary<exp, kNoPole>, 1, 1},
    {"exp2", unary<exp2, kNoPole>, 1, 1},
    {"expm1", unary<expm1, kNoPole>, 1, 1},
    {"log1p", unary<log1p, kPole>, 1, 1},
    {"sin", unary<sin, kPole>, 1, 1},
    {"cos", unary<cos, kPole>, 1, 1},
    {"tan", unary<tan, kPole>, 1, 1},
    {"asin", unary<asin, kPole>, 1, 1},
    {"acos", unary<acos, kPole>, 1, 1},
    {"atan", unary<atan, kPole>, 1, 1},
    {"sinh", unary<sinh, kNoPole>, 1, 1},
    {"cosh", unary<cosh, kNoPole>, 1, 1},
    {"tanh", unary<tanh, kNoPole>, 1, 1},
    {"asinh", unary<asinh, kNoPole>, 1, 1},
    {"acosh", unary<acosh, kPole>, 1, 1},
    {"atanh", unary<atanh, kPole>, 1, 1},
    {"erf", unary<erf, kNoPole>, 1, 1},
    {"erfc", unary<erfc, kNoPole>, 1, 1},
    {"gamma", unary<tgamma, kPoleUpToZero>, 1, 1},
    {"lgamma", unary<lgamma, kPoleUpToZero>, 1, 1},
    {"fabs", unary<fabs, kNoPole>, 1, 1},
    {"degrees", unary<degrees_of, kNoPole>, 1, 1},
    {"radians", unary<radians_of, kNoPole>, 1, 1},
    {"atan2", binary<atan2>, 2, 2},
    {"fmod", binary<fmod>, 2, 2},
    {"remainder", binary<remainder>, 2, 2},
    {"copysign", binary<copysign>, 2, 2},
    {"nextafter", binary<nextafter>, 2, 2},
    {"pow", math_pow, 2, 2},
    {"floor", math_floor, 1, 1},
    {"ceil", math_ceil, 1, 1},
    {"trunc", math_trunc, 1, 1},
    {"ulp", math_ulp, 1, 1},
    {"log", math_log, 1, 2},
    {"log2", math_log2, 1, 1},
    {"log10", math_log10, 1, 1},
    {"isnan", math_isnan, 1, 1},
    {"isinf", math_isinf, 1, 1},
    {"isfinite", math_isfinite, 1, 1},
    {"isclose", math_isclose, 2, 2, kMethodKeywords},
    {"modf", math_modf, 1, 1},
    {"frexp", math_frexp, 1, 1},
    {"ldexp", math_ldexp, 2, 2},
    {"hypot", math_hypot, 0, -1},
    {"dist", math_dist, 2, 2},
    {"fsum", math_fsum, 1, 1},
    {"prod", math_prod, 1, 1, kMethodKeywords},
    {"gcd", math_gcd, 0, -1},
    {"lcm", math_lcm, 0, -1},
    {"factorial", math_factorial, 1, 1},
    {"comb", math_comb, 2, 2},
    {"perm", math_perm, 1, 2},
    {"isqrt", math_isqrt, 1, 1},
    {}};

bool fill(Fiber& fiber, Dict* globals) {
  put(fiber, globals, "pi", Value::from_float(M_PI));
  put(fiber, globals, "e", Value::from_float(M_E));
  put(fiber, globals, "tau", Value::from_float(2 * M_PI));
  put(fiber, globals, "inf", Value::from_float(HUGE_VAL));
  put(fiber, globals, "nan",
      Value::from_float(__builtin_nan("")));
  return true;
}

}  // namespace

const ModuleDef kMathModule = {"math", kFunctions, fill,
                               "This module provides access to the "
                               "mathematical functions\ndefined by the C "
                               "standard."};

}  // namespace mt::python
