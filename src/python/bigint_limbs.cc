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

// out[0..an] += a * b, the last place taking the carry.
Limb add_product(Limb* out, const Limb* a, size_t n, Limb b) {
  uint64_t carry = 0;
  size_t i = 0;
#if MT_LIMB_PAIRS
  for (; n - i >= 2; i += 2) {
    const Wide sum = Wide{load_pair(a + i)} * b + load_pair(out + i) + carry;
    store_pair(out + i, static_cast<uint64_t>(sum));
    carry = static_cast<uint64_t>(sum >> 64);
  }
#endif
  for (; i < n; ++i) {
    carry += static_cast<uint64_t>(a[i]) * b + out[i];
    out[i] = static_cast<Limb>(carry);
    carry >>= 32;
  }
  return static_cast<Limb>(carry);
}

void multiply_schoolbook(Limb* out, const Limb* a, size_t an, const Limb* b,
                         size_t bn) {
  out[an] = multiply_by_limb(out, a, an, b[0], 0);
  for (size_t i = 1; i < bn; ++i) {
    out[an + i] = add_product(out + i, a, an, b[i]);
  }
}

// Each product of two different limbs is needed twice: the sum of those below
// the diagonal is doubled, then the diagonal is added.
void square_schoolbook(Limb* out, const Limb* a, size_t n) {
  memset(out, 0, 2 * n * sizeof(Limb));
  for (size_t i = 0; i + 1 < n; ++i) {
    out[n + i] = add_product(out + 2 * i + 1, a + i + 1, n - i - 1, a[i]);
  }
  shift_left(out, out, 2 * n, 1);
  uint64_t carry = 0;
  for (size_t i = 0; i < n; ++i) {
    const uint64_t product = static_cast<uint64_t>(a[i]) * a[i];
    carry += static_cast<uint64_t>(out[2 * i]) + static_cast<Limb>(product);
    out[2 * i] = static_cast<Limb>(carry);
    carry >>= 32;
    carry += out[2 * i + 1] + (product >> 32);
    out[2 * i + 1] = static_cast<Limb>(carry);
    carry >>= 32;
  }
}

// Adds `b` to `out` and lets the carry run on; the caller knows that it ends.
void add_into(Limb* out, const Limb* b, size_t bn) {
  uint64_t carry = 0;
  size_t i = 0;
  for (; i < bn; ++i) {
    carry += static_cast<uint64_t>(out[i]) + b[i];
    out[i] = static_cast<Limb>(carry);
    carry >>= 32;
  }
  while (carry != 0) {
    carry += out[i];
    out[i++] = static_cast<Limb>(carry);
    carry >>= 32;
  }
}

// Limbs of scratch that karatsuba() wants for operands of n limbs: each level
// keeps four halves and a bit, and halves add up to as much again.
constexpr size_t karatsuba_scratch(size_t n) { return 4 * n + 512; }

// out := a * b, both of n limbs; b == a squares.
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
  uint64_t carry = 0;
  size_t i = 0;
#if MT_LIMB_PAIRS
  for (; bn - i >= 2; i += 2) {
    const Wide sum = Wide{load_pair(a + i)} + load_pair(b + i) + carry;
    store_pair(out + i, static_cast<uint64_t>(sum));
    carry = static_cast<uint64_t>(sum >> 64);
  }
#endif
  for (; i < bn; ++i) {
    carry += static_cast<uint64_t>(a[i]) + b[i];
    out[i] = static_cast<Limb>(carry);
    carry >>= 32;
  }
  for (; i < an; ++i) {
    carry += a[i];
    out[i] = static_cast<Limb>(carry);
    carry >>= 32;
  }
  return static_cast<Limb>(carry);
}

Limb subtract(Limb* out, const Limb* a, size_t an, const Limb* b, size_t bn) {
  uint64_t borrow = 0;
  size_t i = 0;
#if MT_LIMB_PAIRS
  for (; bn - i >= 2; i += 2) {
    const Wide difference =
        Wide{load_pair(a + i)} - load_pair(b + i) - borrow;
    store_pair(out + i, static_cast<uint64_t>(difference));
    borrow = static_cast<uint64_t>(difference >> 64) & 1;
  }
#endif
  for (; i < bn; ++i) {
    const uint64_t difference = static_cast<uint64_t>(a[i]) - b[i] - borrow;
    out[i] = static_cast<Limb>(difference);
    borrow = difference >> 63;
  }
  for (; i < an; ++i) {
    const uint64_t difference = static_cast<uint64_t>(a[i]) - borrow;
    out[i] = static_cast<Limb>(difference);
    borrow = difference >> 63;
  }
  return static_cast<Limb>(borrow);
}

Limb multiply_by_limb(Limb* out, const Limb* a, size_t n, Limb b, Limb carry) {
  uint64_t sum = carry;
  size_t i = 0;
#if MT_LIMB_PAIRS
  for (; n - i >= 2; i += 2) {
    const Wide product = Wide{load_pair(a + i)} * b + sum;
    store_pair(out + i, static_cast<uint64_t>(product));
    sum = static_cast<uint64_t>(product >> 64);
  }
#endif
  for (; i < n; ++i) {
    sum += static_cast<uint64_t>(a[i]) * b;
    out[i] = static_cast<Limb>(sum);
    sum >>= 32;
  }
  return static_cast<Limb>(sum);
}

void multiply(Limb* out, const Limb* a, size_t an, const Limb* b, size_t bn) {
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
    add_into(out + done, product.data(), trimmed(product.data(), 2 * bn));
  }
  if (done < an) {
    multiply(product.data(), b, bn, a + done, an - done);
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
  uint64_t carry = 0;
  size_t i = 0;
#if MT_LIMB_PAIRS
  for (; n - i >= 2; i += 2) {
    const Wide both = Wide{load_pair(a + i)} << count | carry;
    store_pair(out + i, static_cast<uint64_t>(both));
    carry = static_cast<uint64_t>(both >> 64);
  }
#endif
  for (; i < n; ++i) {
    carry |= static_cast<uint64_t>(a[i]) << count;
    out[i] = static_cast<Limb>(carry);
    carry >>= 32;
  }
  return static_cast<Limb>(carry);
}

Limb shift_right(Limb* out, const Limb* a, size_t n, unsigned count) {
  uint64_t carry = 0;
  size_t i = n;
#if MT_LIMB_PAIRS
  for (; i >= 2; i -= 2) {
    const uint64_t pair = load_pair(a + i - 2);
    const Wide both = Wide{carry} << 64 | pair;
    store_pair(out + i - 2, static_cast<uint64_t>(both >> count));
    carry = pair & ((uint64_t{1} << count) - 1);
  }
#endif
  while (i-- != 0) {
    const uint64_t both = carry << 32 | a[i];
    out[i] = static_cast<Limb>(both >> count);
    carry = a[i] & ((uint64_t{1} << count) - 1);
  }
  return static_cast<Limb>(carry << (32 - count));
}

}  // namespace limbs
}  // namespace mt::python
