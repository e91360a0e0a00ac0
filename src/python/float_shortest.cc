// float_shortest.cc - the fewest digits that identify a double.
//
// A double stands for the interval of numbers that round to it. Schubfach looks
// for the one or two multiples of a power of ten inside that interval: scale
// both ends and the value by 10^-k in 128-bit arithmetic, keep two bits of
// fraction and whether anything is below them, and compare.

#include <string.h>

#include "python/float_text.h"

namespace mt::python {

namespace {

#include "python/float_powers.inc"

struct Wide {
  uint64_t high, low;
};

Wide multiply_wide(uint64_t a, uint64_t b) {
#ifdef __SIZEOF_INT128__
  __extension__ typedef unsigned __int128 uint128;
  const uint128 product = static_cast<uint128>(a) * b;
  return {static_cast<uint64_t>(product >> 64), static_cast<uint64_t>(product)};
#else
  const uint64_t a0 = static_cast<uint32_t>(a), a1 = a >> 32;
  const uint64_t b0 = static_cast<uint32_t>(b), b1 = b >> 32;
  const uint64_t low = a0 * b0;
  const uint64_t middle = a1 * b0 + (low >> 32);
  const uint64_t other = a0 * b1 + static_cast<uint32_t>(middle);
  return {a1 * b1 + (middle >> 32) + (other >> 32),
          other << 32 | static_cast<uint32_t>(low)};
#endif
}

// floor(log2(10^k)), floor(log10(2^q)) and floor(log10(3/4 2^q)) for the
// exponents a double can have.
int log2_of_power(int k) { return (k * 1741647) >> 19; }
int log10_of_two(int q) { return (q * 1262611) >> 22; }
int log10_of_three_quarters(int q) { return (q * 1262611 - 524031) >> 22; }

// 10^k with its leading bit at bit 127, rounded up.
Wide power_of_ten(int k) {
  const unsigned index = static_cast<unsigned>(k - kFirstPower);
  const uint64_t* coarse = kCoarsePowers[index / kPowerStep];
  const uint64_t five = kPowersOfFive[index % kPowerStep];
  // 128 bits times up to 61, of which the leading 128 are kept. A factor of one
  // leaves nothing above them.
  const Wide top = multiply_wide(coarse[0], five);
  const Wide bottom = multiply_wide(coarse[1], five);
  const uint64_t middle = top.low + bottom.high;
  const uint64_t high = top.high + (middle < top.low ? 1 : 0);
  Wide out = {middle, bottom.low};
  if (high != 0) {
    const int shift = __builtin_clzll(high);
    out = {high << shift | middle >> (64 - shift),
           middle << shift | bottom.low >> (64 - shift)};
  }
  const unsigned code = kCorrections[index / 4] >> (index % 4 * 2) & 3;
  if (code == 0) {
    out.high -= out.low == 0 ? 1 : 0;
    --out.low;
  } else if (code == 2) {
    ++out.low;
    out.high += out.low == 0 ? 1 : 0;
  }
  return out;
}

// floor(g * c / 2^128) with the lowest bit set when anything was cut off. The
// power was rounded up, so a difference of one in the fraction means nothing.
uint64_t round_to_odd(Wide g, uint64_t c) {
  const Wide low = multiply_wide(g.low, c);
  Wide high = multiply_wide(g.high, c);
  high.low += low.high;
  high.high += high.low < low.high ? 1 : 0;
  return high.high | (high.low > 1 ? 1 : 0);
}

ShortestDecimal find_shortest(uint64_t mantissa, int q, bool is_power_of_two) {
  const uint64_t centre = 4 * mantissa;
  const int k = is_power_of_two ? log10_of_three_quarters(q) : log10_of_two(q);
  const int h = q + log2_of_power(-k) + 1;
  const Wide g = power_of_ten(-k);
  // Below a power of two doubles are twice as dense: the interval is shorter.
  const uint64_t lower =
      round_to_odd(g, (centre - (is_power_of_two ? 1 : 2)) << h);
  const uint64_t value = round_to_odd(g, centre << h);
  const uint64_t upper = round_to_odd(g, (centre + 2) << h);
  // The ends belong to the interval when ties are rounded to this mantissa.
  const uint64_t open = mantissa & 1;
  const uint64_t first = lower + open, last = upper - open;

  const uint64_t s = value / 4;
  if (s >= 10) {
    const uint64_t tens = s / 10;
    const bool below_fits = first <= 40 * tens;
    const bool above_fits = 40 * tens + 40 <= last;
    if (below_fits != above_fits) {
      return {tens + (above_fits ? 1 : 0), k + 1};
    }
  }
  const bool below_fits = first <= 4 * s;
  const bool above_fits = 4 * s + 4 <= last;
  if (below_fits != above_fits) return {s + (above_fits ? 1 : 0), k};
  const uint64_t middle = 4 * s + 2;
  const bool up = value > middle || (value == middle && (s & 1) != 0);
  return {s + (up ? 1 : 0), k};
}

}  // namespace

ShortestDecimal shortest_decimal(double value) {
  constexpr uint64_t kHiddenBit = uint64_t{1} << 52;
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  const int field = static_cast<int>(bits >> 52 & 0x7ff);
  const uint64_t fraction = bits & (kHiddenBit - 1);
  const uint64_t mantissa = field == 0 ? fraction : fraction | kHiddenBit;
  const int q = (field == 0 ? 1 : field) - 1075;

  ShortestDecimal out;
  if (q <= 0 && q > -53 && (mantissa & ((uint64_t{1} << -q) - 1)) == 0) {
    out = {mantissa >> -q, 0};  // an integer below 2^53
  } else {
    out = find_shortest(mantissa, q, fraction == 0 && field > 1);
  }
  while (out.digits % 10 == 0) {
    out.digits /= 10;
    ++out.exponent;
  }
  return out;
}

bool rounded_decimal(double value, int count, ShortestDecimal* out) {
  constexpr uint64_t kHiddenBit = uint64_t{1} << 52;
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  const int field = static_cast<int>(bits >> 52 & 0x7ff);
  if (field == 0) return false;
  // With its leading bit at bit 63.
  const uint64_t mantissa = (bits & (kHiddenBit - 1)) << 11 | kHiddenBit << 11;
  const int q = field - 1075 - 11;
  uint64_t limit = 1;
  for (int i = 0; i < count; ++i) limit *= 10;
  // The exponent of the leading digit, or one less than that.
  for (int k = log10_of_two(q + 63) - count + 1;; ++k) {
    if (-k < kFirstPower || -k > kLastPower) return false;
    const Wide g = power_of_ten(-k);
    const Wide low = multiply_wide(g.low, mantissa);
    Wide high = multiply_wide(g.high, mantissa);
    high.low += low.high;
    high.high += high.low < low.high ? 1 : 0;
    // What is left of the point is above this bit of `high.high`.
    const int point = -1 - q - log2_of_power(-k);
    if (point < 1 || point > 63) return false;
    const uint64_t half = uint64_t{1} << (point - 1);
    uint64_t digits = high.high >> point;
    const uint64_t rest = high.high & (2 * half - 1);
    // The power was rounded: too near to the middle nobody can tell.
    constexpr uint64_t kUnsure = 16;
    if ((rest == half && high.low < kUnsure) ||
        (rest == half - 1 && high.low > ~kUnsure)) {
      return false;
    }
    if (rest >= half) ++digits;
    if (digits < limit) {
      *out = {digits, k};
      return digits >= limit / 10;
    }
  }
}

}  // namespace mt::python
