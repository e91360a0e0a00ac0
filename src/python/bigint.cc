// bigint.cc - signed arithmetic on integers of any size.
//
// Powers, roots and divisors are in bigint_powers.cc, what has to do with
// floats and hashes in bigint_float.cc.

#include "python/bigint.h"

#include <algorithm>

namespace mt::python {

namespace {

uint64_t magnitude_of(int64_t value) {
  return value < 0 ? 0 - static_cast<uint64_t>(value)
                   : static_cast<uint64_t>(value);
}

// The two's complement of what `count` limbs hold.
void negate(Limb* limbs, size_t count) {
  size_t i = 0;
  while (i < count && limbs[i] == 0) ++i;
  if (i < count) limbs[i] = 0 - limbs[i];
  while (++i < count) limbs[i] = ~limbs[i];
}

// The lowest `count` limbs of a's two's complement.
void write_complement(Limb* out, const IntegerView& a, size_t count) {
  const size_t own = std::min(a.size, count);
  memcpy(out, a.limbs, own * sizeof(Limb));
  memset(out + own, 0, (count - own) * sizeof(Limb));
  if (a.negative) negate(out, count);
}

// out[i] := combine(a[i], b[i]); eight at a time, as wide as the machine can.
// `out` may be `a`.
template <typename Combine>
void combine_limbs(Limb* out, const Limb* a, const Limb* b, size_t n,
                   Combine combine) {
  size_t i = 0;
  for (; n - i >= 8; i += 8) {
    Limb block[8];
    for (size_t j = 0; j < 8; ++j) block[j] = combine(a[i + j], b[i + j]);
    memcpy(out + i, block, sizeof block);
  }
  for (; n - i >= kWordLimbs; i += kWordLimbs)
    store_word(out + i, combine(load_word(a + i), load_word(b + i)));
  if (i < n) out[i] = static_cast<Limb>(combine(a[i], b[i]));
}

void combine_limbs(Limb* out, BitOp op, const Limb* a, const Limb* b,
                   size_t n) {
  if (op == BitOp::kAnd) {
    combine_limbs(out, a, b, n, [](auto x, auto y) { return x & y; });
  } else if (op == BitOp::kOr) {
    combine_limbs(out, a, b, n, [](auto x, auto y) { return x | y; });
  } else {
    combine_limbs(out, a, b, n, [](auto x, auto y) { return x ^ y; });
  }
}

Integer combined_bits(BitOp op, IntegerView a, IntegerView b) {
  a = canonical(a);
  b = canonical(b);
  Integer out;
  out.limbs.reset(bits_size(op, a, b));
  out.negative = combine_bits_to(out.limbs.data(), op, a, b);
  out.trim();
  return out;
}

}  // namespace

IntegerView canonical(IntegerView a) {
  a.size = limbs::trimmed(a.limbs, a.size);
  if (a.size == 0) a.negative = false;
  return a;
}

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
  a = canonical(a);
  if (a.size > 2 || a.negative) return false;
  *out = to_uint64_wrapped(a);
  return true;
}

bool to_int64(IntegerView a, int64_t* out) {
  a = canonical(a);
  if (a.size > 2) return false;
  const uint64_t wrapped = to_uint64_wrapped(a);
  const bool reads_negative = wrapped >> 63 != 0;
  if (wrapped != 0 && reads_negative != a.negative) return false;
  *out = static_cast<int64_t>(wrapped);
  return true;
}

uint64_t to_uint64_wrapped(const IntegerView& a) {
  uint64_t value = 0;
  if (a.size > 0) value = a.limbs[0];
  if (a.size > 1) value |= static_cast<uint64_t>(a.limbs[1]) << 32;
  return a.negative ? 0 - value : value;
}

int compare(IntegerView a, IntegerView b) {
  a = canonical(a);
  b = canonical(b);
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  const int order = limbs::compare(a.limbs, a.size, b.limbs, b.size);
  return a.negative ? -order : order;
}

bool is_zero(const IntegerView& a) {
  return limbs::trimmed(a.limbs, a.size) == 0;
}

uint64_t bit_length(const IntegerView& a) {
  return limbs::bit_length(a.limbs, a.size);
}

uint64_t bit_count(const IntegerView& a) {
  uint64_t count = 0;
  for (size_t i = 0; i < a.size; ++i) {
    count += static_cast<unsigned>(__builtin_popcount(a.limbs[i]));
  }
  return count;
}

uint64_t trailing_zeros(const IntegerView& a) {
  for (size_t i = 0; i < a.size; ++i) {
    if (a.limbs[i] != 0) {
      return static_cast<uint64_t>(i) * 32 +
             static_cast<unsigned>(__builtin_ctz(a.limbs[i]));
    }
  }
  return 0;
}

size_t sum_size(const IntegerView& a, const IntegerView& b, bool subtracts) {
  const size_t size = std::max(a.size, b.size);
  if (size == 0 || a.negative != (b.negative != subtracts)) return size;
  uint64_t top = 1;  // the carry from below
  if (a.size == size) top += a.limbs[size - 1];
  if (b.size == size) top += b.limbs[size - 1];
  return size + (top >> kLimbBits != 0);
}

bool add_to(Limb* out, size_t room, const IntegerView& a,
            const IntegerView& b, bool subtracts) {
  const bool b_negative = b.negative != subtracts;
  const IntegerView *longer = &a, *shorter = &b;
  bool negative = a.negative;
  if (a.size < b.size ||
      (a.size == b.size && a.negative != b_negative &&
       limbs::compare(a.limbs, a.size, b.limbs, b.size) < 0)) {
    std::swap(longer, shorter);
    negative = b_negative;
  }
  // With different signs the lesser magnitude is taken from the other.
  const auto run = a.negative == b_negative ? limbs::add : limbs::subtract;
  const Limb carry = run(out, longer->limbs, longer->size, shorter->limbs,
                         shorter->size);
  if (room > longer->size) out[longer->size] = carry;
  return negative;
}

size_t bits_size(BitOp op, const IntegerView& a, const IntegerView& b) {
  if (a.negative || b.negative) return std::max(a.size, b.size) + 1;
  return op == BitOp::kAnd ? std::min(a.size, b.size)
                           : std::max(a.size, b.size);
}

bool combine_bits_to(Limb* out, BitOp op, const IntegerView& a,
                     const IntegerView& b) {
  if (b.negative && !a.negative) return combine_bits_to(out, op, b, a);
  if (!a.negative) {
    const IntegerView& longer = a.size < b.size ? b : a;
    const size_t shared = std::min(a.size, b.size);
    combine_limbs(out, op, a.limbs, b.limbs, shared);
    if (op != BitOp::kAnd)
      memcpy(out + shared, longer.limbs + shared,
             (longer.size - shared) * sizeof(Limb));
    return false;
  }
  const size_t room = bits_size(op, a, b);
  // Beyond the end of a positive b: `and` gives zeros, the others what a has.
  const size_t count = op == BitOp::kAnd && !b.negative ? b.size : room;
  write_complement(out, a, count);
  memset(out + count, 0, (room - count) * sizeof(Limb));
  LimbBuffer complement;
  const Limb* other = b.limbs;
  size_t size = b.size;
  if (b.negative) {
    complement.reset(room);
    write_complement(complement.data(), b, room);
    other = complement.data();
    size = room;
  }
  combine_limbs(out, op, out, other, size);
  const bool negative = op == BitOp::kOr    ? true
                        : op == BitOp::kAnd ? b.negative
                                            : !b.negative;
  if (negative) negate(out, room);
  return negative;
}

bool shift_right_to(Limb* out, const IntegerView& a, uint64_t count) {
  const size_t skip = static_cast<size_t>(count / 32), size = a.size - skip;
  const Limb lost = limbs::shift_right(out, a.limbs + skip, size,
                                       static_cast<unsigned>(count % 32));
  out[size] = 0;
  // Rounding towards zero has been done; Python rounds down.
  if (a.negative && (lost != 0 || limbs::trimmed(a.limbs, skip) != 0)) {
    const Limb one = 1;
    out[size] = limbs::add(out, out, size, &one, 1);
  }
  return a.negative;
}

Integer add(IntegerView a, IntegerView b) {
  a = canonical(a);
  b = canonical(b);
  Integer out;
  const size_t room = sum_size(a, b, false);
  out.limbs.reset(room);
  out.negative = add_to(out.limbs.data(), room, a, b, false);
  out.trim();
  return out;
}

Integer subtract(IntegerView a, IntegerView b) {
  b.negative = !b.negative;
  return add(a, b);
}

Integer multiply(IntegerView a, IntegerView b) {
  Integer out;
  a = canonical(a);
  b = canonical(b);
  if (a.size == 0 || b.size == 0) return out;
  out.limbs.reset(a.size + b.size);
  limbs::multiply(out.limbs.data(), a.limbs, a.size, b.limbs, b.size);
  out.negative = a.negative != b.negative;
  out.trim();
  return out;
}

void floor_divide(IntegerView a, IntegerView b, Integer* quotient,
                  Integer* remainder) {
  a = canonical(a);
  b = canonical(b);
  Integer q, r;
  if (a.size < b.size) {
    r.limbs.assign(a.limbs, a.size);
  } else {
    // What the remainder is tells which way to round, if the signs differ.
    const bool needs_rest = remainder != nullptr || a.negative != b.negative;
    if (quotient != nullptr) q.limbs.reset(a.size - b.size + 1);
    if (needs_rest) r.limbs.reset(b.size);
    limbs::divide(quotient != nullptr ? q.limbs.data() : nullptr,
                  needs_rest ? r.limbs.data() : nullptr, a.limbs, a.size,
                  b.limbs, b.size);
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
  a = canonical(a);
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
  a = canonical(a);
  const uint64_t whole = count / 32;
  if (whole >= a.size) return a.negative ? integer_from(-1) : out;
  out.limbs.reset(a.size - static_cast<size_t>(whole) + 1);
  out.negative = shift_right_to(out.limbs.data(), a, count);
  out.trim();
  return out;
}

Integer bit_and(IntegerView a, IntegerView b) {
  return combined_bits(BitOp::kAnd, a, b);
}
Integer bit_or(IntegerView a, IntegerView b) {
  return combined_bits(BitOp::kOr, a, b);
}
Integer bit_xor(IntegerView a, IntegerView b) {
  return combined_bits(BitOp::kXor, a, b);
}

Integer invert(IntegerView a) {
  a = canonical(a);
  a.negative = !a.negative;
  return subtract(a, SmallInteger(1));
}

}  // namespace mt::python
