// bigint.h - integers of any size, with the meaning Python gives them.
//
// Sign and magnitude over bigint_limbs.h. An IntegerView borrows limbs, be they
// in an object of the heap, in an Integer or in a local variable; an Integer
// owns its result. The object layer (int.cc) decides what becomes an unboxed
// integer again and raises; here a function that can fail says so by returning
// false, and what was wrong is written beside it.
// Powers, roots and divisors are in bigint_powers.cc.
//
// Sizes are the caller's to limit: a result never has more limbs than stated,
// so int.cc asks before it computes 7 ** 10000000000. What takes long ends
// early, with any result, when it is_unwanted() (bigint_limbs.h). Text is
// bigint_text.h.

#pragma once

#include "python/bigint_limbs.h"

namespace mt::python {

struct IntegerView {
  const Limb* limbs = nullptr;
  size_t size = 0;        // leading zeros are allowed
  bool negative = false;  // of zero: ignored
};

struct Integer {
  LimbBuffer limbs;       // without leading zeros; zero is empty
  bool negative = false;  // never of zero

  operator IntegerView() const {
    return {limbs.data(), limbs.size(), negative};
  }
  bool is_zero() const { return limbs.size() == 0; }
  // Drops leading zeros, and the sign of zero.
  void trim() {
    limbs.trim();
    if (limbs.size() == 0) negative = false;
  }
};

// A machine integer seen as an IntegerView, for mixed operands. The view is
// valid as long as this is.
class SmallInteger {
 public:
  explicit SmallInteger(int64_t value);
  operator IntegerView() const { return view_; }
  SmallInteger(const SmallInteger&) = delete;
  SmallInteger& operator=(const SmallInteger&) = delete;

 private:
  Limb limbs_[2];
  IntegerView view_;
};

Integer integer_from(int64_t value);
Integer integer_from_u64(uint64_t value);
// False when the value does not fit.
bool to_int64(IntegerView a, int64_t* out);
bool to_uint64(IntegerView a, uint64_t* out);
// The value modulo 2^64, as a C cast would do it.
uint64_t to_uint64_wrapped(const IntegerView& a);

int compare(IntegerView a, IntegerView b);  // -1, 0, 1
bool is_zero(const IntegerView& a);
// Without leading zeros, and zero without a sign.
IntegerView canonical(IntegerView a);
// Of the absolute value, as int.bit_length() and int.bit_count() have it.
uint64_t bit_length(const IntegerView& a);
uint64_t bit_count(const IntegerView& a);
// The number of zero bits at the low end; 0 for zero.
uint64_t trailing_zeros(const IntegerView& a);

// For results that are computed where they will stay: the sign is returned,
// which zero may have. No operand has leading zeros. `out` gets bits_size()
// limbs for bits, sum_size() for a + b, or a - b if it `subtracts`. Shifted
// right it gets n - count / 32 + 1, where that is more than one. They borrow
// the views, too: one that is copied right after it was made waits until it has
// been written.
enum class BitOp : uint8_t { kAnd, kOr, kXor };
size_t sum_size(const IntegerView& a, const IntegerView& b, bool subtracts);
size_t bits_size(BitOp op, const IntegerView& a, const IntegerView& b);
bool add_to(Limb* out, size_t room, const IntegerView& a,
            const IntegerView& b, bool subtracts);
bool combine_bits_to(Limb* out, BitOp op, const IntegerView& a,
                     const IntegerView& b);
bool shift_right_to(Limb* out, const IntegerView& a, uint64_t count);

Integer add(IntegerView a, IntegerView b);       // max(n, m) + 1 limbs
Integer subtract(IntegerView a, IntegerView b);  // max(n, m) + 1 limbs
Integer multiply(IntegerView a, IntegerView b);  // n + m limbs

// Rounds down: the remainder has the sign of the divisor. Either output may be
// null. Precondition: b is not zero.
void floor_divide(IntegerView a, IntegerView b, Integer* quotient,
                  Integer* remainder);

Integer shift_left(IntegerView a, uint64_t count);   // n + count / 32 + 1 limbs
Integer shift_right(IntegerView a, uint64_t count);  // rounds down

// On two's complement of unlimited length. max(n, m) + 1 limbs.
Integer bit_and(IntegerView a, IntegerView b);
Integer bit_or(IntegerView a, IntegerView b);
Integer bit_xor(IntegerView a, IntegerView b);
Integer invert(IntegerView a);  // -a - 1

// bit_length(a) * exponent / 32 + 2 limbs.
Integer power(IntegerView a, uint64_t exponent);

// a ** exponent % modulus as pow(a, exponent, modulus): the result has the sign
// of the modulus, a negative exponent inverts. False when it has to and a is
// not invertible. Precondition: modulus is not zero.
bool power_modulo(IntegerView a, IntegerView exponent, IntegerView modulus,
                  Integer* out);

Integer greatest_common_divisor(IntegerView a, IntegerView b);
// floor(sqrt(a)). Precondition: a is not negative.
Integer integer_sqrt(IntegerView a);

// --- and floats ------------------------------------------------------------

// The nearest double, ties to even. False when it would be infinite.
bool to_double(IntegerView a, double* out);
// a / b, rounded once. False when it would be infinite. b is not zero.
bool true_divide(IntegerView a, IntegerView b, double* out);
// The integer part, towards zero. Precondition: finite.
Integer integer_from_double(double value);
// -1, 0, 1, exactly. Precondition: `b` is not NaN.
int compare_with_double(IntegerView a, double b);

// mantissa * 2^exponent, rounded once, ties to even; `sticky` says that the
// true mantissa is a little larger. False, and infinity written, on overflow.
bool compose_double(bool negative, uint64_t mantissa, int64_t exponent,
                    bool sticky, double* out);

// a modulo 2^61 - 1, as CPython hashes: the sign is that of a, and never -1.
int64_t hash_integer(IntegerView a);
// The same for a float: equal numbers have equal hashes. `of_nan` is returned
// for NaN, whose hash is its identity's.
int64_t hash_double(double value, int64_t of_nan);

}  // namespace mt::python
