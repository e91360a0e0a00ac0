// bigint_limbs.cc - adding, shifting and multiplying magnitudes.
//
// Division is in bigint_divide.cc.

#include "python/bigint_limbs.h"

#include <algorithm>

#include "python/fiber.h"

namespace mt::python {

LimbBuffer::LimbBuffer(LimbBuffer&& other) noexcept { swap_in(other); }

LimbBuffer& LimbBuffer::operator=(const LimbBuffer& other) {
  if (this != &other) assign(other.data_, other.size_);
  return *this;
}

LimbBuffer& LimbBuffer::operator=(LimbBuffer&& other) noexcept {
  if (this != &other) {
    release();
    swap_in(other);
  }
  return *this;
}

void LimbBuffer::release() {
  if (data_ != inline_) delete[] data_;
}

void LimbBuffer::reserve(size_t count) {
  if (count <= capacity_) return;
  const size_t capacity = std::max(count, capacity_ + capacity_ / 2);
  Limb* grown = new Limb[capacity];
  memcpy(grown, data_, size_ * sizeof(Limb));
  release();
  data_ = grown;
  capacity_ = capacity;
}

void LimbBuffer::resize(size_t count) {
  reserve(count);
  if (count > size_) memset(data_ + size_, 0, (count - size_) * sizeof(Limb));
  size_ = count;
}

void LimbBuffer::assign(const Limb* from, size_t count) {
  if (count > capacity_) {
    Limb* grown = new Limb[count];
    memcpy(grown, from, count * sizeof(Limb));
    release();
    data_ = grown;
    capacity_ = count;
  } else if (count != 0) {
    memmove(data_, from, count * sizeof(Limb));
  }
  size_ = count;
}

void LimbBuffer::swap_in(LimbBuffer& other) {
  if (other.data_ == other.inline_) {
    data_ = inline_;
    capacity_ = kInline;
    memcpy(inline_, other.inline_, other.size_ * sizeof(Limb));
  } else {
    data_ = other.data_;
    capacity_ = other.capacity_;
    other.data_ = other.inline_;
    other.capacity_ = kInline;
  }
  size_ = other.size_;
  other.size_ = 0;
}

namespace limbs {

namespace {

// Where Karatsuba begins to pay, measured on x86-64 and arm.
constexpr size_t kKaratsubaLimbs = 40;

// out[0..n] += a * b, returns what is above.
Word add_product(Limb* out, const Limb* a, size_t n, Word b) {
  Word carry = 0;
  size_t i = 0;
  for (; n - i >= kWordLimbs; i += kWordLimbs) {
    const Wide sum = Wide{load_word(a + i)} * b + load_word(out + i) + carry;
    store_word(out + i, static_cast<Word>(sum));
    carry = static_cast<Word>(sum >> kWordBits);
  }
  if (i < n) {
    const Wide sum = Wide{a[i]} * b + out[i] + carry;
    out[i] = static_cast<Limb>(sum);
    carry = static_cast<Word>(sum >> kLimbBits);
  }
  return carry;
}

void multiply_schoolbook(Limb* out, const Limb* a, size_t an, const Limb* b,
                         size_t bn) {
  size_t i = bn % kWordLimbs;
  if (i != 0) {
    out[an] = static_cast<Limb>(multiply_by_word(out, a, an, b[0], 0));
  } else {
    i = kWordLimbs;
    store_word(out + an, multiply_by_word(out, a, an, load_word(b), 0));
  }
  for (; i < bn; i += kWordLimbs) {
    store_word(out + an + i, add_product(out + i, a, an, load_word(b + i)));
  }
}

// Each product of two different words is needed twice: the sum of those below
// the diagonal is doubled, then the diagonal is added.
void square_schoolbook(Limb* out, const Limb* a, size_t n) {
  memset(out, 0, 2 * n * sizeof(Limb));
  for (size_t i = 0, next = kWordLimbs; next < n;
       i = next, next += kWordLimbs) {
    store_word(out + n + i, add_product(out + i + next, a + next, n - next,
                                        load_word(a + i)));
  }
  shift_left(out, out, 2 * n, 1);
  Wide carry = 0;
  size_t i = 0;
  for (; n - i >= kWordLimbs; i += kWordLimbs) {
    const Word word = load_word(a + i);
    const Wide product = Wide{word} * word;
    Limb* const low = out + 2 * i;
    Limb* const high = low + kWordLimbs;
    carry += Wide{load_word(low)} + static_cast<Word>(product);
    store_word(low, static_cast<Word>(carry));
    carry >>= kWordBits;
    carry += load_word(high) + (product >> kWordBits);
    store_word(high, static_cast<Word>(carry));
    carry >>= kWordBits;
  }
  if (i < n) store_word(out + 2 * i, load_word(out + 2 * i) +
                        Word{a[i]} * a[i] + static_cast<Word>(carry));
}

// Adds `b` to `out` and lets the carry run on; the caller knows that it ends.
void add_into(Limb* out, const Limb* b, size_t bn) {
  Limb carry = add(out, out, bn, b, bn);
  for (out += bn; carry != 0; ++out) carry = ++*out == 0;
}

// Limbs of scratch that karatsuba() wants for operands of n limbs: each level
// keeps four halves and a bit, and halves add up to as much again.
constexpr size_t karatsuba_scratch(size_t n) { return 4 * n + 512; }

// out := a * b, both of n limbs; b == a squares. What is unwanted must not be
// added: its carry could run past the end.
//
//   a = a1 B + a0,  b = b1 B + b0,  B = 2^(32 half)
//   a b = a1 b1 B^2 + ((a1 + a0)(b1 + b0) - a1 b1 - a0 b0) B + a0 b0
void karatsuba(Limb* out, const Limb* a, const Limb* b, size_t n,
               Limb* scratch) {
  if (n < kKaratsubaLimbs) {
    if (a == b) {
      square_schoolbook(out, a, n);
    } else {
      multiply_schoolbook(out, a, n, b, n);
    }
    return;
  }
  breathe();
  if (is_unwanted()) return;
  const size_t low = (n + 1) / 2, high = n - low;
  karatsuba(out, a, b, low, scratch);
  karatsuba(out + 2 * low, a + low, b + low, high, scratch);

  // The sums have one limb more than the halves; so has their product two.
  const size_t sum_size = low + 1;
  Limb* sum_a = scratch;
  Limb* sum_b = a == b ? sum_a : scratch + sum_size;
  Limb* middle = scratch + 2 * sum_size;
  Limb* rest = middle + 2 * sum_size;
  sum_a[low] = add(sum_a, a, low, a + low, high);
  if (a != b) sum_b[low] = add(sum_b, b, low, b + low, high);
  karatsuba(middle, sum_a, sum_b, sum_size, rest);
  if (is_unwanted()) return;
  subtract(middle, middle, 2 * sum_size, out, 2 * low);
  subtract(middle, middle, 2 * sum_size, out + 2 * low, 2 * high);
  add_into(out + low, middle, trimmed(middle, 2 * sum_size));
}

}  // namespace

int compare(const Limb* a, size_t an, const Limb* b, size_t bn) {
  an = trimmed(a, an);
  bn = trimmed(b, bn);
  if (an != bn) return an < bn ? -1 : 1;
  while (an-- != 0) {
    if (a[an] != b[an]) return a[an] < b[an] ? -1 : 1;
  }
  return 0;
}

uint64_t bit_length(const Limb* a, size_t n) {
  n = trimmed(a, n);
  if (n == 0) return 0;
  return static_cast<uint64_t>(n) * 32 -
         static_cast<unsigned>(__builtin_clz(a[n - 1]));
}

Limb add(Limb* out, const Limb* a, size_t an, const Limb* b, size_t bn) {
  Word carry = 0;
  size_t i = 0;
  for (; bn - i >= kWordLimbs; i += kWordLimbs) {
    Word sum;
    const bool first = __builtin_add_overflow(load_word(a + i),
                                              load_word(b + i), &sum);
    const bool second = __builtin_add_overflow(sum, carry, &sum);
    store_word(out + i, sum);
    carry = first | second;
  }
  uint64_t rest = carry;
  for (; i < bn || (i < an && rest != 0); ++i) {
    rest += static_cast<uint64_t>(a[i]) + (i < bn ? b[i] : 0);
    out[i] = static_cast<Limb>(rest);
    rest >>= kLimbBits;
  }
  if (out != a && i < an) memcpy(out + i, a + i, (an - i) * sizeof(Limb));
  return static_cast<Limb>(rest);
}

Limb subtract(Limb* out, const Limb* a, size_t an, const Limb* b, size_t bn) {
  Word borrow = 0;
  size_t i = 0;
  for (; bn - i >= kWordLimbs; i += kWordLimbs) {
    Word difference;
    const bool first = __builtin_sub_overflow(load_word(a + i),
                                              load_word(b + i), &difference);
    const bool second =
        __builtin_sub_overflow(difference, borrow, &difference);
    store_word(out + i, difference);
    borrow = first | second;
  }
  for (; i < bn || (i < an && borrow != 0); ++i) {
    const uint64_t difference =
        static_cast<uint64_t>(a[i]) - (i < bn ? b[i] : 0) - borrow;
    out[i] = static_cast<Limb>(difference);
    borrow = static_cast<Word>(difference >> 63);
  }
  if (out != a && i < an) memcpy(out + i, a + i, (an - i) * sizeof(Limb));
  return static_cast<Limb>(borrow);
}

Word multiply_by_word(Limb* out, const Limb* a, size_t n, Word b, Word carry) {
  size_t i = 0;
  for (; n - i >= kWordLimbs; i += kWordLimbs) {
    const Wide product = Wide{load_word(a + i)} * b + carry;
    store_word(out + i, static_cast<Word>(product));
    carry = static_cast<Word>(product >> kWordBits);
  }
  if (i < n) {
    const Wide product = Wide{a[i]} * b + carry;
    out[i] = static_cast<Limb>(product);
    carry = static_cast<Word>(product >> kLimbBits);
  }
  return carry;
}

void multiply(Limb* out, const Limb* a, size_t an, const Limb* b, size_t bn) {
  if (a == b && an == bn) {
    square(out, a, an);
    return;
  }
  if (an < bn) {
    std::swap(a, b);
    std::swap(an, bn);
  }
  if (bn == 0) {
    memset(out, 0, an * sizeof(Limb));
    return;
  }
  if (bn < kKaratsubaLimbs) {
    multiply_schoolbook(out, a, an, b, bn);
    return;
  }
  LimbBuffer scratch(karatsuba_scratch(bn));
  if (an == bn) {
    karatsuba(out, a, b, an, scratch.data());
    return;
  }
  // Slices of the longer one as long as the shorter one, and what remains.
  memset(out, 0, (an + bn) * sizeof(Limb));
  LimbBuffer product(2 * bn);
  size_t done = 0;
  for (; an - done >= bn; done += bn) {
    karatsuba(product.data(), a + done, b, bn, scratch.data());
    if (is_unwanted()) return;
    add_into(out + done, product.data(), trimmed(product.data(), 2 * bn));
  }
  if (done < an) {
    multiply(product.data(), b, bn, a + done, an - done);
    if (is_unwanted()) return;
    add_into(out + done, product.data(),
             trimmed(product.data(), bn + an - done));
  }
}

void square(Limb* out, const Limb* a, size_t n) {
  if (n == 0) return;
  if (n < kKaratsubaLimbs) {
    square_schoolbook(out, a, n);
    return;
  }
  LimbBuffer scratch(karatsuba_scratch(n));
  karatsuba(out, a, a, n, scratch.data());
}

Limb shift_left(Limb* out, const Limb* a, size_t n, unsigned count) {
  Word carry = 0;
  size_t i = 0;
  for (; n - i >= kWordLimbs; i += kWordLimbs) {
    const Wide both = Wide{load_word(a + i)} << count | carry;
    store_word(out + i, static_cast<Word>(both));
    carry = static_cast<Word>(both >> kWordBits);
  }
  if (i < n) {
    const uint64_t both = static_cast<uint64_t>(a[i]) << count | carry;
    out[i] = static_cast<Limb>(both);
    carry = static_cast<Word>(both >> kLimbBits);
  }
  return static_cast<Limb>(carry);
}

Limb shift_right(Limb* out, const Limb* a, size_t n, unsigned count) {
  const Limb lost = n == 0 ? 0 : a[0] & ((Limb{1} << count) - 1);
  size_t i = 0;
  // Each step needs the limb above: the last ones go by themselves.
  for (; n - i > kWordLimbs; i += kWordLimbs) {
    const Wide both = Wide{a[i + kWordLimbs]} << kWordBits | load_word(a + i);
    store_word(out + i, static_cast<Word>(both >> count));
  }
  for (; i < n; ++i) {
    const uint64_t above = i + 1 < n ? a[i + 1] : 0;
    out[i] = static_cast<Limb>((above << kLimbBits | a[i]) >> count);
  }
  return count == 0 ? 0 : lost << (kLimbBits - count);
}

uint64_t bits_from(const Limb* a, size_t n, uint64_t count) {
  const uint64_t whole = count / kLimbBits;
  const unsigned rest = static_cast<unsigned>(count % kLimbBits);
  const auto limb = [&](uint64_t ahead) {
    return whole + ahead < n ? uint64_t{a[whole + ahead]} : 0;
  };
  const uint64_t two = limb(0) | limb(1) << kLimbBits;
  return rest == 0 ? two : two >> rest | limb(2) << (2 * kLimbBits - rest);
}

}  // namespace limbs
}  // namespace mt::python
