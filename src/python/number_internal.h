// number_internal.h - what the files that implement numbers share.
//
// Plain numbers are what number.h calls so: an immediate int, a BigInt, a
// float. Booleans and instances of subclasses are turned into those first, by
// plain_integer() and plain_float(). The rest of the interpreter uses number.h.

#pragma once

#include <string>

#include "base/bytes.h"
#include "base/status.h"
#include "python/bigint.h"
#include "python/container.h"
#include "python/format_spec.h"
#include "python/native.h"
#include "python/number.h"
#include "python/runtime.h"

namespace mt::python {

constexpr size_t kBigIntHeaderBytes = sizeof(Object) + sizeof(int32_t);

// A plain integer as bigint.h wants it. Borrows the limbs of a BigInt, which a
// pointer in a C++ local keeps alive.
class IntOperand {
 public:
  explicit IntOperand(Value plain) {
    if (!plain.is_int()) {
      const BigInt* const big = plain.as<BigInt>();
      view_ = {big->limbs, big->aux, big->sign < 0};
      return;
    }
    const int64_t value = plain.as_int();
    const auto magnitude = static_cast<uint64_t>(value < 0 ? -value : value);
    limbs_[0] = static_cast<Limb>(magnitude);
    limbs_[1] = static_cast<Limb>(magnitude >> 32);
    view_ = {limbs_, limbs_[1] != 0 ? 2u : limbs_[0] != 0 ? 1u : 0u,
             value < 0};
  }
  operator const IntegerView&() const { return view_; }
  IntOperand(const IntOperand&) = delete;
  IntOperand& operator=(const IntOperand&) = delete;

 private:
  Limb limbs_[2];
  IntegerView view_;
};

// With limbs that hold anything. Null: MemoryError is raised.
BigInt* new_big(Fiber& fiber, size_t size);

// A BigInt that is computed where it will stay: room for `size` limbs that hold
// anything. Not ok: MemoryError is raised.
class IntRoom {
 public:
  IntRoom(Fiber& fiber, size_t size)
      : fiber_(fiber), big_(new_big(fiber, size)), size_(size) {}
  bool ok() const { return big_ != nullptr; }
  Limb* limbs() { return big_->limbs; }
  Limb& operator[](size_t i) { return big_->limbs[i]; }
  // The integer, once all limbs are written. KeyboardInterrupt when that was
  // not done because it is_unwanted(), as int_from() does.
  Value finish(bool negative);

 private:
  Fiber& fiber_;
  BigInt* big_;
  size_t size_;
};

// A BigInt of these limbs, whose magnitude has more than 48 bits and whose last
// limb is not zero.
Value make_big(Fiber& fiber, const Limb* limbs, size_t size, bool negative);
// The same of a magnitude of two words.
Value make_big(Fiber& fiber, uint64_t low, uint64_t high, bool negative);
// An immediate int when it fits, else a BigInt; MemoryError when it is huge.
// KeyboardInterrupt when it is_unwanted() (fiber.h): it may be any integer
// then.
Value int_from(Fiber& fiber, const Integer& integer);
Value int_from(Fiber& fiber, const LimbBuffer& magnitude, bool negative);
// Raises MemoryError when an integer of so many bits is more than the heap's
// bound or the machine can be asked for.
bool check_int_bits(Fiber& fiber, uint64_t bits);
// Raises ValueError when str() of a plain integer would be longer than the
// limit that protects from quadratic work.
bool check_int_digits(Fiber& fiber, Value plain);
// The str of a plain integer: its sign, the prefix, the digits.
Value int_text(Fiber& fiber, Value plain, unsigned base,
               std::string_view prefix);

// The float inside: precondition is_floating().
double plain_float(Value value);

// Operators on plain operands, any BinaryOp; not_implemented for the others.
Value int_binary(Fiber& fiber, int op, Value a, Value b);
Value float_binary(Fiber& fiber, int op, double a, double b);
struct ComplexParts {
  double real, imag;
};
Value complex_binary(Fiber& fiber, int op, ComplexParts a, ComplexParts b);
Value make_complex(Fiber& fiber, ComplexParts parts);
// An argument as a complex number: of its __complex__, or as float() has it.
// `is_complex` tells 1 from 1+0j. What is no number is refused as the `which`
// argument of complex(), which takes `kinds`; if null, as float() refuses it.
bool complex_operand(Fiber& fiber, Value value, const char* which,
                     const char* kinds, ComplexParts* out, bool* is_complex);
// a ** b for floats, which becomes complex for a negative a.
Value float_power(Fiber& fiber, double a, double b);
bool complex_power(Fiber& fiber, ComplexParts a, ComplexParts b,
                   ComplexParts* out);

// How far up the tower of numbers a value stands.
enum NumberLevel : int { kLevelInt, kLevelFloat, kLevelComplex, kNoNumber };
NumberLevel number_level(Value value);
// A slot of class `level`: knows operands up to its own level.
Value binary_at_level(Fiber& fiber, NumberLevel level, int op, Value a,
                      Value b);
template <int level, int op>
Value number_slot(Fiber& fiber, Value a, Value b) {
  return binary_at_level(fiber, static_cast<NumberLevel>(level), op, a, b);
}

// Whether -1, 0 or 1 answers a comparison with yes.
bool order_fits(int order, CompareOp op);

// The text of a str, bytes or bytearray that int(), float() and complex() read,
// non-ASCII digits and blanks turned into ASCII ones. False (nothing raised)
// when the value is none of those.
bool number_text(Fiber& fiber, Value value, std::string* text);

// The argument of __format__, or null and TypeError.
Str* format_argument(Fiber& fiber, Value argument);
// What format_spec.h and printf_format.h report, as the exception they mean.
Value raise_format_error(Fiber& fiber, const Error& error);
// Whether there is memory for what a format makes of a text or of digits of so
// many bytes. Raises if not.
bool may_format(Fiber& fiber, const FormatSpec& spec, size_t bytes);
Value format_result(Fiber& fiber, const Result<std::string>& result);

// What is_unwanted() promised: the exception, always.
Value abandon(Fiber& fiber);

// (a, b)
Value make_pair(Fiber& fiber, Value a, Value b);
// OverflowError(34, 'Numerical result out of range')
Value raise_range_error(Fiber& fiber);

}  // namespace mt::python
