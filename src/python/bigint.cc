// bigint.cc - signed arithmetic on integers of any size.
//
// What has to do with floats and hashes is in bigint_float.cc.

#include "python/bigint.h"

#include <algorithm>

#include "python/fiber.h"

namespace mt::python {

namespace {

uint64_t magnitude_of(int64_t value) {
  return value < 0 ? 0 - static_cast<uint64_t>(value)
                   : static_cast<uint64_t>(value);
}

// |a| + |b|, or |a| - |b| with the sign that has.
Integer add_magnitudes(IntegerView a, IntegerView b) {
  if (a.size < b.size) std::swap(a, b);
  Integer out;
  out.limbs.reset(a.size + 1);
  out.limbs[a.size] =
      limbs::add(out.limbs.data(), a.limbs, a.size, b.limbs, b.size);
  out.negative = a.negative;
  out.trim();
  return out;
}

Integer subtract_magnitudes(IntegerView a, IntegerView b) {
  const int order = limbs::compare(a.limbs, a.size, b.limbs, b.size);
  Integer out;
  if (order == 0) return out;
  out.negative = order < 0 ? !a.negative : a.negative;
  if (order < 0) std::swap(a, b);
  b.size = limbs::trimmed(b.limbs, b.size);
  out.limbs.reset(a.size);
  limbs::subtract(out.limbs.data(), a.limbs, a.size, b.limbs, b.size);
  out.trim();
  return out;
}

// The limbs of a's two's complement, one after the other, for ever.
class TwosComplement {
 public:
  explicit TwosComplement(IntegerView a)
      : a_(a), flip_(a.negative ? ~Limb{0} : 0), carry_(a.negative ? 1 : 0) {}

  Limb next() {
    const Limb limb = at_ < a_.size ? a_.limbs[at_] : 0;
    ++at_;
    const uint64_t sum = static_cast<uint64_t>(limb ^ flip_) + carry_;
    carry_ = sum >> 32;
    return static_cast<Limb>(sum);
  }

 private:
  IntegerView a_;
  size_t at_ = 0;
  Limb flip_;
  uint64_t carry_;
};

IntegerView without_sign_of_zero(IntegerView a) {
  a.size = limbs::trimmed(a.limbs, a.size);
  if (a.size == 0) a.negative = false;
  return a;
}

template <typename Combine>
Integer combine_bits(IntegerView a, IntegerView b, Combine combine) {
  a = without_sign_of_zero(a);
  b = without_sign_of_zero(b);
  Integer out;
  out.negative = combine(a.negative ? 1u : 0u, b.negative ? 1u : 0u) != 0;
  const size_t count = std::max(a.size, b.size) + 1;
  out.limbs.resize(count);
  TwosComplement left(a), right(b);
  for (size_t i = 0; i < count; ++i) {
    out.limbs[i] = combine(left.next(), right.next());
  }
  if (out.negative) {
    TwosComplement magnitude({out.limbs.data(), count, true});
    for (size_t i = 0; i < count; ++i) {
      const Limb limb = magnitude.next();
      out.limbs[i] = limb;
    }
  }
  out.trim();
  return out;
}

// a := a * b % m, for magnitudes below m.
void multiply_modulo(LimbBuffer& a, const LimbBuffer& b, IntegerView m) {
  const size_t size = a.size() + b.size();
  LimbBuffer product(size);
  if (&a == &b) {
    limbs::square(product.data(), a.data(), a.size());
  } else {
    limbs::multiply(product.data(), a.data(), a.size(), b.data(), b.size());
  }
  product.trim();
  if (product.size() >= m.size) {
    a.resize(m.size);
    limbs::divide(nullptr, a.data(), product.data(), product.size(), m.limbs,
                  m.size);
  } else {
    a = static_cast<LimbBuffer&&>(product);
  }
  a.trim();
}

bool bit_at(IntegerView a, uint64_t bit) {
  return (a.limbs[bit / 32] >> (bit % 32) & 1) != 0;
}

// The inverse of a modulo m > 1, by Euclid's extended algorithm; false when
// they share a factor.
bool invert_modulo(IntegerView a, IntegerView m, Integer* out) {
  Integer r0, r1, x0, x1 = integer_from(1);
  r0.limbs.assign(m.limbs, m.size);
  floor_divide(a, m, nullptr, &r1);
  while (!r1.is_zero()) {
    Integer quotient, rest;
    floor_divide(r0, r1, &quotient, &rest);
    Integer x2 = subtract(x0, multiply(quotient, x1));
    r0 = static_cast<Integer&&>(r1);
    r1 = static_cast<Integer&&>(rest);
    x0 = static_cast<Integer&&>(x1);
    x1 = static_cast<Integer&&>(x2);
  }
  if (r0.limbs.size() != 1 || r0.limbs[0] != 1) return false;
  floor_divide(x0, m, nullptr, out);
  return true;
}

}  // namespace

SmallInteger::SmallInteger(int64_t value) {
  const uint64_t magnitude = magnitude_of(value);
  limbs_[0] = static_cast<Limb>(magnitude);
  limbs_[1] = static_cast<Limb>(magnitude >> 32);
  view_ = {limbs_, limbs::trimmed(limbs_, 2), value < 0};
}

Integer integer_from(int64_t value) {
  Integer out = integer_from_u64(magnitude_of(value));
  out.negative = value < 0;
  return out;
}

Integer integer_from_u64(uint64_t value) {
  Integer out;
  out.limbs.resize(2);
  out.limbs[0] = static_cast<Limb>(value);
  out.limbs[1] = static_cast<Limb>(value >> 32);
  out.trim();
  return out;
}

bool to_uint64(IntegerView a, uint64_t* out) {
  a = without_sign_of_zero(a);
  if (a.size > 2 || a.negative) return false;
  *out = to_uint64_wrapped(a);
  return true;
}

bool to_int64(IntegerView a, int64_t* out) {
  a = without_sign_of_zero(a);
  if (a.size > 2) return false;
  const uint64_t wrapped = to_uint64_wrapped(a);
  const bool reads_negative = wrapped >> 63 != 0;
  if (wrapped != 0 && reads_negative != a.negative) return false;
  *out = static_cast<int64_t>(wrapped);
  return true;
}

uint64_t to_uint64_wrapped(IntegerView a) {
  uint64_t value = 0;
  if (a.size > 0) value = a.limbs[0];
  if (a.size > 1) value |= static_cast<uint64_t>(a.limbs[1]) << 32;
  return a.negative ? 0 - value : value;
}

int compare(IntegerView a, IntegerView b) {
  a = without_sign_of_zero(a);
  b = without_sign_of_zero(b);
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  const int order = limbs::compare(a.limbs, a.size, b.limbs, b.size);
  return a.negative ? -order : order;
}

bool is_zero(IntegerView a) { return limbs::trimmed(a.limbs, a.size) == 0; }

uint64_t bit_length(IntegerView a) {
  return limbs::bit_length(a.limbs, a.size);
}

uint64_t bit_count(IntegerView a) {
  uint64_t count = 0;
  for (size_t i = 0; i < a.size; ++i) {
    count += static_cast<unsigned>(__builtin_popcount(a.limbs[i]));
  }
  return count;
}

uint64_t trailing_zeros(IntegerView a) {
  for (size_t i = 0; i < a.size; ++i) {
    if (a.limbs[i] != 0) {
      return static_cast<uint64_t>(i) * 32 +
             static_cast<unsigned>(__builtin_ctz(a.limbs[i]));
    }
  }
  return 0;
}

Integer add(IntegerView a, IntegerView b) {
  if (a.negative == b.negative) return add_magnitudes(a, b);
  return subtract_magnitudes(a, b);
}

Integer subtract(IntegerView a, IntegerView b) {
  b.negative = !b.negative;
  return add(a, b);
}

Integer multiply(IntegerView a, IntegerView b) {
  Integer out;
  a = without_sign_of_zero(a);
  b = without_sign_of_zero(b);
  if (a.size == 0 || b.size == 0) return out;
  out.limbs.reset(a.size + b.size);
  limbs::multiply(out.limbs.data(), a.limbs, a.size, b.limbs, b.size);
  out.negative = a.negative != b.negative;
  out.trim();
  return out;
}

void floor_divide(IntegerView a, IntegerView b, Integer* quotient,
                  Integer* remainder) {
  a = without_sign_of_zero(a);
  b = without_sign_of_zero(b);
  Integer q, r;
  if (a.size < b.size) {
    r.limbs.assign(a.limbs, a.size);
  } else {
    if (quotient != nullptr) q.limbs.reset(a.size - b.size + 1);
    r.limbs.reset(b.size);
    limbs::divide(quotient != nullptr ? q.limbs.data() : nullptr,
                  r.limbs.data(), a.limbs, a.size, b.limbs, b.size);
  }
  q.negative = a.negative != b.negative;
  r.negative = a.negative;
  q.trim();
  r.trim();
  if (!r.is_zero() && a.negative != b.negative) {
    const SmallInteger one(1);
    if (quotient != nullptr) q = subtract(q, one);
    r = add(r, b);
  }
  if (quotient != nullptr) *quotient = static_cast<Integer&&>(q);
  if (remainder != nullptr) *remainder = static_cast<Integer&&>(r);
}

Integer shift_left(IntegerView a, uint64_t count) {
  Integer out;
  a = without_sign_of_zero(a);
  if (a.size == 0) return out;
  const size_t whole = static_cast<size_t>(count / 32);
  out.limbs.reset(a.size + whole + 1);
  memset(out.limbs.data(), 0, whole * sizeof(Limb));
  out.limbs[a.size + whole] =
      limbs::shift_left(out.limbs.data() + whole, a.limbs, a.size,
                        static_cast<unsigned>(count % 32));
  out.negative = a.negative;
  out.trim();
  return out;
}

Integer shift_right(IntegerView a, uint64_t count) {
  Integer out;
  a = without_sign_of_zero(a);
  const uint64_t whole = count / 32;
  if (whole >= a.size) return a.negative ? integer_from(-1) : out;
  const size_t skip = static_cast<size_t>(whole);
  out.limbs.reset(a.size - skip);
  Limb lost =
      limbs::shift_right(out.limbs.data(), a.limbs + skip, a.size - skip,
                         static_cast<unsigned>(count % 32));
  out.negative = a.negative;
  out.trim();
  if (a.negative) {
    lost |= static_cast<Limb>(limbs::trimmed(a.limbs, skip) != 0);
    // Rounding towards zero has been done; Python rounds down.
    if (lost != 0) out = subtract(out, SmallInteger(1));
  }
  return out;
}

Integer bit_and(IntegerView a, IntegerView b) {
  return combine_bits(a, b, [](Limb x, Limb y) { return x & y; });
}
Integer bit_or(IntegerView a, IntegerView b) {
  return combine_bits(a, b, [](Limb x, Limb y) { return x | y; });
}
Integer bit_xor(IntegerView a, IntegerView b) {
  return combine_bits(a, b, [](Limb x, Limb y) { return x ^ y; });
}

Integer invert(IntegerView a) {
  a = without_sign_of_zero(a);
  a.negative = !a.negative;
  return subtract(a, SmallInteger(1));
}

Integer power(IntegerView a, uint64_t exponent) {
  Integer out = integer_from(1);
  a = without_sign_of_zero(a);
  if (exponent == 0) return out;
  for (int bit = 63 - __builtin_clzll(exponent); bit >= 0 && !is_unwanted();
       --bit) {
    Integer squared;
    squared.limbs.reset(2 * out.limbs.size());
    limbs::square(squared.limbs.data(), out.limbs.data(), out.limbs.size());
    squared.trim();
    out = (exponent >> bit & 1) != 0 ? multiply(squared, {a.limbs, a.size})
                                     : static_cast<Integer&&>(squared);
  }
  out.negative = a.negative && (exponent & 1) != 0 && !out.is_zero();
  return out;
}

bool power_modulo(IntegerView a, IntegerView exponent, IntegerView modulus,
                  Integer* out) {
  modulus = without_sign_of_zero(modulus);
  exponent = without_sign_of_zero(exponent);
  const bool negative_modulus = modulus.negative;
  modulus.negative = false;
  Integer base, result;
  const bool modulus_is_one = modulus.size == 1 && modulus.limbs[0] == 1;
  if (exponent.negative && !modulus_is_one) {
    if (!invert_modulo(a, modulus, &base)) return false;
  } else {
    floor_divide(a, modulus, nullptr, &base);
  }
  if (!modulus_is_one) {
    // Four bits of the exponent at a time once it is long enough to pay for a
    // table of the base's first powers.
    const uint64_t bits = bit_length(exponent);
    const unsigned window = bits > 64 ? 4 : 1;
    LimbBuffer powers[16];
    powers[0] = integer_from(1).limbs;
    for (unsigned i = 1; i < 1u << window; ++i) {
      powers[i] = powers[i - 1];
      multiply_modulo(powers[i], base.limbs, modulus);
    }
    LimbBuffer product = powers[0];
    uint64_t bit = (bits + window - 1) / window * window;
    while (bit != 0 && !is_unwanted()) {
      breathe();
      unsigned digit = 0;
      for (unsigned i = 0; i < window; ++i) {
        multiply_modulo(product, product, modulus);
        --bit;
        digit = digit << 1 | (bit < bits && bit_at(exponent, bit) ? 1u : 0u);
      }
      if (digit != 0) multiply_modulo(product, powers[digit], modulus);
    }
    result.limbs = static_cast<LimbBuffer&&>(product);
    result.trim();
  }
  if (negative_modulus && !result.is_zero()) {
    result = subtract(result, modulus);
  }
  *out = static_cast<Integer&&>(result);
  return true;
}

Integer greatest_common_divisor(IntegerView a, IntegerView b) {
  Integer x, y;
  x.limbs.assign(a.limbs, limbs::trimmed(a.limbs, a.size));
  y.limbs.assign(b.limbs, limbs::trimmed(b.limbs, b.size));
  while (y.limbs.size() > 2) {
    Integer rest;
    floor_divide(x, y, nullptr, &rest);
    x = static_cast<Integer&&>(y);
    y = static_cast<Integer&&>(rest);
  }
  if (y.is_zero()) return x;
  Integer rest;
  floor_divide(x, y, nullptr, &rest);
  uint64_t u = to_uint64_wrapped(y), v = to_uint64_wrapped(rest);
  while (v != 0) {
    const uint64_t next = u % v;
    u = v;
    v = next;
  }
  return integer_from_u64(u);
}

// Newton's iteration in growing precision: each step doubles the number of
// correct leading bits, so the last division costs as much as all the others.
Integer integer_sqrt(IntegerView a) {
  const uint64_t bits = bit_length(a);
  if (bits == 0) return Integer();
  const uint64_t half = (bits - 1) / 2;
  Integer root = integer_from(1);
  uint64_t done = 0;
  int step = half == 0 ? 0 : 64 - __builtin_clzll(half);
  while (step-- != 0) {
    const uint64_t before = done;
    done = half >> step;
    Integer quotient;
    floor_divide(shift_right(a, 2 * half - before - done + 1), root, &quotient,
                 nullptr);
    root = add(shift_left(root, done - before - 1), quotient);
  }
  if (compare(multiply(root, root), {a.limbs, a.size}) > 0) {
    root = subtract(root, SmallInteger(1));
  }
  return root;
}

}  // namespace mt::python
