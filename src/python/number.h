// number.h - int, float, complex and bool as objects and operators.
//
// Integers of 48 bits and floats are immediate (value.h); a BigInt begins where
// they end and never holds what would fit, so equal integers of either size are
// never equal to each other and `is_int()` alone says "small".

#pragma once

#include <string>

#include "python/object.h"

namespace mt::python {

struct BigInt : Object {  // aux: limbs in use
  static constexpr Kind kKind = Kind::kBigInt;
  int32_t sign;        // -1 or +1
  uint32_t limbs[1];   // least significant first; longer than declared
};

// Instance of a class derived from int or float: the plain number inside.
struct NumberBox : Object {
  Value number;
};

struct Complex : Object {
  static constexpr Kind kKind = Kind::kComplex;
  double real, imag;
};

// --- integers --------------------------------------------------------------
// int of any size: immediate, bool, BigInt, or an instance of a subclass.
bool is_integer(Value value);
// Of a float or an immediate int.
inline double number_of(Value value) {
  return value.is_float() ? value.as_float()
                          : static_cast<double>(value.as_int());
}
// Immediate or a BigInt, neither a bool nor of a subclass.
inline bool is_plain_int(Value value) {
  return value.is_int() || is_kind(value, Kind::kBigInt);
}
// The plain number (immediate int or BigInt) of any is_integer() value.
Value plain_integer(Value value);
Value int_from_i64(Fiber& fiber, int64_t i);
Value int_from_u64(Fiber& fiber, uint64_t i);
Value int_from_double(Fiber& fiber, double d);  // truncates; raises: nan, inf
// Digits as in source: base 2, 8, 10, 16, underscores gone. Never fails to
// parse.
Value int_from_digits(Fiber& fiber, const char* digits, size_t n, int base);
// int("..."), with Python's rules; raises ValueError.
Value int_from_text(Fiber& fiber, const char* text, size_t n, int base);
// False when the value is out of range (nothing raised). Precondition:
// is_integer.
bool int_to_i64(Value value, int64_t* out);
bool int_to_u64(Value value, uint64_t* out);
// __index__: raises TypeError when it is no integer; clamps when `clamp`, else
// OverflowError. For sizes and subscripts.
bool index_of(Fiber& fiber, Value value, int64_t* out, bool clamp = true);
void int_to_text(std::string& out, Value value, int base = 10);
int int_compare(Value a, Value b);  // plain integers
uint64_t int_hash(Value value);     // as CPython: modulo 2^61 - 1
// sys.set_int_max_str_digits(): how many digits str() and int() convert between
// decimal and binary; 0 is no limit.
constexpr int kLeastDigitLimit = 640;  // it can be set no lower
uint32_t int_digit_limit();
void set_int_digit_limit(uint32_t digits);
bool int_is_zero(Value value);
int int_sign(Value value);

// pow(base, exponent, modulus) of integers, negative exponents included.
Value int_power_modulo(Fiber& fiber, Value base, Value exponent,
                       Value modulus);

// --- floats ----------------------------------------------------------------
// float or an instance of a subclass.
bool is_floating(Value value);
// int, float (any size, any subclass) to double. False and raises otherwise.
bool to_double(Fiber& fiber, Value value, double* out);
void float_repr_to(std::string& out, double d);
uint64_t float_hash(double d);

// --- operators, called by the VM after its own fast cases ------------------
// The numeric half of a binary operator on two builtin numbers (or subclasses):
// not_implemented when either is no number. `op` as in operators.h.
Value number_binary(Fiber& fiber, int op, Value a, Value b);

}  // namespace mt::python
