// int_arithmetic.cc - operators on integers of any size.
//
// Operands that fit a machine word first, big ones among them: what is computed
// says when it does not fit. Everything else goes by way of bigint.h and is
// asked for its size before it is computed.

#include <algorithm>

#include "python/fiber.h"
#include "python/number_internal.h"

namespace mt::python {

namespace {

Value divide_by_zero(Fiber& fiber, int op) {
  const char* const message = op == kTrueDiv ? "division by zero"
                              : op == kMod
                                  ? "integer modulo by zero"
                                  : "integer division or modulo by zero";
  return raise_with(fiber, types().ZeroDivisionError,
                    str_value(fiber, message));
}

Value negative_shift(Fiber& fiber) {
  return raise_value_error(fiber, "negative shift count");
}

// --- operands of a machine word ----------------------------------------------

// Plain integers with more limbs are for bigint.h.
constexpr uint32_t kTwoWordLimbs = 4;

// At most, of a plain integer.
uint32_t limb_count(Value plain) {
  return plain.is_int() ? 2 : plain.as<BigInt>()->aux;
}

// A plain integer that has at most 63 bits.
bool word_of(Value plain, int64_t* word) {
  if (plain.is_int()) {
    *word = plain.as_int();
    return true;
  }
  const BigInt* const big = plain.as<BigInt>();
  if (big->aux > 2) return false;
  uint64_t magnitude = big->limbs[0];
  if (big->aux == 2) magnitude |= uint64_t{big->limbs[1]} << 32;
  if (magnitude > INT64_MAX) return false;
  *word = static_cast<int64_t>(magnitude);
  if (big->sign < 0) *word = -*word;
  return true;
}

// Rounds down, where C rounds towards zero.
void floor_divide_small(int64_t x, int64_t y, int64_t* quotient,
                        int64_t* remainder) {
  *quotient = x / y;
  *remainder = x % y;
  if (*remainder != 0 && (*remainder ^ y) < 0) {
    *remainder += y;
    --*quotient;
  }
}

bool is_exact_double(int64_t x) {
  constexpr int64_t kMost = INT64_C(1) << 53;
  return x >= -kMost && x <= kMost;
}

Value divide_small(Fiber& fiber, int op, int64_t x, int64_t y) {
  if (y == 0) return divide_by_zero(fiber, op);
  // Both are exact as doubles, and the quotient is rounded once.
  if (op == kTrueDiv) {
    if (!is_exact_double(x) || !is_exact_double(y)) return Value();
    return Value::from_float(static_cast<double>(x) / static_cast<double>(y));
  }
  int64_t quotient, remainder;
  floor_divide_small(x, y, &quotient, &remainder);
  if (op == kFloorDiv) return int_from_i64(fiber, quotient);
  const Value rest = int_from_i64(fiber, remainder);
  if (op == kMod || rest.is_error()) return rest;
  const Value whole = int_from_i64(fiber, quotient);
  return whole.is_error() ? whole : make_pair(fiber, whole, rest);
}

// Undefined when the product is too long for a machine word.
Value power_small(Fiber& fiber, int64_t base, int64_t exponent) {
  int64_t result = 1;
  for (;;) {
    if ((exponent & 1) != 0 && !checked_mul(result, base, &result)) {
      return Value();
    }
    exponent >>= 1;
    if (exponent == 0) return int_from_i64(fiber, result);
    if (!checked_mul(base, base, &base)) return Value();
  }
}

// One bit set and the like, which need no more than the room. Undefined when it
// is to be asked first whether there is so much.
Value shift_word(Fiber& fiber, int64_t word, uint64_t count) {
  if (count > 1 << 16) return Value();
  const size_t whole = static_cast<size_t>(count / kLimbBits);
  const unsigned bits = count % kLimbBits;
  IntRoom room(fiber, whole + 3);
  if (!room.ok()) return Value::error();
  memset(room.limbs(), 0, whole * sizeof(Limb));
  const auto magnitude = static_cast<uint64_t>(word < 0 ? -word : word);
  const uint64_t above = (magnitude >> kLimbBits) << bits;
  const uint64_t below = (magnitude & UINT32_MAX) << bits;
  const uint64_t middle = (below >> kLimbBits) + (above & UINT32_MAX);
  room[whole] = static_cast<Limb>(below);
  room[whole + 1] = static_cast<Limb>(middle);
  room[whole + 2] = static_cast<Limb>(above >> kLimbBits);
  return room.finish(word < 0);
}

// Undefined when it takes more than a machine word.
Value small_binary(Fiber& fiber, int op, int64_t x, int64_t y) {
  int64_t result;
  switch (op) {
    case kAdd:
      if (__builtin_add_overflow(x, y, &result)) return Value();
      return int_from_i64(fiber, result);
    case kSub:
      if (__builtin_sub_overflow(x, y, &result)) return Value();
      return int_from_i64(fiber, result);
    case kMul:
      if (!checked_mul(x, y, &result)) return Value();
      return int_from_i64(fiber, result);
    case kTrueDiv:
    case kFloorDiv:
    case kMod:
    case kDivMod:
      return divide_small(fiber, op, x, y);
    case kPow:
      return y < 0 ? Value() : power_small(fiber, x, y);
    case kLShift:
      if (y < 0) return negative_shift(fiber);
      if (x == 0) return Value::from_int(0);
      if (y <= 62) {
        result = static_cast<int64_t>(static_cast<uint64_t>(x) << y);
        if (result >> y == x) return int_from_i64(fiber, result);
      }
      return shift_word(fiber, x, static_cast<uint64_t>(y));
    case kRShift:
      if (y < 0) return negative_shift(fiber);
      return int_from_i64(fiber, x >> (y > 63 ? 63 : y));
    case kAnd:
      return int_from_i64(fiber, x & y);
    case kOr:
      return int_from_i64(fiber, x | y);
    case kXor:
      return int_from_i64(fiber, x ^ y);
    default:
      return Value::not_implemented();
  }
}

// --- operands of two machine words -------------------------------------------

#ifdef __SIZEOF_INT128__

__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 WideMagnitude;

// A plain integer that has at most 128 bits.
struct TwoWords {
  WideMagnitude magnitude;
  bool negative;

  bool take(Value plain) {
    if (plain.is_int()) {
      const int64_t word = plain.as_int();
      negative = word < 0;
      magnitude = static_cast<uint64_t>(negative ? -word : word);
      return true;
    }
    const BigInt* const big = plain.as<BigInt>();
    const Limb* const limbs = big->limbs;
    const uint32_t count = big->aux;
    if (count > kTwoWordLimbs) return false;
    uint64_t low = limbs[0], high = 0;
    if (count > 1) low |= uint64_t{limbs[1]} << 32;
    if (count > 2) high = limbs[2];
    if (count > 3) high |= uint64_t{limbs[3]} << 32;
    magnitude = WideMagnitude{high} << 64 | low;
    negative = big->sign < 0;
    return true;
  }
};

Value int_from_magnitude(Fiber& fiber, WideMagnitude magnitude, bool negative) {
  if (magnitude <= static_cast<uint64_t>(Value::kMaxInt) + negative) {
    const auto small = static_cast<int64_t>(magnitude);
    return Value::from_int(negative ? -small : small);
  }
  return make_big(fiber, static_cast<uint64_t>(magnitude),
                  static_cast<uint64_t>(magnitude >> 64), negative);
}

Value int_from_wide(Fiber& fiber, Wide x) {
  const auto bits = static_cast<WideMagnitude>(x);
  return int_from_magnitude(fiber, x < 0 ? 0 - bits : bits, x < 0);
}

// x + y, or x - y. Undefined when that is longer.
Value wide_sum(Fiber& fiber, const TwoWords& x, const TwoWords& y,
               bool subtracts) {
  if (x.negative != (y.negative != subtracts)) {
    const bool is_less = x.magnitude < y.magnitude;
    return int_from_magnitude(fiber,
                              is_less ? y.magnitude - x.magnitude
                                      : x.magnitude - y.magnitude,
                              x.negative != is_less);
  }
  const WideMagnitude sum = x.magnitude + y.magnitude;
  if (sum < x.magnitude) return Value();
  return int_from_magnitude(fiber, sum, x.negative);
}

// In up to four words.
Value wide_product(Fiber& fiber, const TwoWords& x, const TwoWords& y) {
  const auto x0 = static_cast<uint64_t>(x.magnitude);
  const auto x1 = static_cast<uint64_t>(x.magnitude >> 64);
  const auto y0 = static_cast<uint64_t>(y.magnitude);
  const auto y1 = static_cast<uint64_t>(y.magnitude >> 64);
  const WideMagnitude low = WideMagnitude{x0} * y0;
  const WideMagnitude middle = WideMagnitude{x0} * y1;
  const WideMagnitude other = WideMagnitude{x1} * y0;
  const WideMagnitude second = (low >> 64) + static_cast<uint64_t>(middle) +
                               static_cast<uint64_t>(other);
  const WideMagnitude upper = (second >> 64) + (middle >> 64) +
                              (other >> 64) + WideMagnitude{x1} * y1;
  const bool negative = x.negative != y.negative;
  if (upper == 0) {
    return int_from_magnitude(
        fiber, second << 64 | static_cast<uint64_t>(low), negative);
  }
  IntRoom room(fiber, 2 * kTwoWordLimbs);
  const WideMagnitude words[] = {low, second, upper, upper >> 64};
  for (size_t i = 0; i < 4; ++i) {
    room[2 * i] = static_cast<Limb>(words[i]);
    room[2 * i + 1] = static_cast<Limb>(words[i] >> kLimbBits);
  }
  return room.finish(negative);
}

unsigned bits_of(WideMagnitude x) {
  const auto high = static_cast<uint64_t>(x >> 64);
  if (high != 0) return 128 - static_cast<unsigned>(__builtin_clzll(high));
  const auto low = static_cast<uint64_t>(x);
  return low == 0 ? 0 : 64 - static_cast<unsigned>(__builtin_clzll(low));
}

// Undefined when it may be longer, or is a float.
Value wide_power(Fiber& fiber, const TwoWords& x, const TwoWords& y) {
  if (y.negative || y.magnitude > 127) return Value();
  WideMagnitude result = 1, base = x.magnitude;
  for (auto left = static_cast<unsigned>(y.magnitude);;) {
    if ((left & 1) != 0) {
      if (bits_of(result) + bits_of(base) > 128) return Value();
      result *= base;
    }
    left >>= 1;
    if (left == 0) break;
    if (base >> 64 != 0) return Value();
    base *= base;
  }
  return int_from_magnitude(fiber, result,
                            x.negative && (y.magnitude & 1) != 0);
}

// Undefined when it is not for here: the result may be longer, or a float.
Value wide_quotient(Fiber& fiber, int op, const TwoWords& x,
                    const TwoWords& y) {
  if (y.magnitude == 0) return divide_by_zero(fiber, op);
  WideMagnitude quotient = x.magnitude / y.magnitude;
  WideMagnitude rest = x.magnitude - quotient * y.magnitude;
  if (x.negative != y.negative && rest != 0) {  // round down
    ++quotient;
    rest = y.magnitude - rest;
  }
  if (op == kMod) return int_from_magnitude(fiber, rest, y.negative);
  return int_from_magnitude(fiber, quotient, x.negative != y.negative);
}

// Of bits, the two's complement of negative ones.
Value wide_bits(Fiber& fiber, int op, const TwoWords& x,
                const TwoWords& y) {
  WideMagnitude a = x.magnitude, b = y.magnitude;
  if (x.negative || y.negative) {
    if (a >> 127 != 0 || b >> 127 != 0) return Value();
    if (x.negative) a = 0 - a;
    if (y.negative) b = 0 - b;
  }
  const WideMagnitude bits = op == kAnd ? a & b : op == kOr ? a | b : a ^ b;
  if (!x.negative && !y.negative)
    return int_from_magnitude(fiber, bits, false);
  return int_from_wide(fiber, static_cast<Wide>(bits));
}

Value wide_shift(Fiber& fiber, int op, const TwoWords& x,
                 const TwoWords& by) {
  if (by.negative || by.magnitude > 127) return Value();
  const auto count = static_cast<unsigned>(by.magnitude);
  if (op == kLShift) {
    const WideMagnitude shifted = x.magnitude << count;
    if (shifted >> count != x.magnitude) return Value();
    return int_from_magnitude(fiber, shifted, x.negative);
  }
  const WideMagnitude shifted = x.magnitude >> count;
  const bool is_rounded = x.negative && shifted << count != x.magnitude;
  return int_from_magnitude(fiber, shifted + is_rounded, x.negative);
}

Value two_words(Fiber& fiber, int op, Value a, Value b) {
  TwoWords x, y;
  if (!x.take(a) || !y.take(b)) return Value();
  switch (op) {
    case kAdd:
    case kSub:
      return wide_sum(fiber, x, y, op == kSub);
    case kMul:
      return wide_product(fiber, x, y);
    case kFloorDiv:
    case kMod:
      return wide_quotient(fiber, op, x, y);
    case kPow:
      return wide_power(fiber, x, y);
    case kLShift:
    case kRShift:
      return wide_shift(fiber, op, x, y);
    case kAnd:
    case kOr:
    case kXor:
      return wide_bits(fiber, op, x, y);
    default:
      return Value();
  }
}

#else

Value two_words(Fiber&, int, Value, Value) { return Value(); }

#endif

// --- of any size -------------------------------------------------------------

// a + b, or a - b.
Value sum_big(Fiber& fiber, const IntegerView& a, const IntegerView& b,
              bool subtracts) {
  const size_t size = sum_size(a, b, subtracts);
  IntRoom room(fiber, size);
  return room.ok() ? room.finish(add_to(room.limbs(), size, a, b, subtracts))
                   : Value::error();
}

// What a mask of one word leaves is a word.
bool is_mask(const IntegerView& a) { return a.size <= 2 && !a.negative; }

Value bits_big(Fiber& fiber, BitOp op, const IntegerView& a,
               const IntegerView& b) {
  if (op == BitOp::kAnd && (is_mask(a) || is_mask(b)))
    return int_from_u64(fiber, to_uint64_wrapped(a) & to_uint64_wrapped(b));
  IntRoom room(fiber, bits_size(op, a, b));
  return room.ok() ? room.finish(combine_bits_to(room.limbs(), op, a, b))
                   : Value::error();
}

Value product_big(Fiber& fiber, const IntegerView& a, const IntegerView& b) {
  if (!check_int_bits(fiber, bit_length(a) + bit_length(b))) {
    return Value::error();
  }
  IntRoom room(fiber, a.size + b.size);
  if (!room.ok()) return Value::error();
  limbs::multiply(room.limbs(), a.limbs, a.size, b.limbs, b.size);
  return room.finish(a.negative != b.negative);
}

// What divmod(), // or % gives of both.
Value quotient_or_rest(Fiber& fiber, int op, Value quotient, Value rest) {
  if (op == kFloorDiv) return quotient;
  if (op == kMod || rest.is_error()) return rest;
  return quotient.is_error() ? quotient : make_pair(fiber, quotient, rest);
}

// The divisor is one word, and neither is negative.
Value divide_by_word(Fiber& fiber, int op, const IntegerView& a,
                     const IntegerView& b) {
  const Word divisor = b.size == kWordLimbs ? load_word(b.limbs) : b.limbs[0];
  const auto divide = [&](Limb* quotient) {
    return int_from_u64(
        fiber, limbs::divide_by_word(quotient, a.limbs, a.size, divisor));
  };
  if (op == kMod) return divide(LimbBuffer(a.size).data());
  IntRoom quotient(fiber, a.size);
  if (!quotient.ok()) return Value::error();
  const Value rest = divide(quotient.limbs());
  return quotient_or_rest(fiber, op, quotient.finish(false), rest);
}

// `dividend` is what `a` looks at.
Value divide_big(Fiber& fiber, int op, Value dividend, const IntegerView& a,
                 const IntegerView& b) {
  if (b.size == 0) return divide_by_zero(fiber, op);
  if (op == kTrueDiv) {
    double quotient;
    if (!true_divide(a, b, &quotient)) {
      return raise_overflow_error(
          fiber, "integer division result too large for a float");
    }
    return Value::from_float(quotient);
  }
  const bool needs_quotient = op != kMod, needs_rest = op != kFloorDiv;
  if (b.size <= kWordLimbs && !a.negative && !b.negative)
    return divide_by_word(fiber, op, a, b);
  if (a.negative != b.negative) {
    Integer quotient, rest;
    floor_divide(a, b, needs_quotient ? &quotient : nullptr,
                 needs_rest ? &rest : nullptr);
    return quotient_or_rest(
        fiber, op, needs_quotient ? int_from(fiber, quotient) : Value(),
        needs_rest ? int_from(fiber, rest) : Value());
  }
  if (limbs::compare(a.limbs, a.size, b.limbs, b.size) < 0)
    return quotient_or_rest(fiber, op, Value::from_int(0), dividend);
  LimbBuffer quotient(needs_quotient ? a.size - b.size + 1 : 0);
  LimbBuffer rest(needs_rest ? b.size : 0);
  limbs::divide(needs_quotient ? quotient.data() : nullptr,
                needs_rest ? rest.data() : nullptr, a.limbs, a.size, b.limbs,
                b.size);
  return quotient_or_rest(
      fiber, op, needs_quotient ? int_from(fiber, quotient, false) : Value(),
      needs_rest ? int_from(fiber, rest, a.negative) : Value());
}

Value shift_big_right(Fiber& fiber, const IntegerView& a, uint64_t count) {
  const uint64_t whole = count / kLimbBits;
  if (whole >= a.size) return Value::from_int(a.negative ? -1 : 0);
  const size_t left = a.size - static_cast<size_t>(whole);
  // What one bit is asked of comes here: the top, which needs no room.
  if (left <= 2 && !a.negative)
    return int_from_u64(fiber, limbs::bits_from(a.limbs, a.size, count));
  IntRoom room(fiber, left + 1);
  return room.ok() ? room.finish(shift_right_to(room.limbs(), a, count))
                   : Value::error();
}

Value shift_big(Fiber& fiber, int op, const IntegerView& a, Value count) {
  if (int_sign(count) < 0) return negative_shift(fiber);
  int64_t word;
  const bool is_countable = word_of(count, &word);
  const uint64_t bits = is_countable ? static_cast<uint64_t>(word) : UINT64_MAX;
  if (op == kRShift) return shift_big_right(fiber, a, bits);
  if (is_zero(a)) return Value::from_int(0);
  if (!is_countable) {
    return raise_overflow_error(fiber, "too many digits in integer");
  }
  if (!check_int_bits(fiber, bit_length(a) + bits)) return Value::error();
  const size_t whole = static_cast<size_t>(bits / kLimbBits);
  IntRoom room(fiber, a.size + whole + 1);
  if (!room.ok()) return Value::error();
  memset(room.limbs(), 0, whole * sizeof(Limb));
  room[a.size + whole] =
      limbs::shift_left(room.limbs() + whole, a.limbs, a.size,
                        static_cast<unsigned>(bits % kLimbBits));
  return room.finish(a.negative);
}

Value power_big(Fiber& fiber, IntegerView a, IntegerView exponent) {
  const uint64_t bits = bit_length(a);
  const bool is_odd = exponent.size != 0 && (exponent.limbs[0] & 1) != 0;
  if (bits <= 1) {  // -1, 0, 1
    if (is_zero(exponent)) return Value::from_int(1);
    if (bits == 0) return Value::from_int(0);
    return Value::from_int(a.negative && is_odd ? -1 : 1);
  }
  uint64_t count, total;
  if (!to_uint64(exponent, &count) || !checked_mul(bits, count, &total)) {
    return raise_memory_error(fiber);
  }
  if (!check_int_bits(fiber, total)) return Value::error();
  // A power of two is only shifted.
  if (trailing_zeros(a) == bits - 1) {
    Integer one = integer_from(a.negative && is_odd ? -1 : 1);
    return int_from(fiber, shift_left(one, (bits - 1) * count));
  }
  return int_from(fiber, power(a, count));
}

Value power_of_integers(Fiber& fiber, Value a, Value b) {
  const IntOperand x(a), y(b);
  if (int_sign(b) >= 0) return power_big(fiber, x, y);
  double base, exponent;
  if (!to_double(fiber, a, &base) || !to_double(fiber, b, &exponent)) {
    return Value::error();
  }
  return float_power(fiber, base, exponent);
}

}  // namespace

Value int_binary(Fiber& fiber, int op, Value a, Value b) {
  const uint32_t longest = std::max(limb_count(a), limb_count(b));
  int64_t word, other;
  if (longest <= 2 && word_of(a, &word) && word_of(b, &other)) {
    const Value result = small_binary(fiber, op, word, other);
    if (!result.is_undefined()) return result;
  }
  if (longest <= kTwoWordLimbs) {
    const Value wide = two_words(fiber, op, a, b);
    if (!wide.is_undefined()) return wide;
  }
  const IntOperand x(a), y(b);
  switch (op) {
    case kAdd:
    case kSub:
      return sum_big(fiber, x, y, op == kSub);
    case kMul:
      return product_big(fiber, x, y);
    case kTrueDiv:
    case kFloorDiv:
    case kMod:
    case kDivMod:
      return divide_big(fiber, op, a, x, y);
    case kPow:
      return power_of_integers(fiber, a, b);
    case kLShift:
    case kRShift:
      return shift_big(fiber, op, x, b);
    case kAnd:
      return bits_big(fiber, BitOp::kAnd, x, y);
    case kOr:
      return bits_big(fiber, BitOp::kOr, x, y);
    case kXor:
      return bits_big(fiber, BitOp::kXor, x, y);
    default:
      return Value::not_implemented();
  }
}

namespace {

// What `a` is to be multiplied with for a remainder of 1; 0: there is no such
// number. Precondition: 0 <= a < modulus.
template <typename Signed>
Signed inverse_of(Signed a, Signed modulus) {
  Signed r0 = modulus, r1 = a, x0 = 0, x1 = 1;
  while (r1 != 0) {
    const Signed quotient = r0 / r1;
    const Signed rest = r0 - quotient * r1, x2 = x0 - quotient * x1;
    r0 = r1;
    r1 = rest;
    x0 = x1;
    x1 = x2;
  }
  return r0 != 1 ? 0 : x0 < 0 ? x0 + modulus : x0;
}

#ifdef __SIZEOF_INT128__

// Undefined when there is none, or the modulus is longer or not above 1.
Value wide_inverse(Fiber& fiber, Value a, Value modulus) {
  TwoWords x, m;
  if (!x.take(a) || !m.take(modulus) || m.negative || m.magnitude <= 1 ||
      m.magnitude >> 127 != 0)
    return Value();
  WideMagnitude rest = x.magnitude % m.magnitude;
  if (x.negative && rest != 0) rest = m.magnitude - rest;
  const Wide inverse =
      inverse_of(static_cast<Wide>(rest), static_cast<Wide>(m.magnitude));
  return inverse != 0 ? int_from_wide(fiber, inverse) : Value();
}

#else

Value wide_inverse(Fiber&, Value, Value) { return Value(); }

#endif

}  // namespace

Value int_power_modulo(Fiber& fiber, Value base, Value exponent,
                       Value modulus) {
  const Value a = plain_integer(base), b = plain_integer(exponent);
  const Value m = plain_integer(modulus);
  if (int_is_zero(m)) {
    return raise_value_error(fiber, "pow() 3rd argument cannot be 0");
  }
  int64_t power, count, modulo;
  if (word_of(a, &power) && word_of(b, &count) && word_of(m, &modulo) &&
      count > -INT64_MAX && modulo > 1 &&
      (modulo <= UINT32_MAX || count == -1)) {
    const auto by = static_cast<uint64_t>(modulo);
    power %= modulo;
    if (power < 0) power += modulo;
    if (count < 0) power = inverse_of(power, modulo);
    if (count >= 0 || power != 0) {
      if (count == -1) return int_from_i64(fiber, power);
      auto square = static_cast<uint64_t>(power);
      uint64_t product = 1;
      for (count = count < 0 ? -count : count; count > 0; count >>= 1) {
        if ((count & 1) != 0) product = product * square % by;
        square = square * square % by;
      }
      return Value::from_int(static_cast<int64_t>(product));
    }
  }
  if (b == Value::from_int(-1)) {
    const Value inverse = wide_inverse(fiber, a, m);
    if (!inverse.is_undefined()) return inverse;
  }
  Integer result;
  if (!power_modulo(IntOperand(a), IntOperand(b), IntOperand(m), &result)) {
    if (is_unwanted()) return abandon(fiber);
    return raise_value_error(fiber,
                             "base is not invertible for the given modulus");
  }
  return int_from(fiber, result);
}

}  // namespace mt::python
