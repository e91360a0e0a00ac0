// bigint_float.cc - where integers meet floats, and the hash they share.
//
// Doubles are taken apart and put together by their bits, never by a rounding
// mode or by libm, so every machine gives the same answer, x87 included.

#include <algorithm>

#include "python/bigint.h"

namespace mt::python {

namespace {

constexpr uint64_t kHiddenBit = uint64_t{1} << 52;
constexpr int kExponentBias = 1075;  // of the mantissa read as an integer
constexpr unsigned kHashBits = 61;
constexpr uint64_t kHashModulus = (uint64_t{1} << kHashBits) - 1;
constexpr int64_t kHashOfInfinity = 314159;

struct Parts {
  bool negative;
  uint64_t mantissa;  // value = mantissa * 2^exponent
  int exponent;
  bool is_finite;
};

Parts take_apart(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  const int field = static_cast<int>(bits >> 52 & 0x7ff);
  const uint64_t fraction = bits & (kHiddenBit - 1);
  return {bits >> 63 != 0, field == 0 ? fraction : fraction | kHiddenBit,
          std::max(field, 1) - kExponentBias, field != 0x7ff};
}

double assemble(bool negative, uint64_t bits) {
  if (negative) bits |= uint64_t{1} << 63;
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

// The leading 64 bits; says how many bits are below, and whether any of those
// is set.
uint64_t leading_bits(IntegerView a, uint64_t* below, bool* sticky) {
  const uint64_t bits = bit_length(a);
  *sticky = false;
  *below = bits > 64 ? bits - 64 : 0;
  if (*below == 0) return to_uint64_wrapped({a.limbs, a.size, false});
  const Integer top = shift_right({a.limbs, a.size, false}, *below);
  *sticky = trailing_zeros(a) < *below;
  return to_uint64_wrapped(top);
}

// x * 2^count modulo 2^61 - 1: a rotation of 61 bits.
uint64_t rotate_hash(uint64_t x, unsigned count) {
  return (x << count & kHashModulus) | x >> (kHashBits - count);
}

int64_t signed_hash(uint64_t x, bool negative) {
  const int64_t hash =
      negative ? -static_cast<int64_t>(x) : static_cast<int64_t>(x);
  return hash == -1 ? -2 : hash;
}

}  // namespace

bool compose_double(bool negative, uint64_t mantissa, int64_t exponent,
                    bool sticky, double* out) {
  if (mantissa == 0) {
    *out = assemble(negative, 0);
    return true;
  }
  const int zeros = __builtin_clzll(mantissa);
  mantissa <<= zeros;
  exponent -= zeros;
  // Now the value is mantissa * 2^exponent with bit 63 set; 53 bits of that are
  // kept, fewer when the exponent is down at the subnormals.
  constexpr int64_t kLeastExponent = -1074;
  int64_t drop = 11;
  if (exponent + drop < kLeastExponent) drop = kLeastExponent - exponent;
  if (drop > 64) {  // less than half of the least double
    *out = assemble(negative, 0);
    return true;
  }
  uint64_t kept = drop == 64 ? 0 : mantissa >> drop;
  const uint64_t half = uint64_t{1} << (drop - 1);
  const uint64_t rest = mantissa & ((half - 1) | half);
  if (rest > half || (rest == half && (sticky || (kept & 1) != 0))) ++kept;
  exponent += drop;
  if (kept == kHiddenBit << 1) {
    kept >>= 1;
    ++exponent;
  }
  if (exponent > 971) {
    *out = assemble(negative, uint64_t{0x7ff} << 52);
    return false;
  }
  // A subnormal that was rounded up to the hidden bit is a normal number as it
  // stands.
  uint64_t bits = kept & (kHiddenBit - 1);
  if (kept >= kHiddenBit) {
    bits |= static_cast<uint64_t>(exponent + kExponentBias) << 52;
  }
  *out = assemble(negative, bits);
  return true;
}

bool to_double(IntegerView a, double* out) {
  uint64_t below;
  bool sticky;
  const uint64_t top = leading_bits(a, &below, &sticky);
  if (below > 1024) return false;
  return compose_double(a.negative && top != 0, top,
                        static_cast<int64_t>(below), sticky, out);
}

// The quotient is computed as an integer of 64 bits or a few more, and what the
// division leaves over is only asked whether it is zero.
bool true_divide(IntegerView a, IntegerView b, double* out) {
  const bool negative = a.negative != b.negative;
  a.negative = b.negative = false;
  if (is_zero(a)) {
    *out = assemble(negative, 0);
    return true;
  }
  const int64_t scale = 65 - (static_cast<int64_t>(bit_length(a)) -
                              static_cast<int64_t>(bit_length(b)));
  if (scale > 65 + 1200) {
    *out = assemble(negative, 0);
    return true;
  }
  if (scale < 65 - 1200) return false;
  Integer quotient, rest;
  if (scale > 0) {
    floor_divide(shift_left(a, static_cast<uint64_t>(scale)), b, &quotient,
                 &rest);
  } else {
    floor_divide(a, shift_left(b, static_cast<uint64_t>(-scale)), &quotient,
                 &rest);
  }
  uint64_t below;
  bool sticky;
  const uint64_t top = leading_bits(quotient, &below, &sticky);
  return compose_double(negative, top, static_cast<int64_t>(below) - scale,
                        sticky || !rest.is_zero(), out);
}

Integer integer_from_double(double value) {
  const Parts parts = take_apart(value);
  Integer out;
  if (parts.exponent <= -64) return out;
  out = parts.exponent < 0 ? integer_from_u64(parts.mantissa >> -parts.exponent)
                           : shift_left(integer_from_u64(parts.mantissa),
                                        static_cast<uint64_t>(parts.exponent));
  out.negative = parts.negative && !out.is_zero();
  return out;
}

int compare_with_double(IntegerView a, double b) {
  const Parts parts = take_apart(b);
  if (!parts.is_finite) return parts.negative ? 1 : -1;
  const Integer whole = integer_from_double(b);
  const int order = compare(a, whole);
  if (order != 0 || parts.exponent >= 0) return order;
  const bool has_fraction =
      parts.mantissa != 0 && __builtin_ctzll(parts.mantissa) < -parts.exponent;
  if (!has_fraction) return 0;
  return parts.negative ? 1 : -1;
}

int64_t hash_integer(IntegerView a) {
  uint64_t x = 0;
  for (size_t i = limbs::trimmed(a.limbs, a.size); i-- != 0;) {
    x = rotate_hash(x, 32) + a.limbs[i];
    if (x >= kHashModulus) x -= kHashModulus;
  }
  return signed_hash(x, a.negative);
}

int64_t hash_double(double value, int64_t of_nan) {
  const Parts parts = take_apart(value);
  if (!parts.is_finite) {
    if (value != value) return of_nan;
    return parts.negative ? -kHashOfInfinity : kHashOfInfinity;
  }
  // 2^61 is 1 here, so 2^exponent turns by the exponent modulo 61.
  const int turn = parts.exponent % static_cast<int>(kHashBits);
  const unsigned count = static_cast<unsigned>(
      turn < 0 ? turn + static_cast<int>(kHashBits) : turn);
  const uint64_t x = parts.mantissa % kHashModulus;
  return signed_hash(rotate_hash(x, count), parts.negative);
}

}  // namespace mt::python
