// bigint_limbs.h - unsigned arithmetic on arrays of 32-bit limbs.
//
// The ground floor of big integers: magnitudes without a sign, as a pointer and
// a count, least significant limb first, each limb in the machine's own byte
// order. bigint.h adds the sign and everything Python's int means by it;
// nothing here knows about objects, allocates on the collected heap or raises.
//
// Unless a function says otherwise inputs may have leading zero limbs, outputs
// do not overlap inputs, and "n limbs" counts 32-bit words.
//
// Multiplying and dividing long operands lets others have their turn, and stops
// half-way, with any result, when it is_unwanted() (fiber.h): who goes on with
// a result in a loop, or indexes with it, asks first.

#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

namespace mt::python {

using Limb = uint32_t;
constexpr unsigned kLimbBits = 32;

// What one step of the loops below takes: two limbs, where these are one 64-bit
// number of the machine in memory and it has 128-bit products; an odd limb at
// the end goes by itself. Elsewhere one limb.
#if defined(__SIZEOF_INT128__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
using Word = uint64_t;
__extension__ using Wide = unsigned __int128;
#else
using Word = Limb;
using Wide = uint64_t;
#endif
constexpr unsigned kWordBits = 8 * sizeof(Word);
constexpr size_t kWordLimbs = sizeof(Word) / sizeof(Limb);

inline Word load_word(const Limb* from) {
  Word word;
  memcpy(&word, from, sizeof word);
  return word;
}
inline void store_word(Limb* to, Word word) { memcpy(to, &word, sizeof word); }

// A growing array of limbs. Small numbers, nearly all of them, stay inside.
class LimbBuffer {
 public:
  LimbBuffer() = default;
  // Room for `count` limbs that hold anything.
  explicit LimbBuffer(size_t count) { reset(count); }
  LimbBuffer(const LimbBuffer& other) { assign(other.data_, other.size_); }
  LimbBuffer(LimbBuffer&& other) noexcept;
  LimbBuffer& operator=(const LimbBuffer& other);
  LimbBuffer& operator=(LimbBuffer&& other) noexcept;
  ~LimbBuffer() {
    if (data_ != inline_) release();
  }

  Limb* data() { return data_; }
  const Limb* data() const { return data_; }
  size_t size() const { return size_; }
  Limb& operator[](size_t i) { return data_[i]; }
  Limb operator[](size_t i) const { return data_[i]; }

  // Limbs that appear are zero; those that stay keep their value.
  void resize(size_t count);
  // Room for `count` limbs, all of them to be written.
  void reset(size_t count) {
    size_ = 0;
    reserve(count);
    size_ = count;
  }
  // Copies `count` limbs; `from` may be part of this buffer.
  void assign(const Limb* from, size_t count);
  // Drops leading zero limbs. Zero is the empty array.
  void trim() {
    while (size_ != 0 && data_[size_ - 1] == 0) --size_;
  }

 private:
  static constexpr size_t kInline = 20;  // twice 256 bits, and a word

  void release();  // leaves data_ dangling
  void swap_in(LimbBuffer& other);
  void reserve(size_t count);

  Limb* data_ = inline_;
  size_t size_ = 0;
  size_t capacity_ = kInline;
  Limb inline_[kInline];
};

namespace limbs {

// The count without leading zeros.
inline size_t trimmed(const Limb* a, size_t n) {
  while (n != 0 && a[n - 1] == 0) --n;
  return n;
}

// -1, 0 or 1.
int compare(const Limb* a, size_t an, const Limb* b, size_t bn);

// The number of bits without leading zeros; 0 for zero.
uint64_t bit_length(const Limb* a, size_t n);

// out := a + b, an >= bn; writes an limbs and returns the carry, 0 or 1. `out`
// may be `a` or `b`.
Limb add(Limb* out, const Limb* a, size_t an, const Limb* b, size_t bn);

// out := a - b, an >= bn; writes an limbs and returns the borrow, 0 or 1. `out`
// may be `a` or `b`.
Limb subtract(Limb* out, const Limb* a, size_t an, const Limb* b, size_t bn);

// out := a * b + carry; writes n limbs and returns what is above. `out` may be
// `a`.
Word multiply_by_word(Limb* out, const Limb* a, size_t n, Word b, Word carry);

// out := a / b, returns the remainder; writes n limbs. `out` may be `a`; b is
// not zero.
Word divide_by_word(Limb* out, const Limb* a, size_t n, Word b);

// out := a * b; writes an + bn limbs. Schoolbook for short operands, Karatsuba
// for long ones, in slices when they are of different length.
void multiply(Limb* out, const Limb* a, size_t an, const Limb* b, size_t bn);

// out := a * a; writes 2 * n limbs.
void square(Limb* out, const Limb* a, size_t n);

// out := a << count for count < 32; writes n limbs, returns what left at the
// top. `out` may be `a`.
Limb shift_left(Limb* out, const Limb* a, size_t n, unsigned count);

// out := a >> count for count < 32; writes n limbs, returns the bits that fell
// out, at the top of a limb. `out` may be `a`.
Limb shift_right(Limb* out, const Limb* a, size_t n, unsigned count);

// The lowest 64 bits of a >> count.
uint64_t bits_from(const Limb* a, size_t n, uint64_t count);

// quotient := a / b, remainder := a % b. Writes an - bn + 1 limbs of quotient
// and bn limbs of remainder; an >= bn, b[bn - 1] != 0. Either output may be
// null. Knuth's algorithm D for short operands; for long ones halves are
// divided recursively (Burnikel and Ziegler, 1998), as fast as multiplying but
// for a logarithm. A short quotient alone is found from the leading limbs.
void divide(Limb* quotient, Limb* remainder, const Limb* a, size_t an,
            const Limb* b, size_t bn);

}  // namespace limbs
}  // namespace mt::python
