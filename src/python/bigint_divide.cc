// bigint_divide.cc - dividing magnitudes, by one limb and by many.
//
// Everything below the public functions works on a divisor whose top bit is set
// and turns the dividend into the remainder where it stands. A quotient that
// does not fit its place has one bit more, which is returned ("overflow").

#include <algorithm>

#include "python/bigint_limbs.h"
#include "python/fiber.h"

namespace mt::python::limbs {

namespace {

// Below this many limbs of quotient algorithm D is the faster one.
constexpr size_t kRecursiveLimbs = 60;
// And so many of them take some microseconds.
constexpr size_t kBreathLimbs = 64;

// One step of dividing by one word: quotient and rest of (rest, low) / d, for
// rest < d with d's top bit set and inverse = (B^2 - 1) / d - B, B = 2^64.
// Moeller and Granlund, Improved division by invariant integers (2011),
// algorithm 4: two multiplications, where the machine's own division of two
// words by one takes as long as twenty.
Word divide_step(Word* rest, Word low, Word d, Word inverse) {
  const Wide guess = Wide{*rest} * inverse + (Wide{*rest} << kWordBits | low);
  Word quotient = static_cast<Word>(guess >> kWordBits) + 1;
  Word left = low - quotient * d;
  if (left > static_cast<Word>(guess)) {
    --quotient;
    left += d;
  }
  if (left >= d) {
    ++quotient;
    left -= d;
  }
  *rest = left;
  return quotient;
}

Word inverse_of(Word d) {
  // (B^2 - 1 - B d) / d, whose upper word is less than d: one division.
  return static_cast<Word>((Wide{~d} << kWordBits | ~Word{0}) / d);
}

// out := n - d * q, dn limbs of each; returns what is to be borrowed from above
// whole words. `out` may be `n`.
Word subtract_product(Limb* out, const Limb* n, const Limb* d, size_t dn,
                      Word q) {
  Word carry = 0;
  size_t i = 0;
  for (; dn - i >= kWordLimbs; i += kWordLimbs) {
    const Wide product = Wide{load_word(d + i)} * q + carry;
    const Word low = static_cast<Word>(product);
    const Word word = load_word(n + i);
    carry = static_cast<Word>(product >> kWordBits) + (word < low);
    store_word(out + i, word - low);
  }
  if (i < dn) out[i] = static_cast<Limb>(n[i] - (d[i] * q + carry));
  return carry;
}

// Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D, with
// words for digits. n has dn + qn limbs; all are whole words, dn two at least.
Limb divide_schoolbook(Limb* q, Limb* n, size_t qn, const Limb* d, size_t dn) {
  Limb overflow = 0;
  if (compare(n + qn, dn, d, dn) >= 0) {
    subtract(n + qn, n + qn, dn, d, dn);
    overflow = 1;
  }
  const Word top = load_word(d + dn - kWordLimbs);
  const Word next = load_word(d + dn - 2 * kWordLimbs);
  const Word inverse = inverse_of(top);
  for (size_t i = qn; i != 0 && !is_unwanted();) {
    i -= kWordLimbs;
    if (i % kBreathLimbs == 0) breathe();
    Limb* const window = n + i;
    const Word above = load_word(window + dn);
    const Word high = load_word(window + dn - kWordLimbs);
    const Word low = load_word(window + dn - 2 * kWordLimbs);
    Word guess = ~Word{0}, rest = high + top;
    bool is_whole = rest < top;  // the rest has more than a word
    if (above < top) {
      rest = above;
      guess = divide_step(&rest, high, top, inverse);
      is_whole = false;
    }
    // The two leading words of the divisor leave the guess at most one too big.
    while (!is_whole &&
           Wide{guess} * next > (Wide{rest} << kWordBits | low)) {
      --guess;
      rest += top;
      is_whole = rest < top;
    }
    if (above < subtract_product(window, window, d, dn, guess)) {
      --guess;
      add(window, window, dn, d, dn);
    }
    store_word(window + dn, 0);
    store_word(q + i, guess);
  }
  return overflow;
}

// Takes q * low, the part of the divisor not yet accounted for, from the
// remainder n of dn limbs, and corrects q downwards while that goes below zero.
// `overflow` is q's bit beyond its qn limbs. Returns the corrected one.
Limb take_rest(Limb* q, size_t qn, Limb overflow, Limb* n, const Limb* d,
               size_t dn, Limb* scratch) {
  const size_t low = dn - qn;
  multiply(scratch, q, qn, d, low);
  if (is_unwanted()) return 0;
  Limb borrow = subtract(n, n, dn, scratch, dn);
  if (overflow != 0) borrow += subtract(n + qn, n + qn, low, d, low);
  const Limb one = 1;
  while (borrow != 0) {
    overflow -= subtract(q, q, qn, &one, 1);
    borrow -= add(n, n, dn, d, dn);
  }
  return overflow;
}

// Divides n (2 count limbs) by d (count limbs): the high half of the quotient
// from the high limbs alone, set right with the rest, then the low half.
Limb divide_halves(Limb* q, Limb* n, const Limb* d, size_t count,
                   Limb* scratch) {
  if (count < kRecursiveLimbs) {
    return divide_schoolbook(q, n, count, d, count);
  }
  const size_t low = count / 4 * 2, high = count - low;
  Limb overflow = divide_halves(q + low, n + 2 * low, d + low, high, scratch);
  overflow = take_rest(q + low, high, overflow, n + low, d, count, scratch);
  const Limb middle = divide_halves(q, n + high, d + high, low, scratch);
  take_rest(q, low, middle, n, d, count, scratch);
  return overflow;
}

// n has dn + qn limbs, qn <= dn.
Limb divide_block(Limb* q, Limb* n, size_t qn, const Limb* d, size_t dn,
                  Limb* scratch) {
  if (qn < kRecursiveLimbs) return divide_schoolbook(q, n, qn, d, dn);
  const size_t low = dn - qn;
  const Limb overflow = divide_halves(q, n + low, d + low, qn, scratch);
  if (low == 0) return overflow;
  return take_rest(q, qn, overflow, n, d, dn, scratch);
}

// n has dn + qn limbs; its top dn limbs are less than d, so q fits.
void divide_normalised(Limb* q, Limb* n, size_t qn, const Limb* d, size_t dn) {
  if (qn < kRecursiveLimbs || dn < kRecursiveLimbs) {
    divide_schoolbook(q, n, qn, d, dn);
    return;
  }
  LimbBuffer scratch(dn);
  // The odd block first, so that all the others are as long as the divisor.
  size_t block = qn % dn;
  if (block == 0) block = dn;
  while (qn != 0) {
    qn -= block;
    divide_block(q + qn, n + qn, block, d, dn, scratch.data());
    block = dn;
  }
}

// The word that begins at `bit` of `a`, which ends with it.
Word leading_word(const Limb* a, size_t an, uint64_t bit) {
  const size_t skip = static_cast<size_t>(bit / kLimbBits);
  Wide bits = 0;
  for (size_t i = an; i-- > skip;) bits = bits << kLimbBits | a[i];
  return static_cast<Word>(bits >> bit % kLimbBits);
}

// When the quotient is so short that the leading words nearly always tell it,
// as in Euclid's algorithm. With a = a' S + a", b = b' S + b" and q = a' / b'
// the rest is (a' - q b') S + a" - q b", and not below zero where a' - q b' is
// no less than q. False if it is less, or the quotient too long.
bool divide_briefly(Limb* quotient, Limb* remainder, const Limb* a, size_t an,
                    const Limb* b, size_t bn) {
  const uint64_t bits = bit_length(a, an), least = bit_length(b, bn);
  if (bits < least || bits > least + kWordBits / 4) return false;
  const uint64_t skip = bits - kWordBits;
  const Word top = leading_word(a, limbs::trimmed(a, an), skip);
  const Word by = leading_word(b, bn, skip), guess = top / by;
  if (top % by < guess) return false;
  if (quotient != nullptr) {
    memset(quotient, 0, (an - bn + 1) * sizeof(Limb));
    quotient[0] = static_cast<Limb>(guess);
  }
  if (remainder != nullptr) subtract_product(remainder, a, b, bn, guess);
  return true;
}

// The quotient alone, when it is short: a / b lies between the quotients of
// their leading limbs, rounded down, and those rarely differ. False if they do.
bool divide_leading(Limb* quotient, const Limb* a, size_t an, const Limb* b,
                    size_t bn) {
  const size_t qn = an - bn + 1, used = qn + 2;
  if (bn < 4 * qn + 8) return false;
  const size_t skip = bn - used;
  LimbBuffer rest(used);
  divide(quotient, rest.data(), a + skip, an - skip, b + skip, used);
  return compare(rest.data(), used, quotient, qn) >= 0;
}

}  // namespace

Word divide_by_word(Limb* out, const Limb* a, size_t n, Word b) {
  Word rest = 0;
  if (n % kWordLimbs != 0) {
    --n;
    rest = a[n] % b;
    out[n] = static_cast<Limb>(a[n] / b);
  }
  if (n == 0) return rest;
  const unsigned shift =
      static_cast<unsigned>(__builtin_clzll(b)) - (64 - kWordBits);
  b <<= shift;
  const Word inverse = inverse_of(b);
  n -= kWordLimbs;
  Word high = load_word(a + n);
  rest = static_cast<Word>((Wide{rest} << kWordBits | high) << shift >>
                           kWordBits);
  while (n != 0) {
    const Word next = load_word(a + n - kWordLimbs);
    const Word low = static_cast<Word>((Wide{high} << kWordBits | next)
                                       << shift >> kWordBits);
    store_word(out + n, divide_step(&rest, low, b, inverse));
    high = next;
    n -= kWordLimbs;
  }
  store_word(out, divide_step(&rest, high << shift, b, inverse));
  return rest >> shift;
}

void divide(Limb* quotient, Limb* remainder, const Limb* a, size_t an,
            const Limb* b, size_t bn) {
  if (bn <= kWordLimbs) {
    LimbBuffer whole(an);
    const Word rest = divide_by_word(
        whole.data(), a, an, bn == kWordLimbs ? load_word(b) : b[0]);
    if (quotient != nullptr)
      memcpy(quotient, whole.data(), (an - bn + 1) * sizeof(Limb));
    if (remainder == nullptr) return;
    if (bn == kWordLimbs) {
      store_word(remainder, rest);
    } else {
      remainder[0] = static_cast<Limb>(rest);
    }
    return;
  }
  if (divide_briefly(quotient, remainder, a, an, b, bn)) return;
  if (remainder == nullptr && divide_leading(quotient, a, an, b, bn)) return;
  // Both are moved up until the divisor fills its words, and zeros above the
  // dividend make whole words of the quotient.
  const unsigned shift = static_cast<unsigned>(__builtin_clz(b[bn - 1]));
  const size_t pad = bn % kWordLimbs, dn = bn + pad;
  const size_t most = an - bn + 1, qn = most + most % kWordLimbs;
  LimbBuffer divisor(dn), dividend(dn + qn), whole(qn);
  divisor[0] = dividend[0] = 0;
  shift_left(divisor.data() + pad, b, bn, shift);
  Limb* const moved = dividend.data() + pad;
  moved[an] = shift_left(moved, a, an, shift);
  if (qn != most) moved[an + 1] = 0;
  divide_normalised(whole.data(), dividend.data(), qn, divisor.data(), dn);
  if (quotient != nullptr)
    memcpy(quotient, whole.data(), most * sizeof(Limb));
  if (remainder != nullptr) shift_right(remainder, moved, bn, shift);
}

}  // namespace mt::python::limbs
