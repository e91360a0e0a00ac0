// bigint_powers.cc - powers, roots and common divisors of long integers.

#include <algorithm>

#include "python/bigint.h"
#include "python/fiber.h"

namespace mt::python {

namespace {

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
  while (!r1.is_zero() && !is_unwanted()) {
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

Integer power(IntegerView a, uint64_t exponent) {
  if (exponent == 0) return integer_from(1);
  a = canonical(a);
  Integer out;
  out.limbs.assign(a.limbs, a.size);
  for (int bit = 63 - __builtin_clzll(exponent); bit-- > 0 && !is_unwanted();) {
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
  modulus = canonical(modulus);
  exponent = canonical(exponent);
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

namespace {

// Euclid's steps, many at a time (Knuth, volume 2, 4.5.2, algorithm L): a run
// of them, found from the leading 62 bits alone, makes of (x, y)
//
//     (u0 x - v0 y, v1 y - u1 x), or with all signs changed if it was odd.
struct Steps {
  int64_t u0 = 1, v0 = 0, u1 = 0, v1 = 1;
  bool is_odd = false;
};
// A product with a limb, and a carry, fit 64 bits.
constexpr int64_t kMaxCofactor = (1 << 30) - 1;
constexpr unsigned kLeadingBits = 62;

// x >= y, both n limbs. A step counts if it is one of the whole numbers too:
// what was cut off changes r0 by less than v0 and r1 by less than v1. False
// when there is none.
bool find_steps(const Limb* x, const Limb* y, size_t n, Steps* out) {
  const uint64_t shift = limbs::bit_length(x, n) - kLeadingBits;
  auto r0 = static_cast<int64_t>(limbs::bits_from(x, n, shift));
  auto r1 = static_cast<int64_t>(limbs::bits_from(y, n, shift));
  Steps& s = *out;
  while (r1 != 0) {
    const int64_t q = r0 / r1, r2 = r0 - q * r1;
    if (q > kMaxCofactor) break;
    const int64_t v2 = s.v0 + q * s.v1;
    if (v2 > kMaxCofactor || r2 < v2 || r1 - r2 < v2 + s.v1) break;
    const int64_t u2 = s.u0 + q * s.u1;
    s = {s.u1, s.v1, u2, v2, !s.is_odd};
    r0 = r1;
    r1 = r2;
  }
  return s.v0 != 0;
}

void take_steps(Limb* x, Limb* y, size_t n, const Steps& s) {
  const int64_t sign = s.is_odd ? -1 : 1;
  const int64_t u0 = sign * s.u0, v0 = sign * s.v0;
  const int64_t u1 = sign * s.u1, v1 = sign * s.v1;
  int64_t to_x = 0, to_y = 0;
  for (size_t i = 0; i < n; ++i) {
    const int64_t a = x[i], b = y[i];
    to_x += u0 * a - v0 * b;
    to_y += v1 * b - u1 * a;
    x[i] = static_cast<Limb>(to_x);
    y[i] = static_cast<Limb>(to_y);
    to_x >>= kLimbBits;
    to_y >>= kLimbBits;
  }
}

}  // namespace

Integer greatest_common_divisor(IntegerView a, IntegerView b) {
  if (limbs::compare(a.limbs, a.size, b.limbs, b.size) < 0) std::swap(a, b);
  Integer out;
  LimbBuffer& x = out.limbs;
  LimbBuffer y, rest;
  x.assign(a.limbs, a.size);
  y.assign(b.limbs, b.size);
  x.trim();
  y.trim();
  while (y.size() > 2 && !is_unwanted()) {
    breathe();
    Steps steps;
    const size_t short_size = y.size();
    y.resize(x.size());
    if (find_steps(x.data(), y.data(), x.size(), &steps)) {
      take_steps(x.data(), y.data(), x.size(), steps);
    } else {
      rest.reset(short_size);
      limbs::divide(nullptr, rest.data(), x.data(), x.size(), y.data(),
                    short_size);
      x.assign(y.data(), short_size);
      std::swap(y, rest);
    }
    x.trim();
    y.trim();
  }
  if (y.size() == 0 || is_unwanted()) return out;
  Integer low;
  floor_divide(out, {y.data(), y.size()}, nullptr, &low);
  uint64_t u = to_uint64_wrapped({y.data(), y.size()});
  uint64_t v = to_uint64_wrapped(low);
  while (v != 0) {
    const uint64_t next = u % v;
    u = v;
    v = next;
  }
  return integer_from_u64(u);
}

// Newton's iteration in growing precision: each step doubles the number of
// correct leading bits, so the last division costs as much as all the others.
// The first ones take machine words.
Integer integer_sqrt(IntegerView a) {
  const uint64_t bits = bit_length(a);
  if (bits == 0) return Integer();
  const uint64_t half = (bits - 1) / 2;
  const uint64_t cut = bits > 64 ? bits - 64 : 0;
  const uint64_t leading =
      to_uint64_wrapped(shift_right({a.limbs, a.size}, cut));
  uint64_t word = 1, done = 0;
  int step = half == 0 ? 0 : 64 - __builtin_clzll(half);
  for (; step != 0 && half >> (step - 1) < 32; --step) {
    const uint64_t before = done;
    done = half >> (step - 1);
    word = (word << (done - before - 1)) +
           (leading >> (2 * half - before - done + 1 - cut)) / word;
  }
  Integer root = integer_from_u64(word);
  while (step-- != 0 && !is_unwanted()) {
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
