// value.h - one Python value in one 64-bit word.
//
// Everything the language computes with is a Value: registers, list items,
// attributes, arguments. Small integers and floats live in the word itself; all
// else is a pointer to an Object on the collected heap. The word is the same on
// 32-bit and big-endian machines because nothing ever looks at half of it.
//
//   0000 pppp pppp pppp   an object, or one of the few constants below 16
//   0002 .... to fffc     a float: its IEEE 754 bits plus 2^49
//   ffff iiii iiii iiii   an integer of 48 bits, two's complement
//
// The offset keeps pointers bare, so the collector finds them on the C++ stack
// and following one costs nothing. A NaN that is computed gets a number of its
// own in its payload, for it is an object of its own: it is found in a list or
// a dict by what it is, since it equals nothing. Hardware's NaNs will not do:
// with the sign set they would reach into the integers.

#pragma once

#include <stdint.h>
#include <string.h>

namespace mt::python {

struct Object;

extern uint64_t g_nans;  // made so far

class Value {
 public:
  // Undefined: an unbound local, an empty slot, a deleted entry. Not a value
  // that Python code can ever hold.
  constexpr Value() : bits_(kUndefined) {}

  static constexpr Value undefined() { return Value(kUndefined); }
  static constexpr Value none() { return Value(kNone); }
  static constexpr Value from_bool(bool b) { return Value(b ? kTrue : kFalse); }
  static constexpr Value ellipsis() { return Value(kEllipsis); }
  static constexpr Value not_implemented() { return Value(kNotImplemented); }
  // A function returns this when it raised; the exception is in the fiber.
  static constexpr Value error() { return Value(kError); }
  // What a `next` slot returns at the end: cheaper than raising StopIteration.
  static constexpr Value exhausted() { return Value(kExhausted); }

  // Precondition: fits_int(i).
  static constexpr Value from_int(int64_t i) {
    return Value(kIntTag | (static_cast<uint64_t>(i) & kIntMask));
  }
  static Value from_float(double d) {
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    if (d != d) bits = kFirstNan | (++g_nans & kNanMask);
    return Value(bits + kFloatOffset);
  }
  static Value from_object(const Object* object) {
    return Value(static_cast<uint64_t>(reinterpret_cast<uintptr_t>(object)));
  }

  static constexpr int64_t kMaxInt = (int64_t{1} << 47) - 1;
  static constexpr int64_t kMinInt = -(int64_t{1} << 47);
  static constexpr bool fits_int(int64_t i) {
    return i >= kMinInt && i <= kMaxInt;
  }

  constexpr bool is_undefined() const { return bits_ == kUndefined; }
  constexpr bool is_none() const { return bits_ == kNone; }
  constexpr bool is_bool() const { return (bits_ | 1) == kTrue; }
  constexpr bool is_true() const { return bits_ == kTrue; }
  constexpr bool is_false() const { return bits_ == kFalse; }
  constexpr bool is_error() const { return bits_ == kError; }
  constexpr bool is_exhausted() const { return bits_ == kExhausted; }
  constexpr bool is_not_implemented() const { return bits_ == kNotImplemented; }
  constexpr bool is_ellipsis() const { return bits_ == kEllipsis; }
  constexpr bool is_int() const { return bits_ >= kIntTag; }
  constexpr bool is_float() const {
    return bits_ - kFloatOffset < kIntTag - kFloatOffset;
  }
  constexpr bool is_number() const { return bits_ >= kFloatOffset; }
  constexpr bool is_object() const {
    return bits_ - kFirstObject < kFloatOffset - kFirstObject;
  }
  static constexpr bool both_int(Value a, Value b) {
    return (a.bits_ & b.bits_) >= kIntTag;
  }

  // Preconditions: the matching is_...().
  constexpr int64_t as_int() const {
    return static_cast<int64_t>(bits_ << 16) >> 16;
  }
  double as_float() const {
    const uint64_t bits = bits_ - kFloatOffset;
    double d;
    memcpy(&d, &bits, sizeof d);
    return d;
  }
  constexpr bool as_bool() const { return bits_ == kTrue; }
  Object* object() const {
    return reinterpret_cast<Object*>(static_cast<uintptr_t>(bits_));
  }
  template <typename T>
  T* as() const {
    return static_cast<T*>(object());
  }

  constexpr uint64_t bits() const { return bits_; }
  static constexpr Value from_bits(uint64_t bits) { return Value(bits); }

  // Same word: `is`, except for floats that are equal but computed apart.
  friend constexpr bool operator==(Value a, Value b) {
    return a.bits_ == b.bits_;
  }
  friend constexpr bool operator!=(Value a, Value b) {
    return a.bits_ != b.bits_;
  }

  static constexpr uint64_t kIntTag = 0xffffULL << 48;
  static constexpr uint64_t kIntMask = (1ULL << 48) - 1;
  static constexpr uint64_t kFloatOffset = 1ULL << 49;
  static constexpr uint64_t kFirstNan = 0x7ff8000000000000ULL;
  static constexpr uint64_t kNanMask = (1ULL << 51) - 1;  // which of them

 private:
  constexpr explicit Value(uint64_t bits) : bits_(bits) {}

  static constexpr uint64_t kUndefined = 0;
  static constexpr uint64_t kNone = 2;
  static constexpr uint64_t kFalse = 4;
  static constexpr uint64_t kTrue = 5;
  static constexpr uint64_t kError = 6;
  static constexpr uint64_t kExhausted = 8;
  static constexpr uint64_t kNotImplemented = 10;
  static constexpr uint64_t kEllipsis = 12;
  static constexpr uint64_t kFirstObject = 16;

  uint64_t bits_;
};

static_assert(sizeof(Value) == 8, "a value is one word");

}  // namespace mt::python
